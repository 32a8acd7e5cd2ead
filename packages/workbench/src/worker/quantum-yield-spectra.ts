import { type Complaint, InputError } from "@oleate/core";
import { readSpectra } from "@oleate/files";
import { complaintsOf } from "./complaints.ts";
import { exampleSpectra } from "./quantum-yield-example.ts";
import type { LightFile, ReadSpectrum, SpectraFound } from "./quantum-yield-protocol.ts";

/**
 * The spectra of files, or the simulated ones for null. What cannot be read is left out and said, file by file.
 * @throws InputError when no file holds a spectrum
 */
export function readSpectraFiles(files: readonly LightFile[] | null): SpectraFound {
  if (files === null) return { spectra: exampleSpectra(), notes: [], refused: [], simulated: true };
  const spectra: ReadSpectrum[] = [];
  const notes: string[] = [];
  const refused: Complaint[] = [];
  for (const { path, bytes } of files) {
    try {
      const found = readSpectra(bytes, path);
      const alone = found.spectra.length === 1;
      for (const { name, axis, values, quantity } of found.spectra) {
        const label = alone ? path : `${path}: ${name}`;
        const through = quantity === "transmittance";
        spectra.push({
          label,
          file: path,
          // The command line takes an absorbance as it is written: one made of a transmittance is saved first.
          alone: alone && !through,
          quantity: through ? "absorbance" : quantity,
          spectrum: {
            wavelengthNm: axis,
            values: through ? values.map((share) => -Math.log10(share)) : values,
          },
        });
        if (through) notes.push(`${label}: transmittance turned into absorbance`);
      }
      notes.push(...found.notes.map((note) => `${path}: ${note}`));
    } catch (error) {
      refused.push(...complaintsOf(error));
    }
  }
  const [first] = refused;
  if (spectra.length > 0) return { spectra, notes, refused, simulated: false };
  throw new InputError(first ?? { what: "no file was given", expected: "spectra as text, CSV or JCAMP-DX" });
}
