import { cellVolume } from "./cell.ts";
import { periodicDistance } from "./symmetry.ts";

/** Fractional points of a periodic cell, found again by place. */
export interface PointIndex {
  /** Number of the first point nearer than the limit to a place, or undefined. */
  readonly find: (at: readonly number[]) => number | undefined;
  /** The point of a number. */
  readonly at: (number: number) => readonly number[];
  /** Adds a point; points are numbered from 0 in the order they come. */
  readonly add: (at: readonly number[]) => void;
}

/** Bins along one axis at most; more would only cost memory. */
const MOST_BINS = 256;

/**
 * An index of points in a cell (rows, Angstrom) that finds one nearer than `limit` Angstrom to a place, in a time that does not
 * grow with their number: bins at least `limit` wide between the faces of the cell.
 */
export function pointIndex(cell: Float64Array, limit: number): PointIndex {
  const volume = Math.abs(cellVolume(cell));
  const bins = [0, 1, 2].map((k) => {
    const [p, q] = [3 * ((k + 1) % 3), 3 * ((k + 2) % 3)];
    const area = Math.hypot(
      cell[p + 1]! * cell[q + 2]! - cell[p + 2]! * cell[q + 1]!,
      cell[p + 2]! * cell[q]! - cell[p]! * cell[q + 2]!,
      cell[p]! * cell[q + 1]! - cell[p + 1]! * cell[q]!,
    );
    return Math.max(1, Math.min(MOST_BINS, Math.floor(volume / area / limit)));
  });
  const points: (readonly number[])[] = [];
  const filled = new Map<number, number[]>();
  const binOf = (value: number, k: number): number =>
    Math.min(bins[k]! - 1, Math.floor((value - Math.floor(value)) * bins[k]!));
  const key = (x: number, y: number, z: number): number => {
    const inside = [x, y, z].map((bin, k) => (bin + bins[k]!) % bins[k]!);
    return (inside[0]! * bins[1]! + inside[1]!) * bins[2]! + inside[2]!;
  };
  return {
    find: (at) => {
      const [x, y, z] = [0, 1, 2].map((k) => binOf(at[k]!, k)) as [number, number, number];
      for (let n = 0; n < 27; n++) {
        const near = filled.get(
          key(x + (n % 3) - 1, y + (Math.floor(n / 3) % 3) - 1, z + Math.floor(n / 9) - 1),
        );
        const found = near?.find((i) => periodicDistance(points[i]!, at, cell) < limit);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    at: (number) => points[number]!,
    add: (at) => {
      const one = key(binOf(at[0]!, 0), binOf(at[1]!, 1), binOf(at[2]!, 2));
      const bin = filled.get(one);
      if (bin) bin.push(points.length);
      else filled.set(one, [points.length]);
      points.push(at);
    },
  };
}
