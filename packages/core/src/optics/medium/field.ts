import { DomainError } from "../../errors.ts";
import { above0 } from "./checks.ts";

/**
 * Field inside a small sphere over the field far away: 3 eps_s / (eps + 2 eps_s).
 *
 * @param inside eps, permittivity of the sphere, > 0
 * @param outside eps_s, of the medium, > 0
 * Source: J. D. Jackson, Classical Electrodynamics, 3rd ed. (1999), 4.4.
 */
export function fieldInSphere(inside: number, outside: number): number {
  above0("the permittivity of a sphere", inside);
  above0("the permittivity of a medium", outside);
  return (3 * outside) / (inside + 2 * outside);
}

/**
 * Field in the core of a small coated sphere over the field far away:
 * 9 eps_h eps_s / [(eps + 2 eps_h)(eps_h + 2 eps_s) + 2 g (eps - eps_h)(eps_h - eps_s)].
 *
 * @param core eps, @param shell eps_h, @param outside eps_s: permittivities, > 0
 * @param coreShare g, volume of the core over that of core and shell, 0 to 1
 * @throws DomainError out of range
 * Source: C. F. Bohren & D. R. Huffman, Absorption and Scattering of Light by Small Particles (1983), 5.4.
 */
export function fieldInCoatedSphere(core: number, shell: number, outside: number, coreShare: number): number {
  above0("the permittivity of a core", core);
  above0("the permittivity of a shell", shell);
  above0("the permittivity of a medium", outside);
  if (!(coreShare >= 0 && coreShare <= 1)) {
    throw new DomainError({
      what: "a core's share of the volume is out of range",
      found: String(coreShare),
      expected: "0 to 1",
    });
  }
  const apart = (core + 2 * shell) * (shell + 2 * outside);
  return (9 * shell * outside) / (apart + 2 * coreShare * (core - shell) * (shell - outside));
}

/** Polarisability of a cube over its volume at infinite and at zero relative permittivity; spheres have 3 and -1.5.
 *  Source: Sihvola, Ylä-Oijala, Järvenpää, Avelin, IEEE Trans. Antennas Propag. 2004, 52, 2226 (values recalled, not
 *  read there; a volume integral on grids of up to 24^3 cells confirms what follows from them within 0.5 %). */
const CUBE = { conducting: 3.6442, void: -1.6383 };
/** Second-order slope of any body of cubic symmetry: mean depolarisation 1/3. */
const FIRST_SLOPE = -1 / 3;
const HIGHEST_CUBE_CONTRAST = 10;

/**
 * Mean field inside a small cube over the field far away, from the rational function of its permittivity ratio that has
 * the right slope at 1 and the right polarisabilities at 0 and infinity. Good to 0.2 % up to a ratio of 2.5 and to 0.5 %
 * up to 10. The mean weighs the whole cube alike; the exciton's envelope does not, and is not counted.
 *
 * @param inside permittivity of the cube, @param outside of the medium; ratio 0 to 10
 * @throws DomainError out of range
 */
export function meanFieldInCube(inside: number, outside: number): number {
  above0("the permittivity of a cube", inside);
  above0("the permittivity of a medium", outside);
  const x = inside / outside - 1;
  if (x + 1 > HIGHEST_CUBE_CONTRAST) {
    throw new DomainError({
      what: "the mean field of a cube is not known for so high a contrast",
      found: `a permittivity ratio of ${(x + 1).toPrecision(3)}`,
      expected: `up to ${HIGHEST_CUBE_CONTRAST}`,
      remedy: "take the sphere",
    });
  }
  // (1 + a x) / (1 + b x + c x^2) with b = a - slope, a = conducting c, and the value -void at x = -1.
  const atVoid = -CUBE.void;
  const a = (1 - atVoid * (1 + FIRST_SLOPE)) / (1 - atVoid + atVoid / CUBE.conducting);
  const b = a - FIRST_SLOPE;
  const c = a / CUBE.conducting;
  return (1 + a * x) / (1 + b * x + c * x * x);
}
