import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../errors.ts";
import { createRandom } from "../numerics/random.ts";
import { exchangeAverages, type LigandState } from "./exchange-averages.ts";
import { oneSiteBinding, type PopulationModel } from "./populations.ts";
import { fitSeries } from "./series-fit.ts";
import type { Known, NmrSeries, SeriesKind } from "./series-model.ts";
import { seriesProblem } from "./series-problem.ts";

const BOUND: LigandState = { name: "bound", diffusionM2PerS: 8.9e-11, shiftPpm: 5.62, widthHz: 60 };
const FREE: LigandState = { name: "free", diffusionM2PerS: 9e-10, shiftPpm: 5.46, widthHz: 4 };

/** Twenty points: dots 0.1 mM with 20 to 600 ligands each. */
const DOTS = new Float64Array(20).fill(0.1);
const LIGAND = Float64Array.from({ length: 20 }, (_, i) => 0.1 * (20 + (580 * i) / 19));
const TRUTH = { k: 2, sites: 300, invisible: 0.1, perS: 2e4 };
const SIGMA: Record<SeriesKind, number> = { diffusion: 3e-12, shift: 0.002, width: 1.5, integral: 0.5 };
const PER_MM = 2;

function measuredSeries(seed: number, kinds: readonly SeriesKind[]): NmrSeries {
  const random = createRandom(seed, "series");
  const populations = oneSiteBinding(
    { dotsMilliMolar: DOTS, ligandMilliMolar: LIGAND },
    { constantPerMilliMolar: { start: 0.5 }, sitesPerDot: { start: 200 } },
  );
  const amounts = new Float64Array(40);
  populations.amounts(Float64Array.of(TRUTH.k, TRUTH.sites), amounts, null);
  const seen = Array.from(DOTS.keys(), (row) =>
    exchangeAverages(
      [{ ...BOUND, visible: 1 - TRUTH.invisible }, FREE],
      amounts.subarray(2 * row, 2 * row + 2),
      {
        perS: TRUTH.perS,
        protonMHz: 500,
      },
    ),
  );
  const value = {
    diffusion: (one: (typeof seen)[number]) => one.diffusionM2PerS,
    shift: (one: (typeof seen)[number]) => one.shiftPpm,
    width: (one: (typeof seen)[number]) => one.widthHz,
    integral: (one: (typeof seen)[number]) => PER_MM * one.visibleMilliMolar,
  };
  const columns = kinds.map((kind) => [
    kind,
    {
      observed: Float64Array.from(seen, (one) => value[kind](one) + SIGMA[kind] * random.normal()),
      noise: { kind: "constant" },
    },
  ]);
  const unknown = (start: number): Known => ({ value: start, fit: true });
  return {
    populations,
    states: {
      bound: { diffusionM2PerS: unknown(7e-11), shiftPpm: unknown(5.6), widthHz: unknown(50) },
      free: { diffusionM2PerS: { value: 9e-10 }, shiftPpm: { value: 5.46 }, widthHz: { value: 4 } },
    },
    measured: Object.fromEntries(columns) as NmrSeries["measured"],
    exchange: { perS: { value: TRUTH.perS }, protonMHz: 500 },
    integralPerMilliMolar: { value: PER_MM },
    invisible: { state: "bound", share: unknown(0.2) },
  };
}

const ALL: readonly SeriesKind[] = ["diffusion", "shift", "width", "integral"];

describe("joint fit of a titration", () => {
  test("derivatives agree with central differences, every kind and parameter", () => {
    const series = measuredSeries(1, ALL);
    const { parameters, datasets } = seriesProblem({
      ...series,
      exchange: { perS: { value: 2e4, fit: true }, protonMHz: 500 },
    });
    const p = parameters.length;
    expect(p).toBe(11);
    const factor = fc.array(fc.double({ min: 0.7, max: 1.3, noNaN: true }), { minLength: p, maxLength: p });
    fc.assert(
      fc.property(factor, (factors) => {
        const values = Float64Array.from(parameters, ({ start }, k) => start * factors[k]!);
        for (const dataset of datasets) {
          if (!("predict" in dataset)) throw new Error("expected plain data sets");
          const [out, up, down] = [0, 1, 2].map(() => new Float64Array(20)) as [
            Float64Array,
            Float64Array,
            Float64Array,
          ];
          const jacobian = new Float64Array(20 * p);
          dataset.predict(values, out, jacobian);
          for (let k = 0; k < p; k++) {
            const step = 1e-5 * values[k]!;
            const moved = (by: number, into: Float64Array): void => {
              const changed = Float64Array.from(values);
              changed[k] = changed[k]! + by;
              dataset.predict(changed, into, null);
            };
            moved(step, up);
            moved(-step, down);
            for (let i = 0; i < 20; i++) {
              const difference = (up[i]! - down[i]!) / 2e-5;
              const size = Math.max(Math.abs(out[i]!), Math.abs(difference));
              expect(Math.abs(jacobian[i * p + k]! * values[k]! - difference)).toBeLessThan(1e-8 * size);
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test("recovers bound properties, K, sites and the invisible pool together", () => {
    const { result } = fitSeries(measuredSeries(4, ALL));
    const truth: Record<string, number> = {
      K: TRUTH.k,
      sites: TRUTH.sites,
      "invisible share": TRUTH.invisible,
      "D bound": BOUND.diffusionM2PerS,
      "shift bound": BOUND.shiftPpm,
      "width bound": BOUND.widthHz,
    };
    expect(result.freeParameters).toBe(6);
    for (const [name, value] of Object.entries(truth)) {
      const found = result.parameters.find((one) => one.name === name)!;
      expect(Math.abs(found.value - value)).toBeLessThan(4 * found.standardError!);
      expect(found.low!).toBeLessThan(found.value);
      expect(found.high!).toBeGreaterThan(found.value);
    }
    expect(result.converged).toBe(true);
    result.amountsMilliMolar.forEach((row, i) => {
      expect(row[0]! + row[1]!).toBeCloseTo(LIGAND[i]!, 9);
    });
  });

  test("four kinds together fix K better than any one, and D alone leaves the invisible pool open", () => {
    const width = (kinds: readonly SeriesKind[]): number => {
      const found = fitSeries(measuredSeries(4, kinds)).result.parameters.find(({ name }) => name === "K")!;
      return Math.log((found.high ?? Number.POSITIVE_INFINITY) / (found.low ?? 0));
    };
    const joint = width(ALL);
    for (const kind of ["diffusion", "shift"] as const) expect(joint).toBeLessThan(width([kind, "integral"]));
  });

  test("95 % intervals of K, sites and invisible share hold the truth as often", () => {
    const seeds = 200;
    const inside: Record<string, number> = { K: 0, sites: 0, "invisible share": 0, "D bound": 0 };
    const truth: Record<string, number> = {
      K: TRUTH.k,
      sites: TRUTH.sites,
      "invisible share": TRUTH.invisible,
      "D bound": BOUND.diffusionM2PerS,
    };
    for (let seed = 1; seed <= seeds; seed++) {
      const { result } = fitSeries(measuredSeries(seed, ALL));
      for (const name of Object.keys(inside)) {
        const { low, high } = result.parameters.find((one) => one.name === name)!;
        if ((low ?? 0) <= truth[name]! && truth[name]! <= (high ?? Number.POSITIVE_INFINITY)) inside[name]!++;
      }
    }
    // 95 % of 200 has a standard deviation of 1.5 %; the bounds are three of them.
    for (const count of Object.values(inside)) {
      expect(count / seeds).toBeGreaterThan(0.904);
      expect(count / seeds).toBeLessThan(0.996);
    }
  });

  test("rows that were not measured are left out, and starts may be several", () => {
    const series = measuredSeries(4, ALL);
    const observed = series.measured.width!.observed.map((value, i) => (i < 5 ? Number.NaN : value));
    const measured = { ...series.measured, width: { ...series.measured.width!, observed } };
    const { result } = fitSeries({ ...series, measured }, { starts: [{ K: 0.01 }, { K: 100 }] });
    expect(result.kinds.find(({ kind }) => kind === "width")!.rows[0]).toBe(5);
    expect(result.observations).toBe(75);
    const one = fitSeries({ ...series, measured }).result;
    expect(result.parameters[0]!.value / one.parameters[0]!.value).toBeCloseTo(1, 4);
  });

  test("a population model of one's own: two facets and the solution", () => {
    // Shares of a fixed amount on two facets; the second one's is the unknown.
    const facets: PopulationModel = {
      states: ["{100}", "{111}", "free"],
      rows: 4,
      parameters: [{ name: "share {100}", unit: "", start: 0.3, lower: 0, upper: 1 }],
      amounts: (values, out, jacobian) => {
        for (let row = 0; row < 4; row++) {
          const bound = 10 - row;
          out.set([values[0]! * bound, (1 - values[0]!) * bound, row], 3 * row);
          jacobian?.set([bound, -bound, 0], 3 * row);
        }
      },
    };
    const states = [
      { ...BOUND, name: "{100}", shiftPpm: 5.5 },
      { ...BOUND, name: "{111}", shiftPpm: 5.7 },
      { ...FREE, name: "free" },
    ];
    const observed = Float64Array.from({ length: 4 }, (_, row) => {
      const bound = 10 - row;
      return exchangeAverages(states, [0.224 * bound, 0.776 * bound, row]).shiftPpm;
    });
    const { result } = fitSeries({
      populations: facets,
      states: Object.fromEntries(
        states.map(({ name, shiftPpm }) => [name, { shiftPpm: { value: shiftPpm } }]),
      ),
      measured: { shift: { observed, noise: { kind: "constant", sigma: 0.001 } } },
    });
    expect(result.parameters[0]!.value).toBeCloseTo(0.224, 6);
  });

  test("what is missing is asked for", () => {
    const series = measuredSeries(1, ALL);
    expect(() => fitSeries({ ...series, measured: {} })).toThrow(InputError);
    expect(() => fitSeries({ ...series, states: { bound: {}, free: {} } })).toThrow(
      /states.bound.diffusionM2PerS/,
    );
    expect(() => fitSeries({ ...series, states: { ...series.states, fre: {} } })).toThrow(/bound, free/);
    expect(() => fitSeries(series, { starts: [{ k: 1 }] })).toThrow(InputError);
    const { integralPerMilliMolar: _, ...without } = series;
    expect(() => fitSeries(without)).toThrow(/integralPerMilliMolar/);
    const short = { ...series.measured.shift!, observed: new Float64Array(3) };
    expect(() => fitSeries({ ...series, measured: { shift: short } })).toThrow(/length/);
  });
});
