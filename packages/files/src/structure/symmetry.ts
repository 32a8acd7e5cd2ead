import { InputError } from "@oleate/core";
import { cartesianOf } from "./cell.ts";

/** x -> W x + t on fractional coordinates; W by rows (length 9). */
export interface SymmetryOperation {
  readonly rotation: readonly number[];
  readonly translation: readonly number[];
}

/** Images of one site closer than this are one atom on a special position, Angstrom; coordinates of three digits lie within. */
export const SAME_ATOM_ANGSTROM = 0.1;

const TERM = /([-+]?)(?:(\d+(?:\.\d+)?|\.\d+)(?:\/(\d+))?\*?)?([xyz])?/iu;

/** Reads an operation written as "-x+1/2, y, 1/2-z". @throws InputError for any other text */
export function readOperation(text: string, file: string, line: number): SymmetryOperation {
  const fail = (): InputError =>
    new InputError({
      what: "the symmetry operation cannot be read",
      found: `"${text}"`,
      expected: 'three parts, as in "-x+1/2, y, 1/2-z"',
      place: { file, line },
    });
  const parts = text.replace(/\s+/gu, "").split(",");
  if (parts.length !== 3) throw fail();
  const rotation = new Array<number>(9).fill(0);
  const translation = [0, 0, 0];
  parts.forEach((part, row) => {
    let rest = part;
    for (let first = true; rest !== "" || first; first = false) {
      const match = TERM.exec(rest);
      const [whole, sign, number, below, axis] = match ?? [];
      if (!whole || (number === undefined && axis === undefined) || !rest.startsWith(whole)) throw fail();
      if (!first && sign === "") throw fail();
      const value =
        (sign === "-" ? -1 : 1) * (number === undefined ? 1 : Number(number) / Number(below ?? 1));
      if (!Number.isFinite(value)) throw fail();
      if (axis === undefined) translation[row]! += value;
      else rotation[3 * row + "xyz".indexOf(axis.toLowerCase())]! += value;
      rest = rest.slice(whole.length);
    }
  });
  const [a, b, c, d, e, f, g, h, i] = rotation as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (Math.abs(Math.abs(determinant) - 1) > 1e-6) throw fail();
  return { rotation, translation };
}

/** True when an operation keeps all lengths and angles of a cell (rows, Angstrom) within one part in a hundred. */
export function keepsCell({ rotation }: SymmetryOperation, cell: Float64Array): boolean {
  const metric = (m: Float64Array): number[] =>
    [0, 1, 2].flatMap((i) =>
      [0, 1, 2].map((j) => [0, 1, 2].reduce((sum, k) => sum + m[3 * i + k]! * m[3 * j + k]!, 0)),
    );
  // Rows of W^T times the cell are the images of a, b and c.
  const columns = [0, 1, 2].flatMap((k) => [0, 1, 2].map((row) => rotation[3 * row + k]!));
  const [before, after] = [metric(cell), metric(cartesianOf(columns, cell))];
  return before.every((value, n) => {
    const scale = Math.sqrt(before[4 * Math.floor(n / 3)]! * before[4 * (n % 3)]!);
    return Math.abs(value - after[n]!) < 0.01 * scale;
  });
}

/** Distance in Angstrom of two fractional points, the shortest over neighbouring cells for any cell that is not extremely flat. */
export function periodicDistance(a: readonly number[], b: readonly number[], cell: Float64Array): number {
  const d = [0, 1, 2].map((k) => a[k]! - b[k]! - Math.round(a[k]! - b[k]!));
  const [x, y, z] = cartesianOf(d, cell);
  return Math.hypot(x!, y!, z!);
}

/** A fractional coordinate moved into [0, 1); what lies within rounding of 1 becomes 0. */
function wrapped(value: number): number {
  const inside = value - Math.floor(value);
  return 1 - inside < 1e-7 ? 0 : inside;
}

/**
 * All atoms of the cell that come from one site: its images under the operations, those that coincide merged into one at their
 * mean, which puts rounded coordinates (0.3333) exactly on the special position. Fractional, within [0, 1).
 */
export function orbitOf(
  site: readonly number[],
  operations: readonly SymmetryOperation[],
  cell: Float64Array,
): readonly (readonly number[])[] {
  const kept: { at: number[]; offset: number[]; count: number }[] = [];
  for (const { rotation, translation } of operations) {
    const image = [0, 1, 2].map(
      (r) =>
        rotation[3 * r]! * site[0]! +
        rotation[3 * r + 1]! * site[1]! +
        rotation[3 * r + 2]! * site[2]! +
        translation[r]!,
    );
    const same = kept.find(({ at }) => periodicDistance(at, image, cell) < SAME_ATOM_ANGSTROM);
    if (!same) {
      kept.push({ at: image, offset: [0, 0, 0], count: 1 });
      continue;
    }
    same.count++;
    for (let k = 0; k < 3; k++) {
      const d = image[k]! - same.at[k]!;
      same.offset[k]! += d - Math.round(d);
    }
  }
  return kept.map(({ at, offset, count }) => at.map((value, k) => wrapped(value + offset[k]! / count)));
}
