/** What is not known of a sample: anions per dot, and per anion the excess cations, X-type ligands and hydroxide. */
export const UNKNOWNS = ["anions", "excess", "ligands", "hydroxide"] as const;

/** One of `UNKNOWNS`. */
export type Unknown = (typeof UNKNOWNS)[number];

/** A number with its derivatives: [value, d/d anions, d/d excess, d/d ligands, d/d hydroxide]. The derivatives are exact, since
 *  a rank is read from them: what the techniques fix and what they leave open. */
export type Dual = readonly number[];

/** A number that depends on no unknown. */
export const constant = (value: number): Dual => [value, 0, 0, 0, 0];

/** The unknown itself, at a value. */
export const variable = (unknown: Unknown, value: number): Dual => [
  value,
  ...UNKNOWNS.map((other) => (other === unknown ? 1 : 0)),
];

/** Derivative by one unknown. */
export const slopeBy = (a: Dual, unknown: Unknown): number => a[UNKNOWNS.indexOf(unknown) + 1]!;

/** f(a) from f's value and its derivative there, by the chain rule. */
export const chained = (a: Dual, value: number, derivative: number): Dual =>
  a.map((slope, i) => (i === 0 ? value : derivative * slope));

/** a + b + ... */
export const sum = (...terms: readonly Dual[]): Dual =>
  terms.reduce((total, term) => total.map((value, i) => value + term[i]!));

/** a b. */
export const times = (a: Dual, b: Dual): Dual =>
  a.map((value, i) => (i === 0 ? value * b[0]! : value * b[0]! + a[0]! * b[i]!));

/** a times a plain number. */
export const scaled = (a: Dual, factor: number): Dual => a.map((value) => value * factor);

/** a^n. */
export const power = (a: Dual, n: number): Dual => chained(a, a[0]! ** n, n * a[0]! ** (n - 1));

/** a / b. */
export const over = (a: Dual, b: Dual): Dual => times(a, power(b, -1));
