import { ELECTRIC_CONSTANT, ELECTRON_MASS, ELEMENTARY_CHARGE, REDUCED_PLANCK } from "../quantities/index.ts";

/** hbar^2/(2 m0) in eV nm^2. */
export const KINETIC_EV_NM2: number =
  (REDUCED_PLANCK.value ** 2 / (2 * ELECTRON_MASS.value) / ELEMENTARY_CHARGE.value) * 1e18;
/** e^2/(4 pi eps0) in eV nm. */
export const COULOMB_EV_NM: number =
  (ELEMENTARY_CHARGE.value / (4 * Math.PI * ELECTRIC_CONSTANT.value)) * 1e9;

/** A band `depthEv` beyond the edge that pushes the carrier's band with `strengthEv` (a share of E_P). */
export interface BandPull {
  readonly strengthEv: number;
  readonly depthEv: number;
}

/** Mass of a carrier whose band is not parabolic: m0/m(E) = remote + sum strength/(E + depth), with E >= 0 in eV counted from
 *  the band edge into the band. */
export interface EnergyDependentMass {
  readonly remote: number;
  readonly pulls: readonly BandPull[];
}

/** m0/m at the kinetic energy `energyEv` (eV) of a carrier. Source: Kane 1957, in the form of Bastard for confined states. */
export function inverseMassAt({ remote, pulls }: EnergyDependentMass, energyEv: number): number {
  let sum = remote;
  for (const { strengthEv, depthEv } of pulls) sum += strengthEv / (energyEv + depthEv);
  return sum;
}

/**
 * Energy in eV of a carrier above its band edge at the squared wavenumber `squaredWavenumberPerNm2` (nm^-2): the root of
 * E = hbar^2 k^2 / (2 m(E)), by bisection to the last bits. One pull without remote bands gives the two-band form
 * -g/2 + sqrt(g^2/4 + g T), none a parabola. The mass at the edge must be positive.
 */
export function kineticEnergyEv(mass: EnergyDependentMass, squaredWavenumberPerNm2: number): number {
  const scale = KINETIC_EV_NM2 * squaredWavenumberPerNm2;
  // The mass only grows with energy, so the edge's mass gives an upper bound.
  let [low, high] = [0, scale * inverseMassAt(mass, 0)];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (middle < scale * inverseMassAt(mass, middle)) low = middle;
    else high = middle;
  }
}
