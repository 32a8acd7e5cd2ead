import { InputError, nearestNames, parseQuantity } from "@oleate/core";

/** The one of `choices` that a flag names, case aside. Throws InputError with all of them. */
export function oneOf<Choice extends string>(flag: string, text: string, choices: readonly Choice[]): Choice {
  const wanted = text.trim().toLowerCase();
  const found = choices.find((choice) => choice.toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw new InputError({
    what: `${flag} is not known`,
    found: `"${text}"`,
    expected: `one of ${choices.join(", ")}`,
    remedy: `nearest: ${nearestNames(wanted, choices, 1).join("")}`,
  });
}

/**
 * Reads two numbers of one axis, "430 to 700 nm"; `example` shows how they are written. Throws InputError where they cannot be
 * read. Their order is left as it stands.
 */
export function rangeOf(
  flag: string,
  text: string,
  unit: string,
  example: string,
): readonly [number, number] {
  const number = String.raw`([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)`;
  const pattern = String.raw`^\s*${number}\s*(?:${unit})?\s*(?:to|-|,|\s)\s*${number}\s*(?:${unit})?\s*$`;
  const match = new RegExp(pattern, "iu").exec(text);
  if (match) return [Number(match[1]), Number(match[2])];
  throw new InputError({
    what: `${flag} cannot be read`,
    found: `"${text}"`,
    expected: `two numbers in ${unit}, such as "${example}"`,
  });
}

/** A whole number of a flag, `least` or more. Throws InputError. */
export function wholeNumber(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= least) return value;
  throw new InputError({
    what: `${flag} is no whole number of ${least} or more`,
    found: `"${text}"`,
    expected: `a whole number, ${least} or more`,
  });
}

/** A quantity of a flag, in `unit`; `example` shows how it is written. Throws InputError that names the flag. */
export function quantityOf(flag: string, text: string, unit: string, example: string): number {
  try {
    return parseQuantity(text, unit);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError({
      what: `${flag} cannot be read`,
      found: `"${text}"`,
      expected: `for example "${example}"`,
    });
  }
}

/** A quantity above 0 of a flag, in `unit`; `example` as above. Throws InputError. */
export function positiveQuantity(flag: string, text: string, unit: string, example?: string): number {
  const value = example === undefined ? parseQuantity(text, unit) : quantityOf(flag, text, unit, example);
  if (value > 0) return value;
  throw new InputError({ what: `${flag} is not positive`, found: `"${text}"`, expected: `above 0 ${unit}` });
}

/** A probability between 0 and 1 of a flag, "0.95" or "95 %". Throws InputError. */
export function probabilityOf(flag: string, text: string): number {
  const value = quantityOf(flag, text, "", "95 %");
  if (value > 0 && value < 1) return value;
  throw new InputError({
    what: `${flag} is no probability`,
    found: `"${text}"`,
    expected: "between 0 and 1, such as 0.95 or 95 %",
  });
}
