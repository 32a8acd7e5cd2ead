import { DomainError } from "../../errors.ts";
import {
  absorptanceError,
  absorptanceOf,
  HIGHEST_DILUTE_ABSORBANCE,
  LARGEST_RELATIVE_ABSORPTANCE_ERROR,
} from "./absorptance.ts";
import { type CutEnd, cutWarnings } from "./cut-band.ts";
import { type LeftAbsorbance, leftWarnings } from "./left-absorbance.ts";
import { type DrawnInterval, type DrawOptions, drawnInterval } from "./monte-carlo.ts";
import { checkedNumber, type MeasuredNumber, notNegativeNumber, positiveNumber } from "./uncertain.ts";

/** One solution of a relative measurement. */
export interface EmittingSolution {
  /** Area of the corrected emission spectrum, photons; any unit, the same for sample and reference. */
  readonly intensity: MeasuredNumber;
  /** Absorbance (decadic) at the excitation wavelength, over the path that is excited. */
  readonly absorbance: MeasuredNumber;
  readonly refractiveIndex: MeasuredNumber;
  /** Photons that reach the solution, relative to the other one; 1 when both are excited alike. */
  readonly excitation?: MeasuredNumber;
  /** Ends of the summed range at which the emission had not come down; none where they are not known. */
  readonly cut?: readonly CutEnd[];
  /** What the absorption spectrum does not fall below at its red end. */
  readonly left?: LeftAbsorbance | null;
}

/** A quantum yield with its interval. */
export interface QuantumYieldResult {
  /** From the numbers as given. */
  readonly value: number;
  /** By drawing every input within its error; null when none has an error. */
  readonly interval: DrawnInterval | null;
  readonly warnings: readonly string[];
}

/** A relative quantum yield, with what the linear form would have given. */
export interface RelativeQuantumYield extends QuantumYieldResult {
  /** The same with absorbances in place of absorptances: right only for equal or vanishing absorbance. */
  readonly linearForm: number;
  readonly absorptance: { readonly sample: number; readonly reference: number };
}

const ABOVE_ONE_CAUSES =
  "likely causes: another excitation wavelength or flux for the reference, scattered excitation in the emission integral, a detector that is not corrected, a baseline under the absorbance, reabsorption in the reference, or the wrong reference yield";

/**
 * Warnings that hold for any quantum yield: above 1, below 0, or draws in which nothing was absorbed.
 *
 * @param causes what a yield above 1 may come from with this way of measuring
 */
export function yieldWarnings(
  value: number,
  interval: DrawnInterval | null,
  causes: string = ABOVE_ONE_CAUSES,
): string[] {
  const warnings: string[] = [];
  if (value > 1) {
    const sure = interval !== null && interval.low > 1 ? ", even at the lower end of its interval" : "";
    warnings.push(
      `above one: the quantum yield is ${value.toFixed(3)}, which is impossible${sure}; ${causes}`,
    );
  }
  if (value < 0)
    warnings.push(
      `below zero: the quantum yield is ${value.toFixed(3)}; the emission lies below its background`,
    );
  if (interval !== null && interval.rejectedShare > 0) {
    warnings.push(
      `skewed: in ${(100 * interval.rejectedShare).toFixed(2)} % of the draws nothing was absorbed; the interval leaves them out`,
    );
  }
  return warnings;
}

/** The warning about an absorbed share known too poorly for sigma propagation; none when it is known well. */
export function absorptanceErrorWarnings(who: string, share: number, standardError: number): string[] {
  const relative = standardError / share;
  if (!(relative > LARGEST_RELATIVE_ABSORPTANCE_ERROR)) return [];
  return [
    `uncertain absorption: the absorbed share of the ${who} is known to ${(100 * relative).toFixed(0)} % only; the yield is a skewed ratio then, so read the median and the interval, not value and sigma`,
  ];
}

/** Phi = Phi_R (I / I_R) (f_R / f) (n / n_R)^2 (q_R / q), with f and f_R given. */
function ratio(
  i: number,
  iR: number,
  f: number,
  fR: number,
  n: number,
  nR: number,
  q: number,
  qR: number,
  yieldR: number,
): number {
  return yieldR * (i / iR) * (fR / f) * (n / nR) ** 2 * (qR / q);
}

function absorbanceWarnings(who: string, { absorbance }: EmittingSolution): string[] {
  const { value, standardError = 0 } = absorbance;
  const warnings = absorptanceErrorWarnings(
    who,
    absorptanceOf(value),
    absorptanceError(value, standardError),
  );
  if (value > HIGHEST_DILUTE_ABSORBANCE) {
    const weaker = 100 * absorptanceOf(value / 2);
    const linear = 100 * ((value * Math.LN10) / absorptanceOf(value) - 1);
    warnings.push(
      `inner filter: the absorbance of the ${who} is ${value}, above ${HIGHEST_DILUTE_ABSORBANCE}; the beam has lost ${weaker.toFixed(0)} % by the middle of the cuvette, where the emission is collected, and absorbance taken for absorptance would be off by ${linear.toFixed(0)} %; dilute`,
    );
  }
  return warnings;
}

/** Refuses a reference yield that is not above 0 and at most 1. */
export function checkReferenceYield(referenceYield: MeasuredNumber): void {
  positiveNumber("the reference's quantum yield", referenceYield, "look it up with `oleate list standards`");
  if (referenceYield.value <= 1) return;
  throw new DomainError({
    what: "the reference's quantum yield is above 1",
    found: String(referenceYield.value),
    expected: "above 0, at most 1",
    remedy: "write 95 % as 0.95",
  });
}

/** Checks one solution; `who` names it in messages. @throws DomainError for what no measurement gives */
export function checkSolution(who: string, solution: EmittingSolution): void {
  const { intensity, absorbance, refractiveIndex, excitation } = solution;
  notNegativeNumber(`the emission of the ${who}`, intensity, "take off the background before integrating");
  positiveNumber(
    `the absorbance of the ${who}`,
    absorbance,
    "take off the baseline; a quantum yield needs absorbed light",
  );
  checkedNumber(`the refractive index of the ${who}`, refractiveIndex);
  if (!(refractiveIndex.value >= 1)) {
    throw new DomainError({
      what: `the refractive index of the ${who} is impossible`,
      found: String(refractiveIndex.value),
      expected: "1 or more",
    });
  }
  if (excitation)
    positiveNumber(`the excitation of the ${who}`, excitation, "give photons at the solution, above 0");
}

/**
 * Relative photoluminescence quantum yield of one solution against one reference:
 * Phi = Phi_R (I / I_R) (f_R / f) (n / n_R)^2 (q_R / q), f = 1 - 10^-A.
 *
 * I areas of corrected emission spectra (photons), A absorbances at the excitation, n refractive indices at the
 * emission, q photons that excite. For dilute solutions in a cuvette seen at right angles.
 *
 * @returns the value, a Monte Carlo interval, what the linear form would give, and warnings: absorbance above 0.1, yield
 *   above 1, absorption known to worse than 10 %, a band cut off
 * @throws DomainError for negative emission, absorbance of 0 or less, index below 1, or a reference yield outside 0 to 1
 * Source: Resch-Genger & Rurack, Pure Appl. Chem. 2013, 85, 2005 (10.1351/PAC-REP-12-03-03).
 */
export function relativeQuantumYield(
  sample: EmittingSolution,
  reference: EmittingSolution,
  referenceYield: MeasuredNumber,
  options: DrawOptions = {},
): RelativeQuantumYield {
  checkSolution("sample", sample);
  checkSolution("reference", reference);
  positiveNumber("the emission of the reference", reference.intensity, "measure the reference's emission");
  checkReferenceYield(referenceYield);
  const one: MeasuredNumber = { value: 1 };
  const inputs = [
    sample.intensity,
    reference.intensity,
    sample.absorbance,
    reference.absorbance,
    sample.refractiveIndex,
    reference.refractiveIndex,
    sample.excitation ?? one,
    reference.excitation ?? one,
    referenceYield,
  ];
  const of = (v: ArrayLike<number>, share: (absorbance: number) => number): number =>
    ratio(v[0]!, v[1]!, share(v[2]!), share(v[3]!), v[4]!, v[5]!, v[6]!, v[7]!, v[8]!);
  const values = inputs.map(({ value }) => value);
  const interval = drawnInterval(
    inputs,
    (v) =>
      v[1]! > 0 && v[2]! > 0 && v[3]! > 0 && v[6]! > 0 && v[7]! > 0 ? of(v, absorptanceOf) : Number.NaN,
    options,
  );
  const value = of(values, absorptanceOf);
  return {
    value,
    interval,
    linearForm: of(values, (absorbance) => absorbance),
    absorptance: {
      sample: absorptanceOf(sample.absorbance.value),
      reference: absorptanceOf(reference.absorbance.value),
    },
    warnings: [
      ...absorbanceWarnings("sample", sample),
      ...absorbanceWarnings("reference", reference),
      ...cutWarnings("sample", sample.cut ?? []),
      ...cutWarnings("reference", reference.cut ?? []),
      ...leftWarnings("sample", sample.left),
      ...leftWarnings("reference", reference.left),
      ...yieldWarnings(value, interval),
    ],
  };
}
