import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate validate` on the command line. */
export const validateEntry: CommandEntry = {
  name: "validate",
  does: "every problem of a study at once, with file and line",
  takes: [["[studies...]", "study folders or names; all when none is given"]],
  flags: [jsonFlag],
  load: async () => (await import("./validate.ts")).validate,
};
