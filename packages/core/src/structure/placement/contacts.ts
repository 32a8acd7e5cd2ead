/**
 * Who is near whom: atoms in a grid of cells, added and taken away one by one. Each atom carries the radius it keeps others
 * away with (Angstrom) and the number of its owner, so that a molecule does not collide with itself.
 */
export interface ContactGrid {
  readonly add: (x: number, y: number, z: number, radius: number, owner: number) => number;
  readonly remove: (entry: number) => void;
  /** Whether a ball at (x, y, z) comes nearer to an atom of another owner than `scale` times the sum of radii. */
  readonly blocked: (
    x: number,
    y: number,
    z: number,
    radius: number,
    owner: number,
    scale: number,
  ) => boolean;
  /** Owner (0 or more) of an atom that blocks, or -1. */
  readonly blocker: (x: number, y: number, z: number, radius: number, owner: number, scale: number) => number;
}

const CELL = 3;

/** A grid over a cube of half width `reach` (Angstrom) for at most `capacity` atoms at a time; what lies outside counts to the
 *  outermost cells, which only costs time. */
export function contactGrid(reach: number, capacity: number): ContactGrid {
  const side = Math.ceil((2 * reach) / CELL) + 2;
  const head = new Int32Array(side ** 3).fill(-1);
  const next = new Int32Array(capacity);
  const previous = new Int32Array(capacity);
  const cellOf = new Int32Array(capacity);
  const owners = new Int32Array(capacity);
  const data = new Float64Array(4 * capacity);
  const free = new Int32Array(capacity);
  for (let i = 0; i < capacity; i++) free[i] = capacity - 1 - i;
  let unused = capacity;
  let largest = 0;
  const axis = (v: number): number => {
    const i = Math.floor((v + reach) / CELL) + 1;
    return i < 0 ? 0 : i >= side ? side - 1 : i;
  };
  const blocker = (x: number, y: number, z: number, radius: number, owner: number, scale: number): number => {
    const span = Math.ceil((scale * (radius + largest)) / CELL);
    const [ci, cj, ck] = [axis(x), axis(y), axis(z)];
    const i1 = Math.min(side - 1, ci + span);
    const j1 = Math.min(side - 1, cj + span);
    const k1 = Math.min(side - 1, ck + span);
    for (let i = Math.max(0, ci - span); i <= i1; i++) {
      for (let j = Math.max(0, cj - span); j <= j1; j++) {
        for (let k = Math.max(0, ck - span); k <= k1; k++) {
          for (let e = head[(i * side + j) * side + k]!; e >= 0; e = next[e]!) {
            if (owners[e] === owner) continue;
            const dx = data[4 * e]! - x;
            const dy = data[4 * e + 1]! - y;
            const dz = data[4 * e + 2]! - z;
            const least = scale * (radius + data[4 * e + 3]!);
            if (dx * dx + dy * dy + dz * dz < least * least) return owners[e]!;
          }
        }
      }
    }
    return -1;
  };
  return {
    add: (x, y, z, radius, owner) => {
      const e = free[--unused]!;
      if (radius > largest) largest = radius;
      const cell = (axis(x) * side + axis(y)) * side + axis(z);
      data[4 * e] = x;
      data[4 * e + 1] = y;
      data[4 * e + 2] = z;
      data[4 * e + 3] = radius;
      owners[e] = owner;
      cellOf[e] = cell;
      const first = head[cell]!;
      next[e] = first;
      previous[e] = -1;
      if (first >= 0) previous[first] = e;
      head[cell] = e;
      return e;
    },
    remove: (e) => {
      const before = previous[e]!;
      const after = next[e]!;
      if (before >= 0) next[before] = after;
      else head[cellOf[e]!] = after;
      if (after >= 0) previous[after] = before;
      free[unused++] = e;
    },
    blocked: (x, y, z, radius, owner, scale) => blocker(x, y, z, radius, owner, scale) >= 0,
    blocker,
  };
}
