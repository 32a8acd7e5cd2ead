import { describe, expect, it } from "vitest";
import { buildCore, type Core, type CoreRequest } from "./core.ts";
import { crystalOf } from "./crystal.ts";
import { coreCharge } from "./removal.ts";
import { findShape } from "./shapes/index.ts";
import type { SizeRequest } from "./size.ts";

function counts(core: Core): Record<string, number> {
  const found: Record<string, number> = {};
  for (const site of core.atoms.site) {
    const { symbol } = core.crystal.sites[site]!;
    found[symbol] = (found[symbol] ?? 0) + 1;
  }
  return found;
}

const build = (
  material: string,
  form: string | undefined,
  shape: string,
  size: SizeRequest,
  more: Partial<CoreRequest> = {},
): Core => buildCore({ crystal: crystalOf(material, form), shape: findShape(shape), size, ...more });

describe("cation-terminated {111} tetrahedra of zinc blende", () => {
  // n cations per edge: M n(n+1)(n+2)/6, E the same of n-1, X-type ligands of charge -1: z n(n+1)/2. The family of magic-size
  // clusters Cd35Se20X30, Cd56Se35X42, Cd84Se56X56 (Beecher et al., J. Am. Chem. Soc. 2014, 136, 10645).
  const known: readonly (readonly [number, number, number, number])[] = [
    [4, 20, 10, 20],
    [5, 35, 20, 30],
    [6, 56, 35, 42],
    [7, 84, 56, 56],
    [8, 120, 84, 72],
    [9, 165, 120, 90],
    [10, 220, 165, 110],
  ];
  it.each(known)("n = %i is Cd%iSe%iX%i by atom count and by edge", (n, Cd, Se, X) => {
    const byAtoms = build("CdSe", "zinc blende", "tetrahedron", { by: "atoms", count: Cd + Se });
    expect(counts(byAtoms)).toEqual({ Cd, Se });
    expect(coreCharge(byAtoms)).toBe(X);
    const a = byAtoms.crystal.cell[0][0];
    const edge = ((n - 1) * a) / Math.SQRT2;
    expect(byAtoms.edgeNm).toBeCloseTo(edge / 10, 9);
    const byEdge = build("CdSe", "zinc blende", "tetrahedron", { by: "edge", nm: edge / 10 });
    expect(counts(byEdge)).toEqual({ Cd, Se });
    // Every anion keeps four bonds; corners, edges and faces of the cations have 1, 2 and 3.
    const bonds = (symbol: string): Record<number, number> => {
      const found: Record<number, number> = {};
      byAtoms.atoms.site.forEach((site, atom) => {
        if (byAtoms.crystal.sites[site]!.symbol !== symbol) return;
        const k = byAtoms.coordination.number[atom]!;
        found[k] = (found[k] ?? 0) + 1;
      });
      return found;
    };
    expect(bonds("Se")).toEqual({ 4: Se });
    expect(bonds("Cd")[1]).toBe(4);
    expect(bonds("Cd")[2]).toBe(6 * (n - 2));
    expect(bonds("Cd")[3]).toBe(2 * (n - 2) * (n - 3));
  });

  it.each([4, 5, 6])("of InP with %i cations per edge wants 3n(n+1)/2 halides", (n) => {
    const In = (n * (n + 1) * (n + 2)) / 6;
    const P = ((n - 1) * n * (n + 1)) / 6;
    const core = build("InP", undefined, "tetrahedron", { by: "atoms", count: In + P });
    expect(counts(core)).toEqual({ In, P });
    expect(coreCharge(core)).toBe((3 * n * (n + 1)) / 2);
  });
});

describe("closed shells of a face-centred cubic metal", () => {
  // Mackay, Acta Cryst. 1962, 15, 916, and the counts of the reference.
  it.each([13, 55, 147, 309, 561])("cuboctahedron of %i", (count) => {
    expect(counts(build("Au", undefined, "cuboctahedron", { by: "atoms", count }))).toEqual({ Au: count });
  });
  it.each([6, 19, 44, 85, 146])("octahedron of %i", (count) => {
    expect(counts(build("Au", undefined, "octahedron", { by: "atoms", count }))).toEqual({ Au: count });
  });
  it.each([38, 201, 586, 1289])("regular truncated octahedron of %i", (count) => {
    expect(counts(build("Au", undefined, "truncated-octahedron", { by: "atoms", count }))).toEqual({
      Au: count,
    });
  });
});

describe("platelets by monolayers", () => {
  const platelet = (material: string, form: string | undefined, monolayers: number): Core =>
    build(material, form, "cuboid", { by: "edges", nm: [4, 4], monolayers });
  /** Heights (Angstrom, to the hundredth) at which atoms of an element lie. */
  const heights = (core: Core, symbol: string): number[] => {
    const found = new Set<number>();
    core.atoms.site.forEach((site, atom) => {
      if (core.crystal.sites[site]!.symbol === symbol) found.add(Math.round(100 * core.xyz[3 * atom + 2]!));
    });
    return [...found].sort((a, b) => a - b);
  };

  // n monolayers of CdSe {001} are n layers of Se between n + 1 of Cd (Ithurria et al., Nat. Mater. 2011, 10, 936).
  it.each([1, 2, 3, 4, 5, 6])("CdSe, zinc blende: %i", (n) => {
    const core = platelet("CdSe", "zinc blende", n);
    expect(heights(core, "Se")).toHaveLength(n);
    expect(heights(core, "Cd")).toHaveLength(n + 1);
  });
  // n octahedra of a perovskite, CsBr outside.
  it.each([1, 2, 3, 4, 5, 6])("CsPbBr3, cubic: %i", (n) => {
    const core = platelet("CsPbBr3", "cubic", n);
    expect(heights(core, "Pb")).toHaveLength(n);
    expect(heights(core, "Cs")).toHaveLength(n + 1);
  });
  // Rock salt and metals: n layers of atoms.
  it.each([2, 3, 4, 5, 6])("PbS: %i layers", (n) => {
    expect(heights(platelet("PbS", undefined, n), "Pb")).toHaveLength(n);
  });
  it.each([2, 3, 4, 5, 6])("Au: %i layers", (n) => {
    expect(heights(platelet("Au", undefined, n), "Au")).toHaveLength(n);
  });
  it.each([1, 2, 3, 4])("CsPbBr3: the edges do not depend on %i monolayers", (n) => {
    // 4 nm lies nearest to seven cells of 0.5874 nm (4.11 nm), whatever the thickness.
    const core = platelet("CsPbBr3", "cubic", n);
    expect(counts(core)["Pb"]).toBe(49 * n);
  });
});
