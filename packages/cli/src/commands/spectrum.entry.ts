import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate spectrum` on the command line. */
export const spectrumEntry: CommandEntry = {
  name: "spectrum",
  does: "first transition, size, spread and concentration from absorption; peak and width of emission",
  takes: [["<file>", "spectra as text, CSV or JCAMP-DX; all in the file are read"]],
  flags: [
    ["--material <name>", "of the dots, for absorption: CdSe"],
    ["--kind <name>", "absorption or emission, where the file does not say"],
    ["--only <names...>", "spectra of the file by name: '30 s'"],
    [
      "--curve <name>",
      "sizing curve behind spread and concentration (default: the first that answers); all are shown",
    ],
    ["--path <length>", "optical path (default: 1 cm)"],
    ["--line <range>", "full width of one dot's line (default: '30 to 90 meV')"],
    ["--out <file>", "write the fitted curves as CSV"],
    jsonFlag,
  ],
  load: async () => (await import("./spectrum.ts")).spectrum,
};
