import { InputError } from "@oleate/core";
import { describe, expect, test } from "vitest";
import { findColumn } from "./find-column.ts";
import { readTable } from "./table.ts";

const table = readTable(
  new TextEncoder().encode("[H] (mM),Guest concentration / M,shift (ppm),shift (Hz),a,A\n1,2,3,4,5,6\n"),
  "data.csv",
);

describe("findColumn", () => {
  test.each([
    ["[H] (mM)", "[H] (mM)"],
    ["[H]", "[H] (mM)"],
    ["h", "[H] (mM)"],
    ["[h] (uM)", "[H] (mM)"],
    ["guest concentration", "Guest concentration / M"],
    ["GUEST CONCENTRATION/M", "Guest concentration / M"],
    ["shift (Hz)", "shift (Hz)"],
    ["a", "a"],
    ["A", "A"],
  ])("%s", (wanted, header) => {
    expect(findColumn(table, wanted).header).toBe(header);
  });

  test("an unknown name gives the nearest; one that fits two columns is refused", () => {
    expect(() => findColumn(table, "gest concentration")).toThrow(
      /data\.csv: .*nearest: `Guest concentration`/u,
    );
    expect(() => findColumn(table, "shift")).toThrow(/several columns.*`shift \(ppm\)`, `shift \(Hz\)`/u);
    expect(() => findColumn(table, "")).toThrow(InputError);
  });
});
