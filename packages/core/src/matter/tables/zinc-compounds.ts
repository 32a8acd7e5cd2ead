import { estimated, published } from "../fact.ts";
import type { Material } from "../material-types.ts";
import { wurtziteSites, zincBlendeSites } from "../sites.ts";

const ROOM = { temperatureK: 300 };

/** Height u of the anion at which all four bonds of a wurtzite cell are equally long: 1/4 + a^2 / (3 c^2), a and c in one unit. */
function heightOfEqualBonds(a: number, c: number): number {
  return Math.round((0.25 + a ** 2 / (3 * c ** 2)) * 1e4) / 1e4;
}

const ZINC_OXIDE_NM = { a: 0.32495, c: 0.52069 };
const ZINC_OXIDE_HEIGHT = heightOfEqualBonds(ZINC_OXIDE_NM.a, ZINC_OXIDE_NM.c);

/** Zinc sulfide (zinc blende and wurtzite) and zinc oxide. */
export const zincCompounds: readonly Material[] = [
  {
    formula: "ZnS",
    name: "zinc sulfide",
    aliases: [],
    ions: [
      { element: "Zn", count: 1, oxidation: 2 },
      { element: "S", count: 1, oxidation: -2 },
    ],
    polymorphs: [
      {
        name: "zinc blende",
        lattice: "zinc blende",
        spaceGroup: "F-43m",
        a: published(0.54093, "nm", "skinner1961", {
          note: "synthetic; Sze 1981 has 0.5420 nm",
        }),
        formulaUnitsPerCell: 4,
        sites: zincBlendeSites("Zn", "S"),
        density: published(4.09, "g/cm3", "skinner1961", {
          note: "from the cell, as the database entry gives it",
        }),
      },
      {
        name: "wurtzite",
        lattice: "wurtzite",
        spaceGroup: "P6_3mc",
        a: published(0.382, "nm", "sze1981", ROOM),
        c: published(0.626, "nm", "sze1981", ROOM),
        formulaUnitsPerCell: 2,
        sites: wurtziteSites("Zn", "S", 0.3748),
        positions: published(0.3748, "1", "aflow", {
          note: "height u of the anion, prototype AB_hP4_186_b_b; read at lampz.tugraz.at, wurtzite",
        }),
        density: published(4.09, "g/cm3", "crc", ROOM),
      },
    ],
    gap: published(3.68, "eV", "sze1981", ROOM),
    sizing: [],
    extinction: [],
  },
  {
    formula: "ZnO",
    name: "zinc oxide",
    aliases: [],
    ions: [
      { element: "Zn", count: 1, oxidation: 2 },
      { element: "O", count: 1, oxidation: -2 },
    ],
    polymorphs: [
      {
        name: "zincite",
        lattice: "wurtzite",
        spaceGroup: "P6_3mc",
        a: published(ZINC_OXIDE_NM.a, "nm", "wyckoffBinary1963"),
        c: published(ZINC_OXIDE_NM.c, "nm", "wyckoffBinary1963"),
        formulaUnitsPerCell: 2,
        sites: wurtziteSites("Zn", "O", ZINC_OXIDE_HEIGHT),
        positions: estimated(
          ZINC_OXIDE_HEIGHT,
          "1",
          0.004,
          "height u of the anion, for four equal bonds: 1/4 + a^2/(3 c^2); the 0.345 of Wyckoff 1963 gives bonds of 0.180 and 0.204 nm",
        ),
        density: published(5.6, "g/cm3", "crc", { ...ROOM, note: "the cell gives 5.68 g/cm3" }),
      },
    ],
    sizing: [],
    extinction: [],
  },
];
