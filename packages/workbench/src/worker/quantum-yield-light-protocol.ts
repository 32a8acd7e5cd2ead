import type { FitResult, LightParameterName } from "@oleate/core";

/** Numbers of the model beside the light's own parameters. */
export type SurfaceNumber = "K_PIC" | "K_L" | "sites" | "K_etch" | "native" | "dots" | "power";

/** Every number of the model that can be moved. */
export type LightNumberName = SurfaceNumber | LightParameterName;

/** What is asked about passivated dots. */
export interface LightWish {
  readonly values: Readonly<Record<LightNumberName, number>>;
  readonly statistics: "binomial" | "poisson";
  readonly etching: boolean;
  /** Dose (equivalents per dot) whose decay is drawn. */
  readonly dose: number;
  /** Highest dose of the curves. */
  readonly to: number;
}

/** The light at one dose. */
export interface LightPoint {
  readonly dose: number;
  readonly quantumYield: number;
  readonly brightFraction: number;
  readonly amplitudeLifetimeNs: number;
  readonly intensityLifetimeNs: number;
  readonly oneOverENs: number;
  readonly tailLifetimeNs: number;
  readonly tailAmplitude: number;
  readonly promptShare: number;
  readonly shallowPerDot: number;
  readonly deepPerDot: number;
  /** Shares of the sites. */
  readonly bare: number;
  readonly stripped: number;
  readonly covered: number;
}

/** Curves against dose, the points that are read off, and their decays. */
export interface LightFound {
  readonly curve: readonly LightPoint[];
  readonly before: LightPoint;
  readonly here: LightPoint;
  /** Where the quantum yield is greatest. */
  readonly best: LightPoint;
  readonly timesNs: readonly number[];
  /** Decays of the bright dots, the bright fraction at t = 0. */
  readonly decayBefore: readonly number[];
  readonly decayHere: readonly number[];
  /** Quantum yield of the dots as they are, thinned with all they are in, against their concentration in M. */
  readonly dilution: { readonly dotsMolar: readonly number[]; readonly quantumYield: readonly number[] };
}

/** A titration of quantum yields, and of lifetimes of the tail where the table has them; NaN where not measured. */
export interface TitrationRows {
  readonly file: string;
  readonly simulated: boolean;
  readonly doses: Float64Array;
  readonly quantumYields: Float64Array;
  readonly lifetimesNs: Float64Array | null;
  readonly notes: readonly string[];
}

/** A titration to fit: the model it starts from, what is free, and the scatter. */
export interface LightFitAsk {
  readonly wish: LightWish;
  readonly rows: TitrationRows;
  readonly free: readonly LightNumberName[];
  readonly yieldError: number;
  readonly lifetimeErrorNs: number;
}

/** The fit, and the model with its numbers put in. */
export interface LightFitted {
  readonly fit: FitResult;
  readonly findings: readonly string[];
  readonly values: Readonly<Record<LightNumberName, number>>;
}
