import { DomainError } from "../../errors.ts";
import { type DecayMoments, decayMoments, type TailFit, type TimeWindow, tailFit } from "./moments.ts";
import {
  checkTraps,
  type DotTraps,
  type LightRates,
  lnBright,
  lnBrightDecay,
  lnKept,
  lnKeptSlope,
} from "./traps.ts";

/** What an ensemble of dots shows. Lifetimes are those of the bright dots, ns. */
export interface EnsembleLight {
  /** Share of dots without a deep trap. */
  readonly brightFraction: number;
  readonly quantumYield: number;
  /** Integral of the decay over its start: what the quantum yield follows. */
  readonly amplitudeLifetimeNs: number;
  /** Mean arrival time of a photon. */
  readonly intensityLifetimeNs: number;
  /** Time to fall to 1/e. */
  readonly oneOverENs: number;
  /** One exponential through the tail window, as a decay fit would print it. */
  readonly tailLifetimeNs: number;
  /** Value of that exponential at t = 0 times the bright fraction: the amplitude a decay fit would print. */
  readonly tailAmplitude: number;
  /** Share of all light that dark dots emit, within the response: the prompt, unresolved area. */
  readonly promptShare: number;
  /** Mean number of shallow traps on a dot. */
  readonly shallowPerDot: number;
}

/** Window of the tail fit where none is given: from twice a response of 0.5 ns to where little is left. */
export const USUAL_TAIL: TimeWindow = { fromNs: 1, toNs: 25 };

/** Refuses a window that is none. @throws DomainError */
export function checkWindow({ fromNs, toNs }: TimeWindow): void {
  if (fromNs >= 0 && toNs > fromNs && toNs < Infinity) return;
  throw new DomainError({
    what: "the window of the tail fit is empty",
    found: `${fromNs} to ${toNs} ns`,
    expected: "an end after the start, both 0 ns or more",
  });
}

/** Time at which the bright decay has fallen to 1/e, by bisection between 0 and the radiative lifetime. */
function oneOverE(traps: DotTraps, rates: LightRates): number {
  let [low, high] = [0, rates.radiativeNs];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (lnBrightDecay(traps, rates, middle) > -1) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Quantum yield, bright fraction and lifetimes of dots with these traps,
 *
 *     PLQY = f A / tau_r + (1 - f) tau_dark / tau_r,     A = integral of I(t)
 *
 * with f from {@link brightFraction} and I from {@link brightDecay}. Every dot absorbs alike and has one radiative
 * rate, before and after passivation, so that amplitudes of a decay count dots; where radiative rates differ they
 * weight the amplitudes (van Driel et al., Phys. Rev. B 2007, 75, 035329).
 * @throws DomainError outside the ranges of {@link DotTraps}, {@link LightRates} and the window
 */
export function ensembleLight(
  traps: DotTraps,
  rates: LightRates,
  tail: TimeWindow = USUAL_TAIL,
): EnsembleLight {
  checkTraps(traps, rates);
  checkWindow(tail);
  const bright = Math.exp(lnBright(traps));
  const { area, firstMoment } = decayMoments(traps, rates, null, false);
  const fitted = tailFit(traps, rates, tail);
  const prompt = (1 - bright) * rates.darkNs;
  const all = bright * area + prompt;
  return {
    brightFraction: bright,
    quantumYield: all / rates.radiativeNs,
    amplitudeLifetimeNs: area,
    intensityLifetimeNs: firstMoment / area,
    oneOverENs: oneOverE(traps, rates),
    tailLifetimeNs: fitted.lifetimeNs,
    tailAmplitude: bright * fitted.amplitude,
    promptShare: all > 0 ? prompt / all : 0,
    shallowPerDot: traps.classes.reduce((sum, { places, shallowChance }) => sum + places * shallowChance, 0),
  };
}

/** A number with its derivatives by what {@link LightSlopes} lists. */
export interface Sloped {
  readonly value: number;
  readonly slopes: LightSlopes;
}

/** Derivatives by, for each class, its places and both chances, and by the numbers all classes share. */
export interface LightSlopes {
  readonly places: Float64Array;
  readonly deepChance: Float64Array;
  readonly shallowChance: Float64Array;
  readonly inner: number;
  readonly radiativeNs: number;
  readonly shallowPerNs: number;
  readonly darkNs: number;
}

/** Bright fraction with its derivatives. */
export function slopedBright(traps: DotTraps): Sloped {
  const { classes, statistics } = traps;
  const value = Math.exp(lnBright(traps));
  return {
    value,
    slopes: {
      places: Float64Array.from(classes, ({ deepChance }) =>
        value > 0 ? value * lnKept(deepChance, 1, statistics) : 0,
      ),
      deepChance: Float64Array.from(
        classes,
        ({ places, deepChance }) => value * places * lnKeptSlope(deepChance, 1, statistics),
      ),
      shallowChance: new Float64Array(classes.length),
      inner: -value,
      radiativeNs: 0,
      shallowPerNs: 0,
      darkNs: 0,
    },
  };
}

/** Slopes of a number of the bright decay from the order of {@link DecayMoments}; zeros when none were asked for. */
function named(count: number, asked: Float64Array): LightSlopes {
  const slopes = asked.length > 0 ? asked : new Float64Array(2 * count + 2);
  return {
    places: Float64Array.from({ length: count }, (_, j) => slopes[2 * j]!),
    deepChance: new Float64Array(count),
    shallowChance: Float64Array.from({ length: count }, (_, j) => slopes[2 * j + 1]!),
    inner: 0,
    radiativeNs: slopes[2 * count]!,
    shallowPerNs: slopes[2 * count + 1]!,
    darkNs: 0,
  };
}

/** Amplitude-averaged lifetime of the bright dots, ns, with its derivatives (0 when not asked for). */
export function slopedLifetime(traps: DotTraps, rates: LightRates, withSlopes: boolean): Sloped {
  const moments: DecayMoments = decayMoments(traps, rates, null, withSlopes);
  return { value: moments.area, slopes: named(traps.classes.length, moments.areaSlopes) };
}

/** Lifetime of one exponential through the tail, ns, with its derivatives (0 when not asked for). */
export function slopedTailLifetime(
  traps: DotTraps,
  rates: LightRates,
  tail: TimeWindow,
  withSlopes: boolean,
): Sloped {
  const fitted: TailFit = tailFit(traps, rates, tail, withSlopes);
  return { value: fitted.lifetimeNs, slopes: named(traps.classes.length, fitted.slopes) };
}

/** Quantum yield with its derivatives (meaningless when not asked for). */
export function slopedYield(traps: DotTraps, rates: LightRates, withSlopes: boolean): Sloped {
  const bright = slopedBright(traps);
  const life = slopedLifetime(traps, rates, withSlopes);
  const { radiativeNs, darkNs } = rates;
  const byBright = (life.value - darkNs) / radiativeNs;
  const byLife = bright.value / radiativeNs;
  const value = bright.value * byBright + darkNs / radiativeNs;
  const join = (ofBright: Float64Array, ofLife: Float64Array): Float64Array =>
    ofBright.map((slope, j) => byBright * slope + byLife * ofLife[j]!);
  return {
    value,
    slopes: {
      places: join(bright.slopes.places, life.slopes.places),
      deepChance: join(bright.slopes.deepChance, life.slopes.deepChance),
      shallowChance: join(bright.slopes.shallowChance, life.slopes.shallowChance),
      inner: byBright * bright.slopes.inner,
      radiativeNs: byLife * life.slopes.radiativeNs - value / radiativeNs,
      shallowPerNs: byLife * life.slopes.shallowPerNs,
      darkNs: (1 - bright.value) / radiativeNs,
    },
  };
}
