import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate list` on the command line. */
export const listEntry: CommandEntry = {
  name: "list",
  does: "the names to choose from, with formulas, crystal forms, charges and other names",
  takes: [
    [
      "<table>",
      "materials, ligands, solvents, shapes, presets, clusters, standards (of quantum yield), bands (infrared) or interface (the parameters of its model)",
    ],
  ],
  flags: [jsonFlag],
  load: async () => (await import("./list.ts")).list,
};
