import {
  brightDecay,
  coverageOfState,
  ensembleLight,
  type LightRates,
  type LightValues,
  type Model,
  prepareStudy,
  ratesOf,
  readStudyDocument,
  stateCurve,
  trapsOfCoverage,
} from "@oleate/core";
import type { LightFound, LightPoint, LightWish } from "./quantum-yield-light-protocol.ts";
import { ADDED, lightStudy, NATIVE } from "./quantum-yield-study.ts";

const CURVE_POINTS = 97;
/** Rounds in which the dose of the greatest yield is looked for among ever nearer neighbours, and how many of them. */
const SEARCH = { rounds: 4, doses: 9 };
const TIMES = { points: 161, lifetimes: 5 };
const DILUTION = { from: 1e-9, to: 1e-4, points: 31 };

interface Dots {
  readonly model: Model;
  readonly values: LightValues;
  readonly rates: LightRates;
  readonly statistics: LightWish["statistics"];
}

function dotsOf(wish: LightWish): Dots {
  const document = readStudyDocument(lightStudy(wish), "study.yaml");
  const model = prepareStudy(document, { id: "passivation", tables: new Map() }).modelFor(undefined, []);
  const { K_PIC: _1, K_L: _2, K_etch: _3, sites: _4, native: _5, dots: _6, power, ...light } = wish.values;
  const values = new Map<string, number>(Object.entries(light));
  values.set(`power.${NATIVE}`, power);
  values.set(`power.${ADDED}`, 1);
  return { model, values, rates: ratesOf(values), statistics: wish.statistics };
}

function lightAt(
  { model, values, rates, statistics }: Dots,
  concentrationsMolar: Float64Array,
  dotsMolar: number,
  dose: number,
): { readonly point: LightPoint; readonly decay: (timesNs: readonly number[]) => number[] } {
  const { network } = model;
  const sites = Object.keys(model.sitesPerDot);
  const classes = coverageOfState(concentrationsMolar, { network, sites, watched: ADDED, dotsMolar }, values);
  const traps = trapsOfCoverage(classes, dotsMolar, values, statistics);
  const light = ensembleLight(traps, rates);
  const share = (of: (one: (typeof classes)[number]) => number): number =>
    classes.reduce((sum, one) => sum + of(one), 0) / classes.reduce((sum, { total }) => sum + total, 0);
  const [bare, stripped] = [share((one) => one.bare), share((one) => one.stripped)];
  const deepPerDot = traps.classes.reduce(
    (sum, { places, deepChance }) => sum + places * deepChance,
    traps.inner,
  );
  return {
    point: { ...light, dose, bare, stripped, covered: 1 - bare - stripped, deepPerDot },
    decay: (timesNs) =>
      Array.from(brightDecay(traps, rates, timesNs), (value) => light.brightFraction * value),
  };
}

function pointsAt(dots: Dots, doses: readonly number[]): ReturnType<typeof lightAt>[] {
  const { model } = dots;
  const count = model.network.species.length;
  const totals = doses.map((dose) => dose * model.dotsMolar);
  const { concentrationsMolar } = stateCurve(model, { kind: "dose", ingredient: ADDED }, totals);
  return doses.map((dose, i) =>
    lightAt(dots, concentrationsMolar.subarray(i * count, (i + 1) * count), model.dotsMolar, dose),
  );
}

const between = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** The point of the greatest yield: the best of a row of doses, then of ever closer rows around it. */
function bestOf(dots: Dots, curve: readonly LightPoint[]): LightPoint {
  const top = (points: readonly LightPoint[]): number =>
    points.reduce((best, { quantumYield }, i) => (quantumYield > points[best]!.quantumYield ? i : best), 0);
  let points = curve;
  for (let round = 0; round < SEARCH.rounds; round++) {
    const at = top(points);
    const [low, high] = [points[Math.max(0, at - 1)]!, points[Math.min(points.length - 1, at + 1)]!];
    points = pointsAt(dots, between(low.dose, high.dose, SEARCH.doses)).map(({ point }) => point);
  }
  return points[top(points)]!;
}

/** Quantum yield of the dots as they are at a dose, all thinned or crowded alike. */
function dilutionOf(dots: Dots, dose: number): LightFound["dilution"] {
  const { model } = dots;
  const mixed: Model = {
    ...model,
    ligandsMolar: { ...model.ligandsMolar, [ADDED]: dose * model.dotsMolar },
  };
  const { from, to, points } = DILUTION;
  const dotsMolar = Array.from({ length: points }, (_, i) => from * (to / from) ** (i / (points - 1)));
  const factors = dotsMolar.map((molar) => model.dotsMolar / molar);
  const { concentrationsMolar } = stateCurve(mixed, { kind: "dilution" }, factors);
  const count = model.network.species.length;
  return {
    dotsMolar,
    quantumYield: dotsMolar.map(
      (molar, i) =>
        lightAt(dots, concentrationsMolar.subarray(i * count, (i + 1) * count), molar, dose).point
          .quantumYield,
    ),
  };
}

/** Light against dose for the page's numbers, the decays before and at the chosen dose, and the yield on dilution. */
export function lightOf(wish: LightWish): LightFound {
  const dots = dotsOf(wish);
  const curve = pointsAt(dots, between(0, wish.to, CURVE_POINTS)).map(({ point }) => point);
  const [before, here] = pointsAt(dots, [0, wish.dose]);
  const longest = Math.max(before!.point.amplitudeLifetimeNs, here!.point.amplitudeLifetimeNs);
  const timesNs = between(0, TIMES.lifetimes * longest, TIMES.points);
  return {
    curve,
    before: before!.point,
    here: here!.point,
    best: bestOf(dots, curve),
    timesNs,
    decayBefore: before!.decay(timesNs),
    decayHere: here!.decay(timesNs),
    dilution: dilutionOf(dots, wish.dose),
  };
}
