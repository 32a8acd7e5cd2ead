import type { ClaimResult, Verdict } from "@oleate/core";
import { numberText } from "./number-text.ts";
import { VERDICT_MARKS } from "./tables.ts";

/** How the table is printed: width in characters; colour only where asked. */
export interface ClaimsTextOptions {
  readonly width: number;
  readonly colour?: boolean;
}

const COLOURS: Readonly<Record<Verdict, string>> = {
  reproduced: "32",
  "within-error": "36",
  contradiction: "33",
  "not-reproduced": "31",
};

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

/** The claims as a plain text table: id, printed, computed, verdict; what it is and the note below. */
export function claimsText(claims: readonly ClaimResult[], options: ClaimsTextOptions): string {
  if (claims.length === 0) return "no claims";
  const rows = claims.map((claim) => ({
    id: claim.id,
    what: claim.what,
    printed: claim.printed,
    computed: `${numberText(claim.computed)} ${claim.unit}`.trim(),
    verdict: claim.verdict,
    note: claim.note,
  }));
  const width = (pick: (row: (typeof rows)[number]) => string, name: string): number =>
    Math.max(name.length, ...rows.map((row) => pick(row).length));
  const [id, printed, computed] = [
    width((row) => row.id, "claim"),
    width((row) => row.printed, "printed"),
    width((row) => row.computed, "computed"),
  ];
  const verdictWidth = Math.max(...Object.values(VERDICT_MARKS).map(({ word }) => word.length)) + 2;
  const used = id + printed + computed + verdictWidth + 8;
  const rest = Math.max(24, options.width - used);
  const paint = (text: string, verdict: Verdict): string =>
    options.colour ? `\x1b[${COLOURS[verdict]}m${text}\x1b[0m` : text;
  const head = `${"claim".padEnd(id)}  ${"printed".padStart(printed)}  ${"computed".padStart(computed)}  ${"verdict".padEnd(verdictWidth)}  what`;
  const lines = [head, "-".repeat(Math.min(options.width, used + rest))];
  const indent = " ".repeat(used);
  for (const row of rows) {
    const { sign, word } = VERDICT_MARKS[row.verdict];
    const [first, ...more] = wrap(row.what, rest);
    lines.push(
      `${row.id.padEnd(id)}  ${row.printed.padStart(printed)}  ${row.computed.padStart(computed)}  ${paint(`${sign} ${word}`.padEnd(verdictWidth), row.verdict)}  ${first}`,
    );
    for (const line of more) lines.push(indent + line);
    if (row.note)
      for (const line of wrap(row.note, Math.max(40, options.width - id - 4)))
        lines.push(`${" ".repeat(id + 2)}| ${line}`);
  }
  return lines.join("\n");
}
