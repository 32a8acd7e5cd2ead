import type { Finding } from "./finding.ts";
import { structureFormats } from "./formats.ts";
import { lintAtoms } from "./lint-atoms.ts";
import { lintCharge, lintComposition, lintFormulas, shareOf } from "./lint-composition.ts";
import { linesOf, wholeNumber, wordsOf } from "./text.ts";
import { hasExtendedComment } from "./xyz.ts";
import { frameCount, looksLikeAtom } from "./xyz-frame.ts";

/** The atom lines of a file, whatever its header says, with the number of the line the first of them stands on. */
interface Body {
  readonly rows: readonly string[];
  readonly firstLine: number;
  readonly stated: number | undefined;
  readonly findings: readonly Finding[];
}

function headerOf(lines: readonly string[], file: string): Body {
  const stated = wholeNumber(lines[0]);
  if (stated !== undefined) return { rows: lines.slice(2), firstLine: 3, stated, findings: [] };
  const bare = looksLikeAtom(lines[0]);
  const finding: Finding = {
    severity: "error",
    what: bare
      ? "the two header lines are missing: the file begins with an atom, and readers take it for the count and lose the next"
      : `the first line is not a count of atoms: "${lines[0]!.slice(0, 40)}"`,
    place: { file, line: 1 },
    remedy: bare
      ? `put ${lines.filter(looksLikeAtom).length} and a comment line before the first atom`
      : "write the number of atoms alone on the first line",
  };
  return bare
    ? { rows: lines, firstLine: 1, stated: undefined, findings: [finding] }
    : { rows: lines.slice(2), firstLine: 3, stated: undefined, findings: [finding] };
}

/** Compares the count of the header with the lines that follow. */
function lintCount(
  body: Body,
  file: string,
  oxidation: Readonly<Record<string, number>>,
): readonly Finding[] {
  const { rows, stated, firstLine } = body;
  if (stated === undefined || stated === rows.length) return [];
  const place = { file, line: 1 };
  if (stated > rows.length) {
    const what = `the header says ${stated} atoms, the file holds ${rows.length}: it is cut short or the count is wrong`;
    return [{ severity: "error", what, place, remedy: "copy the file again whole, or mend the count" }];
  }
  const extra = rows.slice(stated);
  const from = firstLine + stated;
  if (!extra.every(looksLikeAtom)) {
    const what = `the header says ${stated} atoms, but ${extra.length} lines more follow, not all of them atoms: "${extra
      .find((row) => !looksLikeAtom(row))!
      .trim()
      .slice(0, 40)}"`;
    return [
      { severity: "error", what, place: { file, line: from }, remedy: "take them out, or mend the count" },
    ];
  }
  const lost = extra.map((row) => wordsOf(row)[0]).join(", ");
  const kept = shareOf(rows.slice(0, stated), oxidation);
  const what =
    `the header says ${stated} atoms, the file holds ${rows.length}: standard readers silently drop the last ` +
    `${extra.length} (${lost.length > 60 ? `${lost.slice(0, 60)}...` : lost}) and give ${kept}`;
  return [{ severity: "error", what, place, remedy: `write ${rows.length} in the first line` }];
}

/**
 * What is wrong with a published XYZ file, all at once: an empty file, missing header lines, a header count that is not the
 * count of lines, unknown elements, coordinates that are no numbers, atoms on or too near one another, a formula in the
 * file's name or comment that is not the content's, a stated charge that is not that of the atoms, a net charge that is not 0 with the usual oxidation numbers (`oxidation` overrides
 * them by element; with organic atoms it cannot be told). Nothing is thrown; an empty list means nothing was found.
 */
export function lintStructure(
  text: string,
  fileName: string,
  oxidation: Readonly<Record<string, number>> = {},
): readonly Finding[] {
  const lines = linesOf(text);
  if (lines.length === 0) {
    const remedy = "fetch it again, or take it out of the collection";
    return [{ severity: "error", what: "the file is empty", place: { file: fileName }, remedy }];
  }
  const other = structureFormats.find(
    ({ name, detect }) => name !== "xyz" && name !== "extxyz" && detect(text, fileName),
  );
  if (other && wholeNumber(lines[0]) === undefined) {
    const remedy = `write it as XYZ first, or read it with oleate build --molecule`;
    const what = `this is a ${other.label} file; only XYZ files are checked`;
    return [{ severity: "error", what, place: { file: fileName }, remedy }];
  }
  const frames = frameCount(lines);
  if (frames > 1) {
    const what = `the file holds ${frames} structures one after another; only the first is checked`;
    const count = wholeNumber(lines[0])!;
    const note: Finding = {
      severity: "warning",
      what,
      place: { file: fileName, line: count + 3 },
      remedy: "keep one in a file",
    };
    return [note, ...lintStructure(lines.slice(0, count + 2).join("\n"), fileName, oxidation)];
  }
  const body = headerOf(lines, fileName);
  if (
    hasExtendedComment(lines[1]) &&
    !/Properties="?species:S:1:pos:R:3/iu.test(lines[1]!) &&
    /Properties/iu.test(lines[1]!)
  ) {
    const what = "the columns are not species and pos first; only the count was checked";
    const note: Finding = {
      severity: "note",
      what,
      place: { file: fileName, line: 2 },
      remedy: "put them first",
    };
    return [...body.findings, ...lintCount(body, fileName, oxidation), note];
  }
  const comment = body.firstLine > 1 ? lines[1] : undefined;
  const { symbols, findings } = lintAtoms(body.rows, body.firstLine, fileName);
  return [
    ...body.findings,
    ...lintCount(body, fileName, oxidation),
    ...findings,
    ...lintFormulas(symbols, fileName, comment),
    ...lintCharge(symbols, fileName, comment, oxidation),
    ...lintComposition(symbols, fileName, oxidation),
  ];
}
