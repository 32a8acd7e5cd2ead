import { COULOMB_EV_NM } from "../../matter/index.ts";

/** <1/|r_e - r_h|> in units of 1/R for both carriers in sin(pi r/R)/r. Source: Brus, J. Chem. Phys. 1984, 80, 4403. */
export const SPHERE_COULOMB = 1.786;
/** The same in units of 1/edge for both carriers in the lowest state of a cube. */
export const CUBE_COULOMB = 3.048;
/** Terms kept of the polarisation series; the rest is below 1e-4 of the sum. */
const TERMS = 60;

/** How electron and hole change the gap beyond their levels, in eV; the gap shifts by their sum. */
export interface ExcitonShift {
  /** Screened attraction inside the dot, negative. */
  readonly coulombEv: number;
  /** What image charges leave in the optical gap, positive where the dot is the more polarisable. */
  readonly polarisationEv: number;
}

/**
 * Attraction and polarisation in a sphere of `radiusNm` (nm) of permittivity `inside` in a medium of `outside`.
 * Convention: E = -1.786 e^2/(4 pi eps0 eps R) + e^2/(4 pi eps0 R) sum_n alpha_n <(r/R)^2n>, n >= 1,
 * alpha_n = (e - 1)(n + 1)/(eps (e n + n + 1)), e = eps/eps_out. The terms n = 0 of the two self-energies and of the
 * attraction between the images cancel for carriers of one density, so they are left out of an optical gap (they
 * belong to the transport gap). Both permittivities are high-frequency ones: the exciton is faster than the lattice.
 * Source: Brus, J. Chem. Phys. 1984, 80, 4403; Lannoo, Delerue, Allan, Phys. Rev. Lett. 1995, 74, 3415.
 */
export function sphereExcitonShift(radiusNm: number, inside: number, outside: number): ExcitonShift {
  return {
    coulombEv: (-SPHERE_COULOMB * COULOMB_EV_NM) / (inside * radiusNm),
    polarisationEv: polarisation(radiusNm, inside, outside),
  };
}

/** The same in a cube of `edgeNm`; polarisation is that of the sphere of equal volume. */
export function cubeExcitonShift(edgeNm: number, inside: number, outside: number): ExcitonShift {
  return {
    coulombEv: (-CUBE_COULOMB * COULOMB_EV_NM) / (inside * edgeNm),
    polarisationEv: polarisation(edgeNm * Math.cbrt(3 / (4 * Math.PI)), inside, outside),
  };
}

function polarisation(radiusNm: number, inside: number, outside: number): number {
  const contrast = inside / outside;
  let sum = 0;
  for (let n = 1; n <= TERMS; n++) {
    sum += (((contrast - 1) * (n + 1)) / (inside * (contrast * n + n + 1))) * MOMENTS[n]!;
  }
  return (COULOMB_EV_NM * sum) / radiusNm;
}

/** <(r/R)^2n> of sin^2(pi r/R)/r^2, by the midpoint rule, good to 1e-6. */
const MOMENTS: readonly number[] = Array.from({ length: TERMS + 1 }, (_, n) => {
  const points = 2000;
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const x = (i + 0.5) / points;
    sum += 2 * x ** (2 * n) * Math.sin(Math.PI * x) ** 2;
  }
  return sum / points;
});
