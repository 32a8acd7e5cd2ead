import { InputError, nearestNames } from "../errors.ts";
import { combine, type Dimension, describeDimension, exampleUnit, PURE, sameDimension } from "./dimension.ts";
import { type Column, EXPRESSION_FUNCTIONS, type ExpressionFunction } from "./expression-functions.ts";
import { type Token, tokenize } from "./tokens.ts";
import { LARGEST_POWER, parseUnit, plainText } from "./units.ts";

/** A number, or a column of numbers, in SI base units with its dimension. */
export interface ExpressionValue {
  readonly value: number | Float64Array;
  readonly dimension: Dimension;
}

/** Where an expression finds the values of its names. */
export interface Scope {
  lookup(name: string): ExpressionValue | undefined;
  /** All names, for "nearest" in messages. */
  names(): readonly string[];
}

/** How deep parentheses, signs and powers may nest. */
const DEEPEST = 100;

/** Where the reading of one expression stands. */
interface Cursor {
  readonly text: string;
  readonly scope: Scope;
  readonly tokens: readonly Token[];
  index: number;
  depth: number;
}

function fail(text: string, at: number, what: string, remedy?: string): InputError {
  return new InputError({ what: `in \`${text}\`, column ${at + 1}: ${what}`, ...(remedy ? { remedy } : {}) });
}

function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.index]!;
}

/** Steps over a symbol when it stands next. */
function accept(cursor: Cursor, symbol: string): boolean {
  const { kind, text } = peek(cursor);
  if (kind !== "symbol" || text !== symbol) return false;
  cursor.index++;
  return true;
}

/** Reads one level deeper, refusing what would exhaust the stack. */
function nested<Result>(cursor: Cursor, read: (cursor: Cursor) => Result): Result {
  if (cursor.depth >= DEEPEST) {
    throw fail(cursor.text, peek(cursor).at, "too deeply nested", "give parts of it names under `values:`");
  }
  cursor.depth++;
  const result = read(cursor);
  cursor.depth--;
  return result;
}

/** Acts number by number; a single number goes with every row of a column. */
function elementwise(
  cursor: Cursor,
  at: number,
  a: Column,
  b: Column,
  act: (x: number, y: number) => number,
): Column {
  if (typeof a === "number") return typeof b === "number" ? act(a, b) : b.map((y) => act(a, y));
  if (typeof b === "number") return a.map((x) => act(x, b));
  if (a.length !== b.length)
    throw fail(cursor.text, at, `columns of ${a.length} and ${b.length} rows do not match`);
  return a.map((x, i) => act(x, b[i]!));
}

function sum(cursor: Cursor): ExpressionValue {
  let left = product(cursor);
  for (;;) {
    const { at, text: symbol, kind } = peek(cursor);
    if (kind !== "symbol" || (symbol !== "+" && symbol !== "-")) return left;
    cursor.index++;
    const right = product(cursor);
    if (!sameDimension(left.dimension, right.dimension)) {
      const [first, second] = [describeDimension(left.dimension), describeDimension(right.dimension)];
      const example = exampleUnit(left.dimension);
      throw fail(
        cursor.text,
        at,
        symbol === "+" ? `cannot add ${second} to ${first}` : `cannot subtract ${second} from ${first}`,
        `both sides need one dimension${example === undefined ? "" : `, such as ${example}`}`,
      );
    }
    const act = symbol === "+" ? (x: number, y: number) => x + y : (x: number, y: number) => x - y;
    left = {
      value: elementwise(cursor, at, left.value, right.value, act),
      dimension: left.dimension,
    };
  }
}

function product(cursor: Cursor): ExpressionValue {
  let left = signed(cursor);
  for (;;) {
    const { at, kind, text: symbol } = peek(cursor);
    const divides = kind === "symbol" && symbol === "/";
    const times = kind === "symbol" && symbol === "*";
    const implicit = kind === "name" || kind === "number" || (kind === "symbol" && symbol === "(");
    if (!divides && !times && !implicit) return left;
    if (!implicit) cursor.index++;
    const right = signed(cursor);
    const act = divides ? (x: number, y: number) => x / y : (x: number, y: number) => x * y;
    left = {
      value: elementwise(cursor, at, left.value, right.value, act),
      dimension: combine(left.dimension, 1, right.dimension, divides ? -1 : 1),
    };
  }
}

function signed(cursor: Cursor): ExpressionValue {
  if (accept(cursor, "+")) return nested(cursor, signed);
  if (!accept(cursor, "-")) return power(cursor);
  const { value, dimension } = nested(cursor, signed);
  return { value: typeof value === "number" ? -value : value.map((x) => -x), dimension };
}

function power(cursor: Cursor): ExpressionValue {
  const base = atom(cursor);
  const { at } = peek(cursor);
  if (!accept(cursor, "^")) return base;
  const exponent = nested(cursor, signed);
  if (!sameDimension(exponent.dimension, PURE) || typeof exponent.value !== "number") {
    const found =
      typeof exponent.value === "number" ? describeDimension(exponent.dimension) : "a column of numbers";
    throw fail(cursor.text, at, "an exponent must be one pure number", `found ${found}`);
  }
  const to = exponent.value;
  const pure = sameDimension(base.dimension, PURE);
  if (!pure && !(Math.abs(to) <= LARGEST_POWER)) {
    throw fail(cursor.text, at, `${to} is too large a power of a quantity with a unit`);
  }
  return {
    value: elementwise(cursor, at, base.value, to, (x, y) => x ** y),
    dimension: pure ? PURE : combine(base.dimension, to, PURE, 0),
  };
}

function atom(cursor: Cursor): ExpressionValue {
  const token = peek(cursor);
  if (token.kind === "number") {
    cursor.index++;
    const unit = parseUnit(token.unit ?? "");
    return { value: token.value! * unit.factor, dimension: unit.dimension };
  }
  if (token.kind === "name") {
    cursor.index++;
    const named = EXPRESSION_FUNCTIONS.get(token.text);
    if (named && accept(cursor, "(")) return call(cursor, token, named);
    const found = cursor.scope.lookup(token.text);
    if (found) return found;
    const known = [...cursor.scope.names(), ...EXPRESSION_FUNCTIONS.keys()];
    const nearest = nearestNames(token.text, known).join(", ");
    throw fail(cursor.text, token.at, `nothing is called ${token.text}`, `nearest: ${nearest}`);
  }
  if (accept(cursor, "(")) {
    const inner = nested(cursor, sum);
    if (!accept(cursor, ")"))
      throw fail(cursor.text, token.at, "a parenthesis is not closed", "add the missing )");
    return inner;
  }
  throw fail(
    cursor.text,
    token.at,
    token.kind === "end" ? "the expression stops short" : `"${token.text}" is out of place`,
    "write for example 6 (size/0.587 nm)^2",
  );
}

/** Reads the argument of a function whose name and opening parenthesis are read, and applies it. */
function call(cursor: Cursor, name: Token, named: ExpressionFunction): ExpressionValue {
  const { value, dimension } = nested(cursor, sum);
  if (!accept(cursor, ")"))
    throw fail(cursor.text, name.at, "a parenthesis is not closed", "add the missing )");
  if (named.dimension === "pure" && !sameDimension(dimension, PURE)) {
    throw fail(
      cursor.text,
      name.at,
      `${name.text} takes a pure number, not ${describeDimension(dimension)}`,
      "divide by a quantity of that kind first",
    );
  }
  const kept = named.dimension === "pure" ? PURE : combine(dimension, named.dimension, PURE, 0);
  if ("reduce" in named) return { value: named.reduce(value), dimension: kept };
  return { value: typeof value === "number" ? named.each(value) : value.map(named.each), dimension: kept };
}

/**
 * The value of a temperature on a shifted scale, such as "-20 C", which may stand alone only: twice 25 C or 25 C + 5 C
 * could mean two things. Null for every other expression.
 */
function shiftedTemperature(text: string, tokens: readonly Token[]): ExpressionValue | null {
  const index = tokens.findIndex(({ unit }) => unit !== undefined && parseUnit(unit).offset !== 0);
  if (index < 0) return null;
  const token = tokens[index]!;
  const { factor, offset, dimension } = parseUnit(token.unit!);
  const sign = tokens[0]!.text === "-" ? -1 : 1;
  const alone =
    index === 0 || (index === 1 && tokens[0]!.kind === "symbol" && /^[-+]$/u.test(tokens[0]!.text));
  if (alone && tokens[index + 1]!.kind === "end") {
    return { value: sign * token.value! * factor + offset, dimension };
  }
  throw fail(
    text,
    token.at,
    `${token.text} ${token.unit} is a point on a shifted scale and cannot be calculated with`,
    `write ${Number((token.value! * factor + offset).toPrecision(12))} K, or a difference in K`,
  );
}

function requireFinite(value: ExpressionValue, text: string): ExpressionValue {
  const finite =
    typeof value.value === "number" ? Number.isFinite(value.value) : value.value.every(Number.isFinite);
  if (!finite) {
    throw new InputError({
      what: `\`${text}\` has no finite value`,
      remedy: "look for a division by zero, a root or logarithm of a negative number, or an empty column",
    });
  }
  return value;
}

/**
 * Evaluates an expression with units: "6 (size/0.587 nm)^2", "mean(rows.K) / K_L". Values come out in SI base units.
 * Grammar: numbers with an optional unit right behind them, names (letters, digits, `_`, dotted), + - * / ^,
 * parentheses, implicit multiplication (as strong as * and /, from left to right), and the functions sqrt exp ln log10
 * abs min max mean sd sum first last count round. Columns act row by row. A temperature in C or °F stands alone.
 * @throws InputError with the column of the problem, the nearest names, or both dimensions of a mismatch
 */
export function evaluateExpression(text: string, scope: Scope): ExpressionValue {
  const plain = plainText(text);
  const tokens = tokenize(plain);
  const temperature = shiftedTemperature(plain, tokens);
  if (temperature) return requireFinite(temperature, plain);
  const cursor: Cursor = { text: plain, scope, tokens, index: 0, depth: 0 };
  const value = sum(cursor);
  const rest = peek(cursor);
  if (rest.kind !== "end") throw fail(plain, rest.at, `"${rest.text}" is out of place`, "mend or remove it");
  return requireFinite(value, plain);
}

/** Names an expression uses, functions left out. @throws InputError when it cannot be read */
export function expressionNames(text: string): readonly string[] {
  const tokens = tokenize(plainText(text));
  const names = tokens.filter(
    (token, i) =>
      token.kind === "name" && !(EXPRESSION_FUNCTIONS.has(token.text) && tokens[i + 1]?.text === "("),
  );
  return [...new Set(names.map((token) => token.text))];
}

/** The number (or column) of a value in `unit`. @throws InputError naming both dimensions when they differ */
export function inUnit(value: ExpressionValue, unit: string): number | Float64Array {
  const wanted = parseUnit(unit);
  if (!sameDimension(value.dimension, wanted.dimension)) {
    throw new InputError({
      what: "a value has the wrong dimension",
      found: describeDimension(value.dimension),
      expected: `${describeDimension(wanted.dimension)}${unit ? `, such as ${unit}` : ""}`,
      remedy: "mend the unit, or multiply or divide by a quantity that makes it fit",
    });
  }
  const scale = (x: number): number => (x - wanted.offset) / wanted.factor;
  return typeof value.value === "number" ? scale(value.value) : value.value.map(scale);
}
