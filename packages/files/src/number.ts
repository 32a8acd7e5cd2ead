/** Marks that stand for "nothing measured" in a column of numbers. */
const MISSING: ReadonlySet<string> = new Set(["", "nan", "na", "n/a", "-", "--", "null", "none"]);

const POINT_NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][-+]?\d+)?$/u;
const COMMA_NUMBER = /^[-+]?(?:\d+,\d*|,\d+)(?:[eEdD][-+]?\d+)?$/u;
const GROUPED_NUMBER = /^[-+]?(?:\d{1,3}(?:,\d{3})+\.\d*|\d{1,3}(?:\.\d{3})+,\d*)$/u;

/** First sign of typesetting that may stand for a minus; no other sign of a number lies so high. */
const TYPESET = 0x2013;

function isTypeset(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= TYPESET) return true;
  return false;
}

/** Minus signs of typesetting count as a minus. */
function plainSign(text: string): string {
  // Tables of counts hold millions of cells, hardly one of them typeset.
  if (!isTypeset(text)) return text;
  return text.replace(/^[\u2212\u2013]/u, "-").replace(/([eEdD])\u2212/u, "$1-");
}

/** True for an empty cell and for the usual marks of a missing value. */
export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

/** True for a number written with a decimal comma, such as 1,5. */
export function hasDecimalComma(text: string): boolean {
  return COMMA_NUMBER.test(plainSign(text));
}

/** True for a number written with a decimal point, such as 1.5; a whole number has none. */
export function hasDecimalPoint(text: string): boolean {
  return text.includes(".") && POINT_NUMBER.test(plainSign(text));
}

/** True for a number with both signs, such as 1,234.5: one of them groups thousands. */
export function hasGroupedThousands(text: string): boolean {
  return GROUPED_NUMBER.test(plainSign(text));
}

/** Digits that a double holds exactly whatever they are. */
const EXACT_DIGITS = 15;

/** A cell of digits alone; -1 for any other. */
function readWhole(text: string): number {
  if (text.length === 0 || text.length > EXACT_DIGITS) return -1;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = 10 * value + digit;
  }
  return value;
}

/**
 * The number a cell holds, exactly the double nearest to its digits; NaN where it holds none, Infinity where it is
 * beyond the largest double. `decimalComma`: 1,5 is read as one and a half. Fortran's 1.5D-3 is read.
 */
export function readNumber(text: string, decimalComma: boolean): number {
  const whole = readWhole(text);
  if (whole >= 0) return whole;
  const plain = plainSign(text);
  const pointed = decimalComma && COMMA_NUMBER.test(plain) ? plain.replace(",", ".") : plain;
  return POINT_NUMBER.test(pointed) ? Number(pointed.replace(/[dD]/u, "e")) : Number.NaN;
}
