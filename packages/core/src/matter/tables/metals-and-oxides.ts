import { fromMemory, published } from "../fact.ts";
import type { Material } from "../material-types.ts";
import { anataseSites, betaTinSites, diamondSites, faceCentredSites, rutileSites } from "../sites.ts";

const ROOM = { temperatureK: 298 };

/** Tin, tin dioxide, titanium dioxide and gold. */
export const metalsAndOxides: readonly Material[] = [
  {
    formula: "Sn",
    name: "tin",
    aliases: ["beta-Sn", "white tin"],
    ions: [{ element: "Sn", count: 1, oxidation: 0 }],
    polymorphs: [
      {
        name: "white tin",
        lattice: "beta-tin",
        spaceGroup: "I4_1/amd",
        a: published(0.58316, "nm", "solutioninnTin", { temperatureK: 303 }),
        c: published(0.31813, "nm", "solutioninnTin", { temperatureK: 303 }),
        formulaUnitsPerCell: 4,
        sites: betaTinSites("Sn"),
        density: published(7.287, "g/cm3", "crc", ROOM),
      },
      {
        name: "grey tin",
        lattice: "diamond",
        spaceGroup: "Fd-3m",
        a: published(0.64912, "nm", "solutioninnTin", {
          temperatureK: 273,
          note: "0.64892 nm is the value usually given at 293 K",
        }),
        formulaUnitsPerCell: 8,
        sites: diamondSites("Sn"),
        density: published(5.769, "g/cm3", "solutioninnTin", { temperatureK: 273 }),
        note: "stable below 286 K; a zero-gap semiconductor",
      },
    ],
    sizing: [],
    extinction: [],
    note: "white tin is a metal: no gap and no sizing curve",
  },
  {
    formula: "SnO2",
    name: "tin dioxide",
    aliases: ["tin(IV) oxide", "cassiterite"],
    ions: [
      { element: "Sn", count: 1, oxidation: 4 },
      { element: "O", count: 2, oxidation: -2 },
    ],
    polymorphs: [
      {
        name: "cassiterite",
        lattice: "rutile",
        spaceGroup: "P4_2/mnm",
        a: published(0.47373, "nm", "bolzan1997", ROOM),
        c: published(0.31864, "nm", "bolzan1997", ROOM),
        formulaUnitsPerCell: 2,
        sites: rutileSites("Sn", "O", 0.3056),
        positions: published(0.3056, "1", "bolzan1997", { ...ROOM, note: "parameter u of oxygen" }),
        density: published(7.0, "g/cm3", "bolzan1997", {
          ...ROOM,
          note: "from the cell; the CRC handbook has 6.85 g/cm3",
        }),
      },
    ],
    gap: published(3.6, "eV", "infiniteLexicon", { uncertainty: 0.1, ...ROOM }),
    sizing: [],
    extinction: [],
  },
  {
    formula: "TiO2",
    name: "titanium dioxide",
    aliases: ["titania", "titanium(IV) oxide"],
    ions: [
      { element: "Ti", count: 1, oxidation: 4 },
      { element: "O", count: 2, oxidation: -2 },
    ],
    polymorphs: [
      {
        name: "anatase",
        lattice: "anatase",
        spaceGroup: "I4_1/amd",
        a: published(0.37842, "nm", "horn1972", ROOM),
        c: published(0.95146, "nm", "horn1972", ROOM),
        formulaUnitsPerCell: 4,
        sites: anataseSites("Ti", "O", 0.2081),
        positions: published(0.2081, "1", "horn1972", { ...ROOM, note: "height u of oxygen above titanium" }),
        density: published(3.9, "g/cm3", "crc", ROOM),
      },
      {
        name: "rutile",
        lattice: "rutile",
        spaceGroup: "P4_2/mnm",
        a: published(0.4593659, "nm", "abrahams1971", { ...ROOM, uncertainty: 1.9e-6 }),
        c: published(0.2958682, "nm", "abrahams1971", { ...ROOM, uncertainty: 8e-7 }),
        formulaUnitsPerCell: 2,
        sites: rutileSites("Ti", "O", 0.30479),
        positions: published(0.30479, "1", "abrahams1971", {
          ...ROOM,
          uncertainty: 1e-4,
          note: "parameter u of oxygen",
        }),
        density: published(4.17, "g/cm3", "crc", { ...ROOM, note: "the cell gives 4.25 g/cm3" }),
      },
    ],
    sizing: [],
    extinction: [],
  },
  {
    formula: "Au",
    name: "gold",
    aliases: [],
    ions: [{ element: "Au", count: 1, oxidation: 0 }],
    polymorphs: [
      {
        name: "gold",
        lattice: "face-centred cubic",
        spaceGroup: "Fm-3m",
        a: fromMemory(0.40782, "nm", "crcMemory", 0.0001, ROOM),
        formulaUnitsPerCell: 4,
        sites: faceCentredSites("Au"),
        density: published(19.3, "g/cm3", "crc", ROOM),
      },
    ],
    sizing: [],
    extinction: [],
    note: "a metal: no gap and no sizing curve",
  },
];
