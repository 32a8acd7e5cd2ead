import { kindOf } from "./analyses/index.ts";
import { measurementFiles } from "./measurement/index.ts";
import type { StudyFile } from "./schema/index.ts";

/** Names of all data files a study reads, each once: those of its measurements, then those of its analyses. */
export function studyFiles(study: StudyFile): readonly string[] {
  return [
    ...new Set([
      ...Object.values(study.measurements ?? {}).flatMap(measurementFiles),
      ...Object.values(study.analyses ?? {}).flatMap((analysis) => kindOf(analysis).files?.(analysis) ?? []),
    ]),
  ];
}
