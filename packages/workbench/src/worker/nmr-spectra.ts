import {
  applyPhase,
  automaticPhase,
  nextPowerOfTwo,
  type Phase,
  type Spectra,
  spectraOf,
  withoutBaseline,
} from "@oleate/core";
import type { NmrData } from "@oleate/files";
import type { Processing } from "./nmr-protocol.ts";

/** Spectra ready to be integrated, with what was done to them. */
export interface Processed {
  readonly rows: readonly Float64Array[];
  readonly ppm: Float64Array;
  readonly phase: Phase | null;
  /** Degree of the polynomial taken off; null for none. */
  readonly baseline: number | null;
}

/** As `oleate diffusion` does it: raw decays lose a polynomial of this degree. */
const USUAL_BASELINE = 3;

/** True for data that are decays in time. */
export const isRaw = ({ kind }: Pick<NmrData, "kind">): boolean => kind === "fid" || kind === "pseudo-2d-fid";

/** Raw decays transformed but not turned: what stays the same while the phase is moved. */
export function transformed(data: NmrData, { broadeningHz, fill }: Processing): Spectra {
  return spectraOf(data, {
    apodisation: { kind: "exponential", widthHz: broadeningHz },
    points: nextPowerOfTwo(fill * (data.re[0]?.length ?? 0)),
  });
}

function powerOf(re: Float64Array, im: Float64Array): number {
  let power = 0;
  for (let i = 0; i < re.length; i++) power += re[i]! ** 2 + im[i]! ** 2;
  return power;
}

/** The row of most power, by which spectra are phased. */
function strongestOf({ re, im }: Spectra): number {
  const powers = re.map((row, i) => powerOf(row, im[i]!));
  return powers.indexOf(Math.max(...powers));
}

/** Degree of the baseline that a choice stands for. */
function degreeOf(data: NmrData, { baseline }: Processing): number | null {
  if (baseline === "none") return null;
  return baseline === "usual" ? (isRaw(data) ? USUAL_BASELINE : null) : baseline;
}

/**
 * Spectra of a data set: of raw decays those of {@link transformed}, turned; of processed data as they are stored. Then the
 * baseline is taken off. @throws InputError where the automatic phase finds no line, DomainError where nothing is free of signal
 */
export function processed(data: NmrData, processing: Processing, raw: Spectra | null): Processed {
  const degree = degreeOf(data, processing);
  const flat = (rows: readonly Float64Array[]): readonly Float64Array[] =>
    degree === null ? rows : withoutBaseline(rows, degree);
  if (!raw) return { rows: flat(data.re), ppm: data.ppm!, phase: null, baseline: degree };
  const row = strongestOf(raw);
  const phase =
    processing.phase === "automatic" ? automaticPhase(raw.re[row]!, raw.im[row]!) : processing.phase;
  const rows = raw.re.map((real, i) => {
    const re = real.slice();
    applyPhase(re, raw.im[i]!.slice(), phase);
    return re;
  });
  return { rows: flat(rows), ppm: raw.ppm, phase, baseline: degree };
}
