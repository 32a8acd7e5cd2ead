import { readStudyDocument } from "../document.ts";
import type { RunOptions } from "../prepare.ts";
import type { ClaimResult, FitResult, ResultDocument } from "../result.ts";
import { plainTable } from "./plain-table.ts";

/** The study as a run is given it; `read` gives the text of a file by its path from the project's root. */
export function picolinateStudy(read: (path: string) => string): {
  readonly document: ReturnType<typeof readStudyDocument>;
  readonly options: RunOptions;
} {
  const textOf = (file: string): string => read(`studies/cspbbr3-picolinate/${file}`);
  const files = ["table1.csv", "cyclohexane.csv", "emission.csv"];
  return {
    document: readStudyDocument(textOf("study.yaml"), "study.yaml"),
    options: {
      id: "cspbbr3-picolinate",
      tables: new Map(files.map((file) => [file, plainTable(file, textOf(file))])),
    },
  };
}

/** What a run found, by names. */
export function lookInto(result: ResultDocument): {
  claim(id: string): ClaimResult;
  part(id: string, what: string): number;
  fitOf(id: string): FitResult;
} {
  const claim = (id: string): ClaimResult => result.claims.find((entry) => entry.id === id)!;
  return {
    claim,
    part: (id, what) => claim(id).parts.find((entry) => entry.what === what)!.computed,
    fitOf: (id) => result.analyses.find((entry) => entry.id === id)!.fit!,
  };
}
