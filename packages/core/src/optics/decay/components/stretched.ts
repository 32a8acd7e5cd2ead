import { lnGamma } from "../../../numerics/gamma-functions.ts";
import type { EmissionComponent } from "./component.ts";

/**
 * Stretched exponential exp(-(t / tau)^beta), 0 < beta <= 1. Area (tau / beta) Gamma(1 / beta), first moment
 * (tau^2 / beta) Gamma(2 / beta). As the decay of an ensemble its normalisation has no meaning where the quantum yield
 * is below 1. Source: van Driel et al., Phys. Rev. B 75 (2007) 035329.
 */
export const stretchedEmission: EmissionComponent = {
  name: "stretched",
  help: "exp(-(t / tau)^beta): a broad, one-parameter spread of rates",
  parameters: [
    { name: "lifetime", unit: "ns", help: "time in which the emission falls to 1/e" },
    { name: "stretch", unit: "", range: [0.2, 1], start: 0.75, help: "beta; 1 is one exponential" },
  ],
  shape: (timeNs, values, slopes) => {
    const tau = values[0]!;
    const beta = values[1]!;
    if (timeNs <= 0) {
      slopes?.fill(0, 0, 2);
      return 1;
    }
    const ln = Math.log(timeNs / tau);
    const power = Math.exp(beta * ln);
    const value = Math.exp(-power);
    if (slopes) {
      slopes[0] = (value * power * beta) / tau;
      slopes[1] = -value * power * ln;
    }
    return value;
  },
  area: (values) => (values[0]! / values[1]!) * Math.exp(lnGamma(1 / values[1]!)),
  firstMoment: (values) => (values[0]! ** 2 / values[1]!) * Math.exp(lnGamma(2 / values[1]!)),
};
