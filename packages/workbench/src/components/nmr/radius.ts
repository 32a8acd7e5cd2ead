import {
  type FittedNumber,
  findSolvent,
  radiusFromReference,
  radiusOfDiffusion,
  viscosityAt,
} from "@oleate/core";
import type { FittedDecay, FittedModel } from "../../worker/nmr-protocol.ts";

/** How D becomes a hydrodynamic radius. */
export interface RadiusWish {
  readonly by: "solvent" | "viscosity" | "reference" | "none";
  readonly solvent: string;
  readonly viscosityMPaS: number;
  readonly temperatureK: number;
  /** Index of the region of the reference, and the reference's radius, nm. */
  readonly referenceRegion: number;
  readonly referenceRadiusNm: number;
}

/** A radius with its interval, nm; an end is null where D is not bounded there. */
export interface Radius {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Turns a D into a radius, or says why it cannot. */
export interface RadiusLaw {
  readonly of: ((diffusionM2PerS: number) => number) | null;
  /** What is taken, in words. */
  readonly note: string;
  readonly problem: string | null;
}

/** The model a decay is read by: the best by AICc, else the first. */
export const bestModel = (decay: FittedDecay | undefined): FittedModel | undefined =>
  decay?.models.find(({ best }) => best) ?? decay?.models[0];

/** D of a model, the mean where it has a distribution. */
export const diffusionIn = (model: FittedModel | undefined): FittedNumber | undefined =>
  model?.parameters.find(({ name }) => name === "D" || name === "mean D");

/** D of a decay's mono-exponential model, else of its best one. */
export function referenceDiffusion(decay: FittedDecay | undefined): number | null {
  const mono = decay?.models.find(({ model }) => model === "mono-exponential");
  return diffusionIn(mono ?? bestModel(decay))?.value ?? null;
}

/** The law of a wish: by viscosity, or against a molecule of known radius in the same tube. */
export function radiusLaw(wish: RadiusWish, decays: readonly (FittedDecay | undefined)[]): RadiusLaw {
  const { by, temperatureK } = wish;
  const nothing: RadiusLaw = { of: null, note: "", problem: null };
  try {
    if (by === "none") return nothing;
    if (by === "reference") {
      const reference = decays[wish.referenceRegion];
      const diffusionM2PerS = referenceDiffusion(reference);
      if (diffusionM2PerS === null || !(diffusionM2PerS > 0))
        return { ...nothing, problem: "the region of the reference has no fitted D" };
      const known = { name: "the reference", radiusNm: wish.referenceRadiusNm, diffusionM2PerS };
      return {
        of: (d) => radiusFromReference(d, known).radiusNm,
        note: `against region ${wish.referenceRegion + 1}, D ${diffusionM2PerS.toExponential(2).replaceAll("-", "−")} m² s⁻¹: viscosity and calibration cancel`,
        problem: null,
      };
    }
    const found =
      by === "viscosity"
        ? { viscosityMPaS: wish.viscosityMPaS, note: "as stated" }
        : viscosityAt(findSolvent(wish.solvent), temperatureK);
    // Refuses what is out of range before a table is filled with it.
    radiusOfDiffusion(1e-10, found.viscosityMPaS, temperatureK);
    return {
      of: (d) => radiusOfDiffusion(d, found.viscosityMPaS, temperatureK),
      note: `Stokes-Einstein with ${Number(found.viscosityMPaS.toPrecision(4))} mPa s at ${Number(temperatureK.toPrecision(5))} K: ${found.note}`,
      problem: null,
    };
  } catch (error) {
    return { ...nothing, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Radius of a fitted D; null where the law or D's own value says nothing. */
export function radiusOf({ value, low, high }: FittedNumber, { of }: RadiusLaw): Radius | null {
  if (!of || !(value > 0) || (low === null && high === null)) return null;
  const end = (d: number | null): number | null => (d !== null && d > 0 ? of(d) : null);
  return { value: of(value), low: end(high), high: end(low) };
}
