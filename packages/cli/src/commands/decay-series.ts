import { availableParallelism } from "node:os";
import {
  type DecayNumber,
  type EmissionDecay,
  fitGlobal,
  fitRateDistribution,
  formatInterval,
  formatQuantity,
  type GlobalFit,
  InputError,
  type RateDistribution,
  type StackResult,
} from "@oleate/core";
import { decayFromFile, decaysFromFile } from "../decay-files.ts";
import { printTable } from "../print-table.ts";
import { fitStackOnThreads } from "../stack-threads.ts";
import {
  componentOf,
  countOf,
  type DecayOptions,
  decay,
  fitOptions,
  responseOf,
  wholeNumber,
} from "./decay.ts";

/** Rows of a table of decays that are printed; all are in the JSON. */
const MOST_ROWS = 60;

/** `oleate decay` for one decay or many: chooses by the flags what is done. */
export function decays(paths: readonly string[], options: DecayOptions): number | Promise<number> {
  const asked = [options.global, options.stack, options.distribution !== undefined].filter(Boolean).length;
  if (asked > 1) {
    throw new InputError({
      what: "--global, --stack and --distribution exclude each other",
      remedy: "choose one",
    });
  }
  if (asked > 0) {
    const mode = options.global ? "--global" : options.stack ? "--stack" : "--distribution";
    refuseFlags(options, ["out"], mode);
  }
  if (options.global) return globalFit(paths, options);
  if (options.stack) return stack(paths, options);
  const [path] = paths;
  if (path === undefined || paths.length > 1) {
    throw new InputError({
      what: "several files are given for one decay",
      found: paths.join(", "),
      expected: "one file, or --global or --stack",
    });
  }
  return options.distribution === undefined ? decay(path, options) : distribution(path, options);
}

function readAll(paths: readonly string[]): { decays: readonly EmissionDecay[]; notes: string[] } {
  const read = paths.map(decaysFromFile);
  return { decays: read.flatMap((one) => one.decays), notes: read.flatMap((one) => one.notes) };
}

function statedCount(options: DecayOptions): number {
  const count = countOf(options);
  if (count !== "auto") return count;
  throw new InputError({
    what: "the number of components is missing",
    expected: "--components 1, 2, 3 ...",
    remedy: "look at one of the decays with --components auto first",
  });
}

/** The number each name begins with, when all do: a wavelength, a dose; else the place in the series. */
function coordinateOf(all: readonly EmissionDecay[]): { name: string; unit: string; values: Float64Array } {
  const found = all.map(({ name }) => /^\s*(-?\d+(?:\.\d+)?)\s*([^\d\s]*)\s*$/u.exec(name));
  const unit = found[0]?.[2] ?? "";
  if (found.every((one) => one !== null && one[2] === unit)) {
    return { name: "name of the curve", unit, values: Float64Array.from(found, (one) => Number(one![1])) };
  }
  return { name: "place in the series", unit: "", values: Float64Array.from(all.keys(), (k) => k + 1) };
}

const plain = ({ value, low, high, unit }: DecayNumber): object => ({ value, low, high, unit });

function sayAll(title: string, lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${title}  ${line}\n`);
}

function globalFit(paths: readonly string[], options: DecayOptions): number {
  const read = readAll(paths);
  const notes = [...read.notes];
  const [first] = read.decays;
  const response = responseOf(paths[0]!, options, notes);
  if (!first) throw new InputError({ what: "the files hold no decay", found: "no curve" });
  refuseFlags(options, ["stretched", "logNormal", "pulses", "peakCounts"], "--global");
  const { range, background, periodNs, prompt, level } = fitOptions(first, options, response);
  const found = fitGlobal(
    { decays: read.decays, coordinate: coordinateOf(read.decays) },
    {
      lifetimes: statedCount(options),
      response,
      ...(range === undefined ? {} : { range }),
      ...(background === undefined ? {} : { background }),
      ...(periodNs === undefined ? {} : { periodNs }),
      ...(prompt === undefined ? {} : { prompt }),
      ...(level === undefined ? {} : { level }),
    },
  );
  if (options.json) process.stdout.write(`${JSON.stringify({ ...globalJson(found), notes }, null, 1)}\n`);
  else printGlobal(found, notes);
  return 0;
}

function refuseFlags(options: DecayOptions, flags: readonly (keyof DecayOptions)[], mode: string): void {
  const given = flags.find((flag) => options[flag] !== undefined && options[flag] !== false);
  if (given === undefined) return;
  const flag = `--${given.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new InputError({
    what: `${flag} does not go with ${mode}`,
    remedy: mode === "--stack" ? "leave it out" : "leave it out, or fit the decays one by one",
  });
}

function globalJson(found: GlobalFit): object {
  const { coordinate } = found;
  return {
    kind: "global",
    lifetimes: found.lifetimes.map(plain),
    shift: found.shift && plain(found.shift),
    coordinate: coordinate && { ...coordinate, values: Array.from(coordinate.values) },
    names: found.series.decays.map(({ name }) => name),
    spectra: found.spectra.map(({ name, lifetimeNs, values, standardErrors }) => ({
      name,
      lifetime: lifetimeNs === null ? null : { value: lifetimeNs, unit: "ns" },
      unit: "counts",
      values: Array.from(values),
      standardErrors: Array.from(standardErrors),
    })),
    correlation: found.correlation,
    deviance: found.deviance,
    decays: found.decays,
    channels: found.channels,
    rows: found.rows,
    mergingLoss: found.mergingLoss,
    counts: found.counts,
    level: found.level,
    failures: found.failures.map(({ index, name, reason }) => ({ number: index + 1, name, reason })),
    converged: found.converged,
    warnings: found.warnings,
  };
}

function printGlobal(found: GlobalFit, notes: readonly string[]): void {
  const { lifetimes, shift, spectra, series, failures } = found;
  process.stdout.write(
    `${found.decays} decays of ${found.channels} channels, ${found.counts} counts, ${lifetimes.length} shared lifetimes, deviance ${found.deviance.toFixed(1)}\n`,
  );
  const cell = ({ value, low, high, unit }: DecayNumber): string => formatInterval(value, low, high, unit);
  for (const [k, one] of lifetimes.entries()) process.stdout.write(`lifetime ${k + 1}  ${cell(one)}\n`);
  if (shift) {
    const error = shift.standardError === null ? "" : ` +- ${formatQuantity(shift.standardError, "ns", 2)}`;
    process.stdout.write(`shift  ${formatQuantity(shift.value, "ns", 6)}${error}\n`);
  }
  const rows = series.decays.slice(0, MOST_ROWS);
  printTable({
    columns: [
      { name: "decay", unit: "", values: rows.map(({ name }) => name) },
      ...spectra.map(({ name, values, standardErrors }) => ({
        name,
        unit: "counts",
        values: rows.map((_, g) => withError(values[g]!, standardErrors[g]!)),
      })),
    ],
  });
  if (series.decays.length > MOST_ROWS) process.stdout.write(`... ${series.decays.length} in all (--json)\n`);
  if (found.rows < found.channels) {
    process.stdout.write(
      `channels merged into ${found.rows} rows: standard errors of lifetimes are up to ${(100 * found.mergingLoss).toFixed(2)} % larger\n`,
    );
  }
  sayAll(
    "failed",
    failures.map(({ name, reason }) => `${name}: ${reason}`),
  );
  sayAll("warning", found.warnings);
  sayAll("note", notes);
}

function withError(value: number, error: number): string {
  if (Number.isNaN(value)) return "not fitted";
  const shown = formatQuantity(value, "", 4);
  return Number.isFinite(error) ? `${shown} +- ${formatQuantity(error, "", 2)}` : shown;
}

async function stack(paths: readonly string[], options: DecayOptions): Promise<number> {
  const read = readAll(paths);
  const notes = [...read.notes];
  const [first] = read.decays;
  const response = responseOf(paths[0]!, options, notes);
  if (!first) throw new InputError({ what: "the files hold no decay", found: "no curve" });
  const { intervals: _, level: __, ...model } = fitOptions(first, options, response);
  const component = componentOf(options).name;
  const said = options.threads ?? "one a core";
  const threads = said === "one a core" ? availableParallelism() : wholeNumber(said, "--threads", 1);
  const result = await fitStackOnThreads(
    read.decays,
    { components: Array.from({ length: statedCount(options) }, () => component), options: model },
    {
      threads,
      ...(options.json || !process.stderr.isTTY
        ? {}
        : { tell: (done, of) => void process.stderr.write(`\r${done} of ${of}`) }),
    },
  );
  if (options.json) process.stdout.write(`${JSON.stringify({ ...stackJson(result), notes }, null, 1)}\n`);
  else printStack(result, notes);
  return result.fits.length > 0 ? 0 : 2;
}

function stackJson(result: StackResult): object {
  return {
    kind: "stack",
    parameters: result.names.map((name, j) => ({ name, unit: result.units[j] })),
    decays: result.fits.map(({ index, name, values, standardErrors, counts, deviance, converged }) => ({
      number: index + 1,
      name,
      values: Array.from(values),
      standardErrors: Array.from(standardErrors),
      counts,
      deviance,
      converged,
    })),
    failures: result.failures.map(({ index, name, reason }) => ({ number: index + 1, name, reason })),
    done: result.done,
    stopped: result.stopped,
  };
}

function printStack({ names, units, fits, failures }: StackResult, notes: readonly string[]): void {
  const rows = fits.slice(0, MOST_ROWS);
  const shown = names.flatMap((name, j) =>
    fits.some(({ standardErrors }) => Number.isFinite(standardErrors[j]!)) ? [{ name, j }] : [],
  );
  printTable({
    columns: [
      { name: "decay", unit: "", values: rows.map(({ name }) => name) },
      ...shown.map(({ name, j }) => ({
        name,
        unit: units[j] ?? "",
        values: rows.map(({ values, standardErrors }) => withError(values[j]!, standardErrors[j]!)),
      })),
    ],
  });
  if (fits.length > MOST_ROWS) process.stdout.write(`... ${fits.length} in all (--json)\n`);
  const loose = fits.filter(({ converged }) => !converged).map(({ name }) => name);
  sayAll("not converged", loose);
  sayAll(
    "failed",
    failures.map(({ name, reason }) => `${name}: ${reason}`),
  );
  sayAll("note", notes);
}

function distribution(path: string, options: DecayOptions): number {
  refuseFlags(options, ["stretched", "logNormal", "pulses", "peakCounts"], "--distribution");
  const asked = options.distribution === true ? "entropy" : options.distribution;
  if (asked !== "entropy" && asked !== "curvature") {
    throw new InputError({
      what: "there is no such regulariser of a distribution",
      found: `"${asked}"`,
      expected: "entropy or curvature",
    });
  }
  const read = decayFromFile(path, options.column, "--column");
  const notes = [...read.notes];
  const response = responseOf(path, options, notes);
  const { range, background, periodNs, prompt, level } = fitOptions(read.decay, options, response);
  const found = fitRateDistribution(read.decay, {
    response,
    regulariser: asked,
    seed: options.seed === undefined ? 1 : wholeNumber(options.seed, "--seed", 0),
    ...(range === undefined ? {} : { range }),
    ...(background === undefined ? {} : { background }),
    ...(periodNs === undefined ? {} : { periodNs }),
    ...(prompt === undefined ? {} : { prompt }),
    ...(level === undefined ? {} : { level }),
  });
  if (options.json)
    process.stdout.write(`${JSON.stringify({ ...distributionJson(found), notes }, null, 1)}\n`);
  else printDistribution(found, notes);
  return 0;
}

function distributionJson(found: RateDistribution): object {
  const { band, lifetimesNs, light, amplitudeDensity, ...rest } = found;
  return {
    kind: "distribution",
    ...rest,
    lifetimes: { values: Array.from(lifetimesNs), unit: "ns" },
    light: {
      values: Array.from(light),
      low: band && Array.from(band.low),
      high: band && Array.from(band.high),
      unit: "counts",
    },
    amplitudeDensity: { values: Array.from(amplitudeDensity), unit: "counts" },
    draws: band?.draws ?? 0,
  };
}

function printDistribution(found: RateDistribution, notes: readonly string[]): void {
  const { peaks, averages, resolvable, goodness, band } = found;
  process.stdout.write(
    `${found.name}: free distribution, ${found.regulariser}, ${found.effectiveParameters.toFixed(1)} effective parameters, z = ${goodness.z.toFixed(2)}\n`,
  );
  const ns = (value: number): string => formatQuantity(value, "ns", 3);
  for (const { lifetimeNs, share } of peaks) {
    process.stdout.write(`peak  ${ns(lifetimeNs)}, ${(100 * share).toFixed(0)} % of the light\n`);
  }
  process.stdout.write(
    `average  ${ns(averages.amplitude)} over amplitude, ${ns(averages.intensity)} over light\n`,
  );
  const { factor, aboutNs } = resolvable;
  process.stdout.write(
    `resolution  two lifetimes about ${ns(aboutNs)} with half of the light each are ${factor === null ? "not parted at these counts" : `parted from a factor ${factor.toFixed(2)} on`}\n`,
  );
  const rows = Array.from(found.lifetimesNs.keys());
  printTable({
    columns: [
      { name: "lifetime", unit: "ns", values: rows.map((j) => formatQuantity(found.lifetimesNs[j]!, "", 3)) },
      {
        name: "light",
        unit: "counts",
        values: rows.map((j) =>
          formatInterval(found.light[j]!, band?.low[j] ?? null, band?.high[j] ?? null, ""),
        ),
      },
    ],
  });
  sayAll("warning", found.warnings);
  sayAll("note", notes);
}
