import type { CitationKey } from "./citations.ts";

/** Units that a tabulated number may carry; "1" marks a dimensionless number. */
export type FactUnit = "1" | "nm" | "g/cm3" | "g/mol" | "eV" | "m0" | "mPa s" | "K" | "L/(mol cm)" | "cm2";

/** How far a number can be trusted to be what its source says.
 *  `published`: the value was read in the source or in a page that quotes it.
 *  `from-memory`: the source is the usual one, but the value was not read there; it always has an uncertainty.
 *  `estimated`: made by the rule written in `note`; it always has an uncertainty. */
export type FactStatus = "published" | "estimated" | "from-memory";

/** A status, or another word in its place, as users read it: "recalled" for what was not read in its source. */
export function statusWord(status: string): string {
  return status === "from-memory" ? "recalled" : status;
}

/** One tabulated quantity: `value` in `unit`, `uncertainty` (one sigma or stated half range, same unit),
 *  the temperature it holds at, the range of the argument it is valid over, and where it comes from. */
export interface Fact<T = number> {
  readonly value: T;
  readonly unit: FactUnit;
  readonly uncertainty?: number;
  readonly temperatureK?: number;
  readonly range?: readonly [number, number];
  readonly source: CitationKey;
  readonly status: FactStatus;
  readonly note?: string;
}

/** What a fact may add to value, unit and source. */
export type FactDetail = Partial<Pick<Fact, "uncertainty" | "temperatureK" | "range" | "note">>;

/** A value read in its source, or in a page or data file that names that source. */
export function published(value: number, unit: FactUnit, source: CitationKey, detail: FactDetail = {}): Fact {
  return { value, unit, source, status: "published", ...detail };
}

/** A value known from the named source but not read there; `uncertainty` (same unit) says how well it is known. */
export function fromMemory(
  value: number,
  unit: FactUnit,
  source: CitationKey,
  uncertainty: number,
  detail: FactDetail = {},
): Fact {
  return { value, unit, source, uncertainty, status: "from-memory", ...detail };
}

/** A value made by a rule; `note` states the rule and `uncertainty` (same unit) its error. */
export function estimated(
  value: number,
  unit: FactUnit,
  uncertainty: number,
  note: string,
  detail: FactDetail & { readonly source?: CitationKey } = {},
): Fact {
  return { value, unit, source: "estimate", uncertainty, status: "estimated", note, ...detail };
}
