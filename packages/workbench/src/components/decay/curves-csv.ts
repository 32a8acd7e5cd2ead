import { type CsvColumn, writeCsv } from "@oleate/files";
import type { FitAsk, FittedEmission } from "../../worker/decay-protocol.ts";
import { timesOf } from "./figures.ts";

/** Times, counts, fit, its parts and residuals over the whole record; empty where nothing was fitted. */
export function curvesCsv({ decay }: FitAsk, found: FittedEmission | null): string {
  const times = timesOf(decay);
  const first = found?.result.range.first ?? 0;
  const spread = (values: Float64Array): Float64Array => {
    const whole = new Float64Array(times.length).fill(Number.NaN);
    whole.set(values, first);
    return whole;
  };
  const fitted: readonly CsvColumn[] = found
    ? [
        { header: "fit", values: spread(found.curve.fitted) },
        { header: "residual", values: spread(found.curve.residuals) },
        ...found.parts.map(({ name, means }): CsvColumn => ({ header: name, values: spread(means) })),
      ]
    : [];
  return writeCsv([
    { header: "time (ns)", values: times },
    { header: "counts", values: decay.counts },
    ...fitted,
  ]);
}
