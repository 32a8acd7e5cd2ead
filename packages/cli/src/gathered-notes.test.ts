import { describe, expect, it } from "vitest";
import { gatherNotes } from "./gathered-notes.ts";

const of = (name: string, note: string) => ({ of: name, note });

describe("notes of several spectra", () => {
  it("that say the same stand once, with count and names", () => {
    const notes = ["30 s", "60 s", "90 s", "120 s", "150 s"].map((name) =>
      of(name, "a decimal comma: 1,5 is 1.5"),
    );
    expect(gatherNotes(notes, "spectra", 6)).toEqual([
      "5 of 6 spectra (30 s, 60 s, 90 s and 2 more): a decimal comma: 1,5 is 1.5",
    ]);
    expect(gatherNotes(notes, "spectra", 5)).toEqual(["all 5 spectra: a decimal comma: 1,5 is 1.5"]);
  });

  it("that differ by a number alone have a range", () => {
    const notes = [14, 9, 19].map((share, i) => of(`${i}`, `scatter is ${share} % of all at 400 nm`));
    expect(gatherNotes(notes, "spectra", 9)).toEqual([
      "3 of 9 spectra (0, 1, 2): scatter is 9 to 19 % of all at 400 nm",
    ]);
  });

  it("that hold ranges have the one around all", () => {
    const notes = [of("a", "1.6 (1.1 to 2.3) times"), of("b", "6.3 (3.5 to 11) times")];
    expect(gatherNotes(notes, "spectra", 3)).toEqual(["2 of 3 spectra (a, b): 1.6 to 6.3 (1.1 to 11) times"]);
  });

  it("that differ in words stay apart, in their order, and names keep their numbers", () => {
    const notes = [of("a", "no size"), of("b", "curve Yu2003 is out"), of("a", "curve Yu2004 is out")];
    expect(gatherNotes(notes, "files", 2)).toEqual([
      "a: no size",
      "b: curve Yu2003 is out",
      "a: curve Yu2004 is out",
    ]);
  });

  it("of one spectrum stand as they are", () => {
    expect(gatherNotes([of("a", "no size")], "spectra", 1)).toEqual(["no size"]);
  });
});
