import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, type RingReading, type ShiftComparison, type SplittingReading } from "@oleate/core";
import { describe, expect, it } from "vitest";
import { printedBy } from "../test/printed.ts";
import { type BandsOptions, bands } from "./bands.ts";

const usual: BandsOptions = { ligand: "picolinate", tolerance: "20 cm-1", resolution: "4 cm-1" };
const FREE = "1612, 1590, 1567, 1390, 995";
const BOUND = "1625, 1604, 1575, 1383, 1010, 1700";

interface Answer extends ShiftComparison {
  readonly ligand: string | null;
  readonly freeFrom: string;
  readonly ring: RingReading | null;
  readonly splitting: SplittingReading | null;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

function answer(first: string, second?: string, options: Partial<BandsOptions> = {}): Answer {
  const { text, code } = printedBy(() => bands(first, second, { ...usual, ...options, json: true }));
  expect(code).toBe(0);
  return JSON.parse(text) as Answer;
}

const folder = mkdtempSync(join(tmpdir(), "oleate-"));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("oleate bands", () => {
  it("prints matched bands with assignment, shift, sign and significance, and what they say", () => {
    const { text } = printedBy(() => bands(FREE, BOUND, usual));
    // 14 over the error of two positions known to 2 cm-1: 14 / 2.83.
    expect(text).toMatch(/ring stretch 8a +1590\.0 +1604\.0 +\+14\.0 +up +4\.9/u);
    expect(text).toMatch(/COO symmetric stretch +1390\.0 +1383\.0 +-7\.0 +down +2\.5/u);
    expect(text).toContain("only bound  1700.0 cm-1");
    expect(text).toContain("the pyridine N coordinates (2 up, 0 down, 0 within error");
    expect(text).toContain("The carboxylate stretches lie 242 cm-1 apart");
    expect(text).toContain("the ionic salt's 222 cm-1");
    expect(text).toMatch(/source {2}ranges recalled: Deacon/u);
  });

  it("prints the same as JSON", () => {
    const found = answer(FREE, BOUND);
    expect([found.ligand, found.freeFrom]).toEqual(["picolinate", "list"]);
    expect(found.shifts.map(({ shiftPerCm }) => shiftPerCm)).toEqual([13, 14, 8, -7, 15]);
    expect(found.newInBound).toEqual([1700]);
    expect(found.ring!.verdict).toBe("pyridine N coordinates");
    expect(found.splitting!.splittingPerCm).toBe(242);
  });

  it("compares one list with the table, whose uncertainty counts", () => {
    const found = answer(BOUND);
    expect(found.freeFrom).toBe("table");
    const eight = found.shifts.find(({ band }) => band!.assignment === "ring stretch 8a")!;
    // The table's 8 cm-1 beside half the resolution.
    expect(eight.significance).toBeCloseTo(14 / Math.hypot(2, 8), 10);
    expect(found.goneFromFree).toContain(755);
    // No ionic salt was measured, so nothing is compared with one.
    expect(found.splitting!.sentence).not.toContain("ionic salt");
    expect(() => bands(BOUND, undefined, { tolerance: "20 cm-1", resolution: "4 cm-1" })).toThrow(
      /--ligand/u,
    );
  });

  it("reads only what the bands allow, and says what is left out", () => {
    const rings = answer("1590, 995", "1604, 1010");
    expect(rings.splitting).toBeNull();
    expect(rings.notes.join()).toContain("the splitting is not read");
    const oleate = answer("1560, 1404, 2923", "1535, 1410, 2923", { ligand: "oleate", tolerance: "30 cm-1" });
    expect(oleate.ring).toBeNull();
    expect(oleate.notes.join()).not.toContain("ring");
    expect(oleate.splitting!.splittingPerCm).toBe(125);
    const { text } = printedBy(() => bands("1590", "1604", { tolerance: "20 cm-1", resolution: "4 cm-1" }));
    expect(text).toMatch(/^- +1590\.0/mu);
    expect(text).toContain("bands are not named");
    expect(printedBy(() => bands("1590", "2000", usual)).text).toContain("no bound band lies within 20 cm-1");
  });

  it("warns where a carboxylate stretch may be another band, and leaves such ring modes out", () => {
    // 1604 lies 14 above 1590 and 8 below 1612; whether 1625 and 1612 are a pair turns on the tolerance.
    const near = answer(FREE, BOUND);
    expect(near.warnings.join()).toContain("the splitting is doubtful");
    expect(near.notes.join()).toContain("ambiguous ring modes left out: 1");
    const wide = answer(FREE, BOUND, { tolerance: "25 cm-1" });
    expect(wide.warnings).toEqual([]);
    expect([wide.ring!.up, wide.ring!.ambiguous]).toEqual([3, 0]);
  });

  it("looks as far as the tolerance, and counts against the resolution", () => {
    expect(answer("1590", "1604", { tolerance: "10 cm-1" }).shifts).toEqual([]);
    expect(answer("1590", "1604", { resolution: "16 cm-1" }).shifts[0]!.direction).toBe("none");
    expect(() => bands(FREE, BOUND, { ...usual, tolerance: "20 nm" })).toThrow(InputError);
    expect(() => bands(FREE, BOUND, { ...usual, resolution: "0 cm-1" })).toThrow(InputError);
    expect(() => bands(FREE, BOUND, { ...usual, ligand: "picolinat" })).toThrow(/nearest: picolinate/u);
  });
});

describe("lists of bands", () => {
  const shifts = answer(FREE, BOUND).shifts;
  const rows = FREE.split(", ");

  it.each([
    ["header and unit", `wavenumber (cm-1),absorbance\n${rows.map((one) => `${one},0.3`).join("\n")}\n`],
    ["other unit", `wavenumber (m-1)\n${rows.map((one) => `${one}00`).join("\n")}\n`],
    ["no header", `# KBr\n${rows.join("\n")}\n`],
    ["no header, two columns", rows.map((one) => `${one}, 0.3`).join("\n")],
    ["no header, tabs", rows.map((one) => `${one}\t0.3`).join("\r\n")],
    ["no header, spaces", rows.map((one) => `${one}.0  0.3`).join("\n")],
    ["no header, decimal commas", rows.map((one) => `${one},0;0,3`).join("\n")],
  ])("are read from a table: %s", (name, text) => {
    expect(answer(file(`${name}.csv`, text), BOUND).shifts).toEqual(shifts);
  });

  it("are read as written, with units, semicolons or spaces between", () => {
    expect(answer("1612 cm-1; 1590 cm-1; 1567; 1390; 995 cm-1", BOUND).shifts).toEqual(shifts);
    expect(answer("1612 1590 1567 1390 995", BOUND).shifts).toEqual(shifts);
  });

  it("are refused with the line where they cannot be read", () => {
    const read = (name: string, text: string) => () => bands(file(name, text), BOUND, usual);
    expect(read("word.csv", "1612\n1590\nsharp\n")).toThrow(/word\.csv:3: .*no number/u);
    expect(read("short.csv", "1612,0.1\n1590,0.2\n1567\n")).toThrow(/short\.csv:3: /u);
    expect(read("low.csv", "band (cm-1)\n1612\n12\n")).toThrow(/low\.csv:3: .*100 to 12800/u);
    expect(read("comma.csv", "1612,5\n1590,2\n")).toThrow(/comma\.csv:1: .*decimal/u);
    expect(read("nm.csv", "wavelength (s)\n1612\n")).toThrow(InputError);
    const spectrum = Array.from({ length: 1800 }, (_, i) => `${400 + 2 * i},0.1`).join("\n");
    expect(read("spectrum.csv", spectrum)).toThrow(/no list of bands/u);
    expect(() => bands("1590,5, 1567,25", BOUND, usual)).toThrow(/decimal points/u);
    expect(() => bands("1590.5.1", BOUND, usual)).toThrow(InputError);
    expect(() => bands(", ,", BOUND, usual)).toThrow(/0 rows/u);
    expect(() => bands(join(folder, "absent.csv"), BOUND, usual)).toThrow(/cannot open/u);
  });
});
