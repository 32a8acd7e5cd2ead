import type { Complaint, FittedNumber, GradientShape, Nucleus, PpmRange } from "@oleate/core";
import type { NmrKind, NmrPeak } from "@oleate/files";
import type { GivenFile } from "./given-file.ts";

/** A data set that can be chosen. */
export interface NmrSet {
  readonly name: string;
  /** What it is, in words. */
  readonly label: string;
}

/** How spectra are made of raw decays; of processed spectra only the baseline can be changed. */
export interface Processing {
  /** Exponential broadening, Hz. */
  readonly broadeningHz: number;
  /** Points of the spectrum: the next power of two at or above this many times the points measured. */
  readonly fill: 1 | 2 | 4;
  /** Zero and first order, as TopSpin counts them; "automatic" finds them. */
  readonly phase: "automatic" | { readonly zeroDegrees: number; readonly firstDegrees: number };
  /** Degree of the polynomial taken off; "usual" is 3 for raw decays and none for processed spectra. */
  readonly baseline: "usual" | "none" | number;
}

/** Timing in place of the file's, in ms. */
export interface StatedTiming {
  readonly nucleus: Nucleus;
  readonly durationMs: number;
  readonly delayMs: number;
  readonly shape: GradientShape;
  readonly bipolar: boolean;
  readonly gapMs: number;
}

/** Models of a decay, as `oleate diffusion --model` names them. */
export type ModelName = "mono-exponential" | "bi-exponential" | "stretched" | "gamma" | "karger";

/** What the page asks of the data that are open. */
export interface NmrWish {
  /** One of the data sets; null takes the first. */
  readonly dataset: string | null;
  /** Gradients of the rows in T/m as text; empty takes the file's. */
  readonly gradients: string;
  /** Gradient at 100 %, T/m, as text; empty where it is not needed. */
  readonly fullGradient: string;
  /** Of an experiment that was stopped: its whole rows are read. */
  readonly acceptIncomplete: boolean;
  readonly timing: StatedTiming | null;
  /** Share of delta that is taken from Delta, in place of what the gradients' shape says. */
  readonly share: number | null;
  readonly processing: Processing;
  /** Regions to integrate; null takes the tallest lines. */
  readonly regions: readonly PpmRange[] | null;
  readonly models: readonly ModelName[];
}

/** What is known of a data set before it is processed. */
export interface DataAnswer {
  readonly kind: "data";
  readonly ticket: number;
  readonly key: string;
  readonly dataset: string;
  /** True for the set that the page makes itself. */
  readonly simulated: boolean;
  readonly what: NmrKind | "decays" | "table";
  readonly title: string;
  readonly nucleus: string;
  readonly referenceMHz: number;
  readonly rows: number;
  readonly points: number;
  readonly temperatureK: number | null;
  readonly solvent: string;
  readonly pulseProgram: string;
  /** Names of the rows: a gradient, a delay. */
  readonly rowNames: readonly string[];
  /** The file's own timing, where it has one. */
  readonly timing: StatedTiming | null;
  readonly diffusion: boolean;
  readonly peaks: readonly NmrPeak[];
  readonly integrals: readonly { readonly fromPpm: number; readonly toPpm: number; readonly value: number }[];
  readonly notes: readonly string[];
}

/** Spectra on one axis, highest shift first. */
export interface SpectraAnswer {
  readonly kind: "spectra";
  readonly ticket: number;
  readonly key: string;
  readonly rows: readonly Float32Array[];
  readonly firstPpm: number;
  readonly lastPpm: number;
  /** The phase that was applied. */
  readonly phase: { readonly zeroDegrees: number; readonly firstDegrees: number } | null;
  readonly baseline: number | null;
}

/** The integral of one region in every row. */
export interface RegionAnswer {
  readonly region: PpmRange;
  /** Shift of the tallest point, ppm. */
  readonly peakPpm: number;
  readonly values: readonly number[];
  readonly errors: readonly number[];
}

/** Integrals of all regions. */
export interface IntegralsAnswer {
  readonly kind: "integrals";
  readonly ticket: number;
  readonly key: string;
  readonly regions: readonly RegionAnswer[];
}

/** One model fitted to one decay. */
export interface FittedModel {
  readonly model: string;
  readonly parameters: readonly FittedNumber[];
  readonly aicc: number | null;
  readonly best: boolean;
  readonly predicted: readonly number[];
  /** The curve through the points, over the decay's first intensity. */
  readonly curve: readonly number[];
  readonly warnings: readonly string[];
}

/** A decay with its fits. */
export interface FittedDecay {
  readonly name: string;
  readonly region: PpmRange | null;
  readonly peakPpm: number | null;
  readonly b: readonly number[];
  readonly intensity: readonly number[];
  readonly sigma: readonly number[] | null;
  /** Places of the curves, s/m2. */
  readonly curveB: readonly number[];
  readonly models: readonly FittedModel[];
  readonly failed: readonly { readonly model: string; readonly why: string }[];
  /** Why nothing was fitted. */
  readonly problem: string | null;
}

/** One decay's answer; they come one after another. */
export interface DecayAnswer {
  readonly kind: "decay";
  readonly ticket: number;
  readonly key: string;
  readonly index: number;
  readonly count: number;
  readonly decay: FittedDecay;
}

/** Signal over shift (columns, highest first) and D (rows), row-major, the largest 1. */
export interface DosyAnswer {
  readonly kind: "dosy";
  readonly ticket: number;
  readonly key: string;
  readonly ppm: readonly number[];
  readonly diffusion: readonly number[];
  readonly values: Float32Array;
}

/** Files were opened: what can be chosen. */
export interface OpenedAnswer {
  readonly kind: "opened";
  readonly ticket: number;
  readonly sets: readonly NmrSet[];
  /** Name of the file or folder; "." for loose files of one folder, null for the simulated set. */
  readonly source: string | null;
}

/** Everything of a request has been sent. */
export interface NmrSettled {
  readonly kind: "settled";
  readonly ticket: number;
  /** From receiving the request to here. */
  readonly milliseconds: number;
}

/** Where a problem belongs. */
export type NmrControl = "files" | "processing" | "regions" | "diffusion";

/** What cannot be; `needs` says which field would help. */
export interface NmrRefused {
  readonly kind: "refused";
  readonly ticket: number;
  readonly control: NmrControl;
  readonly needs: "gradients" | "full gradient" | "timing" | "whole rows" | null;
  readonly complaints: readonly Complaint[];
  readonly message: string;
}

/** What the worker sends. */
export type NmrAnswer =
  | OpenedAnswer
  | DataAnswer
  | SpectraAnswer
  | IntegralsAnswer
  | DecayAnswer
  | DosyAnswer
  | NmrSettled
  | NmrRefused;

/** What the page sends: files to open (null for the simulated set), and what it wants of them. */
export interface NmrRequest {
  readonly ticket: number;
  readonly wish: NmrWish;
  readonly open?: { readonly files: readonly GivenFile[] | null };
  /** Keys of what the page holds: what has not changed is not sent again. */
  readonly have: readonly string[];
}
