import { InputError, nearestNames } from "../errors.ts";
import { combine, type Dimension, dimension, PURE } from "./dimension.ts";

/** One unit: value in SI base units = value x factor + offset. */
export interface Unit {
  readonly dimension: Dimension;
  readonly factor: number;
  /** Only temperatures on shifted scales have one. */
  readonly offset: number;
}

interface UnitEntry {
  readonly symbols: readonly string[];
  readonly factor: number;
  readonly dimension: Dimension;
  readonly offset?: number;
  /** SI prefixes may stand before the symbols. */
  readonly prefixes?: boolean;
}

const ENERGY = dimension({ mass: 1, length: 2, time: -2 });
const CONCENTRATION = dimension({ amount: 1, length: -3 });
const ELEMENTARY_CHARGE = 1.602176634e-19;
const AVOGADRO = 6.02214076e23;
const SPEED_OF_LIGHT = 299792458;
const PLANCK = 6.62607015e-34;

/**
 * Every unit the project reads. "A" is the angstrom of crystallographers; currents are written ampere, amp or with a
 * prefix (mA). "cm-1" is a wavenumber. Factors: SI Brochure (2019), CODATA 2018.
 */
const TABLE: readonly UnitEntry[] = [
  { symbols: ["m"], factor: 1, dimension: dimension({ length: 1 }), prefixes: true },
  { symbols: ["A", "Å", "Å", "angstrom"], factor: 1e-10, dimension: dimension({ length: 1 }) },
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
    symbols: ["eq", "equiv", "eqs", "equivalent", "equivalents"],
    factor: 1,
    dimension: dimension({ dot: -1 }),
  },
  { symbols: ["dot", "dots", "QD", "NC", "PNC"], factor: 1, dimension: dimension({ dot: 1 }) },
  { symbols: ["J"], factor: 1, dimension: ENERGY, prefixes: true },
  { symbols: ["cal"], factor: 4.184, dimension: ENERGY, prefixes: true },
  { symbols: ["eV"], factor: ELEMENTARY_CHARGE, dimension: ENERGY, prefixes: true },
  { symbols: ["Hz"], factor: 1, dimension: dimension({ time: -1 }), prefixes: true },
  { symbols: ["ampere", "amp"], factor: 1, dimension: dimension({ current: 1 }), prefixes: true },
  { symbols: ["mA"], factor: 1e-3, dimension: dimension({ current: 1 }) },
  { symbols: ["uA", "µA"], factor: 1e-6, dimension: dimension({ current: 1 }) },
  { symbols: ["nA"], factor: 1e-9, dimension: dimension({ current: 1 }) },
  { symbols: ["Ah"], factor: 3600, dimension: dimension({ current: 1, time: 1 }), prefixes: true },
  { symbols: ["coulomb"], factor: 1, dimension: dimension({ current: 1, time: 1 }) },
  { symbols: ["e"], factor: ELEMENTARY_CHARGE, dimension: dimension({ current: 1, time: 1 }) },
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

const PREFIXES: Readonly<Record<string, number>> = {
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
  for (const entry of TABLE) {
    for (const symbol of entry.symbols) {
      map.set(symbol, { dimension: entry.dimension, factor: entry.factor, offset: entry.offset ?? 0 });
    }
  }
  for (const entry of TABLE) {
    if (!entry.prefixes) continue;
    for (const [prefix, size] of Object.entries(PREFIXES)) {
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

/** Every symbol, for "nearest" in messages: those without exotic prefixes. */
export const UNIT_SYMBOLS: readonly string[] = [...SYMBOLS.keys()].filter((symbol) =>
  /^[\w%°]+$/u.test(symbol),
);

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

/** Plain form of typographic characters: superscripts as digits, one minus, one micro sign, ordinary spaces. */
export function plainText(text: string): string {
  return text
    .replace(/[⁰¹²³⁴-⁹⁻⁺]+/gu, (run) => `^${[...run].map((char) => SUPERSCRIPTS[char]!).join("")}`)
    .replace(/[−–‒]/gu, "-")
    .replace(/[\u00A0\u2007\u2009\u200A\u202F]/gu, " ")
    .replace(/μ/gu, "µ")
    .replace(/[·⋅∙]/gu, " ");
}

function unknownUnit(symbol: string, whole: string): InputError {
  return new InputError({
    what: `unknown unit "${symbol}"`,
    ...(whole === symbol ? {} : { found: `"${whole}"` }),
    remedy: `nearest: ${nearestNames(symbol, UNIT_SYMBOLS).join(", ")}`,
  });
}

/** Reads one factor such as `nm`, `nm2`, `nm^-2`, `mM-1`. */
function readFactor(token: string, whole: string): { unit: Unit; power: number } {
  const direct = SYMBOLS.get(token);
  if (direct) return { unit: direct, power: 1 };
  const match = /^(.+?)(?:\^|\*\*)?\(?([+-]?\d+(?:\.\d+)?)\)?$/u.exec(token);
  const unit = match ? SYMBOLS.get(match[1]!) : undefined;
  if (!match || !unit) throw unknownUnit(match?.[1] ?? token, whole);
  return { unit, power: Number(match[2]) };
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
 * @throws InputError naming the unknown symbol with the nearest known ones
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
    const { unit, power: exponent } = readFactor(token, plain);
    total = combine(total, 1, unit.dimension, sign * exponent);
    factor *= unit.factor ** (sign * exponent);
  }
  return { dimension: total, factor, offset: 0 };
}

/** Exact constants used by the unit table, shared with the constants file. */
export const EXACT: {
  readonly e: number;
  readonly avogadro: number;
  readonly c: number;
  readonly h: number;
} = {
  e: ELEMENTARY_CHARGE,
  avogadro: AVOGADRO,
  c: SPEED_OF_LIGHT,
  h: PLANCK,
};
