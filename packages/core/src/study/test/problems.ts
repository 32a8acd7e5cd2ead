import type { Complaint } from "../../errors.ts";
import { readStudyDocument } from "../document.ts";
import type { Table } from "../table.ts";
import { validateStudy } from "../validate.ts";

/** Everything wrong with a study file, unknown keys first. */
export function problemsOf(source: string, tables: ReadonlyMap<string, Table>): readonly Complaint[] {
  const unknownKeys: Complaint[] = [];
  const document = readStudyDocument(source, "study.yaml", unknownKeys);
  return [...unknownKeys, ...validateStudy(document, { id: "tested", tables })];
}
