import type { Identifiability } from "../../inference/index.ts";
import { formatQuantity } from "../../quantities/index.ts";
import type { ResultTable } from "../result.ts";
import type { SampleComposition } from "./result.ts";

type Cell = string | number | null;

/** What the measurements do for a number, in words. */
const WORDS: Readonly<Record<Identifiability, string>> = {
  identified: "yes",
  fixed: "by itself",
  "bounded-below": "from below only",
  "bounded-above": "from above only",
  degenerate: "a range only",
  unbounded: "not fixed",
};

/** The result as two tables: the numbers with their intervals, and every technique beside the others. */
export function sampleCompositionTables(id: string, result: SampleComposition): readonly ResultTable[] {
  const { values, techniques, level } = result;
  const column = <Row>(name: string, rows: readonly Row[], of: (row: Row) => Cell) => ({
    name,
    unit: "",
    values: rows.map(of),
  });
  return [
    {
      id: `${id}-composition`,
      title: `Composition of ${result.material} with ${result.ligand}`,
      caption: `Joint estimate; ${formatQuantity(100 * level, "%", 4)} profile-likelihood intervals, open where empty.`,
      columns: [
        column("quantity", values, (row) => row.name),
        column("value", values, (row) => row.value),
        column("low", values, (row) => row.low),
        column("high", values, (row) => row.high),
        column("unit", values, (row) => row.unit),
        column("fixed by the data", values, (row) => WORDS[row.identifiability]),
      ],
    },
    {
      id: `${id}-techniques`,
      title: "Each technique beside the others",
      caption: "Pull: measured less what the others ask for, over the combined standard error.",
      columns: [
        column("technique", techniques, (row) => row.name),
        column("unit", techniques, (row) => row.unit),
        column("measured", techniques, (row) => row.measured),
        column("standard error", techniques, (row) => row.standardError),
        column("joint estimate", techniques, (row) => row.predicted),
        column("from the others", techniques, (row) => row.fromOthers),
        column("its standard error", techniques, (row) => row.fromOthersError),
        column("pull", techniques, (row) => row.pull),
      ],
    },
  ];
}
