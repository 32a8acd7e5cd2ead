import { buildDot, type Dot, InputError, readDotWords, summariseDot } from "@oleate/core";
import { formatExists, writeAll } from "../build-files.ts";
import { crystalOfFile, moleculesOf } from "../build-own.ts";
import { printSummary } from "../build-summary.ts";
import { type BuildOptions, wordsOf } from "../build-words.ts";
import { printJson } from "../print-json.ts";
import { startProgress } from "../progress.ts";

/** `oleate build`: a dot from words, its numbers and its files. */
export async function build(options: BuildOptions): Promise<number> {
  const outputs = [...(options.xyz === undefined ? [] : [options.xyz]), ...(options.out ?? [])];
  for (const path of outputs) formatExists(path);
  const twice = outputs.find((path, i) => outputs.indexOf(path) < i);
  if (twice !== undefined) {
    throw new InputError({ what: "a file is asked for twice", found: twice, expected: "each file once" });
  }
  const crystal = await crystalOfFile(options);
  const words = wordsOf(options);
  const request = readDotWords(words, {
    ...(crystal ? { crystal } : {}),
    molecules: await moleculesOf(options),
  });
  const progress = startProgress("build");
  let dot: Dot;
  try {
    dot = buildDot({ ...request, onProgress: (share, what) => progress.update(share, what) });
  } finally {
    progress.end();
  }
  const summary = summariseDot(dot);
  const written = writeAll(dot, outputs);
  if (options.json) printJson({ ...summary, files: written });
  else printSummary(summary, written);
  return 0;
}
