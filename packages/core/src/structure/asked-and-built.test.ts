import { describe, expect, it } from "vitest";
import { buildDot } from "./build-dot.ts";
import type { Dot } from "./dot.ts";
import { summariseDot } from "./summary.ts";
import { type DotWords, readDotWords } from "./words.ts";

const built = (words: DotWords): Dot => buildDot(readDotWords(words));
const counts = (dot: Dot): Readonly<Record<string, number>> =>
  Object.fromEntries(dot.ligands.map(({ name, placed }) => [name, placed]));

describe("sizes", () => {
  it.each([
    ["PbS", 216],
    ["PbS", 512],
    ["PbS", 729],
    ["Au", 63],
  ])("a cube of %s with %i atoms, an odd or even number of layers, is built exactly", (material, atoms) => {
    expect(built({ material, shape: "cube", atoms }).core.atoms.site.length).toBe(atoms);
  });

  it("Au20 is the tetrahedron with four atoms along each edge", () => {
    expect(built({ material: "Au", shape: "tetrahedron", atoms: 20 }).core.atoms.site.length).toBe(20);
  });

  it.each(["4.3 nm", "5 nm", "6 nm"])("an orthorhombic CsPbBr3 cube of %s has equal edges", (size) => {
    const edges = summariseDot(built({ material: "CsPbBr3", shape: "cube", size })).size.edges!;
    const lengths = edges.map(({ value }) => value);
    // The cell is a cube to 1.1 %; one layer more on one edge would be 8 % and more.
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.02);
  });

  it("says what was asked for", () => {
    expect(summariseDot(built({ material: "PbS", shape: "cube", atoms: 500 })).size.asked).toBe("500 atoms");
    const platelet = { material: "CdSe", polymorph: "zinc blende", shape: "cuboid", edges: "4 nm, 5 nm" };
    expect(summariseDot(built({ ...platelet, monolayers: 4 })).size.asked).toBe(
      "edges 4, 5 nm, 4 monolayers",
    );
  });

  it.each(["tetrahedron", "cube", "truncated-octahedron", "sphere"])(
    "a shell on a %s is as thick as asked for, to a layer",
    (shape) => {
      const bare = { material: "CdSe", polymorph: "zinc blende", shape, size: "5 nm" };
      const depth = ({ core }: Dot): number =>
        core.polyhedron ? (0.3 * core.polyhedron.volume) / core.polyhedron.area : core.diameterNm / 2;
      const grown = depth(built({ ...bare, shell: "CdS, 1 nm" })) - depth(built(bare));
      // Layers of {111} are 0.34 nm apart, and each of the two sizes may be half of one off.
      expect(Math.abs(grown - 1)).toBeLessThan(0.2);
    },
  );
});

describe("numbers of ligands", () => {
  const zinc: DotWords = { material: "ZnSe", shape: "tetrahedron", edge: "3 nm" };

  it("a ligand without a number takes all the charge that those with one leave", () => {
    const alone = counts(built({ ...zinc, ligands: ["chloride"] }))["chloride"]!;
    expect(counts(built({ ...zinc, ligands: ["octylamine = 4", "chloride"] }))).toMatchObject({
      chloride: alone,
    });
    expect(counts(built({ ...zinc, ligands: ["oleate = 10", "chloride"] }))).toMatchObject({
      chloride: alone - 10,
    });
    expect(counts(built({ ...zinc, ligands: ["bromide", "chloride"] }))).toMatchObject({
      bromide: alone / 2,
      chloride: alone / 2,
    });
  });

  it("a density on a facet is per area of that facet", () => {
    const dot = built({
      material: "PbS",
      shape: "truncated-octahedron",
      size: "4.8 nm",
      ligands: ["oleate = 3 /nm2 on 100"],
      balance: "none",
    });
    const area = dot.core.faces.reduce(
      (sum, face) => sum + (face.family === "{100}" ? face.area / 100 : 0),
      0,
    );
    expect(dot.ligands[0]!.placed).toBe(Math.round(3 * area));
    expect(new Set(dot.placed.map(({ family }) => family))).toEqual(new Set(["{100}"]));
  });

  it("a number of our own gives way when it does not fit, and says so; one that was asked for is refused", () => {
    const sphere: DotWords = { material: "CdSe", shape: "sphere", size: "2.5 nm" };
    const own = built({ ...sphere, ligands: ["trioctylphosphine oxide"] });
    expect(own.notes.join()).toMatch(/do not all fit/u);
    expect(own.ligands[0]!.placed).toBe(own.ligands[0]!.asked);
    const asked = { ...sphere, ligands: ["trioctylphosphine oxide = 60"] };
    expect(() => built(asked)).toThrow(/do not fit on this dot/u);
  });

  it("an exchange finds room beside another one", () => {
    const dot = built({
      material: "CsPbBr3",
      shape: "cube",
      size: "5 nm",
      vacancies: "Cs",
      ligands: ["oleylammonium = 50 %", "oleate = 30"],
    });
    expect(dot.ligands.map(({ asked, placed, bound }) => placed === asked && bound === asked)).toEqual([
      true,
      true,
    ]);
  });
});
