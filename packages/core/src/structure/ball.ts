import { coordinationOf } from "./coordination.ts";
import { atomsPerFormulaUnit, type Crystal, formulaUnitVolumeNm3 } from "./crystal.ts";
import { coordinates, cutAtoms, keptAtoms, type LatticeAtoms } from "./cut.ts";
import type { LatticeBond } from "./lattice-bonds.ts";
import type { FacetTermination } from "./termination.ts";
import type { Vector } from "./vector.ts";

/**
 * The atoms of a ball: those within a radius, the centre among the crystal's special points and the radius chosen so that the volume of the atoms
 * is that of a sphere of the wanted count. `cations` (or `anions`) keeps every anion (cation) inside with all its neighbours,
 * so that the surface shows only the named ions.
 */
export function cutBall(
  crystal: Crystal,
  bonds: readonly (readonly LatticeBond[])[],
  centres: readonly Vector[],
  wantedAtoms: number,
  termination: FacetTermination,
): LatticeAtoms {
  const volume = (wantedAtoms / atomsPerFormulaUnit(crystal)) * formulaUnitVolumeNm3(crystal) * 1e3;
  const radius = Math.cbrt((3 * volume) / (4 * Math.PI));
  const surface: "cations" | "anions" | null =
    termination === "cations" ? "cations" : termination === "anions" ? "anions" : null;
  const balls = centres.map((centre): LatticeAtoms => {
    if (surface === null) {
      const region = { planes: [], ball: radius, reach: radius };
      return cutAtoms(crystal, centre, region);
    }
    let inner = radius;
    let atoms = completed(crystal, bonds, centre, inner, surface);
    // Whole coordination shells add to the count: shrink the cut until the volume fits.
    for (let round = 0; round < 3; round++) {
      inner *= Math.cbrt(wantedAtoms / Math.max(1, atoms.site.length));
      atoms = completed(crystal, bonds, centre, inner, surface);
    }
    return atoms;
  });
  const error = ({ site }: LatticeAtoms): number =>
    Math.abs(Math.log(Math.max(1, site.length) / wantedAtoms));
  return balls.reduce((best, ball) => (error(ball) < error(best) ? ball : best));
}

/** The ions of the other sign within a radius, and all neighbours of the surface's sign that they are bonded to. */
function completed(
  crystal: Crystal,
  bonds: readonly (readonly LatticeBond[])[],
  centre: Vector,
  radius: number,
  termination: "cations" | "anions",
): LatticeAtoms {
  const sign = termination === "cations" ? 1 : -1;
  const longest = Math.max(...bonds.flat().map((bond) => bond.length));
  const reach = radius + longest + 0.1;
  const wide = cutAtoms(crystal, centre, { planes: [], ball: reach, reach });
  const xyz = coordinates(wide, false);
  const { start, to } = coordinationOf(wide, bonds);
  const keep = new Uint8Array(wide.site.length);
  for (let atom = 0; atom < keep.length; atom++) {
    if (Math.sign(crystal.sites[wide.site[atom]!]!.oxidation) === sign) continue;
    if (Math.hypot(xyz[3 * atom]!, xyz[3 * atom + 1]!, xyz[3 * atom + 2]!) > radius) continue;
    keep[atom] = 1;
    for (let at = start[atom]!; at < start[atom + 1]!; at++) if (to[at]! >= 0) keep[to[at]!] = 1;
  }
  return keptAtoms(wide, keep);
}
