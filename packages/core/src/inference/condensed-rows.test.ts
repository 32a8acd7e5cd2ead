import { describe, expect, it } from "vitest";
import { createRandom } from "../numerics/random.ts";
import { fit } from "./fit.ts";
import { createLikelihood } from "./likelihood.ts";
import { createOrdinaryBlock } from "./ordinary-block.ts";
import type { Dataset, Problem } from "./problem.ts";

const N = 300;
const random = createRandom(1, "condensed");

/** Counts about a sum of terms linear in the parameters, `near` of them nearly the same. */
function problemOf(terms: number, near: number): Problem {
  const term = (j: number, i: number): number => 1 + Math.cos(((j < near ? 1 + j * 1e-7 : j) * i) / 40);
  const predict: Dataset["predict"] = (values, out, jacobian) => {
    for (let i = 0; i < N; i++) {
      out[i] = 0.5;
      for (let j = 0; j < terms; j++) {
        out[i] = out[i]! + values[j]! * term(j, i);
        if (jacobian) jacobian[i * terms + j] = term(j, i);
      }
    }
  };
  const observed = Float64Array.from({ length: N }, () => random.poisson(5));
  return {
    parameters: Array.from({ length: terms }, (_, j) => ({
      name: `p${j}`,
      unit: "",
      start: 1 + 0.1 * j,
      lower: 1e-6,
      ...(j === 1 ? { transform: "log" as const } : {}),
      ...(j === 2 ? { fixed: true } : {}),
    })),
    datasets: [{ name: "counts", unit: "", observed, noise: { kind: "counting" }, predict }],
  };
}

describe.each([
  ["well conditioned, odd number", 6, 0],
  ["well conditioned, even number", 8, 0],
  ["one unknown", 1, 0],
  ["nearly dependent: by QR", 6, 2],
])("tall counts, %s", (_, terms, near) => {
  const problem = problemOf(terms, near);
  const likelihood = createLikelihood(problem);
  const p = likelihood.unknowns;
  const rows = likelihood.rows;
  const residuals = new Float64Array(rows);
  const jacobian = new Float64Array(rows * p);
  const cost = likelihood.evaluate(likelihood.start, residuals, jacobian);
  const block = createOrdinaryBlock(problem.datasets[0] as Dataset, 0, 0, terms);
  const full = { residuals: new Float64Array(N), jacobian: new Float64Array(N * p) };
  const fullCost = block.evaluate(likelihood.parameters, likelihood.scales, {
    ...likelihood.target(),
    ...full,
    rows: N,
    offset: 0,
  });
  const dot = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0);

  it("is unknowns + 1 rows with the same cost, J^T J, J^T r and |r|", () => {
    expect(rows).toBe(p + 1);
    expect(cost).toBe(fullCost);
    expect(Math.abs(dot(residuals, residuals) / dot(full.residuals, full.residuals) - 1)).toBeLessThan(1e-12);
    const column = (j: number): Float64Array => jacobian.subarray(j * rows, (j + 1) * rows);
    const own = (j: number): Float64Array => full.jacobian.subarray(j * N, (j + 1) * N);
    for (let a = 0; a < p; a++) {
      const size = Math.sqrt(dot(own(a), own(a)) * dot(full.residuals, full.residuals));
      expect(Math.abs(dot(column(a), residuals) - dot(own(a), full.residuals))).toBeLessThan(1e-12 * size);
      for (let b = 0; b < p; b++) {
        const length = Math.sqrt(dot(own(a), own(a)) * dot(own(b), own(b)));
        expect(Math.abs(dot(column(a), column(b)) - dot(own(a), own(b)))).toBeLessThan(1e-12 * length);
      }
    }
  });

  it("without derivatives still tells cost and |r|", () => {
    const only = new Float64Array(rows);
    expect(likelihood.evaluate(likelihood.start, only, null)).toBe(cost);
    expect(dot(only, only)).toBeCloseTo(dot(full.residuals, full.residuals), 8);
  });
});

it("a fit of tall counts is that of the same counts seen row by row", () => {
  const problem = problemOf(3, 0);
  const condensed = fit(problem);
  // A point below a limit of 1 is a count of 0; one such point keeps the likelihood and its digits, but a prior of no
  // weight adds a row, so only the condensed rows differ.
  const withPrior = fit({
    ...problem,
    parameters: problem.parameters.map((one, j) =>
      j === 0 ? { ...one, prior: { kind: "normal" as const, mean: 1, standardDeviation: 1e9 } } : one,
    ),
  });
  condensed.parameters.forEach(({ value, standardError }, j) => {
    expect(withPrior.parameters[j]!.value).toBeCloseTo(value, 7);
    if (standardError) expect(withPrior.parameters[j]!.standardError).toBeCloseTo(standardError, 7);
  });
  expect(condensed.minus2LogLikelihood).toBeCloseTo(withPrior.minus2LogLikelihood, 8);
});
