import type { Fact } from "./fact.ts";

/** Covalent bond classification: L gives two electrons, X one, Z none; `cation` sits on a cation site or balances charge;
 *  `ion pair` is one neutral unit of two named ions that adsorb together. */
export type BindingClass = "L" | "X" | "Z" | "cation" | "ion pair";

/** How a ligand can hold on: eta1 by one atom, kappa2 by two atoms to one metal, mu2 by bridging two metals, ionic without a donor bond. */
export type Denticity =
  | "eta1"
  | "kappa2-O,O"
  | "kappa2-N,O"
  | "kappa2-N,N"
  | "kappa2-S,S"
  | "mu2-O,O"
  | "mu2"
  | "mu3-O,O,O"
  | "ionic";

/** One ligand, ion, complex or ion pair that can sit on a surface or be free beside it. */
export interface Ligand {
  readonly name: string;
  /** Abbreviations and other names; unique over the whole table. The first one is the usual short label. */
  readonly aliases: readonly string[];
  readonly formula: string;
  /** Net charge in units of e. */
  readonly charge: number;
  readonly bindingClass: BindingClass;
  /** For an ion pair: its cation and its anion, by name. */
  readonly parts?: readonly [cation: string, anion: string];
  /** For a Z-type complex: its metal ion with charge, and its anions, each by name. */
  readonly complexOf?: {
    readonly metal: string;
    readonly metalCharge: number;
    readonly anions: readonly string[];
  };
  readonly donors: readonly string[];
  readonly denticity: readonly Denticity[];
  readonly smiles?: string;
  /** Length of the free, stretched molecule. */
  readonly length?: Fact;
  readonly note?: string;
}

/** An acid-base pair of the ligand table in water at 25 C. */
export interface AcidBase {
  readonly acid: string;
  readonly base: string;
  readonly pKa: Fact;
}
