import { describe, expect, it } from "vitest";
import { buildCore, type Core, equalVolumeDiameterNm } from "./core.ts";
import { crystalOf } from "./crystal.ts";
import { findShape } from "./shapes/index.ts";

// Fully Pb-terminated truncated octahedra: Pb on {111} and above every S of {100}. Counted independently on the lattice in
// units of a/2: Pb at |i|+|j|+|k| <= 3r and max <= 2r, S at sum <= 3r-1 and max <= 2r-1 (reference/structure.md).
const crystal = crystalOf("PbS");
const shape = findShape("truncated-octahedron");
const halfCell = crystal.cell[0][0] / 2;

function counts(core: Core): Record<string, number> {
  const found: Record<string, number> = {};
  for (const site of core.atoms.site) {
    const { symbol } = core.crystal.sites[site]!;
    found[symbol] = (found[symbol] ?? 0) + 1;
  }
  return found;
}

function histogram(core: Core, symbol: string): Record<number, number> {
  const found: Record<number, number> = {};
  core.atoms.site.forEach((site, atom) => {
    if (core.crystal.sites[site]!.symbol !== symbol) return;
    const n = core.coordination.number[atom]!;
    found[n] = (found[n] ?? 0) + 1;
  });
  return found;
}

const atDiameter = (nm: number): Core => buildCore({ crystal, shape, size: { by: "diameter", nm } });

/** Atoms of the fully terminated octahedron with {111} at `far` and {100} at `flat` (units of a/2), listed one by one. */
function listed(far: number, flat: number): { Pb: number; S: number } {
  let [Pb, S] = [0, 0];
  // The parity of the lattice sites is that of the Pb in the corner of both faces.
  for (let i = -far; i <= far; i++)
    for (let j = -far; j <= far; j++)
      for (let k = -far; k <= far; k++) {
        const sum = Math.abs(i) + Math.abs(j) + Math.abs(k);
        const most = Math.max(Math.abs(i), Math.abs(j), Math.abs(k));
        if ((i + j + k + far) % 2 === 0) Pb += sum <= far && most <= flat ? 1 : 0;
        else S += sum <= far - 1 && most <= flat - 1 ? 1 : 0;
      }
  return { Pb, S };
}

// r, Pb, S, surface Pb, {100} adatoms, diameter (nm), area of the polyhedron (nm2): the table of the reference.
const TABLE: readonly (readonly [number, number, number, number, number, number, number])[] = [
  [1, 38, 13, 38, 24, 1.37, 4.7],
  [2, 201, 116, 146, 54, 2.51, 18.9],
  [3, 586, 405, 326, 96, 3.67, 42.5],
  [4, 1289, 976, 578, 150, 4.84, 75.5],
  [5, 2406, 1925, 902, 216, 6.0, 118.0],
  [6, 4033, 3348, 1298, 294, 7.17, 169.9],
  [7, 6266, 5341, 1766, 384, 8.34, 231.2],
  [8, 9201, 8000, 2306, 486, 9.51, 302.0],
];

describe.each(TABLE)("regular octahedron r = %i", (r, Pb, S, surface, adatoms, nm, area) => {
  const core = atDiameter(nm);

  it("has the counts of the table and of the closed forms", () => {
    expect(counts(core)).toEqual({ Pb, S });
    expect(Pb).toBe(16 * r ** 3 + 15 * r ** 2 + 6 * r + 1);
    expect(S).toBe(16 * r ** 3 - 3 * r ** 2);
    expect(listed(3 * r, 2 * r)).toEqual({ Pb, S });
  });

  it("leaves every S whole and Pb with 1, 2, 3, 5 or 6 bonds as counted", () => {
    const found = histogram(core, "Pb");
    expect(histogram(core, "S")).toEqual({ 6: S });
    expect(found[1]).toBe(adatoms);
    expect(Pb - (found[6] ?? 0)).toBe(surface);
    // Edges between two {111}: 12 of r + 1 atoms without the ends, which are adatoms of {100}. Rows of the {100} sublayer: r by r.
    expect(found[2] ?? 0).toBe(12 * (r - 1));
    expect(found[5]).toBe(6 * r ** 2);
    expect(Object.values(found).reduce((a, b) => a + b)).toBe(Pb);
  });

  it("has the diameter, the area and 22.40 % of {100}", () => {
    // The table was made with a = 0.5936 nm and printed to 0.01 nm and 0.1 nm2; the crystal's a is 0.59362.
    expect(Math.abs(core.diameterNm - nm)).toBeLessThan(0.006);
    expect(Math.abs(core.areaNm2 - area)).toBeLessThan(0.06);
    const flat = core.faces
      .filter((face) => face.family === "{100}")
      .reduce((sum, face) => sum + face.area, 0);
    expect(flat / 100 / core.areaNm2).toBeCloseTo(6 / (6 + 12 * Math.sqrt(3)), 9);
    expect((100 * flat) / 100 / core.areaNm2).toBeCloseTo(22.4, 1);
    // Edge r * a / sqrt 2 of the regular solid, all edges equal.
    expect(core.edgeNm).toBeCloseTo((r * 2 * halfCell) / Math.SQRT2 / 10, 9);
  });
});

it("gives the CN histogram of the 4.8 nm dot", () => {
  expect(histogram(atDiameter(4.8), "Pb")).toEqual({ 1: 150, 2: 36, 3: 296, 5: 96, 6: 711 });
});

describe("between the regular sizes", () => {
  // Closed forms with real r, by equal-volume diameter (reference/structure.md).
  const ratio: readonly (readonly [number, number, number])[] = [
    [2.0, 2.016, 54],
    [2.5, 1.737, 84],
    [2.7, 1.664, 98],
    [3.0, 1.577, 121],
    [3.5, 1.474, 165],
    [4.0, 1.402, 215],
    [4.5, 1.349, 271],
    [4.8, 1.324, 308],
    [5.0, 1.308, 334],
    [5.5, 1.276, 404],
    [6.0, 1.25, 481],
    [6.5, 1.228, 564],
    [7.0, 1.21, 653],
  ];

  it.each(ratio)("at %f nm the built dot lies near the closed form of its own size", (nm, pbs, excess) => {
    const core = atDiameter(nm);
    const { Pb, S } = counts(core) as { Pb: number; S: number };
    // One layer on one family changes the diameter by at most about a/4: nothing nearer can be built with every face family
    // moved as a whole.
    expect(Math.abs(core.diameterNm - nm)).toBeLessThan(0.16);
    // The closed form follows from (Pb + S) = 32r^3+12r^2+6r+1 at the built size; other truncations have up to 10 % more or
    // less surface than the regular one.
    const atoms = Pb + S;
    let [low, high] = [0.5, 12];
    for (let step = 0; step < 60; step++) {
      const r = (low + high) / 2;
      if (32 * r ** 3 + 12 * r ** 2 + 6 * r + 1 < atoms) low = r;
      else high = r;
    }
    expect((Pb - S) / (18 * low ** 2 + 6 * low + 1)).toBeGreaterThan(0.88);
    expect((Pb - S) / (18 * low ** 2 + 6 * low + 1)).toBeLessThan(1.14);
    // And against the printed row: the same, plus what the step in size adds (d ln excess / d ln diameter is about 2).
    const step = 2 * Math.abs(Math.log(core.diameterNm / nm)) + 0.13;
    expect(Math.abs(Math.log((Pb - S) / excess))).toBeLessThan(step);
    expect(Math.abs(Pb / S - pbs) / (pbs - 1)).toBeLessThan(step + 0.1);
  });

  it("counts other truncations as listed one by one", () => {
    // N, M of {100} and {111} in a/2; the sizes are those of the reference's list.
    const others = [
      { flat: 7, far: 10, Pb: 807, S: 586 },
      { flat: 9, far: 13, Pb: 1654, S: 1289 },
      { flat: 11, far: 17, Pb: 3348, S: 2735 },
      { flat: 17, far: 26, Pb: 11421, S: 10016 },
    ];
    for (const { flat, far, Pb, S } of others) expect(listed(far, flat)).toEqual({ Pb, S });
    for (let nm = 2; nm < 10; nm += 0.37) {
      const core = atDiameter(nm);
      const distance = (family: string): number =>
        core.faces.find((face) => face.family === family)!.distance;
      const flat = distance("{100}") / halfCell;
      const far = (distance("{111}") * Math.sqrt(3)) / halfCell;
      expect(Math.abs(flat - Math.round(flat))).toBeLessThan(1e-9);
      expect(Math.abs(far - Math.round(far))).toBeLessThan(1e-9);
      expect(counts(core)).toEqual(listed(Math.round(far), Math.round(flat)));
    }
  });

  it.each([
    [807, 586],
    [1654, 1289],
    [3348, 2735],
    [11421, 10016],
  ])("builds Pb%iS%i of the reference's list when asked for its size and truncation", (Pb, S) => {
    const nm = equalVolumeDiameterNm(crystal, Pb + S);
    const found = [0.26, 0.28, 0.3, 0.32, 1 / 3, 0.35].map((truncation) =>
      counts(buildCore({ crystal, shape, size: { by: "diameter", nm }, options: { truncation } })),
    );
    expect(found).toContainEqual({ Pb, S });
  });
});
