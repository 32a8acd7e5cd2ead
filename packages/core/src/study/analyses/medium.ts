import { z } from "zod";
import { localFieldModels, mediumFactors } from "../../optics/index.ts";
import { amount, named, section, text, title } from "../schema/words.ts";
import type { AnalysisKind, ExpectedResult } from "./analysis.ts";
import { COLUMNS, columnsOf, figureOf, findingsOf, leavesOf, tableOf, valuesOf } from "./medium-report.ts";
import {
  askedFactors,
  fitAskedMedium,
  MEDIUM_FIT_NUMBERS,
  measuredSeries,
  readMediumOptions,
  solventWord,
} from "./medium-series.ts";

const fields = section(
  {
    kind: z.literal("medium"),
    title,
    solvents: z.array(text("solvent")).min(1),
    reference: text("solvent the lifetime is known in"),
    lifetime: amount("radiative lifetime in that solvent"),
    models: z
      .array(text("local-field model: sphere, virtual cavity, empty cavity, microscopic"))
      .min(1)
      .describe("the first one predicts; default all four, sphere first")
      .optional(),
    permittivity: amount("optical permittivity of the core; default the material's").optional(),
    shell: section(
      {
        index: amount("refractive index of the shell"),
        thickness: amount("thickness of the shell"),
        radius: amount("radius of the core"),
      },
      "a shell of ligands between core and solvent",
    ).optional(),
    temperature: amount("of the refractive indices; default the sample's").optional(),
    measured: named(amount("lifetime with its error: 4.7 +- 0.1 ns"), "solvent -> lifetime").optional(),
    simulate: section(
      {
        error: amount("relative standard error of a lifetime: 3 %"),
        series: z.int().min(20).max(5000).describe("simulated series; default 200").optional(),
      },
      "lifetimes simulated by the first model where none are printed",
    ).optional(),
  },
  "the radiative lifetime in solvents by local-field models, and lifetimes fitted by them",
);

/** The radiative lifetime in the medium: factors of solvents, predicted lifetimes, and models compared over a series. */
export const medium: AnalysisKind<typeof fields> = {
  kind: "medium",
  fields,
  ofSurface: false,
  check(options, context, report) {
    report.at(context.path, () => {
      const asked = readMediumOptions(options, context);
      const factors = askedFactors(asked);
      if (options.measured) measuredSeries(options, context, asked, factors);
      if (options.simulate) context.evaluator.number(options.simulate.error, "");
    });
  },
  results(options) {
    const names = new Map<string, ExpectedResult>();
    const rows = options.solvents.length;
    for (const [name, unit] of Object.entries(COLUMNS)) {
      names.set(name, { unit, rows });
      if (rows > 1) names.set(`${name}_steps`, { unit, rows: rows - 1 });
      for (const word of options.solvents.map(solventWord)) names.set(`${name}_${word}`, { unit });
    }
    for (const model of options.models ?? localFieldModels.map(({ name }) => name))
      names.set(`ratios_${solventWord(model)}`, { unit: "", rows });
    if (options.measured || options.simulate)
      for (const [name, unit] of Object.entries(MEDIUM_FIT_NUMBERS))
        if (options.simulate || !(name === "told_apart" || name === "intercept_coverage"))
          names.set(name, { unit });
    return { names };
  },
  run(options, context) {
    const asked = readMediumOptions(options, context);
    const factors = askedFactors(asked);
    const columns = columnsOf(asked, factors);
    const referenceIndex = mediumFactors(
      asked.models,
      [asked.reference],
      asked.reference,
      asked.core,
      asked.temperatureK,
    )[0]!.index.value;
    const fitted = fitAskedMedium(options, context, asked, factors, columns.lifetime, referenceIndex);
    return {
      leaves: leavesOf(asked, factors, columns, fitted),
      citations: asked.models.map(({ source }) => source),
      result: {
        id: context.id,
        kind: "medium",
        title: options.title ?? "Radiative lifetime in the medium",
        findings: findingsOf(asked, columns, fitted, options),
        values: valuesOf(fitted),
        tables: [tableOf(context.id, asked, factors, columns)],
        figures: [figureOf(context.id, asked, columns, fitted, options)],
      },
    };
  },
};
