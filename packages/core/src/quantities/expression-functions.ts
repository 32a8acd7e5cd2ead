/** A number or a column of numbers. */
export type Column = number | Float64Array;

const asArray = (column: Column): Float64Array =>
  typeof column === "number" ? Float64Array.of(column) : column;

function total(column: Column): number {
  return asArray(column).reduce((sum, x) => sum + x, 0);
}

function mean(column: Column): number {
  return total(column) / asArray(column).length;
}

/** Sample standard deviation (n - 1); NaN for fewer than two numbers. */
function spread(column: Column): number {
  const values = asArray(column);
  const middle = mean(column);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (values.length - 1));
}

/** One function of the expression language. `dimension` says what its result keeps of the argument's dimension. */
export type ExpressionFunction =
  /** Takes a pure number and gives one. */
  | { readonly dimension: "pure"; readonly each: (x: number) => number }
  /** The argument's dimension to a power: 1 keeps it. */
  | { readonly dimension: number; readonly each: (x: number) => number }
  /** Makes one number of a column; NaN where an empty or short column has none. */
  | { readonly dimension: number; readonly reduce: (column: Column) => number };

/** The functions of expressions by name. */
export const EXPRESSION_FUNCTIONS: ReadonlyMap<string, ExpressionFunction> = new Map<
  string,
  ExpressionFunction
>([
  ["exp", { dimension: "pure", each: Math.exp }],
  ["ln", { dimension: "pure", each: Math.log }],
  ["log10", { dimension: "pure", each: Math.log10 }],
  ["round", { dimension: "pure", each: Math.round }],
  ["abs", { dimension: 1, each: Math.abs }],
  ["sqrt", { dimension: 0.5, each: Math.sqrt }],
  ["mean", { dimension: 1, reduce: mean }],
  ["sum", { dimension: 1, reduce: total }],
  ["first", { dimension: 1, reduce: (column) => asArray(column)[0] ?? Number.NaN }],
  ["last", { dimension: 1, reduce: (column) => asArray(column).at(-1) ?? Number.NaN }],
  ["sd", { dimension: 1, reduce: spread }],
  ["min", { dimension: 1, reduce: (column) => asArray(column).reduce((a, b) => Math.min(a, b), Infinity) }],
  ["max", { dimension: 1, reduce: (column) => asArray(column).reduce((a, b) => Math.max(a, b), -Infinity) }],
  ["count", { dimension: 0, reduce: (column) => asArray(column).length }],
]);
