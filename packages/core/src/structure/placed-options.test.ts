import { describe, expect, it } from "vitest";
import { DomainError } from "../errors.ts";
import { symbolOf } from "./atoms.ts";
import { buildDot } from "./build-dot.ts";
import type { Dot } from "./dot.ts";
import { type DotWords, readDotWords } from "./words.ts";

const lead: DotWords = { material: "PbS", shape: "truncated-octahedron", size: "2.5 nm" };
const build = (words: DotWords): Dot => buildDot(readDotWords(words));
const countOf = (dot: Dot, name: string): number => dot.placed.filter((p) => p.name === name).length;

function expectSound(dot: Dot): void {
  const { betweenLigands, organicToCore } = dot.contacts;
  if (betweenLigands !== null) expect(betweenLigands).toBeGreaterThan(1.5);
  if (organicToCore !== null) expect(organicToCore).toBeGreaterThan(2);
  for (const { asked, placed, bound } of dot.ligands) {
    expect(placed).toBe(asked);
    expect(bound / asked).toBeGreaterThanOrEqual(0.99);
  }
}

describe("partial coverage", () => {
  it.each([0, 1, 17, 60])("%i oleates, the rest of the charge taken by hydroxide", (n) => {
    const dot = build({ ...lead, ligands: [`oleate = ${n}`] });
    expect(countOf(dot, "oleate")).toBe(n);
    // Pb201S116 wants 170 charges.
    expect(countOf(dot, "hydroxide")).toBe(170 - n);
    expect(dot.charge.net).toBe(0);
    expectSound(dot);
  });

  it("a share and a density come to the numbers they say", () => {
    const half = build({ ...lead, ligands: ["oleate = 50 %"] });
    // Of the usual 85.
    expect([42, 43]).toContain(countOf(half, "oleate"));
    const thin = build({ ...lead, ligands: ["oleate = 2 /nm2"] });
    expect(countOf(thin, "oleate")).toBe(Math.round(2 * thin.core.areaNm2));
    expect(half.charge.net + thin.charge.net).toBe(0);
  });

  it("without a balancing ion the charge stays, with what would make it up", () => {
    const dot = build({ ...lead, ligands: ["oleate = 60"], balance: "none" });
    expect(dot.charge).toMatchObject({ core: 170, ligands: -60, net: 110, dipoleDebye: null });
    expect(dot.charge.offers.join("; ")).toContain("add 110 X-type of charge -1");
    expectSound(dot);
  });

  it("the fewer there are, the farther apart they stand", () => {
    const mean = (n: number): number => {
      const dot = build({ ...lead, ligands: [`oleate = ${n}`], balance: "none" });
      const heads = dot.placed.map(({ anchors }) => [0, 1, 2].map((k) => dot.core.xyz[3 * anchors[0]! + k]!));
      const near = heads.map((p, i) =>
        Math.min(...heads.map((q, j) => (i === j ? 99 : Math.hypot(...p.map((v, k) => v - q[k]!))))),
      );
      return near.reduce((a, b) => a + b) / near.length;
    };
    const [few, many] = [mean(12), mean(60)];
    // Twelve points spread over the 2.5 nm body are farther apart than two Pb-Pb distances.
    expect(few).toBeGreaterThan(8);
    expect(few).toBeGreaterThan(1.5 * many);
  });
});

describe("per facet", () => {
  it.each(["{100}", "{111}"])("only on %s", (family) => {
    const dot = build({ ...lead, size: "4 nm", ligands: [`oleate = 40 on ${family}`], balance: "none" });
    expect(new Set(dot.placed.map((p) => p.family))).toEqual(new Set([family]));
    expect(dot.placed).toHaveLength(40);
    expectSound(dot);
    // By the coordinates: the anchor lies on the plane of such a face (an adatom, or the layer of Pb just below).
    const planes = dot.core.faces.filter((face) => face.family === family);
    for (const { anchors } of dot.placed) {
      const at = [0, 1, 2].map((k) => dot.core.xyz[3 * anchors[0]! + k]!);
      const depth = Math.min(
        ...planes.map(({ normal, distance }) => distance - normal.reduce((sum, v, k) => sum + v * at[k]!, 0)),
      );
      expect(depth).toBeLessThan(dot.core.crystal.cell[0][0] / 2 + 0.3);
    }
  });

  it("two kinds on two facets do not mix", () => {
    const dot = build({
      ...lead,
      size: "4 nm",
      ligands: ["oleate = 30 on 111", "benzoate = 20 on 100"],
      balance: "none",
    });
    const familiesOf = (name: string): Set<string> =>
      new Set(dot.placed.filter((p) => p.name === name).map((p) => p.family));
    expect(familiesOf("oleate")).toEqual(new Set(["{111}"]));
    expect(familiesOf("benzoate")).toEqual(new Set(["{100}"]));
    expectSound(dot);
  });
});

describe("mixtures", () => {
  it("come in the asked ratio, both kinds all over the dot", () => {
    const dot = build({ ...lead, ligands: ["oleate = 40", "benzoate = 20"] });
    expect([countOf(dot, "oleate"), countOf(dot, "benzoate"), countOf(dot, "hydroxide")]).toEqual([
      40, 20, 110,
    ]);
    expectSound(dot);
    // Neither kind has one side of the dot to itself: the mean of its anchors stays near the centre (radius 1.2 nm).
    for (const name of ["oleate", "benzoate"]) {
      const own = dot.placed.filter((p) => p.name === name);
      const mean = [0, 1, 2].map(
        (k) => own.reduce((sum, { anchors }) => sum + dot.core.xyz[3 * anchors[0]! + k]!, 0) / own.length,
      );
      expect(Math.hypot(...mean)).toBeLessThan(5);
    }
  });

  it("without numbers share the charge equally", () => {
    const dot = build({ cluster: "Cd35Se20X30", ligands: ["benzoate", "chloride"] });
    expect([countOf(dot, "benzoate"), countOf(dot, "chloride")]).toEqual([15, 15]);
    expect(dot.charge.net).toBe(0);
    expectSound(dot);
  });

  it("an ion pair becomes its two ions, each where its own charge was", () => {
    const dot = build({
      material: "CsPbBr3",
      polymorph: "cubic",
      shape: "cube",
      size: "2.94 nm",
      vacancies: "Cs",
      ligands: ["oleylammonium bromide = 12"],
    });
    expect(countOf(dot, "oleylammonium")).toBe(12);
    expect(dot.charge.net).toBe(0);
    expectSound(dot);
  });

  it("an X-type beyond the charge takes the place of bromide", () => {
    const dot = build({
      material: "CsPbBr3",
      polymorph: "cubic",
      shape: "cube",
      size: "2.94 nm",
      vacancies: "Cs",
      ligands: ["oleate = 20"],
    });
    const bromides = Array.from(dot.structure.element).filter(
      (_, atom) => symbolOf(dot.structure, atom) === "Br",
    );
    // Cs216-16 Pb125 Br450: 20 of 450 exchanged.
    expect(bromides).toHaveLength(450 - 20);
    expect(dot.charge.net).toBe(0);
    expectSound(dot);
  });
});

describe("coverage beyond what fits", () => {
  const cluster = { cluster: "Cd20Se10X20", balance: "none" };
  it("is refused with the number there was room for", () => {
    let error: unknown;
    try {
      build({ ...cluster, ligands: ["oleate = 60"] });
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(DomainError);
    const { what, found, expected } = (error as DomainError).complaint;
    expect(what).toContain("60 oleate do not fit");
    expect(found).toContain("60 asked for");
    const most = Number(/room was found for (\d+)/u.exec(expected!)![1]);
    // The cluster's own 20 fit; three ligands on each of 20 Cd do not.
    expect(most).toBeGreaterThanOrEqual(20);
    expect(most).toBeLessThan(60);
    // Nearly that number can be had: the search is not the same when fewer are asked for, so a tenth is left open.
    expectSound(build({ ...cluster, ligands: [`oleate = ${Math.floor(0.9 * most)}`] }));
  });

  it("is refused about as fast as what fits is built", () => {
    const magic = { cluster: "Cd35Se20X30", balance: "none" };
    const timed = (run: () => unknown): number => {
      const start = performance.now();
      run();
      return performance.now() - start;
    };
    const fits = (): unknown => build({ ...magic, ligands: ["oleate = 30"] });
    fits();
    const usual = timed(fits);
    const refused = timed(() =>
      expect(() => build({ ...magic, ligands: ["oleate = 80"] })).toThrow(/do not fit/u),
    );
    // A few times as many heads, each tried on every anchor and again: twenty times the usual leaves room for a busy machine.
    expect(refused / usual).toBeLessThan(20);
  });
});

describe("binding modes", () => {
  it.each(["monodentate", "chelating", "bridging"] as const)(
    "%s oleates on lead sulfide, when told",
    (mode) => {
      const dot = build({ ...lead, ligands: [`oleate = 20 as ${mode}`], balance: "none" });
      expect(new Set(dot.placed.map((p) => p.mode))).toEqual(new Set([mode]));
      expectSound(dot);
      for (const { anchors, first } of dot.placed) {
        if (mode === "chelating") expect(anchors).toHaveLength(1);
        if (mode !== "bridging") continue;
        expect(anchors).toHaveLength(2);
        // Each oxygen on its own Pb: every anchor has an O within the window 2.2 to 2.9 Angstrom.
        const oxygens = Array.from({ length: 53 }, (_, i) => first + i).filter(
          (atom) => symbolOf(dot.structure, atom) === "O",
        );
        for (const anchor of anchors) {
          const near = oxygens.map((o) =>
            Math.hypot(
              ...[0, 1, 2].map((k) => dot.structure.xyz[3 * o + k]! - dot.core.xyz[3 * anchor + k]!),
            ),
          );
          expect(Math.min(...near)).toBeGreaterThan(2.2);
          expect(Math.min(...near)).toBeLessThan(2.9);
        }
      }
    },
  );
});
