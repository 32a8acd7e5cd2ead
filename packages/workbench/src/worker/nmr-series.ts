import { fitSeries, InputError } from "@oleate/core";
import { readSeriesTable } from "@oleate/files";
import { complaintsOf } from "./complaints.ts";
import { EXAMPLE_TABLE, exampleTable } from "./nmr-series-example.ts";
import { kindsIn, numbersIn, seriesOf } from "./nmr-series-model.ts";
import type { SeriesAnswer, SeriesRequest, SeriesRows, SeriesWish } from "./nmr-series-protocol.ts";

// A fit cannot hear anything while it runs: the page cancels it by ending this worker and starting another.

const post = (answer: SeriesAnswer): void => self.postMessage(answer);

function read({ file }: Extract<SeriesRequest, { kind: "read" }>): SeriesRows {
  const path = file?.path ?? EXAMPLE_TABLE;
  const table = readSeriesTable(file?.bytes ?? new TextEncoder().encode(exampleTable()), path);
  return { ...table, file: path, simulated: file === null };
}

/** Numbers of a series that are measured. */
function observationsIn(rows: SeriesRows, wish: SeriesWish): number {
  return kindsIn(rows, wish).reduce(
    (sum, kind) => sum + rows.measured[kind]!.filter((value) => !Number.isNaN(value)).length,
    0,
  );
}

self.onmessage = (event: MessageEvent<SeriesRequest>) => {
  const request = event.data;
  const { ticket } = request;
  try {
    if (request.kind === "read") {
      post({ kind: "rows", ticket, rows: read(request) });
      return;
    }
    const begun = performance.now();
    const { rows, wish } = request;
    const unknowns = numbersIn(rows, wish).filter((name) => wish.numbers[name].fit).length;
    if (unknowns === 0)
      throw new InputError({
        what: "nothing is left to fit",
        found: "every number is held",
        expected: "at least one number to fit",
        remedy: "tick `fit` beside what the series should tell",
      });
    post({ kind: "fitting", ticket, unknowns, observations: observationsIn(rows, wish) });
    const { result } = fitSeries(seriesOf(rows, wish));
    post({ kind: "fitted", ticket, result, milliseconds: performance.now() - begun });
  } catch (error) {
    post({ kind: "refused", ticket, asked: request.kind, complaints: complaintsOf(error) });
  }
};
