import { z } from "zod";

const number = z.number();
const text = z.string();
const texts = z.array(text);
const maybe = number.nullable();

const axis = z.strictObject({
  label: text,
  unit: text,
  scale: z.enum(["linear", "log"]),
  range: z.tuple([number, number]).optional(),
  categories: texts.describe("names that stand at 0, 1, 2 ... in place of numbers").optional(),
  reversed: z.boolean().describe("high values at the left, as shifts are drawn").optional(),
});
const series = z.strictObject({
  name: text,
  kind: z.enum(["points", "line", "band", "bars"]),
  x: z.array(maybe),
  y: z.array(maybe),
  low: z.array(maybe).optional(),
  high: z.array(maybe).optional(),
  dashed: z.boolean().optional(),
  group: number.optional(),
  shade: number.optional(),
});
const figure = z.strictObject({
  id: text,
  title: text,
  caption: text,
  x: axis,
  y: axis,
  series: z.array(series),
  guides: z.array(z.strictObject({ axis: z.enum(["x", "y"]), at: number, label: text })).optional(),
});
const map = z.strictObject({
  id: text,
  title: text,
  caption: text,
  x: axis,
  y: axis,
  columns: z.array(number),
  rows: z.array(number),
  values: z.array(number).describe("row by row, from the first of `rows`"),
  value: z.strictObject({ label: text, unit: text, range: z.tuple([number, number]) }),
  contours: z.array(number).optional(),
  mark: z.strictObject({ x: number, y: number, name: text }).optional(),
  names: z.array(z.strictObject({ at: number, name: text })).optional(),
});
const citation = z.strictObject({ cite: text, doi: text.optional() });
const verdict = z
  .enum(["reproduced", "within-error", "not-reproduced", "contradiction"])
  .describe("contradiction: the paper against itself or physics; the note says which");
const value = z.strictObject({
  name: text,
  value: number,
  unit: text,
  low: number.optional(),
  high: number.optional(),
  note: text.optional(),
});
const estimate = z.strictObject({
  name: text,
  unit: text,
  value: number,
  standardError: maybe,
  interval: z
    .strictObject({ low: maybe, high: maybe, level: number, method: text })
    .describe("null: the data give no bound on that side"),
  identifiability: z.enum([
    "identified",
    "bounded-below",
    "bounded-above",
    "degenerate",
    "unbounded",
    "fixed",
  ]),
  degenerateWith: text.optional(),
  correlation: number.optional(),
  note: text,
});
const fit = z.strictObject({
  id: text,
  title: text,
  model: text,
  parameters: z.array(estimate),
  correlationOf: texts,
  correlation: z.array(z.array(number)),
  observations: number,
  freeParameters: number,
  sumOfSquares: number,
  rms: z.strictObject({ value: number, unit: text }),
  aicc: maybe,
  bic: maybe,
  evaluations: number,
  termination: text,
  figures: z.array(figure),
  notes: texts,
});
const table = z.strictObject({
  id: text,
  title: text,
  caption: text,
  columns: z.array(
    z.strictObject({ name: text, unit: text, values: z.array(z.union([number, text, z.null()])) }),
  ),
});
const basis = z
  .enum(["recomputed", "simulated", "put in"])
  .describe("put in: the printed number was used, so that it cannot but agree");
const part = z.strictObject({
  what: text,
  printed: text,
  computed: number,
  unit: text,
  verdict,
  within: text.describe("difference that still counts as reproduced or within error"),
  basis,
  aside: z.boolean().describe("does not decide the verdict of the claim"),
});
const claim = z.strictObject({
  study: text,
  id: text,
  what: text,
  printed: text,
  computed: number,
  unit: text,
  verdict,
  basis,
  note: text,
  parts: z.array(part),
});
const result = z.strictObject({
  format: z.literal("oleate-result/1"),
  oleate: text.describe("version"),
  seed: number,
  study: z.strictObject({ id: text, title: text, source: citation }),
  sample: z.array(z.strictObject({ label: text, value: text, note: text.optional() })),
  values: z.array(value),
  analyses: z.array(
    z.strictObject({
      id: text,
      kind: text,
      title: text,
      findings: texts,
      values: z.array(value),
      tables: z.array(table),
      figures: z.array(figure),
      maps: z.array(map).optional(),
      fit: fit.optional(),
    }),
  ),
  claims: z.array(claim),
  waiting: z
    .array(z.strictObject({ study: text, id: text, what: text, waits: text }))
    .describe("claims nothing computes yet"),
  citations: z.array(citation),
  warnings: texts,
});

/** The JSON schema of result.json. */
export function resultJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(result), title: "Oleate result" };
}

/** What is wrong with a document that should be a result; empty when it is one. */
export function resultProblems(document: unknown): readonly string[] {
  const checked = result.safeParse(document);
  return checked.success
    ? []
    : checked.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}
