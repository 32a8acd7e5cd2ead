import {
  checkHeldBackground,
  checkHeldShift,
  type DecayNoise,
  type EmissionDecay,
  type EmissionFitOptions,
  exponentialEmission,
  InputError,
  type InstrumentResponse,
  logNormalEmission,
  parseQuantity,
  rangeOfTimes,
  scaledToPeak,
  stretchedEmission,
} from "@oleate/core";
import type { ReadingFlags } from "../decay-files.ts";

/** Flags of `oleate decay`. */
export interface DecayOptions extends ReadingFlags {
  /** A file, or false for --no-irf. */
  readonly irf?: string | false;
  readonly irfFwhm?: string;
  readonly irfColumn?: string;
  readonly irfBackground?: string;
  readonly components?: string;
  readonly prompt?: boolean;
  readonly stretched?: boolean;
  readonly logNormal?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly period?: string;
  readonly pulses?: string;
  readonly peakCounts?: string;
  readonly background?: string;
  readonly shift?: string;
  readonly rise?: string;
  readonly noise?: string;
  readonly intervals?: boolean;
  readonly level?: string;
  readonly seed?: string;
  readonly column?: string;
  readonly out?: string;
  readonly json?: boolean;
  /** Many decays: with shared lifetimes, or each alone. */
  readonly global?: boolean;
  readonly stack?: boolean;
  readonly threads?: string;
  /** A free distribution of lifetimes: "entropy" or "curvature"; true for the first. */
  readonly distribution?: string | true;
}

const NOISES: readonly DecayNoise[] = ["poisson", "neyman", "pearson"];
const MOST_COMPONENTS = 6;

/** Refuses flags that mean nothing with a mode, naming the first. Throws InputError. */
export function refuseFlags(
  options: DecayOptions,
  flags: readonly (keyof DecayOptions)[],
  mode: "--global" | "--stack" | "--distribution" | "--global --noise constant" | "one decay",
): void {
  const given = flags.find((flag) => options[flag] !== undefined && options[flag] !== false);
  if (given !== undefined) {
    const flag = `--${given.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new InputError({
      what: `${flag} does not go with ${mode}`,
      remedy:
        given === "column"
          ? "leave it out: all curves of all files are fitted"
          : given === "rise"
            ? "leave it out; it belongs to --global --noise constant, whose amplitudes may be negative"
            : "leave it out, or fit the decays one by one",
    });
  }
  const free = mode === "--stack" || mode === "one decay" || mode === "--global --noise constant";
  if (!free && noiseOf(options) !== "poisson") {
    throw new InputError({
      what: `--noise ${options.noise} does not go with ${mode}`,
      remedy:
        mode === "--global"
          ? "leave it out: the likelihood of counts is fitted; constant is for readings that are no counts"
          : "leave it out: the likelihood of counts is fitted",
    });
  }
}

/** The number of components asked for. Throws InputError for no number. */
export function countOf({ components = "auto" }: DecayOptions): number | "auto" {
  if (components.trim().toLowerCase() === "auto") return "auto";
  const count = Number(components);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_COMPONENTS) return count;
  throw new InputError({
    what: "the number of components cannot be read",
    found: `"${components}"`,
    expected: `1 to ${MOST_COMPONENTS}, or auto`,
  });
}

/** The kind of component asked for. Throws InputError when two are. */
export function componentOf({ stretched, logNormal }: DecayOptions): typeof exponentialEmission {
  if (stretched && logNormal) {
    throw new InputError({ what: "--stretched and --log-normal exclude each other", remedy: "choose one" });
  }
  if (stretched) return stretchedEmission;
  return logNormal ? logNormalEmission : exponentialEmission;
}

function noiseOf({ noise = "poisson" }: DecayOptions): DecayNoise {
  const known = NOISES.find((name) => name === noise.trim().toLowerCase());
  if (known) return known;
  throw new InputError({
    what: "there is no such noise of a decay",
    found: `"${noise}"`,
    expected: `${NOISES.join(", ")}; poisson unless you compare with another program; constant with --global, for readings that are no counts`,
  });
}

/** Settings of the fit from the flags, checked against the decay, or the sum of `of` decays. Throws InputError naming the flag. */
export function fitOptions(
  data: EmissionDecay,
  options: DecayOptions,
  response: InstrumentResponse,
  of = 1,
): Omit<EmissionFitOptions, "components"> {
  const time = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : parseQuantity(text, "ns");
  const level = options.level === undefined ? 0.95 : Number(options.level);
  if (!(level > 0 && level < 1)) {
    throw new InputError({
      what: "--level is no probability",
      found: `"${options.level}"`,
      expected: "0 to 1",
    });
  }
  const [from, to, periodNs] = [time(options.from), time(options.to), time(options.period)];
  const range = rangeOfTimes(data, from, to);
  const [background, peakCounts] = [options.background, options.peakCounts].map((text) =>
    text === undefined ? undefined : parseQuantity(text, ""),
  );
  if (background !== undefined) {
    const { counts } = peakCounts === undefined ? data : scaledToPeak(data, peakCounts);
    checkHeldBackground(counts, range, background, data.name, of);
  }
  const shiftNs = heldShift(data, options, response);
  return {
    response,
    noise: noiseOf(options),
    level,
    prompt: options.prompt ?? false,
    intervals: options.intervals ?? true,
    range: {
      ...(from === undefined ? {} : { first: range.first }),
      ...(to === undefined ? {} : { last: range.last }),
    },
    ...(periodNs === undefined ? {} : { periodNs }),
    ...(background === undefined ? {} : { background }),
    ...(shiftNs === undefined ? {} : { shiftNs }),
    ...(options.pulses === undefined ? {} : { pulses: parseQuantity(options.pulses, "") }),
    ...(peakCounts === undefined ? {} : { peakCounts }),
  };
}

/** The shift the response is held at, where one is stated. Throws InputError or DomainError. */
function heldShift(
  data: EmissionDecay,
  { shift }: DecayOptions,
  response: InstrumentResponse,
): number | undefined {
  if (response.kind === "none") {
    if (shift === undefined) return undefined;
    throw new InputError({
      what: "--shift does not go with --no-irf",
      remedy: "there is nothing to be shifted",
    });
  }
  if (shift === undefined) return undefined;
  const shiftNs = parseQuantity(shift, "ns");
  checkHeldShift(shiftNs, data.counts.length * data.channelWidthNs, response.kind);
  return shiftNs;
}
