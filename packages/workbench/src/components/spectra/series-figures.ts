import type { ConcentrationRoute, FigureSpec, Series, WithInterval } from "@oleate/core";
import { type Aliquot, absorptionOf, emissionOf, type Pair, type SeriesAxis, stem } from "./aliquots.ts";

/** One quantity of an aliquot. */
type Read = (aliquot: Aliquot) => WithInterval | null | undefined;

const scaled = (x: WithInterval | null | undefined, by: number): WithInterval | null =>
  x ? { value: by * x.value, low: by * x.low, high: by * x.high } : null;

/** Route at the first transition, or at short wavelength; the first of the table. */
export const routeAt = (
  routes: readonly ConcentrationRoute[] | undefined,
  where: "first" | "short",
): ConcentrationRoute | undefined =>
  routes?.find(({ at }) => (where === "first" ? "transition" in at : "wavelengthNm" in at));

/** A quantity of the aliquots of each file; those without are left out. */
function seriesOf(
  name: string,
  aliquots: readonly Aliquot[],
  axis: SeriesAxis,
  read: Read,
): readonly Series[] {
  const files = [...new Set(aliquots.map(({ spectrum }) => spectrum.file))];
  return files.map((file): Series => {
    const own = aliquots.filter(({ spectrum }) => spectrum.file === file);
    const points = own.flatMap((aliquot, i) => {
      const found = read(aliquot);
      return found ? [{ at: axis.at(aliquot, i), ...found }] : [];
    });
    return {
      name: files.length > 1 ? `${name === "" ? "" : `${name}, `}${stem(file)}` : name,
      kind: "points",
      x: points.map(({ at }) => at),
      y: points.map(({ value }) => value),
      low: points.map(({ low }) => low),
      high: points.map(({ high }) => high),
    };
  });
}

const concentration =
  (where: "first" | "short"): Read =>
  (aliquot) =>
    scaled(routeAt(absorptionOf(aliquot)?.concentration?.routes, where)?.concentrationMolar, 1e6);

/** First transition, size, spread, concentration, and emission, against the time or the order of the aliquots. */
export function seriesFigures(
  absorption: readonly Aliquot[],
  emission: readonly Aliquot[],
  pairs: readonly Pair[],
  axis: SeriesAxis,
): readonly FigureSpec[] {
  const x = { label: axis.label, unit: axis.unit, scale: "linear" } as const;
  const figure = (
    id: string,
    title: string,
    caption: string,
    y: readonly [string, string],
    series: readonly Series[],
  ): FigureSpec => ({
    id: `series-${id}`,
    title,
    caption,
    x,
    y: { label: y[0], unit: y[1], scale: "linear" },
    series: series.filter((one) => one.x.length > 0),
  });
  const nm: Read = (aliquot) => absorptionOf(aliquot)?.first?.wavelengthNm;
  const peak: Read = (aliquot) => {
    const found = emissionOf(aliquot);
    return found ? { value: found.peakNm, low: Number.NaN, high: Number.NaN } : null;
  };
  const spread: Read = (aliquot) => scaled(absorptionOf(aliquot)?.spread, 100);
  const figures = [
    figure(
      "transition",
      "First transition and emission",
      "Bars: 95 % intervals of the first transition; the emission's maximum as measured, per wavelength.",
      ["wavelength", "nm"],
      [
        ...seriesOf(emission.length > 0 ? "first transition" : "", absorption, axis, nm),
        ...seriesOf("emission", emission, axis, peak),
      ],
    ),
    figure(
      "size",
      "Size",
      "By the curve chosen; bars join its error and that of the transition.",
      ["size", "nm"],
      seriesOf("", absorption, axis, (one) => absorptionOf(one)?.size),
    ),
    figure(
      "spread",
      "Spread of sizes",
      "From the half width; a bar that reaches zero means an upper end only.",
      ["relative spread", "%"],
      seriesOf("", absorption, axis, spread),
    ),
    figure(
      "concentration",
      "Concentration of dots",
      "By the first formula of each route.",
      ["concentration", "uM"],
      [
        ...seriesOf("at the first transition", absorption, axis, concentration("first")),
        ...seriesOf("at short wavelength", absorption, axis, concentration("short")),
      ],
    ),
    figure(
      "widths",
      "Widths",
      "Emission: full width; absorption: twice the half width on the low-energy side.",
      ["width", "meV"],
      [
        ...seriesOf("absorption", absorption, axis, (one) =>
          scaled(absorptionOf(one)?.first?.halfWidthEv, 2000),
        ),
        ...seriesOf("emission", emission, axis, (one) => scaled(emissionOf(one)?.widthEv, 1000)),
      ],
    ),
    figure(
      "stokes",
      "Stokes shift",
      "First transition less emission, both in energy.",
      ["Stokes shift", "meV"],
      seriesOf(
        "",
        pairs.map(({ absorption: one }) => one),
        axis,
        (one) => scaled(pairs.find(({ absorption: other }) => other === one)?.stokesEv, 1000),
      ),
    ),
  ];
  return figures.filter(({ series }) => series.some((one) => one.x.length > 1));
}
