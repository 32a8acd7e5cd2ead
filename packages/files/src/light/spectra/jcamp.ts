import { InputError } from "@oleate/core";
import { type JcampBlock, recordText, splitJcamp } from "../../nmr/jcamp/records.ts";
import { readTableOf } from "../../nmr/jcamp/table.ts";
import { namedAxis } from "./axis-unit.ts";
import { buildSpectra, type ListedSpectrum } from "./build-spectra.ts";
import { namedQuantity } from "./quantity.ts";
import { type SpectraFormat, type SpectraOptions, stemOf } from "./spectra-file.ts";

/** Every block of a compound file, the outer one first. */
function flat(blocks: readonly JcampBlock[]): readonly JcampBlock[] {
  return blocks.flatMap((block) => [block, ...flat(block.blocks)]);
}

function spectrumOf(block: JcampBlock, file: string, options: SpectraOptions): ListedSpectrum | undefined {
  const type = recordText(block, "DATATYPE") ?? "";
  if (/NMR|MASS|CHROMATOGRAM|LINK/iu.test(type)) return undefined;
  const table = readTableOf(block, file);
  if (!table) return undefined;
  const unit = namedAxis(table.xUnit)?.unit ?? options.axisUnit;
  if (unit === undefined) {
    throw new InputError({
      what: "the unit of the spectrum's axis is not known",
      found: table.xUnit === "" ? "no ##XUNITS=" : table.xUnit,
      expected: "NANOMETERS, MICROMETERS, 1/CM or EV",
      place: { file, line: block.line },
    });
  }
  if (!table.x.every(Number.isFinite) || !table.y.every(Number.isFinite)) {
    throw new InputError({
      what: "the data hold a number that is too large",
      expected: "numbers below 1.8e308 in size",
      place: { file, line: block.line },
    });
  }
  const yUnit = recordText(block, "YUNITS") ?? "";
  return {
    name: block.title || stemOf(file),
    points: { x: table.x, y: table.y, unit, placeOf: () => ({ file, line: block.line }) },
    quantity: namedQuantity(yUnit) ?? namedQuantity(type),
    meta: { ...(type === "" ? {} : { dataType: type }), ...(yUnit === "" ? {} : { yUnit }) },
  };
}

/**
 * JCAMP-DX of optical spectra: ##XYDATA= (X++(Y..Y)) in any of its compressed forms, or (XY..XY); the blocks of a compound
 * file one after another. Source: McDonald & Wilks, Appl. Spectrosc. 1988, 42, 151.
 */
export const jcampFormat: SpectraFormat = {
  name: "jcamp",
  label: "JCAMP-DX (.jdx, .dx)",
  extensions: ["jdx", "dx"],
  reads: "optical spectra in every compressed form, as pairs, and the blocks of compound files",
  detect: ({ text }) => text !== null && /^\s*##\s*TITLE\s*=/iu.test(text.slice(0, 4096)),
  read: ({ text, file }, options) => {
    const blocks = flat(splitJcamp(text ?? "", file));
    const listed = blocks.flatMap((block) => spectrumOf(block, file, options) ?? []);
    if (listed.length === 0) {
      const types = blocks.map((block) => recordText(block, "DATATYPE") ?? "no data type");
      throw new InputError({
        what: "the file holds no optical spectrum",
        found: types.join(", ").slice(0, 200),
        expected: "##XYDATA= or ##XYPOINTS= of a UV/VIS, fluorescence or infrared spectrum",
        remedy: types.some((type) => /NMR/iu.test(type))
          ? "read it as NMR data"
          : "export the spectrum as text",
        place: { file, line: 1 },
      });
    }
    const built = buildSpectra("jcamp", listed, file, options);
    const open = blocks.some(({ closed }) => !closed);
    return {
      ...built,
      notes: [...(open ? ["the file ends without ##END=; its data are whole"] : []), ...built.notes],
    };
  },
};
