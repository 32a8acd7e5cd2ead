import { type CommandEntry, jsonFlag } from "../command-entry.ts";

/** `oleate size` on the command line. */
export const sizeEntry: CommandEntry = {
  name: "size",
  does: "size from a first transition, or the transition from a size, by every curve side by side",
  needs: [["--material <name>", "formula or name of the table, such as PbS"]],
  flags: [
    ["--gap <energy>", "first transition as a wavelength or an energy: '1339 nm', '0.926 eV'"],
    ["--size <length>", "diameter, or the length the curves speak of: '4.8 nm'"],
    jsonFlag,
  ],
  load: async () => (await import("./size.ts")).size,
};
