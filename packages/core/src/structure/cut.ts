import { type Crystal, cartesian } from "./crystal.ts";
import { cross, dot, length, minus, type Vector } from "./vector.ts";

/** A face that cuts: unit normal and, per site of the cell, how far out that kind of atom may lie (Angstrom from the centre). */
export interface CuttingPlane {
  readonly normal: Vector;
  readonly limits: Float64Array;
}

/** What is kept of a crystal: everything below all planes and, when given, inside a ball of that radius (Angstrom). */
export interface Region {
  readonly planes: readonly CuttingPlane[];
  readonly ball?: number;
  /** No atom lies farther from the centre than this (Angstrom). */
  readonly reach: number;
}

/** Atoms of a crystal as lattice points: site of the cell and whole-number cell, with coordinates from the centre. */
export interface LatticeAtoms {
  readonly crystal: Crystal;
  readonly centre: Vector;
  /** Per atom: index of its site in the cell. */
  readonly site: Uint16Array;
  /** Per atom: i, j, k of its cell; length 3 n. */
  readonly cells: Int16Array;
}

type RowVisitor = (site: number, i: number, j: number, from: number, to: number) => void;

/**
 * Walks every lattice row along c that crosses a region and gives the range of cells in it. Cost grows with the number of rows
 * (the square of the size), not with the number of atoms.
 */
function visitRows(crystal: Crystal, centre: Vector, region: Region, visit: RowVisitor): void {
  const [a, b, c] = crystal.cell;
  const volume = Math.abs(dot(a, cross(b, c)));
  const spanI = Math.ceil((region.reach * length(cross(b, c))) / volume) + 1;
  const spanJ = Math.ceil((region.reach * length(cross(c, a))) / volume) + 1;
  const spanK = Math.ceil((region.reach * length(cross(a, b))) / volume) + 1;
  // Planes in the order: those that bound a row from above, from below, and those it runs along.
  const slopes = region.planes.map(({ normal, limits }) => ({
    limits,
    normal,
    step: dot(normal, c) > 1e-9 || dot(normal, c) < -1e-9 ? dot(normal, c) : 0,
  }));
  const order = [
    ...slopes.filter(({ step }) => step > 0),
    ...slopes.filter(({ step }) => step < 0),
    ...slopes.filter(({ step }) => step === 0),
  ];
  const above = slopes.filter(({ step }) => step > 0).length;
  const tilted = slopes.filter(({ step }) => step !== 0).length;
  const planes = order.length;
  const [alongA, alongB] = [new Float64Array(planes), new Float64Array(planes)];
  order.forEach(({ normal, step }, p) => {
    alongA[p] = dot(normal, a) / (step || 1);
    alongB[p] = dot(normal, b) / (step || 1);
  });
  const room = new Float64Array(planes);
  const roomI = new Float64Array(planes);
  const cc = dot(c, c);
  const [ac, bc] = [dot(a, c), dot(b, c)];
  const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
  for (let site = 0; site < crystal.sites.length; site++) {
    const at = cartesian(crystal, minus(crystal.sites[site]!.at, centre));
    // Room left along a row, in cells of c where the row crosses the plane.
    order.forEach(({ normal, limits, step }, p) => {
      room[p] = (limits[site]! - dot(normal, at) + 1e-6) / (step || 1);
    });
    const [pa, pb, pc, pp] = [dot(at, a), dot(at, b), dot(at, c), dot(at, at)];
    for (let i = -spanI; i <= spanI; i++) {
      for (let p = 0; p < planes; p++) roomI[p] = room[p]! - i * alongA[p]!;
      for (let j = -spanJ; j <= spanJ; j++) {
        let low = -spanK;
        let high = spanK;
        if (region.ball !== undefined) {
          // |p + i a + j b + k c|^2 <= R^2 as a quadratic in k.
          const half = pc + i * ac + j * bc;
          const rest = pp + i * i * aa + j * j * bb + 2 * (i * pa + j * pb + i * j * ab);
          const under = half * half - cc * (rest - region.ball ** 2);
          if (under < 0) continue;
          const root = Math.sqrt(under);
          low = Math.max(low, (-half - root) / cc - 1e-9);
          high = Math.min(high, (-half + root) / cc + 1e-9);
        }
        let p = 0;
        for (; p < above; p++) {
          const k = roomI[p]! - j * alongB[p]!;
          if (k < high) high = k;
        }
        for (; p < tilted; p++) {
          const k = roomI[p]! - j * alongB[p]!;
          if (k > low) low = k;
        }
        for (; p < planes; p++) if (roomI[p]! - j * alongB[p]! < 0) high = Number.NEGATIVE_INFINITY;
        if (high < low) continue;
        const from = Math.ceil(low);
        const to = Math.floor(high);
        if (to >= from) visit(site, i, j, from, to);
      }
    }
  }
}

/** How many atoms a region keeps, without listing them. */
export function countAtoms(crystal: Crystal, centre: Vector, region: Region): number {
  let count = 0;
  visitRows(crystal, centre, region, (_site, _i, _j, from, to) => {
    count += to - from + 1;
  });
  return count;
}

/** Formal charge of what a region keeps, e. */
export function countCharge(crystal: Crystal, centre: Vector, region: Region): number {
  let charge = 0;
  visitRows(crystal, centre, region, (site, _i, _j, from, to) => {
    charge += (to - from + 1) * crystal.sites[site]!.oxidation;
  });
  return charge;
}

/** The atoms a region keeps, site by site. */
export function cutAtoms(crystal: Crystal, centre: Vector, region: Region): LatticeAtoms {
  const rows: number[] = [];
  let total = 0;
  visitRows(crystal, centre, region, (s, i, j, from, to) => {
    rows.push(s, i, j, from, to);
    total += to - from + 1;
  });
  const site = new Uint16Array(total);
  const cells = new Int16Array(3 * total);
  let n = 0;
  for (let row = 0; row < rows.length; row += 5) {
    for (let k = rows[row + 3]!; k <= rows[row + 4]!; k++) {
      site[n] = rows[row]!;
      cells[3 * n] = rows[row + 1]!;
      cells[3 * n + 1] = rows[row + 2]!;
      cells[3 * n + 2] = k;
      n++;
    }
  }
  return { crystal, centre, site, cells };
}

/** The atoms for which `keep` is 1, in the same order. */
export function keptAtoms(atoms: LatticeAtoms, keep: Uint8Array): LatticeAtoms {
  let total = 0;
  for (const flag of keep) total += flag;
  if (total === keep.length) return atoms;
  const site = new Uint16Array(total);
  const cells = new Int16Array(3 * total);
  let n = 0;
  for (let atom = 0; atom < keep.length; atom++) {
    if (!keep[atom]) continue;
    site[n] = atoms.site[atom]!;
    cells[3 * n] = atoms.cells[3 * atom]!;
    cells[3 * n + 1] = atoms.cells[3 * atom + 1]!;
    cells[3 * n + 2] = atoms.cells[3 * atom + 2]!;
    n++;
  }
  return { ...atoms, site, cells };
}

/** Coordinates in Angstrom from the centre, length 3 n; `shown` takes the tilted positions, else the flat ones. */
export function coordinates(atoms: LatticeAtoms, shown: boolean): Float64Array {
  const { crystal, centre, site, cells } = atoms;
  const [a, b, c] = crystal.cell;
  const origin = crystal.sites.map((s) => cartesian(crystal, minus(shown ? s.shown : s.at, centre)));
  const xyz = new Float64Array(3 * site.length);
  for (let atom = 0; atom < site.length; atom++) {
    const o = origin[site[atom]!]!;
    const i = cells[3 * atom]!;
    const j = cells[3 * atom + 1]!;
    const k = cells[3 * atom + 2]!;
    xyz[3 * atom] = o[0] + i * a[0] + j * b[0] + k * c[0];
    xyz[3 * atom + 1] = o[1] + i * a[1] + j * b[1] + k * c[1];
    xyz[3 * atom + 2] = o[2] + i * a[2] + j * b[2] + k * c[2];
  }
  return xyz;
}
