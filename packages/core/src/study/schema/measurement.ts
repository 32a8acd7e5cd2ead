import { z } from "zod";
import { STUDY_OBSERVABLES } from "../observables.ts";
import { changes } from "./changes.ts";
import { amount, named, section, text } from "./words.ts";

/** One measured series. */
export const measurement = section(
  {
    title: text("what was measured").optional(),
    observable: text(`name of the observable: ${STUDY_OBSERVABLES.map(({ name }) => name).join(", ")}`),
    watch: text("the ligand or host watched, as named in the reactions"),
    file: text("data file in the study's folder"),
    against: named(
      text("column"),
      "ingredient -> column with its total (a concentration or equivalents per dot); also `dilution` (factor) and `temperature`",
    ).optional(),
    pipetted: section(
      {
        start: amount("volume in the vessel before the first addition"),
        added: text("column with the volume added"),
        cumulative: z.boolean().describe("the column holds the volume added so far; default true").optional(),
        stock: named(amount("concentration"), "what the added solution holds"),
      },
      "totals worked out from what was pipetted; everything else in the vessel is diluted",
    ).optional(),
    column: text("column with the signal").optional(),
    columns: z.array(text("column")).describe("several signals of one observable").optional(),
    sigma: amount("known standard deviation of the signal, in its unit").optional(),
    noise: z
      .enum(["constant", "proportional", "counting"])
      .describe("how the signal scatters; default constant")
      .optional(),
    below: amount("all rows are 'not seen': the signal is below this limit").optional(),
    rows: z.array(z.number().int().min(1)).describe("data rows used, counted from 1; default all").optional(),
    with: changes.optional(),
  },
  "one measured series",
);

/** One measured series as written. */
export type MeasurementFile = z.infer<typeof measurement>;
