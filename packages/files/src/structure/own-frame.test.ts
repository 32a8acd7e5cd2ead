import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inOwnFrame } from "./own-frame.ts";

const CHIRAL = [0, 0, 0, 1.5, 0.2, -0.4, 2.1, 1.7, 0.3, -0.6, 0.8, 1.9, 0.4, -1.1, 2.6];

/** A rotation by a unit quaternion and a shift. */
function moved(xyz: readonly number[], [a, b, c, d]: readonly number[], shift: readonly number[]): number[] {
  const [w, x, y, z] = [a!, b!, c!, d!].map((part) => part / Math.hypot(a!, b!, c!, d!)) as [
    number,
    number,
    number,
    number,
  ];
  const rows = [
    [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
    [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
    [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
  ];
  const out: number[] = [];
  for (let i = 0; i < xyz.length; i += 3)
    out.push(...rows.map((row, k) => row.reduce((sum, value, j) => sum + value * xyz[i + j]!, shift[k]!)));
  return out;
}

describe("a molecule's own frame", () => {
  it("does not depend on where the molecule lay", () => {
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    const turns = fc.tuple(part, part, part, part).filter((q) => Math.hypot(...q) > 0.1);
    const home = inOwnFrame(CHIRAL);
    fc.assert(
      fc.property(turns, fc.tuple(part, part, part), (turn, shift) => {
        inOwnFrame(moved(CHIRAL, turn, shift)).forEach((value, i) => {
          // A value on the edge between two roundings may go either way: one unit of 1e-4.
          expect(Math.abs(value - home[i]!)).toBeLessThan(1.001e-4);
        });
      }),
    );
  });

  it("keeps distances and handedness", () => {
    const home = inOwnFrame(CHIRAL);
    const mirrored = inOwnFrame(CHIRAL.map((value, i) => (i % 3 === 2 ? -value : value)));
    expect(mirrored.map((value, i) => (i % 3 === 2 ? -value + 0 : value))).toEqual(home);
    expect(mirrored).not.toEqual(home);
    expect(Math.hypot(home[3]!, home[4]!, home[5]!)).toBeCloseTo(Math.hypot(1.5, 0.2, -0.4), 3);
  });

  it("one atom, and atoms on a line", () => {
    expect(inOwnFrame([3, 4, 5])).toEqual([0, 0, 0]);
    expect(inOwnFrame([1, 1, 1, 1, 1, 3, 1, 1, 2])).toEqual([0, 0, 0, 2, 0, 0, 1, 0, 0]);
  });
});
