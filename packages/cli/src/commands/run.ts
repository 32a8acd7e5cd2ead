import { basename, join, relative } from "node:path";
import { type ResultDocument, runStudy } from "@oleate/core";
import { claimsText, renderReport } from "@oleate/report";
import { printJson } from "../print-json.ts";
import { startProgress } from "../progress.ts";
import { findStudy, listStudies, loadStudy, writeWhole } from "../study-folder.ts";

/** Runs one study with a progress line. */
export function runOne(name: string): { folder: string; result: ResultDocument } {
  const progress = startProgress(basename(findStudy(name)));
  try {
    const loaded = loadStudy(name, progress.update);
    return { folder: loaded.folder, result: runStudy(loaded.document, loaded.options) };
  } finally {
    progress.end();
  }
}

/** Studies named on the command line, or all of the gallery. */
export function chosenStudies(names: readonly string[]): readonly string[] {
  return names.length > 0 ? names : listStudies();
}

function terminalWidth(): number {
  return Math.min(160, Math.max(60, process.stdout.columns ?? 100));
}

/** Prints the claims of a study; every number of them with `parts`. */
export function printClaims(result: ResultDocument, parts = false): void {
  process.stdout.write(`\n${result.study.title} (${result.study.id})\n\n`);
  process.stdout.write(
    `${claimsText(result.claims, { width: terminalWidth(), parts, colour: process.stdout.isTTY === true && !process.env["NO_COLOR"] })}\n`,
  );
}

/** True when a claim that should hold does not. */
export function anyFailed(results: readonly ResultDocument[]): boolean {
  return results.some((result) => result.claims.some((claim) => claim.verdict === "not-reproduced"));
}

/** `oleate run`: fit, predict, verify; writes result.json and report.html beside the study. */
export function run(names: readonly string[], options: { json?: boolean; quiet?: boolean }): number {
  const results = chosenStudies(names).map((name) => {
    const { folder, result } = runOne(name);
    writeWhole(join(folder, "result.json"), `${JSON.stringify(result, null, 1)}\n`);
    writeWhole(join(folder, "report.html"), renderReport(result));
    if (!options.json) {
      printClaims(result);
      for (const analysis of result.analyses) {
        if (options.quiet) continue;
        process.stdout.write(
          `\n${analysis.title}\n${analysis.findings.map((finding) => `  ${finding}\n`).join("")}`,
        );
      }
      process.stdout.write(
        `\nwrote ${relative(process.cwd(), join(folder, "result.json"))} and report.html beside it\n`,
      );
    }
    return result;
  });
  if (options.json) printJson(results.length === 1 ? results[0] : results);
  return anyFailed(results) ? 1 : 0;
}
