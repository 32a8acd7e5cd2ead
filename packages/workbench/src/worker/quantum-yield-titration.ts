import { createRandom, InputError, InputErrors, type TableColumn } from "@oleate/core";
import { readTable, requireNonNegative, requireNumbers } from "@oleate/files";
import { EXAMPLE_TITRATION } from "./quantum-yield-example.ts";
import { FIRST_LIGHT } from "./quantum-yield-first-light.ts";
import { lightOf } from "./quantum-yield-light.ts";
import type { TitrationRows } from "./quantum-yield-light-protocol.ts";
import type { LightFile } from "./quantum-yield-protocol.ts";
import { titrationCsv } from "./quantum-yield-study.ts";

const DOSES = [0, 50, 100, 150, 200, 250, 300, 350, 400, 500, 600, 800, 1000];
/** Scatter of the simulated yields, and of lifetimes in ns. */
const SCATTER = { quantumYield: 0.015, lifetimeNs: 0.06, seed: 8 };

/** A titration of the page's own dots as a table, made from its numbers, noise and a seed. */
function exampleTitration(): string {
  const random = createRandom(SCATTER.seed, "quantum yield titration");
  const points = DOSES.map((dose) => lightOf({ ...FIRST_LIGHT, dose }).here);
  const seen = (value: number, scatter: number, digits: number): number =>
    Number((value + scatter * random.normal()).toFixed(digits));
  return titrationCsv({
    doses: Float64Array.from(DOSES),
    quantumYields: Float64Array.from(points, (one) => seen(one.quantumYield, SCATTER.quantumYield, 3)),
    lifetimesNs: Float64Array.from(points, (one) => seen(one.tailLifetimeNs, SCATTER.lifetimeNs, 2)),
  });
}

const NAMES = {
  dose: /^(?:added|dose|ligand per dot|equivalents|picolinate)\b/iu,
  quantumYield: /^(?:quantum yield|pl ?qy|qy)\b/iu,
  lifetime: /^(?:lifetime|tau)\b/iu,
} as const;
/** Units by what they count, with the factor to the page's. */
const YIELD_UNITS: Readonly<Record<string, number>> = { "": 1, "%": 0.01 };
const TIME_UNITS: Readonly<Record<string, number>> = { "": 1, ns: 1, ps: 1e-3, us: 1e3 };

/**
 * A titration from a table: added ligand in equivalents per dot, quantum yield, and where measured the lifetime of the
 * tail; a simulated one for null.
 * @throws InputError or InputErrors with the columns and lines that are wrong
 */
export function readTitration(file: LightFile | null): TitrationRows {
  const path = file?.path ?? EXAMPLE_TITRATION;
  const table = readTable(file?.bytes ?? new TextEncoder().encode(exampleTitration()), path);
  const column = (kind: keyof typeof NAMES): TableColumn | undefined =>
    table.columns.find(({ name }) => NAMES[kind].test(name));
  const headers = table.columns.map(({ header }) => `\`${header}\``).join(", ");
  const [dose, quantumYield, lifetime] = [column("dose"), column("quantumYield"), column("lifetime")];
  const wanted = (what: string, example: string): InputError =>
    new InputError({
      what: `there is no column of ${what}`,
      found: headers,
      expected: `\`${example}\``,
      place: { file: path },
    });
  if (!dose) throw wanted("doses", "added (eq)");
  if (!quantumYield) throw wanted("quantum yields", "quantum yield");
  if (dose.unit !== "eq" && dose.unit !== "")
    throw new InputError({
      what: "doses are not in equivalents per dot",
      found: `\`${dose.header}\``,
      expected: "`added (eq)`",
      remedy: "divide the amount of ligand by the amount of dots",
      place: { file: path },
    });
  const scaled = (
    { values, unit, header }: TableColumn,
    units: Readonly<Record<string, number>>,
  ): Float64Array => {
    const factor = units[unit.replace("µ", "u")];
    if (factor === undefined)
      throw new InputError({
        what: `column \`${header}\` is in an unknown unit`,
        found: unit,
        expected: Object.keys(units)
          .filter((name) => name !== "")
          .join(", "),
        place: { file: path },
      });
    return values.map((value) => factor * value);
  };
  requireNumbers(dose, table, true);
  requireNumbers(quantumYield, table, false);
  if (lifetime) requireNumbers(lifetime, table, false);
  requireNonNegative(dose, table);
  const yields = scaled(quantumYield, YIELD_UNITS);
  const odd = Array.from(yields.keys()).filter((row) => yields[row]! < 0 || yields[row]! > 1);
  if (odd.length > 0)
    throw new InputErrors(
      odd.map((row) => ({
        what: "a quantum yield is out of range",
        found: quantumYield.text[row]!,
        expected: "0 to 1",
        remedy: "head a column in percent `quantum yield (%)`",
        place: { file: path, line: table.lineOfRow[row]! },
      })),
    );
  return {
    file: path,
    simulated: file === null,
    doses: dose.values,
    quantumYields: yields,
    lifetimesNs: lifetime ? scaled(lifetime, TIME_UNITS) : null,
    notes: table.notes,
  };
}
