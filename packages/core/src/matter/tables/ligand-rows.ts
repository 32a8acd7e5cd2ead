import type { Fact } from "../fact.ts";
import type { Denticity, Ligand } from "../ligand-types.ts";
import { chainLength } from "./ligand-lengths.ts";

/** How carboxylates hold on. */
export const CARBOXYLATE: readonly Denticity[] = ["eta1", "kappa2-O,O", "mu2-O,O"];

/** SMILES of an oleyl chain, cis at C9, open at C1. */
export const OLEYL = "CCCCCCCC/C=C\\CCCCCCCC";

/** Row of a neutral molecule that gives an electron pair (L-type) through `donors`. */
export function neutral(
  name: string,
  aliases: readonly string[],
  formula: string,
  smiles: string,
  donors: readonly string[],
  length?: Fact,
): Ligand {
  const row: Ligand = {
    name,
    aliases,
    formula,
    charge: 0,
    bindingClass: "L",
    donors,
    denticity: ["eta1"],
    smiles,
  };
  return length === undefined ? row : { ...row, length };
}

/** Row of an anion (X-type) of `charge` -1 or -2. */
export function anion(
  name: string,
  aliases: readonly string[],
  formula: string,
  charge: number,
  smiles: string,
  donors: readonly string[],
  denticity: readonly Denticity[],
  length: Fact,
): Ligand {
  return { name, aliases, formula, charge, bindingClass: "X", donors, denticity, smiles, length };
}

/** Row of a singly charged cation that takes a cation site or balances charge. */
export function cation(
  name: string,
  aliases: readonly string[],
  formula: string,
  smiles: string,
  length?: Fact,
): Ligand {
  const row: Ligand = {
    name,
    aliases,
    formula,
    charge: 1,
    bindingClass: "cation",
    donors: [],
    denticity: ["ionic"],
    smiles,
  };
  return length === undefined ? row : { ...row, length };
}

/** Rows of a straight-chain carboxylic acid of `carbons` carbon atoms (two or more) and of its carboxylate. */
export function fattyAcid(
  carbons: number,
  acid: readonly [name: string, ...aliases: string[]],
  carboxylate: readonly [name: string, ...aliases: string[]],
): readonly [Ligand, Ligand] {
  const chain = "C".repeat(carbons - 1);
  const [acidName, ...acidAliases] = acid;
  const [anionName, ...anionAliases] = carboxylate;
  const length = chainLength(carbons);
  return [
    neutral(acidName, acidAliases, `C${carbons}H${2 * carbons}O2`, `${chain}C(=O)O`, ["O"], length),
    anion(
      anionName,
      anionAliases,
      `C${carbons}H${2 * carbons - 1}O2^-`,
      -1,
      `${chain}C(=O)[O-]`,
      ["O"],
      CARBOXYLATE,
      length,
    ),
  ];
}
