import { basename } from "node:path";
import {
  type DoseAxis,
  type Entry,
  findObservable,
  InputError,
  type ModelConstant,
  type Network,
  type Observable,
  referenced,
  type TitrationSeries,
} from "@oleate/core";
import { readTitration, type TitrationData } from "@oleate/files";
import { readBytes } from "./study-folder.ts";

/** What is fitted beside the constants, and how the tables are to be read. */
export interface TableOptions {
  readonly columns?: Readonly<Record<string, string>>;
  readonly observable?: string;
  readonly watch?: string;
  readonly reference?: string;
  /** Ingredients whose stated total is multiplied by a fitted factor. */
  readonly free: readonly string[];
}

/** A table ready to be fitted, with its dose axis and what was assumed in reading it. */
export interface TableSeries {
  readonly series: TitrationSeries;
  readonly axis: DoseAxis;
  readonly data: TitrationData;
  readonly notes: readonly string[];
}

/** Ingredients of a network: the species that are one moiety by themselves, in the order of the model. */
function freeMoieties(network: Network): readonly string[] {
  return network.species
    .filter(({ composition }) => composition.size === 1 && [...composition.values()][0] === 1)
    .map(({ name }) => name);
}

/** Which ingredient each component column of the file is: by option, by name, else in the order of the model. */
function matchComponents(
  data: TitrationData,
  moieties: readonly string[],
  notes: string[],
): readonly string[] {
  const exact = data.components.map((component) =>
    moieties.find((name) => name.toLowerCase() === component.toLowerCase()),
  );
  if (exact.every((name) => name !== undefined)) return exact as string[];
  const initial = data.components.map((component) =>
    moieties.filter((name) => component.toLowerCase().startsWith(name[0]!.toLowerCase())),
  );
  const byInitial =
    initial.every((names) => names.length === 1) &&
    new Set(initial.map((names) => names[0])).size === initial.length;
  const matched = byInitial ? initial.map((names) => names[0]!) : data.components.map((_, i) => moieties[i]);
  if (matched.some((name) => name === undefined)) {
    throw new InputError({
      what: `${data.file} has totals of ${data.components.length} ingredients, the model has ${moieties.length}`,
      found: `${data.components.join(", ")} against ${moieties.join(", ")}`,
      remedy: 'name the columns: --columns "H = htot, G = ltot"',
    });
  }
  for (const [i, component] of data.components.entries()) {
    notes.push(`column \`${component}\` is the total of ${matched[i]}`);
  }
  return matched as string[];
}

function observableOf(data: TitrationData, asked: string | undefined, notes: string[]): string {
  if (asked !== undefined) return asked;
  if (data.signalKind === "heat") return "absorbance";
  if (data.signalKind !== "unknown") {
    notes.push(`signals read as ${data.signalKind}`);
    return data.signalKind;
  }
  notes.push(
    "the headers do not say what was measured: read as a fast-exchange shift of the watched species; say --observable absorbance for a signal additive in concentration",
  );
  return "shift";
}

/**
 * Whether signals are taken relative to the first row. Where that row holds the watched species alone, tables of totals
 * are read so by default, as the programs that write them do; `--reference fitted` fits the free signal as well.
 */
function usesFirstRow(data: TitrationData, asked: string | undefined, watchedColumn: number): boolean {
  const alone = data.totalsMolar.every((totals, component) => component === watchedColumn || totals[0] === 0);
  const complete = data.signals.every((signal) => Number.isFinite(signal.values[0]!));
  const possible = alone && complete && !data.injections;
  if (asked === "fitted") return false;
  if (asked === "first-row") {
    if (possible) return true;
    throw new InputError({
      what: "the first row cannot be the reference",
      found: "other ingredients are present in it, or it holds no signal",
      expected: "a first row with the watched species alone",
      remedy: "use --reference fitted",
    });
  }
  if (asked !== undefined)
    throw new InputError({
      what: "--reference cannot be read",
      found: asked,
      expected: "first-row or fitted",
    });
  return possible && data.format === "concentrations";
}

/** Entries of the fitted parameters, in this order: constants, then factors of `free`. */
function entriesOf(
  data: TitrationData,
  names: readonly string[],
  network: Network,
  constants: readonly ModelConstant[],
  options: TableOptions,
): readonly Entry[] {
  const open = constants.filter((constant) => constant.valueMolar === null);
  const entries: Entry[] = open.map((constant, parameter) => ({
    kind: "constant",
    parameter,
    reaction: constant.reaction,
    molarPerUnit: constant.molarPerUnit,
  }));
  for (const name of options.free) {
    const component = names.indexOf(name);
    if (component < 0) {
      throw new InputError({
        what: `--free ${name} is no ingredient of the table`,
        expected: names.join(", "),
      });
    }
    entries.push({
      kind: "ingredient",
      parameter: entries.length,
      species: network.indexOf.get(name)!,
      perRow: data.totalsMolar[component]!,
    });
  }
  return entries;
}

/**
 * Reads one titration table for a model.
 * @throws InputError naming file, column and remedy
 */
export function tableSeries(
  file: string,
  network: Network,
  constants: readonly ModelConstant[],
  options: TableOptions,
): TableSeries {
  const moieties = freeMoieties(network);
  const shown = basename(file);
  const data = readTitration(readBytes(file, shown), shown, {
    ...(options.columns ? { columns: options.columns } : {}),
    componentCount: moieties.length,
    ...(options.observable ? { observable: options.observable } : {}),
  });
  const notes = [...data.notes];
  const names = options.columns ? Object.keys(options.columns) : matchComponents(data, moieties, notes);
  const [watched = names[0]!, ...alsoSeen] = (options.watch ?? "")
    .split(/[\s,]+/u)
    .filter((name) => name !== "");
  const plain: Observable = findObservable(observableOf(data, options.observable, notes));
  const firstRow = usesFirstRow(data, options.reference, names.indexOf(watched));
  if (firstRow) {
    notes.push(
      "signals are taken as changes from the first row, which is then without error; --reference fitted fits the free signal too",
    );
  }
  const rows = data.totalsMolar[0]!.length;
  const initialMolar = Array.from({ length: rows }, (_, row) => {
    const amounts = new Float64Array(network.species.length);
    names.forEach((name, component) => {
      const index = network.indexOf.get(name);
      if (index === undefined) {
        throw new InputError({ what: `the model has no species ${name}`, expected: moieties.join(", ") });
      }
      amounts[index] = options.free.includes(name) ? 0 : data.totalsMolar[component]![row]!;
    });
    return amounts;
  });
  const entries = entriesOf(data, names, network, constants, options);
  const { injections } = data;
  const varied = data.totalsMolar.length > 1 ? 1 : 0;
  return {
    data,
    notes,
    axis: { name: `total ${names[varied]}`, unit: "M", values: data.totalsMolar[varied]! },
    series: {
      name: shown,
      network,
      sites: [],
      watched,
      ...(alsoSeen.length ? { alsoSeen } : {}),
      observable: firstRow ? referenced(plain) : plain,
      lnK: Float64Array.from(constants, ({ valueMolar }) => Math.log(valueMolar ?? 1)),
      initialMolar,
      dotsMolar: new Float64Array(rows).fill(1),
      entries,
      parameterCount: entries.length,
      signals: data.signals.map(({ values }) =>
        firstRow ? values.map((value) => value - values[0]!) : values,
      ),
      unit: data.signals[0]?.unit ?? "",
      noise: { kind: "constant" },
      ...(injections
        ? {
            heat: {
              cellVolumeLitre: injections.cellVolumeLitre,
              injectedLitre: injections.injectedLitre,
              titrantMolar: data.totalsMolar.at(-1)!,
            },
          }
        : {}),
    },
  };
}
