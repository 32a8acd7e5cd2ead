import {
  bFactors,
  convert,
  type DecayData,
  type DiffusionTiming,
  gradientsInTPerM,
  InputError,
  integrateSeries,
  lineRegions,
  type Phase,
  type PpmRange,
  spectraOf,
  type TableColumn,
  withoutBaseline,
} from "@oleate/core";
import { readTable } from "../table.ts";
import { diffusionTiming, requireGradients } from "./diffusion-experiment.ts";
import type { NmrData } from "./nmr-data.ts";

/** How an arrayed diffusion experiment becomes decays. */
export interface DecayReading {
  /** Regions to integrate, ppm; the tallest lines are taken when none are given. */
  readonly regions?: readonly PpmRange[];
  /** Timing in place of the file's. */
  readonly timing?: DiffusionTiming;
  /** Degree of the polynomial taken off as a baseline; none for spectra that are processed already, 3 for decays. */
  readonly baselineOrder?: number;
  /** Phase of raw data, in place of the one that is found: p0 at the highest shift, p1 more at the lowest. */
  readonly phase?: Phase;
}

/** Decays ready to be fitted, with what was done and assumed. */
export interface DiffusionDecays {
  readonly decays: readonly DecayData[];
  readonly regions: readonly PpmRange[];
  readonly timing: DiffusionTiming | null;
  readonly notes: readonly string[];
}

const USUAL_BASELINE = 3;

/**
 * The decays of an arrayed diffusion experiment: its spectra (made from raw data with automatic phase and a baseline taken off),
 * the integrals of the regions, and b from gradients and timing. The noise of the spectra is not passed on: phase, baseline and
 * overlap spoil integrals more than it does, so a fit finds the error from the scatter. Throws InputError for missing or percent
 * gradients, one gradient step, a spectrum without lines, a phase for spectra that are processed already, and as the readers do.
 */
export function diffusionDecays(data: NmrData, reading: DecayReading = {}): DiffusionDecays {
  const known = requireGradients(data);
  const timing = reading.timing ?? diffusionTiming(data);
  const b = bFactors(known.gradientsTeslaPerMetre, timing);
  const { rows, ppm, notes } = spectra(data, reading);
  const regions = reading.regions ?? lineRegions(rows, ppm);
  const decays = integrateSeries(rows, ppm, regions).map(
    ({ region, intensities }): DecayData => ({
      name: `${region.fromPpm.toFixed(3)} to ${region.toPpm.toFixed(3)} ppm`,
      b,
      intensity: intensities,
      keepNegative: true,
    }),
  );
  return { decays, regions, timing, notes: [...data.notes, ...notes] };
}

function spectra(
  data: NmrData,
  { baselineOrder: order, phase }: DecayReading,
): { readonly rows: readonly Float64Array[]; readonly ppm: Float64Array; readonly notes: readonly string[] } {
  if (data.kind === "pseudo-2d-spectrum" && data.ppm) {
    if (phase) throw alreadyPhased(data);
    const rows = order === undefined ? data.re : withoutBaseline(data.re, order);
    return { rows, ppm: data.ppm, notes: [] };
  }
  const found = spectraOf(data, { phase: phase ?? "automatic" });
  const { zeroDegrees, firstDegrees } = found.phase;
  const turned = `phase ${phase ? "as stated" : "found automatically"}: ${zeroDegrees.toFixed(1)} and ${firstDegrees.toFixed(1)} degrees`;
  const degree = order ?? USUAL_BASELINE;
  return {
    rows: withoutBaseline(found.re, degree),
    ppm: found.ppm,
    notes: [turned, `a polynomial of degree ${degree} is taken off as a baseline`],
  };
}

function alreadyPhased({ file }: NmrData): InputError {
  return new InputError({
    what: "a phase is given, but the spectra are processed already",
    expected: "raw decays (ser, fid)",
    remedy: "leave the phase out, or choose the raw data set",
    place: { file },
  });
}

/**
 * Decays from a table: one column of gradients (T/m or G/cm) or of b (s/m2), the others intensities. Throws InputError with file
 * and column, and when gradients come without a timing.
 */
export function decaysFromTable(
  bytes: Uint8Array,
  file: string,
  timing: DiffusionTiming | undefined,
): DiffusionDecays {
  const table = readTable(bytes, file);
  const [first, ...others] = table.columns;
  if (!first || others.length === 0) {
    throw new InputError({
      what: "a table of a decay needs a column of gradients or b factors and one of intensities",
      found: `${table.columns.length} columns`,
      expected: '"g (G/cm), I" or "b (s/m2), I"',
      place: { file },
    });
  }
  const b = bOfColumn(first, timing, file);
  const isError = ({ name }: TableColumn): boolean => /^(?:sigma|error|err|sd|noise)$/iu.test(name.trim());
  const errors = others.find(isError);
  const decays = others
    .filter((column) => !isError(column))
    .map(
      (column): DecayData => ({
        name: column.name,
        b,
        intensity: column.values,
        ...(errors ? { sigma: errors.values } : {}),
      }),
    );
  return { decays, regions: [], timing: timing ?? null, notes: table.notes };
}

function bOfColumn(column: TableColumn, timing: DiffusionTiming | undefined, file: string): Float64Array {
  const place = { file, column: 1 };
  if (/^b\b/iu.test(column.name)) {
    const unit = column.unit === "" ? "s/m2" : column.unit;
    return column.values.map((value) => convert(value, unit, "s/m2"));
  }
  if (column.unit === "") {
    throw new InputError({
      what: `the first column, ${column.name}, has no unit`,
      expected: "gradients in T/m or G/cm, or b in s/m2, with the unit in the heading",
      remedy: 'write for example "g (G/cm)"',
      place,
    });
  }
  if (!timing) {
    throw new InputError({
      what: "gradients need the timing of the experiment",
      expected: "the length of the pulses and the delay between them",
      remedy: "state delta and Delta, or give b factors",
      place,
    });
  }
  return bFactors(gradientsInTPerM(column.values, column.unit), timing);
}
