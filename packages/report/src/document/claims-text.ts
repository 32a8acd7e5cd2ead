import type { ClaimPart, ClaimResult, Verdict } from "@oleate/core";
import { numberText } from "./number-text.ts";
import { VERDICT_MARKS } from "./tables.ts";

/** How the claims are printed: width in characters; colour and every number of a claim only where asked. */
export interface ClaimsTextOptions {
  readonly width: number;
  readonly colour?: boolean;
  /** Every number of each claim; otherwise those that decide, worst first, MOST_PARTS at most, and what is at odds. */
  readonly parts?: boolean;
}

const COLOURS: Readonly<Record<Verdict, string>> = {
  reproduced: "32",
  "within-error": "36",
  contradiction: "33",
  "not-reproduced": "31",
};

/** From the verdict that wants reading least to the one that wants it most. */
const WORST: readonly Verdict[] = ["reproduced", "within-error", "contradiction", "not-reproduced"];

/** Numbers of a claim that are written out unless all are asked for. */
const MOST_PARTS = 3;

/** Stands for a blank at which no line is broken. */
const TIED = "\u0001";

/** A number and its unit, or a sign and its number, as one word of a line. */
const tied = (text: string): string => text.replaceAll(" ", TIED);

/** Breaks text at spaces into lines of at most `width` characters. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/u)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  return lines.length ? lines : [""];
}

/** Lines with a first indent and a deeper one for what does not fit. */
function block(text: string, width: number, first: string, later: string): string[] {
  return wrap(text, Math.max(40, width - later.length)).map((line, i) =>
    `${i === 0 ? first : later}${line}`.replaceAll(TIED, " "),
  );
}

/** What a number is compared with, named: printed by the paper, used as input, or asked by the study. */
export function comparedWith({ printed: number, basis }: ClaimPart): string {
  // A bound, and a ratio or a difference that is to vanish, are the study's way of asking and not printed.
  if (/^(?:[<>].*|[01])$/u.test(number)) return `should be ${number}`;
  if (basis === "put in") return `put in ${number}`;
  return basis === "simulated" ? `against ${number}` : `printed ${number}`;
}

/** Within what difference a number is compared: "within ± 0.2 nm", "exactly"; "" where nothing is allowed for. */
export function withinText({ within }: ClaimPart): string {
  if (within === "") return "";
  return /^\u00b1 0(?: |$)/u.test(within) ? "exactly" : `within ${within}`;
}

/** What a number rests on where the words it is compared by do not say so: "simulated", "put in"; "" where it is recomputed. */
export function basisText(part: ClaimPart): string {
  return part.basis === "recomputed" || comparedWith(part).startsWith(part.basis) ? "" : part.basis;
}

/** One number in words: what it is, what was computed beside what it is compared with, within what, and what it rests on. */
export function partText(part: ClaimPart, keep: (text: string) => string = (text) => text): string {
  const computed = keep(`${numberText(part.computed)} ${part.unit}`.trim());
  const allowed = withinText(part).replace(/\u00b1 \S+(?: %| \S*\/\S+)?/u, keep);
  const within = allowed === "" ? "" : allowed === "exactly" ? " exactly" : ` (${allowed})`;
  const compared = comparedWith(part).replace(part.printed, keep);
  const basis = basisText(part);
  const rests = basis === "" ? "" : `, ${basis}`;
  return `${part.what}: ${computed}, ${compared}${within}${rests}${part.aside ? "; beside the claim" : ""}`;
}

/** What is said of numbers that are not written out. */
export function restText(rest: readonly ClaimPart[], written: number): string {
  const counts = WORST.toReversed().flatMap((verdict) => {
    const count = rest.filter((part) => part.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${VERDICT_MARKS[verdict].word}`];
  });
  const aside = rest.filter((part) => part.aside).length;
  const beside = aside === 0 ? "" : `, ${aside} of them beside the claim`;
  return `${written + rest.length} numbers in all; not shown: ${counts.join(", ")}${beside}`;
}

/** The numbers of a claim that are written out: those that decide, worst first, and those beside it that are at odds. */
export function shownParts(parts: readonly ClaimPart[], all: boolean): readonly ClaimPart[] {
  if (all) return parts;
  const deciding = parts.some(({ aside }) => !aside) ? parts.filter(({ aside }) => !aside) : parts;
  // What was put in says least.
  const rank = ({ verdict, basis }: ClaimPart): number =>
    WORST.indexOf(verdict) + (basis === "put in" ? -0.5 : 0);
  const odd = parts.filter(
    ({ verdict, aside }) => aside && (verdict === "contradiction" || verdict === "not-reproduced"),
  );
  const shown = deciding.toSorted((a, b) => rank(b) - rank(a)).slice(0, MOST_PARTS);
  return [...shown, ...odd.filter((part) => !shown.includes(part))];
}

/**
 * The claims as plain text: id, verdict and what the paper says; below it the numbers that decide, each with what was computed, what it
 * is compared with and within what difference; then the note.
 */
export function claimsText(claims: readonly ClaimResult[], options: ClaimsTextOptions): string {
  if (claims.length === 0) return "no claims";
  const { width, colour, parts: all = false } = options;
  const paint = (text: string, verdict: Verdict): string =>
    colour ? `\x1b[${COLOURS[verdict]}m${text}\x1b[0m` : text;
  return claims
    .map((claim) => {
      const { sign, word } = VERDICT_MARKS[claim.verdict];
      const rests = claim.basis === "recomputed" ? "" : ` (${claim.basis})`;
      const shown = shownParts(claim.parts, all);
      const rest = claim.parts.filter((part) => !shown.includes(part));
      return [
        `${claim.id}  ${paint(`${sign} ${word}${rests}`, claim.verdict)}`,
        ...block(claim.what, width, "  ", "  "),
        ...shown.flatMap((part) =>
          block(`${VERDICT_MARKS[part.verdict].sign} ${partText(part, tied)}`, width, "    ", "      "),
        ),
        ...(rest.length > 0
          ? block(`${restText(rest, shown.length)} (--parts)`, width, "    ", "      ")
          : []),
        ...(claim.note ? block(claim.note, width, "  | ", "  | ") : []),
      ].join("\n");
    })
    .join("\n\n");
}
