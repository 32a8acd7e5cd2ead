import type { CommandEntry } from "../command-entry.ts";

/** `oleate init` on the command line. */
export const initEntry: CommandEntry = {
  name: "init",
  does: "a study to start from",
  takes: [["<folder>", "folder to make"]],
  load: async () => (await import("./init.ts")).init,
};
