import { InputError } from "../errors.ts";
import { type Dimension, describeDimension, exampleUnit, sameDimension } from "./dimension.ts";
import { parseUnit, plainText, type Unit } from "./units.ts";

/** A number with the unit it was written in. */
export interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly dimension: Dimension;
}

/** A number with a standard error (null when none is written) or, for a range, its ends; all in one unit. */
export interface UncertainQuantity {
  readonly value: number;
  readonly error: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const NUMBER = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`;

function refuse(what: string, found: string, remedy: string): InputError {
  return new InputError({
    what,
    found: `"${found}"`,
    expected: "a number with its unit, such as 2 uM or 10.5 /mM",
    remedy,
  });
}

/** Takes the commas out of "1,234,567". */
function withoutGroups(text: string): string {
  return text.replace(
    /^([-+]?\d+)((?:,\d{3})+)(?!\d)/u,
    (_, head: string, groups: string) => head + groups.replaceAll(",", ""),
  );
}

/** Splits "10.5 mM^-1" or "1.2 x 10^-3 M" into its number and the text of its unit. */
function splitNumber(text: string): { value: number; rest: string } {
  const plain = plainText(text).trim();
  if (plain === "") throw refuse("a quantity is empty", text, "write a number and its unit");
  // "10^-3 M" is 1 x 10^-3 M.
  const power = /^([-+]?)10\^\(?([-+]?\d+)\)?/u.exec(plain);
  if (power) {
    const value = Number(`${power[1]}1e${power[2]}`);
    if (!Number.isFinite(value)) throw refuse("a number is too large", text, "use a larger unit");
    return { value, rest: plain.slice(power[0].length).trim() };
  }
  const match = new RegExp(String.raw`^(${NUMBER})(?:\s*[x×*]\s*10\^?\(?([-+]?\d+)\)?)?`, "u").exec(plain);
  if (!match) throw refuse("cannot read a number", text, "begin with a number, such as 0.6 mM");
  const rest = plain.slice(match[0].length);
  if (/^,\d/u.test(rest)) {
    const whole = withoutGroups(plain);
    const grouped = whole !== plain && !/^[-+]?0/u.test(whole);
    const decimal = /^,\d+(?!,)(?=\D|$)/u.test(rest);
    throw refuse(
      "a comma stands in a number",
      text,
      `write ${[grouped ? `${whole} without the comma` : "", decimal ? `${match[1]}.${rest.slice(1)} with a decimal point` : ""].filter((part) => part !== "").join(", or ") || "a decimal point"}`,
    );
  }
  // A power of ten is read together with its number, so that 1.2 x 10^-3 is the double nearest to 0.0012.
  const plainNumber = /^[-+.\d]+$/u.test(match[1]!);
  const value =
    match[2] === undefined
      ? Number(match[1])
      : plainNumber
        ? Number(`${match[1]}e${match[2]}`)
        : Number(match[1]) * 10 ** Number(match[2]);
  if (!Number.isFinite(value)) throw refuse("a number is too large", text, "use a larger unit");
  return { value, rest: rest.trim() };
}

/** Refuses a unit that does not fit, naming both dimensions. */
function requireFit(found: Unit, wanted: Unit, text: string, unit: string): void {
  if (sameDimension(found.dimension, wanted.dimension)) return;
  const example = unit === "" ? "no unit at all" : (exampleUnit(wanted.dimension) ?? unit);
  throw new InputError({
    what: `"${text}" does not fit`,
    found: describeDimension(found.dimension),
    expected: describeDimension(wanted.dimension),
    remedy: `use for example ${example}`,
  });
}

/** Refuses what a double cannot hold. */
function requireFinite(value: number, text: string): number {
  if (!Number.isFinite(value)) throw refuse("a number is too large", text, "use a larger unit");
  return value;
}

/** value in `to` of a value in `from`; both must have one dimension. */
function between(value: number, from: Unit, to: Unit): number {
  if (from.factor === to.factor && from.offset === to.offset) return value;
  if (from.offset === 0 && to.offset === 0) {
    // Powers of ten are divided as whole numbers where possible, so that 2 uM is 0.002 mM to the last bit.
    const ratio = from.factor / to.factor;
    const nearest = Math.round(Math.log10(ratio));
    if (Math.abs(ratio / 10 ** nearest - 1) < 1e-14)
      return nearest >= 0 ? value * 10 ** nearest : value / 10 ** -nearest;
    return value * ratio;
  }
  return (value * from.factor + from.offset - to.offset) / to.factor;
}

/**
 * Reads a quantity and gives its number in `unit`: parseQuantity("2 µM", "mM") = 0.002, parseQuantity("25 C", "K") =
 * 298.15. A bare number fits only where `unit` is a pure number.
 * @throws InputError for an unreadable number, an unknown unit, or a unit of another dimension (both are named)
 */
export function parseQuantity(text: string, unit: string): number {
  const { value, rest } = splitNumber(text);
  const found = parseUnit(rest);
  const wanted = parseUnit(unit);
  requireFit(found, wanted, text.trim(), unit);
  return requireFinite(between(value, found, wanted), text);
}

/** Reads a quantity in whatever unit it is written. @throws InputError */
export function parseFreeQuantity(text: string): Quantity {
  const { value, rest } = splitNumber(text);
  return { value, unit: rest, dimension: parseUnit(rest).dimension };
}

/** The same quantity in another unit. @throws InputError when the dimensions differ or the number is not finite */
export function convert(value: number, from: string, to: string): number {
  const [found, wanted] = [parseUnit(from), parseUnit(to)];
  const text = `${value} ${from}`.trim();
  requireFit(found, wanted, text, to);
  return requireFinite(between(value, found, wanted), text);
}

/**
 * Reads a number with its error or a range, in `unit`: "322 +- 0.5", "310(60) /mM", "310 ± 60 /mM", "15 to 30 mM".
 * In 310(60) and 1.234(12) the parentheses hold the error in units of the last printed digit, in 5.0(1.2) the error.
 * @throws InputError, also for a range that runs backwards
 */
export function parseUncertain(text: string, unit: string): UncertainQuantity {
  const plain = plainText(text).trim();
  const scale = (value: number, rest: string, difference: boolean): number => {
    const [found, wanted] = [parseUnit(rest), parseUnit(unit)];
    requireFit(found, wanted, text.trim(), unit);
    return requireFinite(
      difference
        ? between(value, { ...found, offset: 0 }, { ...wanted, offset: 0 })
        : between(value, found, wanted),
      text,
    );
  };
  const plusMinus = new RegExp(String.raw`^(${NUMBER})\s*(?:\+-|\+/-|±)\s*(${NUMBER})(.*)$`, "u").exec(plain);
  if (plusMinus) {
    const rest = plusMinus[3]!.trim();
    if (Number(plusMinus[2]) < 0)
      throw refuse("a standard error is negative", text, "write it without its minus");
    const error = scale(Number(plusMinus[2]), rest, true);
    return { value: scale(Number(plusMinus[1]), rest, false), error, low: null, high: null };
  }
  const brackets = /^([-+]?\d+(?:\.(\d+))?)\s*\((\d+(?:\.\d+)?)\)(?:[eE]([-+]?\d+))?(.*)$/u.exec(plain);
  if (brackets) {
    const power = Number(brackets[4] ?? 0);
    const rest = brackets[5]!.trim();
    const digits = brackets[3]!.includes(".") ? 0 : (brackets[2]?.length ?? 0);
    const error = Number(brackets[3]) * 10 ** (power - digits);
    return {
      value: scale(Number(brackets[1]) * 10 ** power, rest, false),
      error: scale(error, rest, true),
      low: null,
      high: null,
    };
  }
  const range = new RegExp(String.raw`^(${NUMBER})\s*(?:to|-|\.\.)\s*(${NUMBER})(.*)$`, "u").exec(plain);
  if (range) {
    const rest = range[3]!.trim();
    const [low, high] = [scale(Number(range[1]), rest, false), scale(Number(range[2]), rest, false)];
    if (low > high) {
      throw refuse(
        "a range runs backwards",
        text,
        "write the lower end first; for a power of ten write 1e-3",
      );
    }
    return { value: low / 2 + high / 2, error: null, low, high };
  }
  return { value: parseQuantity(text, unit), error: null, low: null, high: null };
}
