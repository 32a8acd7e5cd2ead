import { findByName, indexByName } from "./find.ts";
import type { Solvent } from "./solvent-types.ts";
import { apolarSolvents } from "./tables/solvents-apolar.ts";
import { deuteratedSolvents } from "./tables/solvents-deuterated.ts";
import { polarSolvents } from "./tables/solvents-polar.ts";

/** Every solvent of the workbench, ordinary ones first. A new one is one entry in one of the tables. */
export const solvents: readonly Solvent[] = [...apolarSolvents, ...polarSolvents, ...deuteratedSolvents];

const index: ReadonlyMap<string, Solvent> = indexByName(solvents);
/** As written in the table, for the nearest names of an unknown one. */
const spelled: readonly string[] = solvents.flatMap((entry) => [entry.name, ...entry.aliases]);

/** The solvent of a name or alias ("toluene-d8", "CDCl3", "THF"); case, spaces and hyphens do not matter.
 *  Throws InputError with the three nearest names when it is unknown. */
export function findSolvent(name: string): Solvent {
  return findByName("solvent", name, index, spelled, "see them all with `oleate list solvents`");
}
