import { type CommandEntry, jsonFlag } from "../command-entry.ts";
import { listTables } from "./list/tables.ts";

/** `oleate list` on the command line. */
export const listEntry: CommandEntry = {
  name: "list",
  does: `the names to choose from: ${listTables.map(({ name }) => name).join(", ")}`,
  takes: [
    [
      "[table]",
      [
        "one of these; the list of them when left out",
        ...listTables.map(({ name, what }) => `${name}: ${what}`),
      ].join("\n"),
    ],
  ],
  flags: [jsonFlag],
  load: async () => (await import("./list.ts")).list,
};
