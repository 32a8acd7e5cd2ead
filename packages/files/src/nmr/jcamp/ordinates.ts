import { InputError } from "@oleate/core";

/** Where the points of a table stand: x_k = first + k step, written in the table as x/factor. */
export interface Abscissa {
  readonly first: number;
  readonly step: number;
  readonly factor: number;
}

/** What is known of a table (X++(Y..Y)) before it is read. */
export interface TableContext {
  readonly file: string;
  /** Line on which the table's record begins. */
  readonly line: number;
  /** Number of ordinates the file announces. */
  readonly count?: number;
  readonly abscissa?: Abscissa;
  readonly decimalComma: boolean;
}

/** Letters of the compressed forms; E and e alone may also be an exponent. */
const COMPRESSED = /[%@A-DF-Za-df-s]/u;
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/gu;

/** The X at the start of a compressed line; its exponent, if any, is signed, for a bare E is an ordinate of 5. */
const LEADING_X = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]\d+)?)/u;

const ZERO = 48;
const NINE = 57;
const QUESTION_MARK = 63;

/** First digit with its sign, by character code; the kind tells ordinate (1), difference (2) and repetition (3). */
const KIND = new Uint8Array(128);
const DIGIT = new Int8Array(128);
function fill(letters: string, kind: number, sign: 1 | -1, from: number): void {
  for (let i = 0; i < letters.length; i++) {
    KIND[letters.charCodeAt(i)] = kind;
    DIGIT[letters.charCodeAt(i)] = sign * (from + i);
  }
}
fill("@ABCDEFGHI", 1, 1, 0);
fill("abcdefghi", 1, -1, 1);
fill("%JKLMNOPQR", 2, 1, 0);
fill("jklmnopqr", 2, -1, 1);
fill("STUVWXYZs", 3, 1, 1);

/** Ordinates read where the file announces no number; a damaged repetition could ask for any number of them. */
const MOST_ORDINATES = 2 ** 26;

/** The growing list of ordinates and what the next line must agree with. */
interface Reading {
  readonly context: TableContext;
  values: Float64Array;
  length: number;
  /** Last ordinate, and last difference where the last token was one. */
  last: number;
  difference: number | null;
}

function tooMany(reading: Reading): InputError {
  return new InputError({
    what: "there are more data than announced",
    found: `more than ${reading.length} points`,
    expected: String(reading.context.count ?? `at most ${MOST_ORDINATES}`),
    remedy: "get the file again from its source: it is damaged or was edited",
    place: { file: reading.context.file, line: reading.context.line },
  });
}

function push(reading: Reading, value: number): void {
  if (reading.length >= (reading.context.count ?? MOST_ORDINATES)) throw tooMany(reading);
  if (reading.length === reading.values.length) {
    const grown = new Float64Array(2 * reading.values.length + 1024);
    grown.set(reading.values);
    reading.values = grown;
  }
  reading.values[reading.length++] = value;
  reading.last = value;
}

/** Decimal places written in a number, for the rounding its last digit hides. */
function roundingOf(text: string): number {
  const [mantissa, exponent] = text.toUpperCase().split("E");
  const point = mantissa!.indexOf(".");
  return 10 ** ((exponent ? Number(exponent) : 0) - (point < 0 ? 0 : mantissa!.length - point - 1));
}

/** The X of a line must be that of the point it begins with. */
function checkX(reading: Reading, text: string, line: number, repeats: boolean): void {
  const { abscissa, file } = reading.context;
  if (!abscissa || abscissa.step === 0) return;
  const index = reading.length - (repeats ? 1 : 0);
  const written = Number(text) * abscissa.factor;
  const pointsAway = (written - abscissa.first) / abscissa.step - index;
  const rounding = Math.abs((roundingOf(text) * abscissa.factor) / abscissa.step);
  // Half a point, the rounding of the digits written, and that of the announced last X (six digits at least).
  if (Math.abs(pointsAway) <= 0.5 + rounding + 2e-6 * index) return;
  throw new InputError({
    what: "the X of a line of data is not that of its first point",
    found: text,
    expected: String(Number(((abscissa.first + index * abscissa.step) / abscissa.factor).toPrecision(9))),
    remedy: "a line before it is missing, doubled or damaged: get the file again from its source",
    place: { file, line },
  });
}

/** The ordinate that a line repeats from the one before must be the same. */
function checkY(reading: Reading, value: number, line: number): void {
  if (value === reading.last) return;
  throw new InputError({
    what: "the check value at the start of a line of differences is not the last ordinate before it",
    found: String(value),
    expected: String(reading.last),
    remedy: "the line before it is damaged: get the file again from its source",
    place: { file: reading.context.file, line },
  });
}

function badCharacter(reading: Reading, text: string, at: number, line: number): InputError {
  const missing = text.charCodeAt(at) === QUESTION_MARK;
  return new InputError({
    what: missing
      ? "an ordinate is marked as missing"
      : "a line of data holds a character that is no part of a number",
    found: `"${text.slice(at, at + 12)}"`,
    expected: "digits, or letters of the squeezed, difference and repetition forms",
    place: { file: reading.context.file, line, column: at + 1 },
  });
}

/** One line of the compressed forms. */
function readCompressed(reading: Reading, text: string, line: number): void {
  const x = LEADING_X.exec(text);
  let at = x ? x[0].length : 0;
  // After a difference the first ordinate of the next line repeats the last: it checks, and is no new point.
  let checking = reading.difference !== null;
  if (x) checkX(reading, x[1]!, line, checking);
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const start = at++;
    if (code === 32 || code === 9 || code === 44) continue;
    let kind = code < 128 ? KIND[code]! : 0;
    let magnitude = kind ? Math.abs(DIGIT[code]!) : 0;
    let negative = kind ? DIGIT[code]! < 0 : code === 45;
    if (!kind) {
      const digit = code >= ZERO && code <= NINE;
      if (!digit && code !== 43 && code !== 45) throw badCharacter(reading, text, start, line);
      kind = 1;
      negative = code === 45;
      magnitude = digit ? code - ZERO : 0;
    }
    for (let digit = text.charCodeAt(at); digit >= ZERO && digit <= NINE; digit = text.charCodeAt(++at))
      magnitude = 10 * magnitude + digit - ZERO;
    if (text.charCodeAt(at) === 46) {
      const fraction = /^\.\d*/u.exec(text.slice(at))![0];
      magnitude += fraction.length > 1 ? Number(fraction) : 0;
      at += fraction.length;
    }
    const value = negative ? -magnitude : magnitude;
    if (kind === 1) {
      reading.difference = null;
      if (checking) checkY(reading, value, line);
      else push(reading, value);
    } else if (kind === 2) {
      reading.difference = value;
      push(reading, reading.last + value);
    } else {
      for (let i = 1; i < magnitude; i++) push(reading, reading.last + (reading.difference ?? 0));
    }
    checking = false;
  }
}

/** One line of plain or packed numbers: X, then ordinates. */
function readPlain(reading: Reading, text: string, line: number): void {
  const written = reading.context.decimalComma ? text.replace(/(\d),(\d)/gu, "$1.$2") : text;
  const rest = written.replace(NUMBER, "");
  const bad = /[^\s,;]/u.exec(rest);
  if (bad) throw badCharacter(reading, written, written.indexOf(bad[0]), line);
  const numbers = written.match(NUMBER) ?? [];
  numbers.forEach((number, i) => {
    if (i === 0) checkX(reading, number, line, false);
    else push(reading, Number(number));
  });
}

/**
 * Ordinates of a table (X++(Y..Y)), unscaled: plain numbers (AFFN), packed (PAC), squeezed (SQZ), differences (DIF) and
 * repetitions (DUP), in any mixture. Checked are the X of every line, the ordinate that a line after differences repeats,
 * and the number of ordinates.
 * @throws InputError with the line for a damaged or missing line, a character out of place, a missing value, or another
 * number of points than announced (a truncated file)
 * Source: McDonald & Wilks, Appl. Spectrosc. 1988, 42, 151, section 5.
 */
export function readOrdinates(text: string, context: TableContext): Float64Array {
  const reading: Reading = {
    context,
    values: new Float64Array(Math.min(context.count ?? 1024, text.length)),
    length: 0,
    last: 0,
    difference: null,
  };
  const compressed = COMPRESSED.test(text);
  text.split("\n").forEach((line, i) => {
    if (line.trim() === "") return;
    if (compressed) readCompressed(reading, line, context.line + i);
    else readPlain(reading, line, context.line + i);
  });
  if (reading.length === 0 || (context.count !== undefined && reading.length !== context.count)) {
    throw new InputError({
      what: "the data are truncated",
      found: `${reading.length} points`,
      expected: context.count === undefined ? "points" : `${context.count}`,
      remedy: "get the file again from its source: it was not copied whole or was edited",
      place: { file: context.file, line: context.line },
    });
  }
  return reading.values.slice(0, reading.length);
}
