import { InputError } from "@oleate/core";
import { linesOf, wholeNumber, wordsOf } from "./text.ts";

/** The frame of an XYZ file before its columns are understood; row i stands on line i + 3. */
export interface XyzFrame {
  readonly comment: string;
  readonly rows: readonly string[];
}

/** True for a line that looks like "Pb 0.0 0.0 0.0" or "82 0.0 0.0 0.0". */
export function looksLikeAtom(line: string | undefined): boolean {
  return /^\s*(?:[A-Za-z]{1,2}|\d{1,3})(?:\s+[-+]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][-+]?\d+)?){3}(?:\s|$)/u.test(
    line ?? "",
  );
}

/** Number of frames when the lines are whole frames one after another, otherwise 0. */
export function frameCount(lines: readonly string[]): number {
  let frames = 0;
  for (let at = 0; at < lines.length; frames++) {
    const count = wholeNumber(lines[at]);
    if (count === undefined || count < 1 || at + 2 + count > lines.length) return 0;
    at += 2 + count;
  }
  return frames;
}

/**
 * The comment and the atom lines of an XYZ file of one frame, none of them dropped: the count of the header must be the
 * count of the lines that follow.
 * @throws InputError naming both counts, for missing header lines, several frames, or no atoms
 */
export function xyzFrame(text: string, file: string): XyzFrame {
  const lines = linesOf(text);
  const stated = wholeNumber(lines[0]);
  if (stated === undefined) {
    const missing = looksLikeAtom(lines[0]);
    throw new InputError({
      what: missing
        ? "the two header lines of the XYZ file are missing"
        : "the XYZ file has no count of atoms",
      found: lines.length === 0 ? "an empty file" : `"${lines[0]!.slice(0, 40)}"`,
      expected: "the number of atoms alone on the first line, a comment on the second",
      remedy: missing ? `put ${lines.length} and a comment line before the atoms` : "mend the first line",
      place: { file, line: 1 },
    });
  }
  const rows = lines.slice(2);
  const blank = rows.findIndex((row) => row.trim() === "");
  const frames = frameCount(lines);
  if (frames > 1) {
    throw new InputError({
      what: "the XYZ file holds several structures",
      found: `${frames} frames`,
      expected: "one",
      remedy: "keep the frame that is meant in a file of its own",
      place: { file, line: 3 + stated },
    });
  }
  if (blank >= 0) {
    throw new InputError({
      what: "a blank line stands between the atoms",
      remedy: "take it out, and what does not belong to the atoms",
      place: { file, line: blank + 3 },
    });
  }
  if (stated !== rows.length || stated === 0) {
    const more = rows.length > stated;
    throw new InputError({
      what: `the header says ${stated} atoms and ${rows.length} lines follow it`,
      found: more
        ? `${rows.length - stated} lines more, from "${wordsOf(rows[stated]!).slice(0, 4).join(" ")}" on line ${stated + 3}`
        : `the end of the file after line ${lines.length}`,
      expected: stated === 0 ? "at least one atom" : `${stated} atom lines`,
      remedy: more
        ? `write ${rows.length} in the first line if all belong to the structure; nothing is dropped silently`
        : "copy the file again whole, or mend the count",
      place: { file, line: 1 },
    });
  }
  return { comment: (lines[1] ?? "").trim(), rows };
}
