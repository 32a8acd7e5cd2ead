import type {
  AbsorptionAnalysis,
  Complaint,
  ConfinementError,
  EmissionReading,
  SizeKind,
  SizingBand,
} from "@oleate/core";
import type { SpectralQuantity, SpectralUnit } from "@oleate/files";
import type { GivenFile } from "./given-file.ts";

/** What the spectra of a file are read as. */
export type SpectrumKind = "absorption" | "emission" | "left out";

/** A spectrum that was read, in the order it was given. */
export interface OpenSpectrum {
  readonly id: number;
  readonly file: string;
  readonly name: string;
  /** Wavelengths in nm, rising; a transmittance has become an absorbance. */
  readonly wavelengthNm: Float64Array;
  readonly values: Float64Array;
  /** Time of the aliquot in s where its name tells one. */
  readonly timeS: number | null;
}

/** A file that was read. */
export interface OpenFile {
  readonly file: string;
  readonly format: string;
  readonly quantity: SpectralQuantity;
  readonly notes: readonly string[];
}

/** Settings of the reading, as typed. */
export interface SpectraWish {
  /** Formula; "" where it is not stated. */
  readonly material: string;
  /** Sizing curve behind spread and concentration; "" for the first that answers. */
  readonly curve: string;
  readonly pathCm: number;
  /** Full width of one dot's line, eV. */
  readonly lineLowEv: number;
  readonly lineHighEv: number;
}

/** A spectrum to be read and what as. */
export interface SpectrumAsk {
  readonly id: number;
  readonly kind: Exclude<SpectrumKind, "left out">;
}

/** What came of one spectrum. */
export type SpectrumRow =
  | { readonly kind: "absorption"; readonly result: AbsorptionAnalysis }
  | { readonly kind: "emission"; readonly result: EmissionReading }
  | { readonly kind: "failed"; readonly complaints: readonly Complaint[] };

/** Name of the calculation from bulk data among the curves. */
export const COMPUTED = "from bulk data";

/** One curve of a material over its range: size in nm, first transition in eV, and the interval of the curve's own error. */
export interface DrawnCurve {
  readonly name: string;
  readonly size: SizeKind;
  readonly computed: boolean;
  readonly sizeNm: readonly number[];
  readonly energyEv: readonly number[];
  readonly lowEv: readonly number[];
  readonly highEv: readonly number[];
}

/** What the calculator is asked. */
export interface SizeAsk {
  readonly material: string;
  /** A first transition in eV, or a size in nm. */
  readonly given: { readonly kind: "gap" | "size"; readonly value: number };
}

/** The calculation from bulk data: in nm for a given gap, in eV for a given size. */
export interface BulkEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly parts: {
    readonly bulkGapEv: number;
    readonly electronEv: number;
    readonly holeEv: number;
    readonly attractionEv: number;
    readonly polarisationEv: number;
  };
}

/** What the calculator says. */
export interface SizeFound {
  readonly ask: SizeAsk;
  readonly band: SizingBand;
  /** Null with the reason where bulk data do not suffice. */
  readonly estimate: BulkEstimate | null;
  readonly noEstimate: string;
  readonly error: ConfinementError;
}

/** What the page sends. */
export type SpectraRequest =
  | {
      readonly kind: "open";
      readonly ticket: number;
      /** Null for the simulated aliquots. */
      readonly files: readonly GivenFile[] | null;
      readonly axisUnit: SpectralUnit | null;
    }
  | {
      readonly kind: "read";
      readonly ticket: number;
      readonly wish: SpectraWish;
      readonly asks: readonly SpectrumAsk[];
    }
  | { readonly kind: "forget"; readonly ids: readonly number[] }
  | { readonly kind: "curves"; readonly material: string }
  | { readonly kind: "size"; readonly ticket: number; readonly ask: SizeAsk };

/** What the worker sends. */
export type SpectraAnswer =
  | {
      readonly kind: "opened";
      readonly ticket: number;
      readonly simulated: boolean;
      readonly files: readonly OpenFile[];
      readonly spectra: readonly OpenSpectrum[];
      readonly refused: readonly Complaint[];
    }
  | { readonly kind: "row"; readonly ticket: number; readonly id: number; readonly row: SpectrumRow }
  | { readonly kind: "settled"; readonly ticket: number; readonly milliseconds: number }
  | { readonly kind: "curves"; readonly material: string; readonly curves: readonly DrawnCurve[] }
  | { readonly kind: "size"; readonly ticket: number; readonly found: SizeFound }
  | { readonly kind: "refused"; readonly ticket: number; readonly complaints: readonly Complaint[] };
