import { findByName, indexByName } from "./find.ts";
import { molarMass } from "./formula.ts";
import type { Material, Polymorph } from "./material-types.ts";
import { cadmiumChalcogenides } from "./tables/cadmium-chalcogenides.ts";
import { fluorites } from "./tables/fluorites.ts";
import { leadChalcogenides } from "./tables/lead-chalcogenides.ts";
import { metalsAndOxides } from "./tables/metals-and-oxides.ts";
import { perovskites } from "./tables/perovskites.ts";
import { zincBlendeOthers } from "./tables/zinc-blende-others.ts";
import { zincCompounds } from "./tables/zinc-compounds.ts";

/** Every core material of the workbench. A new one is one entry in one of the tables. */
export const materials: readonly Material[] = [
  ...leadChalcogenides,
  ...cadmiumChalcogenides,
  ...zincBlendeOthers,
  ...zincCompounds,
  ...perovskites,
  ...metalsAndOxides,
  ...fluorites,
];

const index: ReadonlyMap<string, Material> = indexByName(materials, ({ formula }) => [formula]);
/** As written in the table, for the nearest names of an unknown one. */
const spelled: readonly string[] = materials.flatMap((entry) => [
  entry.formula,
  entry.name,
  ...entry.aliases,
]);

/** The material of a formula, name or alias ("CsPbBr3", "caesium lead bromide"); case does not matter.
 *  Throws InputError with the three nearest names when it is unknown. */
export function findMaterial(name: string): Material {
  return findByName(
    "material",
    name,
    index,
    spelled,
    "give its crystal as a CIF or a POSCAR, or see them all with `oleate list materials`",
  );
}

/** Avogadro's number per mol times 1e-21 cm3 in a nm3: turns g/mol per nm3 into g/cm3 when divided by it. */
const GRAM_PER_CM3 = 602.214076;

/** Volume in nm3 of the polymorph's unit cell (gamma 120 degrees for wurtzite, right angles otherwise). */
export function cellVolumeNm3(polymorph: Polymorph): number {
  const aNm = polymorph.a.value;
  const volume = aNm * (polymorph.b?.value ?? aNm) * (polymorph.c?.value ?? aNm);
  return polymorph.lattice === "wurtzite" ? (volume * Math.sqrt(3)) / 2 : volume;
}

/** Density in g/cm3 that the cell and the formula of a material imply, to hold against the tabulated one. */
export function cellDensity(material: Material, polymorph: Polymorph): number {
  return (
    (polymorph.formulaUnitsPerCell * molarMass(material.formula)) / (GRAM_PER_CM3 * cellVolumeNm3(polymorph))
  );
}
