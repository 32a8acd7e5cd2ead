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
    file: text("data file in the study's folder; of decays the table of their doses"),
    histograms: z
      .union([text("file"), z.array(text("file")).min(1)], { error: "expected a file, or a list of files" })
      .describe(
        "of decays: one file with times and a column of counts a row, or one file a row (times, counts)",
      )
      .optional(),
    response: amount("of decays: full width at half maximum of a Gaussian response: 0.57 ns").optional(),
    responseColumn: text("of decays: column of the histograms' file with the measured response").optional(),
    responseFile: text("of decays: file with the measured response (times, counts)").optional(),
    window: z
      .tuple([amount("from"), amount("to")], { error: "expected two times: [2 ns, 40 ns]" })
      .describe("of decays: times that are fitted; default all, or without a response from the maximum on")
      .optional(),
    period: amount("of decays: time between pulses, where what is left of earlier ones matters").optional(),
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
    column: text(
      "column with the signal; of decays in one file the column that names the histogram of each row",
    ).optional(),
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
