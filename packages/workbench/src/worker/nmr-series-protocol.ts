import type { Complaint, SeriesKind, SeriesResult } from "@oleate/core";
import type { GivenFile } from "./given-file.ts";

/** The numbers of the model, as the fit and `oleate nmr-fit` name them. */
export type SeriesNumber =
  | "K"
  | "sites"
  | "D bound"
  | "D free"
  | "shift bound"
  | "shift free"
  | "width bound"
  | "width free"
  | "integral per mM"
  | "invisible share"
  | "k exchange";

/** A number to start from, or to hold. */
export interface StartNumber {
  readonly value: number;
  readonly fit: boolean;
}

/** A series as it was read; an entry is NaN where a row was not measured. */
export interface SeriesRows {
  /** Name of the file. */
  readonly file: string;
  /** True for the series that the page makes itself. */
  readonly simulated: boolean;
  readonly dotsMilliMolar: Float64Array;
  readonly ligandMilliMolar: Float64Array;
  readonly measured: Partial<Readonly<Record<SeriesKind, Float64Array>>>;
  readonly notes: readonly string[];
}

/** What is to be fitted to a series, and from where. */
export interface SeriesWish {
  /** Kinds that take part; others of the table are left out. */
  readonly kinds: readonly SeriesKind[];
  readonly numbers: Readonly<Record<SeriesNumber, StartNumber>>;
  /** Standard errors by kind, in the kind's unit; found from the scatter where none is stated. */
  readonly noise: Partial<Readonly<Record<SeriesKind, number>>>;
  /** Whether a share of the bound ligand gives no signal. */
  readonly invisible: boolean;
  /** Whether exchange adds to the width. */
  readonly exchange: boolean;
  readonly protonMHz: number;
}

/** What the page sends: a table to read (null for the simulated one), or a series to fit. */
export type SeriesRequest =
  | { readonly kind: "read"; readonly ticket: number; readonly file: GivenFile | null }
  | { readonly kind: "fit"; readonly ticket: number; readonly rows: SeriesRows; readonly wish: SeriesWish };

/** What the worker sends. */
export type SeriesAnswer =
  | { readonly kind: "rows"; readonly ticket: number; readonly rows: SeriesRows }
  /** A fit has begun: how many unknowns to how many numbers. */
  | {
      readonly kind: "fitting";
      readonly ticket: number;
      readonly unknowns: number;
      readonly observations: number;
    }
  | {
      readonly kind: "fitted";
      readonly ticket: number;
      readonly result: SeriesResult;
      readonly milliseconds: number;
    }
  | {
      readonly kind: "refused";
      readonly ticket: number;
      readonly asked: SeriesRequest["kind"];
      readonly complaints: readonly Complaint[];
    };
