import { type EnergyDependentMass, inverseMassAt, KINETIC_EV_NM2 } from "../../matter/index.ts";
import { type ConfinedCarrier, sphereLevelEv } from "./well-levels.ts";

/** First zero of the spherical Bessel function j2. */
const ZERO_OF_J2 = 5.76345919689455;

/** A hole of fourfold degenerate bands: heavy mass in m0, the light hole's mass, the barrier in eV and the mass outside. */
export interface CoupledHole {
  readonly heavyMass: number;
  readonly light: EnergyDependentMass;
  readonly barrierEv: number;
  readonly outside: EnergyDependentMass;
}

/**
 * Lowest level 1S3/2 in eV of a hole in a sphere of `radiusNm` (nm) whose heavy and light bands mix at the surface:
 * j0(k_h R) j2(k_l R) + j2(k_h R) j0(k_l R) = 0 with hbar^2 k^2 = 2 m E of each band. Equal masses give pi/R, a very light
 * hole 5.763/R. The finite barrier enters
 * through the radius at which the heavy hole alone would have the level of its own finite well: an approximation, which lowers
 * the level by a tenth for InSb of 9 nm and by a quarter for CdSe of 3 nm.
 * Source: Ekimov et al., J. Opt. Soc. Am. B 1993, 10, 100; Xia, Phys. Rev. B 1989, 40, 8500.
 */
export function coupledHoleLevelEv(hole: CoupledHole, radiusNm: number): number {
  const heavy = { remote: 1 / hole.heavyMass, pulls: [] };
  const alone: ConfinedCarrier = { inside: heavy, outside: hole.outside, barrierEv: hole.barrierEv };
  const aloneEv = sphereLevelEv(alone, radiusNm);
  const reachNm = Math.PI / Math.sqrt((aloneEv * hole.heavyMass) / KINETIC_EV_NM2);
  const energyOf = (x: number): number => (KINETIC_EV_NM2 * (x / reachNm) ** 2) / hole.heavyMass;
  const match = (x: number): number => {
    const energyEv = energyOf(x);
    const ratio = Math.sqrt(inverseMassAt(hole.light, energyEv) * hole.heavyMass);
    const light = x / Math.max(1, ratio);
    return j0(x) * j2(light) + j2(x) * j0(light);
  };
  let [low, high] = [Math.PI, ZERO_OF_J2];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return energyOf(middle);
    if (match(middle) > 0) low = middle;
    else high = middle;
  }
}

function j0(x: number): number {
  return Math.sin(x) / x;
}

function j2(x: number): number {
  // The closed form loses its digits to cancellation near 0.
  if (x < 0.05) return (x * x * (1 - (x * x) / 14)) / 15;
  return (3 / x ** 3 - 1 / x) * Math.sin(x) - (3 / x ** 2) * Math.cos(x);
}
