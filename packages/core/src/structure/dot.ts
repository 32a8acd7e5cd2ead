import type { Structure } from "./atoms.ts";
import type { Core } from "./core.ts";
import type { LigandMolecule } from "./ligand-molecule.ts";
import type { CoreSurface } from "./site-classes.ts";
import type { SizeRequest } from "./size.ts";

/** Ligands wanted on a dot. One of `count`, `perNm2`, `share`; when none is given, as many as `usualLigandCount` says. */
export interface LigandRequest {
  readonly molecule: LigandMolecule;
  readonly count?: number;
  /** Ligands per nm2 of the area through the outermost nuclei. */
  readonly perNm2?: number;
  /** Share of what neutrality asks for, 0 to 1. */
  readonly share?: number;
  /** Facet families it may sit on, such as "{111}"; all when left out. */
  readonly facets?: readonly string[];
  /** How it binds; the first of the ligand's own ways that fits when left out. */
  readonly mode?: BindingMode;
}

/** monodentate: one donor on one to three metals; chelating: two donors on one metal; bridging: two donors on two metals. */
export type BindingMode = "monodentate" | "chelating" | "bridging";

/** One ligand as placed: where its atoms are in the structure, what it holds on to, how near. */
export interface PlacedLigand {
  readonly name: string;
  readonly first: number;
  readonly count: number;
  readonly mode: BindingMode;
  /** Core atoms it is bound to, and the facet family they lie on. */
  readonly anchors: readonly number[];
  readonly family: string;
  /** Shortest distance from a donor to an anchor, Angstrom. */
  readonly bondLength: number;
  /** Whether that distance lies within the window of a bond. */
  readonly bound: boolean;
}

/** What was asked of one ligand and what came of it. */
export interface LigandReport {
  readonly name: string;
  readonly charge: number;
  readonly asked: number;
  readonly placed: number;
  readonly bound: number;
  readonly perNm2: number;
}

/** The charges of a dot, in e, and what would bring them to zero. */
export interface ChargeBalance {
  readonly core: number;
  readonly ligands: number;
  readonly net: number;
  /** Permanent dipole of the formal charges about the centre of mass of the core, Debye; null while the dot is charged. */
  readonly dipoleDebye: number | null;
  /** What could be added or taken away to reach zero, in words. */
  readonly offers: readonly string[];
}

/** Shortest distances, Angstrom; null where there is no such pair. */
export interface Contacts {
  readonly betweenLigands: number | null;
  /** From any C or H of a ligand to the core. */
  readonly organicToCore: number | null;
}

/** A whole dot: core, surface, ligands, charges. The structure holds the core first, then one residue for each ligand. */
export interface Dot {
  /** The size asked for; of the core where there is a shell. */
  readonly asked: SizeRequest;
  readonly core: Core;
  readonly surface: CoreSurface;
  readonly structure: Structure;
  readonly placed: readonly PlacedLigand[];
  readonly ligands: readonly LigandReport[];
  readonly charge: ChargeBalance;
  readonly contacts: Contacts;
  /** What was assumed or left open, in sentences. */
  readonly notes: readonly string[];
}
