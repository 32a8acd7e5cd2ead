import type { CommandEntry } from "../command-entry.ts";

/** `oleate schema` on the command line. */
export const schemaEntry: CommandEntry = {
  name: "schema",
  does: "the JSON schema of study.yaml or result.json",
  takes: [["[which]", "study or result", "study"]],
  load: async () => {
    const { resultJsonSchema, studyJsonSchema } = await import("@oleate/core");
    return (which: string) => {
      const schema = which === "result" ? resultJsonSchema() : studyJsonSchema();
      process.stdout.write(`${JSON.stringify(schema, null, 1)}\n`);
      return 0;
    };
  },
};
