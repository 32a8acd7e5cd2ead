import { DomainError } from "../../errors.ts";
import { type Apodisation, apodisationWeights } from "./apodisation.ts";
import { automaticPhase } from "./automatic-phase.ts";
import { ppmAxis } from "./axis.ts";
import { createFft, type FftPlan, fft, nextPowerOfTwo } from "./fft.ts";
import { applyPhase, type Phase } from "./phase.ts";

/** Free induction decays that share one time axis; a one-dimensional experiment has one row. */
export interface Decays {
  /** Real and imaginary parts, one array a row, all of one length. */
  readonly re: readonly Float64Array[];
  readonly im: readonly Float64Array[];
  readonly spectralWidthHz: number;
  /** Shift at the middle of the spectrum, ppm. */
  readonly carrierPpm: number;
  /** Frequency of 0 ppm, MHz. */
  readonly referenceFrequencyMHz: number;
  /** Complex points by which a digital filter delays the signal; 0 where there is none. */
  readonly groupDelayPoints: number;
}

/** How decays become spectra. */
export interface DecayProcessing {
  readonly apodisation?: Apodisation;
  /** Complex points of the spectrum, a power of two; unless given, the next one at or above twice the points measured. */
  readonly points?: number;
  /** "automatic": found on one row, used on all. Unless given, nothing is turned. */
  readonly phase?: Phase | "automatic";
  /** Row the automatic phase is found on, from 0; the one of most power unless given. */
  readonly phaseRow?: number;
}

/** Spectra on one axis. */
export interface Spectra {
  readonly re: readonly Float64Array[];
  readonly im: readonly Float64Array[];
  /** Highest shift first. */
  readonly ppm: Float64Array;
  /** The phase correction that was applied, beyond that of the digital filter. */
  readonly phase: Phase;
}

function checkDecays(decays: Decays): number {
  const points = decays.re[0]?.length ?? 0;
  const ragged = [...decays.re, ...decays.im].some(({ length }) => length !== points);
  if (points < 2 || ragged || decays.re.length !== decays.im.length) {
    throw new DomainError({
      what: "free induction decays need a real and an imaginary part of one length in every row",
      found: `${decays.re.length} real rows and ${decays.im.length} imaginary ones, the first of ${points} points`,
      expected: "2 points or more, as many in every row",
    });
  }
  const delay = decays.groupDelayPoints;
  if (!(delay >= 0 && delay < points)) {
    throw new DomainError({
      what: "the group delay lies outside the decay",
      found: `${delay} points of ${points}`,
      expected: "0 or more, below the number of points",
      remedy: "check that the parameters (GRPDLY, DECIM, DSPFVS) belong to these data",
    });
  }
  return points;
}

/** Weighted, zero-filled, conjugated and shifted by half a turn a point, which puts the carrier in the middle. */
function transform(
  re: Float64Array,
  im: Float64Array,
  weights: Float64Array,
  plan: FftPlan,
): readonly [Float64Array, Float64Array] {
  const outRe = new Float64Array(plan.size);
  const outIm = new Float64Array(plan.size);
  const count = Math.min(re.length, plan.size);
  for (let i = 0; i < count; i++) {
    const weight = i & 1 ? -weights[i]! : weights[i]!;
    outRe[i] = re[i]! * weight;
    outIm[i] = -im[i]! * weight;
  }
  fft(plan, outRe, outIm);
  return [outRe, outIm];
}

function powerOf(re: Float64Array, im: Float64Array): number {
  let power = 0;
  for (let i = 0; i < re.length; i++) power += re[i]! * re[i]! + im[i]! * im[i]!;
  return power;
}

function strongest(re: readonly Float64Array[], im: readonly Float64Array[]): number {
  const powers = re.map((row, i) => powerOf(row, im[i]!));
  return powers.indexOf(Math.max(...powers));
}

/**
 * Spectra of free induction decays: apodised, filled with zeros, transformed, the delay of a digital filter taken off
 * and phased.
 *
 * S_k = exp(i (p0 + p1 k/N)) exp(2 pi i (k - N/2) d/N) sum_j w_j conj(x_j) (-1)^j exp(-2 pi i j k/N)
 *
 * with N points, d the group delay in points, w the apodisation; k = 0 is the highest shift, as in a file that TopSpin
 * stores. Without a group delay the first point counts half, which keeps the baseline at zero. Intensities are not
 * scaled by the number of scans or points.
 * @throws DomainError for rows of unequal length, a delay outside the decay, a number of points that is no power of two
 * @throws InputError when the automatic phase finds no line
 * Source: Westler & Abildgaard, "DMX digital filters and non-Bruker offline processing", NMRFAM 1996 (filter);
 * Otting, Widmer, Wagner & Wüthrich, J. Magn. Reson. 1986, 66, 187 (first point).
 */
export function spectraOf(decays: Decays, processing: DecayProcessing = {}): Spectra {
  const measured = checkDecays(decays);
  const plan = createFft(processing.points ?? nextPowerOfTwo(2 * measured));
  const delay = decays.groupDelayPoints;
  const weights = apodisationWeights(
    measured,
    decays.spectralWidthHz,
    delay,
    processing.apodisation ?? { kind: "exponential", widthHz: 0 },
  );
  if (delay === 0) weights[0] = weights[0]! / 2;
  const rows = decays.re.map((row, i) => transform(row, decays.im[i]!, weights, plan));
  const re = rows.map(([real]) => real);
  const im = rows.map(([, imaginary]) => imaginary);
  const filter: Phase = { zeroDegrees: -180 * delay, firstDegrees: 360 * delay };
  if (delay !== 0) for (const [real, imaginary] of rows) applyPhase(real, imaginary, filter);
  const phase = phaseOf(re, im, processing);
  if (phase.zeroDegrees !== 0 || phase.firstDegrees !== 0)
    for (const [real, imaginary] of rows) applyPhase(real, imaginary, phase);
  const { carrierPpm, spectralWidthHz, referenceFrequencyMHz } = decays;
  return { re, im, ppm: ppmAxis(plan.size, carrierPpm, spectralWidthHz, referenceFrequencyMHz), phase };
}

function phaseOf(
  re: readonly Float64Array[],
  im: readonly Float64Array[],
  processing: DecayProcessing,
): Phase {
  if (processing.phase !== "automatic") return processing.phase ?? { zeroDegrees: 0, firstDegrees: 0 };
  const row = processing.phaseRow ?? strongest(re, im);
  if (!re[row]) {
    throw new DomainError({
      what: "the row to phase by does not exist",
      found: String(row),
      expected: `0 to ${re.length - 1}`,
    });
  }
  return automaticPhase(re[row], im[row]!);
}
