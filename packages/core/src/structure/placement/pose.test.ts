import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dot, length, minus, unit, type Vector } from "../vector.ts";
import { around, cone, moved, poseOnto, turnedPose } from "./pose.ts";

const coordinate = fc.double({ min: -20, max: 20, noNaN: true });
const point = fc.tuple(coordinate, coordinate, coordinate);
const direction = point.filter((v) => length(v) > 0.5);
const frame = fc.record({ origin: point, first: direction, second: direction });
const runs = { numRuns: 300, seed: 20264 };

function determinant([a, b, c]: readonly [Vector, Vector, Vector]): number {
  return (
    a[0] * (b[1] * c[2] - b[2] * c[1]) -
    a[1] * (b[0] * c[2] - b[2] * c[0]) +
    a[2] * (b[0] * c[1] - b[1] * c[0])
  );
}

describe("poseOnto", () => {
  it("keeps all distances and the handedness", () => {
    fc.assert(
      fc.property(frame, frame, fc.array(point, { minLength: 2, maxLength: 6 }), (from, to, points) => {
        const pose = poseOnto(from, to);
        expect(determinant(pose.rotation)).toBeCloseTo(1, 9);
        for (const p of points) {
          for (const q of points) {
            // Coordinates up to 20 Angstrom: rounding is far below 1e-9.
            const change = length(minus(moved(pose, p), moved(pose, q))) - length(minus(p, q));
            expect(Math.abs(change)).toBeLessThan(1e-9);
          }
        }
      }),
      runs,
    );
  });

  it("brings the origin and the first direction where asked, the second into the plane of both", () => {
    fc.assert(
      fc.property(frame, frame, (from, to) => {
        const pose = poseOnto(from, to);
        expect(length(minus(moved(pose, from.origin), to.origin))).toBeLessThan(1e-9);
        const turnedBy = (v: Vector): Vector => minus(moved(pose, v), moved(pose, [0, 0, 0]));
        expect(dot(unit(turnedBy(from.first)), unit(to.first))).toBeCloseTo(1, 9);
        const [x, y] = [unit(to.first), turnedBy(from.second)];
        const square = minus(to.second, [
          dot(to.second, x) * x[0],
          dot(to.second, x) * x[1],
          dot(to.second, x) * x[2],
        ]);
        const image = minus(y, [dot(y, x) * x[0], dot(y, x) * x[1], dot(y, x) * x[2]]);
        // Where both are well away from the first direction they agree.
        fc.pre(length(square) > 1e-2 && length(image) > 1e-2);
        expect(dot(unit(square), unit(image))).toBeCloseTo(1, 6);
      }),
      runs,
    );
  });

  it("takes directions that are parallel", () => {
    const pose = poseOnto(
      { origin: [0, 0, 0], first: [0, 0, 1], second: [0, 0, 2] },
      { origin: [1, 2, 3], first: [1, 0, 0], second: [1, 0, 0] },
    );
    expect(determinant(pose.rotation)).toBeCloseTo(1, 12);
    expect(moved(pose, [0, 0, 2])).toEqual([
      expect.closeTo(3, 12),
      expect.closeTo(2, 12),
      expect.closeTo(3, 12),
    ]);
  });
});

describe("turnedPose", () => {
  it("turns about the bond: both its atoms stay, all distances too, and a whole turn changes nothing", () => {
    fc.assert(
      fc.property(
        frame,
        frame,
        fc.array(point, { minLength: 4, maxLength: 4 }).filter(([a, b]) => length(minus(a!, b!)) > 0.5),
        fc.double({ min: -7, max: 7, noNaN: true }),
        (from, to, points, angle) => {
          const pose = poseOnto(from, to);
          const xyz = Float64Array.from(points.flat());
          const next = turnedPose(pose, xyz, 0, 1, angle);
          for (const fixed of [points[0]!, points[1]!]) {
            expect(length(minus(moved(next, fixed), moved(pose, fixed)))).toBeLessThan(1e-8);
          }
          const before = length(minus(points[2]!, points[3]!));
          expect(
            Math.abs(length(minus(moved(next, points[2]!), moved(next, points[3]!))) - before),
          ).toBeLessThan(1e-8);
          const whole = turnedPose(pose, xyz, 0, 1, 2 * Math.PI);
          expect(length(minus(moved(whole, points[2]!), moved(pose, points[2]!)))).toBeLessThan(1e-8);
          const back = turnedPose(next, xyz, 0, 1, -angle);
          expect(length(minus(moved(back, points[3]!), moved(pose, points[3]!)))).toBeLessThan(1e-8);
        },
      ),
      runs,
    );
  });

  it("is right-handed: a quarter turn about z brings x to y", () => {
    const pose = poseOnto(
      { origin: [0, 0, 0], first: [1, 0, 0], second: [0, 1, 0] },
      { origin: [0, 0, 0], first: [1, 0, 0], second: [0, 1, 0] },
    );
    const turned = turnedPose(pose, Float64Array.from([0, 0, -1, 0, 0, 0]), 0, 1, Math.PI / 2);
    expect(moved(turned, [1, 0, 0])).toEqual([
      expect.closeTo(0, 12),
      expect.closeTo(1, 12),
      expect.closeTo(0, 12),
    ]);
  });
});

describe("directions around an axis", () => {
  it("cone holds the axis and then unit vectors at the asked angles", () => {
    fc.assert(
      fc.property(direction, (v) => {
        const axis = unit(v);
        const found = cone(axis, [20, 65], 6);
        expect(found).toHaveLength(13);
        found.forEach((u, i) => {
          expect(length(u)).toBeCloseTo(1, 9);
          const wanted = i === 0 ? 0 : i < 7 ? 20 : 65;
          expect(dot(u, axis)).toBeCloseTo(Math.cos((wanted * Math.PI) / 180), 9);
        });
      }),
      runs,
    );
  });

  it("around holds unit vectors square to the axis, evenly spaced", () => {
    fc.assert(
      fc.property(direction, fc.integer({ min: 2, max: 12 }), (v, count) => {
        const found = around(unit(v), count);
        found.forEach((u, i) => {
          expect(dot(u, unit(v))).toBeCloseTo(0, 9);
          expect(dot(u, found[(i + 1) % count]!)).toBeCloseTo(Math.cos((2 * Math.PI) / count), 9);
        });
      }),
      runs,
    );
  });
});
