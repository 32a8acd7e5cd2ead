import { fromMemory, published } from "../fact.ts";
import type { Ion, Material } from "../material-types.ts";
import { wurtziteSites, zincBlendeSites } from "../sites.ts";
import { cdsEdges, cdseEdges, cdteEdges } from "./band-edges.ts";
import {
  cdsExtinction,
  cdseExtinction,
  cdseSizing,
  cdsSizing,
  cdteExtinction,
  cdteSizing,
} from "./sizing-cadmium.ts";

const ROOM = { temperatureK: 300 };

function cadmiumAnd(anion: string): readonly Ion[] {
  return [
    { element: "Cd", count: 1, oxidation: 2 },
    { element: anion, count: 1, oxidation: -2 },
  ];
}

/** Cadmium sulfide, selenide and telluride, in zinc blende and wurtzite. */
export const cadmiumChalcogenides: readonly Material[] = [
  {
    formula: "CdS",
    name: "cadmium sulfide",
    aliases: [],
    ions: cadmiumAnd("S"),
    polymorphs: [
      {
        name: "zinc blende",
        lattice: "zinc blende",
        spaceGroup: "F-43m",
        a: published(0.5832, "nm", "sze1981", {
          ...ROOM,
          uncertainty: 0.0014,
          note: "0.5818 nm is quoted as often",
        }),
        formulaUnitsPerCell: 4,
        sites: zincBlendeSites("Cd", "S"),
        density: published(4.826, "g/cm3", "crc", { ...ROOM, note: "not assigned to a polymorph" }),
      },
      {
        name: "wurtzite",
        lattice: "wurtzite",
        spaceGroup: "P6_3mc",
        a: fromMemory(0.4136, "nm", "madelung", 0.0005, ROOM),
        c: fromMemory(0.6714, "nm", "madelung", 0.004, ROOM),
        formulaUnitsPerCell: 2,
        sites: wurtziteSites("Cd", "S", 0.377),
        positions: fromMemory(0.377, "1", "madelung", 0.002, { note: "height u of the anion" }),
        density: published(4.826, "g/cm3", "crc", { ...ROOM, note: "not assigned to a polymorph" }),
      },
    ],
    gap: published(2.42, "eV", "sze1981", ROOM),
    staticDielectric: fromMemory(8.9, "1", "madelung", 0.4, ROOM),
    opticalDielectric: fromMemory(5.3, "1", "madelung", 0.2, ROOM),
    electronMass: fromMemory(0.21, "m0", "madelung", 0.02),
    holeMass: fromMemory(0.8, "m0", "madelung", 0.2),
    bohrRadius: fromMemory(2.8, "nm", "ekimov1993", 0.3),
    bandEdges: cdsEdges,
    sizing: cdsSizing,
    extinction: cdsExtinction,
  },
  {
    formula: "CdSe",
    name: "cadmium selenide",
    aliases: [],
    ions: cadmiumAnd("Se"),
    polymorphs: [
      {
        name: "zinc blende",
        lattice: "zinc blende",
        spaceGroup: "F-43m",
        a: published(0.605, "nm", "sze1981", {
          ...ROOM,
          uncertainty: 0.0027,
          note: "0.6052 and 0.6077 nm are also quoted",
        }),
        formulaUnitsPerCell: 4,
        sites: zincBlendeSites("Cd", "Se"),
        density: published(5.81, "g/cm3", "crc", { ...ROOM, note: "not assigned to a polymorph" }),
      },
      {
        name: "wurtzite",
        lattice: "wurtzite",
        spaceGroup: "P6_3mc",
        a: fromMemory(0.42985, "nm", "madelung", 0.0005, ROOM),
        c: fromMemory(0.7015, "nm", "madelung", 0.0008, ROOM),
        formulaUnitsPerCell: 2,
        sites: wurtziteSites("Cd", "Se", 0.376),
        positions: fromMemory(0.376, "1", "madelung", 0.002, { note: "height u of the anion" }),
        density: fromMemory(5.66, "g/cm3", "madelung", 0.03, {
          ...ROOM,
          note: "the CRC handbook's 5.81 g/cm3 does not fit this cell, which gives 5.66",
        }),
      },
    ],
    gap: fromMemory(1.74, "eV", "madelung", 0.02, { ...ROOM, note: "wurtzite; Sze 1981 has 1.70 eV" }),
    staticDielectric: fromMemory(9.6, "1", "madelung", 0.5, ROOM),
    opticalDielectric: fromMemory(6.2, "1", "madelung", 0.2, ROOM),
    electronMass: published(0.13, "m0", "yungkuo", { uncertainty: 0.01 }),
    holeMass: published(0.45, "m0", "yungkuo", { uncertainty: 0.1 }),
    bohrRadius: fromMemory(5.6, "nm", "ekimov1993", 0.4),
    bandEdges: cdseEdges,
    sizing: cdseSizing,
    extinction: cdseExtinction,
  },
  {
    formula: "CdTe",
    name: "cadmium telluride",
    aliases: [],
    ions: cadmiumAnd("Te"),
    polymorphs: [
      {
        name: "zinc blende",
        lattice: "zinc blende",
        spaceGroup: "F-43m",
        a: published(0.6482, "nm", "sze1981", ROOM),
        formulaUnitsPerCell: 4,
        sites: zincBlendeSites("Cd", "Te"),
        density: published(5.85, "g/cm3", "semi1source", {
          ...ROOM,
          note: "the CRC handbook's 6.2 g/cm3 does not fit the cell, which gives 5.85",
        }),
      },
      {
        name: "wurtzite",
        lattice: "wurtzite",
        spaceGroup: "P6_3mc",
        a: fromMemory(0.458, "nm", "madelung", 0.002, ROOM),
        c: fromMemory(0.75, "nm", "madelung", 0.003, ROOM),
        formulaUnitsPerCell: 2,
        sites: wurtziteSites("Cd", "Te"),
        density: published(5.85, "g/cm3", "semi1source", {
          ...ROOM,
          note: "that of zinc blende; the cells are equal in volume within error",
        }),
      },
    ],
    gap: published(1.5, "eV", "mech2023", {
      ...ROOM,
      uncertainty: 0.02,
      note: "printed beside 829 nm, which is 1.496 eV; Sze 1981 has 1.56 eV",
    }),
    staticDielectric: fromMemory(10.2, "1", "madelung", 0.4, ROOM),
    opticalDielectric: fromMemory(7.1, "1", "madelung", 0.2, ROOM),
    electronMass: fromMemory(0.1, "m0", "madelung", 0.01),
    holeMass: fromMemory(0.5, "m0", "madelung", 0.15),
    bohrRadius: fromMemory(7.3, "nm", "ekimov1993", 0.8),
    bandEdges: cdteEdges,
    sizing: cdteSizing,
    extinction: cdteExtinction,
  },
];
