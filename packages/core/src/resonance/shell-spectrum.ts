import { type DosyMap, type DosySpectrum, dosyMap } from "./dosy-map.ts";
import { diffusionRegime, type ExchangeRegime, ligandSpectrum, sumOfSpectra } from "./ligand-spectrum.ts";
import type { ShellResonance } from "./shell-resonances.ts";
import type { ShiftAxis, Spectrum } from "./spectrum.ts";

/** Width of a population along log10 D on a map (one standard deviation): a 12 % error of D, as of a usual fit. */
const DRAWN_LOG_WIDTH = 0.05;
/** Lines narrower than this many columns of a map are drawn so wide. */
const LEAST_COLUMNS = 4;
/** Factor by which a map reaches beyond its slowest and its fastest D. */
const AIR = 2.5;

/** The spectrum of resonances that exchange between their states, mM of protons per ppm. @throws DomainError as ligandSpectrum */
export function shellSpectrum(
  resonances: readonly ShellResonance[],
  axis: ShiftAxis,
  exchangePerS: number,
): Spectrum {
  return sumOfSpectra(
    resonances.map((resonance) => ligandSpectrum({ ...resonance, exchangePerS }, axis)),
    axis,
  );
}

/** A map of a solution, every resonance's highest point 1, and how its exchange compares with the delay. */
export interface ShellMap extends DosyMap {
  readonly regime: ExchangeRegime;
}

/** What moves with one D: all of a resonance in fast exchange, else one state of it. */
function populations(
  resonance: ShellResonance,
  axis: ShiftAxis,
  exchangePerS: number,
  fast: boolean,
): readonly DosySpectrum[] {
  const { states, amountsMilliMolar: amounts, name } = resonance;
  const line = (own: ShellResonance): Spectrum => ligandSpectrum({ ...own, exchangePerS }, axis);
  const total = states.reduce((sum, _, i) => sum + amounts[i]!, 0);
  if (total === 0) return [];
  if (fast) {
    const mean = states.reduce((sum, state, i) => sum + amounts[i]! * state.diffusionM2PerS, 0) / total;
    return [{ name, spectrum: line(resonance), diffusionM2PerS: mean, logWidth: DRAWN_LOG_WIDTH }];
  }
  return states.flatMap((state, i) =>
    amounts[i]! > 0
      ? [
          {
            name: `${name}, ${state.name}`,
            spectrum: line({ ...resonance, states: [state], amountsMilliMolar: [amounts[i]!] }),
            diffusionM2PerS: state.diffusionM2PerS,
            logWidth: DRAWN_LOG_WIDTH,
          },
        ]
      : [],
  );
}

/**
 * DOSY map of the resonances. Exchange that is fast over the diffusion delay leaves one D, the mean over the states; else each state
 * has its own, which for exchange about as fast as the delay is a limit (the decays between are bent). Each resonance is
 * scaled to a highest point of 1, and lines are drawn 4 columns wide at least, so that dilute chains are seen beside the
 * solvent. A drawing of what is known, not the inversion of decays.
 * @param delayS diffusion delay, s
 * @throws DomainError for impossible resonances or axes
 */
export function shellMap(
  resonances: readonly ShellResonance[],
  axis: ShiftAxis,
  rows: number,
  exchangePerS: number,
  delayS: number,
): ShellMap {
  const regime = diffusionRegime(exchangePerS, delayS);
  const stepHz = ((axis.leftPpm - axis.rightPpm) * axis.protonMHz) / (axis.points - 1);
  const drawn = resonances.map(
    (resonance): ShellResonance => ({
      ...resonance,
      states: resonance.states.map((state) => ({
        ...state,
        widthHz: Math.max(state.widthHz, LEAST_COLUMNS * stepHz),
      })),
    }),
  );
  const parts = drawn.map((one) => populations(one, axis, exchangePerS, regime === "fast"));
  const coefficients = parts.flat().map(({ diffusionM2PerS }) => diffusionM2PerS);
  const diffusionAxis = {
    slowM2PerS: Math.min(...coefficients) / AIR,
    fastM2PerS: Math.max(...coefficients) * AIR,
    points: rows,
  };
  const maps = parts.map((part) => dosyMap(part, axis, diffusionAxis));
  const intensity = new Float64Array(rows * axis.points);
  for (const map of maps) {
    const highest = map.intensity.reduce((most, value) => Math.max(most, value), 0);
    if (highest === 0) continue;
    for (let i = 0; i < intensity.length; i++) intensity[i]! += map.intensity[i]! / highest;
  }
  const { ppm, log10Diffusion } = maps[0]!;
  return { ppm, log10Diffusion, intensity, regime };
}
