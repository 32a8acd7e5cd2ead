import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate build` on the command line. */
export const buildEntry: CommandEntry = {
  name: "build",
  does: "a dot atom by atom: core, facets, site classes, ligands, charges, composition, files",
  flags: [
    ["--preset <name>", "a dot to begin with; other flags replace its words"],
    ["--material <name>", "formula or name of the table, such as PbS"],
    ["--polymorph <name>", "crystal form, lattice or space group, when not the usual one"],
    ["--cif <file>", "the crystal from a CIF or POSCAR instead of --material"],
    ["--oxidation <numbers...>", "oxidation numbers for --cif: 'Sn = 4, O = -2'"],
    ["--cluster <name>", "a cluster of known size: Cd35Se20X30, In20P10X30, Au309"],
    [
      "--shape <name>",
      "sphere, cube, cuboid, octahedron, truncated-octahedron, cuboctahedron, rhombic-dodecahedron, tetrahedron, truncated-tetrahedron, hexagonal-prism, rod, wulff",
    ],
    ["--size <length>", "the size the shape is usually given by: diameter of equal volume, or edge"],
    ["--diameter <length>", "diameter of the sphere of equal volume"],
    ["--edge <length>", "edge between the outermost nuclei"],
    ["--edges <lengths>", "edges of a cuboid: '10 nm, 8 nm, 2.4 nm', or two with --monolayers"],
    ["--monolayers <number>", "thickness of a cuboid in monolayers"],
    ["--atoms <number>", "atoms of the core"],
    ["--truncation <share>", "share of each edge cut away at each end; 1/3 is the regular one"],
    ["--aspect <ratio>", "length over width of a prism or rod"],
    ["--facets <energies>", "surface energies of a Wulff shape: '100 = 0.16, 111 = 0.20'"],
    [
      "--termination <how>",
      "cations, anions, stoichiometric, adatoms, 'as cut' or a layer such as CsBr; by plane: '100 = adatoms, 111 = cations'",
    ],
    ["--shell <material>", "a second material grown on: 'CdS, 1.2 nm'; the size is then the core's"],
    [
      "--ligand <ligands...>",
      "'oleate', 'oleate = 200', 'oleate = 3 /nm2', 'oleate = 40 % on 111 as bridging'; several make a mixture",
    ],
    ["--smiles <molecules...>", "a ligand of your own for --ligand: 'NAME=SMILES'"],
    [
      "--molecule <files...>",
      "a ligand from a file for --ligand: 'NAME = FILE', or 'NAME = FILE; charge; numbers of the donor atoms'",
    ],
    ["--balance <ion>", "ion that makes up the charge: hydroxide, ...; none leaves it"],
    ["--vacancies <cation>", "leave out surface cations until the core is neutral: Cs"],
    ["--no-prune", "keep atoms that hang on one bond"],
    ["--seed <number>", "seed of the conformers"],
    ["--xyz <file>", "write the dot as XYZ"],
    ["--out <files...>", "write files by ending: .xyz .extxyz .cif .pdb .mol2 .sdf .data .gro .vasp .coord"],
    jsonFlag,
  ],
  load: async () => (await import("./build.ts")).build,
};
