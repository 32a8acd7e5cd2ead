import { InputError, type Place } from "../../errors.ts";
import { convert } from "../../quantities/index.ts";
import { lnConstantAt } from "../../surface/titration.ts";
import { checkSolubility, type Model } from "../model/index.ts";
import type { TableColumn } from "../table.ts";
import { numbers } from "./columns.ts";
import { type Dose, speciesIndex, thin, type Vessel } from "./vessel.ts";

/** A way of varying a sample from row to row: how a column of the table changes what is in the vessel. */
interface Variation {
  /** True where the column may hold numbers below 0. */
  readonly allowNegative: boolean;
  vary(vessel: Vessel, column: TableColumn, name: string, place: Place): Dose;
}

const dilution: Variation = {
  allowNegative: false,
  vary(vessel, column) {
    const { table, rows } = vessel;
    const factors = numbers(table, column, rows, false);
    factors.forEach((factor, i) => {
      if (!(factor > 0)) {
        throw new InputError({
          what: "a dilution factor must be positive",
          found: String(factor),
          place: { file: table.file, line: table.lineOfRow[rows[i]!]! },
        });
      }
      thin(vessel, i, (amount) => amount / factor);
    });
    return { name: "dilution", unit: "", values: factors };
  },
};

/** What a temperature adds to ln K of each reaction; 0 for a reaction without enthalpy, which a fit may free. */
function thermalShift(model: Model, temperatureK: number): Float64Array {
  return Float64Array.from(model.constants, ({ enthalpyKjPerMol, heatCapacityKjPerMolK }) =>
    lnConstantAt(0, model.temperatureK, temperatureK, enthalpyKjPerMol ?? 0, heatCapacityKjPerMolK),
  );
}

const temperature: Variation = {
  allowNegative: true,
  vary(vessel, column) {
    const written = numbers(vessel.table, column, vessel.rows, true);
    const temperaturesK = written.map((value) => convert(value, column.unit === "" ? "K" : column.unit, "K"));
    vessel.temperaturesK = temperaturesK;
    vessel.lnKShift = Array.from(temperaturesK, (temperatureK) => thermalShift(vessel.model, temperatureK));
    return { name: "temperature", unit: "K", values: temperaturesK };
  },
};

/** The total of an ingredient, as a concentration or in equivalents per dot. */
const ingredient: Variation = {
  allowNegative: false,
  vary(vessel, column, name, place) {
    const { table, rows, context, initialMolar, dotsMolar } = vessel;
    if (column.unit === "") {
      throw new InputError({
        what: `column \`${column.header}\` of ${table.file} has no unit`,
        expected: "a unit in the header, e.g. `added (eq)` or `added (mM)`",
        place: { file: table.file, line: 1 },
      });
    }
    const values = numbers(table, column, rows, false);
    const index = speciesIndex(vessel, name, place);
    const perDot = /^eq/u.test(column.unit);
    vessel.varied.add(name);
    rows.forEach((row, i) => {
      const total = perDot ? values[i]! * dotsMolar[i]! : convert(values[i]!, column.unit, "M");
      initialMolar[i]![index] = total;
      checkSolubility(context.file, name, total, context.evaluator, context.placeOf, {
        file: table.file,
        line: table.lineOfRow[row]!,
      });
    });
    return { name, unit: column.unit, values };
  },
};

/** What `against:` may name beside ingredients; a new way of varying a sample is one entry here. */
const BY_NAME: ReadonlyMap<string, Variation> = new Map([
  ["dilution", dilution],
  ["temperature", temperature],
]);

/** How a name under `against:` varies the sample: a way of its own, or else the total of the ingredient of that name. */
export function variationOf(name: string): Variation {
  return BY_NAME.get(name) ?? ingredient;
}

/** True for a name under `against:` that is an ingredient. */
export function variesIngredient(name: string): boolean {
  return !BY_NAME.has(name);
}
