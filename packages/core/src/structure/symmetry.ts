import { type Crystal, type CrystalSite, cartesian } from "./crystal.ts";
import { dot, type Vector } from "./vector.ts";

/** A space-group operation on fractional coordinates: x -> W x + t, with the rows of W as whole numbers. */
export interface Operation {
  readonly rotation: readonly [Vector, Vector, Vector];
  readonly translation: Vector;
}

const SAME_LENGTH = 1e-3;
const SAME_PLACE = 1e-3;

/** W x for whole-number rows W. */
function applied(rotation: Operation["rotation"], x: Vector): Vector {
  return [dot(rotation[0], x), dot(rotation[1], x), dot(rotation[2], x)];
}

function samePlace(a: Vector, b: Vector): boolean {
  return a.every((value, k) => {
    const d = value - b[k]!;
    return Math.abs(d - Math.round(d)) < SAME_PLACE;
  });
}

/**
 * Space-group operations of a crystal (of its untilted sites), found by trial: every whole-number matrix with entries -1, 0, 1
 * that keeps the metric of the cell, with every translation that carries the rarest element's sites onto one another, is kept
 * when it maps each site onto a site of the same element. Exact for conventional cells; the order is that of the group divided
 * by the lattice translations of the cell given.
 */
export function symmetryOperations(crystal: Crystal): readonly Operation[] {
  const rare = rarest(crystal.sites);
  const found: Operation[] = [];
  for (const rotation of pointOperations(crystal)) {
    const image = applied(rotation, rare[0]!.at);
    for (const target of rare) {
      const translation: Vector = [target.at[0] - image[0], target.at[1] - image[1], target.at[2] - image[2]];
      const operation: Operation = { rotation, translation };
      if (keeps(operation, crystal.sites)) found.push(operation);
    }
  }
  return found;
}

/** The image of a fractional point. */
export function image(operation: Operation, x: Vector): Vector {
  const [u, v, w] = applied(operation.rotation, x);
  return [u + operation.translation[0], v + operation.translation[1], w + operation.translation[2]];
}

function rarest(sites: readonly CrystalSite[]): readonly CrystalSite[] {
  const groups = new Map<string, CrystalSite[]>();
  for (const site of sites) groups.set(site.symbol, [...(groups.get(site.symbol) ?? []), site]);
  return [...groups.values()].sort((a, b) => a.length - b.length)[0]!;
}

function keeps(operation: Operation, sites: readonly CrystalSite[]): boolean {
  return sites.every((site) => {
    const moved = image(operation, site.at);
    return sites.some((other) => other.symbol === site.symbol && samePlace(other.at, moved));
  });
}

/** Whole-number matrices (columns are the images of a, b, c) that keep all lengths and angles of the cell. */
function pointOperations(crystal: Crystal): readonly Operation["rotation"][] {
  const steps = [-1, 0, 1];
  const short = steps.flatMap((i) => steps.flatMap((j) => steps.map((k): Vector => [i, j, k])));
  const cells = crystal.cell.map((row) => short.filter((v) => alike(cartesian(crystal, v), row)));
  const metric = (u: Vector, v: Vector): number => dot(cartesian(crystal, u), cartesian(crystal, v));
  const same = (a: number, b: number): boolean => Math.abs(a - b) < SAME_LENGTH * crystal.volume ** (2 / 3);
  const [a, b, c] = crystal.cell;
  const found: Operation["rotation"][] = [];
  for (const p of cells[0]!) {
    for (const q of cells[1]!) {
      if (!same(metric(p, q), dot(a, b))) continue;
      for (const r of cells[2]!) {
        if (!same(metric(p, r), dot(a, c)) || !same(metric(q, r), dot(b, c))) continue;
        found.push([
          [p[0], q[0], r[0]],
          [p[1], q[1], r[1]],
          [p[2], q[2], r[2]],
        ]);
      }
    }
  }
  return found;
}

function alike(v: Vector, row: Vector): boolean {
  return Math.abs(dot(v, v) - dot(row, row)) < SAME_LENGTH * dot(row, row);
}

/** The planes (h k l) that symmetry makes equal to one, without repeats. For a polar crystal (h k l) and (-h -k -l) differ. */
export function equivalentPlanes(operations: readonly Operation[], hkl: Vector): readonly Vector[] {
  const found = new Map<string, Vector>();
  for (const { rotation } of operations) {
    // A plane's indices turn with the inverse transpose; over a whole group the transpose gives the same set.
    const turned: Vector = [0, 1, 2].map(
      (k) => hkl[0] * rotation[0][k]! + hkl[1] * rotation[1][k]! + hkl[2] * rotation[2][k]! + 0,
    ) as unknown as Vector;
    found.set(turned.join(" "), turned);
  }
  return [...found.values()];
}

/**
 * Points of highest site symmetry, in fractional coordinates, one of each kind: where a dot can be centred so that equal faces
 * lie equally far out. Looked for among the atoms and the points a number of quarters and thirds of the cell away from one.
 */
export function specialCentres(crystal: Crystal, operations: readonly Operation[]): readonly Vector[] {
  const parts = [0, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4];
  // Counted from an atom, so that nothing depends on where the origin of the cell is.
  const [a, b, c] = rarest(crystal.sites)[0]!.at;
  const grid = parts.flatMap((u) => parts.flatMap((v) => parts.map((w): Vector => [a + u, b + v, c + w])));
  const candidates = [...crystal.sites.map((site) => site.at), ...grid];
  const order = candidates.map(
    (point) => operations.filter((operation) => samePlace(image(operation, point), point)).length,
  );
  const highest = Math.max(...order);
  const kept: Vector[] = [];
  candidates.forEach((point, i) => {
    if (order[i] !== highest) return;
    const known = kept.some((other) => operations.some((op) => samePlace(image(op, point), other)));
    if (!known) kept.push(point);
  });
  return kept;
}
