import { estimated, fromMemory, published } from "../fact.ts";
import type { Ion, Material } from "../material-types.ts";
import { cubicPerovskiteSites, orthorhombicPerovskiteSites, UNTILTED } from "../sites.ts";
import { cspbbr3Edges } from "./band-edges.ts";
import { cspbbr3Sizing, cspbi3Sizing } from "./sizing-others.ts";

const ROOM = { temperatureK: 298 };
const BOHR_NOTE = { note: "half of the effective Bohr diameter given there" };

function ions(halide: string): readonly Ion[] {
  return [
    { element: "Cs", count: 1, oxidation: 1 },
    { element: "Pb", count: 1, oxidation: 2 },
    { element: halide, count: 3, oxidation: -1 },
  ];
}

/** Caesium lead chloride, bromide and iodide. */
export const perovskites: readonly Material[] = [
  {
    formula: "CsPbCl3",
    name: "caesium lead chloride",
    aliases: ["cesium lead chloride"],
    ions: ions("Cl"),
    polymorphs: [
      {
        name: "cubic",
        lattice: "cubic perovskite",
        spaceGroup: "Pm-3m",
        a: fromMemory(0.5605, "nm", "moller1958", 0.0005, { temperatureK: 325 }),
        formulaUnitsPerCell: 1,
        sites: cubicPerovskiteSites("Cs", "Pb", "Cl"),
        density: fromMemory(4.24, "g/cm3", "crcMemory", 0.05, ROOM),
        note: "stable above 320 K; slightly distorted at room temperature",
      },
    ],
    gap: fromMemory(3.0, "eV", "protesescu2015", 0.05, ROOM),
    bohrRadius: fromMemory(2.5, "nm", "protesescu2015", 0.2, BOHR_NOTE),
    sizing: [],
    extinction: [],
  },
  {
    formula: "CsPbBr3",
    name: "caesium lead bromide",
    aliases: ["cesium lead bromide", "CPB"],
    ions: ions("Br"),
    polymorphs: [
      {
        name: "orthorhombic",
        lattice: "orthorhombic perovskite",
        spaceGroup: "Pbnm",
        a: fromMemory(0.8207, "nm", "stoumpos2013", 0.0005, ROOM),
        b: fromMemory(0.8255, "nm", "stoumpos2013", 0.0005, ROOM),
        c: fromMemory(1.1759, "nm", "stoumpos2013", 0.0005, ROOM),
        formulaUnitsPerCell: 4,
        sites: orthorhombicPerovskiteSites("Cs", "Pb", "Br", {
          a: [0.9932, 0.0299],
          x1: [0.0509, 0.498],
          x2: [0.7062, 0.2938, 0.0264],
        }),
        positions: fromMemory(0.0299, "1", "rodova2003", 0.005, {
          note: "y of Cs; every free coordinate is known this well, Pb-Br stays within 0.01 nm of the half cell",
        }),
        density: fromMemory(4.85, "g/cm3", "stoumpos2013", 0.05, ROOM),
        note: "pseudo-cubic edge (V/4)^(1/3) = 0.5840 nm",
      },
      {
        name: "cubic",
        lattice: "cubic perovskite",
        spaceGroup: "Pm-3m",
        a: fromMemory(0.5874, "nm", "moller1958", 0.0005, { temperatureK: 406 }),
        formulaUnitsPerCell: 1,
        sites: cubicPerovskiteSites("Cs", "Pb", "Br"),
        density: estimated(4.75, "g/cm3", 0.02, "mass of the formula unit over the cell", {
          temperatureK: 406,
        }),
        note: "stable above 403 K",
      },
    ],
    quotedLattices: [
      {
        use: "sites of a cube, 6 (d/a)^2",
        a: published(0.587, "nm", "malinoski", {
          note: "the cell of the high-temperature cubic phase, 0.5 % above the room-temperature pseudo-cubic edge",
        }),
      },
      {
        use: "pseudo-cubic edge at room temperature",
        a: estimated(0.584, "nm", 0.0005, "(a b c / 4)^(1/3) of the orthorhombic cell", {
          source: "identity",
          ...ROOM,
        }),
      },
    ],
    gap: estimated(
      2.38,
      "eV",
      0.04,
      "midway between 2.342 eV at 2 K (Yang 2017) and the 2.429 eV absorption of 12.5 nm crystals at room temperature (Energies 2021, 14, 275)",
      ROOM,
    ),
    staticDielectric: published(8.7, "1", "polariton2023", {
      uncertainty: 1,
      temperatureK: 2,
      note: "effective constant of the exciton, not the static limit; Yang 2017 has 7.3",
    }),
    opticalDielectric: published(4, "1", "malinoski", {
      uncertainty: 0.5,
      ...ROOM,
      note: "near the emission, quoted from Yan 2020",
    }),
    electronMass: fromMemory(0.15, "m0", "protesescu2015", 0.03, { note: "calculated" }),
    holeMass: fromMemory(0.14, "m0", "protesescu2015", 0.03, { note: "calculated" }),
    reducedMass: fromMemory(0.126, "m0", "yang2017", 0.01, {
      temperatureK: 2,
      note: "magneto-transmission; reflectivity of crystals gives 0.18 (Phys. Status Solidi RRL 2024)",
    }),
    bohrRadius: fromMemory(3.5, "nm", "protesescu2015", 0.2, BOHR_NOTE),
    bandEdges: cspbbr3Edges,
    sizing: cspbbr3Sizing,
    extinction: [],
  },
  {
    formula: "CsPbI3",
    name: "caesium lead iodide",
    aliases: ["cesium lead iodide"],
    ions: ions("I"),
    polymorphs: [
      {
        name: "gamma",
        lattice: "orthorhombic perovskite",
        spaceGroup: "Pbnm",
        a: fromMemory(0.8577, "nm", "sutton2018", 0.001, ROOM),
        b: fromMemory(0.8856, "nm", "sutton2018", 0.001, ROOM),
        c: fromMemory(1.2472, "nm", "sutton2018", 0.001, ROOM),
        formulaUnitsPerCell: 4,
        sites: orthorhombicPerovskiteSites("Cs", "Pb", "I", UNTILTED),
        positions: estimated(0, "1", 0.07, "untilted positions: the tilts of this phase are not tabulated"),
        density: estimated(5.05, "g/cm3", 0.03, "mass of the formula units over the cell", ROOM),
        note: "the black phase at room temperature, metastable against the yellow one",
      },
      {
        name: "alpha",
        lattice: "cubic perovskite",
        spaceGroup: "Pm-3m",
        a: fromMemory(0.62894, "nm", "trots2008", 0.0005, { temperatureK: 634 }),
        formulaUnitsPerCell: 1,
        sites: cubicPerovskiteSites("Cs", "Pb", "I"),
        density: estimated(4.81, "g/cm3", 0.02, "mass of the formula unit over the cell", {
          temperatureK: 634,
        }),
      },
    ],
    gap: published(1.63, "eV", "straus2019", { uncertainty: 0.03, ...ROOM, note: "gamma phase crystals" }),
    bohrRadius: fromMemory(6, "nm", "protesescu2015", 0.4, BOHR_NOTE),
    sizing: cspbi3Sizing,
    extinction: [],
  },
];
