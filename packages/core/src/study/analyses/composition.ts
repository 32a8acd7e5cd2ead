import { InputError, nearestNames } from "../../errors.ts";
import { type Leaf, leafOf } from "../evaluator.ts";
import {
  estimateComposition,
  type SampleMeasurement,
  sampleCompositionTables,
  type Technique,
} from "../sample-composition/index.ts";
import type { AnalysisKind } from "./analysis.ts";

/** Units in which the study file's numbers are handed on, by technique. */
const UNITS: Readonly<Record<Technique, string>> = {
  "UV-vis diameter": "nm",
  "TEM diameter": "nm",
  "ICP cation/anion": "",
  "TGA mass loss": "",
  "NMR ligands per dot": "eq",
  "NMR ligands per nm2": "nm^-2",
  "NMR ligands per cation": "",
  "hydroxide per dot": "eq",
};

/** Relative standard error of the truncated octahedron as a technique, when a study switches it on. */
const MODEL_TOLERANCE = 0.05;

/** Ligand count and charge balance of a real sample from several techniques, as one joint estimate. */
export const composition: AnalysisKind<"composition"> = {
  kind: "composition",
  run(options, context) {
    const { file, evaluator, path } = context;
    const measurements = Object.entries(options.measured).map(([name, text]): SampleMeasurement => {
      const place = context.placeOf([...path, "measured", name]);
      if (!(name in UNITS)) {
        throw new InputError({
          what: "unknown technique",
          found: name,
          expected: Object.keys(UNITS).join(", "),
          remedy: `nearest: ${nearestNames(name, Object.keys(UNITS)).join(", ")}`,
          place,
        });
      }
      const technique = name as Technique;
      const { value, error } = evaluator.uncertain(text, UNITS[technique], place);
      if (error === null) {
        throw new InputError({
          what: `${name} has no error`,
          found: String(text),
          expected: "a value with its standard error, such as 1.32 +- 0.03",
          place,
        });
      }
      return { technique, value, standardError: error };
    });
    const { nanocrystal } = file.sample;
    const result = estimateComposition({
      material: nanocrystal.material,
      ...(nanocrystal.polymorph === undefined ? {} : { polymorph: nanocrystal.polymorph }),
      ligand: options.ligand,
      hydroxide: options.hydroxide ?? "from charge balance",
      measurements,
      ...(options.model ? { structuralModel: { relativeTolerance: MODEL_TOLERANCE } } : {}),
    });
    const leaves = new Map<string, Leaf>();
    const add = (id: string, value: number | null, low: number | null, high: number | null): void => {
      if (value === null) return;
      const name = id.replace(/[^A-Za-z0-9]+/g, "_");
      const error = low === null || high === null ? undefined : (high - low) / (2 * QUANTILE);
      leaves.set(name, error === undefined ? leafOf(value, "") : leafOf(value, "", error));
      if (low !== null) leaves.set(`${name}_low`, leafOf(low, ""));
      if (high !== null) leaves.set(`${name}_high`, leafOf(high, ""));
    };
    for (const { id, value, low, high } of result.values) add(id, value, low, high);
    leaves.set("chi_squared", leafOf(result.chiSquared, ""));
    leaves.set("disagreeing", leafOf(result.disagreeing.length, ""));
    for (const { name, pull } of result.techniques) add(`pull_${name}`, pull, null, null);
    return {
      leaves,
      result: {
        id: context.id,
        kind: "composition",
        title: options.title ?? `Composition of ${nanocrystal.material} with ${options.ligand}`,
        findings: [...result.findings, ...result.warnings, ...result.assumptions],
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
        figures: [],
      },
    };
  },
};

/** Half width of a 95 % interval over the standard error. */
const QUANTILE = 1.959964;
