import { DomainError } from "../errors.ts";
import { HC_EV_NM } from "../quantities/index.ts";
import { COULOMB_EV_NM, kineticEnergyEv } from "./band-mass.ts";
import type { SizingCurve, SizingForm } from "./sizing-types.ts";

/** How far beyond its range an analytic curve is followed, as a factor in size; polynomials are not followed at all. */
export const EXTRAPOLATION_FACTOR: number = 1.5;

/** Sizes in nm between which `curve` gives a number at all. */
export function reach(curve: SizingCurve): readonly [number, number] {
  const [low, high] = curve.rangeNm;
  const rigid = curve.relation.form === "wavelength polynomial";
  const below = rigid || curve.clustersBelow !== undefined ? low : low / EXTRAPOLATION_FACTOR;
  return [below, rigid ? high : high * EXTRAPOLATION_FACTOR];
}

/** How far a size may lie beyond a printed end of a range, relative: coefficients and ends are printed to three or four digits. */
const ROUNDING_OF_ENDS = 1e-3;

/** Whether a curve or formula printed for the sizes `rangeNm` holds for `sizeNm`, to the rounding of what is printed. */
export function holdsFor(
  { rangeNm }: { readonly rangeNm: readonly [number, number] },
  sizeNm: number,
): boolean {
  const [low, high] = rangeNm;
  return sizeNm >= low * (1 - ROUNDING_OF_ENDS) && sizeNm <= high * (1 + ROUNDING_OF_ENDS);
}

/** Wavelength in nm of a photon energy in eV, and the other way round: hc/x. */
export function photonNmOrEv(value: number): number {
  return HC_EV_NM.value / value;
}

/**
 * Energy in eV of the first absorption maximum at `sizeNm` by the curve's own form, without any check of the range.
 * A polynomial in wavelength is inverted by bisection to 1e-12 relative.
 */
export function energyAtSize(curve: SizingCurve, sizeNm: number): number {
  const relation = curve.relation;
  switch (relation.form) {
    case "inverse quadratic":
      return relation.gapEv + 1 / ((relation.a * sizeNm + relation.b) * sizeNm + relation.c);
    case "power law":
      return relation.gapEv + relation.amplitudeEv * (sizeNm / relation.unitNm) ** -relation.exponent;
    case "confined cube":
      return confinedCubeEv(relation, sizeNm);
    case "wavelength polynomial": {
      const [shortest, longest] = relation.wavelengthRangeNm;
      return photonNmOrEv(
        root((nm) => polynomial(relation.coefficients, nm) - sizeNm, shortest, longest, curve),
      );
    }
  }
}

/** Size in nm at which the curve has its first absorption maximum at `gapEv`; undefined when that lies beyond the curve's reach. */
export function sizeAtEnergy(curve: SizingCurve, gapEv: number): number | undefined {
  const [smallest, largest] = reach(curve);
  if (curve.relation.form === "wavelength polynomial") {
    const wavelengthNm = photonNmOrEv(gapEv);
    const [shortest, longest] = curve.relation.wavelengthRangeNm;
    if (wavelengthNm < shortest || wavelengthNm > longest) return undefined;
    const sizeNm = polynomial(curve.relation.coefficients, wavelengthNm);
    // The slack keeps a size that came from an end of the range on the curve after rounding.
    return sizeNm < smallest * (1 - 1e-9) || sizeNm > largest * (1 + 1e-9) ? undefined : sizeNm;
  }
  // The slack keeps an end of the range on the curve after rounding.
  const slackEv = 1e-12 * gapEv;
  const [highest, lowest] = [energyAtSize(curve, smallest), energyAtSize(curve, largest)];
  if (gapEv > highest + slackEv || gapEv < lowest - slackEv) return undefined;
  if (gapEv >= highest) return smallest;
  if (gapEv <= lowest) return largest;
  return root((nm) => energyAtSize(curve, nm) - gapEv, smallest, largest, curve);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

function confinedCubeEv(relation: Extract<SizingForm, { form: "confined cube" }>, edgeNm: number): number {
  const { gapEv, reducedMass, dielectric, coulomb, bands } = relation;
  // Three half waves along the edges, in a box without penetration.
  const squaredWavenumber = 3 * (Math.PI / edgeNm) ** 2;
  const mass =
    bands === "parabolic"
      ? { remote: 1 / reducedMass, pulls: [] }
      : { remote: 0, pulls: [{ strengthEv: gapEv / reducedMass, depthEv: gapEv }] };
  const attractionEv = (coulomb * COULOMB_EV_NM) / (dielectric * edgeNm);
  return gapEv + kineticEnergyEv(mass, squaredWavenumber) - attractionEv;
}

/** Bisection between ends of opposite sign, to 1e-12 relative. */
function root(f: (x: number) => number, from: number, to: number, curve: SizingCurve): number {
  let [low, high] = [from, to];
  const rising = f(low) < f(high);
  if (f(low) * f(high) > 0) {
    throw new DomainError({
      what: `the sizing curve "${curve.id}" does not reach the value asked for`,
      expected: `sizes between ${curve.rangeNm[0]} and ${curve.rangeNm[1]} nm`,
    });
  }
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (f(middle) < 0 === rising) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
