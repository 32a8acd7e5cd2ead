import { ConvergenceError, DomainError, InputError } from "../errors.ts";
import { GAS_CONSTANT } from "../quantities/index.ts";
import { differentiateSpeciation, emptyDerivatives, type Speciation, solveSpeciation } from "./speciation.ts";

/**
 * Energy between neighbours of one adsorbed species on one site class.
 * `neighbours` is the coordination z of a site within its class (taken from the structure where there is one);
 * `pairEnergyKjPerMol` is w, negative for attraction. `model`: "bragg-williams" (Fowler's mean field: every
 * neighbour is occupied with probability theta) or "quasi-chemical" (pairs counted at their own equilibrium).
 */
export interface LateralInteraction {
  readonly species: string;
  readonly siteClass: string;
  readonly neighbours: number;
  readonly pairEnergyKjPerMol: number;
  readonly model: "bragg-williams" | "quasi-chemical";
}

/** One solution of the interacting problem. */
export interface InteractionRoot {
  /** Coverage theta of the interacting species on its class, 0..1. */
  readonly coverage: number;
  /** False for the unstable root between two stable ones. */
  readonly stable: boolean;
  /** Free energy above the lowest root, kJ per mol of sites. */
  readonly freeEnergyKjPerMol: number;
  readonly concentrationsMolar: Float64Array;
}

/** All roots, lowest coverage first. Two stable roots mean hysteresis: the way there decides which is seen. */
export interface InteractingState {
  readonly roots: readonly InteractionRoot[];
  /** Index of the stable root of lowest free energy. */
  readonly equilibrium: number;
  readonly hysteresis: boolean;
}

/** kJ/(mol K). */
const GAS_CONSTANT_KJ = GAS_CONSTANT.value / 1000;
/** Steps of the scan; a pair of roots closer than the scan is found through the extremum between them. */
const SCAN_STEPS = 400;

/**
 * Shift u of ln beta of the adsorbed species at coverage theta, and du/dtheta.
 * Bragg-Williams: u = -z w theta / RT. Quasi-chemical: u = -z ln[(2 - 2 theta)/(b + 1 - 2 theta)],
 * b = sqrt(1 - 4 theta (1 - theta)(1 - exp(-w/RT))). Source: Fowler & Guggenheim, Statistical Thermodynamics (1939),
 * ch. 10; Hill, An Introduction to Statistical Thermodynamics (1960), ch. 14.
 */
export function interactionShift(
  interaction: LateralInteraction,
  coverage: number,
  temperatureK: number,
): { shift: number; slope: number } {
  const { neighbours: z, pairEnergyKjPerMol: w, model } = interaction;
  const reduced = w / (GAS_CONSTANT_KJ * temperatureK);
  if (model === "bragg-williams") return { shift: -z * reduced * coverage, slope: -z * reduced };
  const at = (theta: number): number => {
    const b = Math.sqrt(1 - 4 * theta * (1 - theta) * -Math.expm1(-reduced));
    // Near full coverage both parts vanish; (2 - 2t)/(b + 1 - 2t) = (b - 1 + 2t)/(2 t exp(-w/RT)) is the same number.
    const ratio =
      theta < 0.5
        ? (2 - 2 * theta) / (b + 1 - 2 * theta)
        : (b - 1 + 2 * theta) / (2 * theta * Math.exp(-reduced));
    return -z * Math.log(ratio);
  };
  const step = 1e-6;
  const left = Math.max(0, coverage - step);
  const right = Math.min(1, coverage + step);
  return { shift: at(coverage), slope: (at(right) - at(left)) / (right - left) };
}

/** Coupling |z w| in kJ/mol beyond which a full-exchange isotherm has more than one root at this temperature. */
export function criticalCoupling(
  model: LateralInteraction["model"],
  neighbours: number,
  temperatureK: number,
): number {
  const rt = GAS_CONSTANT_KJ * temperatureK;
  if (model === "bragg-williams") return 4 * rt;
  if (neighbours <= 2) return Number.POSITIVE_INFINITY;
  return 2 * neighbours * rt * Math.log(neighbours / (neighbours - 2));
}

/**
 * Speciation with one laterally interacting species: every root, its stability and free energy.
 *
 * For a shift u of ln beta the ideal problem has one coverage theta(u), rising with u. The interacting states are the
 * roots of f(u) = u - u_int(theta(u)); f is scanned over all shifts the interaction can give, and where its slope
 * changes sign the extremum between is found, so that no close pair of roots is missed.
 * @param lnK ideal constants at zero coverage, molar units; @param initialMolar what was mixed, mol/L
 * @throws InputError for an unknown species, DomainError for a class without sites
 */
export function solveInteracting(
  speciation: Speciation,
  lnK: Float64Array,
  initialMolar: Float64Array,
  interaction: LateralInteraction,
  temperatureK: number,
): InteractingState {
  const { network } = speciation;
  const target = network.indexOf.get(interaction.species);
  if (target === undefined || !network.species[target]!.composition.has(interaction.siteClass)) {
    throw new InputError({
      what: `the interacting species ${interaction.species} does not sit on ${interaction.siteClass}`,
      expected: `one of ${[...network.indexOf.keys()].join(", ")}`,
      remedy: "name the adsorbed species as in the reactions, e.g. Pb.OlAmPIC on Pb",
    });
  }
  let sites = 0;
  network.species.forEach(({ composition }, j) => {
    sites += (composition.get(interaction.siteClass) ?? 0) * initialMolar[j]!;
  });
  if (!(sites > 0)) {
    throw new DomainError({
      what: `there are no sites of class ${interaction.siteClass}`,
      found: `${sites} M`,
    });
  }
  const shifted = new Float64Array(lnK.length);
  const amounts = new Float64Array(network.species.length);
  const derivatives = emptyDerivatives(network);
  const reactionCount = network.reactions.length;
  const setShift = (u: number): void => {
    for (let r = 0; r < reactionCount; r++)
      shifted[r] = lnK[r]! + network.reactions[r]!.coefficients[target]! * u;
  };
  const coverageAt = (u: number): number => {
    setShift(u);
    solveSpeciation(speciation, shifted, initialMolar, amounts);
    return Math.min(1, amounts[target]! / sites);
  };
  const mismatch = (u: number): number =>
    u - interactionShift(interaction, coverageAt(u), temperatureK).shift;
  const slopeAt = (u: number): number => {
    setShift(u);
    differentiateSpeciation(speciation, shifted, initialMolar, amounts, derivatives);
    let rise = 0;
    for (let r = 0; r < reactionCount; r++) {
      rise += derivatives.byLnK[target * reactionCount + r]! * network.reactions[r]!.coefficients[target]!;
    }
    const coverage = Math.min(1, amounts[target]! / sites);
    return 1 - (interactionShift(interaction, coverage, temperatureK).slope * rise) / sites;
  };

  const atFull = interactionShift(interaction, 1, temperatureK).shift;
  const margin = 1e-6 + 1e-3 * Math.abs(atFull);
  const from = Math.min(0, atFull) - margin;
  const to = Math.max(0, atFull) + margin;
  const grid = Array.from({ length: SCAN_STEPS + 1 }, (_, i) => from + ((to - from) * i) / SCAN_STEPS);
  const values = grid.map(mismatch);
  const slopes = grid.map(slopeAt);
  const shifts: number[] = [];
  for (let i = 0; i < SCAN_STEPS; i++) {
    const ends: [number, number][] = [[grid[i]!, values[i]!]];
    if (slopes[i]! * slopes[i + 1]! < 0) {
      const extremum = bisect(slopeAt, grid[i]!, grid[i + 1]!);
      ends.push([extremum, mismatch(extremum)]);
    }
    ends.push([grid[i + 1]!, values[i + 1]!]);
    for (let k = 0; k + 1 < ends.length; k++) {
      const [left, atLeft] = ends[k]!;
      const [right, atRight] = ends[k + 1]!;
      if (atLeft === 0) shifts.push(left);
      else if (atLeft * atRight < 0) shifts.push(bisect(mismatch, left, right));
    }
  }
  if (shifts.length === 0) {
    throw new ConvergenceError(
      { what: "no interacting state was found", remedy: "check the pair energy" },
      Math.min(...values.map(Math.abs)),
      SCAN_STEPS,
    );
  }

  // dG/dtheta = RT (u_ideal - u_int) per site, so the energy between two roots is the integral of f over theta.
  const energyTo = (end: number): number => {
    const steps = 400;
    let energy = 0;
    let coverage = coverageAt(shifts[0]!);
    let value = mismatch(shifts[0]!);
    for (let i = 1; i <= steps; i++) {
      const u = shifts[0]! + ((end - shifts[0]!) * i) / steps;
      const nextCoverage = coverageAt(u);
      const nextValue = mismatch(u);
      energy += ((value + nextValue) / 2) * (nextCoverage - coverage);
      coverage = nextCoverage;
      value = nextValue;
    }
    return energy * GAS_CONSTANT_KJ * temperatureK;
  };
  const energies = shifts.map(energyTo);
  const lowest = Math.min(...energies);
  const roots = shifts.map((u, index): InteractionRoot => {
    const stable = slopeAt(u) > 0;
    return {
      coverage: coverageAt(u),
      stable,
      freeEnergyKjPerMol: energies[index]! - lowest,
      concentrationsMolar: Float64Array.from(amounts),
    };
  });
  const stable = roots.map((root, index) => ({ root, index })).filter(({ root }) => root.stable);
  stable.sort((a, b) => a.root.freeEnergyKjPerMol - b.root.freeEnergyKjPerMol);
  return { roots, equilibrium: stable[0]?.index ?? 0, hysteresis: stable.length > 1 };
}

/** Root of f between two ends of opposite sign, to rounding (bisection: f is cheap and may be very steep). */
function bisect(f: (x: number) => number, left: number, right: number): number {
  let [low, high] = [left, right];
  const signLow = Math.sign(f(low));
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (Math.sign(f(middle)) === signLow) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
