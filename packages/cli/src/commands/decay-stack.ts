import { availableParallelism } from "node:os";
import {
  type EmissionModelOptions,
  findEmissionComponent,
  type StackResult,
  stackMembers,
} from "@oleate/core";
import { noteLines } from "../decay-files.ts";
import { wholeNumber } from "../flag-values.ts";
import { printTable } from "../print-table.ts";
import { startProgress } from "../progress.ts";
import { fitStackOnThreads } from "../stack-threads.ts";
import { componentOf, type DecayOptions, fitOptions, refuseFlags } from "./decay-flags.ts";
import {
  type Described,
  describeAll,
  MOST_ROWS,
  memberJson,
  printMembers,
  readAll,
  seriesWhole,
  statedCount,
  unresolvedWarnings,
  valueText,
} from "./decay-members.ts";
import { responseOf } from "./decay-response.ts";
import { behindRiseNotes, counted, riseNotes, sayAll } from "./decay-text.ts";

/** `oleate decay --stack`: every decay alone. */
export async function stack(paths: readonly string[], options: DecayOptions): Promise<number> {
  refuseFlags(options, ["column", "rise"], "--stack");
  const read = await readAll(paths, options);
  const said = [...read.notes];
  const response = await responseOf(paths[0]!, options, said);
  const { whole, of } = seriesWhole(read.decays);
  const { intervals: _, level: __, ...model } = fitOptions(whole, options, response, of);
  const component = componentOf(options).name;
  const components = Array.from({ length: statedCount(options) }, () => component);
  const asked = options.threads ?? "one a core";
  const threads = asked === "one a core" ? availableParallelism() : wholeNumber("--threads", asked, 1);
  const progress = startProgress("decays");
  const result = await fitStackOnThreads(
    read.decays,
    { components, options: model },
    { threads, tell: (done, of) => progress.update(done / of, `${done} of ${of}`) },
  );
  progress.end();
  said.push(
    ...riseNotes(read.decays, model.range),
    ...behindRiseNotes(read.decays, model.range, response, model.shiftNs),
  );
  const notes = noteLines(said);
  const full: EmissionModelOptions = { ...model, components: components.map(findEmissionComponent) };
  const members = describeAll(stackMembers(read.decays, result.fits, full), result.fits.length, options.out);
  const warnings = unresolvedWarnings(members);
  if (options.json) {
    const all = { ...stackJson(result, members), warnings, notes };
    process.stdout.write(`${JSON.stringify(all, null, 1)}\n`);
  } else printStack(result, members, warnings, notes);
  return result.fits.length > 0 ? 0 : 2;
}

function stackJson(result: StackResult, members: readonly Described[]): object {
  return {
    kind: "stack",
    parameters: result.names.map((name, j) => ({ name, unit: result.units[j] })),
    decays: result.fits.map(({ values, standardErrors, counts, deviance, converged }, k) => ({
      ...memberJson(members[k]!),
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

function printStack(
  { names, units, fits, failures }: StackResult,
  members: readonly Described[],
  warnings: readonly string[],
  notes: readonly string[],
): void {
  const rows = fits.slice(0, MOST_ROWS);
  const shown = names.flatMap((name, j) =>
    fits.some(({ standardErrors }) => Number.isFinite(standardErrors[j]!)) ? [{ name, j }] : [],
  );
  const total = fits.length + failures.length;
  process.stdout.write(
    `${counted(total, "decay")}, each alone${failures.length > 0 ? `, ${failures.length} not fitted` : ""}; value +- standard error\n`,
  );
  if (fits.length > 0) {
    printTable({
      columns: [
        { name: "decay", unit: "", values: rows.map(({ name }) => name) },
        ...shown.map(({ name, j }) => ({
          name,
          unit: units[j] ?? "",
          values: rows.map(({ values, standardErrors }) => valueText(values[j]!, standardErrors[j]!)),
        })),
      ],
    });
    if (fits.length > MOST_ROWS) process.stdout.write(`... ${fits.length} in all (--json)\n`);
    printMembers(members);
  }
  const loose = fits.filter(({ converged }) => !converged).map(({ name }) => name);
  sayAll("not converged", loose);
  sayAll(
    "failed",
    failures.map(({ name, reason }) => `${name}: ${reason}`),
  );
  sayAll("warning", warnings);
  sayAll("note", notes);
}
