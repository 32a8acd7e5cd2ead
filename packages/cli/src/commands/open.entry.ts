import type { CommandEntry } from "../command-entry.ts";

/** `oleate open` on the command line. */
export const openEntry: CommandEntry = {
  name: "open",
  does: "the workbench in the browser, on this machine only",
  takes: [["[study]", "study folder or name to open at"]],
  flags: [["--port <number>", "port on localhost", "4173"]],
  load: async () => (await import("./open.ts")).open,
};
