import {
  type Known,
  type NmrSeries,
  oneSiteBinding,
  type SeriesKind,
  type SeriesResult,
  seriesProblem,
} from "@oleate/core";
import type { SeriesNumber, SeriesRows, SeriesWish } from "./nmr-series-protocol.ts";

/** All kinds of measurement, in the order in which they are shown and printed. */
export const SERIES_KINDS: readonly SeriesKind[] = ["diffusion", "shift", "width", "integral"];

/** Kinds as the table's columns and the command line name them. */
export const KIND_NAMES: Readonly<Record<SeriesKind, string>> = {
  diffusion: "D",
  shift: "shift",
  width: "width",
  integral: "integral",
};

const LIMITS: Readonly<Record<Exclude<SeriesKind, "integral">, readonly SeriesNumber[]>> = {
  diffusion: ["D bound", "D free"],
  shift: ["shift bound", "shift free"],
  width: ["width bound", "width free"],
};

/** The kinds of a wish that the table holds. */
export function kindsIn({ measured }: SeriesRows, { kinds }: SeriesWish): readonly SeriesKind[] {
  return SERIES_KINDS.filter((kind) => kinds.includes(kind) && measured[kind]);
}

/** True where exchange has a say: widths are measured and it was asked for. */
export function hasExchange(rows: SeriesRows, wish: SeriesWish): boolean {
  return wish.exchange && kindsIn(rows, wish).includes("width");
}

/** The numbers that a fit of these rows uses, in the order of its report. */
export function numbersIn(rows: SeriesRows, wish: SeriesWish): readonly SeriesNumber[] {
  const kinds = kindsIn(rows, wish);
  const exchange = hasExchange(rows, wish);
  const needs = (kind: "diffusion" | "shift" | "width"): boolean =>
    kinds.includes(kind) || (kind === "shift" && exchange);
  return [
    "K",
    "sites",
    ...(["diffusion", "shift", "width"] as const).flatMap((kind) => (needs(kind) ? LIMITS[kind] : [])),
    ...(exchange ? (["k exchange"] as const) : []),
    ...(kinds.includes("integral") ? (["integral per mM"] as const) : []),
    ...(wish.invisible ? (["invisible share"] as const) : []),
  ];
}

/** The series of a wish, as `oleate nmr-fit` makes it of its flags. @throws DomainError for amounts out of range */
export function seriesOf(rows: SeriesRows, wish: SeriesWish): NmrSeries {
  const { numbers, noise } = wish;
  const kinds = kindsIn(rows, wish);
  const used = numbersIn(rows, wish);
  const known = (name: SeriesNumber): Known => numbers[name];
  const signals = (state: "bound" | "free") => ({
    ...(used.includes(`D ${state}`) ? { diffusionM2PerS: known(`D ${state}`) } : {}),
    ...(used.includes(`shift ${state}`) ? { shiftPpm: known(`shift ${state}`) } : {}),
    ...(used.includes(`width ${state}`) ? { widthHz: known(`width ${state}`) } : {}),
  });
  return {
    populations: oneSiteBinding(rows, {
      constantPerMilliMolar: { start: numbers.K.value, fixed: !numbers.K.fit },
      sitesPerDot: { start: numbers.sites.value, fixed: !numbers.sites.fit },
    }),
    states: { bound: signals("bound"), free: signals("free") },
    measured: Object.fromEntries(
      kinds.map((kind) => {
        const sigma = noise[kind];
        return [
          kind,
          {
            observed: rows.measured[kind]!,
            noise: { kind: "constant" as const, ...(sigma === undefined ? {} : { sigma }) },
          },
        ];
      }),
    ),
    ...(hasExchange(rows, wish)
      ? { exchange: { perS: known("k exchange"), protonMHz: wish.protonMHz } }
      : {}),
    ...(kinds.includes("integral") ? { integralPerMilliMolar: known("integral per mM") } : {}),
    ...(wish.invisible ? { invisible: { state: "bound", share: known("invisible share") } } : {}),
  };
}

/** What a fitted model gives at other amounts: every kind of the fit, and the ligand bound, mM. */
export interface SeriesCurve {
  readonly kinds: Partial<Readonly<Record<SeriesKind, Float64Array>>>;
  readonly boundMilliMolar: Float64Array;
}

/** A fit carried to other amounts of dots and ligand, by the very model that was fitted. */
export function curveOf(
  amounts: Pick<SeriesRows, "dotsMilliMolar" | "ligandMilliMolar">,
  rows: SeriesRows,
  wish: SeriesWish,
  { parameters }: SeriesResult,
): SeriesCurve {
  const count = amounts.dotsMilliMolar.length;
  const zeros = new Float64Array(count);
  const measured = Object.fromEntries(kindsIn(rows, wish).map((kind) => [kind, zeros]));
  const series = seriesOf({ ...rows, ...amounts, measured }, { ...wish, noise: {} });
  const problem = seriesProblem(series);
  const values = Float64Array.from(
    problem.parameters,
    ({ name }) => parameters.find((one) => one.name === name)!.value,
  );
  const ligand = new Float64Array(2 * count);
  series.populations.amounts(values, ligand, null);
  return {
    kinds: Object.fromEntries(
      problem.datasets.flatMap((dataset) => {
        if (!("predict" in dataset)) return [];
        const out = new Float64Array(count);
        dataset.predict(values, out, null);
        return [[dataset.name, out]];
      }),
    ),
    boundMilliMolar: Float64Array.from(zeros, (_, i) => ligand[2 * i]!),
  };
}
