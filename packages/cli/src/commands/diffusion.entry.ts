import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate diffusion` on the command line. */
export const diffusionEntry: CommandEntry = {
  name: "diffusion",
  does: "diffusion coefficients and radii from a pulsed-gradient NMR experiment",
  takes: [
    [
      "<path>",
      "a Bruker experiment's folder or zip, a JCAMP-DX file, or a table: 'g (G/cm), I' or 'b (s/m2), I'",
    ],
  ],
  flags: [
    ["--dataset <name>", "which data set of the folder: ser, pdata/1/2rr"],
    ["--region <ranges...>", "integrals to fit: '5.2 to 5.9' (ppm); the tallest lines when left out"],
    ["--model <names...>", "mono-exponential, bi-exponential, stretched, gamma, karger, or all"],
    ["--gradients <list>", "gradients of the rows in T/m, where the files do not hold them"],
    ["--full-gradient <value>", "gradient at 100 %, where they are in percent: '0.535 T/m'"],
    ["--accept-incomplete", "of an experiment that was stopped, read the rows that are whole"],
    ["--delta <time>", "whole length of one encoding (2 x P30 of a bipolar pair): '4 ms'"],
    ["--big-delta <time>", "delay between encoding and decoding (D20): '100 ms'"],
    ["--shape <name>", "rectangle, half-sine or smsq10"],
    ["--tau <time>", "gap between the pulses of a bipolar pair"],
    ["--share <number>", "share of delta taken from Delta, where a laboratory has its own: 0.3333"],
    ["--nucleus <name>", "nucleus that carries the gradients' phase, such as 1H"],
    ["--baseline <degree>", "degree of the polynomial taken off as a baseline"],
    [
      "--phase <degrees>",
      "phase of raw data, found when left out: '35' or '35, -12' (at the highest shift; added up to the lowest)",
    ],
    ["--solvent <name>", "its viscosity turns D into a radius"],
    ["--viscosity <value>", "the same, stated: '0.584 mPa s'"],
    ["--temperature <value>", "298.15 K when left out"],
    ["--reference <words>", "a molecule in the same tube: 'TMS, 0.29 nm, 2.2e-9 m2/s'"],
    jsonFlag,
  ],
  load: async () => (await import("./diffusion.ts")).diffusion,
};
