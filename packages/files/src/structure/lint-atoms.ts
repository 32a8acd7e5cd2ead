import { elements } from "@oleate/core";
import { readNumber } from "../number.ts";
import { closePairs } from "./close-pairs.ts";
import type { Finding } from "./finding.ts";
import { elementOfNumber, knownElement, wholeNumber, wordsOf } from "./text.ts";

/** Atoms nearer than this are one atom written twice, Angstrom. */
const SAME_PLACE = 0.1;

/** Findings of one kind that are listed; the rest are counted. */
const MOST_LISTED = 8;

/** Shortest distance two atoms of molecules and ionic solids have, Angstrom, less a tenth: by their rows of the table. */
function shortest(a: number, b: number): number {
  const [light, heavy] = a < b ? [a, b] : [b, a];
  if (light === 1) return heavy === 1 ? 0.65 : heavy <= 10 ? 0.85 : 1.1;
  if (heavy <= 10) return 1.0;
  return light <= 10 ? 1.25 : 1.7;
}

/** Nothing is nearer than the largest value of `shortest` without being looked at. */
const LOOK_WITHIN = 1.7;

/** The element of every line (in their order, undefined where it has none) and what is wrong with the lines. */
export interface LintedAtoms {
  readonly symbols: readonly string[];
  readonly findings: readonly Finding[];
}

/** The first of many findings, and how many more there are. */
function capped(findings: readonly Finding[], kind: string): readonly Finding[] {
  const more = findings.length - MOST_LISTED;
  if (more <= 0) return findings;
  const last = findings[MOST_LISTED]!;
  const rest: Finding = { ...last, what: `${more} more ${kind}, the first of them here` };
  return [...findings.slice(0, MOST_LISTED), rest];
}

/** The element of an atom line, by symbol in any case or atomic number. */
export function elementOfRow(row: string): string | undefined {
  const word = wordsOf(row)[0] ?? "";
  return knownElement(word) ?? elementOfNumber(wholeNumber(word) ?? 0);
}

function lintPairs(
  places: readonly number[],
  kinds: readonly string[],
  lines: readonly number[],
  file: string,
): readonly Finding[] {
  const numberOf = (i: number): number => elements.get(kinds[i]!)!.atomicNumber;
  const findings: Finding[] = [];
  for (const { first, second, distance } of closePairs(places, LOOK_WITHIN)) {
    const least = shortest(numberOf(first), numberOf(second));
    if (distance >= least) continue;
    const same = distance < SAME_PLACE;
    const pair = `${kinds[second]} of this line and ${kinds[first]} of line ${lines[first]}`;
    findings.push({
      severity: same ? "error" : "warning",
      what: same
        ? `two atoms in one place: ${pair} are ${distance.toFixed(3)} Angstrom apart`
        : `atoms too near one another: ${pair} are ${distance.toFixed(3)} Angstrom apart, below ${least}`,
      place: { file, line: lines[second]! },
      remedy: same ? "take one of them out" : "check the coordinates and that they are in Angstrom",
    });
  }
  return capped(findings, "pairs too near one another");
}

/** Checks every line as an atom: element, three finite coordinates, no other atom too near. */
export function lintAtoms(rows: readonly string[], firstLine: number, file: string): LintedAtoms {
  const symbols: string[] = [];
  const broken: Finding[] = [];
  const [places, lines]: [number[], number[]] = [[], []];
  const kinds: string[] = [];
  rows.forEach((row, i) => {
    const place = { file, line: firstLine + i };
    const words = wordsOf(row);
    if (words.length === 0) {
      broken.push({
        severity: "error",
        what: "a blank line between the atoms",
        place,
        remedy: "take it out",
      });
      return;
    }
    const symbol = elementOfRow(row);
    if (symbol === undefined) {
      const what = `unknown element "${words[0]}"`;
      broken.push({ severity: "error", what, place, remedy: "write the symbol of an element from H to Bi" });
    } else symbols.push(symbol);
    const at = [1, 2, 3].map((k) => readNumber(words[k] ?? "", false));
    const bad = at.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      const what = `coordinate ${"xyz"[bad]} is not a number: "${words[bad + 1] ?? ""}"`;
      broken.push({
        severity: "error",
        what,
        place,
        remedy: "mend the line, or take the file from its source again",
      });
    } else if (symbol !== undefined) {
      places.push(...at);
      kinds.push(symbol);
      lines.push(place.line);
    }
  });
  return { symbols, findings: [...capped(broken, "broken lines"), ...lintPairs(places, kinds, lines, file)] };
}
