const magnitude = (value: number): number => (value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value))));

/** A number to so many digits, zeros at its end kept; a power of ten where it is very large or small. */
function withDigits(value: number, digits: number): string {
  const size = Math.abs(value);
  const whole = size >= 10 ** digits;
  const text =
    size !== 0 && (size >= 1e6 || size < 1e-3)
      ? value.toExponential(digits - 1).replace("e+", "e")
      : whole
        ? String(Number(value.toPrecision(digits)))
        : value.toPrecision(digits);
  return text.replaceAll("-", "−");
}

const FEWEST = 3;
const MOST = 8;

/**
 * A value and its interval as texts, to three digits or as many as two of the interval's width need: 5.637, 5.635 to 5.639.
 * A value without bounds is none, and its text is empty.
 */
export function intervalText(
  value: number,
  low: number | null,
  high: number | null,
): { readonly value: string; readonly interval: string } {
  if (low === null && high === null) return { value: "", interval: "not bounded" };
  if (high === null) return { value: "", interval: `> ${withDigits(low!, FEWEST)}` };
  if (low === null) return { value: "", interval: `< ${withDigits(high, FEWEST)}` };
  const width = high - low;
  const wanted = width > 0 ? magnitude(value) - magnitude(width) + 2 : MOST;
  const digits = Math.min(MOST, Math.max(FEWEST, wanted));
  return {
    value: withDigits(value, digits),
    interval: `${withDigits(low, digits)} to ${withDigits(high, digits)}`,
  };
}
