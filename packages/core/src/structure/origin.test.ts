import { describe, expect, it } from "vitest";
import { materials } from "../matter/index.ts";
import { createRandom } from "../numerics/random.ts";
import { axesOf } from "./axes.ts";
import { buildCore, type Core, type CoreRequest } from "./core.ts";
import { type Crystal, crystalOf } from "./crystal.ts";
import { type Shape, shapes } from "./shapes/index.ts";
import { findSites } from "./site-classes.ts";
import type { Vector } from "./vector.ts";

/** The same crystal with its origin elsewhere. */
function shifted(crystal: Crystal, by: Vector): Crystal {
  const move = (at: Vector): Vector => [at[0] + by[0], at[1] + by[1], at[2] + by[2]];
  return {
    ...crystal,
    sites: crystal.sites.map((site) => ({ ...site, at: move(site.at), shown: move(site.shown) })),
  };
}

/** The same crystal with its axes named b, c, a instead of a, b, c, and turned with them. */
function relabelled(crystal: Crystal): Crystal {
  const turn = ([x, y, z]: Vector): Vector => [z, x, y];
  const [a, b, c] = crystal.cell;
  return {
    ...crystal,
    cell: [turn(c), turn(a), turn(b)],
    sites: crystal.sites.map((site) => ({ ...site, at: turn(site.at), shown: turn(site.shown) })),
  };
}

/** What may not depend on the origin or the names of the axes. */
function summary(core: Core): Record<string, number> {
  const found: Record<string, number> = {};
  core.atoms.site.forEach((site, atom) => {
    const key = `${core.crystal.sites[site]!.symbol} CN${core.coordination.number[atom]}`;
    found[key] = (found[key] ?? 0) + 1;
  });
  return { ...found, area: Number(core.areaNm2.toFixed(6)) };
}

function requestOf(crystal: Crystal, shape: Shape, nm: number): CoreRequest {
  if (shape.name === "cuboid") return { crystal, shape, size: { by: "edges", nm: [nm, nm, nm] } };
  const size = shape.sizedBy === "edge" ? ({ by: "edge", nm } as const) : ({ by: "diameter", nm } as const);
  return { crystal, shape, size };
}

const all = materials.flatMap((material) =>
  material.polymorphs.map((form) => ({ formula: material.formula, form: form.name })),
);
const usable = (crystal: Crystal): readonly Shape[] =>
  shapes.filter((shape) => shape.axes.includes(axesOf(crystal).kind) && shape.name !== "wulff");

describe.each(all)("$formula, $form", ({ formula, form }) => {
  const crystal = crystalOf(formula, form);
  const random = createRandom(7, `${formula} ${form}`);

  it("is cut the same wherever the crystal's origin is", () => {
    const by: Vector = [random.uniform(), random.uniform(), random.uniform()];
    const other = shifted(crystal, by);
    const differing = usable(crystal).filter((shape) => {
      const [here, there] = [crystal, other].map((c) => summary(buildCore(requestOf(c, shape, 3.2))));
      return JSON.stringify(sorted(here!)) !== JSON.stringify(sorted(there!));
    });
    expect(differing.map(({ name }) => name)).toEqual([]);
  });

  it("is cut the same when a cubic crystal's axes change their names", () => {
    if (crystal.lattice === "orthorhombic perovskite" || axesOf(crystal).kind !== "cubic") return;
    const other = relabelled(crystal);
    const differing = usable(crystal).filter((shape) => {
      const [here, there] = [crystal, other].map((c) => summary(buildCore(requestOf(c, shape, 3.2))));
      return JSON.stringify(sorted(here!)) !== JSON.stringify(sorted(there!));
    });
    expect(differing.map(({ name }) => name)).toEqual([]);
  });
});

function sorted(found: Record<string, number>): readonly (readonly [string, number])[] {
  return Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
}

describe("site classes", () => {
  it.each(["PbS", "CdSe", "CsPbBr3"])("of %s do not depend on the origin", (formula) => {
    const crystal = crystalOf(formula);
    const names = (c: Crystal): readonly string[] =>
      findSites(buildCore(requestOf(c, shapes.find(({ name }) => name === "truncated-octahedron")!, 3.2)))
        .classes.map((k) => `${k.name} ${k.count} ${k.neighbours.toFixed(6)} ${k.demand.toFixed(6)}`)
        .sort();
    expect(names(shifted(crystal, [0.137, 0.731, 0.419]))).toEqual(names(crystal));
  });
});
