import { type Complaint, formatComplaint, InputErrors, validateStudy } from "@oleate/core";
import { printJson } from "../print-json.ts";
import { loadStudy } from "../study-folder.ts";
import { chosenStudies } from "./run.ts";

/** `oleate validate`: every problem of a study at once, with file and line; nothing is fitted or written. */
export function validate(names: readonly string[], options: { json?: boolean }): number {
  let problems = 0;
  const report: { study: string; problems: unknown[] }[] = [];
  for (const name of chosenStudies(names)) {
    let complaints: readonly Parameters<typeof formatComplaint>[0][];
    try {
      const unknownKeys: Complaint[] = [];
      const { document, options: runOptions } = loadStudy(name, undefined, unknownKeys);
      complaints = [...unknownKeys, ...validateStudy(document, runOptions)];
    } catch (error) {
      if (!(error instanceof InputErrors)) throw error;
      complaints = error.complaints;
    }
    problems += complaints.length;
    report.push({ study: name, problems: [...complaints] });
    if (options.json) continue;
    for (const complaint of complaints) process.stderr.write(`${formatComplaint(complaint)}\n`);
    process.stdout.write(
      `${name}: ${complaints.length === 0 ? "sound" : `${complaints.length} problem${complaints.length === 1 ? "" : "s"}`}\n`,
    );
  }
  if (options.json) printJson(report);
  return problems === 0 ? 0 : 2;
}
