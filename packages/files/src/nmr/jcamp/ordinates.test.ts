import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOrdinates, type TableContext } from "./ordinates.ts";

const PLAIN: TableContext = { file: "t.dx", line: 10, decimalComma: false };
const read = (text: string, context: Partial<TableContext> = {}): number[] => [
  ...readOrdinates(text, { ...PLAIN, ...context }),
];

/** One number with its first digit as a letter. */
function lettered(value: number, positive: string, negative: string): string {
  const digits = String(Math.abs(value));
  const letters = value < 0 ? negative : positive;
  const at = value < 0 ? Number(digits[0]) - 1 : Number(digits[0]);
  return letters[at]! + digits.slice(1);
}
const squeezed = (value: number): string => lettered(value, "@ABCDEFGHI", "abcdefghi");
const difference = (value: number): string => lettered(value, "%JKLMNOPQR", "jklmnopqr");
const repetition = (count: number): string => lettered(count, "?STUVWXYZs", "");

/** Writes ordinates as differences with repetitions, `perLine` points a line, each line checked by the next. */
function differences(values: readonly number[], perLine: number): string {
  const lines: string[] = [];
  for (let from = 0; from < values.length; from += perLine) {
    const to = Math.min(values.length, from + perLine);
    const begin = from === 0 ? 0 : from - 1;
    let line = `${begin} ${squeezed(values[begin]!)}`;
    let run = 0;
    let last = Number.NaN;
    const endRun = (): void => {
      if (run > 1) line += repetition(run);
      run = 0;
    };
    for (let i = begin + 1; i < to; i++) {
      const step = values[i]! - values[i - 1]!;
      if (step === last) {
        run++;
        continue;
      }
      endRun();
      line += difference(step);
      [last, run] = [step, 1];
    }
    endRun();
    lines.push(line);
  }
  lines.push(`${values.length - 1} ${squeezed(values.at(-1)!)} `);
  return lines.join("\n");
}

describe("ASDF forms", () => {
  // The example of McDonald & Wilks 1988, section 5: one row of numbers in every form.
  test.each([
    ["fixed", "0 1 2 3 3 2 1 0 -1 -2 -3"],
    ["packed", "0+1+2+3+3+2+1+0-1-2-3"],
    ["squeezed", "0ABCCBA@abc"],
    ["differences", "0AJJ%jjjjjj"],
    ["differences and repetitions", "0AJJ%jX"],
    ["plain numbers with exponents", "0 1.0E0 2e0, 3 3;2 1 0 -1 -2 -3.0"],
  ])("%s", (_, text) => {
    expect(read(text)).toEqual([1, 2, 3, 3, 2, 1, 0, -1, -2, -3]);
  });

  test("E and e in a compressed line are fives, repetitions of ordinates repeat them", () => {
    expect(read("16383E1e2B")).toEqual([51, -52, 2]);
    expect(read("0ATB%S")).toEqual([1, 1, 2, 2]);
    expect(read("0@s0A")).toEqual([...new Array(90).fill(0), 1]);
  });

  test("a repeated difference goes on rising", () => {
    expect(read("0AJU")).toEqual([1, 2, 3, 4]);
  });

  test("decimal commas", () => {
    expect(read("0,0 1,5 -2,25", { decimalComma: true })).toEqual([1.5, -2.25]);
  });

  test("any integers come back from differences with check values (property)", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 })), {
          minLength: 2,
          maxLength: 60,
        }),
        fc.integer({ min: 2, max: 12 }),
        (values, perLine) => {
          const abscissa = { first: 0, step: 1, factor: 1 };
          const text = differences(values, perLine);
          expect(read(text, { count: values.length, abscissa })).toEqual(values);
        },
      ),
      { numRuns: 300, seed: 14 },
    );
  });
});

describe("damaged tables", () => {
  const values = Array.from({ length: 40 }, (_, i) => (i * i * 37) % 101);
  const text = differences(values, 8);
  const context = { count: 40, abscissa: { first: 0, step: 1, factor: 1 } };
  const lines = text.split("\n");

  test("whole", () => expect(read(text, context)).toEqual(values));

  test("a missing line is found by the X of the next", () => {
    expect(() => read(lines.toSpliced(2, 1).join("\n"), context)).toThrow(
      /t\.dx:12: the X of a line.*found 23.*15/u,
    );
  });

  test("a changed digit is found by the check value", () => {
    const changed = lines.with(
      1,
      lines[1]!.replace(/([J-Rj-r])(\d)/u, (_, a: string, b: string) => a + ((Number(b) + 1) % 10)),
    );
    expect(changed).not.toEqual(lines);
    expect(() => read(changed.join("\n"), context)).toThrow(/t\.dx:12: the check value/u);
  });

  test("a truncated table, and one too long", () => {
    expect(() => read(lines.slice(0, 3).join("\n"), context)).toThrow(/truncated.*24 points.*40/u);
    expect(() => read(text, { ...context, count: 30 })).toThrow(/more data than announced/u);
  });

  test("characters out of place, and a missing ordinate", () => {
    expect(() => read("0AB!C")).toThrow(/t\.dx:10:4.*no part of a number/u);
    expect(() => read("0 1 2 x")).toThrow(/no part of a number/u);
    expect(() => read("0AB?C")).toThrow(/missing/u);
  });

  test("X written with few digits passes", () => {
    // Steps of 0.9997, X rounded to whole numbers, as XWIN-NMR writes.
    const abscissa = { first: 16_383, step: -0.9997, factor: 1 };
    const rough = "16383ABCDEFGHIABCDEF\n16368GHI\n";
    expect(read(rough, { abscissa, count: 18 }).length).toBe(18);
  });
});
