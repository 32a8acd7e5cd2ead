import type { Estimate, Identifiability } from "../inference/estimate.ts";
import type { Citation } from "../matter/index.ts";
import type { FigureSpec, MapSpec } from "./figure-spec.ts";

export type { Estimate, Identifiability };

/** `reproduced`: equal within the tolerance asked; `within-error`: inside the printed error; `contradiction`: the paper against itself or physics, the note says which. */
export type Verdict = "reproduced" | "within-error" | "not-reproduced" | "contradiction";

/** One fit of a study: parameters, quality and how it ended. */
export interface FitResult {
  readonly id: string;
  readonly title: string;
  readonly model: string;
  readonly parameters: readonly Estimate[];
  /** Correlation matrix of the free parameters, in the order of `correlationOf`. */
  readonly correlationOf: readonly string[];
  readonly correlation: readonly (readonly number[])[];
  readonly observations: number;
  readonly freeParameters: number;
  readonly sumOfSquares: number;
  readonly rms: { readonly value: number; readonly unit: string };
  readonly aicc: number | null;
  readonly bic: number | null;
  readonly evaluations: number;
  readonly termination: string;
  readonly figures: readonly FigureSpec[];
  readonly notes: readonly string[];
}

/** One number of a claim beside what was computed. */
export interface ClaimPart {
  readonly what: string;
  readonly printed: string;
  readonly computed: number;
  readonly unit: string;
  readonly verdict: Verdict;
  /** Within which difference it counts as reproduced or within error, in words; "" for a bound or a range. */
  readonly within: string;
  readonly basis: ClaimBasis;
  /** True where it does not decide the verdict of the claim. */
  readonly aside: boolean;
}

/**
 * What a computed number rests on: what the paper prints and facts it does not state; data that had to be simulated, or a model told
 * other numbers of the paper; the very number, put in, so that it cannot but agree.
 */
export type ClaimBasis = "recomputed" | "simulated" | "put in";

/**
 * A line of the claims table. `printed` and `computed` are those of the first part that has the verdict of the whole; `parts` holds
 * them all. `basis`: the weakest of what decides, save what was put in beside other numbers.
 */
export interface ClaimResult {
  readonly study: string;
  readonly id: string;
  readonly what: string;
  readonly printed: string;
  readonly computed: number;
  readonly unit: string;
  readonly verdict: Verdict;
  readonly basis: ClaimBasis;
  readonly note: string;
  readonly parts: readonly ClaimPart[];
}

/** A claim nothing computes yet, and what it waits for. */
export interface WaitingClaim {
  readonly study: string;
  readonly id: string;
  readonly what: string;
  readonly waits: string;
}

/** A named number of the result: what claims and the page refer to. */
export interface NamedValue {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  readonly note?: string;
}

/** A table of the result, column by column; text or numbers. */
export interface ResultTable {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly columns: readonly {
    readonly name: string;
    readonly unit: string;
    readonly values: readonly (number | string | null)[];
  }[];
}

/** One analysis of a study: what it found, in words, numbers, tables and figures. */
export interface AnalysisResult {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly findings: readonly string[];
  readonly values: readonly NamedValue[];
  readonly tables: readonly ResultTable[];
  readonly figures: readonly FigureSpec[];
  readonly maps?: readonly MapSpec[];
  readonly fit?: FitResult;
}

/** The whole outcome of `oleate run`: result.json. The same study gives the same bytes on every machine. */
export interface ResultDocument {
  readonly format: "oleate-result/1";
  readonly oleate: string;
  readonly seed: number;
  readonly study: { readonly id: string; readonly title: string; readonly source: Citation };
  /** The sample as label and printed value, in reading order. */
  readonly sample: readonly { readonly label: string; readonly value: string; readonly note?: string }[];
  readonly values: readonly NamedValue[];
  readonly analyses: readonly AnalysisResult[];
  readonly claims: readonly ClaimResult[];
  /** Claims nothing computes yet. */
  readonly waiting: readonly WaitingClaim[];
  readonly citations: readonly Citation[];
  readonly warnings: readonly string[];
}
