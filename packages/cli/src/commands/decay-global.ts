import { fitGlobal, type GlobalFit, type GoodnessOfFit, globalGoodness, globalMembers } from "@oleate/core";
import { noteLines } from "../decay-files.ts";
import { type DecayOptions, fitOptions, refuseFlags } from "./decay-flags.ts";
import { plain } from "./decay-json.ts";
import {
  coordinateOf,
  type Described,
  describeAll,
  goodnessJson,
  memberJson,
  printMembers,
  readAll,
  seriesWhole,
  statedCount,
  unresolvedWarnings,
} from "./decay-members.ts";
import { globalReadings } from "./decay-readings.ts";
import { responseOf } from "./decay-response.ts";
import { printAmplitudes, printShared } from "./decay-shared.ts";
import { counted, goodnessLine, riseNotes, sayAll } from "./decay-text.ts";

/** Model and data disagree when less probable than this. */
const MISFIT_P = 1e-3;

/** Said where all decays together are described worse than counting noise allows. */
function misfitWarnings({ z, p }: GoodnessOfFit): string[] {
  if (p >= MISFIT_P) return [];
  return [
    `misfit: the deviance of all is ${z.toFixed(1)} standard deviations above what counting noise gives; lifetimes may not be shared, or another component, the response (its own noise too) or the range may be wrong`,
  ];
}

/** `oleate decay --global`: shared lifetimes, amplitudes of each decay. */
export async function globalFit(paths: readonly string[], options: DecayOptions): Promise<number> {
  if (options.noise?.trim().toLowerCase() === "constant") return globalReadings(paths, options);
  refuseFlags(options, ["stretched", "logNormal", "pulses", "peakCounts", "column", "rise"], "--global");
  const read = await readAll(paths, options);
  const said = [...read.notes];
  const response = await responseOf(paths[0]!, options, said);
  const { whole, of } = seriesWhole(read.decays);
  const { range, background, shiftNs, periodNs, prompt, level } = fitOptions(whole, options, response, of);
  const found = fitGlobal(
    { decays: read.decays, coordinate: coordinateOf(read.decays) },
    {
      lifetimes: statedCount(options),
      response,
      ...(range === undefined ? {} : { range }),
      ...(background === undefined ? {} : { background }),
      ...(shiftNs === undefined ? {} : { shiftNs }),
      ...(periodNs === undefined ? {} : { periodNs }),
      ...(prompt === undefined ? {} : { prompt }),
      ...(level === undefined ? {} : { level }),
    },
  );
  said.push(...riseNotes(read.decays, range));
  const notes = noteLines(said);
  const members = describeAll(globalMembers(found), found.decays, options.out);
  const goodness = globalGoodness(
    found,
    members.map((one) => one.goodness),
  );
  const warnings = [...found.warnings, ...unresolvedWarnings(members), ...misfitWarnings(goodness)];
  if (options.json) {
    const all = { ...globalJson(found, goodness), members: members.map(memberJson), warnings, notes };
    process.stdout.write(`${JSON.stringify(all, null, 1)}\n`);
  } else printGlobal(found, goodness, members, warnings, notes);
  return 0;
}

function globalJson(found: GlobalFit, goodness: GoodnessOfFit): object {
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
    ...goodnessJson(goodness),
    rowDeviance: found.deviance,
    decays: found.decays,
    channels: found.channels,
    rows: found.rows,
    mergingLoss: found.mergingLoss,
    counts: found.counts,
    level: found.level,
    failures: found.failures.map(({ index, name, reason }) => ({ number: index + 1, name, reason })),
    converged: found.converged,
  };
}

function printGlobal(
  found: GlobalFit,
  goodness: GoodnessOfFit,
  members: readonly Described[],
  warnings: readonly string[],
  notes: readonly string[],
): void {
  const { lifetimes, failures } = found;
  process.stdout.write(
    `${counted(found.decays, "decay")} of ${counted(found.channels, "channel")}, ${counted(found.counts, "count")}, ${counted(lifetimes.length, "shared lifetime")}\n`,
  );
  printShared(found);
  process.stdout.write(`${goodnessLine(goodness)}\n\n`);
  printAmplitudes(found, "counts");
  printMembers(members);
  if (found.rows < found.channels) {
    process.stdout.write(
      `channels merged into ${found.rows} rows: standard errors of lifetimes are up to ${(100 * found.mergingLoss).toFixed(2)} % larger\n`,
    );
  }
  sayAll(
    "failed",
    failures.map(({ name, reason }) => `${name}: ${reason}`),
  );
  sayAll("warning", warnings);
  sayAll("note", notes);
}
