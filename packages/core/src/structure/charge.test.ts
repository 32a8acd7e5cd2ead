import { describe, expect, it } from "vitest";
import { structureOf } from "./atoms.ts";
import { buildDot } from "./build-dot.ts";
import { chargeBalance, dipoleDebye } from "./charge.ts";
import { buildCore, type Core } from "./core.ts";
import { crystalOf } from "./crystal.ts";
import { coreCharge, spreadPick, surfaceAtoms, vacanciesForNeutrality, withoutAtoms } from "./removal.ts";
import { findShape } from "./shapes/index.ts";
import type { SizeRequest } from "./size.ts";

const bare = (
  material: string,
  form: string | undefined,
  shape: string,
  size: SizeRequest,
  terminations?: string,
) =>
  buildDot({
    crystal: crystalOf(material, form),
    shape: findShape(shape),
    size,
    balance: "none",
    ...(terminations ? { terminations } : {}),
  });

/** First moment of the formal charges about the centre of the cut, e Angstrom; independent of dipoleDebye. */
function moment(core: Core): number {
  const sum = [0, 0, 0];
  core.atoms.site.forEach((site, atom) => {
    for (let k = 0; k < 3; k++) sum[k]! += core.crystal.sites[site]!.oxidation * core.xyz[3 * atom + k]!;
  });
  return Math.hypot(...sum);
}

describe("dipole", () => {
  it("of two unit charges 1 Angstrom apart is 4.8032 D", () => {
    const pair = structureOf({
      symbols: ["Na", "Cl"],
      xyz: [0.3, 0.2, 0.1, 0.3, 0.2, 1.1],
      charges: [-1, 1],
    });
    // e times 1e-10 m over 3.33564e-30 C m (CODATA 2018).
    expect(dipoleDebye(pair)).toBeCloseTo(4.8032, 5);
  });

  it.each([
    ["PbS", undefined, "truncated-octahedron", { by: "diameter", nm: 4.8 }],
    ["PbS", undefined, "octahedron", { by: "diameter", nm: 3 }],
    ["CsPbBr3", "cubic", "cube", { by: "edge", nm: 4.11 }],
    ["CaF2", undefined, "truncated-octahedron", { by: "diameter", nm: 3 }],
  ] as const)("of %s, %s, %s vanishes: the core has a centre of inversion", (material, form, shape, size) => {
    const core = buildCore({ crystal: crystalOf(material, form), shape: findShape(shape), size });
    // Thousands of terms of some ten e Angstrom cancel to rounding.
    expect(moment(core)).toBeLessThan(1e-6);
  });

  it("is told for a neutral dot only, since that of a charged one depends on the origin", () => {
    const charged = bare("PbS", undefined, "truncated-octahedron", { by: "diameter", nm: 2.5 });
    expect(charged.charge).toMatchObject({ core: 170, net: 170, dipoleDebye: null });
    const neutral = bare("CsPbBr3", "cubic", "cube", { by: "edge", nm: 3 });
    const balanced = buildDot({
      crystal: neutral.core.crystal,
      shape: findShape("cube"),
      size: { by: "edge", nm: 3 },
      vacancies: "Cs",
    });
    expect(balanced.charge.net).toBe(0);
    expect(balanced.charge.dipoleDebye).toBeCloseTo(4.803204 * moment(balanced.core), 6);
  });

  it("of wurtzite lies along c", () => {
    const polar = [2, 4].map((aspect) =>
      buildDot({
        crystal: crystalOf("CdSe", "wurtzite"),
        shape: findShape("hexagonal-prism"),
        size: { by: "diameter", nm: 4 },
        options: { aspect },
        balance: "none",
      }),
    );
    for (const { core } of polar) {
      const sum = [0, 0, 0];
      core.atoms.site.forEach((site, atom) => {
        for (let k = 0; k < 3; k++) sum[k]! += core.crystal.sites[site]!.oxidation * core.xyz[3 * atom + k]!;
      });
      // About the centre of the cut; a charge left over adds along c only, since the centre lies on the axis.
      expect(Math.hypot(sum[0]!, sum[1]!)).toBeLessThan(1e-6);
      expect(Math.abs(sum[2]!)).toBeGreaterThan(1);
    }
  });
});

describe("offers", () => {
  it("name numbers that bring the charge to zero", () => {
    const positive = bare("CsPbBr3", "cubic", "cube", { by: "edge", nm: 4.11 });
    expect(positive.charge.net).toBe(22);
    expect(positive.charge.offers).toEqual([
      "add 22 X-type of charge -1, such as oleate or hydroxide",
      "add 11 X-type of charge -2",
      "leave out 22 Cs+ of the surface",
    ]);
    const core = buildCore({
      crystal: crystalOf("PbS"),
      shape: findShape("octahedron"),
      size: { by: "diameter", nm: 2.5 },
      terminations: "anions",
    });
    expect(coreCharge(core)).toBeLessThan(0);
    const symbols = Array.from(core.atoms.site, (site) => core.crystal.sites[site]!.symbol);
    const charges = Array.from(core.atoms.site, (site) => core.crystal.sites[site]!.oxidation);
    const balance = chargeBalance(core, structureOf({ symbols, xyz: core.xyz, charges }));
    expect(balance.net).toBe(coreCharge(core));
    expect(balance.offers[0]).toBe(`add ${-balance.net / 2} Pb2+`);
  });

  it("are none for a neutral dot", () => {
    expect(bare("Au", undefined, "cuboctahedron", { by: "atoms", count: 147 }).charge).toEqual({
      core: 0,
      ligands: 0,
      net: 0,
      dipoleDebye: 0,
      offers: [],
    });
  });
});

describe("vacancies", () => {
  const core = buildCore({
    crystal: crystalOf("CsPbBr3", "cubic"),
    shape: findShape("cube"),
    size: { by: "edge", nm: 4.11 },
  });

  it("leave the bonds of the rest as they are, less those to what is gone", () => {
    const gone = vacanciesForNeutrality(core, "Cs");
    const left = withoutAtoms(core, gone);
    expect(left.atoms.site.length).toBe(core.atoms.site.length - gone.size);
    let [before, lost, after] = [0, 0, 0];
    core.coordination.number.forEach((n, atom) => {
      before += n;
      if (gone.has(atom)) lost += n;
    });
    for (const n of left.coordination.number) after += n;
    // Each bond of a gone atom is counted at both its ends; no two Cs are bonded to each other.
    expect(after).toBe(before - 2 * lost);
    expect(left.xyz.length).toBe(3 * left.atoms.site.length);
    // Faces and areas are those of the cut.
    expect(left.areaNm2).toBe(core.areaNm2);
  });

  it("are spread: the second is the corner opposite the first, and corners go before edges", () => {
    const candidates = surfaceAtoms(core, "Cs");
    const [a, b] = [...spreadPick(core, candidates, 2, "test")] as [number, number];
    const edge = 10 * core.edgeNm!;
    const apart = Math.hypot(...[0, 1, 2].map((k) => core.xyz[3 * a + k]! - core.xyz[3 * b + k]!));
    expect(apart).toBeCloseTo(edge * Math.sqrt(3), 6);
    // Cs in a corner has 3 of 12 bonds, on an edge 5.
    const bonds = [...spreadPick(core, candidates, 12, "test")].map((atom) => core.coordination.number[atom]);
    expect(bonds.filter((n) => n === 3)).toHaveLength(8);
    expect(bonds.filter((n) => n === 5)).toHaveLength(4);
  });
});
