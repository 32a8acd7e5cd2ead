import { InputError } from "@oleate/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CsvColumn, writeCsv } from "./csv.ts";
import { readTable } from "./table.ts";

const read = (text: string): ReturnType<typeof readTable> =>
  readTable(new TextEncoder().encode(text), "a.csv");

/** Header texts that are not all numbers, trimmed and distinct. */
const headers = (count: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(
    fc.string({ minLength: 1, maxLength: 12 }).map((text) => `n${text}`.trim().replace(/\0/gu, "")),
    { minLength: count, maxLength: count },
  );

const cells = fc.string({ maxLength: 10 }).map((text) => text.replace(/\0/gu, "").trim());
const doubles = fc.double({ noDefaultInfinity: true });

const tables: fc.Arbitrary<CsvColumn[]> = fc
  .record({ columns: fc.integer({ min: 1, max: 5 }), rows: fc.integer({ min: 1, max: 8 }) })
  .chain(({ columns, rows }) =>
    fc.tuple(
      headers(columns),
      fc.array(
        fc.oneof(
          fc.array(doubles, { minLength: rows, maxLength: rows }).map((values) => Float64Array.from(values)),
          // Text that would be read as a number too long or grouped by thousands is refused by the reader on purpose.
          fc.array(
            cells.filter((cell) => !/\d/u.test(cell)),
            { minLength: rows, maxLength: rows },
          ),
        ),
        { minLength: columns, maxLength: columns },
      ),
    ),
  )
  .map(([names, values]) => values.map((column, i) => ({ header: names[i]!, values: column })));

describe("writeCsv", () => {
  test("quotes what would be cut apart", () => {
    const text = writeCsv([
      { header: "c (mM)", values: [1e-7, -0, Number.NaN] },
      { header: 'a "b"', values: ["x,y", "#1", "two\nlines"] },
    ]);
    expect(text).toBe('"c (mM)","a ""b"""\n1e-7,"x,y"\n-0,"#1"\n,"two\nlines"\n');
  });

  test("every double and every text come back", () => {
    fc.assert(
      fc.property(tables, (columns) => {
        const table = read(writeCsv(columns));
        expect(table.columns.map(({ header }) => header)).toEqual(columns.map(({ header }) => header));
        columns.forEach(({ values }, i) => {
          const column = table.columns[i]!;
          if (values instanceof Float64Array) {
            // toEqual tells -0 from 0 and holds NaN equal to NaN.
            expect(column.values).toEqual(values);
          } else {
            expect(column.text).toEqual(values);
          }
        });
      }),
      { numRuns: 3000, seed: 11 },
    );
  });

  test("refuses what no table can hold", () => {
    expect(() => writeCsv([])).toThrow(InputError);
    expect(() =>
      writeCsv([
        { header: "a", values: [1] },
        { header: "b", values: [1, 2] },
      ]),
    ).toThrow(/unequal/u);
    expect(() => writeCsv([{ header: "a", values: [Number.POSITIVE_INFINITY] }])).toThrow(/infinite/u);
  });
});
