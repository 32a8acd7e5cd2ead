import { type Complaint, type GradientShape, InputError } from "@oleate/core";

/** What a data set holds: decays or spectra, one or an array of them, or only a table of lines. */
export type NmrKind = "fid" | "spectrum" | "pseudo-2d-fid" | "pseudo-2d-spectrum" | "peaks";

/** Form of a gradient pulse. */
export interface PulseShape {
  /** As the file names it, such as SMSQ10.100. */
  readonly name: string;
  /** The shape as resonance/ names it; "other" where it has no formula. */
  readonly kind: GradientShape | "other";
  /** Integral of the pulse over that of a rectangle of its height and length. */
  readonly integralFactor: number;
}

/** What a pulsed-gradient experiment was run with. */
export interface DiffusionParameters {
  /** One a row, T/m at the top of the pulse as the file has them; null where they are not known. */
  readonly gradientsTeslaPerMetre: Float64Array | null;
  /** Where they come from, in words; "" where they are not known. */
  readonly gradientSource: string;
  /** Why they are not known, for the one who asks for them (see requireGradients). */
  readonly gradientProblem?: Complaint;
  /** True when the gradients in the file were found to hold the shape's integral factor already. */
  readonly gradientsHoldShape: boolean;
  /** Length of one encoding, both pulses of a bipolar pair together, s. */
  readonly deltaSeconds: number;
  /** From the beginning of the encoding to that of the decoding, s. */
  readonly bigDeltaSeconds: number;
  /** Gap between the two pulses of a bipolar pair, s; 0 for a single pulse. */
  readonly tauSeconds: number;
  readonly bipolar: boolean;
  readonly shape: PulseShape;
}

/** The quantity that changes from row to row, where it is not a gradient: a delay, a loop count. */
export interface RowQuantity {
  readonly name: string;
  /** "s", "" for a count. */
  readonly unit: string;
  readonly values: Float64Array;
}

/** A line of a table. */
export interface NmrPeak {
  readonly ppm: number;
  readonly intensity: number;
  /** Full width at half height, Hz. */
  readonly widthHz?: number;
  readonly label?: string;
}

/** A data set of nuclear magnetic resonance, as read: nothing is processed. */
export interface NmrData {
  readonly kind: NmrKind;
  readonly format: "jcamp" | "bruker";
  /** File, or file inside the folder, that the points come from. */
  readonly file: string;
  readonly title: string;
  /** Such as 1H; "" where the file does not say. */
  readonly nucleus: string;
  /** Frequency of the transmitter, MHz. */
  readonly frequencyMHz: number;
  /** Frequency of 0 ppm, MHz. */
  readonly referenceFrequencyMHz: number;
  readonly spectralWidthHz: number;
  /** Shift at the middle of the spectrum, ppm. */
  readonly carrierPpm: number;
  /** Real parts, one array a row: a decay's in the order of time, a spectrum's with the highest shift first. */
  readonly re: readonly Float64Array[];
  /** Imaginary parts; empty where none are stored. */
  readonly im: readonly Float64Array[];
  /** Complex points by which a digital filter delays a decay; 0 for a spectrum. */
  readonly groupDelayPoints: number;
  /** Shifts of a spectrum's points, highest first. */
  readonly ppm?: Float64Array;
  /** What changes from row to row of an array. */
  readonly rowQuantity?: RowQuantity;
  readonly diffusion?: DiffusionParameters;
  readonly peaks?: readonly NmrPeak[];
  readonly temperatureK?: number;
  readonly solvent?: string;
  readonly pulseProgram?: string;
  /** Phase correction noted in the file, degrees, zero and first order as TopSpin counts them. */
  readonly notedPhase?: { readonly zeroDegrees: number; readonly firstDegrees: number };
  /** Every parameter of the file by its name, as text. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What was assumed, in words. */
  readonly notes: readonly string[];
}

/** What a reader may be told. */
export interface NmrOptions {
  /** Which data set of a folder or compound file, as detectNmr names it. */
  readonly dataset?: string;
  /** Gradients of the rows, T/m, where the files do not hold them. */
  readonly gradientsTeslaPerMetre?: readonly number[];
  /** Gradient at 100 %, T/m: turns gradients in percent into T/m. */
  readonly fullGradientTeslaPerMetre?: number;
  /** Unit of difflist, where it is not the usual G/cm. */
  readonly difflistUnit?: "G/cm" | "T/m" | "percent";
  /** An experiment that was stopped: its whole rows are read, the rest is left out with a note. */
  readonly acceptIncomplete?: boolean;
}

/** One nucleus written one way: "^1H", "<1H>", "H1" and "1h" are 1H; "" and "off" are "". */
export function nucleusName(text: string): string {
  const bare = text.replace(/[\s<>^]/gu, "");
  const massFirst = /^(\d{1,3})([A-Za-z]{1,2})$/u.exec(bare);
  const massLast = /^([A-Za-z]{1,2})(\d{1,3})$/u.exec(bare);
  const mass = massFirst?.[1] ?? massLast?.[2];
  const symbol = massFirst?.[2] ?? massLast?.[1];
  if (mass === undefined || symbol === undefined) return /^off$/iu.test(bare) ? "" : bare;
  return mass + symbol[0]!.toUpperCase() + symbol.slice(1).toLowerCase();
}

/** Refuses data of another nucleus than is wanted. @throws InputError with both */
export function requireNucleus(data: NmrData, wanted: string): void {
  const nucleus = nucleusName(wanted);
  if (data.nucleus === nucleus) return;
  throw new InputError({
    what: "the data are of another nucleus",
    found: data.nucleus === "" ? "no nucleus in the file" : data.nucleus,
    expected: nucleus,
    remedy: "choose the experiment of that nucleus, or the constants of this one",
    place: { file: data.file },
  });
}
