import { InputError } from "../../errors.ts";
import {
  citations,
  type Extinction,
  type ExtinctionAnswer,
  type ExtinctionBasis,
  type Material,
  molarExtinctionAtGap,
  shortCitation,
} from "../../matter/index.ts";
import { wavelengthFromEnergy } from "../../quantities/index.ts";
import type { WithInterval } from "./first-transition.ts";

/** One way to the concentration. Concentrations in mol/L of dots, extinction in L/(mol cm). */
export interface ConcentrationRoute {
  readonly at: Extinction["at"];
  readonly source: Extinction["source"];
  /** What the formula was worked out with: the energy, or a diameter and whose. */
  readonly basis: ExtinctionBasis;
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
  /** Diameter in nm with its interval: for formulas whose source has no sizing curve. */
  readonly diameterNm: WithInterval;
  readonly first: {
    readonly energyEv: WithInterval;
    readonly absorbance: WithInterval;
    readonly halfWidthEv: WithInterval;
    /** Set where the top of the band was beyond the spectrometer. */
    readonly clipped?: true;
  };
  /** Absorbance above the background at a wavelength in nm; the reason where there is none, null where nothing was measured. */
  readonly absorbanceAt: (wavelengthNm: number) => number | string | null;
  /** Optical path, cm; default 1. */
  readonly pathCm?: number;
}

/**
 * Concentration of dots by Beer-Lambert, A = eps c l, at the first transition and at each short wavelength with a tabulated
 * extinction. Every formula takes what it was made with: the measured energy, or the diameter by its own source's sizing curve;
 * one whose source has none takes the diameter given. A first-transition absorbance is scaled to the half width its formula is
 * written for. The interval joins, as relative errors in quadrature, those of the formula, of the transition (of the diameter
 * given) through it, and of the absorbance; a source's own curve adds no error to its own formula, for both come from the same dots.
 * The routes compare where both exist: a ratio off 1 means a wrong size, a background left, or other absorbers at short wavelength.
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
  const formulas = molarExtinctionAtGap(material, first.energyEv.value, diameterNm.value);
  // A higher energy goes with a smaller dot.
  const ends = [
    molarExtinctionAtGap(material, first.energyEv.high, diameterNm.low),
    molarExtinctionAtGap(material, first.energyEv.low, diameterNm.high),
  ];
  for (const { at, source } of material.extinction) {
    const atFirst = "transition" in at;
    const name = `${shortCitation(citations[source])} at ${atFirst ? "the first transition" : `${at.wavelengthNm} nm`}`;
    const same = (other: ExtinctionAnswer): boolean => other.source === source && other.at === at;
    const entry = formulas.find(same);
    if (entry === undefined) {
      left.push(`${name}: the sizing curve of that source has no size here`);
      continue;
    }
    if (!entry.inRange) {
      left.push(`${name}: ${saidOfBasis(entry.basis)} is outside its range`);
      continue;
    }
    if (atFirst && first.clipped) {
      left.push(`${name}: the top of the band is beyond the spectrometer`);
      continue;
    }
    const own = atFirst ? first.absorbance.value : read.absorbanceAt(at.wavelengthNm);
    if (own === null || typeof own === "string") {
      left.push(`${name}: ${own ?? "not measured there"}`);
      continue;
    }
    const scale = atFirst
      ? widthScale(entry.bandHalfWidth, first.energyEv.value, first.halfWidthEv)
      : { value: 1, error: 0 };
    const absorbance = own * scale.value;
    if (!(absorbance > 0)) {
      left.push(`${name}: no absorbance there`);
      continue;
    }
    const ofFormula = (entry.high - entry.low) / (2 * entry.value);
    // Where one end leaves the formula's reach, the other stands for both.
    const values = ends.flatMap((answers) => answers.filter(same).map(({ value }) => value));
    const steps = values.map((value) => Math.abs(Math.log(value / entry.value)));
    const ofSize = steps.length === 0 ? 0 : steps.reduce((sum, step) => sum + step, 0) / steps.length;
    const ofExtinction = Math.hypot(ofFormula, ofSize);
    const ofAbsorbance = atFirst
      ? (first.absorbance.high - first.absorbance.low) / (2 * first.absorbance.value)
      : 0;
    const value = absorbance / (entry.value * pathCm);
    routes.push({
      at,
      source,
      basis: entry.basis,
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

/** What a formula was worked out with, in words: "the measured energy", "3.04 nm by CdSe Yu 2003". */
export function saidOfBasis(basis: ExtinctionBasis): string {
  if (basis.with === "energy") return "the measured energy";
  const by = basis.curve === null ? "" : ` by ${basis.curve}`;
  return `${basis.diameterNm.toFixed(2)} nm${by}`;
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
