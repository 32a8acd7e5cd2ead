import { AROMATIC, atomCount, type Structure, symbolOf } from "@oleate/core";

interface Neighbour {
  readonly atom: number;
  readonly order: number;
}

/** SYBYL type of one atom from its bonds (contacts left out). */
function typeOf(structure: Structure, atom: number, lists: readonly (readonly Neighbour[])[]): string {
  const symbol = symbolOf(structure, atom);
  const bonds = lists[atom]!.filter(({ order }) => order > 0);
  const has = (order: number): number => bonds.filter((bond) => bond.order === order).length;
  if (bonds.length === 0) return symbol;
  const carboxyl = (carbon: number): boolean => {
    const oxygens = lists[carbon]!.filter(
      (one) =>
        symbolOf(structure, one.atom) === "O" &&
        lists[one.atom]!.filter(({ order }) => order > 0).length === 1,
    );
    return symbolOf(structure, carbon) === "C" && oxygens.length === 2;
  };
  switch (symbol) {
    case "C":
      if (has(AROMATIC) > 0) return carboxyl(atom) ? "C.2" : "C.ar";
      return has(3) > 0 || has(2) === 2 ? "C.1" : has(2) > 0 ? "C.2" : "C.3";
    case "N":
      if (has(AROMATIC) > 0) return "N.ar";
      if (bonds.length === 4) return "N.4";
      return has(3) > 0 || has(2) === 2 ? "N.1" : has(2) > 0 ? "N.2" : "N.3";
    case "O":
      if (bonds.length === 1 && carboxyl(bonds[0]!.atom)) return "O.co2";
      return has(2) + has(AROMATIC) > 0 ? "O.2" : "O.3";
    case "S":
      return has(2) === 2 ? "S.o2" : has(2) + has(AROMATIC) > 0 ? "S.2" : "S.3";
    case "P":
      return "P.3";
    default:
      return symbol;
  }
}

/**
 * SYBYL types of all atoms: C, N, O, S and P by hybridisation as their bond orders show it, carboxylate oxygens O.co2, all
 * else (and any atom without covalent bonds) the element. Source: Tripos, Mol2 File Format (2005), table of atom types.
 */
export function sybylTypes(
  structure: Structure,
  lists: readonly (readonly Neighbour[])[],
): readonly string[] {
  return Array.from({ length: atomCount(structure) }, (_, i) => typeOf(structure, i, lists));
}
