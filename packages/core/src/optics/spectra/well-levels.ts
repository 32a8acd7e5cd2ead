import { DomainError } from "../../errors.ts";
import {
  type EnergyDependentMass,
  inverseMassAt,
  KINETIC_EV_NM2,
  kineticEnergyEv,
} from "../../matter/index.ts";

/** One carrier in a dot: its mass inside, the mass it decays with outside (both at the same energy above the inner band edge),
 *  and the height of the outer band edge above the inner one in eV (Infinity: nothing leaks out). */
export interface ConfinedCarrier {
  readonly inside: EnergyDependentMass;
  readonly outside: EnergyDependentMass;
  readonly barrierEv: number;
}

/**
 * Lowest level in eV above the band edge of a carrier in a sphere of `radiusNm` (nm) with a barrier of finite height.
 * Inside sin(kr)/r, outside exp(-qr)/r; envelope and its slope over the mass join at the surface:
 * (k R cot k R - 1)/m_in(E) = -(q R + 1)/m_out(E), with hbar^2 k^2 = 2 m_in E and hbar^2 q^2 = 2 m_out (V - E).
 * Throws DomainError where no level is bound. Source: Bastard, Wave Mechanics Applied to Semiconductor
 * Heterostructures 1988, ch. III; sphere by Nosaka, J. Phys. Chem. 1991, 95, 5054.
 */
export function sphereLevelEv(carrier: ConfinedCarrier, radiusNm: number): number {
  return lowestLevel(carrier, Math.PI / radiusNm, 1, (k, q2, inner, outer) => {
    const x = k * radiusNm;
    return inner * (x / Math.tan(x) - 1) + outer * (Math.sqrt(q2) * radiusNm + 1);
  });
}

/**
 * Lowest level in eV of a carrier in a cube of `edgeNm` (nm) with a barrier of finite height: the product of three cosines, one
 * along each edge, joined at the middle of a face: k tan(k a/2)/m_in = q/m_out, where outside a face
 * q^2 = 2 m_out (V - E)/hbar^2 + 2 k^2. Exact for high barriers; beyond edges and corners the product stands for a
 * potential of 2 V and 3 V, so that for equal masses E is an upper bound. Throws DomainError where no level is bound.
 */
export function cubeLevelEv(carrier: ConfinedCarrier, edgeNm: number): number {
  return lowestLevel(carrier, Math.PI / edgeNm, 3, (k, q2, inner, outer) => {
    const x = (k * edgeNm) / 2;
    return outer * Math.sqrt(q2 + 2 * k * k) - inner * k * Math.tan(x);
  });
}

/** Bisection on E of `match`, positive below the level; `widest` is k where nothing leaks out, `axes` how often k^2 counts. */
function lowestLevel(
  { inside, outside, barrierEv }: ConfinedCarrier,
  widest: number,
  axes: number,
  match: (k: number, q2: number, inner: number, outer: number) => number,
): number {
  const walled = kineticEnergyEv(inside, axes * widest ** 2);
  if (barrierEv === Number.POSITIVE_INFINITY) return walled;
  const at = (energyEv: number): number => {
    const [inner, outer] = [inverseMassAt(inside, energyEv), inverseMassAt(outside, energyEv)];
    const k = Math.sqrt(energyEv / (axes * KINETIC_EV_NM2 * inner));
    const q2 = Math.max(0, barrierEv - energyEv) / (KINETIC_EV_NM2 * outer);
    return match(k, q2, inner, outer);
  };
  let [low, high] = [0, Math.min(walled, barrierEv)];
  if (barrierEv < walled && at(barrierEv) > 0) {
    throw new DomainError({
      what: "the dot is too small to bind the carrier",
      found: `a barrier of ${barrierEv.toFixed(2)} eV, and ${walled.toFixed(2)} eV if it were infinite`,
      expected: "a larger dot or a higher barrier",
    });
  }
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (at(middle) > 0) low = middle;
    else high = middle;
  }
}
