import type { Core } from "./core.ts";
import { coordinates } from "./cut.ts";
import { along, pointAt, type Vector } from "./vector.ts";

/** A lattice point of an anion (or any neighbour) that the cut left empty, with the surface atoms that lack it. */
export interface VacantSite {
  readonly site: number;
  readonly position: Vector;
  /** Core atoms next to it. */
  readonly metals: readonly number[];
}

/** Every empty lattice point next to surface cations (to all surface atoms in a metal). Positions in Angstrom from the centre. */
export function vacantSites(core: Core): readonly VacantSite[] {
  const { atoms, bonds, coordination, crystal } = core;
  const flat = coordinates(atoms, false);
  const found = new Map<string, { site: number; position: Vector; metals: number[] }>();
  for (let atom = 0; atom < atoms.site.length; atom++) {
    const own = bonds[atoms.site[atom]!]!;
    if (coordination.number[atom] === own.length || crystal.sites[atoms.site[atom]!]!.oxidation < 0) continue;
    own.forEach((bond, i) => {
      if (coordination.to[coordination.start[atom]! + i]! >= 0) return;
      const cell = bond.shift.map((shift, k) => atoms.cells[3 * atom + k]! + shift);
      const key = `${bond.site} ${cell.join(" ")}`;
      const known = found.get(key);
      if (known) known.metals.push(atom);
      else
        found.set(key, {
          site: bond.site,
          position: along(pointAt(flat, atom), 1, bond.vector),
          metals: [atom],
        });
    });
  }
  return [...found.values()];
}
