/** Special functions and distributions that inference stands on, in one place. */
export {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredTail,
  fCdf,
  fQuantile,
  fTail,
  studentCdf,
  studentQuantile,
} from "./distributions.ts";
export {
  erf,
  erfc,
  lnNormalCdf,
  normalCdf,
  normalHazardBelow,
  normalQuantile,
  scaledErfc,
} from "./error-function.ts";
export { incompleteBeta, lnBeta, lnGamma, lowerGamma, upperGamma } from "./gamma-functions.ts";
