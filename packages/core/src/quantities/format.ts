import { DomainError } from "../errors.ts";

/** Joins a number's text with its unit; a pure number stands alone. */
function withUnit(text: string, unit: string): string {
  return unit === "" ? text : `${text} ${unit}`;
}

function requireFinite(...values: readonly number[]): void {
  for (const value of values) {
    if (!Number.isFinite(value))
      throw new DomainError({
        what: "only finite numbers can be printed as quantities",
        found: String(value),
      });
  }
}

/**
 * Prints a quantity. Without `digits` the text reads back to the very same number; with it, to that many significant
 * digits.
 */
export function formatQuantity(value: number, unit: string, digits?: number): string {
  requireFinite(value);
  return withUnit(digits === undefined ? String(value) : String(Number(value.toPrecision(digits))), unit);
}

const CONCENTRATION_UNITS = [
  [1, "M"],
  [1e-3, "mM"],
  [1e-6, "uM"],
  [1e-9, "nM"],
] as const;

/** Prints a concentration (mol/L) to so many significant digits in the unit that suits it, M to pM: "50 uM". */
export function formatConcentration(molar: number, digits = 3): string {
  requireFinite(molar);
  // A value that was 1 uM before it was scaled is still one.
  const [scale, unit] = CONCENTRATION_UNITS.find(([least]) => molar >= least * (1 - 1e-12)) ?? [1e-12, "pM"];
  return formatQuantity(molar / scale, unit, digits);
}

/** Decimal exponent of the leading digit. */
function magnitude(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) + 1e-12);
}

/**
 * Prints a value with its standard error in parentheses: 310(60) /mM, 1.234(12) nm, 5.00(12)e-10 m2/s.
 *
 * The error is rounded to one significant digit, or to two when it begins with 1 (a step from 0.1 to 0.2 would be
 * half the error) and its second digit is not 0; the value stops at the same place. From 10 on the parentheses hold
 * the error itself (310(60) is 310 +- 60), below the decimal point its last digits (1.234(12) is +- 0.012).
 * Values below 1e-4 or from 1e6 on are written with a power of ten. An error of 0, or one too small to show beside the
 * value in double precision, is left out.
 * @throws DomainError for numbers that are not finite or a negative error
 */
export function formatWithError(value: number, error: number, unit: string): string {
  requireFinite(value, error);
  if (error < 0) throw new DomainError({ what: "a standard error is negative", found: String(error) });
  // An error below the spacing of doubles near the value has no digit to stand behind.
  if (error <= Math.abs(value) * Number.EPSILON) return formatQuantity(value, unit);
  const size = Math.max(magnitude(value), magnitude(error));
  if (size < -4 || size >= 6) {
    // In two steps, because 10^-320 itself is not a double of full precision.
    const scaled = (x: number): number => (size < -300 ? (x * 1e300) / 10 ** (size + 300) : x / 10 ** size);
    const inner = formatWithError(scaled(value), scaled(error), "");
    return withUnit(`${inner}e${size}`, unit);
  }
  const leading = error / 10 ** magnitude(error);
  const twoDigits = leading < 2 && Math.round(leading * 10) % 10 !== 0;
  const digit = magnitude(error) - (twoDigits ? 1 : 0);
  // An error of 96 rounds to 100, which has its one digit a place further left.
  const place = !twoDigits && Math.round(error / 10 ** digit) === 10 ? digit + 1 : digit;
  if (place >= 0) {
    const step = 10 ** place;
    return withUnit(`${Math.round(value / step) * step}(${Math.round(error / step) * step})`, unit);
  }
  const rounded = Math.round(error / 10 ** place);
  const whole = rounded * 10 ** place >= 1 ? (rounded * 10 ** place).toFixed(-place) : String(rounded);
  return withUnit(`${value.toFixed(-place)}(${whole})`, unit);
}

/** Three or more significant digits of one end of an interval, as many as tell it from the value. */
function endText(value: number): string {
  if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3)) return value.toExponential(2);
  return String(Number(value.toPrecision(Math.abs(value) >= 100 ? Math.min(6, magnitude(value) + 1) : 3)));
}

/** Significant digits that an interval is told by at most; a narrower one is beside the point. */
const MOST_DIGITS = 9;

/** Decimals at which the smaller side of an interval has two significant digits; null where it has no width that shows. */
function decimalsOf(value: number, low: number, high: number): number | null {
  const sides = [value - low, high - value].filter(
    (side) => side > Math.abs(value) * 10 ** -(MOST_DIGITS - 1),
  );
  if (sides.length === 0) return null;
  // Beside a side a hundred times as wide the digits of the narrow one would only be long.
  const side = Math.max(Math.min(...sides), Math.max(...sides) / 100);
  const digit = magnitude(side);
  // 0.0996 is 0.10 at two digits.
  return 1 - (Math.round(side / 10 ** (digit - 1)) === 100 ? digit + 1 : digit);
}

/** The three numbers of an interval to so many decimals, alike; with a power of ten where they are large or small. */
function alike(values: readonly number[], decimals: number): readonly string[] {
  const largest = Math.max(...values.map(Math.abs));
  if (largest < 1e-3 || largest >= 1e6) {
    return values.map((value) =>
      value === 0 ? "0" : value.toExponential(Math.max(2, magnitude(value) + decimals)),
    );
  }
  return values.map((value) => value.toFixed(Math.max(0, decimals)).replace(/^-(0(?:\.0*)?)$/u, "$1"));
}

/**
 * A value and its interval as two texts: "318" and "290 to 348"; "" and "> 3210" or "< 348" when one side is unbounded (null), ""
 * and "not bounded" when both are: a value without bounds is none. Value and ends have the same decimals, as many as give the
 * smaller side two significant digits.
 * @throws DomainError for numbers that are not finite
 */
export function intervalTexts(
  value: number,
  low: number | null,
  high: number | null,
): { readonly value: string; readonly interval: string } {
  requireFinite(value, low ?? 0, high ?? 0);
  if (low === null && high === null) return { value: "", interval: "not bounded" };
  if (high === null) return { value: "", interval: `> ${endText(low!)}` };
  if (low === null) return { value: "", interval: `< ${endText(high)}` };
  const decimals = decimalsOf(value, low, high);
  const [middle, from, to] =
    decimals === null ? [value, low, high].map(endText) : alike([value, low, high], decimals);
  return { value: middle!, interval: `${from} to ${to}` };
}

/**
 * Prints a value with its interval: "318 (290 to 348) /mM", 4.7012 (4.6973 to 4.7051), 2.20 (2.03 to 2.38); "> 3210 /mM",
 * "< 348 /mM" and "not bounded" as {@link intervalTexts} has it.
 * @throws DomainError for numbers that are not finite
 */
export function formatInterval(value: number, low: number | null, high: number | null, unit: string): string {
  const texts = intervalTexts(value, low, high);
  if (texts.value !== "") return withUnit(`${texts.value} (${texts.interval})`, unit);
  return withUnit(texts.interval, low === null && high === null ? "" : unit);
}
