import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate decay` on the command line. */
export const decayEntry: CommandEntry = {
  name: "decay",
  does: "lifetimes and amplitudes of a time-resolved emission decay, behind its instrument response",
  takes: [["<files...>", "two columns, time (ns) and counts, or a file of the counting electronics"]],
  flags: [
    ["--global", "all curves of all files with shared lifetimes and amplitudes of their own"],
    ["--stack", "all curves of all files, each alone, over threads"],
    ["--threads <number>", "threads of --stack", "one a core"],
    [
      "--distribution [regulariser]",
      "a free distribution of lifetimes: entropy (when not said) or curvature",
    ],
    ["--irf <file>", "instrument response measured in the same channels"],
    ["--irf-fwhm <width>", "a Gaussian response instead: '0.57 ns'"],
    ["--no-irf", "no response: the decay is fitted from its maximum, or --from, on"],
    [
      "--irf-column <name>",
      "which curve of that file, by name or number from 1; alone: of the decay's own file",
    ],
    ["--irf-background <level>", "taken off the response: counts per channel, none, or 'before the pulse'"],
    ["--components <number>", "how many, or auto: as many as the counts support", "auto"],
    ["--stretched", "stretched exponentials in place of exponentials"],
    ["--log-normal", "log-normal distributions of rates in place of exponentials"],
    ["--prompt", "add what is faster than the response can tell, as an area"],
    ["--from <time>", "first time fitted: '2 ns'"],
    ["--to <time>", "time at which the fit ends"],
    ["--period <time>", "time between pulses, where a decay outlasts it: '50 ns'"],
    ["--pulses <number>", "excitation pulses of the measurement: pile-up is then accounted for"],
    ["--background <counts>", "counts per channel, held in place of fitted"],
    ["--peak-counts <number>", "counts of the peak, where only normalised data are left"],
    ["--noise <kind>", "poisson; neyman or pearson to compare with least squares", "poisson"],
    ["--column <name>", "which curve of the file, by name or number from 1"],
    ["--no-intervals", "leave out the profile-likelihood intervals"],
    ["--level <probability>", "of the intervals", "0.95"],
    ["--seed <number>", "seed of random draws; a fit draws none", "1"],
    [
      "--out <file>",
      "write times, counts, fit and residuals as CSV, of a series side by side; of --distribution the light",
    ],
    jsonFlag,
  ],
  load: async () => (await import("./decay-series.ts")).decays,
};
