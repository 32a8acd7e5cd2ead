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

/** A result that can be named before the analysis has run. */
export interface ExpectedResult {
  /** null where the unit follows from the run. */
  readonly unit: string | null;
  /** Length of a column; without it the result is one number. */
  readonly rows?: number;
}

/** The results of an analysis as far as they are known without running it. */
export interface ExpectedResults {
  readonly names: ReadonlyMap<string, ExpectedResult>;
  /** Results whose names follow from the run, by how they begin. */
  readonly families?: readonly (ExpectedResult & { readonly prefix: string })[];
}

/** Where the check of an analysis puts what it finds. */
export interface Report {
  /** Collects the complaint of `act`, at the place of `path` unless it knows a nearer one. */
  at(path: readonly (string | number)[], act: () => void): void;
  /** False while numbers are stand-ins for the results of other analyses: their units count, their values do not. */
  readonly settled: boolean;
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
  /** Reports everything `run` would refuse that can be seen without running it; may ask for no other analysis's outcome. */
  check?(options: Extract<AnalysisFile, { kind: Kind }>, context: AnalysisContext, report: Report): void;
  /** Names and units of the results; without it nothing is known of them beforehand. Throws InputError for a broken study. */
  results?(options: Extract<AnalysisFile, { kind: Kind }>, context: AnalysisContext): ExpectedResults;
  run(options: Extract<AnalysisFile, { kind: Kind }>, context: AnalysisContext): AnalysisOutcome;
}
