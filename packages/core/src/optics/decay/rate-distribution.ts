import { DomainError } from "../../errors.ts";
import { createWorkspace, minimise } from "../../inference/index.ts";
import { normalQuantile } from "../../numerics/error-function.ts";
import { type DistributionModel, distributionModel, type Regulariser } from "./distribution-model.ts";
import { type DistributionSetting, distributionSetting } from "./distribution-setting.ts";
import { type PathPoint, weightByCorner, weightByDeviance } from "./distribution-weight.ts";
import type { EmissionDecay } from "./emission-decay.ts";
import { type GoodnessOfFit, goodnessOfFit } from "./poisson-deviance.ts";
import type { RateDistribution, RateDistributionOptions } from "./rate-distribution-types.ts";
import { resolvableFactor } from "./resolvable-factor.ts";

/** Weights tried, largest first, in steps of this factor. */
const LARGEST_WEIGHT = 3;
const WEIGHT_STEP = Math.sqrt(10);
const WEIGHTS = 15;
/** Light of a node is kept above this share of the even one: far below one count. */
const LEAST_SHARE = 1e-7;
const TOLERANCE = 1e-5;
const MOST_EVALUATIONS = 120;

/** Search for a distribution at the model's weight, from and into `point`. */
function searchAt(
  model: DistributionModel,
  point: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): void {
  const workspace = createWorkspace(model.rows, model.unknowns);
  minimise(model, point, lower, upper, workspace, {
    tolerance: TOLERANCE,
    maxEvaluations: MOST_EVALUATIONS,
  });
  model.evaluate(point, workspace.residuals, workspace.jacobian);
}

/** Maxima of the light with the shares between the minima around them. */
function peaksOf(lifetimesNs: Float64Array, light: Float64Array): RateDistribution["peaks"] {
  const total = light.reduce((sum, value) => sum + value, 0);
  const peaks: { lifetimeNs: number; share: number }[] = [];
  let share = 0;
  let best = 0;
  for (let j = 0; j < light.length; j++) {
    const isValley = j > 0 && light[j]! < light[j - 1]! && light[j]! <= (light[j + 1] ?? 0);
    share += light[j]!;
    if (light[j]! > light[best]!) best = j;
    if (!isValley && j < light.length - 1) continue;
    if (share > 0.01 * total) peaks.push({ lifetimeNs: lifetimesNs[best]!, share: share / total });
    share = 0;
    best = Math.min(j + 1, light.length - 1);
  }
  return peaks;
}

/**
 * A free distribution of lifetimes: light on a grid of lifetimes even in their logarithm, none negative, as the counts' Poisson likelihood and a
 * regulariser want it. The response is convolved exactly as for single lifetimes. The weight of the regulariser is as large as
 * the counts allow: the deviance may rise above its least value by the effective number of parameters there, which is where
 * the true distribution is expected to lie.
 *
 * @throws InputError as the fit of a decay does; DomainError for an impossible grid
 * Sources: A. K. Livesey & J. C. Brochon, Biophys. J. 52 (1987) 693 (entropy); S. W. Provencher, Comput. Phys. Commun. 27
 * (1982) 213 (second differences); P. C. Hansen, SIAM Rev. 34 (1992) 561 (L-curve).
 */
export function fitRateDistribution(
  decay: EmissionDecay,
  options: RateDistributionOptions = {},
): RateDistribution {
  const setting = distributionSetting(decay, options);
  const { counts, columns, lifetimesNs, terms, even, start } = setting;
  const nodes = lifetimesNs.length;
  const regulariser = options.regulariser ?? "entropy";
  const model = distributionModel(counts, columns, nodes, even, terms.offset, regulariser);
  const floor = Math.log(even * LEAST_SHARE);
  const lower = new Float64Array(terms.terms).fill(floor);
  const upper = new Float64Array(terms.terms).fill(Math.log(even * nodes * 100));
  const point = start.map((at, j) => Math.min(Math.max(at, lower[j]!), upper[j]!));
  const path: PathPoint[] = [];
  const points: Float64Array[] = [];
  for (let k = 0; k < WEIGHTS; k++) {
    model.weight = LARGEST_WEIGHT / WEIGHT_STEP ** k;
    searchAt(model, point, lower, upper);
    const { deviance, penalty } = model.parts;
    path.push({ weight: model.weight, deviance, penalty, effectiveParameters: model.effectiveParameters() });
    points.push(Float64Array.from(point));
  }
  const asked = options.weight ?? "expected deviance";
  const weight =
    typeof asked === "number" ? asked : asked === "L-curve" ? weightByCorner(path) : weightByDeviance(path);
  if (!(weight > 0)) {
    throw new DomainError({
      what: "the weight of the regulariser is impossible",
      found: `${weight}`,
      expected: "above 0",
    });
  }
  const nearest = path.findIndex((one) => one.weight <= weight);
  point.set(points[nearest < 0 ? points.length - 1 : nearest]!);
  model.weight = weight;
  searchAt(model, point, lower, upper);
  const effectiveParameters = model.effectiveParameters();
  const errors = model.standardErrors();
  const means = Float64Array.from(model.means);
  const goodness = goodnessOfFit(model.parts.deviance, means, null, null);
  const light = point.subarray(0, nodes).map(Math.exp);
  const band = bandOf(light, errors, options.level ?? 0.95);
  return describe(setting, options, {
    light,
    point,
    band,
    path,
    weight,
    regulariser,
    effectiveParameters,
    goodness,
  });
}

/** Ends of the light of each node: the curvature of likelihood and regulariser about the light found, never below 0. */
function bandOf(light: Float64Array, errors: Float64Array, level: number): RateDistribution["band"] {
  const reach = normalQuantile(0.5 + level / 2);
  return {
    low: light.map((value, j) => value * Math.max(0, 1 - reach * errors[j]!)),
    high: light.map((value, j) => value * (1 + reach * errors[j]!)),
  };
}

interface Found {
  readonly light: Float64Array;
  readonly point: Float64Array;
  readonly band: RateDistribution["band"];
  readonly path: readonly PathPoint[];
  readonly weight: number;
  readonly regulariser: Regulariser;
  readonly effectiveParameters: number;
  readonly goodness: GoodnessOfFit;
}

function describe(
  setting: DistributionSetting,
  options: RateDistributionOptions,
  found: Found,
): RateDistribution {
  const { prepared, lifetimesNs, terms, termsOf, shiftNs } = setting;
  const { light, point } = found;
  const width = prepared.decay.channelWidthNs;
  const nodes = lifetimesNs.length;
  const step = Math.log(lifetimesNs[1]! / lifetimesNs[0]!);
  let total = 0;
  let moment = 0;
  let height = 0;
  let middle = 0;
  for (let j = 0; j < nodes; j++) {
    total += light[j]!;
    moment += light[j]! * lifetimesNs[j]!;
    height += light[j]! / lifetimesNs[j]!;
    middle += light[j]! * Math.log(lifetimesNs[j]!);
  }
  const aboutNs = Math.exp(middle / total);
  const background =
    terms.backgroundTerm >= 0 ? Math.exp(point[terms.backgroundTerm]!) : (options.background ?? 0);
  const ends = light[0]! + light[nodes - 1]!;
  const warnings: string[] = [];
  if (ends > 0.05 * total) {
    warnings.push(
      "light stands at an end of the grid: what is faster than the response (fit a prompt part) or longer than the record is not known",
    );
  }
  if (found.goodness.p < 1e-3) {
    warnings.push(
      `misfit: the deviance is ${found.goodness.z.toFixed(1)} standard deviations above what counting noise gives; no sum of decays describes the data, look at response and range`,
    );
  }
  return {
    name: prepared.decay.name,
    lifetimesNs,
    light,
    amplitudeDensity: light.map((one, j) => (one * width) / lifetimesNs[j]! / step),
    band: found.band,
    prompt: terms.promptTerm >= 0 ? Math.exp(point[terms.promptTerm]!) : null,
    background,
    shiftNs: prepared.convolver.movable ? shiftNs : null,
    regulariser: found.regulariser,
    weight: found.weight,
    path: found.path,
    effectiveParameters: found.effectiveParameters,
    goodness: found.goodness,
    peaks: peaksOf(lifetimesNs, light),
    averages: { intensity: moment / total, amplitude: total / height },
    resolvable: { factor: resolvableFactor(termsOf, aboutNs, total, width, background), aboutNs },
    warnings,
  };
}
