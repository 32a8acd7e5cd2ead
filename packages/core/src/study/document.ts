import { LineCounter, parseDocument } from "yaml";
import { type Complaint, InputErrors, type Place } from "../errors.ts";
import { checkShape, type ShapeProblem, type StudyFile } from "./schema.ts";

/** A study file read and checked for shape, with the place of everything in it. */
export interface StudyDocument {
  readonly file: string;
  readonly study: StudyFile;
  /** Place of a value by its path; of its nearest parent when the path itself is not in the file. */
  placeOf(path: readonly (string | number)[]): Place;
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
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  if (document.errors.length > 0) {
    throw new InputErrors(
      document.errors.map(
        (error): Complaint => ({
          what: error.message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/u, ""),
          place: at(error.pos[0]),
          remedy:
            error.code === "DUPLICATE_KEY" ? "give each name once" : "check the indentation and the colons",
        }),
      ),
    );
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
  const data: unknown = document.toJS({ maxAliasCount: 100 });
  if (data === null || typeof data !== "object") {
    throw new InputErrors([
      {
        what: "the study file is empty",
        place: { file, line: 1 },
        expected: "title, source, sample and surface",
        remedy: "`oleate init FOLDER` writes one to start from",
      },
    ]);
  }
  const complain = ({ path, message }: ShapeProblem): Complaint => ({
    what: `${path.length ? `\`${path.join(".")}\`: ` : ""}${message.replace(/^Invalid input: /u, "")}`,
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
