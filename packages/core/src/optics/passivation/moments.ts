import { unitNodes } from "./quadrature.ts";
import { type DotTraps, type LightRates, lnKept, lnKeptSlope } from "./traps.ts";

/** A stretch of time of the decay, ns. */
export interface TimeWindow {
  readonly fromNs: number;
  readonly toNs: number;
}

/** Integrals of the bright decay I(t) from the start of a window: of I (ns) and of (t - from) I (ns2). */
export interface DecayMoments {
  readonly area: number;
  readonly firstMoment: number;
  /**
   * Their derivatives by, for each class, places and shallow chance, then by the radiative lifetime (ns) and the rate
   * of a shallow trap (1/ns); empty when not asked for.
   */
  readonly areaSlopes: Float64Array;
  readonly firstMomentSlopes: Float64Array;
}

const NODES = unitNodes();

/**
 * Moments of the bright decay over a window, or over all times when none is given. Over all times the rule runs over
 * u = exp(-t / tau_r), over a window over u = (t - from) / (to - from); either is good to 1e-10, and to 1e-8 with tens
 * of traps a dot of 1e4 /ns. Slopes follow from those of ln I: d I / d a = I d ln I / d a.
 */
export function decayMoments(
  traps: DotTraps,
  rates: LightRates,
  window: TimeWindow | null,
  withSlopes: boolean,
): DecayMoments {
  const { classes, statistics } = traps;
  const { radiativeNs, shallowPerNs } = rates;
  const byLifetime = 2 * classes.length;
  const count = withSlopes ? byLifetime + 2 : 0;
  const areaSlopes = new Float64Array(count);
  const firstMomentSlopes = new Float64Array(count);
  const lnKeptOf = new Float64Array(classes.length);
  const span = window ? window.toNs - window.fromNs : radiativeNs;
  const fromNs = window ? window.fromNs : 0;
  let area = 0;
  let firstMoment = 0;
  for (let i = 0; i < NODES.u.length; i++) {
    const sinceNs = span * (window ? NODES.u[i]! : NODES.minusLn[i]!);
    const timeNs = fromNs + sinceNs;
    const lost = -Math.expm1(-shallowPerNs * timeNs);
    // Over all times exp(-t / tau_r) dt is tau_r du, which leaves the traps' part of the decay.
    let ln = window ? -timeNs / radiativeNs : 0;
    for (let j = 0; j < classes.length; j++) {
      const { places, shallowChance } = classes[j]!;
      lnKeptOf[j] = lnKept(shallowChance, lost, statistics);
      if (places > 0) ln += places * lnKeptOf[j]!;
    }
    const share = NODES.weight[i]! * span * Math.exp(ln);
    area += share;
    firstMoment += share * sinceNs;
    if (!withSlopes || share === 0) continue;
    const add = (k: number, slope: number): void => {
      areaSlopes[k]! += share * slope;
      firstMomentSlopes[k]! += share * slope * sinceNs;
    };
    let byRate = 0;
    for (let j = 0; j < classes.length; j++) {
      const { places, shallowChance } = classes[j]!;
      const slope = lnKeptSlope(shallowChance, lost, statistics);
      add(2 * j, lnKeptOf[j]!);
      add(2 * j + 1, places * slope * lost);
      byRate += places * slope * shallowChance * timeNs * (1 - lost);
    }
    add(byLifetime, timeNs / radiativeNs ** 2);
    add(byLifetime + 1, byRate);
  }
  return { area, firstMoment, areaSlopes, firstMomentSlopes };
}

/**
 * Mean of t / T over 0..T of exp(-t / tau), as a share of T: x - 1 / (exp(1/x) - 1) with x = tau / T, from 0 to 1/2.
 */
function meanShare(x: number): number {
  return x > 1e3 ? 0.5 - 1 / (12 * x) : x - 1 / Math.expm1(1 / x);
}

/** Slope of {@link meanShare}: 1 - y^2 e^y / (e^y - 1)^2 with y = 1/x, = 1 - (y/2)^2 / sinh^2(y/2). */
function meanShareSlope(x: number): number {
  if (x > 1e3) return 1 / (12 * x * x);
  const half = 0.5 / x;
  const ratio = half > 300 ? 0 : half / Math.sinh(half);
  return 1 - ratio * ratio;
}

/** One exponential through a window of the decay, with the slopes of its lifetime as in {@link DecayMoments}. */
export interface TailFit {
  readonly lifetimeNs: number;
  /** Its value at t = 0, as a share of the bright decay's. */
  readonly amplitude: number;
  readonly slopes: Float64Array;
}

/**
 * What maximum likelihood with one exponential gives for the bright decay in a window at ever higher counts: the
 * exponential of the same area and the same mean arrival time,
 *
 *     m = tau - T / (exp(T / tau) - 1),     T = to - from.
 *
 * A decay falls everywhere, so m < T/2 and tau is finite and unique.
 */
export function tailFit(traps: DotTraps, rates: LightRates, window: TimeWindow, withSlopes = false): TailFit {
  const { area, firstMoment, areaSlopes, firstMomentSlopes } = decayMoments(traps, rates, window, withSlopes);
  const length = window.toNs - window.fromNs;
  const mean = firstMoment / area;
  const wanted = mean / length;
  // meanShare rises from x at 0 to 1/2; bisection on ln x, then Newton for the last digits.
  let [low, high] = [Math.log(wanted) - 1, Math.log(wanted) + 40];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (meanShare(Math.exp(middle)) < wanted) low = middle;
    else high = middle;
  }
  let x = Math.exp((low + high) / 2);
  x += (wanted - meanShare(x)) / meanShareSlope(x);
  const lifetimeNs = x * length;
  const outer = 1 / meanShareSlope(x);
  const slopes = areaSlopes.map((slope, k) => (outer * (firstMomentSlopes[k]! - mean * slope)) / area);
  const covered = Math.exp(-window.fromNs / lifetimeNs) - Math.exp(-window.toNs / lifetimeNs);
  return { lifetimeNs, amplitude: area / (lifetimeNs * covered), slopes };
}
