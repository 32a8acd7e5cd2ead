import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate interface` on the command line. */
export const interfaceEntry: CommandEntry = {
  name: "interface",
  does: "what is on the dots of a solution: complexes by facet, what is free, and how that changes",
  flags: [
    ["--material <name>", "a material whose dots shed metal complexes (default: PbS)"],
    ["--shape <name>", "a shape with {111} or {100} facets (default: truncated-octahedron)"],
    ["--size <length>", "diameter of the core (default: 4.8 nm)"],
    ["--termination <how>", "as in oleate build"],
    ["--concentration <amount>", "dots in solution", "0.1 mM"],
    ["--solvent <name>", "a solvent, a mixture 'chloroform 40 %, toluene 60 %', or 'E_T^N 0.2'", "toluene"],
    ["--temperature <value>", "298.15 K when left out"],
    ["--add <ligands...>", "'oleic acid = 100 eq', 'lead oleate = 5 mM', 'octylamine = 50 eq'"],
    ["--set <parameters...>", "parameters of the model: 'bond_100 = 20 kJ/mol'; see oleate list interface"],
    ["--against <axis>", "a series along concentration, solvent, size, temperature, or an added ligand"],
    ["--no-intervals", "leave out the parameter sets that agree with what was seen"],
    ["--seed <number>", "seed of the parameter sets", "1"],
    jsonFlag,
  ],
  load: async () => (await import("./interface.ts")).interfaceOf,
};
