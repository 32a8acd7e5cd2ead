import {
  axisWords,
  type DotWords,
  drawEnsemble,
  formatConcentration,
  grisorioObservations,
  type InterfaceAxis,
  type InterfaceEnsemble,
  type InterfacePoint,
  type InterfaceSample,
  type InterfaceState,
  type InterfaceValues,
  interfaceCaveats,
  interfaceModels,
  interfaceParameters,
  interfaceSeries,
  interfaceValues,
  type ResultTable,
  readInterfaceAxis,
  readInterfaceWords,
  stateOfSample,
} from "@oleate/core";
import { printJson } from "../print-json.ts";
import { printTable } from "../print-table.ts";
import { startProgress } from "../progress.ts";

/** Flags of `oleate interface`. */
export interface InterfaceOptions {
  readonly material?: string;
  readonly shape?: string;
  readonly size?: string;
  readonly termination?: string;
  readonly concentration: string;
  readonly solvent: string;
  readonly temperature?: string;
  readonly add?: string[];
  readonly set?: string[];
  readonly against?: string;
  readonly intervals: boolean;
  readonly seed: string;
  readonly json?: boolean;
}

/** Parameter sets drawn for intervals: their 5 and 95 % points are then known to some 3 % of the width. */
const MEMBERS = 60;

/** `oleate interface`: what is on the dots of a solution, and how that changes along one condition. */
export function interfaceOf(options: InterfaceOptions): number {
  const dot = Object.fromEntries(
    (["material", "shape", "size", "termination"] as const).flatMap((key) =>
      options[key] === undefined ? [] : [[key, options[key]]],
    ),
  ) as DotWords;
  const { sample, set } = readInterfaceWords({
    dot,
    concentration: options.concentration,
    solvent: options.solvent,
    ...(options.temperature === undefined ? {} : { temperature: options.temperature }),
    ...(options.add === undefined ? {} : { add: options.add }),
    ...(options.set === undefined ? {} : { set: options.set }),
  });
  const axis = options.against === undefined ? null : readInterfaceAxis(options.against);
  const values = interfaceValues(set);
  const models = interfaceModels();
  const state = stateOfSample(models, sample, values);
  const progress = startProgress("interface");
  let ensemble: InterfaceEnsemble | null = null;
  let points: readonly InterfacePoint[] = [];
  try {
    if (options.intervals) {
      ensemble = drawEnsemble(grisorioObservations, MEMBERS, Number(options.seed), set, (share) =>
        progress.update(0.8 * share, "parameters"),
      );
    }
    const members = ensemble?.members ?? [];
    if (axis) {
      points = interfaceSeries(models, sample, values, axis, undefined, members, (share) =>
        progress.update(0.8 + 0.2 * share, "series"),
      );
    }
  } finally {
    progress.end();
  }
  const [here] = interfaceSeries(
    models,
    sample,
    values,
    "concentration",
    [sample.dotsMolar],
    ensemble?.members,
  );
  const interval = here?.low === undefined ? null : ([here.low, here.high!] as const);
  if (options.json) printAnswer({ sample, values, state, interval, ensemble, axis, points });
  else printWords({ sample, state, interval, ensemble, axis, points });
  return 0;
}

interface Found {
  readonly sample: InterfaceSample;
  readonly state: InterfaceState;
  readonly interval: readonly [number, number] | null;
  readonly ensemble: InterfaceEnsemble | null;
  readonly axis: InterfaceAxis | null;
  readonly points: readonly InterfacePoint[];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function printWords({ sample, state, interval, ensemble, axis, points }: Found): void {
  const say = (label: string, text: string): void => void process.stdout.write(`${label.padEnd(9)}${text}\n`);
  const full = state.kinds.reduce((sum, { sites }) => sum + sites, 0);
  say(
    "bound",
    `${percent(state.boundFraction)} of the shell: ${state.boundPerDot.toFixed(0)} of ${full.toFixed(0)} complexes a dot`,
  );
  if (interval)
    say(
      "",
      `${percent(interval[0])} to ${percent(interval[1])} in nine of ten parameter sets that agree with what was seen`,
    );
  say(
    "free",
    `${formatConcentration(state.freeComplexMolar)} complexes in solution, ${(state.freeComplexMolar / sample.dotsMolar).toFixed(1)} for each dot`,
  );
  for (const [name, molar] of Object.entries(state.freePartnersMolar))
    say("", `${formatConcentration(molar)} ${name}`);
  process.stdout.write("\n");
  printTable(kindTable(state));
  if (axis) {
    process.stdout.write("\n");
    printTable(seriesTable(axis, points));
  }
  process.stdout.write("\n");
  for (const caveat of interfaceCaveats(sample)) process.stdout.write(`note: ${caveat}\n`);
  const assumed = "Energies are those of `oleate list interface`";
  process.stdout.write(
    ensemble
      ? `${assumed}; the interval is what Grisorio 2016 leaves open (${ensemble.members.length} of ${ensemble.drawn} sets drawn agree with it).\n`
      : `${assumed}; without intervals.\n`,
  );
}

function kindTable({ kinds }: InterfaceState): Pick<ResultTable, "columns"> {
  return {
    columns: [
      { name: "facet", unit: "", values: kinds.map(({ label }) => label) },
      { name: "sites", unit: "a dot", values: kinds.map(({ sites }) => Math.round(sites)) },
      { name: "complexes", unit: "%", values: kinds.map(({ complexes }) => 100 * complexes) },
      { name: "partners", unit: "%", values: kinds.map(({ partners }) => 100 * partners) },
      { name: "empty", unit: "%", values: kinds.map(({ empty }) => 100 * empty) },
      { name: "K_d", unit: "M", values: kinds.map(({ dissociationMolar }) => dissociationMolar) },
    ],
  };
}

/** A series as a table; shares in %. */
export function seriesTable(
  axis: InterfaceAxis,
  points: readonly InterfacePoint[],
): Pick<ResultTable, "columns"> {
  const { name, unit } = axisWords(axis);
  const kinds = points[0]?.state.kinds ?? [];
  return {
    columns: [
      ...(points.some(({ label }) => label !== undefined)
        ? [{ name: "solvent", unit: "", values: points.map(({ label }) => label ?? "") }]
        : []),
      { name, unit, values: points.map(({ x }) => x) },
      { name: "bound", unit: "%", values: points.map(({ state }) => 100 * state.boundFraction) },
      ...(points.some(({ low }) => low !== undefined)
        ? [
            {
              name: "low",
              unit: "%",
              values: points.map(({ low }) => (low === undefined ? null : 100 * low)),
            },
            {
              name: "high",
              unit: "%",
              values: points.map(({ high }) => (high === undefined ? null : 100 * high)),
            },
          ]
        : []),
      ...kinds.map(({ label }) => ({
        name: label,
        unit: "%",
        values: points.map(({ state }) => {
          const kind = state.kinds.find((other) => other.label === label);
          return kind ? 100 * kind.complexes : null;
        }),
      })),
      { name: "free complexes", unit: "M", values: points.map(({ state }) => state.freeComplexMolar) },
    ],
  };
}

function printAnswer({
  sample,
  values,
  state,
  interval,
  ensemble,
  axis,
  points,
}: Found & { readonly values: InterfaceValues }): void {
  const amount = (value: number, unit: string) => ({ value, unit });
  const plain = (of: InterfaceState) => ({
    boundFraction: of.boundFraction,
    boundPerDot: of.boundPerDot,
    freeComplex: amount(of.freeComplexMolar, "M"),
    freePartners: Object.fromEntries(
      Object.entries(of.freePartnersMolar).map(([name, molar]) => [name, amount(molar, "M")]),
    ),
    facets: of.kinds.map(({ label, sites, complexes, partners, empty, dissociationMolar }) => ({
      facet: label,
      sites,
      complexes,
      partners,
      empty,
      dissociation: amount(dissociationMolar, "M"),
    })),
  });
  const document = {
    concentration: amount(sample.dotsMolar, "M"),
    ...plain(state),
    notes: interfaceCaveats(sample),
    interval: interval && { low: interval[0], high: interval[1], share: 0.9 },
    parameters: interfaceParameters.map(({ name, unit }) => {
      const learnt = ensemble?.parameters.find((parameter) => parameter.name === name);
      return { name, unit, value: values[name], ...(learnt ? { low: learnt.low, high: learnt.high } : {}) };
    }),
    ...(axis
      ? {
          against: axisWords(axis),
          series: points.map(({ x, label, low, high, state: at }) => ({
            x,
            ...(label === undefined ? {} : { label }),
            ...(low === undefined ? {} : { low, high }),
            ...plain(at),
          })),
        }
      : {}),
  };
  printJson(document);
}
