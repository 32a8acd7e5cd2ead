import {
  axisWords,
  grisorioObservations,
  type InterfaceAxis,
  type InterfaceEnsemble,
  type InterfaceModels,
  type InterfacePoint,
  type InterfaceSample,
  interfaceCaveats,
  interfaceParameters,
} from "../../surface/index.ts";
import type { FigureSpec } from "../figure-spec.ts";
import type { ResultTable } from "../result.ts";
import { meanDissociationMolar } from "./interface-numbers.ts";

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** What was found, in sentences. */
export function findingsOf(
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

/** Bound complexes at every point, whole and by facet. */
export function pointsTable(id: string, axis: InterfaceAxis, points: readonly InterfacePoint[]): ResultTable {
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

/** What the observations leave of the parameters. */
export function parametersTable(id: string, { parameters }: InterfaceEnsemble): ResultTable {
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

/** The observations, and how much each says. */
export function observationsTable(id: string, { observations }: InterfaceEnsemble): ResultTable {
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

/** Bound complexes along the series. */
export function figureOf(id: string, axis: InterfaceAxis, points: readonly InterfacePoint[]): FigureSpec {
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
