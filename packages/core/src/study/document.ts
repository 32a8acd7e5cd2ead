import { LineCounter, parseDocument, type YAMLParseError } from "yaml";
import { type Complaint, InputErrors, type Place } from "../errors.ts";
import { checkShape, type ShapeProblem, type StudyFile } from "./schema/index.ts";

/** A study file read and checked for shape, with the place of everything in it. */
export interface StudyDocument {
  readonly file: string;
  readonly study: StudyFile;
  /** Place of a value by its path; of its nearest parent when the path itself is not in the file. */
  placeOf(path: readonly (string | number)[]): Place;
}

/** Open brackets, and columns of indentation, beyond which a file is refused unread: no study nests so deeply. */
const DEEPEST = { brackets: 100, columns: 200 };

/** Refuses nesting that would exhaust the stack of the YAML reader. @throws InputErrors with the line */
function requireShallow(source: string, file: string): void {
  let open = 0;
  for (const [index, line] of source.split("\n").entries()) {
    const indentation = /^[\s?-]*/u.exec(line)![0].trimEnd().length;
    const spaces = line.trim() === "" ? 0 : /^ */u.exec(line)![0].length;
    for (const char of line) {
      if (char === "[" || char === "{") open++;
      else if ((char === "]" || char === "}") && open > 0) open--;
      if (open > DEEPEST.brackets) break;
    }
    if (open <= DEEPEST.brackets && Math.max(indentation, spaces) <= DEEPEST.columns) continue;
    throw new InputErrors([
      {
        what: "the study file is nested too deeply",
        expected: `at most ${DEEPEST.brackets} open brackets and ${DEEPEST.columns} columns of indentation`,
        remedy: "close the brackets [ ] and { }; compare with `oleate init FOLDER`",
        place: { file, line: index + 1 },
      },
    ]);
  }
}

/** Plain values of a parsed document. @throws InputErrors for aliases without anchor, without end, or in a circle */
function plainData(document: ReturnType<typeof parseDocument>, file: string): unknown {
  const refuse = (found: string): InputErrors =>
    new InputErrors([
      {
        what: "an alias of the study file cannot be followed",
        found,
        expected: "an anchor (&name) before each alias (*name), and few of them",
        remedy: "write the value out; quote text that begins with * or &",
        place: { file, line: 1 },
      },
    ]);
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const open = new Set<unknown>();
  const requireTree = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (open.has(value)) throw refuse("a value that holds itself");
    open.add(value);
    for (const inner of Object.values(value)) requireTree(inner);
    open.delete(value);
  };
  requireTree(data);
  return data;
}

/** A word that opens a plain text and then holds { or [, inside a { } on one line: `{Pb: from structure Pb {110}}`. */
const BRACKETS_IN_TEXT = /\{[^"'#]*:\s*[^\s"'#[{,][^"'#,{}]*\{/u;

/** What of a shape is wrong, without the words of the schema. */
function shapeInWords(message: string): string {
  return message
    .replace(/^Invalid input: /u, "")
    .replace(/^expected .*, received undefined$/u, "is missing")
    .replace(/^expected (?:object|record), received (.+)$/u, "expected names with values below it, found $1")
    .replace(/^expected (.+), received (.+)$/u, "expected $1, found $2");
}

/** The first error of a YAML text with its remedy. */
function yamlComplaint(error: YAMLParseError, source: string, at: (offset: number) => Place): Complaint {
  const place = at(error.pos[0]);
  const line = source.split("\n")[(place.line ?? 1) - 1] ?? "";
  return {
    what: error.message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/u, ""),
    place,
    remedy:
      error.code === "DUPLICATE_KEY"
        ? "give each name once"
        : BRACKETS_IN_TEXT.test(line)
          ? 'quote text that holds { }: {Pb: "from structure Pb {110}"}'
          : "check the indentation and the colons",
  };
}

/** Takes one key out of parsed data. */
function removeAt(data: unknown, path: readonly (string | number)[]): void {
  let node = data as Record<string | number, unknown>;
  for (const part of path.slice(0, -1)) node = node[part] as Record<string | number, unknown>;
  delete node[path.at(-1)!];
}

/**
 * Reads a study file.
 * @param source text of study.yaml; @param file its name for messages
 * @param unknownKeys when given, receives complaints about unknown keys, which are then left out, so that the rest of the
 * file can be checked in the same pass
 * @throws InputErrors with every problem of shape at once, each with file, line and column
 */
export function readStudyDocument(source: string, file: string, unknownKeys?: Complaint[]): StudyDocument {
  requireShallow(source, file);
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, logLevel: "error" });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  if (document.errors.length > 0) {
    // What follows the first error is mostly its echo.
    throw new InputErrors([yamlComplaint(document.errors[0]!, source, at)]);
  }
  const placeOf = (path: readonly (string | number)[]): Place => {
    for (let length = path.length; length >= 0; length--) {
      const part = path.slice(0, length);
      const parent = length > 0 ? document.getIn(part.slice(0, -1), true) : undefined;
      const items = (
        parent as { items?: readonly { key?: { value?: unknown; range?: readonly number[] } }[] } | undefined
      )?.items;
      const pair = items?.find((item) => item?.key?.value === part.at(-1));
      if (pair?.key?.range) return at(pair.key.range[0]!);
      const node = (length === 0 ? document.contents : document.getIn(part, true)) as
        | { range?: readonly number[] }
        | null
        | undefined;
      if (node?.range) return at(node.range[0]!);
    }
    return { file, line: 1, column: 1 };
  };
  const data = plainData(document, file);
  if (data === null || typeof data !== "object") {
    throw new InputErrors([
      {
        what: "the study file is empty",
        place: { file, line: 1 },
        expected: "title, source, sample and analyses",
        remedy: "`oleate init FOLDER` writes one to start from",
      },
    ]);
  }
  const complain = ({ path, message }: ShapeProblem): Complaint => ({
    what: `${path.length ? `\`${path.join(".")}\`: ` : ""}${shapeInWords(message)}`,
    place: placeOf(path),
  });
  let { study, problems } = checkShape(data);
  if (!study && unknownKeys && problems.some((problem) => problem.unknownKey)) {
    for (const problem of problems) if (problem.unknownKey) removeAt(data, problem.path);
    unknownKeys.push(...problems.filter((problem) => problem.unknownKey).map(complain));
    ({ study, problems } = checkShape(data));
  }
  if (!study) throw new InputErrors([...(unknownKeys ?? []), ...problems.map(complain)]);
  return { file, study, placeOf };
}
