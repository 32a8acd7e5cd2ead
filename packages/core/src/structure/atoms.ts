/**
 * Atoms in space: what every builder, reader, writer and picture of the project shares, from one molecule to a whole dot.
 * Coordinates are in Angstrom, as in every file format of the field; lengths a user gives or reads are in nm.
 */
export interface Atoms {
  /** The distinct element symbols, in order of first use. */
  readonly symbols: readonly string[];
  /** Per atom: index into `symbols`. */
  readonly element: Uint8Array;
  /** x, y, z of every atom in Angstrom; length 3 n. */
  readonly xyz: Float64Array;
}

/** Atoms that belong together and follow one another in the arrays: the core, one ligand, one molecule. */
export interface Residue {
  /** Name in the words of the tables: "core", "oleate", "hydroxide". */
  readonly name: string;
  /** Index of its first atom and how many there are. */
  readonly first: number;
  readonly count: number;
  /** Net formal charge in e. */
  readonly charge: number;
}

/** Bond kinds as stored in `Bonds.orders`: 1, 2, 3, aromatic, and 0 for a contact between ions or a donor and a metal. */
export const AROMATIC = 4;

/** Bonds as pairs of atom indices (length 2 b) and their orders (length b; 0 dative or ionic, 1, 2, 3, 4 aromatic). */
export interface Bonds {
  readonly pairs: Uint32Array;
  readonly orders: Uint8Array;
}

/** Everything a structure file can hold. Arrays run over the same n atoms. */
export interface Structure extends Atoms {
  /** One line that says what it is. */
  readonly title: string;
  /** In order of `first`, covering every atom once. */
  readonly residues: readonly Residue[];
  readonly bonds: Bonds;
  /** Formal charge of every atom in e: oxidation numbers in the core, formal charges in ligands. */
  readonly charges: Float64Array;
  /** Rows a, b, c of the periodic cell in Angstrom (length 9); absent for a dot or molecule in empty space. */
  readonly cell?: Float64Array;
}

/** Number of atoms. */
export function atomCount(atoms: Atoms): number {
  return atoms.element.length;
}

/** Element symbol of one atom. */
export function symbolOf(atoms: Atoms, index: number): string {
  return atoms.symbols[atoms.element[index]!]!;
}

/** Sum of all formal charges in e, rounded to the millionth so that thirds and quarters add up to whole numbers. */
export function netCharge(structure: Pick<Structure, "charges">): number {
  let sum = 0;
  for (const charge of structure.charges) sum += charge;
  return Math.round(sum * 1e6) / 1e6 + 0;
}

/** How many atoms of each element, in order of `symbols`. */
export function elementCounts(atoms: Atoms): ReadonlyMap<string, number> {
  const counts = new Float64Array(atoms.symbols.length);
  for (const kind of atoms.element) counts[kind]!++;
  return new Map(atoms.symbols.map((symbol, i) => [symbol, counts[i]!]));
}

/** What a structure is made from before its parts are counted: symbols per atom and coordinates in Angstrom. */
export interface AtomList {
  readonly title?: string;
  readonly symbols: readonly string[];
  readonly xyz: ArrayLike<number>;
  readonly residues?: readonly Residue[];
  readonly bonds?: Bonds;
  readonly charges?: ArrayLike<number>;
  readonly cell?: ArrayLike<number>;
}

/** A structure from a list of atoms; what is left out is empty, and all atoms are one residue called `title`. */
export function structureOf(list: AtomList): Structure {
  const symbols = [...new Set(list.symbols)];
  const indexOf = new Map(symbols.map((symbol, i) => [symbol, i]));
  const n = list.symbols.length;
  const charges = list.charges ? Float64Array.from(list.charges) : new Float64Array(n);
  const title = list.title ?? "";
  const structure: Structure = {
    title,
    symbols,
    element: Uint8Array.from(list.symbols, (symbol) => indexOf.get(symbol)!),
    xyz: Float64Array.from(list.xyz),
    residues: list.residues ?? [
      { name: title === "" ? "molecule" : title, first: 0, count: n, charge: netCharge({ charges }) },
    ],
    bonds: list.bonds ?? { pairs: new Uint32Array(0), orders: new Uint8Array(0) },
    charges,
  };
  return list.cell ? { ...structure, cell: Float64Array.from(list.cell) } : structure;
}

/** Formula in Hill order (carbon, hydrogen, then by letter; all by letter without carbon), as "C18H33O2". */
export function hillFormula(counts: ReadonlyMap<string, number>): string {
  const carbon = (counts.get("C") ?? 0) > 0;
  const rank = (symbol: string): string =>
    carbon && symbol === "C" ? "0" : carbon && symbol === "H" ? "1" : symbol;
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))
    .map(([symbol, count]) => `${symbol}${count === 1 ? "" : count}`)
    .join("");
}
