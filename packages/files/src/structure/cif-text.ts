import { InputError } from "@oleate/core";

/** A value of a CIF and the line it stands on (from 1). `quoted`: "?" and "." in quotes are text, not a missing value. */
export interface CifValue {
  readonly text: string;
  readonly line: number;
  readonly quoted: boolean;
}

/** A loop: its names (lower case, dots as underscores) and its rows. */
export interface CifLoop {
  readonly line: number;
  readonly names: readonly string[];
  readonly rows: readonly (readonly CifValue[])[];
}

/** One data block. */
export interface CifBlock {
  readonly name: string;
  readonly line: number;
  readonly items: ReadonlyMap<string, CifValue>;
  readonly loops: readonly CifLoop[];
}

function problem(what: string, found: string, remedy: string, file: string, line: number): InputError {
  return new InputError({ what, found, remedy, place: { file, line } });
}

/** A text field: from a line that begins with ";" to the next one that does. */
function textField(lines: readonly string[], from: number, file: string): { text: string; next: number } {
  for (let i = from + 1; i < lines.length; i++) {
    if (!lines[i]!.startsWith(";")) continue;
    return { text: [lines[from]!.slice(1), ...lines.slice(from + 1, i)].join("\n"), next: i };
  }
  const remedy = 'close it with a line ";"; was the file cut short?';
  throw problem("a text field is never closed", lines[from]!.slice(0, 40), remedy, file, from + 1);
}

/** The words of a CIF: names, values and keywords in their order. */
function tokens(text: string, file: string): readonly CifValue[] {
  const lines = text.split(/\r\n|\n|\r/u);
  const found: CifValue[] = [];
  for (let i = 0; i < lines.length; i++) {
    let row = lines[i]!;
    if (row.startsWith(";")) {
      const { text: body, next } = textField(lines, i, file);
      found.push({ text: body, line: i + 1, quoted: true });
      i = next;
      row = lines[i]!.slice(1);
    }
    for (let at = 0; ; ) {
      while (at < row.length && /\s/u.test(row[at]!)) at++;
      if (at >= row.length || row[at] === "#") break;
      const quote = row[at] === "'" || row[at] === '"' ? row[at]! : undefined;
      let end = at + 1;
      if (quote === undefined) {
        while (end < row.length && !/\s/u.test(row[end]!)) end++;
        found.push({ text: row.slice(at, end), line: i + 1, quoted: false });
      } else {
        // A quote closes only where a space or the line's end follows: 'O5' is an atom named in quotes, "O5'" holds a prime.
        while (end < row.length && !(row[end] === quote && /^(?:\s|$)/u.test(row.slice(end + 1, end + 2))))
          end++;
        if (end >= row.length)
          throw problem(
            "a quote is never closed",
            row.slice(at, at + 40),
            `close it with ${quote}`,
            file,
            i + 1,
          );
        found.push({ text: row.slice(at + 1, end), line: i + 1, quoted: true });
        end++;
      }
      at = end;
    }
  }
  return found;
}

function isName(token: CifValue | undefined): boolean {
  return token !== undefined && !token.quoted && token.text.startsWith("_");
}

function isKeyword(token: CifValue | undefined): boolean {
  return token !== undefined && !token.quoted && /^(?:data_|save_|loop_$|stop_$|global_$)/iu.test(token.text);
}

function plainName(token: CifValue): string {
  return token.text.toLowerCase().replaceAll(".", "_");
}

function readLoop(all: readonly CifValue[], at: number, file: string): { loop: CifLoop; next: number } {
  const { line } = all[at]!;
  const names: string[] = [];
  let next = at + 1;
  for (; isName(all[next]); next++) names.push(plainName(all[next]!));
  const values: CifValue[] = [];
  for (; next < all.length && !isName(all[next]) && !isKeyword(all[next]); next++) values.push(all[next]!);
  if (names.length === 0 || values.length === 0) {
    const found = names.length === 0 ? "loop_ without names" : `${names.length} names and no values`;
    throw problem(
      "a loop is empty",
      found,
      "was the file cut short? Give names and values, or take it out",
      file,
      line,
    );
  }
  if (values.length % names.length !== 0) {
    const found = `${names.length} names and ${values.length} values, ${values.length % names.length} more than whole rows`;
    const remedy = `each row needs ${names.length} values ("?" where one is unknown); was the file cut short?`;
    const start = values[values.length - (values.length % names.length)]!;
    throw problem(`the loop of ${names[0]} does not close`, found, remedy, file, start.line);
  }
  const rows = Array.from({ length: values.length / names.length }, (_, r) =>
    values.slice(r * names.length, (r + 1) * names.length),
  );
  return { loop: { line, names, rows }, next };
}

/**
 * The data blocks of a CIF 1.1 or 2.0 text (without the lists and tables of the latter): items and loops, names in lower case
 * with the dots of newer dictionaries as underscores.
 * @throws InputError with file and line for an unclosed quote, text field or loop, and for a name without a value
 * Source: Hall, Allen, Brown, Acta Cryst. A 1991, 47, 655; IUCr, CIF 1.1 syntax.
 */
export function readCifBlocks(text: string, file: string): readonly CifBlock[] {
  const all = tokens(text, file);
  const blocks: { name: string; line: number; items: Map<string, CifValue>; loops: CifLoop[] }[] = [];
  for (let at = 0; at < all.length; ) {
    const token = all[at]!;
    const block = blocks[blocks.length - 1];
    if (isKeyword(token) && /^data_/iu.test(token.text)) {
      blocks.push({ name: token.text.slice(5), line: token.line, items: new Map(), loops: [] });
      at++;
    } else if (!block) {
      const remedy = 'a CIF begins with a line "data_" and a name';
      throw problem(
        "text stands before the first data block",
        `"${token.text.slice(0, 40)}"`,
        remedy,
        file,
        token.line,
      );
    } else if (isKeyword(token) && /^loop_$/iu.test(token.text)) {
      const { loop, next } = readLoop(all, at, file);
      block.loops.push(loop);
      at = next;
    } else if (isName(token)) {
      const value = all[at + 1];
      if (value === undefined || isName(value) || isKeyword(value))
        throw problem(
          `${token.text} has no value`,
          value?.text ?? "the end of the file",
          'give "?"',
          file,
          token.line,
        );
      block.items.set(plainName(token), value);
      at += 2;
    } else if (isKeyword(token)) at++;
    else {
      const remedy = "put values with spaces in quotes";
      throw problem(
        "a value stands without a name",
        `"${token.text.slice(0, 40)}"`,
        remedy,
        file,
        token.line,
      );
    }
  }
  return blocks;
}

/** True for "?" and "." without quotes, which stand for nothing known. */
export function isAbsent(value: CifValue | undefined): boolean {
  return value === undefined || (!value.quoted && (value.text === "?" || value.text === "."));
}

/** A number with or without its standard uncertainty, as 5.936(2). @throws InputError for anything else */
export function cifNumber(value: CifValue, what: string, file: string): number {
  const match = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?:\(\d+\))?$/u.exec(value.text.trim());
  const number = match ? Number(match[1]) : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw new InputError({
    what: `${what} is not a number`,
    found: `"${value.text}"`,
    expected: "a number such as 5.936 or 5.936(2)",
    place: { file, line: value.line },
  });
}
