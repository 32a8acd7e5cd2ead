import {
  behindRiseNote,
  fitGlobal,
  fitRateDistribution,
  type GlobalFit,
  type GlobalFitOptions,
  InputError,
  type RateDistribution,
  type RateDistributionOptions,
  type Regulariser,
} from "@oleate/core";
import { sharedOptions } from "./decay-fit.ts";
import type { FitAsk } from "./decay-protocol.ts";

/** A global fit as plain data. */
export type SharedFit = Omit<GlobalFit, "series" | "prepared">;

type Shared = Pick<GlobalFitOptions, "response" | "prompt" | "background" | "shiftNs" | "periodNs" | "range">;

/** What holds for every decay, without what such a fit does not know. */
function commonOptions(ask: FitAsk, what: string): Shared {
  const refuse = (found: string, remedy: string): never => {
    throw new InputError({ what: `${what} does not take ${found}`, remedy });
  };
  if (ask.pulses !== null) refuse("pile-up", "leave the pulses unstated, or fit each decay alone");
  if (ask.peakCounts !== null) refuse("counts restored from a peak", "give raw histograms");
  if (ask.noise !== "poisson") refuse("least squares", "take the likelihood of counts");
  const { response, prompt, background, shiftNs, periodNs, range } = sharedOptions(ask);
  return {
    ...(response === undefined ? {} : { response }),
    ...(prompt === undefined ? {} : { prompt }),
    ...(background === undefined ? {} : { background }),
    ...(shiftNs === undefined ? {} : { shiftNs }),
    ...(periodNs === undefined ? {} : { periodNs }),
    ...(range === undefined ? {} : { range }),
  };
}

/** The decays of a series with shared lifetimes and amplitudes of their own. */
export function sharedFit(asks: readonly FitAsk[], lifetimes: number): SharedFit {
  const [first] = asks;
  if (!first) throw new InputError({ what: "the series holds no decay", remedy: "tick decays above" });
  const decays = asks.map(({ decay }) => decay);
  const options: GlobalFitOptions = { ...commonOptions(first, "a global fit"), lifetimes };
  const { series: _, prepared: __, ...plain } = fitGlobal({ decays }, options);
  return plain;
}

/** A free distribution of the lifetimes of one decay. */
export function freeDistribution(ask: FitAsk, regulariser: Regulariser): RateDistribution {
  const common = commonOptions(ask, "a free distribution");
  const options: RateDistributionOptions = { ...common, regulariser };
  const found = fitRateDistribution(ask.decay, options);
  const note = behindRiseNote(ask.decay, common.range, common.response, common.shiftNs);
  return { ...found, warnings: [...found.warnings, ...(note === null ? [] : [note])] };
}
