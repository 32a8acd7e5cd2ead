import type { ClaimPart, ClaimResult } from "@oleate/core";
import { escapeText } from "../figure/unit-label.ts";
import { basisText, comparedWith, partText, restText, shownParts, withinText } from "./claims-text.ts";
import { numberCell, table, VERDICT_MARKS, verdictMark } from "./tables.ts";

/** A word beside a verdict or a number, less loud than it. */
const aside = (text: string): string =>
  text === "" ? "" : ` <span class="aside">${escapeText(text)}</span>`;

/** The numbers of a claim as rows: what it is, computed, what it is compared with and within what, verdict. */
function partsTable(caption: string, parts: readonly ClaimPart[]): string {
  const rows = parts.map((part) => {
    const within = withinText(part);
    return `<tr><th scope="row">${escapeText(part.what)}${aside(part.aside ? "beside the claim" : "")}</th>${numberCell(part.computed, part.unit)}<td>${escapeText(comparedWith(part))}${aside(within)}</td><td>${verdictMark(part.verdict)}${aside(basisText(part))}</td></tr>`;
  });
  return `<table class="parts"><caption>${escapeText(caption)}</caption><thead><tr><th scope="col">number</th><th scope="col" class="number">computed</th><th scope="col">compared with</th><th scope="col">verdict</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

/** A number in the words of `oleate verify`, behind the sign of its verdict. */
function partLine(part: ClaimPart): string {
  const { sign, word } = VERDICT_MARKS[part.verdict];
  return `<li><span class="verdict ${part.verdict}" role="img" aria-label="${word}">${sign}</span> ${escapeText(partText(part))}</li>`;
}

/** The numbers that decide a claim as `oleate verify` writes them out, and all of them folded away; "" for a claim of one. */
function partsOf({ id, parts }: ClaimResult): string {
  if (parts.length < 2) return "";
  const shown = shownParts(parts, false);
  const rest = parts.filter((part) => !shown.includes(part));
  const summary = rest.length > 0 ? restText(rest, shown.length) : `${parts.length} numbers as a table`;
  return `<ul class="deciding">${shown.map(partLine).join("")}</ul><details><summary>${escapeText(summary)}</summary><div class="scroll">${partsTable(`${id}: every number`, parts)}</div></details>`;
}

/**
 * The claims table: printed beside computed, with verdict, what it rests on where it was not recomputed, and note; under each claim of
 * several numbers those that decide, as `oleate verify` has them.
 */
export function claimsTable(claims: readonly ClaimResult[]): string {
  const rows = claims.map((claim) => {
    const note = claim.note ? `<p class="aside">${escapeText(claim.note)}</p>` : "";
    const [only, ...others] = claim.parts;
    const within = only && others.length === 0 ? withinText(only) : "";
    const basis = claim.basis === "recomputed" ? "" : claim.basis;
    return `<tr data-verdict="${claim.verdict}" data-basis="${claim.basis}" id="claim-${escapeText(claim.id)}"><th scope="row">${escapeText(claim.id)}</th><td>${escapeText(claim.what)}${partsOf(claim)}${note}</td><td class="number">${escapeText(claim.printed)}${aside(within)}</td>${numberCell(claim.computed, claim.unit)}<td data-value="${escapeText(`${claim.verdict}${basis === "" ? "" : ` (${basis})`}`)}">${verdictMark(claim.verdict)}${aside(basis)}</td></tr>`;
  });
  return table(
    "Claims: what was printed and what is computed",
    ["claim", "what", "#printed", "#computed", "verdict"],
    rows,
    "claims",
  );
}
