import { writeFileSync } from "node:fs";
import {
  AVERAGE_USES,
  compareEmission,
  type DecayNoise,
  type DecayNumber,
  type EmissionComparison,
  type EmissionDecay,
  type EmissionFit,
  type EmissionFitOptions,
  exponentialEmission,
  fitEmissionDecay,
  InputError,
  type InstrumentResponse,
  logNormalEmission,
  parseQuantity,
  type ResponseBackground,
  rangeOfTimes,
  stretchedEmission,
} from "@oleate/core";
import { type CsvColumn, writeCsv } from "@oleate/files";
import { decayFromFile, noteLines, type SourceNote } from "../decay-files.ts";
import { printEmission, riseNotes } from "./decay-text.ts";

/** Flags of `oleate decay`. */
export interface DecayOptions {
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

/** `oleate decay`: lifetimes and amplitudes of one time-resolved emission decay. */
export function decay(path: string, options: DecayOptions): number {
  const read = decayFromFile(path, options.column, "--column");
  const said = [...read.notes];
  const response = responseOf(path, options, said);
  const shared = fitOptions(read.decay, options, response);
  said.push(...riseNotes([read.decay], shared.range));
  const notes = noteLines(said);
  const component = componentOf(options);
  const count = countOf(options);
  let comparison: EmissionComparison | null = null;
  let components = count === "auto" ? 1 : count;
  if (count === "auto") {
    comparison = compareEmission(read.decay, component, shared);
    components = comparison.fits[comparison.chosen]!.result.components.length;
  }
  const found = fitEmissionDecay(read.decay, {
    ...shared,
    components: Array.from({ length: components }, () => component),
  });
  if (options.out !== undefined) writeCurve(options.out, found);
  if (options.json) {
    const seed = options.seed === undefined ? 1 : wholeNumber(options.seed, "--seed", 0);
    const curve = { number: read.number, name: read.curve.name, of: read.curves };
    process.stdout.write(
      `${JSON.stringify({ ...jsonOf(found, comparison), curve, notes, seed }, null, 1)}\n`,
    );
  } else {
    printEmission(found, comparison, notes);
  }
  return 0;
}

/** A whole number of a flag, `least` or more. Throws InputError naming the flag. */
export function wholeNumber(text: string, flag: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new InputError({
    what: `${flag} is no whole number`,
    found: `"${text}"`,
    expected: `${least} or more`,
  });
}

/** Refuses flags that mean nothing with a mode, naming the first. Throws InputError. */
export function refuseFlags(
  options: DecayOptions,
  flags: readonly (keyof DecayOptions)[],
  mode: "--global" | "--stack" | "--distribution",
): void {
  const given = flags.find((flag) => options[flag] !== undefined && options[flag] !== false);
  if (given !== undefined) {
    const flag = `--${given.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new InputError({
      what: `${flag} does not go with ${mode}`,
      remedy:
        given === "column"
          ? "leave it out: all curves of all files are fitted"
          : "leave it out, or fit the decays one by one",
    });
  }
  if (mode !== "--stack" && noiseOf(options) !== "poisson") {
    throw new InputError({
      what: `--noise does not go with ${mode}`,
      remedy: "leave it out: the likelihood of counts is fitted",
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

/** The instrument response asked for; `notes` receives what its reading assumed. Throws InputError when none or two are. */
export function responseOf(path: string, options: DecayOptions, notes: SourceNote[]): InstrumentResponse {
  const { irf, irfFwhm, irfColumn } = options;
  const stated = [irf !== undefined, irfFwhm !== undefined].filter(Boolean).length;
  if (stated > 1) {
    throw new InputError({
      what: "more than one instrument response is given",
      expected: "one of --irf FILE, --irf-fwhm WIDTH, --no-irf",
    });
  }
  if (irf === false) return { kind: "none" };
  if (irfFwhm !== undefined) return { kind: "gaussian", fwhmNs: parseQuantity(irfFwhm, "ns") };
  // With --irf-column alone the response is another curve of the same file.
  const file = irf ?? (irfColumn === undefined ? undefined : path);
  if (file === undefined) {
    throw new InputError({
      what: "the instrument response is missing",
      expected: "one of --irf FILE, --irf-fwhm WIDTH, --no-irf",
      remedy:
        'measure it on a scatterer; where only its width is known, --irf-fwhm "0.3 ns"; --no-irf fits from the maximum on',
    });
  }
  const read = decayFromFile(file, irfColumn, "--irf-column");
  notes.push(...read.notes);
  return { kind: "measured", histogram: read.decay, background: backgroundOf(options.irfBackground) };
}

function backgroundOf(text = "before the pulse"): ResponseBackground {
  const word = text.trim().toLowerCase();
  if (word === "none" || word === "before the pulse") return word;
  const value = Number(word);
  if (word !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new InputError({
    what: "the background of the response cannot be read",
    found: `"${text}"`,
    expected: "counts per channel, none, or 'before the pulse'",
  });
}

function noiseOf({ noise = "poisson" }: DecayOptions): DecayNoise {
  const known = NOISES.find((name) => name === noise.trim().toLowerCase());
  if (known) return known;
  throw new InputError({
    what: "there is no such noise of a decay",
    found: `"${noise}"`,
    expected: `${NOISES.join(", ")}; poisson unless you compare with another program`,
  });
}

/** Settings of the fit from the flags, checked against the decay. Throws InputError naming the flag. */
export function fitOptions(
  data: EmissionDecay,
  options: DecayOptions,
  response: InstrumentResponse,
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
    ...(options.background === undefined ? {} : { background: parseQuantity(options.background, "") }),
    ...(options.pulses === undefined ? {} : { pulses: parseQuantity(options.pulses, "") }),
    ...(options.peakCounts === undefined ? {} : { peakCounts: parseQuantity(options.peakCounts, "") }),
  };
}

/** A number as machines read it. */
interface Interval {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
}

const plain = ({ value, low, high, unit }: DecayNumber): Interval => ({ value, low, high, unit });

function jsonOf({ result }: EmissionFit, comparison: EmissionComparison | null): object {
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

function writeCurve(path: string, { curve }: EmissionFit): void {
  writeColumns(path, [
    { header: "time (ns)", values: curve.timesNs },
    { header: "counts", values: curve.counts },
    { header: "fit", values: curve.fitted },
    { header: "residual", values: curve.residuals },
  ]);
}

/** Writes columns as CSV. Throws InputError where the file cannot be written. */
export function writeColumns(path: string, columns: readonly CsvColumn[]): void {
  try {
    writeFileSync(path, writeCsv(columns));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new InputError({ what: "the curve cannot be written", found: `${path}: ${error.message}` });
  }
}
