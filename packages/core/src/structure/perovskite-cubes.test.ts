import { describe, expect, it } from "vitest";
import { buildCore, type Core } from "./core.ts";
import { crystalOf } from "./crystal.ts";
import { coreCharge, vacanciesForNeutrality, withoutAtoms } from "./removal.ts";
import { findShape } from "./shapes/index.ts";
import { findSites } from "./site-classes.ts";

const forms = ["cubic perovskite", "orthorhombic perovskite"] as const;
const sizes = [3, 4, 5, 6, 7, 8, 9] as const;
const cases = forms.flatMap((form) => sizes.map((n) => [form, n] as const));

/** A cube with n cells between its outermost layers; the cell edge of the untilted lattice is the cube root of V / Z. */
function cube(form: string, n: number, terminations?: string): Core {
  const crystal = crystalOf("CsPbBr3", form);
  const edge = Math.cbrt(crystal.volume / crystal.formulaUnitsPerCell) / 10;
  return buildCore({
    crystal,
    shape: findShape("cube"),
    size: { by: "edge", nm: n * edge },
    ...(terminations ? { terminations } : {}),
  });
}

function counts(core: Core): Record<string, number> {
  const found: Record<string, number> = {};
  for (const site of core.atoms.site) {
    const { symbol } = core.crystal.sites[site]!;
    found[symbol] = (found[symbol] ?? 0) + 1;
  }
  return found;
}

// Closed forms of the reference; n = 7 with CsBr faces is Cs512Pb343Br1176 of charge +22.
describe.each(cases)("CsPbBr3, %s, n = %i", (form, n) => {
  it("with CsBr faces has (n+1)^3 Cs, n^3 Pb, 3n^2(n+1) Br and charge 3n + 1", () => {
    const core = cube(form, n);
    expect(counts(core)).toEqual({ Cs: (n + 1) ** 3, Pb: n ** 3, Br: 3 * n ** 3 + 3 * n ** 2 });
    expect(coreCharge(core)).toBe(3 * n + 1);
  });

  it("with PbBr2 faces has n^3 Cs, (n+1)^3 Pb, 3n(n+1)^2 Br and charge 3n + 2", () => {
    const core = cube(form, n, "PbBr2");
    expect(counts(core)).toEqual({ Cs: n ** 3, Pb: (n + 1) ** 3, Br: 3 * n * (n + 1) ** 2 });
    expect(coreCharge(core)).toBe(3 * n + 2);
  });

  it("loses 3n + 1 Cs for neutrality: the eight corners, then edges", () => {
    const core = cube(form, n);
    const surface = findSites(core);
    const gone = [...vacanciesForNeutrality(core, "Cs")];
    const places = gone.map((atom) => surface.classes[surface.classOf[atom]!]!.place);
    expect(gone).toHaveLength(3 * n + 1);
    expect(places.filter((place) => place === "corner")).toHaveLength(8);
    expect(places.filter((place) => place === "edge")).toHaveLength(3 * n - 7);
    expect(coreCharge(withoutAtoms(core, new Set(gone)))).toBe(0);
  });
});

describe("the 7-cell cube", () => {
  it("neutral is Cs490Pb343Br1176, as in the reference", () => {
    const core = cube("cubic perovskite", 7);
    expect(counts(withoutAtoms(core, vacanciesForNeutrality(core, "Cs")))).toEqual({
      Cs: 490,
      Pb: 343,
      Br: 1176,
    });
  });

  it("with PbBr2 faces has 8 corner, 12 (n-1) edge and 6 (n-1)^2 facet Pb", () => {
    const n = 7;
    const { classes } = findSites(cube("cubic perovskite", n, "PbBr2"));
    const count = (place: string): number =>
      classes.filter((c) => c.element === "Pb" && c.place === place).reduce((sum, c) => sum + c.count, 0);
    expect([count("corner"), count("edge"), count("facet")]).toEqual([8, 12 * (n - 1), 6 * (n - 1) ** 2]);
  });

  it("with CsBr faces buries every Pb under its Br: none lacks a bond", () => {
    // The recessed Pb keeps six Br, the apical one in the CsBr layer.
    const { classes } = findSites(cube("cubic perovskite", 7));
    expect(classes.filter((c) => c.element === "Pb")).toEqual([]);
  });

  it.each(["CsBr", "PbBr2"])("tilted and untilted cells name the same classes on %s faces", (layer) => {
    // The lower symmetry of the tilted cell splits {100} into two families; the places and bonds are the same.
    const summary = (form: string): Record<string, number> => {
      const sums: Record<string, number> = {};
      for (const c of findSites(cube(form, 4, layer)).classes) {
        const key = `${c.element} ${c.place} CN${c.coordination}`;
        sums[key] = (sums[key] ?? 0) + c.count;
      }
      return sums;
    };
    expect(summary("orthorhombic perovskite")).toEqual(summary("cubic perovskite"));
  });
});
