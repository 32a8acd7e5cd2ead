import { DomainError } from "../../errors.ts";

/** What a paper prints of a passivation: changes of the slow decay and of the quantum yield. */
export interface PrintedChange {
  /** Factor by which the slow component grew, whichever of amplitude and area is meant. */
  readonly slowFactor: number;
  readonly lifetimeBeforeNs: number;
  readonly lifetimeAfterNs: number;
  /** Factor by which the quantum yield grew. */
  readonly yieldFactor: number;
  readonly yieldAfter: number;
}

/** One way to read the factor of the slow component. */
export interface ChangeReading {
  readonly reading: "amplitude" | "area";
  /** Factors of the number of bright dots and of the light they give. */
  readonly populationFactor: number;
  readonly areaFactor: number;
  /** Area factor over yield factor, less 1; with the ends that rounding of the printed numbers leaves open. */
  readonly gap: number;
  readonly gapLow: number;
  readonly gapHigh: number;
  /**
   * Least share of all light that must be fast, and so missing from the slow component, for both factors to hold:
   * before passivation where the area grew more than the yield, after it where it grew less.
   */
  readonly fastShare: number;
  readonly fastWhen: "before" | "after";
  /** Lifetime (ns) of dark dots that would carry exactly that light; null where none does. */
  readonly darkLifetimeNs: number | null;
  /** Bright fractions that go with it. */
  readonly brightBefore: number | null;
  readonly brightAfter: number | null;
}

/** The printed numbers side by side. */
export interface ConsistencyTable {
  /** Lifetime ratio, after over before. */
  readonly lifetimeFactor: number;
  /** Bright fractions if the lifetime after passivation is radiative and dark dots give no light. */
  readonly brightBefore: number;
  readonly brightAfter: number;
  /** Their ratio: yield factor over lifetime factor. */
  readonly populationFactor: number;
  readonly readings: readonly [ChangeReading, ChangeReading];
}

/** The dark lifetime at which `population` bright dots more explain both yields, with a radiative lifetime after. */
function closingDarkLifetime(
  printed: PrintedChange,
  population: number,
): Pick<ChangeReading, "darkLifetimeNs" | "brightBefore" | "brightAfter"> {
  const { lifetimeBeforeNs: before, lifetimeAfterNs: after, yieldAfter, yieldFactor } = printed;
  // PLQY tau_r = f tau + (1 - f) tau_dark, before and after, with tau_r = tau after.
  const brightAfter = (dark: number): number => (yieldAfter * after - dark) / (after - dark);
  const missing = (dark: number): number =>
    (brightAfter(dark) / population) * (before - dark) + dark - (yieldAfter / yieldFactor) * after;
  let [low, high] = [0, Math.min(before, yieldAfter * after)];
  if (missing(low) > 0 || missing(high) < 0)
    return { darkLifetimeNs: null, brightBefore: null, brightAfter: null };
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (missing(middle) < 0) low = middle;
    else high = middle;
  }
  const dark = (low + high) / 2;
  return {
    darkLifetimeNs: dark,
    brightBefore: brightAfter(dark) / population,
    brightAfter: brightAfter(dark),
  };
}

/** Half a unit of the last of two printed digits: 2.2 stands for 2.15 to 2.25. */
const HALF_DIGIT = 0.05;

function readingOf(printed: PrintedChange, reading: ChangeReading["reading"]): ChangeReading {
  const { slowFactor, lifetimeBeforeNs: before, lifetimeAfterNs: after, yieldFactor } = printed;
  /** Area over yield factor, with every printed number moved by `step` towards a larger ratio. */
  const ratio = (step: number): number => {
    const slow = (slowFactor + step) / (yieldFactor - step);
    return reading === "area" ? slow : (slow * (after + step)) / (before - step);
  };
  const r = ratio(0);
  const populationFactor = reading === "area" ? (slowFactor * before) / after : slowFactor;
  return {
    reading,
    populationFactor,
    areaFactor: r * yieldFactor,
    gap: r - 1,
    gapLow: ratio(-HALF_DIGIT) - 1,
    gapHigh: ratio(HALF_DIGIT) - 1,
    fastShare: r > 1 ? 1 - 1 / r : 1 - r,
    fastWhen: r > 1 ? "before" : "after",
    ...closingDarkLifetime(printed, populationFactor),
  };
}

/**
 * Compares the growth of the slow component with that of the quantum yield, which follows the light of all dots,
 *
 *     yield factor = area factor (1 - phi_before) / (1 - phi_after)
 *
 * phi: share of all light that is fast. Amplitudes are taken to count dots: all have one radiative rate.
 * Rounding: every printed number may be off by 0.05.
 * @throws DomainError when a number is not positive
 */
export function consistencyOf(printed: PrintedChange): ConsistencyTable {
  for (const [name, value] of Object.entries(printed)) {
    if (!(value > HALF_DIGIT && value < Infinity)) {
      throw new DomainError({
        what: `${name} is out of range`,
        found: String(value),
        expected: `above ${HALF_DIGIT}`,
      });
    }
  }
  const { lifetimeBeforeNs, lifetimeAfterNs, yieldFactor, yieldAfter } = printed;
  const lifetimeFactor = lifetimeAfterNs / lifetimeBeforeNs;
  return {
    lifetimeFactor,
    brightAfter: yieldAfter,
    brightBefore: (yieldAfter / yieldFactor) * lifetimeFactor,
    populationFactor: yieldFactor / lifetimeFactor,
    readings: [readingOf(printed, "amplitude"), readingOf(printed, "area")],
  };
}
