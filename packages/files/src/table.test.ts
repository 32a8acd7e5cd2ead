import { InputErrors, OleateError } from "@oleate/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitHeader } from "./header.ts";
import { readTable, requireNonNegative, requireNumbers } from "./table.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): ReturnType<typeof readTable> => readTable(bytesOf(text), "data.csv");

/** The lines on which problems were found. */
function linesOf(text: string): (number | undefined)[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputErrors) return error.complaints.map(({ place }) => place?.line);
    throw error;
  }
  return [];
}

describe("splitHeader", () => {
  test.each([
    ["added (eq)", "added", "eq"],
    ["[H] (mM)", "[H]", "mM"],
    ["[SD] (µM)", "[SD]", "µM"],
    ["Host concentration / M", "Host concentration", "M"],
    ["c [µM]", "c", "µM"],
    ["Wavelength, nm", "Wavelength", "nm"],
    ["free H(I) (eq)", "free H(I)", "eq"],
    ["H(I)", "H(I)", ""],
    ["Pb(II) added", "Pb(II) added", ""],
    ["free [G]", "free [G]", ""],
    ["[H]", "[H]", ""],
    ["Guest (G)", "Guest (G)", ""],
    ["T/K", "T", "K"],
    ["E / kJ/mol", "E", "kJ/mol"],
    ["Energy / (kJ/mol)", "Energy", "kJ/mol"],
    ["mobility (cm2/(V s))", "mobility", "cm2/(V s)"],
    ["F/F0", "F/F0", ""],
    ["counts/s", "counts/s", ""],
    ["PL (a.u.)", "PL (a.u.)", ""],
    ["Proton (1)", "Proton (1)", ""],
    ["guest_mM", "guest", "mM"],
    ["Stock 1 volume (uL)", "Stock 1 volume", "uL"],
    ["", "", ""],
  ])("%s", (header, name, unit) => {
    expect(splitHeader(header)).toEqual({ name, unit });
  });
});

describe("readTable", () => {
  test("comma, tab, semicolon and runs of spaces give the same table", () => {
    for (const text of [
      "a (mM),b\n1,2\n3,4e-1\n",
      "a (mM)\tb\r\n1\t2\r\n3\t4e-1",
      "a (mM);b\n1;2\n3;4e-1",
      "  a (mM)   b\n 1   2\n 3  4e-1  \n",
    ]) {
      const table = read(text);
      expect(table.columns.map(({ name, unit }) => [name, unit])).toEqual([
        ["a", "mM"],
        ["b", ""],
      ]);
      expect(table.columns.map(({ values }) => [...values])).toEqual([
        [1, 3],
        [2, 0.4],
      ]);
      expect(table.lineOfRow).toEqual([2, 3]);
    }
  });

  test("comments and blank lines are skipped and counted", () => {
    const table = read("# by hand\n\nx,y\n% warm\n1,2\n,,\n\n3,4\n");
    expect(table.lineOfRow).toEqual([5, 8]);
  });

  test("text columns keep their text; missing cells are NaN", () => {
    const table = read("x,trial\n1,wash\nNaN,competition\n,n/a\n");
    expect(table.columns[1]!.text).toEqual(["wash", "competition", "n/a"]);
    expect([...table.columns[0]!.values]).toEqual([1, Number.NaN, Number.NaN]);
    expect([...table.columns[1]!.values]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  test("quoted cells hold delimiters, line ends and quotes", () => {
    const table = read('"name, first",x\n"a ""b""\nc",1\nd,2\n');
    expect(table.columns[0]!.header).toBe("name, first");
    expect(table.columns[0]!.text).toEqual(['a "b"\nc', "d"]);
    expect(table.lineOfRow).toEqual([2, 4]);
  });

  test("a decimal comma is read where the comma does not delimit", () => {
    const table = read("Wavelength, nm;A\n500;1,5\n501;-2,25e-1\n");
    expect([...table.columns[1]!.values]).toEqual([1.5, -0.225]);
    expect([...read("a\tb\n1,5\t2").columns[0]!.values]).toEqual([1.5]);
    expect(() => read("a;b\n1,5;2.5\n")).toThrow(/both with a decimal comma and with a decimal point/u);
    expect(() => read('a,b\n"1,234.5",2\n')).toThrow(/thousands/u);
  });

  test("empty columns between blocks are dropped; a column with cells needs a name", () => {
    expect(read("a,,b\n1,,2\n").columns.map(({ header }) => header)).toEqual(["a", "b"]);
    expect(() => read("a,,b\n1,7,2\n")).toThrow(/column 2 has no name/u);
  });

  test("columns that differ in their unit keep their headers as names", () => {
    expect(read("d (ppm),d (Hz)\n1,2\n").columns.map(({ name }) => name)).toEqual(["d (ppm)", "d (Hz)"]);
  });

  test("a single column, with or without a unit", () => {
    expect([...read("x\n1\n2\n").columns[0]!.values]).toEqual([1, 2]);
    expect(read("Wavelength, nm\n1\n2\n").columns[0]).toMatchObject({ name: "Wavelength", unit: "nm" });
  });

  test("all problems are reported together with their lines", () => {
    expect(linesOf("a,b,a\n1,2,3\n1,2\n1,2,3\n1,2,3,4\n1,2,3,,\n")).toEqual([1, 3, 5]);
    expect(linesOf("1,2\n3,4\n")).toEqual([1]);
    expect(linesOf("a,b\n")).toEqual([1]);
    expect(linesOf('a,b\n1,"2\n3,4\n')).toEqual([2]);
    expect(linesOf('a,b\n1,"2"x\n1e999,4\n')).toEqual([2, 3]);
  });

  test("comments alone, and many problems", () => {
    expect(() => read("# nothing\n\n")).toThrow(/no table/u);
    expect(linesOf(`a,b\n${"1\n".repeat(200)}1,2`)).toHaveLength(51);
  });

  test("negative and unreadable cells are refused on demand", () => {
    const table = read("c,s\n1,2\n-1,x\n-2,\n");
    expect(() => requireNonNegative(table.columns[0]!, table)).toThrow(/data\.csv:3.*\n.*data\.csv:4/u);
    expect(() => requireNumbers(table.columns[1]!, table, false)).toThrow(
      /data\.csv:3: column `s` holds no number/u,
    );
    expect(() => requireNumbers(table.columns[1]!, table, true)).toThrow(/data\.csv:4/u);
    requireNonNegative(table.columns[1]!, table);
  });

  test("random text throws nothing but the project's errors", () => {
    const alphabet = fc.constantFrom(
      "a",
      "1",
      "2.5",
      ",",
      ";",
      "\t",
      " ",
      "\n",
      "\r\n",
      '"',
      "(mM)",
      "/",
      "#",
      "é",
      "-",
      "NaN",
      "1,5",
    );
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 60 }), (parts) => {
        try {
          const table = read(parts.join(""));
          expect(
            table.columns.every(
              ({ values, text }) => values.length === table.rowCount && text.length === table.rowCount,
            ),
          ).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(OleateError);
        }
      }),
      { numRuns: 5000, seed: 7 },
    );
  });
});
