/**
 * Powers of the base dimensions. `dot` counts nanocrystals, so that "equivalents" (ligands per dot) is neither a pure
 * number nor a concentration and is never mixed with one silently.
 */
export interface Dimension {
  readonly length: number;
  readonly mass: number;
  readonly time: number;
  readonly current: number;
  readonly temperature: number;
  readonly amount: number;
  readonly luminous: number;
  readonly dot: number;
}

const BASES = ["length", "mass", "time", "current", "temperature", "amount", "luminous", "dot"] as const;
const BASE_SYMBOLS = ["m", "kg", "s", "ampere", "K", "mol", "cd", "dot"] as const;

/** Builds a dimension from the powers that are not zero. */
export function dimension(powers: Partial<Dimension> = {}): Dimension {
  return {
    length: 0,
    mass: 0,
    time: 0,
    current: 0,
    temperature: 0,
    amount: 0,
    luminous: 0,
    dot: 0,
    ...powers,
  };
}

/** The dimension of a pure number. */
export const PURE: Dimension = dimension();

/** True when all powers agree (to 1e-9, so that square roots of units compare). */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return BASES.every((base) => Math.abs(a[base] - b[base]) < 1e-9);
}

/** Dimension of a product a^p b^q. */
export function combine(a: Dimension, p: number, b: Dimension, q: number): Dimension {
  return Object.fromEntries(BASES.map((base) => [base, a[base] * p + b[base] * q])) as unknown as Dimension;
}

/** Common names of dimensions, with a unit a chemist would write. */
export const NAMED_DIMENSIONS: readonly (readonly [name: string, of: Dimension, example: string])[] = [
  ["pure number", PURE, "1"],
  ["length", dimension({ length: 1 }), "nm"],
  ["area", dimension({ length: 2 }), "nm2"],
  ["volume", dimension({ length: 3 }), "mL"],
  ["density per area", dimension({ length: -2 }), "/nm2"],
  ["number per volume", dimension({ length: -3 }), "/cm3"],
  ["wavenumber", dimension({ length: -1 }), "cm-1"],
  ["mass", dimension({ mass: 1 }), "mg"],
  ["mass density", dimension({ mass: 1, length: -3 }), "g/mL"],
  ["time", dimension({ time: 1 }), "ns"],
  ["rate", dimension({ time: -1 }), "/ns"],
  ["temperature", dimension({ temperature: 1 }), "K"],
  ["amount", dimension({ amount: 1 }), "mmol"],
  ["concentration", dimension({ amount: 1, length: -3 }), "mM"],
  ["inverse concentration", dimension({ amount: -1, length: 3 }), "/mM"],
  ["inverse squared concentration", dimension({ amount: -2, length: 6 }), "/mM2"],
  ["molar mass", dimension({ mass: 1, amount: -1 }), "g/mol"],
  ["energy", dimension({ mass: 1, length: 2, time: -2 }), "eV"],
  ["molar energy", dimension({ mass: 1, length: 2, time: -2, amount: -1 }), "kJ/mol"],
  ["molar entropy", dimension({ mass: 1, length: 2, time: -2, amount: -1, temperature: -1 }), "J/(mol K)"],
  ["diffusion coefficient", dimension({ length: 2, time: -1 }), "m2/s"],
  ["viscosity", dimension({ mass: 1, length: -1, time: -1 }), "mPa s"],
  ["pressure", dimension({ mass: 1, length: -1, time: -2 }), "kPa"],
  ["charge", dimension({ current: 1, time: 1 }), "mAh"],
  ["specific capacity", dimension({ current: 1, time: 1, mass: -1 }), "mAh/g"],
  ["electric current", dimension({ current: 1 }), "mA"],
  ["electric potential", dimension({ mass: 1, length: 2, time: -3, current: -1 }), "V"],
  ["electric resistance", dimension({ mass: 1, length: 2, time: -3, current: -2 }), "ohm"],
  ["power", dimension({ mass: 1, length: 2, time: -3 }), "mW"],
  ["force", dimension({ mass: 1, length: 1, time: -2 }), "nN"],
  ["conductance", dimension({ mass: -1, length: -2, time: 3, current: 2 }), "S"],
  ["conductivity", dimension({ mass: -1, length: -3, time: 3, current: 2 }), "S/cm"],
  ["mobility", dimension({ mass: -1, time: 2, current: 1 }), "cm2/(V s)"],
  ["magnetic field", dimension({ mass: 1, time: -2, current: -1 }), "T"],
  ["magnetic field gradient", dimension({ mass: 1, length: -1, time: -2, current: -1 }), "G/cm"],
  ["dipole moment", dimension({ length: 1, current: 1, time: 1 }), "D"],
  ["count per dot", dimension({ dot: -1 }), "eq"],
  ["count of dots", dimension({ dot: 1 }), "dots"],
];

/** The name of a dimension with its base units, positive powers first, e.g. "concentration (mol m^-3)". */
export function describeDimension(of: Dimension): string {
  const name = NAMED_DIMENSIONS.find(([, known]) => sameDimension(known, of))?.[0];
  const powers = BASES.map((base, i) => ({
    symbol: BASE_SYMBOLS[i]!,
    power: Number(of[base].toPrecision(9)),
  }));
  const written = ({ symbol, power }: (typeof powers)[number]): string =>
    power === 1 ? symbol : `${symbol}^${power}`;
  const symbols = [
    ...powers.filter(({ power }) => power > 0).map(written),
    ...powers.filter(({ power }) => power < 0).map(written),
  ].join(" ");
  if (name === "pure number") return name;
  return name ? `${name} (${symbols})` : symbols;
}

/** A unit a chemist would write for this dimension, for remedies; undefined where none is common. */
export function exampleUnit(of: Dimension): string | undefined {
  return NAMED_DIMENSIONS.find(([, known]) => sameDimension(known, of))?.[2];
}
