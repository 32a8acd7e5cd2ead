import { findByName, foldName, indexByName } from "./find.ts";
import type { AcidBase, Ligand } from "./ligand-types.ts";
import { acidBasePairs } from "./tables/acidity.ts";
import { carboxylateLigands } from "./tables/ligands-carboxylates.ts";
import { composedLigands } from "./tables/ligands-composed.ts";
import { inorganicLigands } from "./tables/ligands-inorganic.ts";
import { organicLigands } from "./tables/ligands-organic.ts";

/** Every ligand, ion, complex and ion pair of the workbench. A new one is one entry in one of the tables. */
export const ligands: readonly Ligand[] = [
  ...carboxylateLigands,
  ...organicLigands,
  ...inorganicLigands,
  ...composedLigands,
];

const index: ReadonlyMap<string, Ligand> = indexByName(ligands);

/** As {@link findLigand}; null for a name that is in no table. */
export function ligandNamed(name: string): Ligand | null {
  return index.get(foldName(name)) ?? null;
}

/** The ligand of a name or alias ("oleylammonium bromide", "OlAmBr"); case, spaces and hyphens do not matter.
 *  Throws InputError with the three nearest names when it is unknown. */
export function findLigand(name: string): Ligand {
  return findByName(
    "ligand",
    name,
    index,
    ligands.flatMap((entry) => [entry.name, ...entry.aliases]),
    "give it as a SMILES or a MOL file, or see them all with `oleate list ligands`",
  );
}

/** The acid-base pairs (pKa in water) in which a ligand takes part, as acid or as base; empty when none is known. */
export function acidityOf(ligand: Ligand): readonly AcidBase[] {
  return acidBasePairs.filter(({ acid, base }) => acid === ligand.name || base === ligand.name);
}
