import { basename } from "node:path";
import {
  type EmittingSolution,
  InputError,
  solutionFromSpectra,
  type WavelengthSpectrum,
} from "@oleate/core";
import { readSpectra } from "@oleate/files";
import { positiveQuantity, quantityOf, rangeOf } from "./flag-values.ts";
import type { NoteOf } from "./gathered-notes.ts";
import { readBytes } from "./study-folder.ts";

/** Flags that say where spectra are and how they are read. */
export interface SpectraFlags {
  readonly sampleEmission?: string;
  readonly sampleAbsorbance?: string;
  readonly referenceEmission?: string;
  readonly referenceAbsorbance?: string;
  readonly excitation?: string;
  readonly range?: string;
  readonly blank?: string;
  readonly power?: boolean;
  readonly areaError?: string;
  readonly absorbanceError?: string;
}

/** The one spectrum of a file. Throws InputError when there are several, or one that says it is of the other kind. */
export function oneSpectrum(
  path: string,
  flag: string,
  wanted: "emission" | "absorbance",
): {
  readonly spectrum: WavelengthSpectrum;
  readonly notes: readonly NoteOf[];
} {
  const { spectra, notes } = readSpectra(readBytes(path, path), basename(path));
  const [only] = spectra;
  const other = wanted === "emission" ? "absorbance" : "emission";
  if (only?.quantity === other) {
    throw new InputError({
      what: `${flag} is given a spectrum of ${other}`,
      found: basename(path),
      expected: `a spectrum of ${wanted}`,
      remedy: "exchange the files, or mend the heading or name the file says it by",
    });
  }
  if (only && spectra.length === 1)
    return {
      spectrum: { wavelengthNm: only.axis, values: only.values },
      notes: notes.map((note) => ({ of: basename(path), note })),
    };
  throw new InputError({
    what: `${basename(path)} holds ${spectra.length} spectra where one is needed`,
    found: `${spectra
      .slice(0, 3)
      .map(({ name }) => name)
      .join(", ")}${spectra.length > 3 ? ` and ${spectra.length - 3} more` : ""}`,
    expected: "a file with one spectrum",
    remedy: "save the one that is meant as a file of two columns",
  });
}

/** Emission and absorbance of the sample or the reference from their files, as one solution. */
export function solutionOfFiles(
  who: "sample" | "reference",
  flags: SpectraFlags,
  refractiveIndex: number,
): { readonly solution: EmittingSolution; readonly notes: readonly NoteOf[] } {
  const [emissionPath, absorbancePath] =
    who === "sample"
      ? [flags.sampleEmission, flags.sampleAbsorbance]
      : [flags.referenceEmission, flags.referenceAbsorbance];
  if (emissionPath === undefined || absorbancePath === undefined || flags.excitation === undefined) {
    const lacking = [
      ...(emissionPath === undefined ? ["its emission"] : []),
      ...(absorbancePath === undefined ? ["its absorbance"] : []),
      ...(flags.excitation === undefined ? ["the excitation"] : []),
    ];
    throw new InputError({
      what: `the ${who} is not whole: ${lacking.join(" and ")} ${lacking.length > 1 ? "are" : "is"} missing`,
      expected: `--${who}-emission FILE, --${who}-absorbance FILE and --excitation "405 nm"`,
    });
  }
  const range = flags.range === undefined ? null : rangeOf("--range", flags.range, "nm", "430 to 700 nm");
  const emission = oneSpectrum(emissionPath, `--${who}-emission`, "emission");
  const absorbance = oneSpectrum(absorbancePath, `--${who}-absorbance`, "absorbance");
  const solution = solutionFromSpectra(
    { emission: emission.spectrum, absorbance: absorbance.spectrum, refractiveIndex },
    {
      excitationNm: positiveQuantity("--excitation", flags.excitation, "nm", "405 nm"),
      ...(range === null ? {} : { fromNm: range[0], toNm: range[1] }),
      ...(flags.blank === undefined
        ? {}
        : { absorbanceBaselineNm: positiveQuantity("--blank", flags.blank, "nm", "650 nm") }),
      ...(flags.power ? { quantity: "power" as const } : {}),
      ...(flags.areaError === undefined
        ? {}
        : { areaError: quantityOf("--area-error", flags.areaError, "", "2 %") }),
      ...(flags.absorbanceError === undefined
        ? {}
        : { absorbanceError: quantityOf("--absorbance-error", flags.absorbanceError, "", "0.001") }),
    },
  );
  return { solution, notes: [...emission.notes, ...absorbance.notes] };
}
