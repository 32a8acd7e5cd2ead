import { InputError } from "../errors.ts";
import type { LigandState } from "./exchange-averages.ts";
import type { ExchangeSite } from "./exchange-line.ts";
import { equilibrationRates, exchangeSpectrum } from "./exchange-spectrum.ts";
import { requireNotNegative, requirePositive } from "./ranges.ts";
import {
  axisPpm,
  RESIDUAL_SHIFTS_PPM,
  type ShiftAxis,
  type Spectrum,
  type SpectrumComponent,
} from "./spectrum.ts";
import { FWHM_PER_SIGMA } from "./voigt.ts";

/** A state of a ligand with the spread of its environments. */
export interface LigandLineState extends LigandState {
  /** Gaussian full width, Hz; default 0. */
  readonly heterogeneousHz?: number;
}

/** A resonance of a ligand that exchanges between states, at any rate. */
export interface LigandResonance {
  readonly protons: number;
  readonly states: readonly LigandLineState[];
  /** Ligand in each state, mM. */
  readonly amountsMilliMolar: ArrayLike<number>;
  /** k_ex, s-1: every state is left towards equilibrium with this rate. 0 for none. */
  readonly exchangePerS: number;
}

/** How a rate compares with what an experiment resolves. */
export type ExchangeRegime = "slow" | "intermediate" | "fast";

/** A rate ten times a difference (or the inverse of a time) is fast, a tenth of it slow. */
const REGIME_FACTOR = 10;

function regime(ratio: number): ExchangeRegime {
  return ratio > REGIME_FACTOR ? "fast" : ratio < 1 / REGIME_FACTOR ? "slow" : "intermediate";
}

/** Regime of a pair of lines: k_ex against their separation in rad/s. Alike lines are always in fast exchange. */
export function lineRegime(exchangePerS: number, separationHz: number): ExchangeRegime {
  requireNotNegative("the exchange rate", exchangePerS, "/s");
  if (separationHz === 0) return "fast";
  return regime(
    exchangePerS / (2 * Math.PI * requirePositive("a line separation", Math.abs(separationHz), "Hz")),
  );
}

/** Regime of a diffusion experiment: k_ex against the inverse of the diffusion delay (s). Lines and D may differ in it. */
export function diffusionRegime(exchangePerS: number, delayS: number): ExchangeRegime {
  requireNotNegative("the exchange rate", exchangePerS, "/s");
  return regime(exchangePerS * requirePositive("the diffusion delay", delayS, "s"));
}

/** Deviates of the environments: ends at this many standard deviations, at most this many. */
const REACH = 4;
const MOST_DEVIATES = 401;

/**
 * Spectrum of a ligand resonance at any exchange rate: the exact line shape of the exchanging states, averaged over
 * environments that shift all states together (each by its own width). Slow exchange gives a Voigt line a state, fast
 * exchange one line whose Gaussian width is the mean of the states' weighted by their shares.
 *
 * @returns intensity in mM of protons per ppm; states without visible ligand are left out
 * @throws DomainError for impossible states, amounts, rate or axis, or a state of no homogeneous width
 */
export function ligandSpectrum(resonance: LigandResonance, axis: ShiftAxis): Spectrum {
  const ppm = axisPpm(axis);
  const intensity = new Float64Array(ppm.length);
  requireNotNegative("the number of protons", resonance.protons, "");
  const seen = resonance.states.flatMap((state, i) => {
    const amount = requireNotNegative(
      `the amount of ${state.name}`,
      resonance.amountsMilliMolar[i] ?? Number.NaN,
      "mM",
    );
    const visible = amount * requireNotNegative(`the visible share of ${state.name}`, state.visible ?? 1, "");
    return visible > 0 ? [{ state, visible }] : [];
  });
  const total = seen.reduce((sum, { visible }) => sum + visible, 0);
  if (total === 0) return { ppm, intensity };
  const mhz = axis.protonMHz;
  const spreads = seen.map(
    ({ state }) =>
      requireNotNegative(`the spread of ${state.name}`, state.heterogeneousHz ?? 0, "Hz") / FWHM_PER_SIGMA,
  );
  const narrowest = Math.min(
    ...seen.map(({ state }) => requirePositive(`the width of ${state.name}`, state.widthHz, "Hz")),
  );
  const widest = Math.max(...spreads);
  // Deviates closer than half the narrowest line leave no comb.
  const wanted = 2 * Math.ceil((REACH * widest) / (narrowest / 2)) + 1;
  const count = widest === 0 ? 1 : Math.min(MOST_DEVIATES, Math.max(17, wanted));
  const deviates = Array.from({ length: count }, (_, q) =>
    count === 1 ? 0 : -REACH + (2 * REACH * q) / (count - 1),
  );
  const weights = deviates.map((z) => Math.exp((-z * z) / 2));
  const norm = weights.reduce((a, b) => a + b, 0);
  const at = Float64Array.from(ppm, (shift) => shift * mhz);
  deviates.forEach((z, q) => {
    const sites = seen.map(
      ({ state, visible }, i): ExchangeSite => ({
        share: visible / total,
        frequencyHz: state.shiftPpm * mhz + z * spreads[i]!,
        r2PerS: Math.PI * state.widthHz,
      }),
    );
    const line = exchangeSpectrum(sites, equilibrationRates(sites, resonance.exchangePerS), at);
    const scale = (resonance.protons * total * mhz * weights[q]!) / norm;
    for (let i = 0; i < line.length; i++) intensity[i]! += scale * line[i]!;
  });
  return { ppm, intensity };
}

/** The sum of spectra on one axis. @throws InputError when their axes differ in length */
export function sumOfSpectra(spectra: readonly Spectrum[], axis: ShiftAxis): Spectrum {
  const ppm = axisPpm(axis);
  const intensity = new Float64Array(ppm.length);
  for (const one of spectra) {
    if (one.intensity.length !== ppm.length) {
      throw new InputError({
        what: "spectra of different axes do not add",
        found: `${one.intensity.length} and ${ppm.length} points`,
      });
    }
    for (let i = 0; i < ppm.length; i++) intensity[i]! += one.intensity[i]!;
  }
  return { ppm, intensity };
}

/**
 * Lines of a deuterated solvent's residual protons, one proton each.
 *
 * @param formula of the solvent, such as "C7D8"
 * @param protonMilliMolar residual protons behind each line, mM; a 99.5 % solvent holds some tens
 * @throws InputError for a solvent whose shifts are not tabulated
 */
export function residualSolvent(
  formula: string,
  protonMilliMolar: number,
  widthHz = 1,
): readonly SpectrumComponent[] {
  const shifts = RESIDUAL_SHIFTS_PPM.get(formula);
  if (!shifts) {
    throw new InputError({
      what: "no residual shifts of this solvent are tabulated",
      found: formula,
      expected: [...RESIDUAL_SHIFTS_PPM.keys()].join(", "),
    });
  }
  return shifts.map((shiftPpm, i) => ({
    name: `residual ${formula}, line ${i + 1}`,
    shiftPpm,
    protons: 1,
    concentrationMilliMolar: protonMilliMolar,
    lorentzHz: widthHz,
    gaussHz: 0,
  }));
}
