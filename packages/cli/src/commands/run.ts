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

/** Prints the claims table of a study. */
export function printClaims(result: ResultDocument): void {
  process.stdout.write(`\n${result.study.title} (${result.study.id})\n\n`);
  process.stdout.write(
    `${claimsText(result.claims, { width: terminalWidth(), colour: process.stdout.isTTY === true && !process.env["NO_COLOR"] })}\n`,
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

/** `oleate verify`: the claims table of the studies, as text or JSON. */
export function verify(names: readonly string[], options: { json?: boolean }): number {
  const results = chosenStudies(names).map((name) => runOne(name).result);
  if (options.json) {
    printJson(results.flatMap((result) => result.claims));
  } else {
    for (const result of results) printClaims(result);
    const all = results.flatMap((result) => result.claims);
    const count = (verdict: string): number => all.filter((claim) => claim.verdict === verdict).length;
    process.stdout.write(
      `\n${all.length} claims: ${count("reproduced")} reproduced, ${count("within-error")} within error, ${count("contradiction")} contradiction, ${count("not-reproduced")} not reproduced\n`,
    );
    for (const { id, what, waits } of results.flatMap((result) => result.waiting))
      process.stdout.write(`${id} waits ${waits}: ${what}\n`);
    const odd = all.filter((claim) => claim.parts.some((part) => part.verdict === "contradiction"));
    if (odd.length > 0) {
      process.stdout.write(
        `single numbers at odds with the paper itself or with physics: ${odd.map((claim) => claim.id).join(", ")} (see their notes)\n`,
      );
    }
  }
  return anyFailed(results) ? 1 : 0;
}
