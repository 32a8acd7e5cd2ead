import { z } from "zod";
import {
  drawEnsemble,
  grisorioObservations,
  type InterfaceEnsemble,
  type InterfacePoint,
  type InterfaceValues,
  interfaceModels,
  interfaceSeries,
  lossBy,
} from "../../surface/index.ts";
import { leafOf } from "../evaluator.ts";
import { section, title } from "../schema/words.ts";
import type { AnalysisKind, ExpectedResult } from "./analysis.ts";
import { leavesOf, NUMBERS } from "./interface-numbers.ts";
import { interfaceFields, readInterfaceOptions } from "./interface-options.ts";
import { figureOf, findingsOf, observationsTable, parametersTable, pointsTable } from "./interface-report.ts";

const fields = section(
  {
    kind: z.literal("interface"),
    title,
    ...interfaceFields,
    intervals: z
      .int()
      .min(2)
      .max(2000)
      .describe("parameter sets that agree with the observations, for ranges; none when left out")
      .optional(),
  },
  "what is on dots that shed metal complexes: by facet, in solution, and along one condition",
);

/** What is on the dots of the sample, or along one condition. */
export const interfaceAnalysis: AnalysisKind<typeof fields> = {
  kind: "interface",
  fields,
  ofSurface: false,
  check(options, context, report) {
    report.at(context.path, () => void readInterfaceOptions(options, context));
  },
  results(options, context) {
    const { points, isSeries } = readInterfaceOptions(options, context);
    const rows = isSeries ? points.length : undefined;
    const names = new Map<string, ExpectedResult>();
    const add = (name: string, unit: string): void => {
      names.set(name, rows === undefined ? { unit } : { unit, rows });
      if (rows !== undefined && rows > 1) names.set(`${name}_steps`, { unit, rows: rows - 1 });
    };
    for (const { name, unit } of NUMBERS) add(name, unit);
    for (const name of ["low", "high"]) if (options.intervals) add(name, "");
    for (const name of ["lost", "lost_from_100"]) if (options.added?.length && !isSeries) add(name, "");
    const families = ["complexes_", "partners_", "empty_"].map((prefix) => ({ prefix, unit: "" }));
    const all = [...families, { prefix: "kd_", unit: "M" }];
    return { names, families: rows === undefined ? all : all.map((family) => ({ ...family, rows })) };
  },
  run(options, context) {
    const asked = readInterfaceOptions(options, context);
    const { sample, values, set, axis, points, isSeries } = asked;
    const models = interfaceModels();
    const ensemble = options.intervals
      ? ensembleOf(options.intervals, context.seed, set, (share) =>
          context.progress(0.7 * share, "parameters"),
        )
      : null;
    const members = ensemble?.members ?? [];
    const found = interfaceSeries(models, sample, values, axis, points, members, (share) =>
      context.progress(0.7 + 0.3 * share, "states"),
    );
    const labelled = found.map(({ label: _, ...point }, i): InterfacePoint => {
      const label = asked.labels?.[i];
      return label === undefined ? point : { ...point, label };
    });
    const leaves = leavesOf(labelled, isSeries);
    if (options.added?.length && !isSeries) {
      const { added: _added, ...before } = sample;
      const loss = lossBy(models, values, before, sample);
      leaves.set("lost", leafOf(loss.share, ""));
      leaves.set("lost_from_100", leafOf(loss.from100, ""));
    }
    return {
      leaves,
      result: {
        id: context.id,
        kind: "interface",
        title: options.title ?? "What is on the dots",
        findings: findingsOf(labelled, isSeries, models, sample, ensemble),
        values: [],
        tables: [
          pointsTable(context.id, axis, labelled),
          ...(ensemble && !isSeries
            ? [parametersTable(context.id, ensemble), observationsTable(context.id, ensemble)]
            : []),
        ],
        figures: isSeries && points.length > 1 ? [figureOf(context.id, axis, labelled)] : [],
      },
      citations: [
        {
          cite: "Grisorio et al., The dynamic organic/inorganic interface of colloidal PbS quantum dots, Angew. Chem. Int. Ed. 2016, 55, 6628",
          doi: "10.1002/anie.201511174",
        },
      ],
    };
  },
};

/** Ensembles by what they depend on: the analyses of a study ask for the same one, and drawing it takes seconds. */
const ensembles = new Map<string, InterfaceEnsemble>();

function ensembleOf(
  count: number,
  seed: number,
  held: Partial<InterfaceValues>,
  onProgress: (share: number) => void,
): InterfaceEnsemble {
  const key = JSON.stringify([count, seed, held]);
  const known = ensembles.get(key) ?? drawEnsemble(grisorioObservations, count, seed, held, onProgress);
  ensembles.set(key, known);
  return known;
}
