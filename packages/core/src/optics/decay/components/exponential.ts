import type { EmissionComponent } from "./component.ts";

/** One exponential: exp(-t / tau). Area tau, first moment tau^2. */
export const exponentialEmission: EmissionComponent = {
  name: "exponential",
  help: "exp(-t / tau): all emitters alike",
  parameters: [{ name: "lifetime", unit: "ns", help: "time in which the emission falls to 1/e" }],
  isExponential: true,
  shape: (timeNs, values, slopes) => {
    const tau = values[0]!;
    const value = Math.exp(-timeNs / tau);
    if (slopes) slopes[0] = (value * timeNs) / (tau * tau);
    return value;
  },
  area: (values) => values[0]!,
  firstMoment: (values) => values[0]! ** 2,
};
