import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate medium` on the command line. */
export const mediumEntry: CommandEntry = {
  name: "medium",
  does: "how a solvent changes the radiative lifetime, by four local-field models; fits lifetimes by them",
  flags: [
    ["--material <name>", "whose optical permittivity is the core's (default: CsPbBr3)"],
    ["--permittivity <value>", "the core's, stated"],
    ["--shape <name>", "sphere or cube, in the sphere model", "sphere"],
    ["--solvents <names...>", "parted by semicolons; all with a known index when left out"],
    ["--reference <name>", "solvent of ratio 1 (default: toluene; of a fit the first of the table)"],
    ["--lifetime <time>", "radiative lifetime in it: '4.7 ns'; predicts the others"],
    ["--temperature <value>", "of the refractive indices; 293.15 K when left out"],
    ["--shell <thickness>", "a shell of ligands around the core: '1.8 nm', with --size"],
    ["--shell-index <value>", "its refractive index", "1.46"],
    ["--size <length>", "diameter of the core (of equal volume)"],
    ["--model <names...>", "sphere, virtual cavity, empty cavity, microscopic; all when left out"],
    ["--lifetimes <table>", "columns solvent, lifetime (ns), and where known error (ns), quantum yield"],
    ["--line", "fit a line with intercept in place of a scale"],
    ["--level <probability>", "of the intervals", "0.95"],
    jsonFlag,
  ],
  load: async () => (await import("./medium.ts")).mediumCommand,
};
