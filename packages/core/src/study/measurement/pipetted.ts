import { InputError } from "../../errors.ts";
import { convert } from "../../quantities/index.ts";
import type { MeasurementFile } from "../schema/index.ts";
import { columnOf, numbers } from "./columns.ts";
import { type Dose, speciesIndex, thin, type Vessel } from "./vessel.ts";

/** Turns added volumes into totals of every row: the vessel's own contents thin out, the stock comes in. */
export function pipette(file: NonNullable<MeasurementFile["pipetted"]>, vessel: Vessel): Dose {
  const { table, rows, initialMolar, context, at } = vessel;
  const start = context.evaluator.number(file.start, "L", at("pipetted", "start"));
  if (!(start > 0))
    throw new InputError({
      what: "the starting volume is not positive",
      found: String(file.start),
      place: at("pipetted", "start"),
    });
  const column = columnOf(table, file.added, at("pipetted", "added"));
  if (column.unit === "") {
    throw new InputError({
      what: `column \`${column.header}\` of ${table.file} has no unit`,
      expected: "a volume, e.g. `added (uL)`",
      place: { file: table.file, line: 1 },
    });
  }
  const volumes = numbers(table, column, rows, false);
  const stock = Object.entries(file.stock).map(([name, text]) => {
    const place = at("pipetted", "stock", name);
    vessel.varied.add(name);
    return {
      index: speciesIndex(vessel, name, place),
      molar: context.evaluator.number(text, "M", place),
    };
  });
  let added = 0;
  volumes.forEach((volume, i) => {
    const litre = convert(volume, column.unit, "L");
    added = (file.cumulative ?? true) ? litre : added + litre;
    const total = start + added;
    thin(vessel, i, (amount) => (amount * start) / total);
    for (const { index, molar } of stock) initialMolar[i]![index]! += (molar * added) / total;
  });
  return { name: column.name, unit: column.unit, values: volumes };
}
