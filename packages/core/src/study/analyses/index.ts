import { z } from "zod";
import { expressionsIn, type WrittenExpression } from "../schema/words.ts";
import type { AnalysisContext, AnalysisKind, ExpectedResults } from "./analysis.ts";
import { composition } from "./composition.ts";
import { decay } from "./decay.ts";
import { dot } from "./dot.ts";
import { fit } from "./fit.ts";
import { interfaceAnalysis } from "./interface.ts";
import { medium } from "./medium.ts";
import { nextMeasurement } from "./next-measurement.ts";
import { nmr } from "./nmr.ts";
import { passivation } from "./passivation.ts";
import { pointwise } from "./pointwise.ts";
import { sizing } from "./sizing.ts";
import { speciation } from "./speciation.ts";
import { spectra } from "./spectra.ts";
import { wash } from "./wash.ts";

/** All kinds of analysis, in the order of the published schema; a new kind is one file and one entry here. */
const KINDS = [
  fit,
  pointwise,
  speciation,
  wash,
  nextMeasurement,
  sizing,
  dot,
  composition,
  interfaceAnalysis,
  nmr,
  decay,
  medium,
  spectra,
  passivation,
] as const;

/** What a field says of itself, or the field inside it: the words of `x.optional()` and of a list stand on `x`. */
function wordsOf(field: z.ZodType): string {
  if (field.description !== undefined) return field.description;
  if (field instanceof z.ZodOptional) return wordsOf(field.unwrap() as z.ZodType);
  return field instanceof z.ZodArray ? wordsOf(field.element as z.ZodType) : "";
}

/** A kind of analysis as a user meets it: what it does, and the keys it takes with what each says. */
export interface AnalysisWords {
  readonly name: string;
  readonly what: string;
  /** True where it asks for the equilibria at the surface: the study then needs a `surface`. */
  readonly ofSurface: boolean;
  readonly keys: readonly { readonly name: string; readonly needed: boolean; readonly what: string }[];
}

/** Every kind of analysis in words, from what each declares of itself; keys in the order of the schema. */
export const ANALYSIS_KINDS: readonly AnalysisWords[] = KINDS.map(({ kind, fields, ofSurface }) => ({
  name: kind,
  what: fields.description ?? "",
  ofSurface,
  keys: Object.entries<z.ZodType>(fields.shape)
    .filter(([name]) => name !== "kind")
    .map(([name, field]) => ({
      name,
      needed: !(field instanceof z.ZodOptional || field instanceof z.ZodDefault),
      what: wordsOf(field),
    })),
}));

type FieldsOf<Kinds extends readonly { readonly fields: z.ZodType }[]> = {
  readonly [Index in keyof Kinds]: Kinds[Index]["fields"];
};
// `map` forgets that each entry keeps its own type.
const fieldsOfKinds = KINDS.map(({ fields }) => fields) as unknown as FieldsOf<typeof KINDS>;

/** An analysis as written in the study file, of any kind. */
export const analysisFile: z.ZodDiscriminatedUnion<typeof fieldsOfKinds, "kind"> = z.discriminatedUnion(
  "kind",
  fieldsOfKinds,
);

type AnalysisFile = z.infer<typeof analysisFile>;

/** The kind of an analysis; it is given options of its own kind only. */
export function kindOf({ kind }: AnalysisFile): AnalysisKind<z.ZodType<AnalysisFile>> {
  return KINDS.find((one) => one.kind === kind) as unknown as AnalysisKind<z.ZodType<AnalysisFile>>;
}

/** Names of the kinds that look at the dot or the sample alone, not at the equilibria of the surface. */
export const KINDS_WITHOUT_SURFACE: readonly string[] = KINDS.filter(({ ofSurface }) => !ofSurface).map(
  ({ kind }) => kind,
);

/** Every expression written in an analysis. */
export function analysisExpressions(
  options: AnalysisFile,
  path: readonly (string | number)[],
): WrittenExpression[] {
  return expressionsIn(kindOf(options).fields, options, path);
}

/** Names and units of the results of an analysis before it has run; null where nothing is known of them. */
export function expectedResults(options: AnalysisFile, context: AnalysisContext): ExpectedResults | null {
  return kindOf(options).results?.(options, context) ?? null;
}
