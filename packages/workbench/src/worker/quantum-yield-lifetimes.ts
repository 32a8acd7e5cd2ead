import {
  convert,
  createRandom,
  emittingCore,
  findLocalFieldModel,
  findMaterial,
  findSolvent,
  InputErrors,
  lifetimeInMedium,
  OleateError,
  solventIndex,
  type TableColumn,
} from "@oleate/core";
import { findColumn, readTable, requireNumbers } from "@oleate/files";
import { EXAMPLE_LIFETIMES } from "./quantum-yield-example.ts";
import type { LifetimeRows, LightFile } from "./quantum-yield-protocol.ts";

/** The simulated series: lifetimes of CsPbBr3 by the dielectric sphere from 4.7 ns in toluene, 2 % scatter. */
const EXAMPLE = {
  solvents: ["pentane", "hexane", "cyclohexane", "chloroform", "toluene", "1,2-dichlorobenzene"],
  lifetimeNs: 4.7,
  share: 0.02,
  seed: 3,
};

/** Lifetimes in six solvents as a table. */
export function exampleLifetimes(): string {
  const core = emittingCore(findMaterial("CsPbBr3"));
  const index = (name: string): number => solventIndex(findSolvent(name)).value;
  const random = createRandom(EXAMPLE.seed, "lifetimes in solvents");
  const rows = EXAMPLE.solvents.map((name) => {
    const mean = lifetimeInMedium(
      findLocalFieldModel("sphere"),
      core,
      EXAMPLE.lifetimeNs,
      index("toluene"),
      index(name),
    );
    const lifetime = mean * (1 + EXAMPLE.share * random.normal());
    // A name with a comma in it must not be cut there.
    return `"${name}",${lifetime.toFixed(2)},${(EXAMPLE.share * mean).toFixed(2)}`;
  });
  return `${["solvent,lifetime (ns),error (ns)", ...rows].join("\n")}\n`;
}

/**
 * Lifetimes from a table with columns solvent, lifetime, and where known error and quantum yield; simulated ones for null.
 * @throws InputError or InputErrors with the lines that are wrong
 */
export function readLifetimes(file: LightFile | null): LifetimeRows {
  const path = file?.path ?? EXAMPLE_LIFETIMES;
  const table = readTable(file?.bytes ?? new TextEncoder().encode(exampleLifetimes()), path);
  const optional = (name: string): TableColumn | null =>
    table.columns.some((column) => column.name.trim().toLowerCase() === name)
      ? findColumn(table, name)
      : null;
  const [solvents, lifetimes] = [findColumn(table, "solvent"), findColumn(table, "lifetime")];
  const [errors, yields] = [optional("error"), optional("quantum yield")];
  for (const column of [lifetimes, errors, yields]) if (column) requireNumbers(column, table, true);
  const place = (row: number) => ({ file: path, line: table.lineOfRow[row]! });
  const phi = yields?.values.map((value) => convert(value, yields.unit, "")) ?? null;
  const names: string[] = [];
  const complaints = solvents.text.flatMap((text, row) => {
    const share = phi?.[row] ?? 1;
    const bad =
      share > 0 && share <= 1
        ? []
        : [
            {
              what: "a quantum yield is not above 0 and at most 1",
              found: yields!.text[row]!,
              place: place(row),
            },
          ];
    try {
      const known = findSolvent(text);
      solventIndex(known);
      names.push(known.name);
      return bad;
    } catch (error) {
      if (error instanceof OleateError) return [...bad, { ...error.complaint, place: place(row) }];
      throw error;
    }
  });
  if (complaints.length > 0) throw new InputErrors(complaints);
  const ns = (column: TableColumn): Float64Array =>
    column.values.map((value) => convert(value, column.unit === "" ? "ns" : column.unit, "ns"));
  const radiative = (values: Float64Array): Float64Array => values.map((value, i) => value / (phi?.[i] ?? 1));
  const measuredNs = ns(lifetimes);
  return {
    file: path,
    simulated: file === null,
    solvents: names,
    measuredNs,
    lifetimesNs: radiative(measuredNs),
    errorsNs: errors ? radiative(ns(errors)) : null,
    quantumYields: phi,
    notes: [
      ...table.notes,
      phi
        ? "lifetimes divided by the quantum yields, as for dots that are all alike"
        : "lifetimes are taken as radiative; with a column `quantum yield` they are divided by it",
    ],
  };
}
