import { normalGrid } from "../numerics/normal-grid.ts";
import { kargerAttenuation } from "./karger.ts";
import { requirePositive } from "./ranges.ts";

/** A parameter of a decay model: its unit, range, scale of search and meaning. */
export interface DecayParameter {
  readonly name: string;
  readonly unit: string;
  readonly lower: number;
  readonly upper: number;
  readonly transform: "linear" | "log";
  readonly help: string;
}

/**
 * How a signal falls with b. `attenuation` returns E(b) with E(0) = 1 for b in s/m2 and writes, when asked,
 * dE / d parameter in the order of `parameters`; it allocates nothing and is pure. `mean` is the initial slope of
 * -ln E in m2/s, the population mean of D; null where the model has none.
 */
export interface DecayModel {
  readonly name: DecayModelName;
  readonly parameters: readonly DecayParameter[];
  attenuation(b: number, values: ArrayLike<number>, gradient: Float64Array | null): number;
  mean(values: ArrayLike<number>): number | null;
  readonly source: string;
}

/** Names of the decay models. */
export type DecayModelName =
  | "mono-exponential"
  | "bi-exponential"
  | "stretched"
  | "gamma"
  | "log-normal"
  | "fast exchange"
  | "karger";

const SLOWEST_M2_PER_S = 1e-14;
const FASTEST_M2_PER_S = 1e-6;

function diffusion(name: string, help: string): DecayParameter {
  return {
    name,
    unit: "m2/s",
    lower: SLOWEST_M2_PER_S,
    upper: FASTEST_M2_PER_S,
    transform: "log",
    help,
  };
}

function ratio(name: string, lower: number, upper: number, help: string): DecayParameter {
  return { name, unit: "", lower, upper, transform: "linear", help };
}

const D_SLOW = diffusion("D slow", "diffusion coefficient of the slow, bound population");
const D_FAST = diffusion("D fast", "diffusion coefficient of the fast, free population");
const SHARE_FAST = ratio("share fast", 0, 1, "share of the signal in the fast, free population");

/** E = exp(-b D): one population, or exchange far faster than the diffusion delay. */
export const monoExponential: DecayModel = {
  name: "mono-exponential",
  parameters: [diffusion("D", "diffusion coefficient")],
  source: "Stejskal & Tanner, J. Chem. Phys. 1965, 42, 288",
  mean: (values) => values[0]!,
  attenuation: (b, values, gradient) => {
    const value = Math.exp(-b * values[0]!);
    if (gradient) gradient[0] = -b * value;
    return value;
  },
};

/** E = (1 - f) exp(-b D_slow) + f exp(-b D_fast): exchange far slower than the diffusion delay. */
export const biExponential: DecayModel = {
  name: "bi-exponential",
  parameters: [D_SLOW, D_FAST, SHARE_FAST],
  source: "sum over populations that do not exchange",
  mean: (values) => values[0]! + values[2]! * (values[1]! - values[0]!),
  attenuation: (b, values, gradient) => {
    const slow = Math.exp(-b * values[0]!);
    const fast = Math.exp(-b * values[1]!);
    const share = values[2]!;
    if (gradient) {
      gradient[0] = -b * (1 - share) * slow;
      gradient[1] = -b * share * fast;
      gradient[2] = fast - slow;
    }
    return (1 - share) * slow + share * fast;
  },
};

/** E = exp(-(b D)^beta), 0.1 <= beta <= 1: a description of a broad decay without a population of its own. */
export const stretchedExponential: DecayModel = {
  name: "stretched",
  parameters: [
    diffusion("D", "inverse of the b at which the signal has fallen to 1/e"),
    ratio("beta", 0.1, 1, "stretching exponent; 1 is one exponential"),
  ],
  source: "R. Kohlrausch, Pogg. Ann. 1854, 91, 179; initial slope infinite for beta < 1",
  mean: (values) => (values[1]! === 1 ? values[0]! : null),
  attenuation: (b, values, gradient) => {
    const [d, beta] = [values[0]!, values[1]!];
    const x = b * d;
    if (x === 0) {
      gradient?.fill(0, 0, 2);
      return 1;
    }
    const power = x ** beta;
    const value = Math.exp(-power);
    if (gradient) {
      gradient[0] = (-value * power * beta) / d;
      gradient[1] = value === 0 ? 0 : -value * power * Math.log(x);
    }
    return value;
  },
};

/** Below this b D s^2 the logarithm is replaced by its series. */
const SERIES_BELOW = 1e-4;

/** E = (1 + b D s^2)^(-1/s^2): D gamma-distributed with mean D and relative standard deviation s. */
export const gammaDistribution: DecayModel = {
  name: "gamma",
  parameters: [
    diffusion("mean D", "mean of the gamma distribution of D"),
    ratio("spread", 0, 3, "standard deviation of D over its mean"),
  ],
  source: "M. Roding et al., J. Magn. Reson. 2012, 222, 105",
  mean: (values) => values[0]!,
  attenuation: (b, values, gradient) => {
    const [d, spread] = [values[0]!, values[1]!];
    const x = b * d;
    const u = x * spread * spread;
    // ln(1 + u)/u and its derivative; E = exp(-x ln(1 + u)/u).
    const share = u > SERIES_BELOW ? Math.log1p(u) / u : 1 - u / 2 + (u * u) / 3 - u ** 3 / 4;
    const slope = u > SERIES_BELOW ? (1 / (1 + u) - share) / u : -1 / 2 + (2 * u) / 3 - (3 * u * u) / 4;
    const value = Math.exp(-x * share);
    if (gradient) {
      gradient[0] = (-value * b) / (1 + u);
      gradient[1] = -value * x * slope * 2 * x * spread;
    }
    return value;
  },
};

/** Deviates of ln D. */
const GRID = normalGrid(10, 200);

/** E = mean of exp(-b D) over ln D normal with standard deviation sigma; parameters are the mean of D and sigma. */
export const logNormalDistribution: DecayModel = {
  name: "log-normal",
  parameters: [
    diffusion("mean D", "mean of the log-normal distribution of D"),
    ratio("sigma ln D", 0, 2, "standard deviation of ln D"),
  ],
  source: "mean D rather than median, so that the initial slope is the first parameter",
  mean: (values) => values[0]!,
  attenuation: (b, values, gradient) => {
    const [d, sigma] = [values[0]!, values[1]!];
    let sum = 0;
    let byD = 0;
    let bySigma = 0;
    for (let i = 0; i < GRID.deviate.length; i++) {
      const z = GRID.deviate[i]!;
      const factor = Math.exp(sigma * z - (sigma * sigma) / 2);
      const term = GRID.share[i]! * Math.exp(-b * d * factor);
      sum += term;
      byD -= term * b * factor;
      bySigma -= term * b * d * factor * (z - sigma);
    }
    if (gradient) {
      gradient[0] = byD;
      gradient[1] = bySigma;
    }
    return sum;
  },
};

/** E = exp(-b [(1 - f) D_slow + f D_fast]): exchange far faster than the delay. Only one of the three can be fitted. */
export const fastExchangeDecay: DecayModel = {
  name: "fast exchange",
  parameters: [D_SLOW, D_FAST, SHARE_FAST],
  source: "population-weighted mean",
  mean: biExponential.mean,
  attenuation: (b, values, gradient) => {
    const share = values[2]!;
    const value = Math.exp(-b * (values[0]! + share * (values[1]! - values[0]!)));
    if (gradient) {
      gradient[0] = -b * (1 - share) * value;
      gradient[1] = -b * share * value;
      gradient[2] = -b * (values[1]! - values[0]!) * value;
    }
    return value;
  },
};

/**
 * Two populations that exchange during the delay (Kaerger): bi-exponential for k_ex = 0, one mean exponential for
 * k_ex -> infinity.
 *
 * @param diffusionTimeS effective diffusion time Delta' of the experiment, s
 * @throws DomainError unless that is positive
 */
export function kargerDecay(diffusionTimeS: number): DecayModel {
  requirePositive("the diffusion time of the exchange model", diffusionTimeS, "s");
  const inner = new Float64Array(4);
  return {
    name: "karger",
    parameters: [
      D_SLOW,
      D_FAST,
      SHARE_FAST,
      {
        name: "k exchange",
        unit: "/s",
        lower: 1e-4 / diffusionTimeS,
        upper: 1e6 / diffusionTimeS,
        transform: "log",
        help: "sum of the two exchange rates; the slow population is left at k x (share fast)",
      },
    ],
    source: "J. Kaerger, Ann. Phys. 1969, 479, 1",
    mean: biExponential.mean,
    attenuation: (b, values, gradient) => {
      const fast = b * values[1]!;
      const slow = b * values[0]!;
      const exchange = values[3]! * diffusionTimeS;
      const value = kargerAttenuation(fast, slow, values[2]!, exchange, gradient ? inner : null);
      if (gradient) {
        gradient[0] = inner[1]! * b;
        gradient[1] = inner[0]! * b;
        gradient[2] = inner[2]!;
        gradient[3] = inner[3]! * diffusionTimeS;
      }
      return value;
    },
  };
}
