import { AMBIGUOUS_OXIDATION, hillFormula, usualOxidation } from "@oleate/core";
import type { Finding } from "./finding.ts";
import { elementOfRow } from "./lint-atoms.ts";
import { isElement } from "./text.ts";

/** A formula with a count this large or larger is the composition of the file; smaller ones name the material (CsPbBr3). */
const SMALLEST_COMPOSITION_COUNT = 10;

/** Names of methods, basis sets and programs that read as formulas. */
const NO_FORMULA: ReadonlySet<string> = new Set(
  "BP86 PW91 PW6B95 B97 B97D B98 SVP SP HF BS CIS CISD SCF VASP CP2K PBS NC NP".split(" "),
);

function countsOf(symbols: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  return counts;
}

/** "2+", "1-" or "0". */
function signed(charge: number): string {
  return charge === 0 ? "0" : `${Math.abs(charge)}${charge < 0 ? "-" : "+"}`;
}

/** Sum of the oxidation numbers, e; undefined with the elements that have none. */
function netOf(
  counts: ReadonlyMap<string, number>,
  oxidation: Readonly<Record<string, number>>,
): { charge?: number; unknown: readonly string[] } {
  let charge = 0;
  const unknown: string[] = [];
  for (const [symbol, count] of counts) {
    const value =
      oxidation[symbol] ?? (symbol === "C" || symbol === "H" ? undefined : usualOxidation(symbol));
    if (value === undefined) unknown.push(symbol);
    else charge += count * value;
  }
  return unknown.length > 0 ? { unknown } : { charge: Math.round(charge * 1e6) / 1e6, unknown };
}

/** Formula and, where it can be told, net charge of some atom lines, in words. */
export function shareOf(rows: readonly string[], oxidation: Readonly<Record<string, number>>): string {
  const counts = countsOf(rows.flatMap((row) => elementOfRow(row) ?? []));
  const { charge } = netOf(counts, oxidation);
  return `${hillFormula(counts)}${charge === undefined ? "" : `, net charge ${signed(charge)}`}`;
}

/** Checks the net charge with the usual oxidation numbers, or those given by element. */
export function lintComposition(
  symbols: readonly string[],
  file: string,
  oxidation: Readonly<Record<string, number>>,
): readonly Finding[] {
  if (symbols.length === 0) return [];
  const counts = countsOf(symbols);
  const place = { file };
  const { charge, unknown } = netOf(counts, oxidation);
  if (charge === undefined) {
    const organic = unknown.some((symbol) => symbol === "C" || symbol === "H");
    const what = organic
      ? `the net charge of ${hillFormula(counts)} cannot be told from the elements: it holds organic atoms, and their charge is that of the ligands they belong to`
      : `the net charge cannot be told: ${unknown.join(", ")} has no usual oxidation number`;
    const remedy = organic
      ? "count the ligands and add their charges"
      : `state it, for example ${unknown[0]} = 3`;
    return [{ severity: "note", what, place, remedy }];
  }
  if (charge === 0) return [];
  const used = [...counts.keys()].map(
    (symbol) => `${symbol} ${signed(oxidation[symbol] ?? usualOxidation(symbol)!)}`,
  );
  const doubtful = [...counts.keys()].filter(
    (one) => AMBIGUOUS_OXIDATION.has(one) && oxidation[one] === undefined,
  );
  const what = `the net charge of ${hillFormula(counts)} is ${signed(charge)} with ${used.join(", ")}`;
  const remedy =
    doubtful.length > 0
      ? `state the oxidation number of ${doubtful.join(", ")}, which has two common ones; then look for missing or added ions`
      : "look for missing or added ions, or say that the dot is charged";
  return [{ severity: "warning", what, place, remedy }];
}

/** Element counts of a word that is a formula through and through ("In31P20Cl33"), or undefined ("HLE17", "18ang", "opt"). */
function formulaOf(word: string): ReadonlyMap<string, number> | undefined {
  if (NO_FORMULA.has(word) || !/^(?:[A-Z][a-z]?\d*)+$/u.test(word)) return undefined;
  const parts = [...word.matchAll(/([A-Z][a-z]?)(\d*)/gu)];
  if (!parts.every(([, symbol]) => isElement(symbol!))) return undefined;
  const counts = new Map<string, number>();
  for (const [, symbol, count] of parts)
    counts.set(symbol!, (counts.get(symbol!) ?? 0) + (count === "" ? 1 : Number(count)));
  return counts;
}

/** Where a formula or a charge is claimed: the file's name, or its comment line. */
interface Claimed {
  readonly words: readonly string[];
  readonly who: string;
  readonly place: Finding["place"];
}

const MEND = "find out which of the two is meant, and mend the other";

/** Compares formulas in the file's name and in its comment line (line 2) with the atoms; sizes (18ang), methods (HLE17, PBE) and
 *  numbers are passed over. */
export function lintFormulas(
  symbols: readonly string[],
  file: string,
  comment: string | undefined,
): readonly Finding[] {
  if (symbols.length === 0) return [];
  const counts = countsOf(symbols);
  const name = file.split(/[/\\]/u).pop()!;
  const own = { words: wordsIn(name.replace(/\.[A-Za-z]+$/u, "")), who: "the file's name", place: { file } };
  const said = { words: wordsIn(comment ?? ""), who: "the comment", place: { file, line: 2 } };
  return [...lintClaims(own, counts, true), ...lintClaims(said, counts, false)];
}

function wordsIn(text: string): readonly string[] {
  return text.split(/[^A-Za-z0-9]+/u);
}

/** `naming`: words without counts name the material, and an element of it that is missing is worth a word. */
function lintClaims(
  { words, who, place }: Claimed,
  counts: ReadonlyMap<string, number>,
  naming: boolean,
): readonly Finding[] {
  const content = hillFormula(counts);
  return words.flatMap((word): Finding[] => {
    const formula = formulaOf(word);
    if (!formula || formula.size < (naming ? 1 : 2)) return [];
    const missing = [...formula.keys()].filter((symbol) => !counts.has(symbol));
    const isComposition = Math.max(...formula.values()) >= SMALLEST_COMPOSITION_COUNT;
    // A file cannot hold fewer atoms of an element than one formula unit of what it says it is.
    const isTooSmall =
      missing.length === 0 && [...formula].some(([symbol, count]) => counts.get(symbol)! < count);
    if ((isComposition && hillFormula(formula) !== content) || isTooSmall) {
      const what = `${who} says ${word}, ${naming ? "its" : "the"} atoms are ${content}`;
      return [{ severity: "error", what, place, remedy: MEND }];
    }
    // A single element, or letters none of which occurs, is rather an abbreviation than a formula.
    if (!naming || missing.length === 0 || formula.size < 2 || missing.length === formula.size) return [];
    const what = `${who} says ${word}, but there is no ${missing.join(", ")} among the atoms (${content})`;
    return [{ severity: "warning", what, place, remedy: MEND }];
  });
}

/** Compares a charge named in the comment line ("charge = 2", "net charge 1-") with that of the oxidation numbers. */
export function lintCharge(
  symbols: readonly string[],
  file: string,
  comment: string | undefined,
  oxidation: Readonly<Record<string, number>>,
): readonly Finding[] {
  const said = /\bcharge["']?\s*[=:]?\s*["']?(?:([+-]?)(\d+(?:\.\d+)?)([+-]?))(?![\w.])/iu.exec(
    comment ?? "",
  );
  const { charge } = netOf(countsOf(symbols), oxidation);
  if (!said || charge === undefined || symbols.length === 0) return [];
  const stated = Number(said[2]) * (said[1] === "-" || said[3] === "-" ? -1 : 1);
  if (Math.abs(stated - charge) < 1e-6) return [];
  const what = `the comment says charge ${signed(stated)}, the atoms come to ${signed(charge)} with the usual oxidation numbers`;
  return [{ severity: "error", what, place: { file, line: 2 }, remedy: MEND }];
}
