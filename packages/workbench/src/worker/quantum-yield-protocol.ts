import type {
  Complaint,
  DrawnInterval,
  LocalFieldModelName,
  MediumFit,
  WavelengthSpectrum,
} from "@oleate/core";
import type { SpectralQuantity } from "@oleate/files";
import type { GivenFile } from "./given-file.ts";
import type {
  LightFitAsk,
  LightFitted,
  LightFound,
  LightWish,
  TitrationRows,
} from "./quantum-yield-light-protocol.ts";

/** A file of any of the tabs. */
export type LightFile = GivenFile;

/** A number as typed, with its standard error; null where none is stated. */
export interface Stated {
  readonly value: number | null;
  readonly error: number | null;
}

/** How a quantum yield is measured: relative to a standard in three ways, or absolute. */
export type Way = "spectra" | "numbers" | "dilutions" | "sphere";

/** A spectrum that was read, for the page to draw and to choose from. */
export interface ReadSpectrum {
  /** "FILE: NAME", or the file alone where it holds one. */
  readonly label: string;
  readonly file: string;
  /** Whether its file holds nothing else, so that the command line can take the file as it is. */
  readonly alone: boolean;
  readonly quantity: SpectralQuantity;
  readonly spectrum: WavelengthSpectrum;
}

/** What a spectrum is taken for. */
export type SpectrumUse = "sampleEmission" | "sampleAbsorbance" | "referenceEmission" | "referenceAbsorbance";

/** Spectra that were read; what could not be is in `refused`, file by file. */
export interface SpectraFound {
  readonly spectra: readonly ReadSpectrum[];
  readonly notes: readonly string[];
  readonly refused: readonly Complaint[];
  readonly simulated: boolean;
}

/** Dilutions of sample and reference, as a table holds them. */
export interface DilutionRows {
  readonly file: string;
  readonly simulated: boolean;
  readonly sample: { readonly absorbance: Float64Array; readonly intensity: Float64Array };
  readonly reference: { readonly absorbance: Float64Array; readonly intensity: Float64Array };
  readonly notes: readonly string[];
}

/** Numbers of one solution. */
export interface SolutionNumbers {
  readonly intensity: Stated;
  readonly absorbance: Stated;
  /** Photons that reach it, in one unit for both solutions; none where both are excited alike. */
  readonly excitation: Stated;
}

/** Areas that a sphere measures, by the names of the command line. */
export type SphereArea = "La" | "Lb" | "Lc" | "Pa" | "Pb" | "Pc";

/** A solvent of the table, or a refractive index in its place. */
export interface StatedSolvent {
  /** "" where the index is stated. */
  readonly name: string;
  readonly index: number | null;
}

/** What is asked about a measurement. */
export interface MeasureWish {
  readonly way: Way;
  /** A standard's name; "" for a reference of one's own. */
  readonly standard: string;
  readonly ownYield: Stated;
  readonly ownSolvent: StatedSolvent;
  readonly solvent: StatedSolvent;
  readonly sample: SolutionNumbers;
  readonly reference: SolutionNumbers;
  /** How spectra are read; numbers in nm and as shares. */
  readonly excitationNm: number | null;
  readonly fromNm: number | null;
  readonly toNm: number | null;
  readonly blankNm: number | null;
  readonly power: boolean;
  readonly areaErrorPercent: number | null;
  readonly absorbanceError: number | null;
  readonly intercept: "zero" | "free";
  readonly three: boolean;
  readonly sphere: Readonly<Record<SphereArea, Stated>>;
  /** Relative error of every area that has none of its own, percent. */
  readonly sphereErrorPercent: number | null;
  readonly reabsorbed: Stated;
}

/** A wish with the data that it is about. */
export interface MeasureAsk {
  readonly wish: MeasureWish;
  readonly spectra: Readonly<Record<SpectrumUse, WavelengthSpectrum | null>>;
  readonly dilutions: DilutionRows | null;
}

/** Draws of a Monte Carlo interval in bins of one width. */
export interface Histogram {
  readonly centres: readonly number[];
  /** Share of all draws in each bin, percent. */
  readonly shares: readonly number[];
  /** Share of the draws that lie beyond the bins, percent. */
  readonly outside: number;
}

/** Lines of emission over absorbed share through dilutions. */
export interface GradientLines {
  readonly sample: { readonly slope: number; readonly intercept: number };
  readonly reference: { readonly slope: number; readonly intercept: number };
}

/** A quantum yield. */
export interface MeasureFound {
  readonly way: Way;
  /** As the command line calls the way of measuring. */
  readonly method: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
  readonly drawn: DrawnInterval | null;
  readonly histogram: Histogram | null;
  /** Further numbers, in the words of the command line. */
  readonly numbers: readonly (readonly [name: string, value: number])[];
  /** What went in, where spectra gave it. */
  readonly read: readonly (readonly [name: string, value: number])[];
  readonly lines: GradientLines | null;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

/** The emitter's core as the page states it. */
export interface CoreWish {
  /** A material of the table; "" where the permittivity is stated. */
  readonly material: string;
  readonly permittivity: number | null;
  readonly shape: "sphere" | "cube";
  readonly shell: boolean;
  readonly shellNm: number;
  readonly shellIndex: number;
  readonly diameterNm: number;
}

/** What is asked about media. */
export interface MediumWish {
  readonly core: CoreWish;
  readonly reference: string;
  readonly lifetimeNs: number;
  readonly temperatureK: number;
}

/** One solvent's numbers, by model in the order of {@link MediumFound.models}. */
export interface MediumRow {
  readonly solvent: string;
  readonly index: number;
  readonly indexNote: string;
  readonly permittivity: number;
  readonly factors: readonly number[];
  readonly ratios: readonly number[];
  readonly lifetimesNs: readonly number[];
}

/** What the models say of all solvents. */
export interface MediumFound {
  readonly models: readonly {
    readonly name: LocalFieldModelName;
    readonly title: string;
    readonly formula: string;
    readonly note: string;
    readonly cite: string;
  }[];
  readonly corePermittivity: number;
  readonly rows: readonly MediumRow[];
  /** Refractive indices along the curves, and each model's ratio to the reference solvent there. */
  readonly indices: readonly number[];
  readonly curves: readonly (readonly number[])[];
  readonly alike: readonly string[];
}

/** Lifetimes in solvents, as a table holds them. */
export interface LifetimeRows {
  readonly file: string;
  readonly simulated: boolean;
  readonly solvents: readonly string[];
  /** As measured, and divided by the quantum yield where the table has one. */
  readonly measuredNs: Float64Array;
  readonly lifetimesNs: Float64Array;
  readonly errorsNs: Float64Array | null;
  readonly quantumYields: Float64Array | null;
  readonly notes: readonly string[];
}

/** Lifetimes to fit, and how. */
export interface MediumFitAsk {
  readonly wish: MediumWish;
  readonly rows: LifetimeRows;
  readonly form: "scale" | "line";
}

/** All models fitted to lifetimes. */
export interface MediumFitted {
  readonly fits: readonly (MediumFit & { readonly aiccDifference: number | null })[];
  readonly form: "scale" | "line";
  readonly sentences: readonly string[];
  /** Refractive index of each row. */
  readonly rowIndices: readonly number[];
  /** Predictions of each model along the indices of the curves, ns. */
  readonly indices: readonly number[];
  readonly curves: readonly (readonly number[])[];
}

/** Everything the worker can be asked, and what it then finds. */
export interface Jobs {
  readonly spectra: { readonly ask: readonly LightFile[] | null; readonly found: SpectraFound };
  readonly dilutions: { readonly ask: LightFile | null; readonly found: DilutionRows };
  readonly measure: { readonly ask: MeasureAsk; readonly found: MeasureFound };
  readonly medium: { readonly ask: MediumWish; readonly found: MediumFound };
  readonly lifetimes: { readonly ask: LightFile | null; readonly found: LifetimeRows };
  readonly "medium fit": { readonly ask: MediumFitAsk; readonly found: MediumFitted };
  readonly light: { readonly ask: LightWish; readonly found: LightFound };
  readonly titration: { readonly ask: LightFile | null; readonly found: TitrationRows };
  readonly "light fit": { readonly ask: LightFitAsk; readonly found: LightFitted };
}

/** Names of what can be asked. */
export type JobName = keyof Jobs;

/** What the page sends. */
export type JobRequest = {
  readonly [Name in JobName]: {
    readonly ticket: number;
    readonly job: Name;
    readonly ask: Jobs[Name]["ask"];
  };
}[JobName];

/** What the worker sends of one job. */
export type JobAnswer<Name extends JobName = JobName> =
  | { readonly kind: "progress"; readonly ticket: number; readonly share: number; readonly what: string }
  | {
      readonly kind: "found";
      readonly ticket: number;
      readonly found: Jobs[Name]["found"];
      readonly milliseconds: number;
      /** Whether more of the same answer follows. */
      readonly more: boolean;
    }
  | { readonly kind: "refused"; readonly ticket: number; readonly complaints: readonly Complaint[] };
