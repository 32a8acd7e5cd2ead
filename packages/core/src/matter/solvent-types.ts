import type { Fact } from "./fact.ts";

/** One solvent. Relative permittivity and viscosity at 298.15 K; index of the sodium D line at 293.15 K, and at 298.15 K
 *  where it was read there; density at the fact's own temperature; melting and boiling point at 1 atm. */
export interface Solvent {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly formula: string;
  /** For a deuterated solvent: the name of its ordinary form. */
  readonly deuteratedFrom?: string;
  readonly permittivity?: Fact;
  readonly refractiveIndex?: Fact;
  readonly refractiveIndex25?: Fact;
  readonly viscosity?: Fact;
  readonly density?: Fact;
  readonly boilingPoint?: Fact;
  readonly meltingPoint?: Fact;
  /** Reichardt's normalised polarity E_T^N: 0 for tetramethylsilane, 1 for water. */
  readonly polarity?: Fact;
  readonly note?: string;
}
