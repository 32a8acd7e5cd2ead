import type { FittedAmplitude, FittedSeries } from "./fit-types.ts";
import type { Likelihood } from "./likelihood.ts";
import { censoredCountTerm, censoredTerm, createNoiseTerm, halfDeviance } from "./noise-terms.ts";
import type { OrdinaryBlock } from "./ordinary-block.ts";
import type { SeparableBlock } from "./separable-block.ts";
import type { Uncertainty } from "./uncertainty.ts";

/** Signed root of the deviance of a count y about its mean m. */
function countRoot(y: number, m: number): number {
  const half = y > 0 && m > 0 ? halfDeviance(y, m) : m;
  return (y > m ? 1 : -1) * Math.sqrt(2 * Math.max(0, half));
}

/** Works something out when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/**
 * Counts as fitted. A decay has thousands of channels and a stack thousands of decays, of which most residuals are never looked at:
 * they are worked out when they are.
 */
function countSeries(block: OrdinaryBlock, scales: FittedSeries["scales"]): FittedSeries {
  const { name, unit } = block.dataset;
  const predicted = new Float64Array(block.predicted);
  const observed = new Float64Array(block.observed);
  let sumOfSquares = 0;
  for (let i = 0; i < predicted.length; i++) sumOfSquares += (observed[i]! - predicted[i]!) ** 2;
  const residuals = once(() => observed.map((y, i) => y - predicted[i]!));
  const standardDeviations = once(() => predicted.map(Math.sqrt));
  const standardised = once(() => observed.map((y, i) => countRoot(y, predicted[i]!)));
  return {
    name,
    unit,
    predicted,
    get residuals() {
      return residuals();
    },
    get standardDeviations() {
      return standardDeviations();
    },
    get standardised() {
      return standardised();
    },
    sumOfSquares,
    observations: predicted.length,
    scales,
    amplitudes: [],
  };
}

function ordinarySeries(block: OrdinaryBlock, scale: number): Omit<FittedSeries, "scales" | "amplitudes"> {
  const { dataset, observed, limits, relative, rows: n } = block;
  const predicted = new Float64Array(block.predicted);
  const residuals = new Float64Array(n);
  const standardDeviations = new Float64Array(n);
  const standardised = new Float64Array(n);
  const term = createNoiseTerm();
  const { noise } = dataset;
  let sumOfSquares = 0;
  for (let i = 0; i < n; i++) {
    const m = predicted[i]!;
    const limit = limits[i]!;
    const measured = Number.isNaN(limit);
    const spread =
      noise.kind === "constant"
        ? scale
        : noise.kind === "proportional"
          ? Math.max(scale * Math.abs(m), noise.floor)
          : Math.sqrt(m);
    const sd = relative[i]! * spread;
    standardDeviations[i] = sd;
    residuals[i] = measured ? observed[i]! - m : Math.min(0, limit - m);
    if (measured) sumOfSquares += (residuals[i]! / relative[i]!) ** 2;
    if (measured && noise.kind !== "counting") {
      standardised[i] = residuals[i]! / sd;
      continue;
    }
    if (measured) {
      standardised[i] = countRoot(observed[i]!, m);
      continue;
    }
    if (noise.kind !== "counting") censoredTerm(term, limit, m, sd, 0, 1);
    else censoredCountTerm(term, limit, m);
    standardised[i] = -Math.sqrt(2 * Math.max(0, term.q));
  }
  return {
    name: dataset.name,
    unit: dataset.unit,
    predicted,
    residuals,
    standardDeviations,
    standardised,
    sumOfSquares,
    observations: n,
  };
}

/** Amplitudes with the uncertainty of both the channel's noise and the nonlinear parameters. */
function amplitudesOf(
  block: SeparableBlock,
  likelihood: Likelihood,
  scales: readonly (number | null)[],
  covariance: Float64Array | null,
): readonly FittedAmplitude[] {
  const { terms, channels, amplitudeNames } = block.dataset;
  const p = likelihood.unknowns;
  const gram = block.amplitudeGram();
  const slopes = new Float64Array(p * terms);
  const found: FittedAmplitude[] = [];
  for (let c = 0; c < channels; c++) {
    for (let j = 0; j < p; j++) {
      block.amplitudeSlope(c, j, likelihood.target(), slopes.subarray(j * terms, (j + 1) * terms));
    }
    const sigma = scales[block.firstScale + (block.scales.length > 1 ? c : 0)] ?? null;
    for (let m = 0; m < terms; m++) {
      let variance = gram[m * terms + m]! * (sigma ?? 0) ** 2;
      for (let i = 0; covariance && i < p; i++) {
        for (let j = 0; j < p; j++) {
          variance += slopes[i * terms + m]! * covariance[i * p + j]! * slopes[j * terms + m]!;
        }
      }
      const known = sigma !== null && covariance !== null && gram[m * terms + m]! > 0;
      found.push({
        name: amplitudeNames[m]!,
        channel: c,
        value: block.amplitudes[m * channels + c]!,
        standardError: known ? Math.sqrt(variance) : null,
      });
    }
  }
  return found;
}

function separableSeries(
  block: SeparableBlock,
  scales: readonly (number | null)[],
): Omit<FittedSeries, "scales" | "amplitudes"> {
  const { channels, name, unit } = block.dataset;
  const predicted = Float64Array.from(block.predicted);
  const residuals = Float64Array.from(block.observed, (value, i) => value - predicted[i]!);
  const standardDeviations = Float64Array.from(predicted, (_, i) => {
    const group = block.scales.length > 1 ? i % channels : 0;
    return scales[block.firstScale + group] ?? 0;
  });
  return {
    name,
    unit,
    predicted,
    residuals,
    standardDeviations,
    standardised: residuals.map((value, i) =>
      standardDeviations[i]! > 0 ? value / standardDeviations[i]! : 0,
    ),
    sumOfSquares: residuals.reduce((sum, value) => sum + value * value, 0),
    observations: block.observations,
  };
}

/** The data sets as fitted, at the point last evaluated with derivatives. */
export function fittedSeries(likelihood: Likelihood, uncertainty: Uncertainty): readonly FittedSeries[] {
  return likelihood.blocks.map((block) => {
    const scales = block.scales.map((scale) => ({
      value: uncertainty.scales[block.firstScale + scale.group] ?? 0,
      estimated: !scale.known,
    }));
    if (block.kind === "ordinary" && block.dataset.noise.kind === "counting" && !block.censored) {
      return countSeries(block, scales);
    }
    if (block.kind === "ordinary") {
      return { ...ordinarySeries(block, scales[0]?.value ?? 1), scales, amplitudes: [] };
    }
    const amplitudes = amplitudesOf(block, likelihood, uncertainty.scales, uncertainty.covariance);
    return { ...separableSeries(block, uncertainty.scales), scales, amplitudes };
  });
}
