import { AVERAGE_USES, type DecayNumber, type EmissionComparison, type EmissionFit } from "@oleate/core";

/** A number as machines read it. */
interface Interval {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly standardError: number | null;
  readonly unit: string;
}

/** A number with its interval and standard error as machines read it; null for an end or an error there is none of. */
export const plain = ({ value, low, high, standardError, unit }: DecayNumber): Interval => ({
  value,
  low,
  high,
  standardError: standardError !== null && Number.isFinite(standardError) ? standardError : null,
  unit,
});

/** A decay's fit for machines. */
export function emissionJson({ result }: EmissionFit, comparison: EmissionComparison | null): object {
  const { components, goodness, prompt, shift, averages } = result;
  return {
    model: result.model,
    lifetimes: components.map(({ lifetime }) => plain(lifetime)),
    amplitudes: components.map(({ amplitude }) => plain(amplitude)),
    fractions: components.map(({ amplitudeFraction }) => plain(amplitudeFraction)),
    areas: components.map(({ area }) => plain(area)),
    areaFractions: components.map(({ areaFraction }) => plain(areaFraction)),
    shapes: components.map(({ component, shape }) => ({
      component,
      ...Object.fromEntries(shape.map((one) => [one.name, plain(one)])),
    })),
    prompt: prompt && plain(prompt),
    shift: shift && plain(shift),
    background: plain(result.background),
    averages: {
      amplitude: { ...plain(averages.amplitude), use: AVERAGE_USES.amplitude },
      intensity: { ...plain(averages.intensity), use: AVERAGE_USES.intensity },
    },
    deviance: goodness.deviance,
    expectedDeviance: goodness.expected,
    devianceDeviation: goodness.standardDeviation,
    z: goodness.z,
    pValue: goodness.p,
    minus2LogLikelihood: result.minus2LogLikelihood,
    aicc: result.aicc,
    bic: result.bic,
    freeParameters: result.freeParameters,
    level: result.level,
    noise: result.noise,
    counts: result.counts,
    channels: result.channels,
    channelWidth: { value: result.channelWidthNs, unit: "ns" },
    range: { first: result.range.first + 1, last: result.range.last + 1 },
    comparison: comparison && {
      chosen: comparison.fits[comparison.chosen]!.result.model,
      sentence: comparison.sentence,
      models: comparison.comparison.models,
    },
    converged: result.converged,
    warnings: result.warnings,
  };
}
