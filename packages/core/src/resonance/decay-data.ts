import { InputError } from "../errors.ts";

/** One peak's integral against b. */
export interface DecayData {
  readonly name: string;
  /** b factors, s/m2, in any order; repeats are welcome. */
  readonly b: Float64Array;
  /** Raw integrals, any scale; not divided by the first. */
  readonly intensity: Float64Array;
  /** Standard deviation of each integral or of all; estimated from the residuals when not given. */
  readonly sigma?: number | Float64Array;
  /** Keep integrals below 0: for those that are noise about 0. Default false: they are refused. */
  readonly keepNegative?: boolean;
}

function refuse(what: string, found: string, expected: string, remedy: string): never {
  throw new InputError({ what, found, expected, remedy });
}

function checkNumbers(name: string, what: string, values: Float64Array, unit: string): void {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  const found = `${values[bad]} ${unit}`.trimEnd();
  refuse(`${what} ${bad + 1} of ${name} is not a number`, found, "finite numbers", "leave the row out");
}

/**
 * Refuses a decay that cannot be fitted: lengths that differ, numbers that are none, negative b or intensities, one
 * gradient step only, or no signal.
 *
 * @throws InputError saying what to do
 */
export function checkDecay(data: DecayData): void {
  const { name, b, intensity, sigma } = data;
  if (b.length !== intensity.length || (sigma instanceof Float64Array && sigma.length !== b.length)) {
    refuse(
      `the columns of ${name} differ in length`,
      `${b.length} b factors, ${intensity.length} intensities${sigma instanceof Float64Array ? `, ${sigma.length} errors` : ""}`,
      "one a gradient step",
      "give every step a gradient and an integral; Bruker keeps the gradients in difflist",
    );
  }
  checkNumbers(name, "b factor", b, "s/m2");
  checkNumbers(name, "intensity", intensity, "");
  const negativeB = b.findIndex((value) => value < 0);
  if (negativeB >= 0) {
    refuse(
      `b factor ${negativeB + 1} of ${name} is negative`,
      `${b[negativeB]} s/m2`,
      "0 or more",
      "check delta and Delta",
    );
  }
  if (new Set(b).size < 2) {
    refuse(
      `${name} was measured at one gradient step`,
      `${b.length} point(s) at one b`,
      "at least 4 different gradients, the strongest leaving 5 to 20 % of the signal",
      "diffusion is read from how the signal falls; measure more steps",
    );
  }
  const spread = sigma instanceof Float64Array ? sigma : Float64Array.of(sigma ?? 1);
  const badSigma = spread.findIndex((value) => !(value > 0 && value < Number.POSITIVE_INFINITY));
  if (badSigma >= 0) {
    refuse(
      `the noise of ${name} is impossible`,
      String(spread[badSigma]),
      "a positive number",
      "leave it out to have it estimated",
    );
  }
  const negative = intensity.findIndex((value) => value < 0);
  if (negative >= 0 && !data.keepNegative) {
    refuse(
      `intensity ${negative + 1} of ${name} is negative`,
      String(intensity[negative]),
      "0 or more",
      "phase the rows alike and correct their baseline; where the value is noise about 0, keep it with keepNegative",
    );
  }
  if (!intensity.some((value) => value > 0)) {
    refuse(`${name} has no signal`, "no intensity above 0", "a decay", "check the integration region");
  }
}
