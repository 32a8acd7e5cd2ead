import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate quantum-yield` on the command line. */
export const quantumYieldEntry: CommandEntry = {
  name: "quantum-yield",
  does: "photoluminescence quantum yield: relative to a standard, or absolute from an integrating sphere",
  takes: [
    [
      "[table]",
      "dilutions: columns solution (sample or reference), absorbance, intensity; flags when left out",
    ],
  ],
  flags: [
    ["--standard <name>", "a standard of `oleate list standards`: its yield and solvent"],
    ["--reference-yield <value>", "the reference's yield, if not the tabulated one: '0.95 +- 0.03'"],
    ["--reference-solvent <name>", "its solvent or refractive index, if not the tabulated one"],
    ["--solvent <name>", "the sample's solvent, or its refractive index"],
    ["--sample <numbers...>", "'I = 1.8e6 +- 2e4, A = 0.045 +- 0.001', and excitation where it differs"],
    ["--reference <numbers...>", "likewise"],
    ["--sample-emission <file>", "corrected emission spectrum instead of I"],
    ["--sample-absorbance <file>", "absorption spectrum instead of A"],
    ["--reference-emission <file>", "likewise"],
    ["--reference-absorbance <file>", "likewise"],
    ["--excitation <wavelength>", "where spectra are excited: '405 nm'"],
    ["--range <range>", "of the emission that is summed: '430 to 700 nm'"],
    ["--blank <wavelength>", "where nothing absorbs; the absorbance there is taken off"],
    ["--power", "emission spectra are power, not photons"],
    ["--area-error <share>", "relative standard error of an area: '2 %'"],
    ["--absorbance-error <value>", "standard error of an absorbance: 0.001"],
    ["--intercept <how>", "of a table's lines: zero or free", "zero"],
    [
      "--absolute <areas...>",
      "sphere: 'La = 1e6, Lb = 9e5, Lc = 6.5e5, Pb = 2e4, Pc = 2.3e5' (laser and emission; empty, beside the beam, in it)",
    ],
    ["--error <share>", "relative standard error of every area of the sphere: '1 %'"],
    ["--reabsorbed <share>", "share of the emission reabsorbed in the sphere: '0.15 +- 0.02'"],
    ["--sphere-emission <file>", "or its emission spectrum in the sphere, from which that share is found"],
    ["--dilute-emission <file>", "with that of a dilute solution"],
    ["--red-flank <range>", "scaled to it where the sample does not absorb: '540 to 600 nm'"],
    ["--lifetime <time>", "rates too, with this amplitude-averaged lifetime: '4.7 ns', '4.7 +- 0.1 ns'"],
    ["--level <probability>", "of the intervals", "0.95"],
    ["--draws <number>", "of the Monte Carlo interval", "20000"],
    ["--seed <number>", "seed of the draws", "1"],
    jsonFlag,
  ],
  load: async () => (await import("./quantum-yield.ts")).quantumYield,
};
