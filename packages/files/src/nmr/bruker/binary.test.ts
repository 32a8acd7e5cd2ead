import { describe, expect, test } from "vitest";
import { groupDelay } from "../digital-filter.ts";
import { interleavedRows, numbersOf, submatrixRows } from "./binary.ts";
import { readCounts, readDelays } from "./lists.ts";

const INT = { littleEndian: true, float64: false, scale: 1 };

/** Integers 0, 1, 2, ... as bytes. */
function counting(count: number, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * count));
  for (let i = 0; i < count; i++) view.setInt32(4 * i, i, littleEndian);
  return new Uint8Array(view.buffer);
}

describe("stored numbers", () => {
  test("byte orders, floats and scales", () => {
    expect([...numbersOf(counting(4, true), INT, 4, 3)]).toEqual([1, 2, 3]);
    const big = { ...INT, littleEndian: false, scale: 2 ** -2 };
    expect([...numbersOf(counting(4, false), big, 0, 4)]).toEqual([0, 0.25, 0.5, 0.75]);
    const floats = new Uint8Array(Float64Array.of(1.5, -2.25).buffer);
    expect([...numbersOf(floats, { ...INT, float64: true }, 0, 2)]).toEqual([1.5, -2.25]);
    const broken = new Uint8Array(Float64Array.of(1, Number.NaN).buffer);
    expect(() => numbersOf(broken, { ...INT, float64: true }, 0, 2)).toThrow(/not finite/u);
  });

  test("rows of a ser file begin at blocks of 256 integers, and at once where the file is exactly that long", () => {
    // TD 300: each row takes two blocks of 256.
    const padded = interleavedRows(counting(1024, true), INT, 2, 300);
    expect([padded.re[0]![0], padded.im[0]![0], padded.re[1]![0], padded.im[1]![149]]).toEqual([
      0, 1, 512, 811,
    ]);
    const bare = interleavedRows(counting(600, true), INT, 2, 300);
    expect([bare.re[1]![0], bare.im[1]![149]]).toEqual([300, 599]);
  });

  test("submatrices are put back into rows", () => {
    // 4 x 6 points in submatrices of 2 x 3: numbers count along the file.
    const rows = submatrixRows(
      counting(24, true),
      INT,
      { rows: 4, columns: 6, tileRows: 2, tileColumns: 3 },
      4,
    );
    expect(rows.map((row) => [...row])).toEqual([
      [0, 1, 2, 6, 7, 8],
      [3, 4, 5, 9, 10, 11],
      [12, 13, 14, 18, 19, 20],
      [15, 16, 17, 21, 22, 23],
    ]);
  });
});

describe("lists and the digital filter", () => {
  test("delays and counts", () => {
    expect([...readDelays("10s \n500m\n20u\n0.3\n; end\n", "vdlist")]).toEqual([10, 0.5, 20e-6, 0.3]);
    expect([...readCounts("2\n4\n\n8", "vclist")]).toEqual([2, 4, 8]);
    expect(() => readDelays("1s\nsoon\n", "vdlist")).toThrow(/vdlist:2/u);
    expect(() => readCounts("1.5", "vclist")).toThrow(/vclist:1/u);
  });

  test("group delays as NMRFAM's table prints them", () => {
    const at = (DSPFVS: string, DECIM: string, more: Record<string, string> = {}): number =>
      groupDelay({ DSPFVS, DECIM, DIGMOD: "1", ...more }, { file: "acqus" });
    expect(at("10", "2")).toBe(44.75);
    expect(at("10", "24")).toBeCloseTo(61.0208, 4);
    expect(at("11", "12")).toBe(69.5);
    expect(at("12", "16")).toBe(71.625);
    expect(at("13", "8")).toBe(2.9375);
    expect(at("20", "5544", { GRPDLY: "67.98" })).toBe(67.98);
    expect(at("10", "24", { DIGMOD: "0" })).toBe(0);
    expect(() => at("20", "5544", { GRPDLY: "-1" })).toThrow(/DSPFVS 20, DECIM 5544/u);
  });
});
