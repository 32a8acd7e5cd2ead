import { z } from "zod";
import { analysisFile } from "../analyses/index.ts";
import { claim } from "./claim.ts";
import { measurement } from "./measurement.ts";
import { sample, surface } from "./sample.ts";
import { amount, named, section, text } from "./words.ts";

/**
 * The study file as written (quantities still text). One declaration of every field: its type, its help, and through
 * `studyJsonSchema` the published JSON schema. The fields of an analysis stand in its own file.
 */
const study = section(
  {
    title: text("title"),
    source: section({ cite: text("reference"), doi: text("DOI").optional() }, "where the study comes from"),
    seed: z.number().int().min(0).describe("seed of every random draw; default 1").optional(),
    summary: text("a paragraph for the gallery").optional(),
    sample,
    constants: named(
      z.union([
        amount("quantity"),
        section(
          { value: amount("quantity"), note: text("what it is").optional(), cite: text("source").optional() },
          "a constant",
        ),
      ]),
      "named quantities for expressions, with their errors",
    ).optional(),
    species: named(
      z.union([
        text("what it is made of: H+ + PIC-"),
        section(
          { parts: text("what it is made of").optional(), charge: z.number().int().optional() },
          "a species",
        ),
      ]),
      "parts and charges of species whose name does not say them",
    ).optional(),
    surface,
    measurements: named(measurement, "measured series by name").optional(),
    values: named(
      z.union([
        amount("expression"),
        section(
          { value: amount("expression"), unit: z.string().optional(), note: text("what it is").optional() },
          "a value",
        ),
      ]),
      "derived numbers by name",
    ).optional(),
    analyses: named(analysisFile, "analyses by name").optional(),
    claims: z.array(claim).optional(),
  },
  "an Oleate study",
);

/** The study file as checked for shape; quantities are still text. */
export type StudyFile = z.infer<typeof study>;
/** One analysis as written, of any kind. */
export type AnalysisFile = z.infer<typeof analysisFile>;
export type { ChangesFile } from "./changes.ts";
export type { ClaimFile } from "./claim.ts";
export { type MeasurementFile, measurement } from "./measurement.ts";
export { expressionsIn, type WrittenExpression } from "./words.ts";

/** One problem of shape: where in the document and what. */
export interface ShapeProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The path ends in a key that does not exist. */
  readonly unknownKey: boolean;
}

/** Checks the shape of a parsed document; returns the study file or every problem. */
export function checkShape(document: unknown): {
  readonly study?: StudyFile;
  readonly problems: readonly ShapeProblem[];
} {
  const checked = study.safeParse(document);
  if (checked.success) return { study: checked.data, problems: [] };
  const problems = checked.error.issues.flatMap((issue): ShapeProblem[] => {
    const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
    if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message, unknownKey: false }];
    const messages = issue.message.split("; unknown key");
    return issue.keys.map((key, i) => ({
      path: [...path, key],
      message: i === 0 ? messages[0]! : `unknown key${messages[i] ?? ` \`${key}\``}`,
      unknownKey: true,
    }));
  });
  return { problems };
}

/** The JSON schema of study.yaml, made from the same declarations. */
export function studyJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(study, { unrepresentable: "any", io: "input" }), title: "Oleate study" };
}
