import type { Axis } from "@oleate/core";
import type { SeriesRows } from "../../../worker/nmr-series-protocol.ts";

/** What the figures of a series are drawn against. */
export type SeriesAxis = "ligand per dot" | "ligand" | "dots";

/** All axes, as they are named on the page. */
export const SERIES_AXES: readonly SeriesAxis[] = ["ligand per dot", "ligand", "dots"];

const UNITS: Readonly<Record<SeriesAxis, string>> = { "ligand per dot": "eq", ligand: "mM", dots: "mM" };

type Amounts = Pick<SeriesRows, "dotsMilliMolar" | "ligandMilliMolar">;

/** Where rows stand on an axis. */
export function placesOn(axis: SeriesAxis, { dotsMilliMolar, ligandMilliMolar }: Amounts): number[] {
  return Array.from(dotsMilliMolar, (dots, i) => {
    const ligand = ligandMilliMolar[i]!;
    if (axis === "dots") return dots;
    return axis === "ligand" ? ligand : ligand / dots;
  });
}

/** How many times the least is the largest of what is positive and finite; 1 where there is nothing. */
function spanOf(places: readonly number[]): number {
  const sound = places.filter((place) => place > 0 && Number.isFinite(place));
  return sound.length === 0 ? 1 : Math.max(...sound) / Math.min(...sound);
}

/** What figures are drawn against, and whether in powers of ten. */
export interface DrawnAgainst {
  readonly axis: SeriesAxis;
  readonly log: boolean;
}

/** The axis on which a series differs: ligand per dot in a titration, the concentration of dots in a dilution. */
export function usualAxis(rows: SeriesRows): DrawnAgainst {
  if (spanOf(placesOn("ligand per dot", rows)) > 1.1) return { axis: "ligand per dot", log: false };
  const dots = spanOf(placesOn("dots", rows));
  return { axis: "dots", log: dots > 30 };
}

/** The axis as figures draw it, with air on both sides. */
export function axisOf(axis: SeriesAxis, log: boolean, rows: SeriesRows): Axis {
  // Of a sample without dots no place per dot can be said; the fit refuses it with its reason.
  const places = placesOn(axis, rows).filter((place) => Number.isFinite(place) && (!log || place > 0));
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const air = 0.04 * (high - low || high || 1);
  const label = axis === "ligand per dot" ? axis : `${axis} in all`;
  const base = { label, unit: UNITS[axis], scale: log ? ("log" as const) : ("linear" as const) };
  if (places.length === 0) return base;
  return {
    ...base,
    range: log ? [low / 1.2, high * 1.2] : [Math.min(0, low) - air, high + air],
  };
}

/** Amounts between two neighbours along the axis at which curves are computed. */
const STEPS = 12;
/** Rows beyond which the line from row to row is fine enough. */
const MANY = 200;

/**
 * Amounts of dots and ligand along which curves are drawn: from row to row in the order of the axis, so that a curve passes
 * through what is predicted for every row.
 */
export function amountsAlong(axis: SeriesAxis, rows: SeriesRows): Amounts {
  const places = placesOn(axis, rows);
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!);
  const steps = order.length > MANY ? 1 : STEPS;
  const dots: number[] = [];
  const ligand: number[] = [];
  order.forEach((row, k) => {
    const next = order[k + 1];
    for (let step = 0; step < (next === undefined ? 1 : steps); step++) {
      const share = step / steps;
      const between = (values: Float64Array): number =>
        next === undefined ? values[row]! : (1 - share) * values[row]! + share * values[next]!;
      dots.push(between(rows.dotsMilliMolar));
      ligand.push(between(rows.ligandMilliMolar));
    }
  });
  return { dotsMilliMolar: Float64Array.from(dots), ligandMilliMolar: Float64Array.from(ligand) };
}
