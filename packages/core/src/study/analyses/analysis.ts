import type { z } from "zod";
import type { Place } from "../../errors.ts";
import type { Evaluator, Leaf } from "../evaluator.ts";
import type { Model } from "../model/index.ts";
import type { AnalysisResult } from "../result.ts";
import type { ChangesFile, StudyFile } from "../schema/index.ts";
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

/** Something of the study an analysis builds on, and where the analysis names it, under its own path. */
export interface Needed {
  readonly name: string;
  readonly path: readonly (string | number)[];
}

/** One kind of analysis: its file in this folder exports one of these. */
export interface AnalysisKind<Fields extends z.ZodType<{ kind: string }>> {
  readonly kind: z.infer<Fields>["kind"];
  /** What may be written of it in the study file. */
  readonly fields: Fields;
  /** True where it asks for the equilibria at the surface, false where it looks at the dot or the sample alone. */
  readonly ofSurface: boolean;
  /** Measurements it reads. */
  measurements?(options: z.infer<Fields>): readonly Needed[];
  /** Data files it reads beside those of measurements. */
  files?(options: z.infer<Fields>): readonly string[];
  /** Analyses of the kind `fit` whose fit it goes on from. */
  fits?(options: z.infer<Fields>): readonly Needed[];
  /** Reports everything `run` would refuse that can be seen without running it; may ask for no other analysis's outcome. */
  check?(options: z.infer<Fields>, context: AnalysisContext, report: Report): void;
  /** The same as far as the model and the measurements are needed; called where both are sound. Throws InputError. */
  checkModel?(options: z.infer<Fields>, context: AnalysisContext, model: Model): void;
  /** Names and units of the results; without it nothing is known of them beforehand. Throws InputError for a broken study. */
  results?(options: z.infer<Fields>, context: AnalysisContext): ExpectedResults;
  run(options: z.infer<Fields>, context: AnalysisContext): AnalysisOutcome;
}
