import { DomainError, InputError, nearestNames } from "../errors.ts";
import { choleskySolve } from "../numerics/cholesky.ts";
import { dominantBasis, scaledHessianFactor } from "../numerics/dominant-basis.ts";
import { solveMassAction } from "../numerics/mass-action.ts";
import { type Basis, chooseBasis, setConstants } from "./basis.ts";
import type { Network } from "./network.ts";

/** A network made ready to be solved many times; it keeps work space, so use one per thread of work. */
export interface Speciation {
  readonly network: Network;
  readonly bases: Map<string, Basis>;
  last: Basis | null;
}

/** The composition of one solution at equilibrium: mol/L of every species. */
export interface State {
  readonly concentrationsMolar: Readonly<Record<string, number>>;
  readonly iterations: number;
}

/** Range of constants and totals the engine answers for (design: physics rules). */
export const VALID_RANGE: {
  readonly lnConstant: readonly [number, number];
  readonly totalMolar: readonly [number, number];
} = { lnConstant: [Math.log(1e-40), Math.log(1e60)], totalMolar: [0, 60] };

/** Stands for "none yet" where a derivative with respect to an ingredient that is absent is asked, mol/L. */
const TRACE_MOLAR = 1e-30;

/** Prepares a network for solving. */
export function prepareSpeciation(network: Network): Speciation {
  return { network, bases: new Map(), last: null };
}

/** True when the same ingredients are there as when the basis was chosen. */
function suits(basis: Basis, initial: Float64Array): boolean {
  for (let j = 0; j < initial.length; j++) if ((initial[j]! > 0 ? 1 : 0) !== basis.given[j]) return false;
  return true;
}

function basisFor(speciation: Speciation, initial: Float64Array): Basis {
  const { network, last } = speciation;
  if (last !== null && suits(last, initial)) return last;
  let key = "";
  for (let j = 0; j < initial.length; j++) key += initial[j]! > 0 ? "1" : "0";
  let basis = speciation.bases.get(key);
  if (!basis) {
    basis = chooseBasis(network, initial);
    speciation.bases.set(key, basis);
  }
  speciation.last = basis;
  return basis;
}

/**
 * Solves the speciation of what was mixed.
 *
 * @param lnK natural logarithms of the reactions' constants, molar standard state (K in M^order)
 * @param initialMolar what was put in, mol/L of each network species before any reaction
 * @param out receives the equilibrium concentrations, mol/L
 * @param fromLast begin at the last answer: for points of a curve or map, one after the other; the same answer to 1e-12
 * @returns iterations of the solver
 * @throws DomainError for negative or non-finite input or constants that break detailed balance; ConvergenceError
 */
export function solveSpeciation(
  speciation: Speciation,
  lnK: Float64Array,
  initialMolar: Float64Array,
  out: Float64Array,
  fromLast = false,
): number {
  const { network } = speciation;
  const speciesCount = network.species.length;
  for (let j = 0; j < speciesCount; j++) {
    const amount = initialMolar[j]!;
    if (!(amount >= 0) || amount > VALID_RANGE.totalMolar[1]) {
      throw new DomainError({
        what: `total of ${network.species[j]!.name} is not a concentration`,
        found: `${amount} M`,
        expected: `0 to ${VALID_RANGE.totalMolar[1]} M`,
      });
    }
  }
  for (let r = 0; r < network.reactions.length; r++) {
    if (!(lnK[r]! >= VALID_RANGE.lnConstant[0] && lnK[r]! <= VALID_RANGE.lnConstant[1])) {
      throw new DomainError({
        what: `equilibrium constant of \`${network.reactions[r]!.text}\` is out of range`,
        found: `K = ${Math.exp(lnK[r]!)}`,
        expected: "a positive number between 1e-40 and 1e60 in molar units",
        remedy:
          "a reaction that does not happen is left out; one that goes to completion gets a large K such as 1e12 /M",
      });
    }
  }
  const basis = basisFor(speciation, initialMolar);
  setConstants(basis, network, lnK);
  const { componentCount: m, species, stoichiometry, totals, amounts } = basis;
  totals.fill(0);
  for (let j = 0; j < species.length; j++) {
    const amount = initialMolar[species[j]!]!;
    if (amount === 0) continue;
    for (let k = 0; k < m; k++) totals[k]! += stoichiometry[j * m + k]! * amount;
  }
  const iterations = solveMassAction(basis.system, basis.lnBeta, totals, amounts, fromLast);
  out.fill(0);
  for (let j = 0; j < species.length; j++) out[species[j]!] = amounts[j]!;
  return iterations;
}

/** Derivatives of a speciation; each matrix is row-major with one row a species. */
export interface SpeciationDerivatives {
  /** d n / d ln K, mol/L, species x reactions. */
  readonly byLnK: Float64Array;
  /** d n / d (initial amount), dimensionless, species x species. */
  readonly byInitial: Float64Array;
}

/** Allocates the matrices {@link differentiateSpeciation} fills. */
export function emptyDerivatives(network: Network): SpeciationDerivatives {
  const n = network.species.length;
  return { byLnK: new Float64Array(n * network.reactions.length), byInitial: new Float64Array(n * n) };
}

/** H = A^T diag(n) A of the state just solved, factored in the basis it is best seen in, which is returned. */
function factorState(basis: Basis): Float64Array {
  const { componentCount: m, species, amounts, factor, scale } = basis;
  let a: Float64Array = basis.stoichiometry;
  if (basis.system.work.refined) a = dominantBasis(a, species.length, m, amounts)?.stoichiometry ?? a;
  if (!scaledHessianFactor(a, species.length, m, amounts, factor, scale)) {
    throw new DomainError({
      what: "the derivative of this speciation is not defined",
      found: "totals so far apart that a species is lost to rounding",
      remedy: "use totals above 1e-15 M",
    });
  }
  return a;
}

/** Solves H x = column in place, with the factor of {@link factorState}. */
function solveState({ componentCount: m, factor, scale, column }: Basis): void {
  for (let k = 0; k < m; k++) column[k]! *= scale[k]!;
  choleskySolve(factor, m, column);
  for (let k = 0; k < m; k++) column[k]! *= scale[k]!;
}

/**
 * Solves and differentiates by the implicit function theorem: with G = A (A^T diag(n) A)^-1 A^T,
 *
 *     d n_k / d n0_j     = n_k G_kj
 *     d n_k / d ln beta_j = n_k (delta_kj - G_kj n_j),    ln beta = formation * ln K
 *
 * @param out as in {@link solveSpeciation}; @param derivatives filled
 * An absent ingredient is taken as a trace (1e-30 M), which gives the right one-sided derivative.
 */
export function differentiateSpeciation(
  speciation: Speciation,
  lnK: Float64Array,
  initialMolar: Float64Array,
  out: Float64Array,
  derivatives: SpeciationDerivatives,
): number {
  const { network } = speciation;
  const speciesCount = network.species.length;
  const reactionCount = network.reactions.length;
  const iterations = solveSpeciation(speciation, lnK, initialMolar, out);
  const basis = speciation.last ?? basisFor(speciation, initialMolar);
  const { componentCount: m, species, amounts, formation, column, gram } = basis;
  const n = species.length;
  const { byLnK, byInitial } = derivatives;
  byLnK.fill(0);
  byInitial.fill(0);

  const a = factorState(basis);
  // Solve H v_j = a_j for every species j, then G_kj = a_k . v_j.
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < m; k++) column[k] = a[j * m + k]!;
    solveState(basis);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += a[i * m + k]! * column[k]!;
      gram[i * n + j] = sum;
    }
  }
  for (let k = 0; k < n; k++) {
    const amount = amounts[k]!;
    for (let j = 0; j < n; j++) {
      byInitial[species[k]! * speciesCount + species[j]!] = amount * gram[k * n + j]!;
      const byLnBeta = amount * ((k === j ? 1 : 0) - gram[k * n + j]! * amounts[j]!);
      for (let r = 0; r < reactionCount; r++) {
        const share = formation[j * reactionCount + r]!;
        if (share !== 0) byLnK[species[k]! * reactionCount + r]! += byLnBeta * share;
      }
    }
  }
  return iterations;
}

/**
 * Solves, and differentiates along a few directions in the ln K only: d n / d t_e where ln K_r grows by directions[r, e] t_e,
 *
 *     d n / d t_e = n (v_e - A H^-1 A^T (n v_e)),    v_e = formation * directions_e,    H = A^T diag(n) A
 *
 * at one solution of H a direction instead of one a species.
 *
 * @param directions dimensionless, row-major reactions x `count`
 * @param out as in {@link solveSpeciation}; @param slopes filled, mol/L, row-major species x `count`
 */
export function differentiateAlong(
  speciation: Speciation,
  lnK: Float64Array,
  initialMolar: Float64Array,
  directions: Float64Array,
  count: number,
  out: Float64Array,
  slopes: Float64Array,
): number {
  const reactionCount = speciation.network.reactions.length;
  const iterations = solveSpeciation(speciation, lnK, initialMolar, out);
  const basis = speciation.last ?? basisFor(speciation, initialMolar);
  const { componentCount: m, species, amounts, formation, column, gram } = basis;
  const n = species.length;
  slopes.fill(0);
  const a = factorState(basis);
  for (let e = 0; e < count; e++) {
    column.fill(0);
    for (let j = 0; j < n; j++) {
      let v = 0;
      for (let r = 0; r < reactionCount; r++) {
        const share = formation[j * reactionCount + r]!;
        if (share !== 0) v += share * directions[r * count + e]!;
      }
      gram[j] = v;
      const moved = amounts[j]! * v;
      for (let k = 0; k < m; k++) column[k]! += a[j * m + k]! * moved;
    }
    solveState(basis);
    for (let j = 0; j < n; j++) {
      let follows = 0;
      for (let k = 0; k < m; k++) follows += a[j * m + k]! * column[k]!;
      slopes[species[j]! * count + e] = amounts[j]! * (gram[j]! - follows);
    }
  }
  return iterations;
}

/**
 * As {@link differentiateSpeciation}, with every ingredient in `wanted` (network indices) present at least as a
 * trace, so that derivatives with respect to an ingredient not yet added are defined.
 */
export function differentiateWithTraces(
  speciation: Speciation,
  lnK: Float64Array,
  initialMolar: Float64Array,
  wanted: readonly number[],
  out: Float64Array,
  derivatives: SpeciationDerivatives,
): number {
  if (wanted.every((index) => initialMolar[index]! > 0)) {
    return differentiateSpeciation(speciation, lnK, initialMolar, out, derivatives);
  }
  const traced = Float64Array.from(initialMolar);
  for (const index of wanted) traced[index] = Math.max(traced[index]!, TRACE_MOLAR);
  return differentiateSpeciation(speciation, lnK, traced, out, derivatives);
}

/** Writes named totals into a vector over the network's species. @throws InputError for a name it does not know */
export function amountsByName(network: Network, totals: Readonly<Record<string, number>>): Float64Array {
  const vector = new Float64Array(network.species.length);
  for (const [name, amount] of Object.entries(totals)) {
    const index = network.indexOf.get(name);
    if (index === undefined) {
      const known = [...network.indexOf.keys()];
      throw new InputError({
        what: `no species is called ${name}`,
        expected: `one of ${known.join(", ")}`,
        remedy: `nearest: ${nearestNames(name, known).join(", ")}`,
      });
    }
    vector[index]! += amount;
  }
  return vector;
}

/**
 * Speciation by names: what is in solution and on the dots.
 * @param constants K of each reaction in the network's order, molar units
 * @param totals mol/L put in, by species name
 */
export function speciate(
  network: Network,
  constants: readonly number[],
  totals: Readonly<Record<string, number>>,
): State {
  if (constants.length !== network.reactions.length) {
    throw new InputError({
      what: "one constant a reaction is needed",
      found: String(constants.length),
      expected: String(network.reactions.length),
    });
  }
  const out = new Float64Array(network.species.length);
  const lnK = Float64Array.from(constants, (constant) => Math.log(constant));
  const iterations = solveSpeciation(prepareSpeciation(network), lnK, amountsByName(network, totals), out);
  return {
    concentrationsMolar: Object.fromEntries(
      network.species.map((species, index) => [species.name, out[index]!]),
    ),
    iterations,
  };
}
