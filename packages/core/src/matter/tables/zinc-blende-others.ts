import type { Fact } from "../fact.ts";
import { fromMemory, published } from "../fact.ts";
import type { Material, Polymorph } from "../material-types.ts";
import { zincBlendeSites } from "../sites.ts";
import { inasEdges, inpEdges, insbEdges, znseEdges } from "./band-edges.ts";
import { inasExtinction, inpSizing, insbSizing, znseSizing } from "./sizing-others.ts";

const ROOM = { temperatureK: 300 };

function zincBlende(cation: string, anion: string, a: Fact, density: Fact): readonly [Polymorph] {
  return [
    {
      name: "zinc blende",
      lattice: "zinc blende",
      spaceGroup: "F-43m",
      a,
      formulaUnitsPerCell: 4,
      sites: zincBlendeSites(cation, anion),
      density,
    },
  ];
}

/** Indium phosphide, arsenide and antimonide, zinc selenide, mercury telluride. */
export const zincBlendeOthers: readonly Material[] = [
  {
    formula: "InP",
    name: "indium phosphide",
    aliases: [],
    ions: [
      { element: "In", count: 1, oxidation: 3 },
      { element: "P", count: 1, oxidation: -3 },
    ],
    polymorphs: zincBlende(
      "In",
      "P",
      published(0.58687, "nm", "nsm", ROOM),
      published(4.81, "g/cm3", "nsm", ROOM),
    ),
    gap: published(1.35, "eV", "sze1981", ROOM),
    staticDielectric: published(12.5, "1", "nsm", ROOM),
    opticalDielectric: published(9.61, "1", "nsm", ROOM),
    electronMass: published(0.08, "m0", "nsm", ROOM),
    holeMass: published(0.6, "m0", "nsm", { ...ROOM, note: "heavy hole" }),
    bohrRadius: fromMemory(10, "nm", "madelung", 1),
    bandEdges: inpEdges,
    sizing: inpSizing,
    extinction: [],
  },
  {
    formula: "InAs",
    name: "indium arsenide",
    aliases: [],
    ions: [
      { element: "In", count: 1, oxidation: 3 },
      { element: "As", count: 1, oxidation: -3 },
    ],
    polymorphs: zincBlende(
      "In",
      "As",
      published(0.60583, "nm", "nsm", ROOM),
      published(5.68, "g/cm3", "nsm", ROOM),
    ),
    gap: published(0.36, "eV", "sze1981", { ...ROOM, note: "the NSM archive has 0.354 eV" }),
    staticDielectric: published(15.15, "1", "nsm", ROOM),
    opticalDielectric: published(12.3, "1", "nsm", ROOM),
    electronMass: published(0.023, "m0", "nsm", ROOM),
    holeMass: published(0.41, "m0", "nsm", { ...ROOM, note: "heavy hole" }),
    bohrRadius: fromMemory(34, "nm", "madelung", 3),
    bandEdges: inasEdges,
    sizing: [],
    extinction: inasExtinction,
  },
  {
    formula: "InSb",
    name: "indium antimonide",
    aliases: [],
    ions: [
      { element: "In", count: 1, oxidation: 3 },
      { element: "Sb", count: 1, oxidation: -3 },
    ],
    polymorphs: zincBlende(
      "In",
      "Sb",
      published(0.6479, "nm", "nsm", ROOM),
      published(5.7747, "g/cm3", "crc", ROOM),
    ),
    gap: published(0.17, "eV", "sze1981", { ...ROOM, note: "Kovalenko 2013 quotes 0.18 eV at 300 K" }),
    staticDielectric: published(16.8, "1", "nsm", ROOM),
    opticalDielectric: published(15.7, "1", "nsm", ROOM),
    electronMass: published(0.0145, "m0", "nsm", { ...ROOM, uncertainty: 0.0005 }),
    holeMass: published(0.43, "m0", "nsm", { ...ROOM, note: "heavy hole" }),
    bohrRadius: published(70, "nm", "kovalenko2013", { note: "quoted there from Efros and Rosen 1998" }),
    bandEdges: insbEdges,
    sizing: insbSizing,
    extinction: [],
  },
  {
    formula: "ZnSe",
    name: "zinc selenide",
    aliases: [],
    ions: [
      { element: "Zn", count: 1, oxidation: 2 },
      { element: "Se", count: 1, oxidation: -2 },
    ],
    polymorphs: zincBlende(
      "Zn",
      "Se",
      published(0.5668, "nm", "sze1981", ROOM),
      fromMemory(5.27, "g/cm3", "madelung", 0.03, {
        ...ROOM,
        note: "the CRC handbook's 5.65 g/cm3 does not fit the cell, which gives 5.27",
      }),
    ),
    gap: published(2.71, "eV", "sze1981", ROOM),
    staticDielectric: fromMemory(8.9, "1", "madelung", 0.4, ROOM),
    opticalDielectric: fromMemory(5.9, "1", "madelung", 0.3, ROOM),
    electronMass: fromMemory(0.16, "m0", "madelung", 0.02),
    holeMass: fromMemory(0.6, "m0", "madelung", 0.15),
    bohrRadius: fromMemory(3.8, "nm", "madelung", 0.6),
    bandEdges: znseEdges,
    sizing: znseSizing,
    extinction: [],
  },
  {
    formula: "HgTe",
    name: "mercury telluride",
    aliases: ["coloradoite"],
    ions: [
      { element: "Hg", count: 1, oxidation: 2 },
      { element: "Te", count: 1, oxidation: -2 },
    ],
    polymorphs: zincBlende(
      "Hg",
      "Te",
      fromMemory(0.646, "nm", "madelung", 0.0005, ROOM),
      fromMemory(8.09, "g/cm3", "madelung", 0.05, {
        ...ROOM,
        note: "the CRC handbook's 8.63 g/cm3 does not fit the cell, which gives 8.09",
      }),
    ),
    gap: fromMemory(-0.14, "eV", "madelung", 0.02, {
      ...ROOM,
      note: "inverted order: Gamma-6 below Gamma-8, a semimetal",
    }),
    staticDielectric: fromMemory(21, "1", "madelung", 1, ROOM),
    opticalDielectric: fromMemory(15.2, "1", "madelung", 1, ROOM),
    sizing: [],
    extinction: [],
  },
];
