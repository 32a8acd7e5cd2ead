import { basename } from "node:path";
import {
  aliasesOf,
  buildNetwork,
  type Entry,
  findObservable,
  fitTitrations,
  formatInterval,
  InputError,
  type Network,
  parseReactions,
  readConstants,
  referenced,
  type TitrationParameter,
  type TitrationSeries,
} from "@oleate/core";
import { readTitration, type TitrationData } from "@oleate/files";
import { readBytes } from "../study-folder.ts";
import { readAssignments } from "./speciate.ts";

interface FitOptions {
  readonly model: string;
  readonly columns?: string[];
  readonly observable?: string;
  readonly watch?: string;
  readonly reference?: string;
  readonly free?: string[];
  readonly level?: string;
  readonly seed?: string;
  readonly json?: boolean;
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

/** `oleate fit`: a titration table against a model, without a study. */
export function fitTable(file: string, options: FitOptions): number {
  const reactions = parseReactions(options.model, { file: "--model" });
  const network = buildNetwork(reactions, new Map(), aliasesOf(reactions, []));
  const constants = readConstants(reactions, network, null, "M");
  const moieties = freeMoieties(network);
  const columns = Object.fromEntries(readAssignments(options.columns ?? [], "--columns"));
  const shown = basename(file);
  const data = readTitration(readBytes(file, shown), shown, {
    ...(options.columns ? { columns } : {}),
    componentCount: moieties.length,
    ...(options.observable ? { observable: options.observable } : {}),
  });
  const notes = [...data.notes];
  const names = options.columns ? Object.keys(columns) : matchComponents(data, moieties, notes);
  const [watched = names[0]!, ...alsoSeen] = (options.watch ?? "")
    .split(/[\s,]+/u)
    .filter((name) => name !== "");
  const plain = findObservable(observableOf(data, options.observable, notes));
  const firstRow = usesFirstRow(data, options.reference, names.indexOf(watched));
  const observable = firstRow ? referenced(plain) : plain;
  const signals = data.signals.map(({ values }) =>
    firstRow ? values.map((value) => value - values[0]!) : values,
  );
  if (firstRow) {
    notes.push(
      "signals are taken as changes from the first row, which is then without error; --reference fitted fits the free signal too",
    );
  }
  const rows = data.totalsMolar[0]!.length;
  const free = new Set(options.free ?? []);
  const parameters: TitrationParameter[] = constants
    .filter((constant) => constant.valueMolar === null)
    .map(({ name, unit, start, molarPerUnit }) => ({ name, unit, kind: "constant", start, molarPerUnit }));
  const entries: Entry[] = constants
    .filter((constant) => constant.valueMolar === null)
    .map((constant, parameter) => ({
      kind: "constant",
      parameter,
      reaction: constant.reaction,
      molarPerUnit: constant.molarPerUnit,
    }));
  const initialMolar = Array.from({ length: rows }, (_, row) => {
    const amounts = new Float64Array(network.species.length);
    names.forEach((name, component) => {
      const index = network.indexOf.get(name);
      if (index === undefined)
        throw new InputError({ what: `the model has no species ${name}`, expected: moieties.join(", ") });
      amounts[index] = free.has(name) ? 0 : data.totalsMolar[component]![row]!;
    });
    return amounts;
  });
  for (const name of free) {
    const component = names.indexOf(name);
    if (component < 0)
      throw new InputError({
        what: `--free ${name} is no ingredient of the table`,
        expected: names.join(", "),
      });
    // A factor on the stated total: 1 means the stock was what its label says.
    parameters.push({ name: `factor.${name}`, unit: "", kind: "count", start: 1, molarPerUnit: 1 });
    entries.push({
      kind: "ingredient",
      parameter: parameters.length - 1,
      species: network.indexOf.get(name)!,
      perRow: data.totalsMolar[component]!,
    });
  }
  const series: TitrationSeries = {
    name: shown,
    network,
    sites: [],
    watched,
    ...(alsoSeen.length ? { alsoSeen } : {}),
    observable,
    lnK: Float64Array.from(constants, ({ valueMolar }) => Math.log(valueMolar ?? 1)),
    initialMolar,
    dotsMolar: new Float64Array(rows).fill(1),
    entries,
    parameterCount: parameters.length,
    signals,
    unit: data.signals[0]?.unit ?? "",
    noise: { kind: "constant" },
    ...(data.injections
      ? {
          heat: {
            cellVolumeLitre: data.injections.cellVolumeLitre,
            injectedLitre: data.injections.injectedLitre,
            titrantMolar: data.totalsMolar.at(-1)!,
          },
        }
      : {}),
  };
  const varied = data.totalsMolar.length > 1 ? 1 : 0;
  const axis = { name: `total ${names[varied]}`, unit: "M", values: data.totalsMolar[varied]! };
  const level = options.level === undefined ? 0.95 : Number(options.level);
  if (!(level > 0 && level < 1))
    throw new InputError({
      what: "--level is not a probability",
      found: String(options.level),
      expected: "between 0 and 1, such as 0.95",
    });
  const { result, estimation } = fitTitrations("fit", shown, [series], [axis], parameters, {
    level,
    seed: Number(options.seed ?? 1),
  });
  if (options.json) {
    const amplitudes = estimation.fit.series[0]!.amplitudes.map(
      ({ name, channel, value, standardError }) => ({
        name,
        signal: data.signals[channel]?.name ?? String(channel + 1),
        value,
        standardError,
      }),
    );
    const output = {
      parameters: Object.fromEntries(
        result.parameters.map((parameter) => [
          parameter.name,
          {
            value: parameter.value,
            low: parameter.interval.low,
            high: parameter.interval.high,
            unit: parameter.unit,
            standardError: parameter.standardError,
            level: parameter.interval.level,
            method: parameter.interval.method,
            identifiability: parameter.identifiability,
            note: parameter.note,
          },
        ]),
      ),
      model: result.model,
      observable: data.injections ? "heat" : observable.name,
      observations: result.observations,
      rms: result.rms,
      aicc: result.aicc,
      bic: result.bic,
      correlation: { of: result.correlationOf, matrix: result.correlation },
      amplitudes,
      termination: result.termination,
      notes: [...notes, ...result.notes],
    };
    process.stdout.write(`${JSON.stringify(output, null, 1)}\n`);
    return 0;
  }
  for (const parameter of result.parameters) {
    const { low, high } = parameter.interval;
    process.stdout.write(
      `${parameter.name} ${low === null || high === null ? "" : "= "}${formatInterval(parameter.value, low, high, parameter.unit)}  (${(100 * level).toFixed(0)} %)\n  ${parameter.note}\n`,
    );
  }
  process.stdout.write(
    `rms ${result.rms.value.toPrecision(4)} ${result.rms.unit} over ${result.observations} observations; AICc ${result.aicc?.toFixed(1) ?? "not defined"}\n`,
  );
  for (const note of [...notes, ...result.notes]) process.stdout.write(`note: ${note}\n`);
  return 0;
}
