import { describe, expect, test } from "vitest";
import { OleateError } from "../../errors.ts";
import { buildNetwork } from "../../surface/network.ts";
import { OBSERVABLES, referenced } from "../../surface/observables/index.ts";
import { parseReactions } from "../../surface/reaction.ts";
import { type TitrationSeries, termNames, titrationDataset } from "./index.ts";

type Basis = (parameters: Float64Array, out: Float64Array, jacobian: Float64Array | null) => void;

/** The model behind a data set, its rows x terms, whichever of the two kinds it is. */
function modelOf(series: TitrationSeries): { basis: Basis; size: number } {
  const dataset = titrationDataset(series);
  return "basis" in dataset
    ? { basis: dataset.basis, size: dataset.rows * dataset.terms }
    : { basis: dataset.predict, size: dataset.observed.length };
}

/**
 * Compares every derivative with a five-point difference. Its error is h^4 f''''' / 30 plus rounding over h: with
 * steps of 1e-3 of each parameter both stay below 1e-9 of the largest derivative of that parameter, 1e-7 is asked.
 */
function expectAnalytic(series: TitrationSeries, parameters: Float64Array): void {
  const { basis, size } = modelOf(series);
  const p = parameters.length;
  const out = new Float64Array(size);
  const jacobian = new Float64Array(size * p);
  basis(parameters, out, jacobian);
  const at = (k: number, step: number): Float64Array => {
    const values = new Float64Array(size);
    basis(parameters.with(k, parameters[k]! + step), values, null);
    return values;
  };
  for (let k = 0; k < p; k++) {
    const h = 1e-3 * Math.abs(parameters[k]!);
    const [far, near, back, farBack] = [at(k, 2 * h), at(k, h), at(k, -h), at(k, -2 * h)];
    const differences = Float64Array.from(
      out,
      (_, i) => (8 * (near[i]! - back[i]!) - (far[i]! - farBack[i]!)) / (12 * h),
    );
    const largest = differences.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    expect(largest).toBeGreaterThan(0);
    for (let i = 0; i < size; i++)
      expect(Math.abs(jacobian[i * p + k]! - differences[i]!) / largest).toBeLessThan(1e-7);
  }
}

const DOSES = [0, 20, 60, 120, 200, 260, 320, 400, 600];
const DOTS = 2e-6;
const surface = buildNetwork(parseReactions("Pb + A <=> Pb.A\nPb + B <=> Pb.B\nA + B <=> A.B"));
/** K_A and K_B per mM, sites per dot, the total of A in mM, and the enthalpy of B's binding in kJ/mol. */
const TRUTH = Float64Array.of(12, 180, 322, 0.9, -25);

function surfaceSeries(observable: TitrationSeries["observable"]): TitrationSeries {
  const index = (name: string): number => surface.indexOf.get(name)!;
  const rows = DOSES.length;
  const temperatures = DOSES.map((_, row) => 285 + 4 * row);
  return {
    name: observable.name,
    network: surface,
    sites: ["Pb"],
    watched: "B",
    observable,
    lnK: Float64Array.of(0, 0, Math.log(40)),
    lnKShift: DOSES.map((_, row) => Float64Array.of(0.02 * row, 0, 0)),
    initialMolar: DOSES.map((dose) => {
      const amounts = new Float64Array(surface.species.length);
      amounts[index("B")] = (dose + 5) * DOTS;
      return amounts;
    }),
    dotsMolar: new Float64Array(rows).fill(DOTS),
    entries: [
      { kind: "constant", parameter: 0, reaction: 0, molarPerUnit: 1e3 },
      { kind: "constant", parameter: 1, reaction: 1, molarPerUnit: 1e3 },
      { kind: "ingredient", parameter: 2, species: index("Pb"), perRow: new Float64Array(rows).fill(DOTS) },
      { kind: "ingredient", parameter: 3, species: index("A"), perRow: new Float64Array(rows).fill(1e-3) },
      {
        kind: "enthalpy",
        parameter: 4,
        reaction: 1,
        perRow: Float64Array.from(temperatures, (T) => -(1 / T - 1 / 298.15) / 8.31446261815324e-3),
      },
    ],
    parameterCount: 5,
    signals: [new Float64Array(rows)],
    unit: observable.unit,
    noise: { kind: "constant" },
  };
}

describe("derivatives against differences", () => {
  test.each(OBSERVABLES)("$name", (observable) => {
    expectAnalytic(surfaceSeries(observable), TRUTH);
  });

  test.each(OBSERVABLES.filter(({ amplitudes }) => amplitudes === "free"))(
    "$name, as a difference",
    (observable) => {
      expectAnalytic(surfaceSeries(referenced(observable)), TRUTH);
    },
  );

  test("rows without a measurement leave the others as they are", () => {
    const full = surfaceSeries(OBSERVABLES[0]!);
    const gaps = { ...full, signals: [full.signals[0]!.map((_, row) => (row % 3 === 1 ? Number.NaN : 0))] };
    expectAnalytic(gaps, TRUTH);
    const [all, some] = [modelOf(full), modelOf(gaps)];
    const [outAll, outSome] = [new Float64Array(all.size), new Float64Array(some.size)];
    all.basis(TRUTH, outAll, null);
    some.basis(TRUTH, outSome, null);
    expect(Array.from(outSome)).toEqual(Array.from(outAll).filter((_, row) => row % 3 !== 1));
  });
});

const CELL = 1.4e-3;
const INJECTED = 1e-5;
const solution = buildNetwork(parseReactions("H + G <=> HG\nHG + G <=> HG2"));

/** An overfilled cell: each injection pushes out its own volume of what the cell held. */
function heatSeries(): TitrationSeries {
  const rows = 16;
  const stays = 1 - INJECTED / CELL;
  const titrant = Float64Array.from({ length: rows }, (_, i) => 1e-2 * (1 - stays ** i));
  return {
    name: "heats",
    network: solution,
    sites: [],
    watched: "H",
    observable: OBSERVABLES[0]!,
    lnK: new Float64Array(2),
    initialMolar: Array.from(titrant, (molar, i) => {
      const amounts = new Float64Array(solution.species.length);
      amounts[solution.indexOf.get("H")!] = 5e-4 * stays ** i;
      amounts[solution.indexOf.get("G")!] = molar;
      return amounts;
    }),
    dotsMolar: new Float64Array(rows).fill(1),
    entries: [
      { kind: "constant", parameter: 0, reaction: 0, molarPerUnit: 1 },
      { kind: "constant", parameter: 1, reaction: 1, molarPerUnit: 1 },
    ],
    parameterCount: 2,
    signals: [new Float64Array(rows)],
    unit: "J",
    noise: { kind: "constant" },
    heat: {
      cellVolumeLitre: CELL,
      injectedLitre: Float64Array.from({ length: rows }, (_, i) => (i === 0 ? 0 : INJECTED)),
      titrantMolar: titrant,
    },
  };
}

describe("heats", () => {
  test("derivatives against differences", () => {
    expectAnalytic(heatSeries(), Float64Array.of(3e4, 2e3));
  });

  test("the first row carries no heat, and each complex and the dilution have a term", () => {
    const series = heatSeries();
    expect(termNames(series).slice(0, 3)).toEqual(["HG", "HG2", "dilution"]);
    const dataset = titrationDataset(series);
    expect("rows" in dataset && dataset.rows).toBe(15);
  });

  test("binding too tight to measure forms one complex for every guest injected", () => {
    const series = heatSeries();
    const { basis, size } = modelOf(series);
    const terms = termNames(series).length;
    const out = new Float64Array(size);
    basis(Float64Array.of(1e12, 1e-3), out, null);
    // Binding this tight is titration: until the hosts run out every guest injected forms one HG.
    for (let row = 0; row < 4; row++) expect(out[row * terms]! / (INJECTED * 1e-2)).toBeCloseTo(1, 2);
  });
});

test("a series without a complete row, and noise that amplitudes cannot take, are refused", () => {
  const series = surfaceSeries(OBSERVABLES[0]!);
  const nothing = { ...series, signals: [new Float64Array(DOSES.length).fill(Number.NaN)] };
  expect(() => titrationDataset(nothing)).toThrow(/no row holds a complete measurement/u);
  const shift = OBSERVABLES.find(({ amplitudes }) => amplitudes === "free")!;
  const counted: TitrationSeries = { ...surfaceSeries(shift), noise: { kind: "counting" } };
  expect(() => titrationDataset(counted)).toThrow(OleateError);
});
