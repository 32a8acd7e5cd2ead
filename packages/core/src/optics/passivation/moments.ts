import { DomainError } from "../../errors.ts";
import { type UnitNodes, unitLevels } from "./quadrature.ts";
import { type DotTraps, type LightRates, lnBrightDecay, lnKept, lnKeptSlope } from "./traps.ts";

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

const LEVELS = unitLevels();

/** Two levels that differ by this share end the sum: the finer one is then good to 1e-10. */
const AGREED = 1e-9;

type Sums = { -readonly [Key in keyof DecayMoments]: DecayMoments[Key] };

/** Adds one level of the rule to the sums; slopes where `sums` has room for them, by d I / d a = I d ln I / d a. */
function addLevel(
  sums: Sums,
  { u, minusLn, weight }: UnitNodes,
  { classes, statistics }: DotTraps,
  { radiativeNs, shallowPerNs }: LightRates,
  window: TimeWindow | null,
  lnUnit: number,
): void {
  const { areaSlopes, firstMomentSlopes } = sums;
  const byLifetime = 2 * classes.length;
  const span = window ? window.toNs - window.fromNs : radiativeNs;
  const fromNs = window ? window.fromNs : 0;
  const lnKeptOf = new Float64Array(classes.length);
  for (let i = 0; i < u.length; i++) {
    const sinceNs = span * (window ? u[i]! : minusLn[i]!);
    const timeNs = fromNs + sinceNs;
    const lost = -Math.expm1(-shallowPerNs * timeNs);
    // Over all times exp(-t / tau_r) dt is tau_r du, which leaves the traps' part of the decay.
    let ln = (window ? -timeNs / radiativeNs : 0) - lnUnit;
    for (let j = 0; j < classes.length; j++) {
      const { places, shallowChance } = classes[j]!;
      lnKeptOf[j] = lnKept(shallowChance, lost, statistics);
      if (places > 0) ln += places * lnKeptOf[j]!;
    }
    const share = weight[i]! * span * Math.exp(ln);
    sums.area += share;
    sums.firstMoment += share * sinceNs;
    if (areaSlopes.length === 0 || share === 0) continue;
    let byRate = 0;
    for (let j = 0; j < classes.length; j++) {
      const { places, shallowChance } = classes[j]!;
      const slope = lnKeptSlope(shallowChance, lost, statistics);
      const byPlaces = share * lnKeptOf[j]!;
      const byChance = share * places * slope * lost;
      areaSlopes[2 * j]! += byPlaces;
      firstMomentSlopes[2 * j]! += byPlaces * sinceNs;
      areaSlopes[2 * j + 1]! += byChance;
      firstMomentSlopes[2 * j + 1]! += byChance * sinceNs;
      byRate += share * places * slope * shallowChance * timeNs * (1 - lost);
    }
    const byLife = (share * timeNs) / radiativeNs ** 2;
    areaSlopes[byLifetime]! += byLife;
    firstMomentSlopes[byLifetime]! += byLife * sinceNs;
    areaSlopes[byLifetime + 1]! += byRate;
    firstMomentSlopes[byLifetime + 1]! += byRate * sinceNs;
  }
}

function halve(sums: Sums): void {
  sums.area /= 2;
  sums.firstMoment /= 2;
  for (let k = 0; k < sums.areaSlopes.length; k++) {
    sums.areaSlopes[k]! /= 2;
    sums.firstMomentSlopes[k]! /= 2;
  }
}

/**
 * Moments of the bright decay over a window, or over all times when none is given. Over all times the rule runs over
 * u = exp(-t / tau_r), over a window over u = (t - from) / (to - from), in steps halved until both moments agree;
 * either is good to 1e-10, and to 1e-8 with tens of traps a dot of 1e4 /ns.
 *
 * @param lnUnit ln of the I(t) that counts as 1, so that a window in which next to nothing is left does not come out as 0
 */
export function decayMoments(
  traps: DotTraps,
  rates: LightRates,
  window: TimeWindow | null,
  withSlopes: boolean,
  lnUnit = 0,
): DecayMoments {
  const count = withSlopes ? 2 * traps.classes.length + 2 : 0;
  const sums: Sums = {
    area: 0,
    firstMoment: 0,
    areaSlopes: new Float64Array(count),
    firstMomentSlopes: new Float64Array(count),
  };
  const settled = (now: number, before: number): boolean => Math.abs(now - before) <= AGREED * now;
  for (const [level, nodes] of LEVELS.entries()) {
    const { area, firstMoment } = sums;
    if (level > 0) halve(sums);
    addLevel(sums, nodes, traps, rates, window, lnUnit);
    if (level > 0 && settled(sums.area, area) && settled(sums.firstMoment, firstMoment)) break;
  }
  return sums;
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
 * @throws DomainError where the decay is exactly 0 in the window
 */
export function tailFit(traps: DotTraps, rates: LightRates, window: TimeWindow, withSlopes = false): TailFit {
  const lnUnit = lnBrightDecay(traps, rates, window.fromNs);
  if (lnUnit === Number.NEGATIVE_INFINITY) {
    throw new DomainError({
      what: "nothing of the decay is left in the window of the tail fit",
      found: `every dot has lost its light by ${window.fromNs} ns`,
      expected: "light in the window",
      remedy: "begin the window earlier",
    });
  }
  const moments = decayMoments(traps, rates, window, withSlopes, lnUnit);
  const { area, firstMoment, areaSlopes, firstMomentSlopes } = moments;
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
  const covered = -lifetimeNs * Math.expm1(-length / lifetimeNs);
  return { lifetimeNs, amplitude: (Math.exp(lnUnit + window.fromNs / lifetimeNs) * area) / covered, slopes };
}
