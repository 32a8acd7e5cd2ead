import { plainWords, QUANTITY_WORDS, READING_WORDS, wordIn } from "../words.ts";
import type { SpectralQuantity } from "./spectra-file.ts";

/** What words say was measured, and whether in percent. */
export interface NamedQuantity {
  readonly quantity: SpectralQuantity;
  readonly percent: boolean;
}

const WORDS: readonly (readonly [SpectralQuantity, RegExp])[] = [
  ["transmittance", /%\s*T\b|\bT\s*\[?\(?%|transmi(?:ttance|ssion)/iu],
  [
    "absorbance",
    /\babs(?:orbance|orption|\.)?(?![a-z])|\boptical\s+density\b|\bO\.?D\.?\b|\buv\s*-?\s*vis\b/iu,
  ],
  ["excitation", /\bexcitation\b|\bPLE\b|\bexc?\.?\s+(?:scan|spectr)/iu],
  ["emission", /\bemission\b|\bPL\b|\bphotoluminescence\b|\bfluorescence\b|\bem\.?\s+(?:scan|spectr)/iu],
];

/** A heading without its unit or remark: "PL (counts)", "OD / 1" and "em." become "PL", "OD" and "em". */
function bareName(heading: string): string {
  return heading
    .slice(0, 200)
    .replace(/[([].*$/u, "")
    .replace(/\s*\/\s*(?:a\.?\s*u|w\.?\s*e|u\.?\s*a|counts?|cps|%|1|-)\b.*$/iu, "")
    .replace(/[.:%]/gu, "")
    .trim();
}

/** Short headings that are the whole of their column's name. A small a may be the name of a sample. */
const SHORT: readonly (readonly [SpectralQuantity, RegExp])[] = [
  ["absorbance", /^(?:A|[Oo]\s?[Dd]|[Aa]bs|ABS)$/u],
  ["emission", /^(?:em|fl|fluo|pl)$/iu],
];

function shortName(heading: string): SpectralQuantity | undefined {
  const bare = bareName(heading);
  return SHORT.find(([, words]) => words.test(bare))?.[0];
}

/** What a header, a record or a file's name says was measured. */
export function namedQuantity(text: string): NamedQuantity | undefined {
  const plain = text.slice(0, 200).replace(/_/gu, " ");
  const found =
    shortName(text) ?? WORDS.find(([, words]) => words.test(plain))?.[0] ?? wordIn(plain, QUANTITY_WORDS);
  if (!found) return undefined;
  // "Transmission" without a sign of percent is a fraction.
  return { quantity: found, percent: found === "transmittance" && plain.includes("%") };
}

/** Headings of words alone that name what was measured, or a reading, in German and French. */
const FOREIGN: ReadonlySet<string> = new Set([
  ...READING_WORDS,
  ...QUANTITY_WORDS.flatMap(([, words]) => words),
]);

/** True for a header that names a quantity and no sample: "Abs", "Intensity (a.u.)", "Intensität / a.u.", "S1 (counts)". */
export function isQuantityOnly(header: string): boolean {
  const bare = bareName(header);
  if (bare === "A" || bare === "T" || FOREIGN.has(plainWords(bare)) || shortName(header)) return true;
  return /^(?:abs(?:orbance|orption)?|od|transmittance|transmission|intensity|counts?|cps|signal|y|values?|emission|excitation|fluorescence|pl|)$/iu.test(
    bare,
  );
}
