import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fit } from "./fit.ts";
import type { Dataset, Problem } from "./problem.ts";

/*
 * The certified nonlinear regression sets of the United States National Institute of Standards and Technology
 * (Statistical Reference Datasets, https://www.itl.nist.gov/div898/strd/). The model formula is read from each file,
 * so that no transcription stands between the certificate and the fit.
 */
const FOLDER = "../shared/data/strd";
const present = existsSync(FOLDER);

/** A value with its gradient: forward differentiation. */
interface Dual {
  readonly value: number;
  readonly slope: readonly number[];
}
type Expression = (b: readonly Dual[], x: readonly number[]) => Dual;

function chain(a: Dual, value: number, factor: number): Dual {
  return { value, slope: a.slope.map((s) => s * factor) };
}
function join(a: Dual, b: Dual, value: number, byA: number, byB: number): Dual {
  return {
    value,
    slope: a.slope.map((s, i) => (s === 0 ? 0 : s * byA) + (b.slope[i] === 0 ? 0 : b.slope[i]! * byB)),
  };
}
const functions: Record<string, (a: Dual) => Dual> = {
  exp: (a) => chain(a, Math.exp(a.value), Math.exp(a.value)),
  cos: (a) => chain(a, Math.cos(a.value), -Math.sin(a.value)),
  sin: (a) => chain(a, Math.sin(a.value), Math.cos(a.value)),
  arctan: (a) => chain(a, Math.atan(a.value), 1 / (1 + a.value * a.value)),
};
function power(a: Dual, b: Dual): Dual {
  const value = a.value ** b.value;
  return join(a, b, value, b.value * a.value ** (b.value - 1), value * Math.log(a.value));
}

/** Recursive descent over the formula's text: sums, products, signs, powers, functions with ( or [. */
function parse(text: string, parameters: number): Expression {
  const tokens = text.match(/\*\*|[-+*/()[\]]|[a-z]+[0-9]*|[0-9]*\.?[0-9]+(?:E[-+]?[0-9]+)?/gi) ?? [];
  let at = 0;
  const constant = (value: number): Dual => ({ value, slope: new Array<number>(parameters).fill(0) });
  function sum(): Expression {
    let left = product();
    while (tokens[at] === "+" || tokens[at] === "-") {
      const sign = tokens[at++] === "+" ? 1 : -1;
      const [a, b] = [left, product()];
      left = (p, x) => {
        const [u, v] = [a(p, x), b(p, x)];
        return join(u, v, u.value + sign * v.value, 1, sign);
      };
    }
    return left;
  }
  function product(): Expression {
    let left = signed();
    while (tokens[at] === "*" || tokens[at] === "/") {
      const multiply = tokens[at++] === "*";
      const [a, b] = [left, signed()];
      left = (p, x) => {
        const [u, v] = [a(p, x), b(p, x)];
        if (multiply) return join(u, v, u.value * v.value, v.value, u.value);
        return join(u, v, u.value / v.value, 1 / v.value, -u.value / v.value ** 2);
      };
    }
    return left;
  }
  function signed(): Expression {
    if (tokens[at] !== "-") return raised();
    at++;
    const inner = signed();
    return (p, x) => chain(inner(p, x), -inner(p, x).value, -1);
  }
  function raised(): Expression {
    const base = atom();
    if (tokens[at] !== "**") return base;
    at++;
    const exponent = signed();
    return (p, x) => power(base(p, x), exponent(p, x));
  }
  function atom(): Expression {
    const token = tokens[at++]!;
    if (token === "(" || token === "[") {
      const inner = sum();
      at++;
      return inner;
    }
    if (token === "pi") return () => constant(Math.PI);
    if (token === "x") return (_, x) => constant(x[0]!);
    const numbered = /^([bx])([0-9]+)$/.exec(token);
    const index = Number(numbered?.[2]) - 1;
    if (numbered?.[1] === "b") return (p) => p[index]!;
    if (numbered?.[1] === "x") return (_, x) => constant(x[index]!);
    const called = functions[token];
    if (called) {
      const argument = atom();
      return (p, x) => called(argument(p, x));
    }
    return () => constant(Number(token));
  }
  return sum();
}

interface Certified {
  readonly starts: readonly (readonly number[])[];
  readonly values: readonly number[];
  readonly errors: readonly number[];
  readonly sumOfSquares: number;
  readonly problem: (start: number) => Problem;
}

function read(name: string): Certified {
  const text = readFileSync(`${FOLDER}/${name}.dat`, "utf8").replaceAll("\r", "");
  const table = [...text.matchAll(/^\s*b\d+ =\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*$/gm)].map((row) =>
    row.slice(1).map(Number),
  );
  const column = (k: number): number[] => table.map((row) => row[k]!);
  const formula = /^\s*(log\[y\]|y)\s+=([\s\S]*?)\+\s*e\s*$/m.exec(text)!;
  const rows = text
    .slice(text.lastIndexOf("Data:"))
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length >= 2);
  const model = parse(formula[2]!, table.length);
  const unit = table.map((_, j) => table.map((__, k) => (j === k ? 1 : 0)));
  const dataset: Dataset = {
    name,
    unit: "",
    observed: Float64Array.from(rows, (row) => (formula[1] === "y" ? row[0]! : Math.log(row[0]!))),
    noise: { kind: "constant" },
    predict: (b, out, jacobian) => {
      const dual = Array.from(b, (value, j) => ({ value, slope: unit[j]! }));
      for (const [i, row] of rows.entries()) {
        const y = model(dual, row.slice(1));
        out[i] = y.value;
        jacobian?.set(y.slope, i * b.length);
      }
    },
  };
  return {
    starts: [column(0), column(1)],
    values: column(2),
    errors: column(3),
    sumOfSquares: Number(/Residual Sum of Squares:\s+(\S+)/.exec(text)![1]),
    problem: (start) => ({
      parameters: table.map((row, j) => ({ name: `b${j + 1}`, unit: "", start: row[start]! })),
      datasets: [dataset],
    }),
  };
}

/*
 * The residuals of Lanczos1 are 1e-13 of data near 1, so the rounding of a double alone (2e-16) leaves three digits of
 * the standard errors. Prediction less observation is therefore taken in 120-bit fixed point, rounded at the end.
 */
const ONE = 1n << 120n;
const exactly = (value: number): bigint => BigInt(value * 2 ** 120);
const times = (a: bigint, b: bigint): bigint => (a * b) >> 120n;
function decimal(text: string): bigint {
  const [, whole, fraction, exponent] = /^(\d+)\.(\d*)E([-+]\d+)$/.exec(text)!;
  const shift = BigInt(fraction!.length - Number(exponent));
  const scaled = BigInt(whole! + fraction!) << 120n;
  return shift >= 0n ? scaled / 10n ** shift : scaled * 10n ** -shift;
}
/** e^-a for a >= 0: Taylor series of a / 2^10, squared ten times. */
function decay(a: bigint): bigint {
  const small = a >> 10n;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term !== 0n && n < 60n; n++) {
    term = -times(term, small) / n;
    sum += term;
  }
  for (let i = 0; i < 10; i++) sum = times(sum, sum);
  return sum;
}
function lanczosInFixedPoint(start: number): Problem {
  const text = readFileSync(`${FOLDER}/Lanczos1.dat`, "utf8").replaceAll("\r", "");
  const rows = text
    .slice(text.lastIndexOf("Data:"))
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((row) => row.length === 2)
    .map(([y, x]) => ({ y: decimal(y!), x: decimal(x!) }));
  const dataset: Dataset = {
    name: "prediction less observation",
    unit: "",
    observed: new Float64Array(rows.length),
    noise: { kind: "constant" },
    predict: (b, out, jacobian) => {
      for (const [i, { x, y }] of rows.entries()) {
        let sum = -y;
        for (let k = 0; k < 6; k += 2) {
          const exponential = decay(times(exactly(b[k + 1]!), x));
          const part = times(exactly(b[k]!), exponential);
          sum += part;
          if (jacobian) jacobian[i * 6 + k] = Number(exponential) / 2 ** 120;
          if (jacobian) jacobian[i * 6 + k + 1] = -Number(times(part, x)) / 2 ** 120;
        }
        out[i] = Number(sum) / 2 ** 120;
      }
    },
  };
  return { parameters: read("Lanczos1").problem(start).parameters, datasets: [dataset] };
}

/** Fewest certified digits shared: -log10 of the largest relative difference, the certificate's own 11 at most. */
function digits(found: readonly (number | null)[], certified: readonly number[]): number {
  const worst = certified.map((value, j) => Math.abs(((found[j] ?? Number.NaN) - value) / value));
  const largest = worst.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...worst);
  return Math.min(11, -Math.log10(largest));
}

function digitsFrom(
  name: string,
  start: number,
): { values: number; errors: number; evaluations: number; how: string } {
  const certified = read(name);
  const found = fit(name === "Lanczos1" ? lanczosInFixedPoint(start) : certified.problem(start));
  return {
    values: digits(
      found.parameters.map((p) => p.value),
      certified.values,
    ),
    errors: digits(
      found.parameters.map((p) => p.standardError),
      certified.errors,
    ),
    evaluations: found.evaluations,
    how: found.termination,
  };
}

const names = present
  ? readdirSync(FOLDER)
      .filter((file) => file.endsWith(".dat"))
      .map((file) => file.slice(0, -4))
      .sort()
  : [];

describe.skipIf(!present)(`certified regression sets (skipped when ${FOLDER} is absent)`, () => {
  test("all 27 are there", () => expect(names).toHaveLength(27));

  test.each(names)("%s from its second start: 8 digits of the values, 6 of the errors", (name) => {
    const found = digitsFrom(name, 1);
    if (process.env["STRD_TABLE"]) console.log(name, 2, found);
    expect(found.values).toBeGreaterThanOrEqual(8);
    expect(found.errors).toBeGreaterThanOrEqual(6);
  });

  test("from the first, far start", () => {
    const failed = names.filter((name) => {
      const found = digitsFrom(name, 0);
      if (process.env["STRD_TABLE"]) console.log(name, 1, found);
      return !(found.values >= 8 && found.errors >= 6);
    });
    expect(failed).toEqual([]);
  });
});
