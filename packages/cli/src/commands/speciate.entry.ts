import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate speciate` on the command line. */
export const speciateEntry: CommandEntry = {
  name: "speciate",
  does: "the state of a study's sample, or of a model given here",
  takes: [["[study]", "study folder or name"]],
  flags: [
    ["--model <reactions>", "reactions and constants: 'H + G <=> HG; K = 1000 /M'"],
    [
      "--total <totals...>",
      "what was put in: 'H = 1 mM, G = 2 mM' (with a study also '100 eq', and constants)",
    ],
    jsonFlag,
    ["--dilute <factor>", "dilute everything: 10 for ten-fold"],
    [
      "--interaction <text>",
      "neighbours that feel each other: 'S.B on S, 4 neighbours, -3.75 kJ/mol, quasi-chemical'",
    ],
    ["--temperature <temperature>", "for --interaction", "298.15 K"],
  ],
  load: async () => (await import("./speciate.ts")).speciate,
};
