import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate nmr-fit` on the command line. */
export const nmrFitEntry: CommandEntry = {
  name: "nmr-fit",
  does: "bound fraction and binding constant from D, shift, width and integral of a series together",
  takes: [
    ["<table>", "columns dots (mM), ligand (mM) and any of D (m2/s), shift (ppm), width (Hz), integral"],
  ],
  flags: [
    ["--K <value>", "binding constant: '10 /mM' holds it", "fit from 1 /mM"],
    ["--sites <value>", "sites on a dot: '313' holds it", "fit from 200"],
    [
      "--bound <signals...>",
      "of the bound state: 'D = fit from 1e-10 m2/s, shift = fit from 5.6 ppm, width = 15 Hz'",
    ],
    ["--free <signals...>", "of the free state, likewise"],
    [
      "--noise <errors...>",
      "standard errors: 'D = 4e-12 m2/s, shift = 0.002 ppm'; found from the scatter when left out",
    ],
    ["--integral <value>", "integral of 1 mM: '1.2' holds it; 'fit from 1' when left out"],
    ["--invisible <share>", "share of the bound ligand without a signal: '0.1' or 'fit from 0.1'"],
    ["--exchange <rate>", "exchange rate, which adds to the width: '2000 /s'"],
    ["--proton <frequency>", "proton frequency of the magnet, with --exchange", "500 MHz"],
    jsonFlag,
  ],
  load: async () => (await import("./nmr-fit.ts")).nmrFit,
};
