import { type Complaint, InputError } from "@oleate/core";
import { detectLight, readSpectra, type SpectraFile, type SpectralUnit } from "@oleate/files";
import { complaintsOf } from "./complaints.ts";
import type { GivenFile } from "./given-file.ts";
import { EXAMPLE_FILES, exampleTables } from "./spectra-example.ts";
import type { OpenFile, OpenSpectrum } from "./spectra-protocol.ts";

/** What was read of files; what could not be is in `refused`, file by file. */
export interface OpenedSpectra {
  readonly simulated: boolean;
  readonly files: readonly OpenFile[];
  readonly spectra: readonly OpenSpectrum[];
  readonly refused: readonly Complaint[];
}

/** Spectra of one file at most: a plate reader's export has 96. */
const MOST_SPECTRA = 400;

const SECONDS: Readonly<Record<string, number>> = { s: 1, sec: 1, min: 60, h: 3600, hr: 3600, d: 86400 };

/** Time in s that a name of an aliquot tells ("90 s", "5min", "2 h reaction"); null where it tells none. */
export function timeOfName(name: string): number | null {
  const found =
    /(?:^|[^\d.,a-z])(\d+(?:[.,]\d+)?)\s*(s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?)(?![a-z])/iu.exec(
      ` ${name}`.replaceAll("_", " "),
    );
  if (!found) return null;
  const unit = found[2]!.toLowerCase();
  const seconds =
    SECONDS[unit] ?? SECONDS[unit.replace(/s$/u, "")] ?? SECONDS[unit.startsWith("m") ? "min" : unit[0]!];
  return seconds === undefined ? null : Number(found[1]!.replace(",", ".")) * seconds;
}

/** Readings of a transmittance as absorbances; the darkest have none. */
const absorbances = (values: Float64Array): Float64Array =>
  values.map((t) => (t > 0 ? -Math.log10(t) : Number.NaN));

/** Reads a file; the binary formats of decays are named for what they are. */
function readOne(bytes: Uint8Array, path: string, axisUnit: SpectralUnit | null): SpectraFile {
  try {
    return readSpectra(bytes, path, axisUnit === null ? {} : { axisUnit });
  } catch (error) {
    const { kind, format, reason } = detectLight(bytes, path);
    // Of plain text the reader of spectra itself says best what is amiss.
    if (kind !== "decay" || format === "text") throw error;
    throw new InputError({
      what: "the file holds decays, not spectra",
      found: reason,
      expected: "wavelengths, energies or wavenumbers with absorbances or intensities",
      remedy: "read it with `oleate decay`, or on the page of decays",
      place: { file: path },
    });
  }
}

function spectraOf({ spectra }: SpectraFile, path: string, firstId: number): readonly OpenSpectrum[] {
  if (spectra.length > MOST_SPECTRA) {
    throw new InputError({
      what: "the file holds too many spectra for the page",
      found: `${spectra.length}`,
      expected: `at most ${MOST_SPECTRA}`,
      remedy: "read it with `oleate spectrum` in a terminal",
      place: { file: path },
    });
  }
  return spectra.map(({ name, axis, values, quantity }, i) => {
    // The head of a lone column says what was measured more often than of what: the file has a name.
    const lone = spectra.length === 1 && timeOfName(name) === null;
    const stem = path.replace(/(?<=.)\.[^.]*$/u, "");
    return {
      id: firstId + i,
      file: path,
      name: lone || name.trim() === "" ? stem : name.trim(),
      wavelengthNm: axis,
      values: quantity === "transmittance" ? absorbances(values) : values,
      timeS: timeOfName(lone ? stem : name),
    };
  });
}

/** Reads the spectra of files, or the simulated ones for null; ids count on from `firstId`. Never throws for a file's content. */
export function openSpectra(
  given: readonly GivenFile[] | null,
  axisUnit: SpectralUnit | null,
  firstId: number,
): OpenedSpectra {
  const simulated = given === null;
  const encoder = new TextEncoder();
  const tables = simulated ? exampleTables() : null;
  const files =
    given ??
    (["absorption", "emission"] as const).map((kind) => ({
      path: EXAMPLE_FILES[kind],
      bytes: encoder.encode(tables![kind]),
    }));
  const read: OpenFile[] = [];
  const spectra: OpenSpectrum[] = [];
  const refused: Complaint[] = [];
  for (const { path, bytes } of files) {
    try {
      const found = readOne(bytes, path, axisUnit);
      spectra.push(...spectraOf(found, path, firstId + spectra.length));
      const quantity = found.spectra[0]?.quantity ?? "unknown";
      read.push({ file: path, format: found.format, quantity, notes: simulated ? [] : found.notes });
    } catch (error) {
      refused.push(...complaintsOf(error).map((one) => ({ place: { file: path }, ...one })));
    }
  }
  return { simulated, files: read, spectra, refused };
}
