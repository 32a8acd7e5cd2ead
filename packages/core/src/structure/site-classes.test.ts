import { describe, expect, it } from "vitest";
import { buildCore, type Core } from "./core.ts";
import { crystalOf } from "./crystal.ts";
import { findShape } from "./shapes/index.ts";
import { findSites, missingBonds } from "./site-classes.ts";

const lead = (nm: number): Core =>
  buildCore({
    crystal: crystalOf("PbS"),
    shape: findShape("truncated-octahedron"),
    size: { by: "diameter", nm },
  });

describe("lead sulfide octahedra", () => {
  // Diameters of the regular series r = 2, 3, 4.
  it.each([
    [2, 2.51],
    [3, 3.67],
    [4, 4.84],
  ])("r = %i: adatoms, edges, facets and sublayer in closed form", (r, nm) => {
    const { classes } = findSites(lead(nm));
    const byBonds = new Map(classes.map((c) => [c.coordination, c]));
    const wanted = { 1: 6 * (r + 1) ** 2, 2: 12 * (r - 1), 5: 6 * r ** 2 };
    for (const [bonds, count] of Object.entries(wanted)) {
      const found = classes
        .filter((c) => c.coordination === Number(bonds))
        .reduce((sum, c) => sum + c.count, 0);
      expect(found, `CN${bonds}`).toBe(count);
    }
    // Demand (6 - CN)/3: 5/3, 4/3, 1, 1/3 (the local rule of the reference).
    for (const [bonds, demand] of [
      [1, 5 / 3],
      [2, 4 / 3],
      [3, 1],
      [5, 1 / 3],
    ] as const) {
      expect(byBonds.get(bonds)!.demand).toBeCloseTo(demand, 9);
    }
    expect(classes.every((c) => c.element === "Pb")).toBe(true);
  });

  it("puts three-bonded Pb on {111} and five-bonded Pb on {100}", () => {
    const { classes } = findSites(lead(4.84));
    for (const { coordination, place, families } of classes) {
      if (coordination === 3) expect([place, families]).toEqual(["facet", ["{111}"]]);
      if (coordination === 5) expect([place, families]).toEqual(["facet", ["{100}"]]);
      if (coordination === 2) expect([place, families]).toEqual(["edge", ["{111}", "{111}"]]);
    }
  });

  it("counts neighbours on the facet as looking at every pair does", () => {
    const core = lead(2.51);
    const { classes, classOf, facesOf } = findSites(core);
    // Pb-Pb in the bulk: a over sqrt 2; neighbours up to 1.15 times that, on a common face.
    const reach = (1.15 * core.crystal.cell[0][0]) / Math.SQRT2;
    const near = (a: number): number => {
      let count = 0;
      classOf.forEach((index, b) => {
        if (index < 0 || a === b || !facesOf[a]!.some((face) => facesOf[b]!.includes(face))) return;
        if (core.crystal.sites[core.atoms.site[b]!]!.symbol !== "Pb") return;
        const d = Math.hypot(...[0, 1, 2].map((k) => core.xyz[3 * a + k]! - core.xyz[3 * b + k]!));
        if (d < reach) count++;
      });
      return count;
    };
    for (const { atoms, neighbours } of classes) {
      const mean = [...atoms].reduce((sum, atom) => sum + near(atom), 0) / atoms.length;
      expect(neighbours).toBeCloseTo(mean, 9);
    }
  });
});

describe("places on a cube", () => {
  it("PbS: one bond is lacking on a facet, two on an edge, three in a corner", () => {
    const core = buildCore({
      crystal: crystalOf("PbS"),
      shape: findShape("cube"),
      size: { by: "edge", nm: 3 },
    });
    for (const { place, missing } of findSites(core).classes) {
      expect(missing).toBe({ facet: 1, edge: 2, corner: 3, ball: -1 }[place]);
    }
  });

  it("a four-layer neighbour count: an atom in the middle of a {100} facet of rock salt has four like neighbours", () => {
    const core = buildCore({
      crystal: crystalOf("PbS"),
      shape: findShape("cube"),
      size: { by: "edge", nm: 8 },
    });
    const facet = findSites(core).classes.find((c) => c.place === "facet" && c.element === "Pb")!;
    // Four inside; those one row in from the edge still have four (edge atoms lie on the facet too): exactly four.
    expect(facet.neighbours).toBeCloseTo(4, 9);
  });
});

describe("missing bonds", () => {
  it("point out of the body, with unit directions, to where no atom stands", () => {
    const core = lead(2.51);
    const taken = new Set<string>();
    const key = (p: readonly number[]): string => p.map((v) => v.toFixed(2)).join(" ");
    for (let atom = 0; atom < core.atoms.site.length; atom++)
      taken.add(key([0, 1, 2].map((k) => core.xyz[3 * atom + k]! + 0)));
    for (let atom = 0; atom < core.atoms.site.length; atom++) {
      for (const { direction, vector } of missingBonds(core, atom)) {
        expect(Math.hypot(...direction)).toBeCloseTo(1, 9);
        const place = [0, 1, 2].map((k) => core.xyz[3 * atom + k]! + vector[k]! + 0);
        expect(taken.has(key(place))).toBe(false);
      }
    }
  });
});

describe("a ball", () => {
  it("has no facets, edges or corners", () => {
    const core = buildCore({
      crystal: crystalOf("CdSe"),
      shape: findShape("sphere"),
      size: { by: "diameter", nm: 3 },
    });
    const { classes, faceOf } = findSites(core);
    expect(new Set(classes.map((c) => c.place))).toEqual(new Set(["ball"]));
    expect(faceOf.every((face) => face === -1)).toBe(true);
  });
});
