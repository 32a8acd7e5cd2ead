import { wavelengthFromEnergy } from "../../quantities/index.ts";
import { type Background, findBackground } from "./background.ts";
import { bandCandidates } from "./band-candidates.ts";
import { type MeasuredSpectrum, spectrumByEnergy } from "./spectrum-input.ts";
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
 * Reads the first transition of an absorption spectrum (absorbance against vacuum wavelength). The background (offset, or offset
 * and scatter as lambda^-n) comes from beyond the onset; candidates are the minima of the curvature and of the curvature
 * of the logarithm, smoothed as far as the noise asks; each is fitted as a Gaussian before a second band and the rise
 * of higher transitions, and the one of lowest energy that stands as a band is taken. The interval (95 %) joins the error of the
 * fit, with its residuals' correlation, the disagreement of fits with one and with two bands, and a tenth of the half width for what
 * the higher transitions' shape does.
 * Throws InputError as {@link spectrumByEnergy}. Returns no `first` when nothing stands, with the reason in `notes`.
 */
export function readAbsorption(spectrum: MeasuredSpectrum): AbsorptionReading {
  const { energyEv, wavelengthNm, values } = spectrumByEnergy(spectrum);
  const { background, onset, noise, net, notes } = findBackground(energyEv, values);
  const found = bandCandidates(energyEv, net, noise, onset);
  const reports: CandidateReport[] = [];
  const base = { name: spectrum.name ?? "", background, noise };
  for (const candidate of found) {
    const report = { wavelengthNm: wavelengthNm[candidate.index]!, significance: candidate.significance };
    const attempt = attemptAt(energyEv, net, candidate);
    if (typeof attempt === "string") {
      reports.push({ ...report, verdict: attempt });
      continue;
    }
    const edgeNm = steepestNm(attempt);
    const { first, curve } = describe(attempt);
    const error = (first.energyEv.high - first.energyEv.low) / 2;
    if (error > MOST_UNCERTAIN * first.halfWidthEv.value) {
      reports.push({ ...report, verdict: "the data do not fix where it is" });
      continue;
    }
    reports.push({ ...report, verdict: "taken" });
    return { ...base, first: { ...first, edgeNm }, candidates: reports, notes, curve };
  }
  const why =
    found.length === 0
      ? "no shoulder or maximum stands out of the noise"
      : `none of the ${found.length} shoulders found fits a band`;
  return { ...base, candidates: reports, notes: [...notes, `no first transition: ${why}`] };
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
