import { DomainError } from "../errors.ts";
import { BOLTZMANN, ELECTRIC_CONSTANT, REDUCED_PLANCK, SPEED_OF_LIGHT } from "../quantities/index.ts";
import { GYROMAGNETIC_RATIOS } from "./gradient.ts";
import { requirePositive, requireShare } from "./ranges.ts";

/**
 * Rotational correlation time in ns of a sphere (Stokes-Einstein-Debye): tau_c = 4 pi eta r^3 / (3 k T).
 *
 * @param radiusNm hydrodynamic radius, nm
 * @param viscosityMPaS viscosity, mPa s
 * @throws DomainError for a number that is not positive
 * Source: P. Debye, Polar Molecules (1929); stick boundary.
 */
export function tumblingTimeNs(radiusNm: number, viscosityMPaS: number, temperatureK: number): number {
  requirePositive("a radius", radiusNm, "nm");
  requirePositive("a viscosity", viscosityMPaS, "mPa s");
  requirePositive("a temperature", temperatureK, "K");
  const volume = (4 / 3) * Math.PI * (radiusNm * 1e-9) ** 3;
  return ((viscosityMPaS * 1e-3 * volume) / (BOLTZMANN.value * temperatureK)) * 1e9;
}

/**
 * How a pair of protons moves: with the particle (tau_c), and within it (order parameter S^2, internal time tau_e).
 * Without the last two the pair is rigid on the particle.
 */
export interface PairMotion {
  readonly tumblingNs: number;
  /** S^2: 1 rigid, 0 free; default 1. */
  readonly orderParameter?: number;
  /** tau_e, ns; default 0, infinitely fast. */
  readonly internalNs?: number;
}

/** Refuses times and order parameters out of range. @throws DomainError */
export function checkMotion(motion: PairMotion): void {
  requirePositive("the tumbling time", motion.tumblingNs, "ns");
  requireShare("the order parameter S^2", motion.orderParameter ?? 1);
  const internal = motion.internalNs ?? 0;
  if (!(internal >= 0 && internal < Number.POSITIVE_INFINITY)) {
    throw new DomainError({
      what: "an internal time is out of range",
      found: `${internal} ns`,
      expected: "0 or more",
    });
  }
}

/**
 * Spectral density in s at angular frequency omega (rad/s), normalised so that a rigid pair has J(0) = tau_c:
 * J = S^2 tau_c/(1 + w^2 tau_c^2) + (1 - S^2) tau/(1 + w^2 tau^2), 1/tau = 1/tau_c + 1/tau_e.
 *
 * @throws DomainError for times or order parameters out of range
 * Source: G. Lipari & A. Szabo, J. Am. Chem. Soc. 1982, 104, 4546.
 */
export function spectralDensityS(motion: PairMotion, omega: number): number {
  checkMotion(motion);
  const slow = motion.tumblingNs * 1e-9;
  const order = motion.orderParameter ?? 1;
  const internal = (motion.internalNs ?? 0) * 1e-9;
  const fast = internal > 0 ? (slow * internal) / (slow + internal) : 0;
  const lorentzian = (tau: number): number => tau / (1 + (omega * tau) ** 2);
  return order * lorentzian(slow) + (1 - order) * lorentzian(fast);
}

/**
 * Dipolar constant K = (mu_0 / 4 pi)^2 gamma_H^4 hbar^2 / r^6 in s-2 of two protons.
 *
 * @param distanceNm their distance, nm; for several neighbours (sum r^-6)^(-1/6)
 */
export function dipolarConstant(distanceNm: number): number {
  const r = requirePositive("a distance", distanceNm, "nm") * 1e-9;
  const muOver4Pi = 1 / (4 * Math.PI * ELECTRIC_CONSTANT.value * SPEED_OF_LIGHT.value ** 2);
  const gamma = GYROMAGNETIC_RATIOS["1H"].radPerSecondTesla;
  return ((muOver4Pi * gamma * gamma * REDUCED_PLANCK.value) / r ** 3) ** 2;
}

/** Relaxation of a pair of like protons by their dipolar coupling, s-1, and the enhancements that follow. */
export interface PairRelaxation {
  readonly r1PerS: number;
  readonly r2PerS: number;
  /** R2 / pi, Hz. */
  readonly fwhmHz: number;
  /** Cross relaxation sigma: negative for slow tumbling. */
  readonly noeCrossPerS: number;
  readonly noeAutoPerS: number;
  readonly roeCrossPerS: number;
  readonly roeAutoPerS: number;
  /** Steady-state enhancement sigma / rho: +0.5 fast to -1 slow. */
  readonly noeSteady: number;
  /** 0.5 fast to 0.8 slow. */
  readonly roeSteady: number;
  /** Largest transient enhancement after inversion of the partner: +0.385 to -1; ROE 0.385 to 0.675. */
  readonly noeTransient: number;
  readonly roeTransient: number;
}

/**
 * Largest transient enhancement of a pair whose partner is inverted: the maximum of 2 e^(-rho t) sinh(sigma t).
 *
 * @param steady sigma / rho, from -1 to 1
 * @throws DomainError outside that range
 */
export function transientMaximum(steady: number): number {
  if (!(steady >= -1 && steady <= 1)) {
    throw new DomainError({
      what: "a steady-state enhancement is out of range",
      found: String(steady),
      expected: "-1 to 1",
    });
  }
  const size = Math.abs(steady);
  if (size === 1) return steady;
  if (size === 0) return 0;
  const lnDecay = (Math.log1p(-size) - Math.log1p(size)) / (2 * size);
  return (steady * 2 * Math.exp(lnDecay)) / Math.sqrt((1 - size) * (1 + size));
}

/**
 * Relaxation and Overhauser effects of two like protons: with J(w) of {@link spectralDensityS} and K of
 * {@link dipolarConstant}, R1 = 0.3 K [J(w) + 4 J(2w)], R2 = 0.15 K [3 J(0) + 5 J(w) + 2 J(2w)],
 * sigma = 0.1 K [6 J(2w) - J(0)], rho = 0.1 K [J(0) + 3 J(w) + 6 J(2w)], ROE sigma = 0.1 K [2 J(0) + 3 J(w)],
 * ROE rho = 0.1 K [2.5 J(0) + 4.5 J(w) + 3 J(2w)].
 *
 * @param protonMHz proton Larmor frequency of the magnet, MHz
 * @param distanceNm distance of the pair, nm
 * @throws DomainError for numbers out of range
 * Source: I. Solomon, Phys. Rev. 1955, 99, 559; D. Neuhaus & M. P. Williamson, The Nuclear Overhauser Effect (2000).
 */
export function pairRelaxation(motion: PairMotion, protonMHz: number, distanceNm: number): PairRelaxation {
  const omega = 2e6 * Math.PI * requirePositive("the proton frequency", protonMHz, "MHz");
  const k = dipolarConstant(distanceNm);
  const j0 = spectralDensityS(motion, 0);
  const j1 = spectralDensityS(motion, omega);
  const j2 = spectralDensityS(motion, 2 * omega);
  const r2PerS = 0.15 * k * (3 * j0 + 5 * j1 + 2 * j2);
  const noeCrossPerS = 0.1 * k * (6 * j2 - j0);
  const noeAutoPerS = 0.1 * k * (j0 + 3 * j1 + 6 * j2);
  const roeCrossPerS = 0.1 * k * (2 * j0 + 3 * j1);
  const roeAutoPerS = 0.1 * k * (2.5 * j0 + 4.5 * j1 + 3 * j2);
  // A pair on a particle with S^2 = 0 and tau_e = 0 does not relax at all.
  const noeSteady = noeAutoPerS > 0 ? noeCrossPerS / noeAutoPerS : 0;
  const roeSteady = roeAutoPerS > 0 ? roeCrossPerS / roeAutoPerS : 0;
  return {
    r1PerS: 0.3 * k * (j1 + 4 * j2),
    r2PerS,
    fwhmHz: r2PerS / Math.PI,
    noeCrossPerS,
    noeAutoPerS,
    roeCrossPerS,
    roeAutoPerS,
    noeSteady,
    roeSteady,
    noeTransient: transientMaximum(noeSteady),
    roeTransient: transientMaximum(roeSteady),
  };
}

/** omega tau_c at which the NOE of a rigid pair vanishes: sqrt(5)/2, the root of 6 J(2w) = J(0). */
export const NOE_NULL_OMEGA_TAU: number = Math.sqrt(5) / 2;

/** Tumbling time in ns at which the NOE of a rigid pair is zero in a magnet of `protonMHz`: sqrt(5) / (2 omega). */
export function noeNullTimeNs(protonMHz: number): number {
  const omega = 2e6 * Math.PI * requirePositive("the proton frequency", protonMHz, "MHz");
  return (NOE_NULL_OMEGA_TAU / omega) * 1e9;
}

/** Tumbling times searched for the null of a moving pair, ns. */
const NULL_FROM_NS = 1e-6;
const NULL_TO_NS = 1e9;

/**
 * Tumbling time in ns at which the NOE of a pair that also moves on its particle vanishes: shorter gives positive,
 * longer negative cross peaks. Internal motion moves it to longer times than {@link noeNullTimeNs}.
 *
 * @param internal order parameter and internal time of the pair
 * @returns null when the NOE stays positive at every tumbling time (nothing of the coupling tumbles with the particle)
 * @throws DomainError for numbers out of range
 */
export function noeNullTimeOfMotionNs(
  protonMHz: number,
  internal: Omit<PairMotion, "tumblingNs">,
): number | null {
  const omega = 2e6 * Math.PI * requirePositive("the proton frequency", protonMHz, "MHz");
  const sign = (lnNs: number): number => {
    const motion = { ...internal, tumblingNs: Math.exp(lnNs) };
    return 6 * spectralDensityS(motion, 2 * omega) - spectralDensityS(motion, 0);
  };
  let [low, high] = [Math.log(NULL_FROM_NS), Math.log(NULL_TO_NS)];
  if (sign(high) >= 0) return null;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return Math.exp(middle);
    if (sign(middle) > 0) low = middle;
    else high = middle;
  }
}

/**
 * Bound share at which the NOE of a ligand in fast exchange vanishes: x_b sigma_b + (1 - x_b) sigma_f = 0, so
 * x_b = sigma_f / (sigma_f - sigma_b). Above it the cross peaks are negative, of the sign of the diagonal.
 *
 * @param freeCrossPerS sigma of the free ligand, s-1, positive
 * @param boundCrossPerS sigma of the bound ligand, s-1, negative
 * @throws DomainError unless the two have these signs
 */
export function noeNullBoundShare(freeCrossPerS: number, boundCrossPerS: number): number {
  if (!(freeCrossPerS > 0 && boundCrossPerS < 0)) {
    throw new DomainError({
      what: "the NOE of an exchanging ligand vanishes at no bound share",
      found: `sigma ${freeCrossPerS} /s free, ${boundCrossPerS} /s bound`,
      expected: "a positive sigma free and a negative one bound",
    });
  }
  return freeCrossPerS / (freeCrossPerS - boundCrossPerS);
}
