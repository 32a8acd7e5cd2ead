import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { materials } from "../matter/index.ts";
import { axesOf } from "./axes.ts";
import { buildCore } from "./core.ts";
import { crystalOf } from "./crystal.ts";
import { type HalfSpace, type Polyhedron, polyhedronOf } from "./polyhedron.ts";
import { shapes } from "./shapes/index.ts";
import { cross, dot, length, minus, scaled, unit, type Vector } from "./vector.ts";

/** Distinct corners and edges, put together from the faces: corners within a millionth of the body's size are one. */
function elements(body: Polyhedron): { corners: number; edges: number; faces: number; unpaired: number } {
  const points: Vector[] = [];
  const indexOf = (corner: Vector): number => {
    const known = points.findIndex((p) => length(minus(p, corner)) < 1e-4 * (1 + body.circumradius));
    if (known >= 0) return known;
    points.push(corner);
    return points.length - 1;
  };
  const shown = body.faces.filter((face) => face.area > 0);
  const edges = new Map<string, number>();
  for (const { corners } of shown) {
    const ids = corners.map(indexOf);
    ids.forEach((id, k) => {
      const next = ids[(k + 1) % ids.length]!;
      if (id === next) return;
      const key = id < next ? `${id} ${next}` : `${next} ${id}`;
      edges.set(key, (edges.get(key) ?? 0) + 1);
    });
  }
  const unpaired = [...edges.values()].filter((count) => count !== 2).length;
  return { corners: points.length, edges: edges.size, faces: shown.length, unpaired };
}

/** Volume by tetrahedra from the origin over each triangulated face, without the area and distance that polyhedronOf uses. */
function volumeByTriangles(body: Polyhedron): number {
  let volume = 0;
  for (const { corners } of body.faces) {
    for (let k = 1; k + 1 < corners.length; k++) {
      volume += Math.abs(dot(corners[0]!, cross(corners[k]!, corners[k + 1]!))) / 6;
    }
  }
  return volume;
}

function checkBody(body: Polyhedron, normals: readonly Vector[]): void {
  const { corners, edges, faces, unpaired } = elements(body);
  expect(unpaired).toBe(0);
  expect(corners - edges + faces).toBe(2);
  // A closed surface: the vector areas cancel (Minkowski). Relative to the whole area; clipping merges corners nearer than 1e-5.
  const sum = body.faces.reduce<Vector>(
    (total, { area }, i) => minus(total, scaled(normals[i]!, -area)),
    [0, 0, 0],
  );
  expect(length(sum) / body.area).toBeLessThan(1e-4);
  expect(Math.abs(body.faces.reduce((total, { area }) => total + area, 0) / body.area - 1)).toBeLessThan(
    1e-12,
  );
  expect(body.volume).toBeGreaterThan(0);
  expect(Math.abs(volumeByTriangles(body) / body.volume - 1)).toBeLessThan(1e-4);
}

const cubeFaces: readonly HalfSpace[] = [0, 1, 2].flatMap((axis) =>
  [1, -1].map((sign) => ({
    normal: [0, 1, 2].map((k) => (k === axis ? sign : 0)) as unknown as Vector,
    distance: 1,
  })),
);
const octahedronFaces = (distance: number): readonly HalfSpace[] =>
  [1, -1].flatMap((p) => [1, -1].flatMap((q) => [1, -1].map((r) => ({ normal: unit([p, q, r]), distance }))));

// Each face is clipped out of a square a thousand times the body: rounding is a thousand times that of the body itself.
describe("bodies with known areas and volumes", () => {
  it("cube of edge 2", () => {
    const body = polyhedronOf(cubeFaces);
    expect([body.area, body.volume, body.edge, body.circumradius]).toEqual([
      expect.closeTo(24, 9),
      expect.closeTo(8, 9),
      expect.closeTo(2, 9),
      expect.closeTo(Math.sqrt(3), 9),
    ]);
    expect(elements(body)).toEqual({ corners: 8, edges: 12, faces: 6, unpaired: 0 });
  });

  it("octahedron with its corners at distance 1", () => {
    const body = polyhedronOf(octahedronFaces(1 / Math.sqrt(3)));
    expect(body.volume).toBeCloseTo(4 / 3, 9);
    expect(body.area).toBeCloseTo(4 * Math.sqrt(3), 9);
    expect(elements(body)).toEqual({ corners: 6, edges: 12, faces: 8, unpaired: 0 });
  });

  it("cuboctahedron: faces that meet in corners", () => {
    const body = polyhedronOf([...cubeFaces, ...octahedronFaces(2 / Math.sqrt(3))]);
    // Edge sqrt 2: area (6 + 2 sqrt 3) e^2, volume 5 sqrt 2 / 3 e^3.
    expect(body.area).toBeCloseTo((6 + 2 * Math.sqrt(3)) * 2, 9);
    expect(body.volume).toBeCloseTo(((5 * Math.SQRT2) / 3) * 2 ** 1.5, 9);
    expect(elements(body)).toEqual({ corners: 12, edges: 24, faces: 14, unpaired: 0 });
  });

  it("a plane that only touches, or is given twice, has no area", () => {
    const touching = polyhedronOf([...cubeFaces, { normal: unit([1, 1, 1]), distance: Math.sqrt(3) }]);
    expect(touching.faces[6]!.area).toBe(0);
    const twice = polyhedronOf([...cubeFaces, cubeFaces[0]!]);
    expect(twice.area).toBeCloseTo(24, 9);
    expect(twice.faces[6]!.area).toBe(0);
  });
});

describe("bodies of built cores", () => {
  const all = materials.flatMap((material) =>
    material.polymorphs.map((form) => ({ formula: material.formula, form: form.name })),
  );
  it.each(all)("of $formula, $form obey Euler's relation and are closed", ({ formula, form }) => {
    const crystal = crystalOf(formula, form);
    for (const shape of shapes) {
      if (!shape.axes.includes(axesOf(crystal).kind) || ["sphere", "wulff"].includes(shape.name)) continue;
      for (const nm of [2.4, 3.7]) {
        const size =
          shape.name === "cuboid"
            ? ({ by: "edges", nm: [nm, nm, nm] } as const)
            : ({ by: shape.sizedBy, nm } as const);
        const { polyhedron, faces } = buildCore({ crystal, shape, size });
        checkBody(
          polyhedron!,
          faces.map((face) => face.normal),
        );
        faces.forEach((face, i) => {
          expect(face.area).toBeCloseTo(polyhedron!.faces[i]!.area, 6);
        });
      }
    }
  });
});

describe("random bodies", () => {
  const direction = fc
    .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }))
    .map(([z, phi]): Vector => {
      const r = Math.sqrt(1 - z * z);
      return [r * Math.cos(phi), r * Math.sin(phi), z];
    });
  it("cut out of a cube by planes obey Euler's relation and are closed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(direction, fc.double({ min: 0.4, max: 1.6, noNaN: true })), { maxLength: 14 }),
        (cuts) => {
          const spaces = [...cubeFaces, ...cuts.map(([normal, distance]) => ({ normal, distance }))];
          const body = polyhedronOf(spaces);
          // Two corners nearer than the clipping can tell apart make a count meaningless: such bodies are left out.
          const corners = body.faces.flatMap((face) => face.corners);
          const tooNear = corners.some((p, i) =>
            corners.some((q, j) => i < j && length(minus(p, q)) > 1e-9 && length(minus(p, q)) < 1e-3),
          );
          fc.pre(!tooNear);
          checkBody(
            body,
            spaces.map(({ normal }) => normal),
          );
          // No corner lies beyond a plane.
          for (const corner of corners) {
            for (const { normal, distance } of spaces)
              expect(dot(normal, corner) - distance).toBeLessThan(1e-6);
          }
        },
      ),
      { numRuns: 150, seed: 20263 },
    );
  });
});
