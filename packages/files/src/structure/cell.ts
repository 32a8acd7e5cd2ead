import { atomCount, InputError, type Structure } from "@oleate/core";
import { DEFAULT_MARGIN } from "./format.ts";

/** Lengths a, b, c in Angstrom and angles alpha, beta, gamma in degrees. */
export type CellParameters = readonly [number, number, number, number, number, number];

/** Exact cosines of the angles that hexagonal and cubic cells have, so that their rows hold exact zeros. */
function cosine(degrees: number): number {
  if (degrees === 90) return 0;
  if (degrees === 120) return -0.5;
  if (degrees === 60) return 0.5;
  return Math.cos((degrees * Math.PI) / 180);
}

/**
 * Rows a, b, c of a cell in Angstrom (length 9): a along x, b in the plane of x and y with y above 0, c with z above 0.
 * Undefined when no cell has these lengths and angles.
 */
export function cellRows(parameters: CellParameters): Float64Array | undefined {
  const [a, b, c, alpha, beta, gamma] = parameters;
  const [ca, cb, cg] = [cosine(alpha), cosine(beta), cosine(gamma)];
  const sg = Math.sqrt(1 - cg * cg);
  const cy = (ca - cb * cg) / sg;
  const cz2 = 1 - cb * cb - cy * cy;
  const angles = [alpha, beta, gamma].every((angle) => angle > 0 && angle < 180);
  if (!(a > 0 && b > 0 && c > 0 && angles && cz2 > 1e-8)) return undefined;
  return Float64Array.of(a, 0, 0, b * cg, b * sg, 0, c * cb, c * cy, c * Math.sqrt(cz2));
}

function dotRows(cell: Float64Array, i: number, j: number): number {
  return (
    cell[3 * i]! * cell[3 * j]! + cell[3 * i + 1]! * cell[3 * j + 1]! + cell[3 * i + 2]! * cell[3 * j + 2]!
  );
}

/** Lengths in Angstrom and angles in degrees of a cell given by its rows. */
export function cellParameters(cell: Float64Array): CellParameters {
  const length = [0, 1, 2].map((i) => Math.sqrt(dotRows(cell, i, i)));
  const angle = (i: number, j: number): number =>
    (Math.acos(Math.max(-1, Math.min(1, dotRows(cell, i, j) / (length[i]! * length[j]!)))) * 180) / Math.PI;
  return [length[0]!, length[1]!, length[2]!, angle(1, 2), angle(0, 2), angle(0, 1)];
}

/** Signed volume a . (b x c) of a cell in cubic Angstrom; below 0 for a left-handed cell. */
export function cellVolume(m: Float64Array): number {
  return (
    m[0]! * (m[4]! * m[8]! - m[5]! * m[7]!) -
    m[1]! * (m[3]! * m[8]! - m[5]! * m[6]!) +
    m[2]! * (m[3]! * m[7]! - m[4]! * m[6]!)
  );
}

/** Inverse of the matrix whose rows are a, b, c: Cartesian row vector times it gives fractional coordinates. */
function inverse(m: Float64Array): Float64Array {
  const v = cellVolume(m);
  const minor = (i: number, j: number, k: number, l: number): number => (m[i]! * m[j]! - m[k]! * m[l]!) / v;
  return Float64Array.of(
    ...[minor(4, 8, 5, 7), minor(2, 7, 1, 8), minor(1, 5, 2, 4)],
    ...[minor(5, 6, 3, 8), minor(0, 8, 2, 6), minor(2, 3, 0, 5)],
    ...[minor(3, 7, 4, 6), minor(1, 6, 0, 7), minor(0, 4, 1, 3)],
  );
}

function timesMatrix(xyz: ArrayLike<number>, m: Float64Array): Float64Array {
  const out = new Float64Array(xyz.length);
  for (let i = 0; i < xyz.length; i += 3) {
    for (let k = 0; k < 3; k++)
      out[i + k] = xyz[i]! * m[k]! + xyz[i + 1]! * m[3 + k]! + xyz[i + 2]! * m[6 + k]!;
  }
  return out;
}

/** Fractional coordinates (length 3 n, not wrapped) of Cartesian ones in Angstrom. */
export function fractional(xyz: ArrayLike<number>, cell: Float64Array): Float64Array {
  return timesMatrix(xyz, inverse(cell));
}

/** Cartesian coordinates in Angstrom of fractional ones. */
export function cartesianOf(fractions: ArrayLike<number>, cell: Float64Array): Float64Array {
  return timesMatrix(fractions, cell);
}

/** A box, its corner and the coordinates in it, Angstrom: what formats without empty space need. */
export interface Boxed {
  readonly cell: Float64Array;
  readonly xyz: Float64Array;
  /** False when the box was put around a dot. */
  readonly periodic: boolean;
}

/**
 * A structure in the orientation that CIF, PDB, LAMMPS and GROMACS files imply: a along x, b in the plane of x and y. The
 * fractional coordinates stay as they are, so a crystal may be turned as a whole. A dot without cell is not turned: it is
 * shifted into a box of its extent and `margin` Angstrom of empty space on every side.
 * @throws InputError for a left-handed or flat cell, which such a file cannot describe
 */
export function inStandardBox(structure: Structure, margin: number = DEFAULT_MARGIN): Boxed {
  const { cell } = structure;
  if (!cell) return boxAround(structure, margin);
  const rows = cellVolume(cell) > 1e-6 ? cellRows(cellParameters(cell)) : undefined;
  if (!rows) {
    throw new InputError({
      what: "the cell cannot be written in this format",
      found: `a volume of ${cellVolume(cell).toFixed(3)} cubic Angstrom`,
      expected: "a right-handed cell that encloses space",
      remedy: "swap two of its vectors, or write extxyz or POSCAR, which keep the vectors",
    });
  }
  // A cell that stands as it should is kept to the last digit.
  const turned = rows.some((value, i) => Math.abs(value - cell[i]!) > 1e-9);
  if (!turned) return { cell, xyz: structure.xyz, periodic: true };
  return { cell: rows, xyz: cartesianOf(fractional(structure.xyz, cell), rows), periodic: true };
}

function boxAround(structure: Structure, margin: number): Boxed {
  const low = [0, 0, 0];
  const high = [0, 0, 0];
  for (let k = 0; k < 3 && atomCount(structure) > 0; k++) {
    low[k] = Number.POSITIVE_INFINITY;
    high[k] = Number.NEGATIVE_INFINITY;
    for (let i = k; i < structure.xyz.length; i += 3) {
      low[k] = Math.min(low[k]!, structure.xyz[i]!);
      high[k] = Math.max(high[k]!, structure.xyz[i]!);
    }
  }
  const edge = [0, 1, 2].map((k) => high[k]! - low[k]! + 2 * margin);
  return {
    cell: Float64Array.of(edge[0]!, 0, 0, 0, edge[1]!, 0, 0, 0, edge[2]!),
    xyz: structure.xyz.map((value, i) => value - low[i % 3]! + margin),
    periodic: false,
  };
}
