import { exponentialEmission, lightOfNumbers, prepareDecay, trappedDecay } from "../../optics/index.ts";
import { buildNetwork } from "../../surface/network.ts";
import { parseReactions } from "../../surface/reaction.ts";
import { findStudyObservable } from "../observables.ts";
import {
  type DecayCounts,
  type OwnEntry,
  type TitrationSeries,
  titrationDataset,
} from "../titration/index.ts";
import { observableTerms } from "../titration/seen.ts";

/** Two ligands that compete for the sites. */
export const network = buildNetwork(parseReactions("Pb + A <=> Pb.A\nPb + B <=> Pb.B"));
const SITES = 322;
/** Dots of the measurements of light, mol/L. */
export const DOTS = 5e-8;
/** Equivalents of B at each row of decays. */
export const DOSES = [0, 200, 600, 1400];
/** K_B (per mM), chances of a deep and a shallow trap, radiative lifetime (ns), rate of a shallow trap (/ns), shift (ns). */
export const NAMES = ["K_B", "p_deep", "p_shallow", "tau_radiative", "k_shallow", "shift"];
/** Their true values. */
export const TRUTH = Float64Array.of(310, 0.004, 0.012, 6, 0.15, 2.4);
/** What every fit holds. */
export const GIVEN: Readonly<Record<string, number>> = {
  p_stripped: 0,
  sites_per_trap: 1,
  inner_traps: 0.1,
  tau_dark: 0,
  "power.A": 0.6,
  "power.B": 1,
};
/** Channels of a histogram. */
export const CHANNELS = 160;
/** ns */
export const WIDTH = 0.2;

/** Every row in the same channels behind a Gaussian of 0.57 ns. */
export function counts(rows: readonly Float64Array[]): DecayCounts {
  const range = { first: 0, last: CHANNELS - 1 };
  const { convolver } = prepareDecay(
    { name: "record", counts: new Float64Array(CHANNELS).fill(1), channelWidthNs: WIDTH },
    { components: [exponentialEmission], response: { kind: "gaussian", fwhmNs: 0.57 } },
  );
  return {
    counts: rows,
    timesNs: Float64Array.from({ length: CHANNELS }, (_, i) => i * WIDTH),
    shape: trappedDecay(convolver, range, WIDTH),
    shift: { kind: "parameter", parameter: 5 },
  };
}

/** A measurement of an observable at these doses; without a scatter its rows are counts. */
export function series(
  name: string,
  dots: number,
  doses: readonly number[],
  signal: Float64Array,
  sigma: number,
): TitrationSeries {
  const observable = findStudyObservable(name);
  const declared = observable.parameters?.({ network, sites: ["Pb"], watched: "B" }) ?? [];
  return {
    name,
    network,
    sites: ["Pb"],
    watched: "B",
    observable,
    lnK: Float64Array.of(Math.log(10.5e3), 0),
    initialMolar: doses.map((dose) => {
      const amounts = new Float64Array(network.species.length);
      amounts[network.indexOf.get("Pb")!] = SITES * dots;
      amounts[network.indexOf.get("A")!] = 1060 * dots;
      amounts[network.indexOf.get("B")!] = dose * dots;
      return amounts;
    }),
    dotsMolar: new Float64Array(doses.length).fill(dots),
    entries: [{ kind: "constant", parameter: 0, reaction: 1, molarPerUnit: 1e3 }],
    own: declared.map(({ name: own }): OwnEntry => {
      const parameter = NAMES.indexOf(own);
      return parameter >= 0 ? { kind: "parameter", parameter } : { kind: "value", value: GIVEN[own]! };
    }),
    parameterCount: NAMES.length,
    signals: [signal],
    unit: observable.unit,
    noise: sigma > 0 ? { kind: "constant", sigma } : { kind: "counting" },
  };
}

/** The titration of free ligand. */
export const NMR = { name: "free-ligand", dots: 2e-6, doses: [100, 200, 260, 320, 400], sigma: 6 };
/** Quantum yields of the same dots as the decays. */
export const YIELD = { name: "quantum-yield", dots: DOTS, doses: [0, 200, 600, 1400], sigma: 0.02 };
/** A titration of one number a row. */
export type Plain = typeof NMR;

/** A titration as a series, with its signal where there is one. */
export function plain({ name, dots, doses, sigma }: Plain, signal?: Float64Array): TitrationSeries {
  return series(name, dots, doses, signal ?? new Float64Array(doses.length), sigma);
}
/** Histograms as a series. */
export function decays(rows: readonly Float64Array[]): TitrationSeries {
  const photons = Float64Array.from(rows, (row) => row.reduce((a, b) => a + b, 0));
  return { ...series("decay", DOTS, DOSES, photons, 0), decays: counts(rows) };
}

/** Light numbers of every row at the truth. */
export const NUMBERS = ((): readonly Float64Array[] => {
  const all = new Float64Array(7 * DOSES.length);
  observableTerms(series("decay", DOTS, DOSES, new Float64Array(DOSES.length), 0), 7)(TRUTH, all, null);
  return DOSES.map((_, row) => all.slice(7 * row, 7 * row + 7));
})();

/** Means of the histograms at the truth: as many photons each, with a background. */
export const MEANS = NUMBERS.map((numbers, row) => {
  const shape = new Float64Array(CHANNELS);
  const { traps, rates } = lightOfNumbers(numbers, 1);
  counts([]).shape.evaluate(traps, rates, TRUTH[5]!, shape, null);
  const area = shape.reduce((a, b) => a + b, 0);
  return shape.map((value) => (20000 * value) / area + 0.5 + 0.5 * row);
});

function predicted(kind: Plain): Float64Array {
  const dataset = titrationDataset(plain(kind));
  const out = new Float64Array(kind.doses.length);
  if ("predict" in dataset) dataset.predict(TRUTH, out, null);
  return out;
}
/** What each titration gives at the truth, without scatter. */
export const CLEAN = new Map([NMR, YIELD].map((kind) => [kind, predicted(kind)]));
