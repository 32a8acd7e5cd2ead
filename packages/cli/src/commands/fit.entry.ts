import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate fit` on the command line. */
export const fitEntry: CommandEntry = {
  name: "fit",
  does: "fit titration tables to a model, without a study",
  takes: [
    [
      "<files...>",
      "CSV with totals and signals, Musketeer CSV, or integrated heats (.DH); several are fitted together",
    ],
  ],
  needs: [["--model <reactions>", "'H + G <=> HG; K = fit'; several reactions parted by semicolons"]],
  flags: [
    ["--observable <name>", "shift, absorbance, anisotropy; found from the headers when left out"],
    ["--columns <pairs...>", "which column is whose total: 'H = htot, G = ltot'"],
    [
      "--watch <species>",
      "whose shift or colour is seen; default the first ingredient; 'H, G' when the guest absorbs too",
    ],
    [
      "--reference <how>",
      "first-row: signals as changes from the first row; fitted: the free signal is fitted too",
    ],
    ["--free <ingredients...>", "ingredients whose stated total is doubted: a factor on it is fitted"],
    ["--level <probability>", "confidence level of the intervals", "0.95"],
    ["--seed <number>", "seed of random draws", "1"],
    jsonFlag,
  ],
  load: async () => (await import("./fit.ts")).fitTable,
};
