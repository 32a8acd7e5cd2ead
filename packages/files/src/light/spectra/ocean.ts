import { findNumberBlock } from "../number-block.ts";
import { namedAxis } from "./axis-unit.ts";
import type { SpectraFormat } from "./spectra-file.ts";
import { noNumbers, spectraOfBlock } from "./table.ts";

const BEGIN = />>>>>\s*Begin.*Spectral Data\s*<<<<</iu;
const END = />>>>>\s*End.*Spectral Data\s*<<<<</iu;

/** Text of Ocean Insight's programs (OceanView, SpectraSuite): settings, a line ">>>>>Begin Spectral Data<<<<<", numbers. */
export const oceanFormat: SpectraFormat = {
  name: "ocean",
  label: "Ocean Insight text (Begin Spectral Data)",
  extensions: ["txt"],
  reads: "the spectrum between its two marks",
  detect: ({ text }) => text !== null && BEGIN.test(text.slice(0, 20000)),
  read: ({ text, file }, options) => {
    const lines = (text ?? "").split(/\r\n|\n|\r/u);
    const begin = lines.findIndex((line) => BEGIN.test(line.slice(0, 200)));
    // Blank lines in place of the settings keep the numbers of the lines.
    const numbers = lines
      .map((line, i) => (i <= begin || END.test(line.slice(0, 200)) ? "" : line))
      .join("\n");
    const block = findNumberBlock(numbers, file);
    if (!block) throw noNumbers(lines.slice(begin + 1).join("\n"), file);
    const meta: Record<string, string> = {};
    for (const line of lines.slice(0, begin)) {
      const match = /^\s*([^:]{2,60}):\s*(.*)$/u.exec(line.trim().slice(0, 500));
      if (match) meta[match[1]!.trim()] = match[2]!;
    }
    const mode = Object.entries(meta).find(([name]) => /^x\s*axis/iu.test(name))?.[1] ?? "";
    // The program's own axis is wavelength in nm unless it says otherwise.
    const unit = namedAxis(mode)?.unit ?? "nm";
    const found = spectraOfBlock(
      block,
      "ocean",
      file,
      namedAxis(block.headers[0]?.[0] ?? "") ? options : { axisUnit: unit, ...options },
      meta,
    );
    return found;
  },
};
