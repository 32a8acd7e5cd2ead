import type { EmissionComponent } from "./component.ts";

/** Nodes of the trapezoid rule over the normal variable reach this many standard deviations. */
const REACH = 8;
/** Largest step in ln k: exp(-k t) is smooth on that scale, so the rule errs by less than 1e-10. */
const STEP_LN_RATE = 0.4;
/** Largest step in standard deviations. */
const STEP_SIGMA = 0.5;

/**
 * Rates normal in ln k about 1 / tau with standard deviation s: I(t) = integral of exp(-k t) rho(ln k) d ln k. Area
 * tau exp(s^2 / 2), first moment tau^2 exp(2 s^2). The distribution is that of the emission's amplitude over rates.
 * Source: van Driel et al., Phys. Rev. B 75 (2007) 035329.
 */
export const logNormalEmission: EmissionComponent = {
  name: "log-normal",
  help: "rates spread log-normally about 1 / tau",
  parameters: [
    { name: "lifetime", unit: "ns", help: "reciprocal of the median rate" },
    { name: "spread", unit: "", range: [0.01, 3], start: 0.5, help: "standard deviation of ln rate" },
  ],
  shape: (timeNs, values, slopes) => {
    const tau = values[0]!;
    const spread = values[1]!;
    const half = Math.ceil(REACH / Math.min(STEP_SIGMA, STEP_LN_RATE / spread));
    const step = REACH / half;
    let sum = 0;
    let value = 0;
    let byTau = 0;
    let bySpread = 0;
    for (let k = -half; k <= half; k++) {
      const x = k * step;
      const weight = Math.exp(-x * x * 0.5);
      const kt = (timeNs / tau) * Math.exp(spread * x);
      const left = weight * Math.exp(-kt);
      sum += weight;
      value += left;
      byTau += left * kt;
      bySpread -= left * kt * x;
    }
    if (slopes) {
      slopes[0] = byTau / (sum * tau);
      slopes[1] = bySpread / sum;
    }
    return value / sum;
  },
  area: (values) => values[0]! * Math.exp(values[1]! ** 2 / 2),
  firstMoment: (values) => values[0]! ** 2 * Math.exp(2 * values[1]! ** 2),
};
