import type { Citation } from "../matter/index.ts";

/** Which part of a ligand moves; readings are made by these. */
export type BandGroup =
  | "ring"
  | "carboxylate asymmetric"
  | "carboxylate symmetric"
  | "acid"
  | "ammonium"
  | "amine"
  | "alkyl"
  | "alkene";

/** One infrared band of a substance. */
export interface VibrationBand {
  readonly wavenumberPerCm: number;
  /** How far reports of it differ, cm-1: medium, temperature, resolution. */
  readonly uncertaintyPerCm: number;
  readonly assignment: string;
  readonly group: BandGroup;
  /** `published`: read in the source; `from-memory`: known from it but not read there. */
  readonly status: "published" | "from-memory";
  readonly source: Citation;
  readonly note?: string;
}

/** The bands of one substance, in order of falling wavenumber. */
export interface VibrationTable {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly state: string;
  readonly bands: readonly VibrationBand[];
}

/** A row from memory; `uncertainty` in cm-1. */
export function recalledBand(
  source: Citation,
  wavenumberPerCm: number,
  uncertaintyPerCm: number,
  group: BandGroup,
  assignment: string,
): VibrationBand {
  return { wavenumberPerCm, uncertaintyPerCm, assignment, group, status: "from-memory", source };
}
