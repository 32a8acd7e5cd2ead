import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate bands` on the command line. */
export const bandsEntry: CommandEntry = {
  name: "bands",
  does: "infrared bands of a ligand on the dot beside those of the free one, and what the shifts mean",
  usage: "[options] [FREE] BOUND",
  takes: [
    [
      "<bands>",
      "bands of the free ligand: a table with wavenumbers (cm-1) first, or '1590, 1567, 1383'; alone: of the bound one",
    ],
    ["[bound]", "bands on the dot, likewise"],
  ],
  flags: [
    ["--ligand <name>", "a table of `oleate list bands`: names the bands; needed where FREE is left out"],
    ["--tolerance <wavenumber>", "largest shift that is looked for", "25 cm-1"],
    ["--resolution <wavenumber>", "spectral resolution of both lists", "4 cm-1"],
    jsonFlag,
  ],
  load: async () => (await import("./bands.ts")).bands,
};
