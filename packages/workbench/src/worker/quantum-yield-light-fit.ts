import { InputError, readStudyDocument, runStudy } from "@oleate/core";
import { readTable } from "@oleate/files";
import type { LightFitAsk, LightFitted } from "./quantum-yield-light-protocol.ts";
import { FIT_ANALYSIS, lightStudy, studyName, TITRATION_FILE, titrationCsv } from "./quantum-yield-study.ts";

/**
 * Fits a titration through the study that the page saves, so that `oleate run` gives the same numbers.
 * @throws InputErrors as the study does
 */
export function fitLight(
  { wish, rows, free, yieldError, lifetimeErrorNs }: LightFitAsk,
  progress: (share: number, what: string) => void,
): LightFitted {
  if (free.length === 0)
    throw new InputError({
      what: "nothing is left to fit",
      found: "every number is held",
      expected: "at least one number to fit",
      remedy: "tick what the titration should tell",
    });
  const source = lightStudy(wish, { rows, free, yieldError, lifetimeErrorNs });
  const table = readTable(new TextEncoder().encode(titrationCsv(rows)), TITRATION_FILE);
  const result = runStudy(readStudyDocument(source, "study.yaml"), {
    id: "passivation",
    tables: new Map([[TITRATION_FILE, table]]),
    onProgress: progress,
  });
  const analysis = result.analyses.find(({ id }) => id === FIT_ANALYSIS)!;
  const fit = analysis.fit!;
  const found = new Map(fit.parameters.map(({ name, value }) => [name, value]));
  const values = { ...wish.values };
  for (const name of free) values[name] = found.get(studyName(name)) ?? values[name];
  return { fit, findings: analysis.findings, values };
}
