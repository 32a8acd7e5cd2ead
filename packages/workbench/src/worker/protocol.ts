import type { Series } from "@oleate/core";

/** One slider of the page: a number of the model that can be moved. Values are in `unit`. */
export interface Control {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly scale: "linear" | "log";
  /** Where the value comes from: the study, or a fit of it. */
  readonly origin: string;
}

/** What the page needs to draw its sliders, sent once a study is prepared. */
export interface Prepared {
  readonly kind: "prepared";
  readonly ingredient: string;
  readonly controls: readonly Control[];
  /** Dose in equivalents per dot at which numbers are read off; its ends are the ends of the curves. */
  readonly dose: Control;
  /** Measured points that share the axes, if there are any. */
  readonly measured: readonly Series[];
}

/** One species' numbers at the chosen dose. */
export interface Reading {
  readonly name: string;
  readonly bound: boolean;
  readonly perDot: number;
  readonly molar: number;
  /** Share of its own class of sites, 0..1, and the spread from dot to dot (standard deviation), for bound species. */
  readonly coverage: number | null;
  readonly spread: number | null;
}

/** A recomputed state: curves against dose and the numbers at the chosen dose. */
export interface Computed {
  readonly kind: "computed";
  readonly ticket: number;
  readonly curves: readonly Series[];
  readonly readings: readonly Reading[];
}

/** The study adds no ligand in steps: there is nothing to draw against a dose, and nothing is wrong. */
export interface Nothing {
  readonly kind: "nothing";
}

/** Something went wrong; the page shows it. */
export interface Failed {
  readonly kind: "failed";
  readonly message: string;
}

/** What the worker sends. */
export type Answer = Prepared | Nothing | Computed | Failed;

/** What the page sends: a study to prepare, or slider values to recompute for. */
export type Request =
  | {
      readonly kind: "prepare";
      readonly id: string;
      readonly source: string;
      readonly files: Readonly<Record<string, string>>;
      /** Fitted values by constant name, in the unit the fit reports, from the stored result. */
      readonly fitted: Readonly<Record<string, { readonly value: number; readonly from: string }>>;
    }
  | { readonly kind: "compute"; readonly ticket: number; readonly values: Readonly<Record<string, number>> };
