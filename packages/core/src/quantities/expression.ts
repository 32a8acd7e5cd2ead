import { InputError, nearestNames } from "../errors.ts";
import { combine, type Dimension, describeDimension, exampleUnit, PURE, sameDimension } from "./dimension.ts";
import { type Token, tokenize } from "./tokens.ts";
import { parseUnit } from "./units.ts";

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

type Column = number | Float64Array;

function fail(what: string, text: string, at: number, remedy?: string): InputError {
  return new InputError({ what: `in \`${text}\`, column ${at + 1}: ${what}`, ...(remedy ? { remedy } : {}) });
}

function elementwise(
  a: Column,
  b: Column,
  act: (x: number, y: number) => number,
  text: string,
  at: number,
): Column {
  if (typeof a === "number" && typeof b === "number") return act(a, b);
  if (typeof a === "number") return (b as Float64Array).map((y) => act(a, y));
  if (typeof b === "number") return a.map((x) => act(x, b));
  if (a.length !== b.length) throw fail(`columns of ${a.length} and ${b.length} rows do not match`, text, at);
  return a.map((x, i) => act(x, b[i]!));
}

const asArray = (column: Column): Float64Array =>
  typeof column === "number" ? Float64Array.of(column) : column;
const total = (column: Column): number => asArray(column).reduce((sum, x) => sum + x, 0);
const mean = (column: Column): number => total(column) / asArray(column).length;

/** Functions of pure numbers. */
const PURE_FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  exp: Math.exp,
  ln: Math.log,
  log10: Math.log10,
};
/** Functions that keep the dimension and act on each number. */
const KEEPING: Readonly<Record<string, (x: number) => number>> = { abs: Math.abs };
/** Functions that make one number of a column and keep the dimension. */
const REDUCING: Readonly<Record<string, (column: Column) => number>> = {
  mean,
  sum: total,
  first: (column) => asArray(column)[0]!,
  last: (column) => asArray(column).at(-1)!,
  sd: (column) => {
    const values = asArray(column);
    const middle = mean(column);
    return Math.sqrt(values.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (values.length - 1));
  },
  min: (column) => Math.min(...asArray(column)),
  max: (column) => Math.max(...asArray(column)),
  count: (column) => asArray(column).length,
};

const FUNCTION_NAMES = [
  ...Object.keys(PURE_FUNCTIONS),
  ...Object.keys(KEEPING),
  ...Object.keys(REDUCING),
  "sqrt",
  "round",
];

/** Recursive-descent reading and evaluating in one pass; expressions are a line long. */
class Reader {
  readonly text: string;
  readonly scope: Scope;
  readonly tokens: readonly Token[];
  index = 0;
  depth = 0;

  constructor(text: string, scope: Scope) {
    this.text = text;
    this.scope = scope;
    this.tokens = tokenize(text);
  }

  peek(): Token {
    return this.tokens[this.index]!;
  }

  accept(symbol: string): boolean {
    if (this.peek().kind !== "symbol" || this.peek().text !== symbol) return false;
    this.index++;
    return true;
  }

  sum(): ExpressionValue {
    if (++this.depth > 100) throw fail("too deeply nested", this.text, this.peek().at);
    let left = this.product();
    for (;;) {
      const { at, text: symbol, kind } = this.peek();
      if (kind !== "symbol" || (symbol !== "+" && symbol !== "-")) break;
      this.index++;
      const right = this.product();
      if (!sameDimension(left.dimension, right.dimension)) {
        throw fail(
          `cannot ${symbol === "+" ? "add" : "subtract"} ${describeDimension(right.dimension)} and ${describeDimension(left.dimension)}`,
          this.text,
          at,
          `both sides need one dimension${exampleUnit(left.dimension) ? `, such as ${exampleUnit(left.dimension)}` : ""}`,
        );
      }
      const value = elementwise(
        left.value,
        right.value,
        (x, y) => (symbol === "+" ? x + y : x - y),
        this.text,
        at,
      );
      left = { value, dimension: left.dimension };
    }
    this.depth--;
    return left;
  }

  product(): ExpressionValue {
    let left = this.unary();
    for (;;) {
      const { at, kind, text: symbol } = this.peek();
      const divides = kind === "symbol" && symbol === "/";
      const times = kind === "symbol" && symbol === "*";
      const implicit = kind === "name" || kind === "number" || (kind === "symbol" && symbol === "(");
      if (!divides && !times && !implicit) return left;
      if (!implicit) this.index++;
      const right = this.unary();
      const value = elementwise(left.value, right.value, (x, y) => (divides ? x / y : x * y), this.text, at);
      left = { value, dimension: combine(left.dimension, 1, right.dimension, divides ? -1 : 1) };
    }
  }

  unary(): ExpressionValue {
    if (this.accept("-")) {
      const inner = this.unary();
      return { ...inner, value: elementwise(inner.value, -1, (x, y) => x * y, this.text, this.peek().at) };
    }
    if (this.accept("+")) return this.unary();
    return this.power();
  }

  power(): ExpressionValue {
    const base = this.atom();
    const { at } = this.peek();
    if (!this.accept("^")) return base;
    const exponent = this.unary();
    if (!sameDimension(exponent.dimension, PURE) || typeof exponent.value !== "number") {
      throw fail(
        "an exponent must be one pure number",
        this.text,
        at,
        `found ${describeDimension(exponent.dimension)}`,
      );
    }
    const power = exponent.value;
    return {
      value: elementwise(base.value, power, (x, y) => x ** y, this.text, at),
      dimension: combine(base.dimension, power, PURE, 0),
    };
  }

  atom(): ExpressionValue {
    const token = this.peek();
    if (token.kind === "number") {
      this.index++;
      const unit = token.unit === undefined ? null : parseUnit(token.unit);
      const value = unit === null ? token.value! : token.value! * unit.factor + unit.offset;
      return { value, dimension: unit?.dimension ?? PURE };
    }
    if (token.kind === "name") {
      this.index++;
      if (this.peek().kind === "symbol" && this.peek().text === "(" && FUNCTION_NAMES.includes(token.text))
        return this.call(token);
      const found = this.scope.lookup(token.text);
      if (found) return found;
      const known = [...this.scope.names(), ...FUNCTION_NAMES];
      throw fail(
        `nothing is called ${token.text}`,
        this.text,
        token.at,
        `nearest: ${nearestNames(token.text, known).join(", ")}`,
      );
    }
    if (this.accept("(")) {
      const inner = this.sum();
      if (!this.accept(")")) throw fail("a parenthesis is not closed", this.text, token.at);
      return inner;
    }
    throw fail(
      token.kind === "end" ? "the expression stops short" : `"${token.text}" is out of place`,
      this.text,
      token.at,
      "write for example 6 (size/0.587 nm)^2",
    );
  }

  call(name: Token): ExpressionValue {
    this.accept("(");
    const argument = this.sum();
    if (!this.accept(")")) throw fail("a parenthesis is not closed", this.text, name.at);
    const map = (act: (x: number) => number): Column =>
      typeof argument.value === "number" ? act(argument.value) : argument.value.map(act);
    if (name.text === "sqrt")
      return { value: map(Math.sqrt), dimension: combine(argument.dimension, 0.5, PURE, 0) };
    if (name.text === "round" || PURE_FUNCTIONS[name.text]) {
      if (!sameDimension(argument.dimension, PURE)) {
        throw fail(
          `${name.text} takes a pure number, not ${describeDimension(argument.dimension)}`,
          this.text,
          name.at,
          "divide by a quantity of that kind first",
        );
      }
      return { value: map(PURE_FUNCTIONS[name.text] ?? Math.round), dimension: PURE };
    }
    if (KEEPING[name.text]) return { value: map(KEEPING[name.text]!), dimension: argument.dimension };
    return {
      value: REDUCING[name.text]!(argument.value),
      dimension: name.text === "count" ? PURE : argument.dimension,
    };
  }
}

function requireFinite(value: ExpressionValue, text: string): ExpressionValue {
  if (!asArray(value.value).every(Number.isFinite)) {
    throw new InputError({
      what: `\`${text}\` has no finite value`,
      remedy: "look for a division by zero, a root or logarithm of a negative number",
    });
  }
  return value;
}

/**
 * Evaluates an expression with units: "6 (size/0.587 nm)^2", "mean(rows.K) / K_L", "350 +- ..." not included.
 * Grammar: numbers with an optional unit right behind them, names (letters, digits, `_`, dotted), + - * / ^,
 * parentheses, implicit multiplication, and the functions sqrt exp ln log10 abs min max mean sd sum first last count
 * round. Columns act row by row.
 * @throws InputError with the column of the problem, the nearest names, or both dimensions of a mismatch
 */
export function evaluateExpression(text: string, scope: Scope): ExpressionValue {
  const reader = new Reader(text, scope);
  const value = reader.sum();
  const rest = reader.peek();
  if (rest.kind !== "end") throw fail(`"${rest.text}" is out of place`, text, rest.at);
  return requireFinite(value, text);
}

/** Names an expression uses, functions left out. @throws InputError when it cannot be read */
export function expressionNames(text: string): readonly string[] {
  const tokens = tokenize(text);
  const names = tokens.filter(
    (token, i) =>
      token.kind === "name" && !(FUNCTION_NAMES.includes(token.text) && tokens[i + 1]?.text === "("),
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
