import type { Citation } from "../../matter/index.ts";

/** What surrounds the dipole inside the dot: the core, and a shell around it where one is counted. */
export interface EmittingCore {
  /** Optical permittivity of the core at the emission; the sphere models need it. */
  readonly permittivity: number;
  /** "cube" replaces the sphere's field by the mean field of a cube; default "sphere". */
  readonly shape?: "sphere" | "cube";
  /** A shell of ligands or of another material between core and solvent; only around a sphere. */
  readonly shell?: DielectricShell;
}

/** A concentric shell. */
export interface DielectricShell {
  /** 1.46 for a dense shell of alkyl chains. */
  readonly refractiveIndex: number;
  readonly thicknessNm: number;
  readonly coreRadiusNm: number;
}

/** Names of the local-field models. */
export type LocalFieldModelName = "sphere" | "virtual cavity" | "empty cavity" | "microscopic";

/** A model of how the medium changes the radiative lifetime. */
export interface LocalFieldModel {
  readonly name: LocalFieldModelName;
  readonly title: string;
  /** What the lifetime is proportional to, as printed. */
  readonly formula: string;
  /** Whether the permittivity of the core enters. */
  readonly usesCore: boolean;
  readonly source: Citation;
  /** When it holds, and how well its form is known. */
  readonly note: string;
  /**
   * A number proportional to the radiative lifetime; only ratios of one model have a meaning.
   * `index` is the solvent's refractive index, 1 or more.
   */
  lifetimeFactor(index: number, core: EmittingCore): number;
}
