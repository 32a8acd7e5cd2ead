import { InputError } from "../errors.ts";
import { AVOGADRO } from "../quantities/index.ts";
import type { Material } from "./material-types.ts";
import { energyAtSize, holdsFor, reach, sizeAtEnergy } from "./sizing-relation.ts";
import type { Extinction, SizingCurve } from "./sizing-types.ts";

/** What a formula was worked out with: the energy of the first transition, or a diameter in nm and where it is from; `curve` is
 *  null for a diameter that was given. */
export type ExtinctionBasis =
  | { readonly with: "energy"; readonly gapEv: number }
  | { readonly with: "diameter"; readonly diameterNm: number; readonly curve: string | null };

/** Molar extinction coefficient in L/(mol cm) of whole dots, with the interval of its stated error. */
export interface ExtinctionAnswer {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly at: Extinction["at"];
  readonly source: Extinction["source"];
  readonly basis: ExtinctionBasis;
  readonly inRange: boolean;
  readonly bandHalfWidth?: NonNullable<Extinction["bandHalfWidth"]>;
}

/**
 * All molar extinction coefficients (decadic, L/(mol cm)) known for dots of `diameterNm` (nm), one for each formula of the
 * material; empty when none is tabulated. `inRange` says whether the diameter is one the formula was made for. A formula in the
 * energy takes it from the sizing curve of its own source, and is left out where that gives none.
 * Throws InputError when the diameter is not a positive number. Sources: each formula's own.
 */
export function molarExtinction(material: Material, diameterNm: number): readonly ExtinctionAnswer[] {
  requirePositive(diameterNm, "the diameter", "nm");
  return material.extinction.flatMap((entry): readonly ExtinctionAnswer[] => {
    if (entry.relation.form !== "exponential in gap") {
      return [answerOf(entry, { with: "diameter", diameterNm, curve: null }, holdsFor(entry, diameterNm))];
    }
    const curve = ownCurve(material, entry);
    if (curve === undefined) return [];
    const [smallest, largest] = reach(curve);
    if (diameterNm < smallest || diameterNm > largest) return [];
    const gapEv = energyAtSize(curve, diameterNm);
    return [answerOf(entry, { with: "energy", gapEv }, holdsFor(entry, diameterNm))];
  });
}

/**
 * The same for dots whose first transition was measured at `gapEv` (eV): a formula in the energy takes it as it is, one in the
 * diameter takes that of its own source's sizing curve, for it was made with those diameters. A formula whose source has no
 * curve takes `diameterNm` (nm). One whose own curve has no size there is left out.
 * Throws InputError when either is not a positive number. Sources: each formula's own.
 */
export function molarExtinctionAtGap(
  material: Material,
  gapEv: number,
  diameterNm: number,
): readonly ExtinctionAnswer[] {
  requirePositive(gapEv, "the gap", "eV");
  requirePositive(diameterNm, "the diameter", "nm");
  return material.extinction.flatMap((entry): readonly ExtinctionAnswer[] => {
    const curve = ownCurve(material, entry);
    const ownNm = curve === undefined ? diameterNm : sizeAtEnergy(curve, gapEv);
    if (ownNm === undefined) return [];
    const basis: ExtinctionBasis =
      entry.relation.form === "exponential in gap"
        ? { with: "energy", gapEv }
        : { with: "diameter", diameterNm: ownNm, curve: curve?.id ?? null };
    return [
      answerOf(entry, basis, holdsFor(entry, ownNm) && (curve === undefined || holdsFor(curve, ownNm))),
    ];
  });
}

/** The sizing curve of the article a formula is from, where that speaks of diameters. */
function ownCurve({ sizing }: Material, { source }: Extinction): SizingCurve | undefined {
  return sizing.find((curve) => curve.source === source && curve.size === "diameter");
}

function answerOf(entry: Extinction, basis: ExtinctionBasis, inRange: boolean): ExtinctionAnswer {
  const value = extinctionValue(entry, basis.with === "energy" ? basis.gapEv : basis.diameterNm);
  const error = entry.uncertainty.value;
  return {
    value,
    low: value * (1 - error),
    high: value * (1 + error),
    at: entry.at,
    source: entry.source,
    basis,
    inRange,
    ...(entry.bandHalfWidth === undefined ? {} : { bandHalfWidth: entry.bandHalfWidth }),
  };
}

/** Cross section in cm2 to decadic molar coefficient: Avogadro's number over 1000 ln 10. */
const MOLAR_PER_CM2 = AVOGADRO.value / (1000 * Math.LN10);

/** A formula at what it is a function of: the energy in eV for an exponential in the gap, else the diameter in nm. */
function extinctionValue({ relation }: Extinction, x: number): number {
  switch (relation.form) {
    case "exponential in gap":
      return relation.offset + relation.amplitude * Math.exp(-x / relation.decayEv);
    case "power of size":
      return relation.prefactor * x ** relation.exponent;
    case "cross section":
      return MOLAR_PER_CM2 * relation.prefactorCm2 * (x / 2) ** relation.exponent;
  }
}

function requirePositive(value: number, what: string, unit: string): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new InputError({
    what: `${what} is no positive number`,
    found: String(value),
    expected: `a number above 0, in ${unit}`,
  });
}
