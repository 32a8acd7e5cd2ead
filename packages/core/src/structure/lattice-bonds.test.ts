import { describe, expect, it } from "vitest";
import { materials } from "../matter/index.ts";
import { crystalOf } from "./crystal.ts";
import { latticeBonds } from "./lattice-bonds.ts";

// Coordination numbers of the structure types (Wells, Structural Inorganic Chemistry), per element in the order cation, anion.
const rows: readonly (readonly [lattice: string, ...numbers: number[]])[] = [
  ["rock salt", 6, 6],
  ["zinc blende", 4, 4],
  ["wurtzite", 4, 4],
  ["fluorite", 8, 4],
  ["antifluorite", 4, 8],
  ["anatase", 6, 3],
  ["rutile", 6, 3],
  // A, B and X: X has two B and four A.
  ["cubic perovskite", 12, 6, 6],
  ["orthorhombic perovskite", 12, 6, 6],
  // Elements: beta-tin has 4 at 3.02 and 2 at 3.18 Angstrom, counted as one shell.
  ["face-centred cubic", 12],
  ["diamond", 4],
  ["beta-tin", 6],
];

const all = materials.flatMap((material) =>
  material.polymorphs.map((form) => ({ material, form, name: `${material.formula}, ${form.name}` })),
);

describe.each(all)("$name", ({ material, form }) => {
  const crystal = crystalOf(material.formula, form.name);
  const bonds = latticeBonds(crystal);

  it("has the coordination numbers of its structure type", () => {
    const row = rows.find(([lattice]) => lattice === form.lattice);
    expect(row).toBeDefined();
    const [, ...numbers] = row!;
    material.ions.forEach(({ element }, i) => {
      crystal.sites.forEach((site, s) => {
        if (site.symbol === element) expect(bonds[s]).toHaveLength(numbers[i]!);
      });
    });
  });

  it("lists every bond from both ends, with opposite vectors", () => {
    bonds.forEach((own, s) => {
      for (const { site, shift, vector, length } of own) {
        const back = bonds[site]!.filter(
          (other) => other.site === s && other.shift.every((value, k) => value === -shift[k]!),
        );
        expect(back).toHaveLength(1);
        // The same product of whole cells and fractions from both ends: equal to rounding of a few Angstrom.
        back[0]!.vector.forEach((value, k) => {
          expect(Math.abs(value + vector[k]!)).toBeLessThan(1e-9);
        });
        expect(Math.abs(Math.hypot(...vector) - length)).toBeLessThan(1e-12);
      }
    });
  });

  it("bonds only ions of opposite sign", () => {
    bonds.forEach((own, s) => {
      const { oxidation } = crystal.sites[s]!;
      for (const { site } of own) expect(oxidation * crystal.sites[site]!.oxidation).toBeLessThanOrEqual(0);
    });
  });

  it("gives every ion bond strengths that add up to its oxidation number (Pauling's second rule)", () => {
    crystal.sites.forEach((site, s) => {
      if (site.oxidation >= 0) return;
      const received = bonds[s]!.reduce(
        (sum, bond) => sum + crystal.sites[bond.site]!.oxidation / bonds[bond.site]!.length,
        0,
      );
      expect(received).toBeCloseTo(-site.oxidation, 9);
    });
  });
});

describe("bond lengths", () => {
  const nearest = (formula: string, form?: string): number =>
    Math.min(
      ...latticeBonds(crystalOf(formula, form))
        .flat()
        .map(({ length }) => length),
    );
  // From the lattice constants by geometry, Angstrom.
  it("follow from the cell", () => {
    const a = (formula: string, form?: string): number => crystalOf(formula, form).cell[0][0];
    expect(nearest("PbS")).toBeCloseTo(a("PbS") / 2, 9);
    expect(nearest("CdSe", "zinc blende")).toBeCloseTo((a("CdSe", "zinc blende") * Math.sqrt(3)) / 4, 9);
    expect(nearest("CaF2")).toBeCloseTo((a("CaF2") * Math.sqrt(3)) / 4, 9);
    expect(nearest("Au")).toBeCloseTo(a("Au") / Math.SQRT2, 9);
    expect(nearest("CsPbBr3", "cubic")).toBeCloseTo(a("CsPbBr3", "cubic") / 2, 9);
  });
});
