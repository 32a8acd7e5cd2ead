import {
  axisWords,
  drawEnsemble,
  grisorioObservations,
  type InterfaceAxis,
  type InterfaceEnsemble,
  type InterfaceModels,
  type InterfacePoint,
  type InterfaceSample,
  type InterfaceState,
  type InterfaceValues,
  interfaceCaveats,
  interfaceModels,
  interfaceParameters,
  interfaceSeries,
  lossBy,
} from "../../surface/index.ts";
import { type Leaf, leafOf } from "../evaluator.ts";
import type { FigureSpec } from "../figure-spec.ts";
import { readInterfaceOptions } from "../interface-sample.ts";
import type { ResultTable } from "../result.ts";
import type { AnalysisKind, ExpectedResult } from "./analysis.ts";

/** The numbers of one state: name in expressions, unit, where it is found. */
const NUMBERS: readonly {
  readonly name: string;
  readonly unit: string;
  readonly of: (state: InterfaceState) => number;
}[] = [
  { name: "bound", unit: "", of: (state) => state.boundFraction },
  { name: "bound_per_dot", unit: "", of: (state) => state.boundPerDot },
  { name: "free_complex", unit: "M", of: (state) => state.freeComplexMolar },
  { name: "kd", unit: "M", of: (state) => meanDissociationMolar(state) },
];

/** Geometric mean of the dissociation constants over all sites, M. */
function meanDissociationMolar({ kinds }: InterfaceState): number {
  const sites = kinds.reduce((sum, kind) => sum + kind.sites, 0);
  return Math.exp(
    kinds.reduce((sum, kind) => sum + (kind.sites * Math.log(kind.dissociationMolar)) / sites, 0),
  );
}

/** What is on the dots of the sample, or along one condition. */
export const interfaceAnalysis: AnalysisKind<"interface"> = {
  kind: "interface",
  check(options, context, report) {
    report.at(context.path, () => void readInterfaceOptions(options, context));
  },
  results(options, context) {
    const { points, isSeries } = readInterfaceOptions(options, context);
    const rows = isSeries ? points.length : undefined;
    const names = new Map<string, ExpectedResult>();
    const add = (name: string, unit: string): void => {
      names.set(name, rows === undefined ? { unit } : { unit, rows });
      if (rows !== undefined && rows > 1) names.set(`${name}_steps`, { unit, rows: rows - 1 });
    };
    for (const { name, unit } of NUMBERS) add(name, unit);
    for (const name of ["low", "high"]) if (options.intervals) add(name, "");
    for (const name of ["lost", "lost_from_100"]) if (options.added?.length && !isSeries) add(name, "");
    const families = ["complexes_", "partners_", "empty_"].map((prefix) => ({ prefix, unit: "" }));
    const all = [...families, { prefix: "kd_", unit: "M" }];
    return { names, families: rows === undefined ? all : all.map((family) => ({ ...family, rows })) };
  },
  run(options, context) {
    const asked = readInterfaceOptions(options, context);
    const { sample, values, set, axis, points, isSeries } = asked;
    const models = interfaceModels();
    const ensemble = options.intervals
      ? ensembleOf(options.intervals, context.seed, set, (share) =>
          context.progress(0.7 * share, "parameters"),
        )
      : null;
    const members = ensemble?.members ?? [];
    const found = interfaceSeries(models, sample, values, axis, points, members, (share) =>
      context.progress(0.7 + 0.3 * share, "states"),
    );
    const labelled = found.map(({ label: _, ...point }, i): InterfacePoint => {
      const label = asked.labels?.[i];
      return label === undefined ? point : { ...point, label };
    });
    const leaves = leavesOf(labelled, isSeries);
    if (options.added?.length && !isSeries) {
      const { added: _added, ...before } = sample;
      const loss = lossBy(models, values, before, sample);
      leaves.set("lost", leafOf(loss.share, ""));
      leaves.set("lost_from_100", leafOf(loss.from100, ""));
    }
    return {
      leaves,
      result: {
        id: context.id,
        kind: "interface",
        title: options.title ?? "What is on the dots",
        findings: findingsOf(labelled, isSeries, models, sample, ensemble),
        values: [],
        tables: [
          pointsTable(context.id, axis, labelled),
          ...(ensemble && !isSeries
            ? [parametersTable(context.id, ensemble), observationsTable(context.id, ensemble)]
            : []),
        ],
        figures: isSeries && points.length > 1 ? [figureOf(context.id, axis, labelled)] : [],
      },
      citations: [
        {
          cite: "Grisorio et al., The dynamic organic/inorganic interface of colloidal PbS quantum dots, Angew. Chem. Int. Ed. 2016, 55, 6628",
          doi: "10.1002/anie.201511174",
        },
      ],
    };
  },
};

/** Ensembles by what they depend on: the analyses of a study ask for the same one, and drawing it takes seconds. */
const ensembles = new Map<string, InterfaceEnsemble>();

function ensembleOf(
  count: number,
  seed: number,
  held: Partial<InterfaceValues>,
  onProgress: (share: number) => void,
): InterfaceEnsemble {
  const key = JSON.stringify([count, seed, held]);
  const known = ensembles.get(key) ?? drawEnsemble(grisorioObservations, count, seed, held, onProgress);
  ensembles.set(key, known);
  return known;
}

/** "{111} edge" as a word of an expression: 111_edge. */
function wordOf(label: string): string {
  return label.replaceAll(/[{}]/gu, "").replaceAll(/[^A-Za-z0-9]+/gu, "_");
}

function leavesOf(points: readonly InterfacePoint[], isSeries: boolean): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const add = (name: string, unit: string, values: readonly (number | undefined)[]): void => {
    if (values.some((value) => value === undefined)) return;
    const numbers = Float64Array.from(values as readonly number[]);
    if (!isSeries) {
      leaves.set(name, leafOf(numbers[0]!, unit));
      return;
    }
    leaves.set(name, leafOf(numbers, unit));
    if (numbers.length > 1)
      leaves.set(
        `${name}_steps`,
        leafOf(
          numbers.subarray(1).map((value, i) => value - numbers[i]!),
          unit,
        ),
      );
  };
  for (const { name, unit, of } of NUMBERS)
    add(
      name,
      unit,
      points.map(({ state }) => of(state)),
    );
  add(
    "low",
    "",
    points.map(({ low }) => low),
  );
  add(
    "high",
    "",
    points.map(({ high }) => high),
  );
  for (const { label } of points[0]!.state.kinds) {
    const kinds = points.map(({ state }) => state.kinds.find((kind) => kind.label === label));
    add(
      `complexes_${wordOf(label)}`,
      "",
      kinds.map((kind) => kind?.complexes),
    );
    add(
      `partners_${wordOf(label)}`,
      "",
      kinds.map((kind) => kind?.partners),
    );
    add(
      `empty_${wordOf(label)}`,
      "",
      kinds.map((kind) => kind?.empty),
    );
    add(
      `kd_${wordOf(label)}`,
      "M",
      kinds.map((kind) => kind?.dissociationMolar),
    );
  }
  return leaves;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function findingsOf(
  points: readonly InterfacePoint[],
  isSeries: boolean,
  models: InterfaceModels,
  sample: InterfaceSample,
  ensemble: InterfaceEnsemble | null,
): readonly string[] {
  const { complexes } = models.sites(sample.dot);
  const [first] = points;
  const { state, low, high } = first!;
  const range = low === undefined ? "" : ` (${percent(low)} to ${percent(high!)})`;
  return [
    ...interfaceCaveats(sample).map((caveat) => `${caveat[0]!.toUpperCase()}${caveat.slice(1)}.`),
    ...(isSeries
      ? []
      : [
          `${percent(state.boundFraction)}${range} of the shell is bound: ${state.boundPerDot.toFixed(0)} of ${complexes} complexes.`,
        ]),
    ...(ensemble
      ? [
          `Ranges hold nine in ten of ${ensemble.members.length} parameter sets that agree with all observations; ${ensemble.drawn} were drawn.`,
        ]
      : []),
  ];
}

function pointsTable(id: string, axis: InterfaceAxis, points: readonly InterfacePoint[]): ResultTable {
  const { name, unit } = axisWords(axis);
  const kinds = points[0]!.state.kinds;
  const shares = (of: (point: InterfacePoint) => number | undefined): (number | null)[] =>
    points.map((point) => {
      const value = of(point);
      return value === undefined ? null : 100 * value;
    });
  return {
    id: `${id}-points`,
    title: "Bound complexes",
    caption: "Shares of a full shell, and of the sites of each facet that hold a complex.",
    columns: [
      ...(points.some(({ label }) => label !== undefined)
        ? [{ name: "solvent", unit: "", values: points.map(({ label }) => label ?? "") }]
        : []),
      { name, unit, values: points.map(({ x }) => x) },
      { name: "bound", unit: "%", values: shares(({ state }) => state.boundFraction) },
      ...(points.some(({ low }) => low !== undefined)
        ? [
            { name: "low", unit: "%", values: shares(({ low }) => low) },
            { name: "high", unit: "%", values: shares(({ high }) => high) },
          ]
        : []),
      ...kinds.map(({ label }) => ({
        name: label,
        unit: "%",
        values: shares(({ state }) => state.kinds.find((kind) => kind.label === label)?.complexes),
      })),
      { name: "free complexes", unit: "M", values: points.map(({ state }) => state.freeComplexMolar) },
      {
        name: "K_d, mean of all sites",
        unit: "M",
        values: points.map(({ state }) => meanDissociationMolar(state)),
      },
    ],
  };
}

function parametersTable(id: string, { parameters }: InterfaceEnsemble): ResultTable {
  const helpOf = (name: string): string =>
    interfaceParameters.find((parameter) => parameter.name === name)!.help;
  return {
    id: `${id}-parameters`,
    title: "Parameters",
    caption:
      "Nine in ten of the sets that agree; `remains`: that width over the width before any observation, 1 where nothing was learnt.",
    columns: [
      {
        name: "parameter",
        unit: "",
        values: parameters.map(({ name, unit }) => (unit ? `${name} (${unit})` : name)),
      },
      { name: "median", unit: "", values: parameters.map(({ median }) => median) },
      { name: "low", unit: "", values: parameters.map(({ low }) => low) },
      { name: "high", unit: "", values: parameters.map(({ high }) => high) },
      { name: "remains", unit: "", values: parameters.map(({ remains }) => remains) },
      { name: "what", unit: "", values: parameters.map(({ name }) => helpOf(name)) },
    ],
  };
}

function observationsTable(id: string, { observations }: InterfaceEnsemble): ResultTable {
  const of = (name: string) => grisorioObservations.find((observation) => observation.id === name)!;
  return {
    id: `${id}-observations`,
    title: "Observations the parameters agree with",
    caption:
      "Share of all parameter sets drawn that agree with an observation alone: small where it says much.",
    columns: [
      { name: "observation", unit: "", values: observations.map((observation) => of(observation.id).what) },
      { name: "from", unit: "", values: observations.map((observation) => of(observation.id).low) },
      { name: "to", unit: "", values: observations.map((observation) => of(observation.id).high) },
      { name: "agree", unit: "%", values: observations.map(({ agree }) => 100 * agree) },
    ],
  };
}

function figureOf(id: string, axis: InterfaceAxis, points: readonly InterfacePoint[]): FigureSpec {
  const { name, unit, decades } = axisWords(axis);
  const sorted = points.toSorted((a, b) => a.x - b.x);
  const x = sorted.map((point) => point.x);
  const line = (label: string, group: number, of: (point: InterfacePoint) => number | undefined) => {
    const y = sorted.map(of);
    return y.some((value) => value === undefined)
      ? []
      : [{ name: label, kind: "line" as const, x, y: y.map((value) => 100 * value!), group }];
  };
  const band = sorted.every(({ low, high }) => low !== undefined && high !== undefined)
    ? [
        {
          name: "nine in ten parameter sets",
          kind: "band" as const,
          x,
          y: sorted.map(({ state }) => 100 * state.boundFraction),
          low: sorted.map(({ low }) => 100 * low!),
          high: sorted.map(({ high }) => 100 * high!),
          group: 0,
        },
      ]
    : [];
  return {
    id: `${id}-bound`,
    title: `Bound complexes against ${name}`,
    caption: "Share of a full shell, and of the sites of each facet.",
    x: { label: name, unit, scale: decades ? "log" : "linear" },
    y: { label: "bound", unit: "%", scale: "linear", range: [0, 100] },
    series: [
      ...band,
      ...line("whole shell", 0, ({ state }) => state.boundFraction),
      ...points[0]!.state.kinds.flatMap(({ label }, c) =>
        line(label, c + 1, ({ state }) => state.kinds.find((kind) => kind.label === label)?.complexes),
      ),
    ],
  };
}
