import { brightDecay, ratesOf } from "../../optics/passivation/index.ts";
import type { FigureSpec, Series } from "../figure-spec.ts";
import type { LightPoint } from "./model.ts";
import { POINT_NUMBERS } from "./numbers.ts";
import type { PassivationOutcome } from "./outcome.ts";

const numberOf = (name: string): (typeof POINT_NUMBERS)[number] =>
  POINT_NUMBERS.find((one) => one.name === name)!;
/** Quantum yield, coverage and lifetimes against dose, and the decays before and at the best dose. */
export function figuresOf(outcome: PassivationOutcome): readonly FigureSpec[] {
  const { id, curve, start, best, values, conditions, light } = outcome;
  const x = curve.map(({ dose }) => dose);
  const line = (name: string, group: number): Series => {
    const { label, of } = numberOf(name);
    return { name: label, kind: "line", x, y: curve.map(of), group };
  };
  const axis = { label: `total ${light.added} per dot`, unit: "eq", scale: "linear" } as const;
  const printed = (
    group: number,
    pick: (c: NonNullable<typeof conditions>) => readonly (number | null)[],
  ): Series[] => {
    if (!conditions) return [];
    const points = [0, conditions.bestDose].flatMap((dose, i) => {
      const value = pick(conditions)[i];
      return value === null || value === undefined ? [] : [[dose, value] as const];
    });
    return points.length
      ? [
          {
            name: "printed",
            kind: "points",
            x: points.map(([dose]) => dose),
            y: points.map(([, y]) => y),
            group,
          },
        ]
      : [];
  };
  const times = Array.from({ length: 121 }, (_, i) => 0.25 * i);
  const rates = ratesOf(values);
  const decay = (name: string, point: LightPoint, group: number): Series => ({
    name,
    kind: "line",
    x: times,
    y: Array.from(brightDecay(point.traps, rates, times), (value) => point.brightFraction * value),
    group,
  });
  const share = { label: "share", unit: "", scale: "linear", range: [0, 1] } as const;
  return [
    {
      id: `${id}-yield`,
      title: "Quantum yield against dose",
      caption: conditions
        ? "Lines: model. Points: printed numbers that fixed its parameters; everything else is simulated."
        : "Computed from the parameters given.",
      x: axis,
      y: share,
      series: [line("yield", 0), line("bright", 1), ...printed(0, (c) => [c.startYield, c.bestYield])],
    },
    {
      id: `${id}-sites`,
      title: "Sites that harbour traps",
      caption: "Bare sites let deep and shallow traps form; a stripped site has lost its metal.",
      x: axis,
      y: share,
      series: [line("bare", 0), line("stripped", 1)],
    },
    {
      id: `${id}-lifetime`,
      title: "Lifetimes of the bright dots",
      caption: "The tail is one exponential from 1 to 25 ns.",
      x: axis,
      y: { label: "lifetime", unit: "ns", scale: "linear" },
      series: [
        line("tail", 0),
        line("lifetime", 1),
        line("arrival", 2),
        ...printed(0, (c) => [c.startLifetimeNs, c.bestLifetimeNs]),
      ],
    },
    {
      id: `${id}-decay`,
      title: "Decay of the slow light",
      caption: "Per dot of the ensemble; what dark dots emit comes within the response and is left out.",
      x: { label: "time", unit: "ns", scale: "linear" },
      y: { label: "light", unit: "", scale: "log" },
      series: [decay("before", start, 0), decay(`at ${best.dose.toFixed(0)} eq`, best, 1)],
    },
  ];
}
