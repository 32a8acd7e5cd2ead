import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate lint` on the command line. */
export const lintEntry: CommandEntry = {
  name: "lint",
  does: "what is wrong with published XYZ files: counts, formula, charge; exit 1 when there is an error",
  takes: [["<files...>", "XYZ files"]],
  flags: [["--oxidation <numbers...>", "oxidation numbers other than the usual ones: 'Sn = 4'"], jsonFlag],
  load: async () => (await import("./lint.ts")).lint,
};
