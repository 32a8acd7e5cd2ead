import { z } from "zod";
import { InputError, nearestNames } from "../../errors.ts";
import { isUncertainLiteral, type Leaf, leafOf } from "../evaluator.ts";
import {
  checkMeasurement,
  compositionQuantities,
  estimateComposition,
  readBinaryCore,
  readXTypeLigand,
  type SampleCompositionInput,
  type SampleMeasurement,
  sampleCompositionFigures,
  sampleCompositionTables,
  TECHNIQUES,
  type Technique,
} from "../sample-composition/index.ts";
import { amount, named, section, text, title } from "../schema/words.ts";
import type { AnalysisContext, AnalysisKind, ExpectedResult } from "./analysis.ts";

/** Relative standard error of the truncated octahedron as a technique, when a study switches it on. */
const MODEL_TOLERANCE = 0.05;

/** Half width of a 95 % interval over the standard error. */
const QUANTILE = 1.959964;

/** A number's name in expressions: ligands-per-nm2-sphere is ligands_per_nm2_sphere. */
const wordOf = (id: string): string => id.replace(/[^A-Za-z0-9]+/g, "_");

/** The unit of a number in expressions: counts per dot are pure numbers, as those of a built dot are. */
const unitOf = (unit: string): string => (["nm", "/nm2", "%"].includes(unit) ? unit : "");

const placeOfMeasured = (context: AnalysisContext, name: string): (string | number)[] => [
  ...context.path,
  "measured",
  name,
];

/** One line under `measured:`. */
function measurementOf(name: string, text: string | number, context: AnalysisContext): SampleMeasurement {
  const place = context.placeOf(placeOfMeasured(context, name));
  const known = Object.keys(TECHNIQUES);
  if (!known.includes(name)) {
    throw new InputError({
      what: "unknown technique",
      found: name,
      expected: known.join(", "),
      remedy: `nearest: ${nearestNames(name, known).join(", ")}`,
      place,
    });
  }
  const technique = name as Technique;
  const { written } = TECHNIQUES[technique];
  // "1.45 +- 2 %" is (1.45 +- 2) %, and hardly what is meant of a ratio.
  if (written === "" && /%\s*$/u.test(String(text))) {
    throw new InputError({
      what: `${name} is written in %`,
      found: String(text),
      expected: "a ratio with its standard error, such as 1.32 +- 0.03",
      remedy: "write the error in the unit of the value, not as a share of it",
      place,
    });
  }
  const { value, error } = context.evaluator.uncertain(text, written, place);
  if (error === null) {
    throw new InputError({
      what: `${name} has no error`,
      found: String(text),
      expected: "a value with its standard error, such as 1.32 +- 0.03",
      place,
    });
  }
  return { technique, value, standardError: error };
}

function inputOf(
  options: Fields,
  { file }: AnalysisContext,
  measurements: readonly SampleMeasurement[],
): SampleCompositionInput {
  const { material, polymorph } = file.sample.nanocrystal;
  return {
    material,
    ...(polymorph === undefined ? {} : { polymorph }),
    ligand: options.ligand,
    hydroxide: options.hydroxide ?? "from charge balance",
    measurements,
    ...(options.model ? { structuralModel: { relativeTolerance: MODEL_TOLERANCE } } : {}),
  };
}

const fields = section(
  {
    kind: z.literal("composition"),
    title,
    measured: named(
      amount("value with its standard error: 1.32 +- 0.03"),
      "technique -> value: UV-vis diameter, TEM diameter, ICP cation/anion, TGA mass loss, NMR ligands per dot, NMR ligands per nm2, NMR ligands per cation, hydroxide per dot",
    ),
    ligand: text("the organic ligand"),
    hydroxide: z
      .enum(["from charge balance", "free", "none"])
      .describe("where hydroxide comes from; default: it takes up the charge the ligands leave")
      .optional(),
    model: z.boolean().describe("add the truncated octahedron as one more technique").optional(),
  },
  "ligand count and charge balance of a real sample from several techniques, one joint estimate",
);
type Fields = z.infer<typeof fields>;

/** Ligand count and charge balance of a real sample from several techniques, as one joint estimate. */
export const composition: AnalysisKind<typeof fields> = {
  kind: "composition",
  fields,
  ofSurface: false,
  check(options, context, report) {
    const input = inputOf(options, context, []);
    report.at(["sample", "nanocrystal", "material"], () => readBinaryCore(input.material, input.polymorph));
    report.at([...context.path, "ligand"], () => readXTypeLigand(options.ligand));
    const measured = Object.entries(options.measured);
    if (measured.length === 0)
      report.at([...context.path, "measured"], () => void estimateComposition(input));
    for (const [name, text] of measured) {
      report.at(placeOfMeasured(context, name), () => {
        const measurement = measurementOf(name, text, context);
        if (report.settled || isUncertainLiteral(String(text)))
          checkMeasurement(measurement, input.hydroxide);
      });
    }
  },
  results(options, context) {
    const names = new Map<string, ExpectedResult>([
      ["chi_squared", { unit: "" }],
      ["disagreeing", { unit: "" }],
    ]);
    for (const { id, unit } of compositionQuantities(inputOf(options, context, []))) {
      for (const end of ["", "_low", "_high"]) names.set(`${wordOf(id)}${end}`, { unit: unitOf(unit) });
    }
    const techniques = [...Object.keys(options.measured), ...(options.model ? ["structural model"] : [])];
    for (const name of techniques) names.set(wordOf(`pull_${name}`), { unit: "" });
    return { names };
  },
  run(options, context) {
    const { nanocrystal } = context.file.sample;
    const measurements = Object.entries(options.measured).map(([name, text]) =>
      measurementOf(name, text, context),
    );
    const result = estimateComposition(inputOf(options, context, measurements));
    const leaves = new Map<string, Leaf>();
    for (const { id, value, unit, low, high } of result.values) {
      const [name, of] = [wordOf(id), unitOf(unit)];
      const error = low === null || high === null ? null : (high - low) / (2 * QUANTILE);
      if (value !== null) leaves.set(name, leafOf(value, of, error));
      if (low !== null) leaves.set(`${name}_low`, leafOf(low, of));
      if (high !== null) leaves.set(`${name}_high`, leafOf(high, of));
    }
    leaves.set("chi_squared", leafOf(result.chiSquared, ""));
    leaves.set("disagreeing", leafOf(result.disagreeing.length, ""));
    for (const { name, pull } of result.techniques)
      if (pull !== null) leaves.set(wordOf(`pull_${name}`), leafOf(pull, ""));
    return {
      leaves,
      result: {
        id: context.id,
        kind: "composition",
        title: options.title ?? `Composition of ${nanocrystal.material} with ${options.ligand}`,
        findings: [...result.warnings, ...result.findings, ...result.assumptions],
        values: result.values.flatMap(({ name, value, unit, low, high, note }) =>
          value === null
            ? []
            : [
                {
                  name,
                  value,
                  unit,
                  note,
                  ...(low === null ? {} : { low }),
                  ...(high === null ? {} : { high }),
                },
              ],
        ),
        tables: sampleCompositionTables(context.id, result),
        figures: sampleCompositionFigures(context.id, result),
      },
    };
  },
};
