import type { FigureSpec, Guide, Series } from "@oleate/core";
import type {
  LightFound,
  LightPoint,
  LightWish,
  TitrationRows,
} from "../../../worker/quantum-yield-light-protocol.ts";

const DOSE_AXIS = { label: "picolinate per dot", unit: "eq", scale: "linear" } as const;
const SHARE_AXIS = { label: "share", unit: "", scale: "linear", range: [0, 1] } as const;

function curve(
  { curve: points }: LightFound,
  name: string,
  group: number,
  of: (point: LightPoint) => number,
  more: Partial<Series> = {},
): Series {
  return { name, kind: "line", group, x: points.map(({ dose }) => dose), y: points.map(of), ...more };
}

const axis = (wish: LightWish) => ({ ...DOSE_AXIS, range: [0, 1.02 * wish.to] as const });
const here = (wish: LightWish): Guide => ({ axis: "x", at: wish.dose, label: "" });

/** Measured points of a titration; none without it. */
function measured(
  rows: TitrationRows | null,
  values: Float64Array | null | undefined,
  group: number,
): Series[] {
  if (!rows || !values) return [];
  const there = Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]!));
  return [
    {
      name: rows.simulated ? "simulated points" : "measured",
      kind: "points",
      group,
      x: there.map((row) => rows.doses[row]!),
      y: there.map((row) => values[row]!),
    },
  ];
}

/** Quantum yield and bright fraction against dose, with the points of a titration. */
export function yieldFigure(found: LightFound, wish: LightWish, rows: TitrationRows | null): FigureSpec {
  return {
    id: "passivation-yield",
    title: "Quantum yield against dose",
    caption: `Bright: the share of dots without a deep trap. Between the two lines lies what shallow traps take. Greatest yield at ${found.best.dose.toFixed(0)} equivalents.`,
    x: axis(wish),
    y: SHARE_AXIS,
    series: [
      curve(found, "quantum yield", 0, (p) => p.quantumYield),
      curve(found, "bright fraction", 1, (p) => p.brightFraction, { dashed: true }),
      ...measured(rows, rows?.quantumYields, 0),
    ],
    guides: [here(wish)],
  };
}

/** Lifetimes of the bright dots against dose. */
export function lifetimeFigure(found: LightFound, wish: LightWish, rows: TitrationRows | null): FigureSpec {
  return {
    id: "passivation-lifetime",
    title: "Lifetimes of the bright dots",
    caption:
      "Tail: one exponential from 1 to 25 ns, as a decay fit prints it. The yield follows the amplitude-averaged one.",
    x: axis(wish),
    y: { label: "lifetime", unit: "ns", scale: "linear" },
    series: [
      curve(found, "tail", 0, (p) => p.tailLifetimeNs),
      curve(found, "amplitude-averaged", 1, (p) => p.amplitudeLifetimeNs, { dashed: true }),
      curve(found, "intensity-averaged", 2, (p) => p.intensityLifetimeNs),
      ...measured(rows, rows?.lifetimesNs, 0),
    ],
    guides: [here(wish)],
  };
}

/** What holds the sites against dose. */
export function sitesFigure(found: LightFound, wish: LightWish): FigureSpec {
  return {
    id: "passivation-sites",
    title: "Sites",
    caption:
      "Bare counts covered sites by the power that their ligand lacks; stripped sites have lost their Pb.",
    x: axis(wish),
    y: SHARE_AXIS,
    series: [
      curve(found, "passivated", 0, (p) => p.covered),
      curve(found, "bare", 1, (p) => p.bare),
      ...(wish.etching ? [curve(found, "stripped", 2, (p) => p.stripped)] : []),
    ],
    guides: [here(wish)],
  };
}

/** Decay of the bright dots before and at the chosen dose. */
export function decayFigure({ timesNs, decayBefore, decayHere }: LightFound, wish: LightWish): FigureSpec {
  return {
    id: "passivation-decay",
    title: "Decay before and after",
    caption:
      "Per dot of the ensemble: it starts at the bright fraction. The light of dark dots comes within the response and is left out.",
    x: { label: "time", unit: "ns", scale: "linear" },
    y: { label: "light", unit: "", scale: "log" },
    series: [
      { name: "before", kind: "line", group: 1, x: timesNs, y: decayBefore },
      { name: `at ${Math.round(wish.dose)} eq`, kind: "line", group: 0, x: timesNs, y: decayHere },
    ],
  };
}

/** Quantum yield of the dots at the chosen dose when they are thinned with all they are in. */
export function dilutionFigure({ dilution }: LightFound, wish: LightWish): FigureSpec {
  return {
    id: "passivation-dilution",
    title: "The same dots diluted",
    caption: `Dots with ${Math.round(wish.dose)} equivalents, thinned or crowded with all they are in: sites lose their ligands on dilution.`,
    x: { label: "dots", unit: "uM", scale: "log" },
    y: { label: "quantum yield", unit: "", scale: "linear", range: [0, 1] },
    series: [
      {
        name: "quantum yield",
        kind: "line",
        group: 0,
        x: dilution.dotsMolar.map((molar) => molar * 1e6),
        y: dilution.quantumYield,
      },
    ],
    guides: [{ axis: "x", at: wish.values.dots, label: "here" }],
  };
}
