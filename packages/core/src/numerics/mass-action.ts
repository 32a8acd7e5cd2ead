import { refineInDominantBasis } from "./dominant-basis.ts";
import { evaluate } from "./mass-action-dual.ts";
import { solveScalar } from "./mass-action-scalar.ts";
import type { MassActionSystem } from "./mass-action-system.ts";
import { solveVector } from "./mass-action-vector.ts";

export { MASS_BALANCE_TOLERANCE } from "./mass-action-limits.ts";
export { type MassActionSystem, massActionSystem } from "./mass-action-system.ts";

/** A free component rarer than this share of its total loses digits in the given basis and is refined. */
const DEPLETED = 1e-5;

/**
 * Solves the equilibrium.
 *
 * @param lnBeta ln of the formation constants (molar units), one a species; 0 for the components themselves
 * @param totals T, mol/L, one a component; must be reachable (positive where no coefficient is negative)
 * @param amounts receives the species' concentrations, mol/L
 * @param fromLast begin at the answer of the last call on this system: faster along a curve, the same answer to 1e-12
 * @returns iterations used
 * @throws ConvergenceError when the relative mass balance stays above 1e-12
 * Valid for K from 1e-6 to 1e18 per M and totals from 1e-15 to 1 M; components rarer than 1e-5 of their total are
 * polished in the basis of the dominant species, so that they keep their digits at stoichiometric binding.
 * Source: the dual of free-energy minimisation, e.g. Smith & Missen, Chemical Reaction Equilibrium Analysis (1982),
 * ch. 6; Newton with line search as in Nocedal & Wright, Numerical Optimization (2006), ch. 3.
 */
export function solveMassAction(
  system: MassActionSystem,
  lnBeta: Float64Array,
  totals: Float64Array,
  amounts: Float64Array,
  fromLast = false,
): number {
  const { work, speciesCount: n, componentCount: m, stoichiometry } = system;
  const r = work.retained.length;
  work.refined = false;
  let iterations = 0;
  if (r === 0) evaluate(system, lnBeta, totals, work.lambda, amounts);
  else if (r === 1) iterations = solveScalar(system, lnBeta, totals, amounts);
  else iterations = solveVector(system, lnBeta, totals, amounts, fromLast);
  for (let i = 0; i < m; i++) {
    // A component's own species is the row that holds it alone with lnBeta 0; rows 0..m-1 by construction.
    if (amounts[i]! < DEPLETED * Math.abs(totals[i]!)) {
      refineInDominantBasis(stoichiometry, n, m, lnBeta, totals, amounts);
      work.refined = true;
      break;
    }
  }
  return iterations;
}
