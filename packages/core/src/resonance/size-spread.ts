import { DomainError } from "../errors.ts";
import { normalGrid, type SpreadKind, spreadShares } from "../numerics/normal-grid.ts";
import { requireNotNegative, requirePositive } from "./ranges.ts";
import { diffusionOfRadius, radiusOfDiffusion } from "./stokes-einstein.ts";

/** A population of dots seen through their ligands, in a solvent. */
export interface SizePopulation {
  /** Mean core diameter by number, nm. */
  readonly meanDiameterNm: number;
  /** Standard deviation of the core diameter over its mean, 0 to 0.3 (normal) or to 1 (log-normal). */
  readonly relativeSpread: number;
  readonly distribution: SpreadKind;
  /** Thickness L of the ligand shell, nm: hydrodynamic diameter = core diameter + 2 L. */
  readonly shellNm: number;
  readonly viscosityMPaS: number;
  readonly temperatureK: number;
  /** A dot's NMR-visible ligands go as the diameter to this power; default 2, the surface. */
  readonly visibleExponent?: number;
}

/** Diffusion of a population, weighted by its visible ligands. Arrays run over the same grid of core diameters. */
export interface DiffusionSpread {
  readonly diameterNm: Float64Array;
  readonly diffusionM2PerS: Float64Array;
  /** Shares of the signal; they sum to 1. */
  readonly weight: Float64Array;
  /** Weighted mean of D, m2/s: the initial slope of the decay, so also the apparent D at small b. */
  readonly meanDiffusionM2PerS: number;
  /** Standard deviation of D over its mean. */
  readonly relativeSpread: number;
  /** Radius that Stokes-Einstein gives for the mean D, nm. */
  readonly apparentRadiusNm: number;
}

/** Seven standard deviations either side, in steps of one eighth. */
const GRID = normalGrid(7, 112);
const WIDEST = { normal: 0.3, "log-normal": 1 } as const;

/**
 * Distribution of D that a spread of core sizes gives: each diameter weighted by its number and by its visible ligands
 * (d^2 by default; not by d^6 as light scattering does), D from Stokes-Einstein with the shell added.
 *
 * @throws DomainError for a spread too wide for its distribution or lengths that are not positive
 */
export function diffusionSpread(population: SizePopulation): DiffusionSpread {
  const { meanDiameterNm, relativeSpread, distribution, shellNm, viscosityMPaS, temperatureK } = population;
  requirePositive("the mean core diameter", meanDiameterNm, "nm");
  requireNotNegative("the size spread", relativeSpread, "");
  requireNotNegative("the ligand shell", shellNm, "nm");
  if (relativeSpread > WIDEST[distribution]) {
    throw new DomainError({
      what: `a ${distribution} spread of sizes is too wide`,
      found: `${100 * relativeSpread} %`,
      expected: `at most ${100 * WIDEST[distribution]} %`,
      remedy:
        distribution === "normal" ? "use log-normal, which keeps diameters positive" : "check the spread",
    });
  }
  const exponent = population.visibleExponent ?? 2;
  const spread = { kind: distribution, mean: meanDiameterNm, relativeSpread };
  const { value: diameterNm, share } = spreadShares(spread, GRID);
  const visible = share.map((one, i) => one * diameterNm[i]! ** exponent);
  const total = visible.reduce((sum, one) => sum + one, 0);
  const weight = visible.map((one) => one / total);
  const diffusion = diameterNm.map((d) => diffusionOfRadius(d / 2 + shellNm, viscosityMPaS, temperatureK));
  let mean = 0;
  for (let i = 0; i < weight.length; i++) mean += weight[i]! * diffusion[i]!;
  let variance = 0;
  for (let i = 0; i < weight.length; i++) variance += weight[i]! * (diffusion[i]! - mean) ** 2;
  return {
    diameterNm,
    diffusionM2PerS: diffusion,
    weight,
    meanDiffusionM2PerS: mean,
    relativeSpread: Math.sqrt(variance) / mean,
    apparentRadiusNm: radiusOfDiffusion(mean, viscosityMPaS, temperatureK),
  };
}

/** Attenuation of a population at b (s/m2): the weighted sum of exp(-b D). */
export function attenuationOfSpread(spread: DiffusionSpread, bSecondsPerM2: number): number {
  requireNotNegative("a b factor", bSecondsPerM2, "s/m2");
  let sum = 0;
  for (let i = 0; i < spread.weight.length; i++) {
    sum += spread.weight[i]! * Math.exp(-bSecondsPerM2 * spread.diffusionM2PerS[i]!);
  }
  return sum;
}
