import type { Axis, FigureSpec, FittedNumber, Series, SeriesKind } from "@oleate/core";
import { curveOf, kindsIn, type SeriesCurve } from "../../../worker/nmr-series-model.ts";
import type { SeriesNumber, SeriesRows } from "../../../worker/nmr-series-protocol.ts";
import { amountsAlong, axisOf, placesOn, type SeriesAxis } from "./series-axis.ts";
import type { SeriesFound } from "./use-titration.ts";

/** How a kind is drawn: its name, and the unit the axis counts in. */
const DRAWN: Readonly<
  Record<SeriesKind, { readonly label: string; readonly unit: string; readonly per: number }>
> = {
  diffusion: { label: "D", unit: "10^-10 m2/s", per: 1e10 },
  shift: { label: "shift", unit: "ppm", per: 1 },
  width: { label: "width", unit: "Hz", per: 1 },
  integral: { label: "integral", unit: "", per: 1 },
};
const TITLES: Readonly<Record<SeriesKind, string>> = {
  diffusion: "Diffusion coefficient",
  shift: "Shift",
  width: "Line width",
  integral: "Integral",
};

/** An axis and what was computed along it, shared by all figures of a fit. */
export interface Along {
  readonly axis: SeriesAxis;
  readonly log: boolean;
  readonly x: Axis;
  /** Where the rows stand. */
  readonly places: readonly number[];
  /** The fit's curves, where there is a fit. */
  readonly curve: (SeriesCurve & { readonly places: readonly number[]; readonly sites: Float64Array }) | null;
}

const numberOf = (found: SeriesFound, name: SeriesNumber): FittedNumber | undefined =>
  found.result.parameters.find((one) => one.name === name);

/** Places of the rows and curves of the fit along an axis. */
export function along(axis: SeriesAxis, log: boolean, rows: SeriesRows, found: SeriesFound | null): Along {
  const base = { axis, log, x: axisOf(axis, log, rows), places: placesOn(axis, rows) };
  if (!found) return { ...base, curve: null };
  const amounts = amountsAlong(axis, rows);
  const perDot = numberOf(found, "sites")!.value;
  return {
    ...base,
    curve: {
      ...curveOf(amounts, rows, found.wish, found.result),
      places: placesOn(axis, amounts),
      sites: amounts.dotsMilliMolar.map((dots) => perDot * dots),
    },
  };
}

/** A line through what is finite; rows without ligand have no signal to predict. */
function line(name: string, x: readonly number[], y: ArrayLike<number>, more: Partial<Series> = {}): Series {
  const sound = x.flatMap((place, i) => (Number.isFinite(y[i]!) ? [[place, y[i]!] as const] : []));
  return {
    name,
    kind: "line",
    x: sound.map(([place]) => place),
    y: sound.map(([, value]) => value),
    ...more,
  };
}

/** The measurements of one kind, and the fit's curve where it takes part. */
export function kindFigure(
  kind: SeriesKind,
  rows: SeriesRows,
  found: SeriesFound | null,
  { x, places, curve }: Along,
): FigureSpec {
  const { label, unit, per } = DRAWN[kind];
  const observed = rows.measured[kind]!;
  const fitted = found?.result.kinds.find((one) => one.kind === kind);
  const sigma = new Map(fitted?.rows.map((row, i) => [row, fitted.sigma[i]!]));
  const there = places.flatMap((_, row) => (Number.isNaN(observed[row]!) ? [] : [row]));
  const ends = (sign: 1 | -1): number[] =>
    there.map((row) => per * (observed[row]! + sign * (sigma.get(row) ?? 0)));
  const predicted = curve?.kinds[kind];
  return {
    id: `titration-${kind}`,
    title: TITLES[kind],
    caption: fitted
      ? "Points: measured, with the standard error of the fit. Line: the fit."
      : found
        ? "Measured; not part of this fit."
        : "Measured; not fitted yet.",
    x,
    y: { label, unit, scale: "linear" },
    series: [
      {
        name: "measured",
        kind: "points",
        group: 0,
        x: there.map((row) => places[row]!),
        y: there.map((row) => per * observed[row]!),
        ...(fitted ? { low: ends(-1), high: ends(1) } : {}),
      },
      ...(predicted && curve
        ? [
            line(
              "fit",
              curve.places,
              predicted.map((value) => per * value),
              { group: 0 },
            ),
          ]
        : []),
    ],
  };
}

/** What the fit leaves over of one kind, in standard errors. */
export function leftFigure(kind: SeriesKind, found: SeriesFound, { x, places }: Along): FigureSpec | null {
  const fitted = found.result.kinds.find((one) => one.kind === kind);
  if (!fitted) return null;
  return {
    id: `titration-${kind}-residuals`,
    title: `Residuals of ${DRAWN[kind].label}`,
    caption: "Measured less fitted, in standard errors.",
    x,
    y: { label: "residual / error", unit: "", scale: "linear" },
    series: [
      {
        name: "residual",
        kind: "points",
        group: 0,
        x: fitted.rows.map((row) => places[row]!),
        y: fitted.residuals.map((residual, i) => residual / fitted.sigma[i]!),
      },
    ],
    guides: [{ axis: "y", at: 0, label: "" }],
  };
}

/** Bound shares that single measurements say, with the fit's limits: (x - free) / (bound - free). */
function sharesOf(kind: "diffusion" | "shift" | "width", found: SeriesFound, { places }: Along): Series[] {
  const signal = kind === "diffusion" ? "D" : kind;
  const fitted = found.result.kinds.find((one) => one.kind === kind);
  const [bound, free] = [numberOf(found, `${signal} bound`), numberOf(found, `${signal} free`)];
  // Exchange adds to the width what is no mean of two limits.
  if (!fitted || !bound || !free || bound.value === free.value) return [];
  if (kind === "width" && found.wish.exchange) return [];
  return [
    {
      name: `from ${signal}`,
      kind: "points",
      x: fitted.rows.map((row) => places[row]!),
      y: fitted.observed.map((value) => (100 * (value - free.value)) / (bound.value - free.value)),
    },
  ];
}

/** The bound share of the ligand and the share of the sites that it takes, against what was mixed. */
export function boundFigure(found: SeriesFound, place: Along): FigureSpec {
  const { x, curve } = place;
  const { boundMilliMolar, sites, places } = curve!;
  const ligand = amountsAlong(place.axis, found.rows).ligandMilliMolar;
  const single = found.wish.invisible
    ? []
    : (["diffusion", "shift", "width"] as const).flatMap((kind) => sharesOf(kind, found, place));
  const said =
    single.length > 0 ? " Points: what each measurement says by itself, between the fit's limits." : "";
  return {
    id: "titration-bound",
    title: "Bound fraction",
    caption: `Lines: bound share of all ligand, and share of the sites taken.${said}`,
    x,
    y: { label: "share", unit: "%", scale: "linear" },
    series: [
      line(
        "ligand bound",
        places,
        boundMilliMolar.map((bound, i) => (100 * bound) / ligand[i]!),
      ),
      line(
        "sites taken",
        places,
        boundMilliMolar.map((bound, i) => (100 * bound) / sites[i]!),
        { dashed: true },
      ),
      ...single,
    ],
  };
}

/** Kinds to draw: all that the table holds, those of the fit first. */
export function drawnKinds(rows: SeriesRows, found: SeriesFound | null): readonly SeriesKind[] {
  const all = (["diffusion", "shift", "width", "integral"] as const).filter((kind) => rows.measured[kind]);
  if (!found) return all;
  const fitted = kindsIn(rows, found.wish);
  return [...fitted, ...all.filter((kind) => !fitted.includes(kind))];
}
