import { InputError } from "@oleate/core";

/** One labelled data record. */
export interface Ldr {
  /** As it is compared: capitals, without spaces, dashes, slashes and underscores; a leading . or $ stays. */
  readonly label: string;
  /** As written, trimmed. */
  readonly written: string;
  /** What follows the equals sign, lines joined by line feeds, without comments. */
  readonly value: string;
  /** Line on which it begins, from 1. */
  readonly line: number;
}

/** A block from TITLE to END. */
export interface JcampBlock {
  readonly title: string;
  readonly line: number;
  readonly records: readonly Ldr[];
  /** Blocks inside, of a compound file. */
  readonly blocks: readonly JcampBlock[];
  /** Files that TopSpin keeps in comments, by name (difflist, intrng, pulseprogram). */
  readonly embedded: ReadonlyMap<string, string>;
  /** False when the file ends before the block does. */
  readonly closed: boolean;
}

interface OpenBlock {
  title: string;
  line: number;
  records: Ldr[];
  blocks: JcampBlock[];
  embedded: Map<string, string>;
}

const LABEL = /^\s*##([^=]*)=(.*)$/u;

/** A label as JCAMP compares them. */
export function plainLabel(label: string): string {
  return label.toUpperCase().replace(/[\s\-/_]/gu, "");
}

function withoutComment(line: string): string {
  const at = line.indexOf("$$");
  return at < 0 ? line : line.slice(0, at).trimEnd();
}

/** Splits a text into its records; comments that follow a "$BRUKER FILE" record are its file. */
function recordsOf(text: string): { ldrs: Ldr[]; comments: ReadonlyMap<Ldr, string> } {
  const ldrs: Ldr[] = [];
  const comments = new Map<Ldr, string>();
  let current: { written: string; lines: string[]; notes: string[]; line: number } | undefined;
  const close = (): void => {
    if (!current) return;
    const { written, lines, notes, line } = current;
    const ldr: Ldr = { label: plainLabel(written), written, value: lines.join("\n").trim(), line };
    ldrs.push(ldr);
    if (ldr.label.startsWith("$BRUKERFILE")) comments.set(ldr, notes.join("\n"));
  };
  const lines = text.split(/\r\n|\n|\r/u);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const match = line.includes("##") ? LABEL.exec(line) : null;
    if (match) {
      close();
      current = {
        written: match[1]!.trim(),
        lines: [withoutComment(match[2]!)],
        notes: [],
        line: i + 1,
      };
    } else if (line.startsWith("$$")) {
      current?.notes.push(line.slice(2).replace(/^ /u, ""));
      // A blank keeps the lines that follow at their place.
      current?.lines.push("");
    } else {
      current?.lines.push(withoutComment(line));
    }
  }
  close();
  return { ldrs, comments };
}

/**
 * Splits JCAMP-DX text into blocks of labelled records. Labels are compared without case, spaces, dashes, slashes and
 * underscores; $$ begins a comment; compound files nest blocks.
 * @throws InputError when the text does not begin with ##TITLE=
 * Source: McDonald & Wilks, Appl. Spectrosc. 1988, 42, 151 (4.24); Davies & Lampen, Appl. Spectrosc. 1993, 47, 1093 (NMR).
 */
export function splitJcamp(text: string, file: string): readonly JcampBlock[] {
  const { ldrs, comments } = recordsOf(text);
  if (ldrs[0]?.label !== "TITLE") {
    throw new InputError({
      what: "the text is not JCAMP-DX",
      found: ldrs[0] ? `a first record ##${ldrs[0].written}=` : "no record ##LABEL=",
      expected: "##TITLE= first",
      place: { file, line: ldrs[0]?.line ?? 1 },
    });
  }
  const finished: JcampBlock[] = [];
  const open: OpenBlock[] = [];
  const leave = (closed: boolean): void => {
    const block = open.pop();
    if (block) (open.at(-1)?.blocks ?? finished).push({ ...block, closed });
  };
  for (const ldr of ldrs) {
    if (ldr.label === "TITLE")
      open.push({ title: ldr.value, line: ldr.line, records: [], blocks: [], embedded: new Map() });
    const block = open.at(-1);
    if (!block) continue;
    if (ldr.label === "END") leave(true);
    else block.records.push(ldr);
    const note = comments.get(ldr);
    if (note !== undefined) block.embedded.set(ldr.value.trim(), note);
  }
  while (open.length > 0) leave(false);
  return finished;
}

/** The value of a record by its plain label; undefined where there is none. The first of several counts. */
export function recordText(block: JcampBlock, label: string): string | undefined {
  return block.records.find((record) => record.label === label)?.value;
}

/** The private parameters (##$NAME=) of a block by name, as written after the $. The first of several counts. */
export function privateParameters(block: JcampBlock): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { written, value } of block.records) {
    const name = written.startsWith("$") ? written.slice(1).trim() : undefined;
    if (name !== undefined && !(name in found)) found[name] = value;
  }
  return found;
}
