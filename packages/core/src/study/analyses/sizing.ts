import { z } from "zod";
import { citations, findMaterial, sizeFromGap } from "../../matter/index.ts";
import { energyFromWavelength } from "../../quantities/index.ts";
import { leafOf } from "../evaluator.ts";
import { amount, section, text, title } from "../schema/words.ts";
import type { AnalysisContext, AnalysisKind, ExpectedResult } from "./analysis.ts";

/** One of the gaps of the file, written as an energy or as a wavelength, in eV. */
function gapEv(text: string | number, context: AnalysisContext, index: number): number {
  const place = context.placeOf([...context.path, "gaps", index]);
  const isLength = /\b(nm|um|A)\s*$/u.test(String(text));
  return isLength
    ? energyFromWavelength(context.evaluator.number(text, "nm", place))
    : context.evaluator.number(text, "eV", place);
}

const fields = section(
  {
    kind: z.literal("sizing"),
    title,
    material: text("material").optional(),
    gaps: z.array(amount("gap energy or wavelength")).min(1),
  },
  "size from gap by every curve known for the material",
);

/** Size from the first transition by every sizing curve tabulated for the material. */
export const sizing: AnalysisKind<typeof fields> = {
  kind: "sizing",
  fields,
  ofSurface: false,
  check(options, context, report) {
    const { path, file } = context;
    report.at(
      [...path, "material"],
      () => void findMaterial(options.material ?? file.sample.nanocrystal.material),
    );
    for (const [i, text] of options.gaps.entries())
      report.at([...path, "gaps", i], () => void gapEv(text, context, i));
  },
  results(options, { file }) {
    const names = new Map<string, ExpectedResult>();
    const { sizing: curves } = findMaterial(options.material ?? file.sample.nanocrystal.material);
    curves.forEach((_, c) => {
      names.set(`curve${c + 1}`, { unit: "nm", rows: options.gaps.length });
      options.gaps.forEach((_gap, i) => void names.set(`curve${c + 1}_${i + 1}`, { unit: "nm" }));
    });
    return { names };
  },
  run(options, context) {
    const material = findMaterial(options.material ?? context.file.sample.nanocrystal.material);
    const gaps = options.gaps.map((text, i) => gapEv(text, context, i));
    const curves = material.sizing;
    const leaves = new Map<string, ReturnType<typeof leafOf>>();
    const warnings = new Set<string>();
    const columns = curves.map((curve, c) => {
      const answers = gaps.map((gap) => sizeFromGap(material, gap, curve.id));
      for (const answer of answers) for (const warning of answer.warnings) warnings.add(warning.text);
      leaves.set(
        `curve${c + 1}`,
        leafOf(
          Float64Array.from(answers, (answer) => answer.value),
          "nm",
        ),
      );
      for (const [i, answer] of answers.entries()) {
        leaves.set(`curve${c + 1}_${i + 1}`, leafOf(answer.value, "nm", (answer.high - answer.low) / 2));
      }
      return { curve, answers };
    });
    return {
      leaves,
      citations: curves.map((curve) => citations[curve.source]),
      result: {
        id: context.id,
        kind: "sizing",
        title: options.title ?? `Size of ${material.formula} from its gap`,
        findings: [
          ...columns.map(
            ({ curve, answers }) =>
              `${curve.id} (${curve.size}): ${answers.map((answer, i) => `${gaps[i]!.toFixed(2)} eV is ${answer.value.toFixed(2)} nm (${answer.low.toFixed(2)} to ${answer.high.toFixed(2)})`).join(", ")}.`,
          ),
          ...warnings,
        ],
        values: columns.flatMap(({ curve, answers }) =>
          answers.map((answer, i) => ({
            name: `${curve.id} at ${gaps[i]!.toFixed(2)} eV`,
            value: answer.value,
            unit: "nm",
            low: answer.low,
            high: answer.high,
          })),
        ),
        tables: [],
        figures: [
          {
            id: `${context.id}-curves`,
            title: options.title ?? `Sizing of ${material.formula}`,
            caption: "Bars: the curve's own error.",
            x: { label: "gap", unit: "eV", scale: "linear" },
            y: { label: columns[0]!.curve.size, unit: "nm", scale: "linear" },
            series: columns.map(({ curve, answers }) => ({
              name: curve.id,
              kind: "points" as const,
              x: gaps,
              y: answers.map((answer) => answer.value),
              low: answers.map((answer) => answer.low),
              high: answers.map((answer) => answer.high),
            })),
          },
        ],
      },
    };
  },
};
