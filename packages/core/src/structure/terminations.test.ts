import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { materials } from "../matter/index.ts";
import { axesOf } from "./axes.ts";
import { buildCore, type Core } from "./core.ts";
import { crystalOf } from "./crystal.ts";
import { coordinates } from "./cut.ts";
import type { Face } from "./faces.ts";
import { coreCharge } from "./removal.ts";
import { findShape, type Shape, shapes } from "./shapes/index.ts";
import { findSites, valenceDeficit } from "./site-classes.ts";
import type { SizeRequest } from "./size.ts";
import { dot, pointAt } from "./vector.ts";

/** Planes of atoms within 0.2 Angstrom are one layer, and an atom may stand 0.25 above or below the layer it belongs to. */
const [SAME_LAYER, LAYER] = [0.2, 0.26];

/** What stands in the outermost layer of a face: oxidation numbers' signs and elements, and how far below the plane it ends. */
function outermost(core: Core, face: Face): { signs: Set<number>; symbols: Set<string>; gap: number } {
  const xyz = coordinates(core.atoms, false);
  const signs = new Set<number>();
  const symbols = new Set<string>();
  let highest = Number.NEGATIVE_INFINITY;
  core.atoms.site.forEach((site, atom) => {
    const height = dot(face.normal, pointAt(xyz, atom));
    highest = Math.max(highest, height);
    if (height < face.distance - SAME_LAYER) return;
    signs.add(Math.sign(core.crystal.sites[site]!.oxidation));
    symbols.add(core.crystal.sites[site]!.symbol);
  });
  return { signs, symbols, gap: face.distance - highest };
}

/** Whether a face holds what its termination says; an empty layer of a face too small for one cell is no offence. */
function keepsItsWord(core: Core, face: Face): boolean {
  const { signs, symbols, gap } = outermost(core, face);
  if (gap < -LAYER) return false;
  if (face.termination === "cations" || face.termination === "adatoms") {
    return [...signs].every((sign) => sign > 0) || core.crystal.sites.every((site) => site.oxidation === 0);
  }
  if (face.termination === "anions") return [...signs].every((sign) => sign < 0);
  if (/^[A-Z]/.test(face.termination))
    return [...symbols].every((symbol) => face.termination.includes(symbol));
  return true;
}

function sized(shape: Shape, nm: number): SizeRequest {
  if (shape.name === "cuboid") return { by: "edges", nm: [nm, nm + 0.7, nm + 0.3] };
  return shape.sizedBy === "edge" ? { by: "edge", nm } : { by: "diameter", nm };
}

const all = materials.flatMap((material) =>
  material.polymorphs.map((form) => ({ formula: material.formula, form: form.name })),
);

describe.each(all)("$formula, $form", ({ formula, form }) => {
  const crystal = crystalOf(formula, form);
  const cores = shapes
    .filter((shape) => shape.axes.includes(axesOf(crystal).kind) && !["sphere", "wulff"].includes(shape.name))
    .flatMap((shape) =>
      [2.6, 4].map((nm) => ({
        name: shape.name,
        core: buildCore({ crystal, shape, size: sized(shape, nm) }),
      })),
    );

  it("outermost layers hold only what the termination says", () => {
    const wrong = cores.flatMap(({ name, core }) =>
      core.faces.filter((face) => !keepsItsWord(core, face)).map((face) => `${name} ${face.family}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  it("every face ends on a layer of atoms", () => {
    // Faces smaller than one side of the cell may have lost their few atoms to pruning; a face cut anywhere has no layer.
    const small = crystal.volume ** (2 / 3);
    const empty = cores.flatMap(({ name, core }) =>
      core.faces
        .filter((face) => face.area > small && face.termination !== "as cut")
        .filter((face) => outermost(core, face).gap > LAYER)
        .map((face) => `${name} ${face.family}`),
    );
    expect([...new Set(empty)]).toEqual([]);
  });
});

describe("asked-for terminations", () => {
  const perovskite = crystalOf("CsPbBr3", "cubic");
  const galena = crystalOf("PbS");

  it("cations, anions, stoichiometric and adatoms differ where they should", () => {
    const charge = (terminations: Record<string, string>): number =>
      coreCharge(
        buildCore({
          crystal: galena,
          shape: findShape("truncated-octahedron"),
          size: { by: "diameter", nm: 4 },
          terminations,
        }),
      );
    expect(charge({ "111": "cations", "100": "adatoms" })).toBeGreaterThan(0);
    expect(charge({ "111": "anions", "100": "stoichiometric" })).toBeLessThan(0);
    expect(charge({ "111": "cations", "100": "stoichiometric" })).toBeLessThan(
      charge({ "111": "cations", "100": "adatoms" }),
    );
  });

  it("one word holds for all faces, a formula may stand in any order", () => {
    for (const layer of ["PbBr2", "Br2Pb"]) {
      const core = buildCore({
        crystal: perovskite,
        shape: findShape("cube"),
        size: { by: "edge", nm: 3 },
        terminations: layer,
      });
      for (const face of core.faces) {
        expect(face.termination).toBe(layer);
        expect([...outermost(core, face).symbols].sort()).toEqual(["Br", "Pb"]);
      }
    }
  });

  it("a zinc-blende octahedron can be capped with cations on both polarities", () => {
    const core = buildCore({
      crystal: crystalOf("CdSe", "zinc blende"),
      shape: findShape("octahedron"),
      size: { by: "diameter", nm: 4 },
      terminations: { "111": "cations", "-1-1-1": "anions" },
    });
    const families = new Map(core.faces.map((face) => [face.family, face.termination]));
    expect(families).toEqual(
      new Map([
        ["{111}", "cations"],
        ["{-1-1-1}", "anions"],
      ]),
    );
    for (const face of core.faces) expect(keepsItsWord(core, face)).toBe(true);
  });

  it("without pruning nothing is taken away; with it no atom but an adatom hangs on one bond", () => {
    const request = {
      crystal: crystalOf("CdSe", "zinc blende"),
      shape: findShape("cube"),
      size: { by: "edge", nm: 3 } as const,
      terminations: "as cut",
    };
    const bare = buildCore({ ...request, prune: false });
    const pruned = buildCore(request);
    expect(Math.min(...bare.coordination.number)).toBeLessThan(2);
    expect(Math.min(...pruned.coordination.number)).toBeGreaterThanOrEqual(2);
    expect(pruned.atoms.site.length).toBeLessThan(bare.atoms.site.length);
  });
});

describe("random truncation and size", () => {
  const choices = [
    ["PbS", undefined],
    ["PbSe", undefined],
    ["CdSe", "zinc blende"],
    ["InP", undefined],
    ["CsPbBr3", "cubic"],
    ["CsPbBr3", "orthorhombic"],
    ["CaF2", undefined],
    ["Au", undefined],
  ] as const;

  it("keeps the charge identity, the terminations and the class counts", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...choices),
        fc.constantFrom("truncated-octahedron", "truncated-tetrahedron"),
        fc.double({ min: 0.03, max: 0.47, noNaN: true }),
        fc.double({ min: 1.7, max: 4.5, noNaN: true }),
        ([formula, form], shapeName, truncation, nm) => {
          const core = buildCore({
            crystal: crystalOf(formula, form),
            shape: findShape(shapeName),
            size: { by: "diameter", nm },
            options: { truncation },
          });
          let deficit = 0;
          for (let atom = 0; atom < core.atoms.site.length; atom++) deficit += valenceDeficit(core, atom);
          expect(Math.abs(deficit - coreCharge(core))).toBeLessThan(1e-6);
          for (const face of core.faces) expect(keepsItsWord(core, face)).toBe(true);
          const { classes, classOf } = findSites(core);
          const onSurface = classOf.filter((index) => index >= 0).length;
          expect(classes.reduce((sum, c) => sum + c.count, 0)).toBe(onSurface);
        },
      ),
      // Fixed, so that a failure repeats.
      { numRuns: 60, seed: 20261 },
    );
  });

  it("of lead sulfide leaves every S whole and an even charge of twice the excess", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.66, noNaN: true }),
        fc.double({ min: 1.5, max: 6, noNaN: true }),
        (truncation, nm) => {
          const core = buildCore({
            crystal: crystalOf("PbS"),
            shape: findShape("truncated-octahedron"),
            size: { by: "diameter", nm },
            options: { truncation },
          });
          let [Pb, S, open] = [0, 0, 0];
          core.atoms.site.forEach((site, atom) => {
            const lead = core.crystal.sites[site]!.symbol === "Pb";
            if (lead) Pb++;
            else S++;
            if (!lead && core.coordination.number[atom]! < 6) open++;
          });
          // With {100} alone (no {111}) the faces are adatoms of a cube: the same rule holds.
          expect(open).toBe(0);
          expect(coreCharge(core)).toBe(2 * (Pb - S));
        },
      ),
      { numRuns: 60, seed: 20262 },
    );
  });
});
