import { createRandom } from "../../inference/index.ts";
import {
  decayMeans,
  drawCounts,
  type EmissionFit,
  exponentialEmission,
  fitEmissionDecay,
  type InstrumentResponse,
  prepareDecay,
} from "../../optics/index.ts";
import { type Leaf, leafOf } from "../evaluator.ts";
import type { FigureSpec } from "../figure-spec.ts";
import type { AnalysisContext, AnalysisOutcome } from "./analysis.ts";
import { hasNoLowerEnd, holdsArea, holdsValue } from "./decay-held.ts";

/** What is simulated. */
export interface SimulatedAsk {
  readonly fwhmNs: number;
  readonly channelNs: number;
  readonly channels: number;
  readonly lifetimesNs: readonly number[];
  /** A part faster than the response, and its share of the light; null for none. */
  readonly fast: { readonly lifetimeNs: number; readonly share: number } | null;
  /** Photons expected in a decay, background not counted. */
  readonly counts: number;
  readonly background: number;
  /** Decays for each lifetime. */
  readonly decays: number;
  readonly level: number;
  readonly title: string;
}

/** What came of the decays of one lifetime. */
interface Recovered {
  readonly trueNs: number;
  readonly meanNs: number;
  readonly deviationNs: number;
  readonly statedNs: number;
  /** Share of intervals that hold the truth, of lifetime and of the fast part's area. */
  readonly coverage: number;
  readonly areaCoverage: number;
  /** Mean fitted area of the fast part over the true one. */
  readonly areaRatio: number;
  /** Share of fits in which the fast lifetime has no lower bound. */
  readonly unresolved: number;
  readonly first: EmissionFit;
}

/** Results by name. */
export const SIMULATED_NUMBERS: readonly {
  readonly name: string;
  readonly unit: string;
  readonly perLifetime: boolean;
}[] = [
  { name: "lifetime", unit: "ns", perLifetime: true },
  { name: "deviation", unit: "ns", perLifetime: true },
  { name: "stated_error", unit: "ns", perLifetime: true },
  { name: "bias", unit: "", perLifetime: true },
  { name: "worst_bias", unit: "", perLifetime: false },
  { name: "mean_bias", unit: "", perLifetime: false },
  { name: "worst_bias_z", unit: "", perLifetime: false },
  { name: "coverage", unit: "", perLifetime: false },
  { name: "coverage_error", unit: "", perLifetime: false },
  { name: "area_ratio", unit: "", perLifetime: false },
  { name: "area_coverage", unit: "", perLifetime: false },
  { name: "unresolved", unit: "", perLifetime: false },
];

/** Decays of each lifetime whose fast lifetime is followed down, to see whether it is resolved. */
const RESOLUTION_TRIALS = 20;
/** Where the amplitude of the first component stands, behind background, prompt part and shift. */
const FIRST_AMPLITUDE = 3;
/** The pulse comes this many widths after the record begins. */
const PULSE_AFTER = 6;

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

function recover(ask: SimulatedAsk, trueNs: number, context: AnalysisContext): Recovered {
  const { fwhmNs, channelNs, channels, fast, counts, background } = ask;
  const response: InstrumentResponse = { kind: "gaussian", fwhmNs };
  const empty = {
    name: `${trueNs} ns`,
    counts: new Float64Array(channels).fill(1),
    channelWidthNs: channelNs,
  };
  // Fitted as such decays are: two exponentials where there is a fast part, whose lifetime is left free.
  const options = {
    components: fast ? [exponentialEmission, exponentialEmission] : [exponentialEmission],
    response,
  };
  // Areas become amplitudes: an exponential holds amplitude x lifetime / channel width counts.
  const fastCounts = counts * (fast?.share ?? 0);
  const slowCounts = counts - fastCounts;
  const truth = Float64Array.of(
    background,
    0,
    PULSE_AFTER * fwhmNs,
    ...(fast ? [(fastCounts * channelNs) / fast.lifetimeNs, fast.lifetimeNs] : []),
    (slowCounts * channelNs) / trueNs,
    trueNs,
  );
  const place = truth.length - 1;
  const means = decayMeans(prepareDecay(empty, options), truth);
  const random = createRandom(context.seed, `${context.id} ${trueNs}`);
  const values: number[] = [];
  const errors: number[] = [];
  const areas: number[] = [];
  let [held, areaHeld, open] = [0, 0, 0];
  let first: EmissionFit | null = null;
  for (let k = 0; k < ask.decays; k++) {
    const decay = { ...empty, counts: drawCounts(means, random) };
    // The first is searched as a user's would be; the others start from the truth to save time.
    const asked = { ...options, level: ask.level, intervals: false };
    const found = fitEmissionDecay(decay, k === 0 ? asked : { ...asked, startValues: truth });
    first ??= found;
    values.push(found.fit.parameters[place]!.value);
    errors.push(found.fit.parameters[place]!.standardError ?? Number.NaN);
    if (holdsValue(found, place, trueNs, ask.level)) held++;
    if (!fast) continue;
    areas.push(found.result.components[0]!.area.value);
    if (holdsArea(found, FIRST_AMPLITUDE, fastCounts, ask.level)) areaHeld++;
    if (k < RESOLUTION_TRIALS && hasNoLowerEnd(found, FIRST_AMPLITUDE, ask.level)) open++;
  }
  const middle = mean(values);
  return {
    trueNs,
    meanNs: middle,
    deviationNs: Math.sqrt(values.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (values.length - 1)),
    statedNs: mean(errors),
    coverage: held / ask.decays,
    areaCoverage: fast ? areaHeld / ask.decays : Number.NaN,
    areaRatio: fast ? mean(areas) / fastCounts : Number.NaN,
    unresolved: fast ? open / Math.min(RESOLUTION_TRIALS, ask.decays) : Number.NaN,
    first: first!,
  };
}

function curveFigure(ask: SimulatedAsk, found: Recovered, id: string): FigureSpec {
  const { curve } = found.first;
  const x = Array.from(curve.timesNs);
  return {
    id: `${id}-decay`,
    title: `One of the simulated decays of ${found.trueNs} ns`,
    caption: `Counts in channels of ${ask.channelNs} ns behind a response of ${ask.fwhmNs} ns, and the fit by ${ask.fast ? "two exponentials" : "one exponential"}.`,
    x: { label: "time", unit: "ns", scale: "linear" },
    y: { label: "counts", unit: "", scale: "log" },
    series: [
      { name: "counts", kind: "points", x, y: Array.from(curve.counts), group: 0 },
      { name: "fit", kind: "line", x, y: Array.from(curve.fitted), group: 1 },
    ],
  };
}

function leavesOf(ask: SimulatedAsk, found: readonly Recovered[]): ReadonlyMap<string, Leaf> {
  const column = (of: (one: Recovered) => number): Float64Array => Float64Array.from(found, of);
  const total = found.length * ask.decays;
  const bias = column(({ meanNs, trueNs }) => meanNs / trueNs - 1);
  const biasZ = column(
    ({ meanNs, trueNs, deviationNs }) => ((meanNs - trueNs) / deviationNs) * Math.sqrt(ask.decays),
  );
  const worst = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const pooled = (of: (one: Recovered) => number): number => mean(found.map(of));
  const numbers: readonly (readonly [string, number | Float64Array, string])[] = [
    ["lifetime", column(({ meanNs }) => meanNs), "ns"],
    ["deviation", column(({ deviationNs }) => deviationNs), "ns"],
    ["stated_error", column(({ statedNs }) => statedNs), "ns"],
    ["bias", bias, ""],
    ["worst_bias", worst(bias), ""],
    ["mean_bias", mean(Array.from(bias)), ""],
    ["worst_bias_z", worst(biasZ), ""],
    ["coverage", pooled(({ coverage }) => coverage), ""],
    ["coverage_error", Math.sqrt((ask.level * (1 - ask.level)) / total), ""],
  ];
  const ofFast: typeof numbers = [
    ["area_ratio", pooled(({ areaRatio }) => areaRatio), ""],
    ["area_coverage", pooled(({ areaCoverage }) => areaCoverage), ""],
    ["unresolved", pooled(({ unresolved }) => unresolved), ""],
  ];
  return new Map(
    [...numbers, ...(ask.fast ? ofFast : [])].map(([name, value, unit]) => [name, leafOf(value, unit)]),
  );
}

/**
 * Simulates decays of every lifetime asked for behind a Gaussian response, with a part faster than it, and fits each by maximum
 * likelihood with as many exponentials: are the lifetimes unbiased, and do the intervals hold the truth
 * as often as they say?
 */
export function simulatedDecays(ask: SimulatedAsk, context: AnalysisContext): AnalysisOutcome {
  const { id } = context;
  const found = ask.lifetimesNs.map((trueNs, i) => {
    context.progress(i / ask.lifetimesNs.length, "simulated decays");
    return recover(ask, trueNs, context);
  });
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const coverage = mean(found.map((one) => one.coverage));
  const column = (name: string, unit: string, of: (one: Recovered) => number | null) => ({
    name,
    unit,
    values: found.map(of),
  });
  const fastColumns = ask.fast
    ? [
        column("fast area, fitted over true", "", ({ areaRatio }) => areaRatio),
        column("coverage of that area", "", ({ areaCoverage }) => areaCoverage),
      ]
    : [];
  const fastFinding = ask.fast
    ? [
        `The part of ${ask.fast.lifetimeNs} ns is ${(ask.fwhmNs / ask.fast.lifetimeNs).toFixed(0)} times faster than the response: its lifetime has no lower bound in ${percent(mean(found.map(({ unresolved }) => unresolved)))} of the fits. Only its area is known, which comes out at ${percent(mean(found.map(({ areaRatio }) => areaRatio)))} of the true one.`,
      ]
    : [];
  return {
    leaves: leavesOf(ask, found),
    citations: [
      {
        cite: "T. A. Laurence, B. A. Chromy, Efficient maximum likelihood estimator fitting of histograms, Nat. Methods 2010, 7, 338",
      },
    ],
    result: {
      id,
      kind: "decay",
      title: ask.title,
      findings: [
        `${found.length * ask.decays} decays of ${ask.counts} photons: slow lifetimes ${found.map(({ trueNs, meanNs }) => `${trueNs} ns as ${meanNs.toFixed(3)} ns`).join(", ")}; ${percent(ask.level)} intervals hold the truth in ${percent(coverage)}.`,
        ...fastFinding,
      ],
      values: found.map(({ trueNs, meanNs, deviationNs }) => ({
        name: `mean of ${trueNs} ns`,
        value: meanNs,
        unit: "ns",
        low: meanNs - (1.96 * deviationNs) / Math.sqrt(ask.decays),
        high: meanNs + (1.96 * deviationNs) / Math.sqrt(ask.decays),
      })),
      tables: [
        {
          id: `${id}-recovered`,
          title: "Slow lifetimes recovered",
          caption: `${ask.decays} decays each; stated: mean standard error of the fits, the Cramer-Rao bound.`,
          columns: [
            column("true", "ns", ({ trueNs }) => trueNs),
            column("mean", "ns", ({ meanNs }) => meanNs),
            column("scatter", "ns", ({ deviationNs }) => deviationNs),
            column("stated", "ns", ({ statedNs }) => statedNs),
            column("coverage", "", (one) => one.coverage),
            ...fastColumns,
          ],
        },
      ],
      figures: found.slice(-1).map((one) => curveFigure(ask, one, id)),
    },
  };
}
