import type { DotWords } from "./words.ts";

/** A dot to begin with, in the words of the command line. */
export interface DotPreset {
  readonly name: string;
  readonly what: string;
  readonly words: DotWords;
}

/** Dots of the papers and of common practice. Each is neutral, with all its heads bound (proved by a test). */
export const dotPresets: readonly DotPreset[] = [
  {
    name: "pbs-oleate",
    what: "PbS with Pb on {111} and above every S of {100}, one oleate and one hydroxide per excess Pb (Grisorio 2016)",
    words: { material: "PbS", shape: "truncated-octahedron", size: "4.8 nm", ligands: ["oleate"] },
  },
  {
    name: "cspbbr3-csbr",
    what: "CsPbBr3 cube ending on CsBr, Cs left out for neutrality, oleylammonium in place of surface Cs",
    words: {
      material: "CsPbBr3",
      shape: "cube",
      size: "4.11 nm",
      termination: "CsBr",
      vacancies: "Cs",
      ligands: ["oleylammonium = 40 %"],
    },
  },
  {
    name: "cspbbr3-pbbr2",
    what: "CsPbBr3 cube ending on PbBr2, with the oleate its charge asks for",
    words: { material: "CsPbBr3", shape: "cube", size: "4.11 nm", termination: "PbBr2", ligands: ["oleate"] },
  },
  {
    name: "cspbbr3-picolinate",
    what: "CsPbBr3 cube ending on PbBr2, with picolinate chelating Pb through O and N",
    words: {
      material: "CsPbBr3",
      shape: "cube",
      size: "4.11 nm",
      termination: "PbBr2",
      ligands: ["picolinate"],
    },
  },
  {
    name: "cdse-35-20",
    what: "magic-size tetrahedron Cd35Se20 with 30 benzoates",
    words: { cluster: "Cd35Se20X30", ligands: ["benzoate"] },
  },
  {
    name: "inp-20-10",
    what: "tetrahedron In20P10 with 30 chlorides",
    words: { cluster: "In20P10X30", ligands: ["chloride"] },
  },
  {
    name: "cdse-cds",
    what: "zinc blende CdSe of 3 nm in 0.9 nm of CdS, every anion covered, with oleate",
    words: {
      material: "CdSe",
      polymorph: "zinc blende",
      shape: "sphere",
      size: "3 nm",
      termination: "cations",
      shell: "CdS, 0.9 nm",
      ligands: ["oleate = 60 %"],
      balance: "hydroxide",
    },
  },
  {
    name: "cdse-platelet",
    what: "zinc blende CdSe platelet of four monolayers with benzoate and hydroxide",
    words: {
      material: "CdSe",
      polymorph: "zinc blende",
      shape: "cuboid",
      edges: "5 nm, 5 nm",
      monolayers: 4,
      ligands: ["benzoate = 50 %"],
      balance: "hydroxide",
    },
  },
  {
    name: "cdse-prism",
    what: "wurtzite CdSe prism, half as long again as wide, with oleylamine",
    words: {
      material: "CdSe",
      polymorph: "wurtzite",
      shape: "hexagonal-prism",
      size: "4 nm",
      aspect: 1.5,
      ligands: ["oleylamine = 2 /nm2"],
    },
  },
  {
    name: "au-309",
    what: "gold cuboctahedron of 309 atoms with dodecanethiol",
    words: { cluster: "Au309", ligands: ["dodecanethiol = 4 /nm2"] },
  },
];
