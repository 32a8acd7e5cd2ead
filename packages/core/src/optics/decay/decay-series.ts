import { InputError, OleateError } from "../../errors.ts";
import { checkEmissionDecay, type EmissionDecay, sameWidth } from "./emission-decay.ts";

/** Decays measured with one response, in order of what was varied between them. */
export interface DecaySeries {
  readonly decays: readonly EmissionDecay[];
  /** What was varied, such as a wavelength or a dose; one value a decay. */
  readonly coordinate?: { readonly name: string; readonly unit: string; readonly values: Float64Array };
}

/** A decay that could not be fitted, and why. */
export interface FailedDecay {
  /** Place in the series, from 0. */
  readonly index: number;
  readonly name: string;
  readonly reason: string;
}

/** What is said of a decay that cannot be fitted; errors that are not about data are passed on. */
export function reasonOf(error: unknown): string {
  if (error instanceof OleateError) return error.message;
  throw error;
}

/**
 * Refuses a series whose decays do not share their channels: one model of the shared lifetimes would not serve them.
 *
 * @throws InputError naming the first decay that differs, or for an empty series
 */
export function checkSeries({ decays, coordinate }: DecaySeries): void {
  const [first] = decays;
  if (!first) {
    throw new InputError({ what: "the series holds no decays", found: "none", expected: "one or more" });
  }
  if (coordinate && coordinate.values.length !== decays.length) {
    throw new InputError({
      what: `the series has another number of decays than of values of ${coordinate.name}`,
      found: `${decays.length} decays, ${coordinate.values.length} values`,
      expected: "one value a decay",
    });
  }
  for (const decay of decays) {
    const { name, counts, channelWidthNs, startNs = 0 } = decay;
    if (!sameWidth(channelWidthNs, first.channelWidthNs)) {
      throw new InputError({
        what: "the decays of the series have different channel widths",
        found: `${first.channelWidthNs} ns in ${first.name}, ${channelWidthNs} ns in ${name}`,
        expected: "one width, one response",
        remedy: "fit them as a stack, each alone, or leave out those of another measurement",
      });
    }
    const off = Math.abs(startNs - (first.startNs ?? 0));
    if (counts.length !== first.counts.length || off > 1e-3 * first.channelWidthNs) {
      throw new InputError({
        what: "the decays of the series do not cover the same channels",
        found: `${first.name}: ${first.counts.length} from ${first.startNs ?? 0} ns; ${name}: ${counts.length} from ${startNs} ns`,
        expected: "the same channels, the same start",
        remedy: "cut them to one window, or fit them as a stack, each alone",
      });
    }
  }
}

/** Splits a series into the decays that can be fitted and those that cannot, each with its reason. */
export function usableDecays(
  decays: readonly EmissionDecay[],
  allowFractions: boolean,
): { readonly usable: readonly number[]; readonly failures: readonly FailedDecay[] } {
  const usable: number[] = [];
  const failures: FailedDecay[] = [];
  for (const [index, decay] of decays.entries()) {
    try {
      checkEmissionDecay(decay, allowFractions);
      usable.push(index);
    } catch (error) {
      failures.push({ index, name: decay.name, reason: reasonOf(error) });
    }
  }
  return { usable, failures };
}

/** Channel by channel sum of decays of the same channels. */
export function summedDecay(decays: readonly EmissionDecay[], name = "sum of the series"): EmissionDecay {
  const { counts: first, channelWidthNs, startNs = 0 } = decays[0]!;
  const counts = new Float64Array(first.length);
  for (const decay of decays) {
    const own = decay.counts;
    for (let i = 0; i < counts.length; i++) counts[i] = counts[i]! + own[i]!;
  }
  return { name, counts, channelWidthNs, startNs };
}
