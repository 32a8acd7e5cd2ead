import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate run` on the command line. */
export const runEntry: CommandEntry = {
  name: "run",
  does: "fit, predict and verify studies; writes result.json and report.html beside each",
  takes: [
    ["[studies...]", "study folders, or names from the gallery; all of the gallery when none is given"],
  ],
  flags: [["--all", "all studies of the gallery"], ["--quiet", "print the claims only"], jsonFlag],
  load: async () => {
    const { run } = await import("./run.ts");
    return (names: readonly string[], options: { all?: boolean; json?: boolean; quiet?: boolean }) =>
      run(options.all ? [] : names, options);
  },
};
