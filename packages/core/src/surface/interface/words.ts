import { InputError, nearestNames } from "../../errors.ts";
import { findLigand } from "../../matter/index.ts";
import { parseQuantity } from "../../quantities/index.ts";
import { type DotWords, readDotWords } from "../../structure/index.ts";
import { type InterfaceValues, interfaceParameters } from "./parameters.ts";
import type { AddedAmount, InterfaceSample } from "./sample.ts";
import { readMedium } from "./solvent.ts";

/** A solution of dots in the words of the command line, the page and the study file; every number with its unit. */
export interface InterfaceWords {
  /** The dot as `oleate build` takes it; PbS, truncated-octahedron, 4.8 nm where nothing is said. */
  readonly dot?: DotWords;
  /** "1 uM" */
  readonly concentration: string;
  /** "toluene", "chloroform 40 %, toluene 60 %", or a polarity "E_T^N 0.2" */
  readonly solvent: string;
  /** "298.15 K" */
  readonly temperature?: string;
  /** "oleic acid = 100 eq", "octylamine = 5 mM" */
  readonly add?: readonly string[];
  /** Parameters in place of the usual ones: "bond_100 = 20 kJ/mol". */
  readonly set?: readonly string[];
  readonly complex?: string;
}

/** The dot of the PbS paper, where nothing else is said. */
const USUAL_DOT: DotWords = { material: "PbS", shape: "truncated-octahedron", size: "4.8 nm" };

/** Reads words into a sample and the parameters that are set. Throws InputError for what cannot be read, as its parts do. */
export function readInterfaceWords(words: InterfaceWords): {
  readonly sample: InterfaceSample;
  readonly set: Partial<InterfaceValues>;
} {
  const { dot = {} } = words;
  const sized = (["size", "diameter", "edge", "edges", "atoms"] as const).some(
    (key) => dot[key] !== undefined,
  );
  const { size, ...rest } = USUAL_DOT;
  const whole = { ...rest, ...(sized ? {} : { size: size! }), ...dot };
  const { ligands: _ligands, balance: _balance, ...request } = readDotWords(whole);
  const polarity = /^\s*E_T\^?N\s*=?\s*(-?[\d.]+)\s*$/u.exec(words.solvent);
  return {
    sample: {
      dot: request,
      dotsMolar: parseQuantity(words.concentration, "M"),
      medium: polarity ? Number(polarity[1]) : readMedium(words.solvent),
      ...(words.temperature === undefined ? {} : { temperatureK: parseQuantity(words.temperature, "K") }),
      ...(words.add === undefined || words.add.length === 0 ? {} : { added: readAdded(words.add) }),
      ...(words.complex === undefined ? {} : { complex: words.complex }),
    },
    set: readSet(words.set ?? []),
  };
}

/** Reads "oleic acid = 100 eq" or "= 5 mM"; several add up to one list, each ligand once. */
function readAdded(texts: readonly string[]): Readonly<Record<string, AddedAmount>> {
  const added: Record<string, AddedAmount> = {};
  for (const text of texts) {
    const match = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/u.exec(text);
    if (!match) {
      throw new InputError({
        what: "what is added cannot be read",
        found: `"${text}"`,
        expected: "LIGAND = AMOUNT, such as oleic acid = 100 eq",
      });
    }
    const { name } = findLigand(match[1]!);
    if (name in added) {
      throw new InputError({
        what: `${name} is added twice`,
        found: `"${text}"`,
        expected: "each ligand once",
      });
    }
    const equivalents = /^(.*?)\s*(?:eq|equiv|equivalents)$/u.exec(match[2]!);
    added[name] = equivalents
      ? { equivalents: parseQuantity(equivalents[1]!, "") }
      : { molar: parseQuantity(match[2]!, "M") };
  }
  return added;
}

/** Reads "bond_100 = 20 kJ/mol" within the parameter's range. */
function readSet(texts: readonly string[]): Partial<InterfaceValues> {
  return Object.fromEntries(
    texts.map((text) => {
      const match = /^\s*([A-Za-z_0-9]+)\s*=\s*(.+?)\s*$/u.exec(text);
      const parameter = interfaceParameters.find(({ name }) => name === match?.[1]);
      if (!match || !parameter) {
        const names = interfaceParameters.map(({ name }) => name);
        throw new InputError({
          what: match ? `no parameter is called ${match[1]}` : "a parameter cannot be read",
          found: `"${text}"`,
          expected: `one of ${names.join(", ")}`,
          ...(match ? { remedy: `nearest: ${nearestNames(match[1]!, names).join(", ")}` } : {}),
        });
      }
      const value = parseQuantity(match[2]!, parameter.unit);
      const [low, high] = parameter.range;
      if (value < low || value > high) {
        throw new InputError({
          what: `${parameter.name} is out of range`,
          found: match[2]!,
          expected: `${low} to ${high} ${parameter.unit}`,
        });
      }
      return [parameter.name, value];
    }),
  );
}
