import { convert, dimension, InputError, type Place, parseUnit, sameDimension } from "@oleate/core";
import type { ReadFormat } from "../read-format.ts";

/** What the signals of a titration are. */
export type SignalKind = "shift" | "absorbance" | "heat" | "anisotropy" | "unknown";

/** One measured channel; NaN where nothing was measured. `unit` is "" where the file names none. */
export interface Signal {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

/** What is known of the injections of a calorimetric titration. */
export interface Injections {
  readonly cellVolumeLitre: number;
  /** Volume injected before each row; 0 for the row before the first injection. */
  readonly injectedLitre: Float64Array;
  /** Stock of the syringe, and what stood in the cell at the beginning, mol/L. */
  readonly syringeMolar: number;
  readonly cellMolar: number;
  readonly temperatureK: number;
  /** Unit of the heats, one heat an injection. */
  readonly heatUnit: string;
  /** Every heat of the file, row by row, also of an injection that the signal leaves out; NaN before the first. */
  readonly heats: Float64Array;
}

/** A titration read from a file: total concentrations and signals, row by row. */
export interface TitrationData {
  readonly file: string;
  /** Name of the format it was read as. */
  readonly format: string;
  readonly components: readonly string[];
  /** One array a component: its total concentration in the vessel, mol/L, row by row. */
  readonly totalsMolar: readonly Float64Array[];
  readonly signals: readonly Signal[];
  readonly signalKind: SignalKind;
  /** What speaks for the kind, in words. */
  readonly signalKindReason: string;
  /** Volume of the solution in every row where the file tells it, L. */
  readonly volumesLitre?: Float64Array;
  /** Everything that was assumed, in words. */
  readonly notes: readonly string[];
  /** A text column that tells series apart, such as the trial of every row. */
  readonly groups?: { readonly name: string; readonly values: readonly string[] };
  readonly injections?: Injections;
}

/** What the user can say about a file beforehand. */
export interface TitrationHints {
  /** Component -> header (or name) of the column that holds its total. */
  readonly columns?: Readonly<Record<string, string>>;
  /** How many of the first columns of numbers are totals. */
  readonly componentCount?: number;
  /** Name of what was measured; it takes the place of what the headers suggest. */
  readonly observable?: string;
  /** Keeps the heat of a small first injection, which is left out otherwise. */
  readonly keepFirstInjection?: boolean;
}

/** One file format of a titration. */
export interface TitrationFormat extends ReadFormat {
  readonly detect: (text: string, file: string) => boolean;
  /** @throws InputError or InputErrors with the lines that are wrong */
  readonly read: (bytes: Uint8Array, file: string, hints: TitrationHints) => TitrationData;
}

const KINDS: readonly SignalKind[] = ["shift", "absorbance", "heat", "anisotropy"];

/** Words of headers and what they say of the signal, in the order they are tried. */
const KIND_WORDS: readonly (readonly [SignalKind, RegExp])[] = [
  ["heat", /\bheats?\b|\bndh\b/iu],
  ["anisotropy", /anisotropy|polari[sz]ation/iu],
  ["absorbance", /\babs(?:orbance|orption)?\b|\bnm\b|^a\s?\d{3}$/iu],
  ["shift", /\bppm\b|proton|^h\d+$|^[hcnfp]-?\d+$|\bNH\b|\bArH\b|delta|δ|\bshift\b|^\d+[HCNFP]\b/iu],
];

/** Wavelengths that spectrometers for solutions reach, nm. */
const isWavelength = (header: string): boolean =>
  /^\d+(?:\.\d+)?(?:\s*nm)?$/iu.test(header) &&
  Number.parseFloat(header) >= 190 &&
  Number.parseFloat(header) <= 1200;

/** What was measured, and why it is taken to be that. */
export interface KindOfSignal {
  readonly signalKind: SignalKind;
  readonly signalKindReason: string;
}

/** What the headers of the signals say was measured; the observable named by the user goes before. */
export function signalKindOf(headers: readonly string[], observable: string | undefined): KindOfSignal {
  const asked = KINDS.find((kind) => kind === observable);
  if (asked) return { signalKind: asked, signalKindReason: "named beforehand" };
  if (headers.length > 0 && headers.every(isWavelength)) {
    const range = headers.length > 1 ? ` to \`${headers.at(-1)}\`` : "";
    return {
      signalKind: "absorbance",
      signalKindReason: `the headers \`${headers[0]}\`${range} read as wavelengths in nm`,
    };
  }
  for (const [signalKind, words] of KIND_WORDS) {
    const header = headers.find((one) => words.test(one));
    if (header !== undefined)
      return { signalKind, signalKindReason: `the header \`${header}\` names a signal of this kind` };
  }
  return { signalKind: "unknown", signalKindReason: "no header says what was measured" };
}

/** True for a unit of concentration. */
export function isConcentrationUnit(unit: string): boolean {
  return unit !== "" && sameDimension(parseUnit(unit).dimension, dimension({ amount: 1, length: -3 }));
}

/** Factor from a unit to another of the same dimension. @throws InputError naming the header when it does not fit */
export function factorTo(unit: string, wanted: string, header: string, place: Place): number {
  try {
    return convert(1, unit, wanted);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const what = `the unit of \`${header}\` does not fit: ${error.complaint.what}`;
    throw new InputError({ ...error.complaint, what, place });
  }
}
