import type { Heating } from "../../structure/composition.ts";

/** What was measured on a sample; each has its unit in `TECHNIQUES`. */
export type Technique =
  | "UV-vis diameter"
  | "TEM diameter"
  | "ICP cation/anion"
  | "TGA mass loss"
  | "NMR ligands per dot"
  | "NMR ligands per nm2"
  | "NMR ligands per cation"
  | "hydroxide per dot";

/** One measured number with its standard error, in the unit of the technique. Errors of different rows are taken as
 *  independent: an NMR count per dot carries the error of the concentration of dots. */
export interface SampleMeasurement {
  readonly technique: Technique;
  readonly value: number;
  readonly standardError: number;
  /** Name in the result; needed when one technique was used twice. */
  readonly name?: string;
}

/** A ligand that is not in the table. */
export interface StatedLigand {
  readonly name: string;
  readonly formula: string;
  readonly charge: number;
  readonly heating?: Heating;
}

/** Where the hydroxide comes from: it takes up the charge the ligands leave, it is an unknown of its own, or there is none. */
export type HydroxideSource = "from charge balance" | "free" | "none";

/** What is known of a sample. Nothing is assumed beside what stands here; `assumptions` of the result repeats it. */
export interface SampleCompositionInput {
  /** A binary core of the table: PbS, PbSe, CdSe, InP ... */
  readonly material: string;
  readonly polymorph?: string;
  /** The X-type ligand that NMR and TGA see: a name of the table, or formula and charge. */
  readonly ligand: string | StatedLigand;
  readonly hydroxide: HydroxideSource;
  /** Further ligands whose number per dot is known. */
  readonly others?: readonly (StatedLigand & { readonly perDot: number })[];
  readonly measurements: readonly SampleMeasurement[];
  /** Counts the truncated octahedron that ends on cations everywhere as one more technique: its excess of cations at the same
   *  number of atoms holds to this relative standard error. Rock salt only. */
  readonly structuralModel?: { readonly relativeTolerance: number };
  /** Area of the polyhedron through the outermost nuclei of a dot built elsewhere, nm2. */
  readonly polyhedronAreaNm2?: number;
  /** Probability of the intervals; 0.95 when left out. */
  readonly level?: number;
}
