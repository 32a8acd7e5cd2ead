import { describe, expect, it } from "vitest";
import { materials } from "../matter/index.ts";
import { axesOf } from "./axes.ts";
import { buildCore, type Core, equalVolumeDiameterNm } from "./core.ts";
import { crystalOf } from "./crystal.ts";
import { coreCharge } from "./removal.ts";
import { type Shape, shapes } from "./shapes/index.ts";
import { findSites, missingBonds, valenceDeficit } from "./site-classes.ts";
import type { SizeRequest } from "./size.ts";

// Every material of the table in every form, every shape its axes allow, three sizes.
const sizesNm = [1.8, 2.9, 4.1];

function requestOf(
  shape: Shape,
  nm: number,
  isCubic: boolean,
): { size: SizeRequest; energies?: Record<string, number> } {
  if (shape.name === "cuboid") return { size: { by: "edges", nm: [nm, nm + 0.7, nm + 0.3] } };
  const size: SizeRequest =
    shape.sizedBy === "edge"
      ? { by: "edge", nm: nm * (shape.name === "tetrahedron" ? 1.5 : 1) }
      : { by: "diameter", nm };
  return shape.name === "wulff"
    ? { size, energies: { "100": 1, "111": 1.05, ...(isCubic ? {} : { "001": 1.1, "00-1": 1.1 }) } }
    : { size };
}

function coresOf(formula: string, form: string): readonly { readonly name: string; readonly core: Core }[] {
  const crystal = crystalOf(formula, form);
  return shapes
    .filter((shape) => shape.axes.includes(axesOf(crystal).kind))
    .flatMap((shape) =>
      sizesNm.map((nm) => {
        const { size, energies } = requestOf(shape, nm, axesOf(crystal).kind === "cubic");
        const core = buildCore({ crystal, shape, size, ...(energies ? { options: { energies } } : {}) });
        return { name: `${shape.name} ${nm}`, core };
      }),
    );
}

const all = materials.flatMap((material) =>
  material.polymorphs.map((form) => ({ formula: material.formula, form: form.name })),
);

describe.each(all)("$formula, $form", ({ formula, form }) => {
  const cores = coresOf(formula, form);

  it("the valence deficits add up to the formal charge of the core", () => {
    for (const { name, core } of cores) {
      let sum = 0;
      for (let atom = 0; atom < core.atoms.site.length; atom++) sum += valenceDeficit(core, atom);
      // Sums of up to ten thousand thirds and quarters: rounding stays far below 1e-6.
      expect(Math.abs(sum - coreCharge(core)), name).toBeLessThan(1e-6);
    }
  });

  it("every bond is mutual, no atom has more bonds than in the bulk, none hangs free", () => {
    for (const { name, core } of cores) {
      const { start, to, number } = core.coordination;
      let oneSided = 0;
      for (let atom = 0; atom < core.atoms.site.length; atom++) {
        const own = to.subarray(start[atom], start[atom + 1]);
        const left = own.filter((other) => other >= 0);
        if (left.length !== number[atom]) oneSided++;
        if (left.length === 0 || left.length > core.bonds[core.atoms.site[atom]!]!.length) oneSided++;
        for (const other of left) {
          if (!to.subarray(start[other], start[other + 1]).includes(atom)) oneSided++;
        }
        if (missingBonds(core, atom).length !== own.length - left.length) oneSided++;
      }
      expect(oneSided, name).toBe(0);
    }
  });

  it("no lattice point is taken twice", () => {
    for (const { name, core } of cores) {
      const seen = new Set<string>();
      core.atoms.site.forEach((site, n) => {
        seen.add(`${site} ${core.atoms.cells.subarray(3 * n, 3 * n + 3).join(" ")}`);
      });
      expect(seen.size, name).toBe(core.atoms.site.length);
    }
  });

  it("counts by class add up to the surface atoms, class by class and place by place", () => {
    for (const { name, core } of cores) {
      const { classes, classOf, faceOf, facesOf } = findSites(core);
      const n = core.atoms.site.length;
      let [surface, wrong] = [0, 0];
      for (let atom = 0; atom < n; atom++) {
        const lacks = core.coordination.number[atom]! < core.bonds[core.atoms.site[atom]!]!.length;
        if (classOf[atom]! >= 0 !== lacks) wrong++;
        if (!lacks) continue;
        surface++;
        if (core.faces.length > 0 && !facesOf[atom]!.includes(faceOf[atom]!)) wrong++;
      }
      classes.forEach((c, index) => {
        for (const atom of c.atoms) {
          if (classOf[atom] !== index || core.coordination.number[atom] !== c.coordination) wrong++;
        }
        if (c.atoms.length !== c.count || (c.place === "ball") !== (core.faces.length === 0)) wrong++;
      });
      expect(wrong, name).toBe(0);
      expect(
        classes.reduce((sum, c) => sum + c.count, 0),
        name,
      ).toBe(surface);
      expect(new Set(classes.map((c) => c.name)).size, name).toBe(classes.length);
      // Demands of whole classes are the deficits of their atoms.
      const demand = classes.reduce((sum, c) => sum + c.demand * c.count, 0);
      expect(Math.abs(demand - coreCharge(core)), name).toBeLessThan(1e-6);
    }
  });

  it("volume and diameter are those of the atoms; area and volume of the body are positive", () => {
    for (const { name, core } of cores) {
      expect(core.diameterNm, name).toBe(equalVolumeDiameterNm(core.crystal, core.atoms.site.length));
      expect(core.volumeNm3, name).toBeCloseTo((Math.PI * core.diameterNm ** 3) / 6, 9);
      expect(core.areaNm2, name).toBeGreaterThan(0);
      if (!core.polyhedron) continue;
      expect(core.polyhedron.volume, name).toBeGreaterThan(0);
      // Of all bodies of one volume the sphere has the least area.
      expect(core.polyhedron.area ** 3, name).toBeGreaterThan(36 * Math.PI * core.polyhedron.volume ** 2);
      expect(core.polyhedron.area / 100, name).toBeCloseTo(core.areaNm2, 9);
    }
  });
});
