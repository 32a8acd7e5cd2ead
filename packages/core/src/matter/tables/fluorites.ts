import { fromMemory, published } from "../fact.ts";
import type { Material } from "../material-types.ts";
import { antifluoriteSites, fluoriteSites } from "../sites.ts";

const ROOM = { temperatureK: 298 };

/** Cerium dioxide and calcium fluoride (fluorite), copper(I) selenide and lithium sulfide (antifluorite). */
export const fluorites: readonly Material[] = [
  {
    formula: "CeO2",
    name: "cerium dioxide",
    aliases: ["ceria", "cerium(IV) oxide", "cerianite"],
    ions: [
      { element: "Ce", count: 1, oxidation: 4 },
      { element: "O", count: 2, oxidation: -2 },
    ],
    polymorphs: [
      {
        name: "cerianite",
        lattice: "fluorite",
        spaceGroup: "Fm-3m",
        a: published(0.5411, "nm", "wyckoff1963"),
        formulaUnitsPerCell: 4,
        sites: fluoriteSites("Ce", "O"),
        density: published(7.216, "g/cm3", "crc", ROOM),
        note: "small crystals hold some cerium(III), which is larger, so their cell is wider",
      },
    ],
    sizing: [],
    extinction: [],
  },
  {
    formula: "CaF2",
    name: "calcium fluoride",
    aliases: ["fluorite", "fluorspar"],
    ions: [
      { element: "Ca", count: 1, oxidation: 2 },
      { element: "F", count: 2, oxidation: -1 },
    ],
    polymorphs: [
      {
        name: "fluorite",
        lattice: "fluorite",
        spaceGroup: "Fm-3m",
        a: published(0.546295, "nm", "wyckoff1963"),
        formulaUnitsPerCell: 4,
        sites: fluoriteSites("Ca", "F"),
        density: published(3.18, "g/cm3", "crc", ROOM),
      },
    ],
    sizing: [],
    extinction: [],
  },
  {
    formula: "Cu2Se",
    name: "copper(I) selenide",
    aliases: ["cuprous selenide"],
    ions: [
      { element: "Cu", count: 2, oxidation: 1 },
      { element: "Se", count: 1, oxidation: -2 },
    ],
    polymorphs: [
      {
        name: "cubic",
        lattice: "antifluorite",
        spaceGroup: "Fm-3m",
        a: published(0.5859, "nm", "gulay2011", { uncertainty: 0.0001 }),
        formulaUnitsPerCell: 4,
        sites: antifluoriteSites("Cu", "Se"),
        density: published(6.84, "g/cm3", "crc", ROOM),
        note: "the high-temperature form of the stoichiometric compound, with copper disordered about the tetrahedral holes that this cell fills; copper-poor Cu2-xSe is cubic at room temperature",
      },
    ],
    quotedLattices: [
      {
        use: "copper-poor Cu2-xSe at room temperature",
        a: published(0.5739, "nm", "berzelianite", { note: "mineral; the edge falls as copper is lost" }),
      },
    ],
    sizing: [],
    extinction: [],
    note: "a real crystal lacks copper, and its holes balance the charge: a dot of whole Cu2Se cells is the ideal one",
  },
  {
    formula: "Li2S",
    name: "lithium sulfide",
    aliases: ["dilithium sulfide"],
    ions: [
      { element: "Li", count: 2, oxidation: 1 },
      { element: "S", count: 1, oxidation: -2 },
    ],
    polymorphs: [
      {
        name: "antifluorite",
        lattice: "antifluorite",
        spaceGroup: "Fm-3m",
        a: fromMemory(0.5708, "nm", "wyckoff1963", 0.001),
        formulaUnitsPerCell: 4,
        sites: antifluoriteSites("Li", "S"),
        density: published(1.64, "g/cm3", "crc", ROOM),
      },
    ],
    sizing: [],
    extinction: [],
  },
];
