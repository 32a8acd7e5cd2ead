import { fromMemory, published } from "../fact.ts";
import type { Material } from "../material-types.ts";
import { betaTinSites, faceCentredSites, rutileSites } from "../sites.ts";

const ROOM = { temperatureK: 298 };

/** White tin, tin dioxide and gold. */
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
    ],
    sizing: [],
    extinction: [],
    note: "a metal: no gap and no sizing curve",
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
