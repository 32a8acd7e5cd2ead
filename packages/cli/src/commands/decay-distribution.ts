import {
  fitRateDistribution,
  formatInterval,
  formatQuantity,
  InputError,
  type RateDistribution,
} from "@oleate/core";

import { decayFromFile, noteLines } from "../decay-files.ts";
import { percent } from "../percent.ts";
import { printTable } from "../print-table.ts";
import { writeColumns } from "./decay.ts";
import { type DecayOptions, fitOptions, refuseFlags } from "./decay-flags.ts";
import { responseOf } from "./decay-response.ts";
import { behindRiseNotes, goodnessLine, riseNotes, sayAll } from "./decay-text.ts";

/** `oleate decay --distribution`: light over a grid of lifetimes. */
export async function distribution(path: string, options: DecayOptions): Promise<number> {
  refuseFlags(options, ["stretched", "logNormal", "pulses", "peakCounts", "rise"], "--distribution");
  const asked = options.distribution === true ? "entropy" : options.distribution;
  if (asked !== "entropy" && asked !== "curvature") {
    throw new InputError({
      what: "there is no such regulariser of a distribution",
      found: `"${asked}"`,
      expected: "entropy or curvature",
    });
  }
  const read = await decayFromFile(path, options.column, "--column", options);
  const said = [...read.notes];
  const response = await responseOf(path, options, said);
  const { range, background, shiftNs, periodNs, prompt, level } = fitOptions(read.decay, options, response);
  const found = fitRateDistribution(read.decay, {
    response,
    regulariser: asked,
    ...(range === undefined ? {} : { range }),
    ...(background === undefined ? {} : { background }),
    ...(shiftNs === undefined ? {} : { shiftNs }),
    ...(periodNs === undefined ? {} : { periodNs }),
    ...(prompt === undefined ? {} : { prompt }),
    ...(level === undefined ? {} : { level }),
  });
  said.push(...riseNotes([read.decay], range), ...behindRiseNotes([read.decay], range, response, shiftNs));
  const notes = noteLines(said);
  if (options.out !== undefined) writeDistribution(options.out, found);
  if (options.json)
    process.stdout.write(`${JSON.stringify({ ...distributionJson(found), notes }, null, 1)}\n`);
  else printDistribution(found, level ?? 0.95, notes);
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
      low: Array.from(band.low),
      high: Array.from(band.high),
      unit: "counts",
    },
    amplitudeDensity: { values: Array.from(amplitudeDensity), unit: "counts" },
  };
}

/** Writes the distribution as a table, one row a lifetime. */
function writeDistribution(
  path: string,
  { lifetimesNs, light, band, amplitudeDensity }: RateDistribution,
): void {
  writeColumns(path, [
    { header: "lifetime (ns)", values: lifetimesNs },
    { header: "light (counts)", values: light },
    { header: "light, low (counts)", values: band.low },
    { header: "light, high (counts)", values: band.high },
    { header: "amplitude per ln lifetime (counts)", values: amplitudeDensity },
  ]);
}

function printDistribution(found: RateDistribution, level: number, notes: readonly string[]): void {
  const { peaks, averages, resolvable, goodness, band } = found;
  process.stdout.write(
    `${found.name}: free distribution, ${found.regulariser}, ${found.effectiveParameters.toFixed(1)} effective parameters\n${goodnessLine(goodness)}\n`,
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
        values: rows.map((j) => formatInterval(found.light[j]!, band.low[j]!, band.high[j]!, "")),
      },
    ],
  });
  sayAll("warning", found.warnings);
  sayAll("note", [
    `the interval of each lifetime's light is ${percent(level)} of counts and regulariser together, about the light found; neighbours trade light, so it is wider than repeats scatter, and what the regulariser smooths away is not in it`,
  ]);
  sayAll("note", notes);
}
