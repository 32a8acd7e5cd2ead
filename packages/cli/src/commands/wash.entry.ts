import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate wash` on the command line. */
export const washEntry: CommandEntry = {
  name: "wash",
  does: "ligands per dot after each round of washing, of a study or from flags",
  takes: [["[study]", "study folder or name"]],
  flags: [
    ["--analysis <id>", "which washing of the study"],
    ["--model <reactions>", "'Pb + L <=> Pb.L; K = 10 /mM'"],
    ["--site <name>", "the site class"],
    ["--dots <amount>", "amount of dots, e.g. '10 nmol'"],
    ["--per-dot <counts...>", "ingredients per dot: 'Pb = 322, L = 1000, octadecene = 4000'"],
    ["--volume <volume>", "volume before washing"],
    ["--wash <volume>", "wash solution per round"],
    ["--ligands <concentrations...>", "ligands in the wash: 'L = 0.7 mM'"],
    ["--retained <volume>", "liquid left with the pellet", "0.1 mL"],
    ["--yield <share>", "share of the dots kept per round", "1"],
    ["--redissolve <volume>", "volume the pellet is redissolved in; default --volume"],
    ["--rounds <count>", "rounds", "1"],
    jsonFlag,
  ],
  load: async () => (await import("./wash.ts")).wash,
};
