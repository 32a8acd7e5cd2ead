import { dimension, OleateError, parseUnit, sameDimension } from "@oleate/core";

/** A column header taken apart: "[H]" and "mM" of "[H] (mM)". `unit` is "" where none is named. */
export interface HeaderParts {
  readonly name: string;
  readonly unit: string;
}

/** Units that may follow an underscore; single letters there are indices far more often than units. */
const AFTER_UNDERSCORE: ReadonlySet<string> = new Set([
  "pM",
  "nM",
  "uM",
  "µM",
  "mM",
  "nm",
  "ppm",
  "eV",
  "uL",
  "µL",
  "mL",
  "ns",
  "ps",
]);

/** Words after which [X] is the concentration of a species X, not a unit. */
const CONCENTRATION_OF = /(?:^|\s)(?:total|free|bound|initial|added|log|log10|ln|of)$/iu;

/** True for text that names a unit; a bare number or nothing does not. */
export function isUnit(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 40 || /^[\d.+-]+$/u.test(trimmed)) return false;
  try {
    parseUnit(trimmed);
    return true;
  } catch (error) {
    if (error instanceof OleateError) return false;
    throw error;
  }
}

/** A single letter that merely abbreviates the name before it, as in "Guest (G)", is a symbol. */
function isSymbol(name: string, unit: string): boolean {
  return /^[A-Z]$/u.test(unit) && unit !== "M" && unit !== "K" && name.toUpperCase().startsWith(unit);
}

function inParentheses(header: string): HeaderParts | null {
  const match = /^(.*\S)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/u.exec(header);
  if (!match || !isUnit(match[2]!) || isSymbol(match[1]!, match[2]!.trim())) return null;
  return { name: match[1]!.replace(/\s*[/,:]$/u, ""), unit: match[2]!.trim() };
}

function inBrackets(header: string): HeaderParts | null {
  const match = /^(.*\S)\s*\[([^[\]]*)\]$/u.exec(header);
  if (!match || !isUnit(match[2]!) || isSymbol(match[1]!, match[2]!.trim())) return null;
  if (/^[A-Z]$/u.test(match[2]!) && match[2] !== "M" && CONCENTRATION_OF.test(match[1]!)) return null;
  return { name: match[1]!.replace(/\s*[/,:]$/u, ""), unit: match[2]!.trim() };
}

/** "Host concentration / M", "T/K", "E / kJ/mol": the first slash whose right side is a unit. */
function afterSlash(header: string): HeaderParts | null {
  for (let at = header.indexOf("/"); at > 0; at = header.indexOf("/", at + 1)) {
    const name = header.slice(0, at).trim();
    const unit = header.slice(at + 1).trim();
    const spaced = /\s\/|\/\s/u.test(header.slice(at - 1, at + 2));
    // "counts/s" and "nm/s" are rates, not a count in seconds; in "T/K" the single letter is the quantity.
    const rate = !spaced && ((name.length > 1 && isUnit(name)) || /counts?$/iu.test(name));
    if (name === "" || rate || !isUnit(unit) || isSymbol(name, unit)) continue;
    // "ligands / QD" is a number per dot, not a number in dots.
    if (sameDimension(parseUnit(unit).dimension, dimension({ dot: 1 }))) continue;
    return { name, unit };
  }
  return null;
}

function afterComma(header: string): HeaderParts | null {
  const at = header.lastIndexOf(",");
  const name = header.slice(0, at).trim();
  const unit = header.slice(at + 1).trim();
  return at > 0 && name !== "" && isUnit(unit) ? { name, unit } : null;
}

function afterUnderscore(header: string): HeaderParts | null {
  const at = header.lastIndexOf("_");
  const unit = header.slice(at + 1);
  return at > 0 && AFTER_UNDERSCORE.has(unit) ? { name: header.slice(0, at), unit } : null;
}

/**
 * Splits a column header into name and unit. Styles read: "added (eq)", "[H] (mM)", "c [µM]",
 * "Host concentration / M", "Wavelength, nm", "guest_mM". Brackets that hold no unit stay in the name: "free H(I) (eq)"
 * is "free H(I)" in eq, "PL (a.u.)" has no unit.
 */
export function splitHeader(header: string): HeaderParts {
  const trimmed = header.trim();
  return (
    inParentheses(trimmed) ??
    inBrackets(trimmed) ??
    afterSlash(trimmed) ??
    afterComma(trimmed) ??
    afterUnderscore(trimmed) ?? { name: trimmed, unit: "" }
  );
}
