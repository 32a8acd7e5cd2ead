import { InputError, nearestNames } from "../errors.ts";
import { ELEMENTARY_CHARGE } from "./constants.ts";
import { combine, type Dimension, dimension, PURE } from "./dimension.ts";

/** One unit: value in SI base units = value x factor + offset. */
export interface Unit {
  readonly dimension: Dimension;
  readonly factor: number;
  /** Only temperatures on shifted scales have one. */
  readonly offset: number;
}

/** One row of the table of units. */
export interface UnitEntry {
  /** Every spelling that is read, the usual one first. */
  readonly symbols: readonly string[];
  /** Of SI base units. */
  readonly factor: number;
  readonly dimension: Dimension;
  readonly offset?: number;
  /** SI prefixes may stand before the symbols. */
  readonly prefixes?: boolean;
}

const ENERGY = dimension({ mass: 1, length: 2, time: -2 });
const CONCENTRATION = dimension({ amount: 1, length: -3 });

/**
 * Every unit the project reads. "A" is the angstrom of crystallographers; currents are written ampere, amp or with a
 * prefix (mA). "cm-1" is a wavenumber. Factors: SI Brochure (2019), CODATA 2018.
 */
export const UNITS: readonly UnitEntry[] = [
  { symbols: ["m"], factor: 1, dimension: dimension({ length: 1 }), prefixes: true },
  { symbols: ["A", "Å", "angstrom"], factor: 1e-10, dimension: dimension({ length: 1 }) },
  { symbols: ["g"], factor: 1e-3, dimension: dimension({ mass: 1 }), prefixes: true },
  { symbols: ["Da", "u"], factor: 1.6605390666e-27, dimension: dimension({ mass: 1 }) },
  { symbols: ["s", "sec"], factor: 1, dimension: dimension({ time: 1 }), prefixes: true },
  { symbols: ["min"], factor: 60, dimension: dimension({ time: 1 }) },
  { symbols: ["h", "hr", "hour", "hours"], factor: 3600, dimension: dimension({ time: 1 }) },
  { symbols: ["d", "day", "days"], factor: 86400, dimension: dimension({ time: 1 }) },
  { symbols: ["K"], factor: 1, dimension: dimension({ temperature: 1 }), prefixes: true },
  { symbols: ["C", "°C", "degC", "℃"], factor: 1, offset: 273.15, dimension: dimension({ temperature: 1 }) },
  {
    symbols: ["°F", "degF"],
    factor: 5 / 9,
    offset: 459.67 * (5 / 9),
    dimension: dimension({ temperature: 1 }),
  },
  { symbols: ["mol"], factor: 1, dimension: dimension({ amount: 1 }), prefixes: true },
  {
    symbols: ["L", "l", "litre", "liter"],
    factor: 1e-3,
    dimension: dimension({ length: 3 }),
    prefixes: true,
  },
  { symbols: ["M", "molar"], factor: 1e3, dimension: CONCENTRATION, prefixes: true },
  {
    symbols: ["eq", "eq.", "equiv", "equiv.", "eqs", "equivalent", "equivalents"],
    factor: 1,
    dimension: dimension({ dot: -1 }),
  },
  { symbols: ["dot", "dots", "QD", "NC", "PNC"], factor: 1, dimension: dimension({ dot: 1 }) },
  { symbols: ["J"], factor: 1, dimension: ENERGY, prefixes: true },
  { symbols: ["cal"], factor: 4.184, dimension: ENERGY, prefixes: true },
  { symbols: ["eV"], factor: ELEMENTARY_CHARGE.value, dimension: ENERGY, prefixes: true },
  { symbols: ["Hz"], factor: 1, dimension: dimension({ time: -1 }), prefixes: true },
  { symbols: ["ampere", "amp"], factor: 1, dimension: dimension({ current: 1 }), prefixes: true },
  { symbols: ["mA"], factor: 1e-3, dimension: dimension({ current: 1 }) },
  { symbols: ["uA", "µA"], factor: 1e-6, dimension: dimension({ current: 1 }) },
  { symbols: ["nA"], factor: 1e-9, dimension: dimension({ current: 1 }) },
  { symbols: ["Ah"], factor: 3600, dimension: dimension({ current: 1, time: 1 }), prefixes: true },
  { symbols: ["coulomb"], factor: 1, dimension: dimension({ current: 1, time: 1 }) },
  { symbols: ["e"], factor: ELEMENTARY_CHARGE.value, dimension: dimension({ current: 1, time: 1 }) },
  {
    symbols: ["V", "volt"],
    factor: 1,
    dimension: dimension({ mass: 1, length: 2, time: -3, current: -1 }),
    prefixes: true,
  },
  {
    symbols: ["S"],
    factor: 1,
    dimension: dimension({ mass: -1, length: -2, time: 3, current: 2 }),
    prefixes: true,
  },
  {
    symbols: ["ohm", "Ω"],
    factor: 1,
    dimension: dimension({ mass: 1, length: 2, time: -3, current: -2 }),
    prefixes: true,
  },
  { symbols: ["W"], factor: 1, dimension: dimension({ mass: 1, length: 2, time: -3 }), prefixes: true },
  { symbols: ["N"], factor: 1, dimension: dimension({ mass: 1, length: 1, time: -2 }), prefixes: true },
  { symbols: ["T"], factor: 1, dimension: dimension({ mass: 1, time: -2, current: -1 }), prefixes: true },
  { symbols: ["G", "gauss"], factor: 1e-4, dimension: dimension({ mass: 1, time: -2, current: -1 }) },
  { symbols: ["Pa"], factor: 1, dimension: dimension({ mass: 1, length: -1, time: -2 }), prefixes: true },
  { symbols: ["bar"], factor: 1e5, dimension: dimension({ mass: 1, length: -1, time: -2 }), prefixes: true },
  { symbols: ["atm"], factor: 101325, dimension: dimension({ mass: 1, length: -1, time: -2 }) },
  { symbols: ["P", "poise"], factor: 0.1, dimension: dimension({ mass: 1, length: -1, time: -1 }) },
  { symbols: ["cP"], factor: 1e-3, dimension: dimension({ mass: 1, length: -1, time: -1 }) },
  {
    symbols: ["D", "debye"],
    factor: 3.33564095e-30,
    dimension: dimension({ length: 1, current: 1, time: 1 }),
  },
  { symbols: ["rad"], factor: 1, dimension: PURE },
  { symbols: ["deg", "°"], factor: Math.PI / 180, dimension: PURE },
  { symbols: ["%", "percent"], factor: 1e-2, dimension: PURE },
  { symbols: ["ppm"], factor: 1e-6, dimension: PURE },
  { symbols: ["1"], factor: 1, dimension: PURE },
];

/** SI prefixes and their sizes. */
export const UNIT_PREFIXES: Readonly<Record<string, number>> = {
  f: 1e-15,
  p: 1e-12,
  n: 1e-9,
  u: 1e-6,
  µ: 1e-6,
  μ: 1e-6,
  m: 1e-3,
  c: 1e-2,
  d: 1e-1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};

const SYMBOLS: ReadonlyMap<string, Unit> = (() => {
  const map = new Map<string, Unit>();
  for (const entry of UNITS) {
    for (const symbol of entry.symbols) {
      map.set(symbol, { dimension: entry.dimension, factor: entry.factor, offset: entry.offset ?? 0 });
    }
  }
  for (const entry of UNITS) {
    if (!entry.prefixes) continue;
    for (const [prefix, size] of Object.entries(UNIT_PREFIXES)) {
      for (const symbol of entry.symbols) {
        // A prefixed symbol never hides a unit of its own: "min" is minutes, "cal" calories, "Pa" pascal.
        const name = prefix + symbol;
        if (!map.has(name))
          map.set(name, { dimension: entry.dimension, factor: entry.factor * size, offset: 0 });
      }
    }
  }
  return map;
})();

/** Every symbol that can be typed, with every prefix it takes. */
export const UNIT_SYMBOLS: readonly string[] = [...SYMBOLS.keys()].filter((symbol) =>
  /^[\w%°]+$/u.test(symbol),
);

/** What a message suggests: units with the prefixes in common use, so that a slip is not answered by "cN" or "dT". */
const SUGGESTED: readonly string[] = [
  ...UNITS.flatMap(({ symbols }) => symbols).filter((symbol) => /^[a-zA-Z%°]+$/u.test(symbol)),
  ..."pm nm um mm cm ug mg kg fs ps ns us ms nmol umol mmol nL uL mL nM uM mM meV kJ kcal MHz mV mS kPa mbar".split(
    " ",
  ),
];

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "⁰": "0",
  "¹": "1",
  "²": "2",
  "³": "3",
  "⁴": "4",
  "⁵": "5",
  "⁶": "6",
  "⁷": "7",
  "⁸": "8",
  "⁹": "9",
  "⁻": "-",
  "⁺": "+",
};

/** Plain form of typographic characters: superscripts as digits, one minus, micro and degree sign, ordinary spaces. */
export function plainText(text: string): string {
  return text
    .replace(/[⁰¹²³⁴-⁹⁻⁺]+/gu, (run) => `^${[...run].map((char) => SUPERSCRIPTS[char]!).join("")}`)
    .replace(/[−–‒]/gu, "-")
    .replace(/[\u00A0\u2007\u2009\u200A\u202F]/gu, " ")
    .replace(/μ/gu, "µ")
    .replace(/[º˚]/gu, "°")
    .replace(/\u212B/gu, "Å")
    .replace(/\*\*/gu, "^")
    .replace(/[·⋅∙]/gu, " ");
}

/** Largest power of a unit that is read; beyond it a slip of the pen is likelier than a unit. */
export const LARGEST_POWER = 24;

function powerTooLarge(found: string): InputError {
  return new InputError({
    what: "the power of a unit is too large",
    found: `"${found}"`,
    expected: `a power from -${LARGEST_POWER} to ${LARGEST_POWER}`,
    remedy: "leave a space between the unit and a number that follows it",
  });
}

function unknownUnit(symbol: string, whole: string): InputError {
  return new InputError({
    what: `unknown unit "${symbol}"`,
    ...(whole === symbol ? {} : { found: `"${whole}"` }),
    remedy: `nearest: ${nearestNames(symbol, SUGGESTED).join(", ")}`,
  });
}

function numberInUnit(token: string, whole: string): InputError {
  return new InputError({
    what: "a number stands where a unit should",
    found: `"${token}" in "${whole}"`,
    expected: "one number and then its unit",
    remedy: "write 1000 nm, not 1 000 nm",
  });
}

/** Reads one factor such as `nm`, `nm2`, `nm^-2`, `mM-1`. */
function readFactor(token: string, whole: string): { unit: Unit; power: number } {
  const direct = SYMBOLS.get(token);
  if (direct) return { unit: direct, power: 1 };
  // A digit in front is a number, not a unit: "1 100 nm" must not read as 1 nm.
  if (/^[-+.\d]/u.test(token)) throw numberInUnit(token, whole);
  const match = /^(.+?)\^?\(?([+-]?\d+(?:\.\d+)?)\)?$/u.exec(token);
  const unit = match ? SYMBOLS.get(match[1]!) : undefined;
  if (!match || !unit) throw unknownUnit(match?.[1] ?? token, whole);
  const power = Number(match[2]);
  if (!(Math.abs(power) <= LARGEST_POWER)) throw powerTooLarge(whole);
  return { unit, power };
}

/** Splits `cm2/(V s)` into factors with signs; after a slash everything up to the next slash divides. */
function factorsOf(text: string): { token: string; sign: number }[] {
  const factors: { token: string; sign: number }[] = [];
  let sign = 1;
  for (const part of text.split(/(\/|\bper\b)/u)) {
    if (part === "/" || part === "per") {
      sign = -1;
      continue;
    }
    const inner = part.trim().replace(/^\((.*)\)$/u, "$1");
    for (const token of inner.split(/[\s*]+/u)) if (token !== "") factors.push({ token, sign });
  }
  return factors;
}

/**
 * Reads a unit: `nm`, `/mM`, `mM^-1`, `mM⁻¹`, `per nm2`, `kJ/mol`, `cm2/(V s)`, `cm2/Vs`, `J/(mol K)`, "" (pure).
 * In a product or quotient a temperature counts as a difference (no offset).
 * @throws InputError naming the unknown symbol with the nearest known ones, or a power beyond 24
 */
export function parseUnit(text: string): Unit {
  const plain = plainText(text).trim();
  if (plain === "") return { dimension: PURE, factor: 1, offset: 0 };
  const direct = SYMBOLS.get(plain);
  if (direct) return direct;
  if (plain === "cm-1" || plain === "cm^-1")
    return { dimension: dimension({ length: -1 }), factor: 100, offset: 0 };
  const spelled = plain.replace(/\bVs\b/gu, "V s").replace(/^10\^(-?\d+)\s+/u, "");
  const power = /^10\^(-?\d+)\s+/u.exec(plain);
  let total = PURE;
  let factor = power ? 10 ** Number(power[1]) : 1;
  const factors = factorsOf(spelled);
  if (factors.length === 0) throw unknownUnit(plain, plain);
  for (const { token, sign } of factors) {
    // "1/mM" begins with a 1; "1 nm" is a quantity, not a unit.
    if (token === "1" && !/^1\s*(?:\/|per\b)/u.test(spelled)) throw numberInUnit(token, plain);
    const { unit, power: exponent } = readFactor(token, plain);
    total = combine(total, 1, unit.dimension, sign * exponent);
    factor *= unit.factor ** (sign * exponent);
  }
  if (!(factor > 0) || !Number.isFinite(factor)) throw powerTooLarge(plain);
  return { dimension: total, factor, offset: 0 };
}
