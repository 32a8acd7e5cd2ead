import { InputError } from "../../errors.ts";
import { type Extinction, type Material, molarExtinction } from "../../matter/index.ts";
import { wavelengthFromEnergy } from "../../quantities/index.ts";
import type { WithInterval } from "./first-transition.ts";

/** One way to the concentration. Concentrations in mol/L of dots, extinction in L/(mol cm). */
export interface ConcentrationRoute {
  readonly at: Extinction["at"];
  readonly source: Extinction["source"];
  readonly absorbance: number;
  readonly extinction: WithInterval;
  readonly concentrationMolar: WithInterval;
  readonly note?: string;
}

/** Concentration by all routes, and whether they agree. */
export interface Concentration {
  readonly routes: readonly ConcentrationRoute[];
  /** Formulas that could not be used, and why. */
  readonly left: readonly string[];
  /** Ratio of the short-wavelength to the first-transition result; null unless both are there. */
  readonly ratio: WithInterval | null;
  readonly agree: boolean | null;
}

/** What was read from the spectrum. */
export interface AbsorbanceRead {
  /** Diameter in nm with its interval. */
  readonly diameterNm: WithInterval;
  readonly first: {
    readonly energyEv: number;
    readonly absorbance: WithInterval;
    readonly halfWidthEv: WithInterval;
  };
  /** Absorbance above the background at a wavelength in nm; null where nothing was measured. */
  readonly absorbanceAt: (wavelengthNm: number) => number | null;
  /** Optical path, cm; default 1. */
  readonly pathCm?: number;
}

/**
 * Concentration of dots by Beer-Lambert, A = eps c l, at the first transition and at each short wavelength with a tabulated
 * extinction. A first-transition absorbance is scaled to the half width its formula is written for. The interval joins, as
 * relative errors in quadrature, those of the formula, of the size (through the formula) and of the absorbance. The routes
 * compare where both exist: a ratio off 1 means a wrong size, a background left, or other absorbers at short wavelength.
 * Throws InputError for a path that is not positive.
 */
export function concentrationFrom(material: Material, read: AbsorbanceRead): Concentration {
  const { diameterNm, first, pathCm = 1 } = read;
  if (!(pathCm > 0) || !Number.isFinite(pathCm)) {
    throw new InputError({
      what: "the optical path is no positive length",
      found: String(pathCm),
      expected: "a length above 0, in cm",
    });
  }
  const routes: ConcentrationRoute[] = [];
  const left: string[] = [];
  const formulas = molarExtinction(material, diameterNm.value);
  const [small, large] = [diameterNm.low, diameterNm.high].map((size) => {
    const [from, to] = reachOf(material);
    return molarExtinction(material, Math.min(Math.max(size, from), to));
  });
  for (const entry of formulas) {
    const atFirst = "transition" in entry.at;
    const name = `${entry.source} at ${atFirst ? "the first transition" : `${(entry.at as { wavelengthNm: number }).wavelengthNm} nm`}`;
    if (!entry.inRange) {
      left.push(`${name}: ${diameterNm.value.toFixed(2)} nm is outside its range`);
      continue;
    }
    const own = atFirst
      ? first.absorbance.value
      : read.absorbanceAt((entry.at as { wavelengthNm: number }).wavelengthNm);
    if (own === null) {
      left.push(`${name}: not measured there`);
      continue;
    }
    const scale = atFirst
      ? widthScale(entry.bandHalfWidth, first.energyEv, first.halfWidthEv)
      : { value: 1, error: 0 };
    const absorbance = own * scale.value;
    if (!(absorbance > 0)) {
      left.push(`${name}: no absorbance there`);
      continue;
    }
    const ofFormula = (entry.high - entry.low) / (2 * entry.value);
    const same = ({ source, at }: { readonly source: string; readonly at: Extinction["at"] }): boolean =>
      source === entry.source && "transition" in at === atFirst;
    const [least, most] = [small?.find(same)?.value, large?.find(same)?.value];
    const ofSize = least && most ? Math.abs(Math.log(most / least)) / 2 : 0;
    const ofExtinction = Math.hypot(ofFormula, ofSize);
    const ofAbsorbance = atFirst
      ? (first.absorbance.high - first.absorbance.low) / (2 * first.absorbance.value)
      : 0;
    const value = absorbance / (entry.value * pathCm);
    routes.push({
      at: entry.at,
      source: entry.source,
      absorbance,
      extinction: around(entry.value, ofExtinction),
      concentrationMolar: around(value, Math.hypot(ofExtinction, ofAbsorbance, scale.error)),
      ...(atFirst && entry.bandHalfWidth === undefined
        ? { note: "not corrected for the width of the band" }
        : {}),
    });
  }
  const firstRoute = routes.find(({ at }) => "transition" in at);
  const shortRoute = routes.find(({ at }) => "wavelengthNm" in at);
  if (!firstRoute || !shortRoute) return { routes, left, ratio: null, agree: null };
  const spread = ({ concentrationMolar: c }: ConcentrationRoute): number => Math.log(c.high / c.low) / 2;
  const ratio = around(
    shortRoute.concentrationMolar.value / firstRoute.concentrationMolar.value,
    Math.hypot(spread(firstRoute), spread(shortRoute)),
  );
  return { routes, left, ratio, agree: ratio.low <= 1 && ratio.high >= 1 };
}

/** Sizes all formulas of the material can be evaluated at. */
function reachOf(material: Material): readonly [number, number] {
  const ranges = [
    ...material.extinction.map(({ rangeNm }) => rangeNm),
    ...material.sizing.slice(0, 1).map(({ rangeNm }) => rangeNm),
  ];
  return [Math.max(...ranges.map(([low]) => low)), Math.min(...ranges.map(([, high]) => high))];
}

function around(value: number, relative: number): WithInterval {
  const factor = Math.exp(relative);
  return { value, low: value / factor, high: value * factor };
}

/** Half width of the band over that of the formula, in the formula's unit, and its relative error. */
function widthScale(
  of: Extinction["bandHalfWidth"],
  energyEv: number,
  halfWidth: WithInterval,
): { readonly value: number; readonly error: number } {
  if (of === undefined || !(halfWidth.value > 0)) return { value: 1, error: 0 };
  const error = Math.min(0.5, (halfWidth.high - halfWidth.low) / (2 * halfWidth.value));
  const own =
    of.unit === "eV"
      ? halfWidth.value
      : wavelengthFromEnergy(energyEv - halfWidth.value) - wavelengthFromEnergy(energyEv);
  return { value: own / of.value, error };
}
