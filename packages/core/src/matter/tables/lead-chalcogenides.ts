import { fromMemory, published } from "../fact.ts";
import type { Material } from "../material-types.ts";
import { rockSaltSites } from "../sites.ts";
import { pbsEdges, pbseEdges } from "./band-edges.ts";
import { pbsExtinction, pbseExtinction, pbseSizing, pbsSizing } from "./sizing-lead.ts";

const ROOM = { temperatureK: 300 };

/** Lead sulfide, selenide and telluride. */
export const leadChalcogenides: readonly Material[] = [
  {
    formula: "PbS",
    name: "lead sulfide",
    aliases: ["galena", "lead(II) sulfide"],
    ions: [
      { element: "Pb", count: 1, oxidation: 2 },
      { element: "S", count: 1, oxidation: -2 },
    ],
    polymorphs: [
      {
        name: "galena",
        lattice: "rock salt",
        spaceGroup: "Fm-3m",
        a: published(0.59362, "nm", "sze1981", ROOM),
        formulaUnitsPerCell: 4,
        sites: rockSaltSites("Pb", "S"),
        density: published(7.6, "g/cm3", "crc", ROOM),
      },
    ],
    gap: published(0.41, "eV", "sze1981", ROOM),
    staticDielectric: fromMemory(169, "1", "madelung", 15, ROOM),
    opticalDielectric: fromMemory(17.2, "1", "madelung", 0.5, ROOM),
    electronMass: fromMemory(0.085, "m0", "wise2000", 0.01, { note: "mean of the anisotropic band" }),
    holeMass: fromMemory(0.085, "m0", "wise2000", 0.01, { note: "mean of the anisotropic band" }),
    bohrRadius: published(18, "nm", "wikiLeadSulfide", { uncertainty: 1 }),
    bandEdges: pbsEdges,
    sizing: pbsSizing,
    extinction: pbsExtinction,
  },
  {
    formula: "PbSe",
    name: "lead selenide",
    aliases: ["lead(II) selenide", "clausthalite"],
    ions: [
      { element: "Pb", count: 1, oxidation: 2 },
      { element: "Se", count: 1, oxidation: -2 },
    ],
    polymorphs: [
      {
        name: "clausthalite",
        lattice: "rock salt",
        spaceGroup: "Fm-3m",
        a: published(0.6126, "nm", "sze1981", {
          ...ROOM,
          uncertainty: 0.0002,
          note: "0.6124 nm is quoted as often",
        }),
        formulaUnitsPerCell: 4,
        sites: rockSaltSites("Pb", "Se"),
        density: fromMemory(8.27, "g/cm3", "madelung", 0.03, {
          ...ROOM,
          note: "the CRC handbook's 8.1 g/cm3 does not fit the cell, which gives 8.27",
        }),
      },
    ],
    gap: published(0.27, "eV", "sze1981", {
      ...ROOM,
      note: "the sizing curve of Moreels 2007 starts from 0.278 eV",
    }),
    staticDielectric: fromMemory(210, "1", "madelung", 30, ROOM),
    opticalDielectric: fromMemory(22.9, "1", "zemel1965", 1, ROOM),
    bohrRadius: fromMemory(46, "nm", "wise2000", 3),
    bandEdges: pbseEdges,
    sizing: pbseSizing,
    extinction: pbseExtinction,
  },
  {
    formula: "PbTe",
    name: "lead telluride",
    aliases: ["lead(II) telluride", "altaite"],
    ions: [
      { element: "Pb", count: 1, oxidation: 2 },
      { element: "Te", count: 1, oxidation: -2 },
    ],
    polymorphs: [
      {
        name: "altaite",
        lattice: "rock salt",
        spaceGroup: "Fm-3m",
        a: published(0.6462, "nm", "sze1981", {
          ...ROOM,
          uncertainty: 0.0008,
          note: "Wyckoff 1963 has 0.6454 nm",
        }),
        formulaUnitsPerCell: 4,
        sites: rockSaltSites("Pb", "Te"),
        density: published(8.164, "g/cm3", "crc", { ...ROOM, note: "the cell gives 8.24 g/cm3" }),
      },
    ],
    gap: published(0.31, "eV", "sze1981", ROOM),
    sizing: [],
    extinction: [],
  },
];
