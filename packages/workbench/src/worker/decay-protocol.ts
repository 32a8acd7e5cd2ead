import type {
  Complaint,
  DecayNoise,
  DecayNumber,
  EmissionCurve,
  EmissionDecay,
  EmissionResult,
  InstrumentResponse,
  RateDistribution,
  Regulariser,
} from "@oleate/core";
import type { DecayCurve, TimeUnit } from "@oleate/files";
import type { SharedFit } from "./decay-many.ts";

/** What cannot be read off every file and may be stated. */
export interface ReadingWish {
  readonly timeUnit: TimeUnit | null;
  readonly channelWidthNs: number | null;
  /** Detector channel that recorded the pulses of a PicoHarp in T2. */
  readonly syncChannel: number | null;
  /** Time between pulses of T2 records that do not hold it. */
  readonly syncPeriodNs: number | null;
  readonly acceptIncomplete: boolean;
}

/** A curve that was read. */
export interface OpenCurve extends DecayCurve {
  /** Unique among what is open. */
  readonly key: string;
  /** The file it came from, as it was given. */
  readonly file: string;
  /** Its place in that file, from 1, and how many there are. */
  readonly place: number;
  readonly of: number;
  /** What it is called beside curves of other files. */
  readonly label: string;
  /** Its name or that of its file says that it is an instrument response. */
  readonly looksLikeResponse: boolean;
}

/** What was read of some files; those that could not be read are in `refused`. */
export interface OpenedDecays {
  readonly curves: readonly OpenCurve[];
  readonly notes: readonly string[];
  readonly refused: readonly Complaint[];
}

/** Shapes a component may have, by their names in the core. */
export type ComponentName = "exponential" | "stretched" | "log-normal";

/** A decay and how it is to be described. */
export interface FitAsk {
  /** Names the decay, the response and everything stated: equal keys are equal fits. */
  readonly key: string;
  readonly decay: EmissionDecay;
  readonly response: InstrumentResponse;
  readonly component: ComponentName;
  /** How many components; null takes as many as AICc supports. */
  readonly count: number | null;
  readonly prompt: boolean;
  readonly noise: DecayNoise;
  readonly backgroundCounts: number | null;
  readonly shiftNs: number | null;
  readonly periodNs: number | null;
  readonly pulses: number | null;
  readonly peakCounts: number | null;
  readonly fromNs: number | null;
  readonly toNs: number | null;
}

/** One number of components among those that were tried. */
export interface TriedCount {
  readonly name: string;
  readonly freeParameters: number;
  readonly aiccDifference: number | null;
  readonly weight: number | null;
  readonly chosen: boolean;
}

/** A decay as fitted, with the curves it is made of. */
export interface FittedEmission {
  readonly result: EmissionResult;
  readonly curve: EmissionCurve;
  /** Means of each component, and of the prompt part, over the fitted channels. */
  readonly parts: readonly { readonly name: string; readonly means: Float64Array }[];
  /** All parameters in the order of the model: where a like fit may begin. */
  readonly values: Float64Array;
  readonly tried: readonly TriedCount[] | null;
  /** Why this number of components was taken. */
  readonly sentence: string | null;
  /** What the record itself shows that a reader must know of, in the words of `oleate decay`. */
  readonly notes: readonly string[];
  /** Integrated autocorrelation time of the residuals, channels; 1 where they do not hang together. */
  readonly correlationChannels: number;
}

/** What the page sends. */
export type DecayRequest =
  | {
      readonly job: "open";
      readonly ticket: number;
      readonly files: readonly File[];
      readonly reading: ReadingWish;
    }
  | {
      /** A fit from a known start, or from one start found: the answer while something is moved. */
      readonly job: "quick";
      readonly ticket: number;
      readonly ask: FitAsk;
      readonly count: number;
      readonly start: Float64Array | null;
    }
  | {
      /** Each decay searched from several starts, then its intervals, then those of its shares and averages. */
      readonly job: "settle";
      readonly ticket: number;
      readonly asks: readonly FitAsk[];
    }
  | {
      /** Shared lifetimes of a series. */
      readonly job: "shared";
      readonly ticket: number;
      readonly asks: readonly FitAsk[];
      readonly lifetimes: number;
    }
  | {
      /** A free distribution of lifetimes. */
      readonly job: "distribution";
      readonly ticket: number;
      readonly ask: FitAsk;
      readonly regulariser: Regulariser;
    };

/** How far a file has been read. */
export interface OpeningProgress {
  readonly kind: "opening";
  readonly ticket: number;
  readonly share: number;
  readonly what: string;
}

/** What the worker sends. */
export type DecayAnswer =
  | OpeningProgress
  | { readonly kind: "opened"; readonly ticket: number; readonly found: OpenedDecays }
  | {
      readonly kind: "fit";
      readonly ticket: number;
      readonly key: string;
      readonly found: FittedEmission;
      /** Whether several starts were searched. */
      readonly searched: boolean;
      readonly milliseconds: number;
    }
  | {
      readonly kind: "interval";
      readonly ticket: number;
      readonly key: string;
      readonly name: string;
      readonly number: DecayNumber;
      readonly done: number;
      readonly of: number;
    }
  | {
      /** The fit as `oleate decay` makes it, shares and averages with profile intervals too; null where that was refused. */
      readonly kind: "settled";
      readonly ticket: number;
      readonly key: string;
      readonly result: EmissionResult | null;
    }
  | {
      readonly kind: "shared";
      readonly ticket: number;
      readonly found: SharedFit;
      readonly milliseconds: number;
    }
  | {
      readonly kind: "distribution";
      readonly ticket: number;
      readonly found: RateDistribution;
      readonly milliseconds: number;
    }
  | {
      readonly kind: "refused";
      readonly ticket: number;
      /** Of which fit; null for files. */
      readonly key: string | null;
      readonly complaints: readonly Complaint[];
    }
  | { readonly kind: "done"; readonly ticket: number };
