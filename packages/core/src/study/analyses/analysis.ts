import type { Place } from "../../errors.ts";
import type { Evaluator, Leaf } from "../evaluator.ts";
import type { Model } from "../model.ts";
import type { AnalysisResult } from "../result.ts";
import type { AnalysisFile, ChangesFile, StudyFile } from "../schema.ts";
import type { Table } from "../table.ts";

/** What an analysis found, and the numbers other expressions may use as `<id>.<name>`. */
export interface AnalysisOutcome {
  readonly result: AnalysisResult;
  readonly leaves: ReadonlyMap<string, Leaf>;
  /** Citations of tables and methods used. */
  readonly citations?: readonly { readonly cite: string; readonly doi?: string }[];
}

/** What an analysis may ask of the study it belongs to. */
export interface AnalysisContext {
  readonly id: string;
  readonly file: StudyFile;
  readonly path: readonly (string | number)[];
  readonly seed: number;
  readonly evaluator: Evaluator;
  placeOf(path: readonly (string | number)[]): Place;
  table(file: string, place: Place): Table;
  modelFor(changes: ChangesFile | undefined, path: readonly (string | number)[]): Model;
  /** Another analysis of the study, run when first asked for. */
  outcome(id: string, place: Place): AnalysisOutcome;
  /** Called with a share done, 0..1; throws to stop. */
  progress(share: number, what: string): void;
}

/** One kind of analysis: its file in this folder exports one of these. */
export interface AnalysisKind<Kind extends AnalysisFile["kind"]> {
  readonly kind: Kind;
  run(options: Extract<AnalysisFile, { kind: Kind }>, context: AnalysisContext): AnalysisOutcome;
}
