import { basename } from "node:path";
import { InputError } from "@oleate/core";
import { type Finding, lintStructure } from "@oleate/files";
import { printJson } from "../print-json.ts";
import { readBytes } from "../study-folder.ts";
import { readAssignments } from "./speciate.ts";

interface LintOptions {
  readonly oxidation?: string[];
  readonly json?: boolean;
}

/** `oleate lint`: what is wrong with published XYZ files. Exit 1 when any has an error. */
export function lint(files: readonly string[], options: LintOptions): number {
  const oxidation = Object.fromEntries(
    readAssignments(options.oxidation ?? [], "--oxidation").map(([symbol, text]) => {
      const value = Number(text);
      if (Number.isFinite(value)) return [symbol, value];
      throw new InputError({ what: `the oxidation number of ${symbol} is no number`, found: `"${text}"` });
    }),
  );
  const all = files.map((file) => ({
    file,
    findings: lintStructure(new TextDecoder().decode(readBytes(file, file)), basename(file), oxidation),
  }));
  if (options.json) printJson(all);
  else for (const { file, findings } of all) print(file, findings);
  return all.some(({ findings }) => findings.some(({ severity }) => severity === "error")) ? 1 : 0;
}

function print(file: string, findings: readonly Finding[]): void {
  if (findings.length === 0) process.stdout.write(`${file}: nothing wrong\n`);
  for (const { severity, what, place, remedy } of findings) {
    const where = place?.line === undefined ? file : `${file}:${place.line}`;
    process.stdout.write(`${where}: ${severity}: ${what}${remedy ? ` (${remedy})` : ""}\n`);
  }
}
