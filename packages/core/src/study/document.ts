import { LineCounter, parseDocument } from "yaml";
import { type Complaint, InputErrors, type Place } from "../errors.ts";
import { checkShape, type StudyFile } from "./schema.ts";

/** A study file read and checked for shape, with the place of everything in it. */
export interface StudyDocument {
  readonly file: string;
  readonly study: StudyFile;
  /** Place of a value by its path; of its nearest parent when the path itself is not in the file. */
  placeOf(path: readonly (string | number)[]): Place;
}

/**
 * Reads a study file.
 * @param source text of study.yaml; @param file its name for messages
 * @throws InputErrors with every problem of shape at once, each with file, line and column
 */
export function readStudyDocument(source: string, file: string): StudyDocument {
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
  const { study, problems } = checkShape(data);
  if (!study) {
    throw new InputErrors(
      problems.map(({ path, message }) => ({
        what: `${path.length ? `\`${path.join(".")}\`: ` : ""}${message.replace(/^Invalid input: /u, "")}`,
        place: placeOf(path),
      })),
    );
  }
  return { file, study, placeOf };
}
