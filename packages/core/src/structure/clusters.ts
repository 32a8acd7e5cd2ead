import { InputError, nearestNames } from "../errors.ts";

/** A cluster of known size, with X for the monovalent ligands that make it neutral. Atoms are those of the core. */
export interface Cluster {
  readonly name: string;
  readonly material: string;
  readonly polymorph: string;
  readonly shape: string;
  readonly atoms: number;
  readonly xLigands: number;
}

/** Tetrahedra of zinc blende with n cations along an edge: n(n+1)(n+2)/6 cations, one layer fewer of anions, and as many
 *  monovalent ligands as neutrality asks. The family of the magic-size clusters Cd35Se20, Cd56Se35, Cd84Se56 (Beecher,
 *  Owen et al., J. Am. Chem. Soc. 2014, 136, 10645). */
function tetrahedra(
  cation: string,
  anion: string,
  charge: number,
  sizes: readonly number[],
): readonly Cluster[] {
  return sizes.map((n): Cluster => {
    const cations = (n * (n + 1) * (n + 2)) / 6;
    const anions = ((n - 1) * n * (n + 1)) / 6;
    const xLigands = charge * (cations - anions);
    return {
      name: `${cation}${cations}${anion}${anions}X${xLigands}`,
      material: `${cation}${anion}`,
      polymorph: "zinc blende",
      shape: "tetrahedron",
      atoms: cations + anions,
      xLigands,
    };
  });
}

/** Close-packed cuboctahedra of a face-centred cubic metal: 13, 55, 147, 309, 561 atoms. */
function cuboctahedra(metal: string): readonly Cluster[] {
  return [1, 2, 3, 4, 5].map((n): Cluster => {
    const atoms = (10 * n ** 3 + 15 * n ** 2 + 11 * n + 3) / 3;
    return {
      name: `${metal}${atoms}`,
      material: metal,
      polymorph: "face-centred cubic",
      shape: "cuboctahedron",
      atoms,
      xLigands: 0,
    };
  });
}

/** Clusters that can be asked for by name. */
export const clusters: readonly Cluster[] = [
  ...["S", "Se", "Te"].flatMap((anion) => tetrahedra("Cd", anion, 2, [4, 5, 6, 7, 8, 9, 10])),
  ...tetrahedra("In", "P", 3, [4, 5, 6, 7]),
  ...cuboctahedra("Au"),
];

/** The cluster of a name: "Cd35Se20X30" or "Cd35Se20". Throws InputError with the nearest names. */
export function findCluster(name: string): Cluster {
  const bare = (text: string): string => text.replace(/X\d+$/, "");
  const found = clusters.find((cluster) => cluster.name === name || bare(cluster.name) === bare(name));
  if (found) return found;
  const names = clusters.map((cluster) => cluster.name);
  throw new InputError({
    what: "unknown cluster",
    found: `"${name}"`,
    expected: `nearest ${nearestNames(name, names).join(", ")}`,
    remedy: "give material, shape and atoms instead",
  });
}
