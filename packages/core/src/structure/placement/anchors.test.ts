import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCore } from "../core.ts";
import { crystalOf } from "../crystal.ts";
import { findShape } from "../shapes/index.ts";
import { findSites } from "../site-classes.ts";
import { cross, length, minus, type Vector } from "../vector.ts";
import { anchorMap, pointAtReach } from "./anchors.ts";

const coordinate = fc.double({ min: -4, max: 4, noNaN: true });
const point = fc.tuple(coordinate, coordinate, coordinate);

describe("pointAtReach", () => {
  it("lies at the asked distance from all points", () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 3 }),
        fc.double({ min: 1.5, max: 6, noNaN: true }),
        point,
        (points, reach, towards) => {
          // Points that nearly coincide or lie nearly in a line have no well-defined circle.
          const apart = points.every((p, i) => points.every((q, j) => i === j || length(minus(p, q)) > 0.3));
          const [a, b, c]: readonly Vector[] = points;
          const area = b && c ? length(cross(minus(b, a!), minus(c, a!))) : 1;
          fc.pre(apart && area > 0.3);
          const place = pointAtReach(points, reach, towards);
          if (!place) return;
          found++;
          for (const p of points) expect(Math.abs(length(minus(place, p)) - reach)).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 500, seed: 20266 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it("is on the side asked for, and none where the points lie too far apart", () => {
    expect(pointAtReach([[0, 0, 0]], 2, [0, 0, 9])).toEqual([0, 0, 2]);
    const bridge = pointAtReach(
      [
        [-1, 0, 0],
        [1, 0, 0],
      ],
      Math.SQRT2,
      [5, 0, -3],
    )!;
    expect(bridge.map((v) => Math.round(v * 1e9) / 1e9 + 0)).toEqual([0, 0, -1]);
    expect(
      pointAtReach(
        [
          [-3, 0, 0],
          [3, 0, 0],
        ],
        2.5,
        [0, 0, 1],
      ),
    ).toBeNull();
    expect(pointAtReach([[0, 0, 0]], 2, [0, 0, 0])).toBeNull();
  });

  it("refuses three points in a line rather than miss the distance", () => {
    // The middle one is nearer to any point above than the outer two: no point is at one distance from all.
    const place = pointAtReach(
      [
        [-1, 0, 0],
        [0, 0, 0],
        [1, 0, 0],
      ],
      2,
      [0, 0, 5],
    );
    expect(place).toBeNull();
  });
});

describe("anchorMap of the 2.5 nm lead sulfide dot", () => {
  const core = buildCore({
    crystal: crystalOf("PbS"),
    shape: findShape("truncated-octahedron"),
    size: { by: "diameter", nm: 2.5 },
  });
  const map = anchorMap(core, findSites(core));

  it("has every surface Pb with its demand, which add up to the charge", () => {
    expect(map.anchors).toHaveLength(146);
    // (6 - CN) / 3 e for each missing bond; 170 in all.
    expect(map.anchors.reduce((sum, anchor) => sum + anchor.demand, 0)).toBeCloseTo(170, 9);
    for (const { atom, demand } of map.anchors) {
      expect(demand).toBeCloseTo((6 - core.coordination.number[atom]!) / 3, 9);
    }
  });

  it("points outward with unit vectors", () => {
    for (const { outward, at } of map.anchors) {
      expect(length(outward)).toBeCloseTo(1, 9);
      expect(outward[0] * at[0] + outward[1] * at[1] + outward[2] * at[2]).toBeGreaterThan(0);
    }
  });

  it("names neighbours from both sides, and hollows from both sides", () => {
    map.anchors.forEach(({ beside }, i) => {
      for (const other of beside) expect(map.anchors[other]!.beside).toContain(i);
    });
    map.hollows.forEach(({ anchors, at }, h) => {
      for (const i of anchors) {
        expect(map.hollowsOf[i]).toContain(h);
        // A hollow is a vacant S site: one Pb-S distance away.
        expect(length(minus(map.anchors[i]!.at, at))).toBeCloseTo(core.crystal.cell[0][0] / 2, 9);
      }
    });
  });
});
