import { ConvergenceError } from "../errors.ts";

/** Relative mass balance every solution keeps; the design's promise. */
export const MASS_BALANCE_TOLERANCE = 1e-12;
/** Below this relative residual Newton's next step is good to rounding. */
export const QUADRATIC_REGION = 1e-8;
/** Far more steps than any solvable problem takes. */
export const MAX_ITERATIONS = 300;
/** The error of an iteration that ended above the mass balance it owes. */
export function notConverged(residual: number, iterations: number): ConvergenceError {
  return new ConvergenceError(
    {
      what: "speciation did not reach its mass balance",
      found: `relative residual ${residual.toExponential(2)} after ${iterations} iterations`,
      expected: `${MASS_BALANCE_TOLERANCE.toExponential(0)} or less`,
      remedy: "check that the totals and constants are in molar units and not absurdly far apart",
    },
    residual,
    iterations,
  );
}
