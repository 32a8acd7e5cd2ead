import { energyFromWavelength, wavelengthFromEnergy } from "../../quantities/index.ts";
import { absorptionOnsets, type Background, type FoundBackground, findBackground } from "./background.ts";
import { type BadPoint, saidOfBadPoints, withoutBadPoints } from "./bad-points.ts";
import { bandCandidates } from "./band-candidates.ts";
import { type ClippedStretch, clippedAt, clippedStretches, saidOfClipping } from "./clipped.ts";
import { sampleNoise } from "./local-polynomial.ts";
import { type EnergySpectrum, type MeasuredSpectrum, spectrumByEnergy } from "./spectrum-input.ts";
import { type Attempt, attemptAt, HALF_WIDTHS, parameterOf } from "./transition-attempt.ts";

/** A number with its 95 % interval. */
export interface WithInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The first transition of an absorption spectrum as fitted. Energies in eV, wavelengths in nm, absorbances as measured. */
export interface FirstTransition {
  readonly energyEv: WithInterval;
  readonly wavelengthNm: WithInterval;
  /** Half width at half maximum, eV. */
  readonly halfWidthEv: WithInterval;
  /** Absorbance above the background where the first transition is, all transitions together. */
  readonly absorbance: WithInterval;
  /** Of it the first band's own. */
  readonly bandAbsorbance: number;
  /** Where the absorbance falls most steeply beyond the band, nm: what is often read as the edge. */
  readonly edgeNm: number;
  /** Set where the top of the band was beyond the spectrometer: the absorbance is then the flanks' guess. */
  readonly clipped?: true;
}

/** What was looked at, and which was taken. */
export interface CandidateReport {
  readonly wavelengthNm: number;
  /** Curvature over its noise. */
  readonly significance: number;
  readonly verdict: string;
}

/** What is read from one absorption spectrum. */
export interface AbsorptionReading {
  readonly name: string;
  /** Undefined when there is no first transition to be seen; `notes` says why. */
  readonly first?: FirstTransition;
  readonly background: Background;
  /** Standard deviation of the readings' noise from point to point. */
  readonly noise: number;
  readonly candidates: readonly CandidateReport[];
  /** Readings that their neighbours contradict and that were left out. */
  readonly setAside: readonly BadPoint[];
  /** Where the spectrometer's limit was read, left out too. */
  readonly clipped: readonly ClippedStretch[];
  readonly notes: readonly string[];
  /** The fit over its window, background included, for drawing. */
  readonly curve?: {
    readonly wavelengthNm: Float64Array;
    readonly measured: Float64Array;
    readonly fitted: Float64Array;
    readonly firstBand: Float64Array;
  };
}

/** A centre known no better than this many half widths is not known. */
const MOST_UNCERTAIN = 1.2;
/** How far centre and half width of the fitted band are off (95 %), as a share of the half width, where the higher transitions are
 *  shaped otherwise than fitted: found with simulated spectra of two other shapes. */
const MODEL_SHARE = 0.1;

/**
 * Reads the first transition of an absorption spectrum (absorbance against vacuum wavelength). Isolated bad readings and those
 * at the spectrometer's limit are left out, with a note. The background (offset, or offset and scatter as lambda^-n) comes from beyond
 * the onset; candidates are the minima of the curvature and of the curvature of the logarithm, smoothed as far as the noise
 * asks; each is fitted as a Gaussian before a second band and the rise of higher transitions, and the one of lowest energy
 * that stands as a band is taken. A band after which the absorbance falls back to the background is tried before the rest.
 * The interval (95 %) joins the error of the fit, with its residuals' correlation, the disagreement of fits with one and with
 * two bands, and a tenth of the half width for what the higher transitions' shape does.
 * Throws InputError as {@link spectrumByEnergy}. Returns no `first` when nothing stands, with the reason in `notes`.
 */
export function readAbsorption(spectrum: MeasuredSpectrum): AbsorptionReading {
  const { spectrum: sound, bad } = withoutBadPoints(spectrumByEnergy(spectrum));
  const clipped = clippedStretches(sound);
  const said = saidOfBadPoints(bad);
  const noise = sampleNoise(sound.values);
  const base = { name: spectrum.name ?? "", noise, setAside: bad, clipped };
  const before = [...(said === null ? [] : [said]), ...saidOfClipping(sound, clipped)];
  const onsets = absorptionOnsets(sound.values, noise);
  const reports: CandidateReport[] = [];
  let last: FoundBackground | null = null;
  for (const onset of onsets) {
    const found = findBackground(sound.energyEv, sound.values, onset);
    last = found;
    const taken = takenAt(sound, found, noise, clipped, reports);
    if (taken === null) continue;
    const { first, curve, notes } = taken;
    return {
      ...base,
      background: found.background,
      first,
      candidates: reports,
      notes: [...before, ...found.notes, ...notes],
      curve,
    };
  }
  const why =
    reports.length === 0
      ? "no shoulder or maximum stands out of the noise"
      : `none of the ${reports.length} shoulders found fits a band`;
  return {
    ...base,
    background: last!.background,
    candidates: reports,
    notes: [...before, ...last!.notes, `no first transition: ${why}`],
  };
}

/** The first candidate that stands as a band for one background; null when none does. Adds to `reports` what was looked at. */
function takenAt(
  { energyEv, wavelengthNm }: EnergySpectrum,
  { net, onset }: FoundBackground,
  noise: number,
  clipped: readonly ClippedStretch[],
  reports: CandidateReport[],
): Required<Pick<AbsorptionReading, "first" | "curve" | "notes">> | null {
  // What the spectrometer cut off has no shape; the rest is read as if it had not been measured.
  const used = [...net.keys()].filter((i) => !clippedAt(clipped, wavelengthNm[i]!) || i === onset);
  const pick = (array: Float64Array): Float64Array => Float64Array.from(used, (i) => array[i]!);
  const [energies, readings] = [pick(energyEv), pick(net)];
  for (const candidate of bandCandidates(energies, readings, noise, used.indexOf(onset))) {
    const report = {
      wavelengthNm: wavelengthNm[used[candidate.index]!]!,
      significance: candidate.significance,
    };
    const attempt = attemptAt(energies, readings, candidate);
    if (typeof attempt === "string") {
      reports.push({ ...report, verdict: attempt });
      continue;
    }
    const { first, curve } = describe(attempt);
    const error = (first.energyEv.high - first.energyEv.low) / 2;
    if (error > MOST_UNCERTAIN * first.halfWidthEv.value) {
      reports.push({ ...report, verdict: "the data do not fix where it is" });
      continue;
    }
    const stretch = clippedAt(clipped, first.wavelengthNm.value);
    if (stretch && acrossEv(stretch) > first.halfWidthEv.value) {
      reports.push({ ...report, verdict: "its top is beyond the spectrometer" });
      continue;
    }
    reports.push({ ...report, verdict: "taken" });
    const notes = stretch
      ? ["the top of the first band is beyond the spectrometer: its place comes from its flanks"]
      : [];
    return {
      first: { ...first, edgeNm: steepestNm(attempt), ...(stretch ? { clipped: true as const } : {}) },
      curve,
      notes,
    };
  }
  return null;
}

/** Width of a clipped stretch in eV. */
function acrossEv({ fromNm, toNm }: ClippedStretch): number {
  return energyFromWavelength(fromNm) - energyFromWavelength(toNm);
}

/** Residuals that keep their sign over many points carry fewer independent data: factor on the standard error. */
function correlationFactor(residuals: Float64Array): number {
  let [square, product] = [0, 0];
  for (let i = 1; i < residuals.length; i++) {
    square += residuals[i]! ** 2;
    product += residuals[i]! * residuals[i - 1]!;
  }
  const r = square > 0 ? Math.min(0.95, Math.max(0, product / square)) : 0;
  return Math.sqrt((1 + r) / (1 - r));
}

function describe({ energyEv, values, fit, rival, offset, firstAmplitude }: Attempt): {
  readonly first: Omit<FirstTransition, "edgeNm">;
  readonly curve: NonNullable<AbsorptionReading["curve"]>;
} {
  const series = fit.series[0]!;
  const factor = 1.96 * correlationFactor(series.residuals);
  // A rival counts by how nearly it describes the data as well.
  const between = (name: string): number =>
    rival === null
      ? 0
      : Math.abs(parameterOf(rival, name).value - parameterOf(fit, name).value) *
        Math.sqrt(fit.sumOfSquares / rival.sumOfSquares);
  const interval = (value: number, error: number): WithInterval => ({
    value,
    low: value - error,
    high: value + error,
  });
  const centre = parameterOf(fit, "E1");
  const width = parameterOf(fit, "w1");
  const energy = interval(
    centre.value,
    Math.hypot(factor * centre.error, between("E1"), MODEL_SHARE * HALF_WIDTHS * width.value),
  );
  const half = interval(
    HALF_WIDTHS * width.value,
    HALF_WIDTHS * Math.hypot(factor * width.error, between("w1"), MODEL_SHARE * width.value),
  );
  const nearest = energyEv.findIndex((e) => e >= centre.value);
  const total = series.predicted[nearest]! - offset;
  const offsetError = series.amplitudes.find(({ name }) => name === "offset")!.standardError ?? 0;
  const noise = series.scales[0]?.value ?? 0;
  return {
    first: {
      energyEv: energy,
      wavelengthNm: {
        value: wavelengthFromEnergy(energy.value),
        low: wavelengthFromEnergy(energy.high),
        high: wavelengthFromEnergy(energy.low),
      },
      halfWidthEv: { ...half, low: Math.max(0, half.low) },
      absorbance: interval(total, factor * Math.hypot(offsetError, noise)),
      bandAbsorbance: firstAmplitude,
    },
    curve: {
      wavelengthNm: energyEv.map((e) => wavelengthFromEnergy(e)),
      measured: values,
      fitted: series.predicted,
      firstBand: energyEv.map(
        (e) => offset + firstAmplitude * Math.exp(-0.5 * ((e - centre.value) / width.value) ** 2),
      ),
    },
  };
}

/** Wavelength of the steepest fall of the fitted curve on the long side of the band. */
function steepestNm({ energyEv, fit }: Attempt): number {
  const { predicted } = fit.series[0]!;
  const centre = parameterOf(fit, "E1").value;
  let [best, steepest] = [centre, 0];
  for (let i = 1; i < energyEv.length && energyEv[i]! <= centre; i++) {
    const step = wavelengthFromEnergy(energyEv[i - 1]!) - wavelengthFromEnergy(energyEv[i]!);
    const slope = (predicted[i]! - predicted[i - 1]!) / step;
    if (slope > steepest) [best, steepest] = [(energyEv[i]! + energyEv[i - 1]!) / 2, slope];
  }
  return wavelengthFromEnergy(best);
}
