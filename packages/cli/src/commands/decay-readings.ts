import {
  fitGlobalReadings,
  formatQuantity,
  type GlobalReadings,
  InputError,
  parseQuantity,
} from "@oleate/core";
import { noteLines } from "../decay-files.ts";
import { writeCurves } from "./decay-curves.ts";
import { type DecayOptions, fitOptions, refuseFlags } from "./decay-flags.ts";
import { plain } from "./decay-json.ts";
import { coordinateOf, readAll, seriesWhole, statedCount } from "./decay-members.ts";
import { responseOf } from "./decay-response.ts";
import { printAmplitudes, printShared } from "./decay-shared.ts";
import { counted, sayAll } from "./decay-text.ts";

const MODE = "--global --noise constant";

/** `oleate decay --global --noise constant`: readings that are no counts, by least squares with shared lifetimes. */
export async function globalReadings(paths: readonly string[], options: DecayOptions): Promise<number> {
  refuseFlags(
    { ...options, noise: "poisson" },
    ["stretched", "logNormal", "pulses", "peakCounts", "column"],
    MODE,
  );
  const read = await readAll(paths, options);
  const said = [...read.notes];
  const response = await responseOf(paths[0]!, options, said);
  const { whole } = seriesWhole(read.decays);
  // A background of readings may be any number: it is not held against counts.
  const { noise: _, background, rise, ...others } = options;
  const { range, shiftNs, periodNs, prompt, level } = fitOptions(whole, others, response);
  const riseNs = rise === undefined ? undefined : parseQuantity(rise, "ns");
  if (riseNs !== undefined && !(riseNs > 0)) {
    throw new InputError({
      what: "--rise is no time above 0",
      found: `"${rise}"`,
      expected: 'such as "0.5 ps"',
    });
  }
  const found = fitGlobalReadings(
    { decays: read.decays, coordinate: coordinateOf(read.decays) },
    {
      lifetimes: statedCount(options),
      response,
      ...(range === undefined ? {} : { range }),
      ...(background === undefined ? {} : { background: parseQuantity(background, "") }),
      ...(shiftNs === undefined ? {} : { shiftNs }),
      ...(periodNs === undefined ? {} : { periodNs }),
      ...(riseNs === undefined ? {} : { riseNs }),
      ...(prompt === undefined ? {} : { prompt }),
      ...(level === undefined ? {} : { level }),
    },
  );
  if (options.out !== undefined) {
    writeCurves(
      options.out,
      read.decays.map(({ name }, g) => ({ name, curve: found.curve(g) })),
    );
  }
  const notes = noteLines(said);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...jsonOf(found), notes }, null, 1)}\n`);
  else print(found, notes);
  return 0;
}

function jsonOf(found: GlobalReadings): object {
  const { coordinate, spectra, series } = found;
  return {
    kind: "global readings",
    lifetimes: found.lifetimes.map(plain),
    shift: found.shift && plain(found.shift),
    coordinate: coordinate && { ...coordinate, values: Array.from(coordinate.values) },
    names: series.decays.map(({ name }) => name),
    spectra: spectra.map(({ name, lifetimeNs, values, standardErrors }) => ({
      name,
      lifetime: lifetimeNs === null ? null : { value: lifetimeNs, unit: "ns" },
      unit: "reading",
      values: Array.from(values),
      standardErrors: Array.from(standardErrors),
    })),
    correlation: found.correlation,
    noise: "constant",
    sigma: { value: found.sigma, unit: "reading" },
    sumOfSquares: found.sumOfSquares,
    correlatedChannels: found.correlatedChannels,
    decays: found.decays,
    channels: found.channels,
    readings: found.readings,
    freeParameters: found.freeParameters,
    range: { first: found.range.first + 1, last: found.range.last + 1 },
    level: found.level,
    converged: found.converged,
    warnings: found.warnings,
  };
}

function print(found: GlobalReadings, notes: readonly string[]): void {
  const { lifetimes, sigma, correlatedChannels } = found;
  process.stdout.write(
    `${counted(found.decays, "decay")} of ${counted(found.channels, "channel")}, readings by least squares, ${counted(lifetimes.length, "shared lifetime")}\n`,
  );
  printShared(found);
  process.stdout.write(
    `readings scatter by ${formatQuantity(sigma, "", 3)} about the fit, correlated over ${correlatedChannels.toFixed(1)} channels; there is no counting noise to compare with\n\n`,
  );
  printAmplitudes(found, "");
  sayAll("warning", found.warnings);
  sayAll("note", notes);
}
