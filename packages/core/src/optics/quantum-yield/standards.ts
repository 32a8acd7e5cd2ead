import { InputError, nearestNames } from "../../errors.ts";
import type { Citation } from "../../matter/index.ts";

/** One fluorescence standard: quantum yield with its standard uncertainty, and the conditions it holds for. */
export interface QuantumYieldStandard {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The solvent as named in `matter`, whose refractive index enters. */
  readonly solvent: string;
  /** What else the solution is. */
  readonly conditions: string;
  readonly quantumYield: number;
  readonly uncertainty: number;
  /** Where it may be excited and where it emits, nm; recalled from its bands, to about 20 nm. */
  readonly excitationNm: readonly [number, number];
  readonly emissionNm: readonly [number, number];
  /** `published`: the yield was read in the source; `from-memory`: it was not, and the uncertainty allows for that. */
  readonly status: "published" | "from-memory";
  readonly source: Citation;
  readonly note: string;
}

const RURACK_2011: Citation = {
  cite: "Rurack, Spieles, Anal. Chem. 2011, 83, 1232, Fluorescence quantum yields of a series of red and near-infrared dyes emitting at 600-1000 nm",
  doi: "10.1021/ac101329h",
  readAt: "abstract",
};
const BROUWER_2011: Citation = {
  cite: "Brouwer, Pure Appl. Chem. 2011, 83, 2213, Standards for photoluminescence quantum yield measurements in solution",
  doi: "10.1351/PAC-REP-10-09-31",
};
const WURTH_2011: Citation = {
  cite: "Würth, Grabolle, Pauli, Spieles, Resch-Genger, Anal. Chem. 2011, 83, 3431, Comparison of methods and achievable uncertainties",
  doi: "10.1021/ac2000303",
};

const UNCERTAINTY_NOTE =
  "the abstract prints no uncertainty: 5 % of the value is assumed, the usual size of a complete budget";

/** A row of Rurack & Spieles: in dilute ethanol, relative to quinine sulfate by a chain of standards. */
function inEthanol(
  name: string,
  aliases: readonly string[],
  quantumYield: number,
  excitationNm: readonly [number, number],
  emissionNm: readonly [number, number],
): QuantumYieldStandard {
  return {
    name,
    aliases,
    solvent: "ethanol",
    conditions: "dilute, room temperature, air",
    quantumYield,
    uncertainty: Number((0.05 * quantumYield).toPrecision(2)),
    excitationNm,
    emissionNm,
    status: "published",
    source: RURACK_2011,
    note: UNCERTAINTY_NOTE,
  };
}

/** Standards of relative quantum yields, by where they emit. A new standard is one row. */
export const quantumYieldStandards: readonly QuantumYieldStandard[] = [
  {
    name: "quinine sulfate",
    aliases: ["quinine bisulfate", "QS", "QBS"],
    solvent: "water",
    conditions: "0.5 M sulfuric acid, 298 K",
    quantumYield: 0.546,
    uncertainty: 0.03,
    excitationNm: [310, 370],
    emissionNm: [380, 600],
    status: "from-memory",
    source: BROUWER_2011,
    note: "the index of water stands for that of the acid (0.3 % lower)",
  },
  inEthanol("coumarin 102", ["C102", "coumarin 480"], 0.764, [340, 420], [410, 580]),
  inEthanol("coumarin 153", ["C153", "coumarin 540A"], 0.544, [380, 450], [460, 680]),
  {
    name: "fluorescein",
    aliases: ["fluorescein dianion"],
    solvent: "water",
    conditions: "0.1 M sodium hydroxide, 298 K",
    quantumYield: 0.92,
    uncertainty: 0.04,
    excitationNm: [430, 500],
    emissionNm: [490, 650],
    status: "from-memory",
    source: BROUWER_2011,
    note: "reported from 0.89 to 0.95; strong overlap of its bands, so keep the absorbance low",
  },
  {
    name: "rhodamine 6G",
    aliases: ["R6G", "rhodamine 590"],
    solvent: "ethanol",
    conditions: "dilute, room temperature",
    quantumYield: 0.93,
    uncertainty: 0.04,
    excitationNm: [470, 540],
    emissionNm: [530, 700],
    status: "from-memory",
    source: WURTH_2011,
    note: "reported from 0.91 to 0.95; strong overlap of its bands, so keep the absorbance low",
  },
  inEthanol("rhodamine 101", ["Rh101", "Rh-101", "rhodamine 640"], 0.913, [490, 580], [570, 750]),
  inEthanol(
    "DCM dye",
    ["DCM", "4-dicyanomethylene-2-methyl-6-p-dimethylaminostyryl-4H-pyran"],
    0.435,
    [420, 510],
    [540, 780],
  ),
  inEthanol("cresyl violet", ["CV"], 0.578, [530, 610], [600, 780]),
  inEthanol("oxazine 170", [], 0.579, [560, 635], [620, 800]),
  inEthanol("oxazine 1", ["oxazine 725"], 0.141, [580, 660], [640, 830]),
  inEthanol("HITCI", ["1,1',3,3,3',3'-hexamethylindotricarbocyanine iodide"], 0.283, [650, 750], [730, 900]),
  inEthanol("IR-125", ["indocyanine green", "ICG"], 0.132, [680, 800], [780, 980]),
  inEthanol("IR-140", [], 0.167, [700, 820], [800, 1000]),
];

const plain = (name: string): string => name.toLowerCase().replace(/[\s-]/gu, "");

/** The standard of a name or alias; case, spaces and hyphens do not matter. @throws InputError with the nearest names */
export function findQuantumYieldStandard(name: string): QuantumYieldStandard {
  const found = quantumYieldStandards.find((one) =>
    [one.name, ...one.aliases].some((known) => plain(known) === plain(name)),
  );
  if (found) return found;
  const known = quantumYieldStandards.flatMap((one) => [one.name, ...one.aliases]);
  throw new InputError({
    what: "there is no such quantum yield standard",
    found: `"${name}"`,
    expected: `a name of the table, nearest ${nearestNames(name, known).join(", ")}`,
    remedy: "see them all with `oleate list standards`, or give the yield and the solvent of your own",
  });
}

/** What speaks against a standard for a measurement excited at `excitationNm` and integrated over `emissionNm`. */
export function standardWarnings(
  standard: QuantumYieldStandard,
  excitationNm?: number,
  emissionNm?: readonly [number, number],
): readonly string[] {
  const warnings: string[] = [];
  const [low, high] = standard.excitationNm;
  if (excitationNm !== undefined && (excitationNm < low || excitationNm > high)) {
    warnings.push(
      `standard: ${standard.name} is meant to be excited from ${low} to ${high} nm, not at ${excitationNm} nm`,
    );
  }
  if (emissionNm && (emissionNm[0] > standard.emissionNm[0] || emissionNm[1] < standard.emissionNm[1])) {
    warnings.push(
      `standard: the emission of ${standard.name} reaches from ${standard.emissionNm.join(" to ")} nm, the spectrum from ${emissionNm.map((x) => Math.round(x)).join(" to ")} nm: part of it may be cut off`,
    );
  }
  return warnings;
}
