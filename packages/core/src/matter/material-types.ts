import type { Fact } from "./fact.ts";
import type { Site } from "./sites.ts";
import type { Extinction, SizingCurve } from "./sizing-types.ts";

/** Names of the lattices a builder knows. */
export type LatticeName =
  | "rock salt"
  | "zinc blende"
  | "wurtzite"
  | "cubic perovskite"
  | "orthorhombic perovskite"
  | "face-centred cubic"
  | "diamond"
  | "beta-tin"
  | "fluorite"
  | "antifluorite"
  | "rutile"
  | "anatase";

/** One crystal form. Cell edges in nm; b and c are given where they differ from a; gamma is 120 degrees for wurtzite, else all angles are 90. */
export interface Polymorph {
  readonly name: string;
  readonly lattice: LatticeName;
  readonly spaceGroup: string;
  readonly a: Fact;
  readonly b?: Fact;
  readonly c?: Fact;
  readonly formulaUnitsPerCell: number;
  readonly sites: readonly Site[];
  /** Where free coordinates of the sites come from, and how well they are known (fractional); absent when symmetry fixes all. */
  readonly positions?: Fact;
  readonly density: Fact;
  readonly note?: string;
}

/** One kind of ion: how many a formula unit has and its oxidation number. */
export interface Ion {
  readonly element: string;
  readonly count: number;
  readonly oxidation: number;
}

/** A lattice constant that a paper used for its counting, kept apart from the crystallographic one. */
export interface QuotedLattice {
  readonly use: string;
  readonly a: Fact;
}

/** What an envelope calculation of confinement needs beside the gap at hand and the permittivities. The masses belong to
 *  `gapOfMasses`, the gap at the temperature where they were measured: what is left of them after the coupling of the near
 *  bands is taken off does not change with temperature. */
export interface BandEdges {
  /** `Kane`: an s-like conduction band over heavy, light and split-off p-like bands (tetrahedral crystals).
   *  `mirror`: one conduction and one valence band that push each other alike (lead salts, lead halide perovskites). */
  readonly model: "Kane" | "mirror";
  /** E_P = 2 P^2 / m0 in eV; for mirror bands the mean over the three directions. */
  readonly kaneEnergy: Fact;
  readonly splitOff?: Fact;
  readonly electronMass: Fact;
  /** The heavy hole's for Kane bands. */
  readonly holeMass: Fact;
  readonly gapOfMasses: Fact;
  /** Conduction band edge below vacuum, eV. */
  readonly electronAffinity: Fact;
}

/** What is known of one core material. All numbers carry unit, source and status; what could not be sourced is absent. */
export interface Material {
  readonly formula: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly ions: readonly Ion[];
  /** Crystal forms, the one colloidal dots usually have first. */
  readonly polymorphs: readonly [Polymorph, ...Polymorph[]];
  readonly quotedLattices?: readonly QuotedLattice[];
  /** Band gap at the temperature named (eV); negative for an inverted band order. */
  readonly gap?: Fact;
  readonly staticDielectric?: Fact;
  readonly opticalDielectric?: Fact;
  readonly electronMass?: Fact;
  readonly holeMass?: Fact;
  readonly reducedMass?: Fact;
  readonly bohrRadius?: Fact;
  readonly bandEdges?: BandEdges;
  /** Sizing curves, the one used by default first. */
  readonly sizing: readonly SizingCurve[];
  readonly extinction: readonly Extinction[];
  readonly note?: string;
}
