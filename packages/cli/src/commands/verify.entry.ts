import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate verify` on the command line. */
export const verifyEntry: CommandEntry = {
  name: "verify",
  does: "the claims table; exit 1 when a claim that should hold does not",
  takes: [["[studies...]", "study folders or names; all when none is given"]],
  flags: [["--parts", "every number of each claim, with those that do not decide its verdict"], jsonFlag],
  load: async () => (await import("./verify.ts")).verify,
};
