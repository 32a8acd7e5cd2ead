import { writeFileSync } from "node:fs";
import {
  compareEmission,
  type EmissionComparison,
  type EmissionFit,
  fitEmissionDecay,
  InputError,
} from "@oleate/core";
import { type CsvColumn, writeCsv } from "@oleate/files";
import { decayFromFile, noteLines } from "../decay-files.ts";
import { wholeNumber } from "../flag-values.ts";
import { componentOf, countOf, type DecayOptions, fitOptions, refuseFlags } from "./decay-flags.ts";
import { emissionJson } from "./decay-json.ts";
import { responseOf } from "./decay-response.ts";
import { printEmission, riseNotes } from "./decay-text.ts";

/** `oleate decay`: lifetimes and amplitudes of one time-resolved emission decay. */
export async function decay(path: string, options: DecayOptions): Promise<number> {
  refuseFlags(options, ["rise"], "one decay");
  const read = await decayFromFile(path, options.column, "--column", options);
  const said = [...read.notes];
  const response = await responseOf(path, options, said);
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
    const seed = options.seed === undefined ? 1 : wholeNumber("--seed", options.seed, 0);
    const curve = { number: read.number, name: read.curve.name, of: read.curves };
    process.stdout.write(
      `${JSON.stringify({ ...emissionJson(found, comparison), curve, notes, seed }, null, 1)}\n`,
    );
  } else {
    printEmission(found, comparison, notes);
  }
  return 0;
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
