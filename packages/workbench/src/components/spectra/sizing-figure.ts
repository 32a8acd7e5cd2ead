import {
  type FigureSpec,
  type Guide,
  type Series,
  type SizingBand,
  type WithInterval,
  wavelengthFromEnergy,
} from "@oleate/core";
import type { DrawnCurve } from "../../worker/spectra-protocol.ts";

/** What is marked on the curves: a first transition with its interval, or a size; and what the curves say to it. */
export interface Marked {
  readonly gapEv: WithInterval | null;
  readonly sizeNm: number | null;
  readonly band: SizingBand | null;
  readonly label: string;
}

/** Whether the calculation from bulk data counts: where no curve is published, or it is asked for. */
const shown = (curves: readonly DrawnCurve[], computed: boolean): readonly DrawnCurve[] =>
  curves.filter((curve) => computed || !curve.computed || curves.length === 1);

/** A curve's line over its range, with the band of its own error. */
function curveSeries(curve: DrawnCurve, group: number, banded: boolean): readonly Series[] {
  const { sizeNm: x, energyEv: y, lowEv: low, highEv: high } = curve;
  return [
    ...(banded ? [{ name: "", kind: "band" as const, group, x, y, low, high }] : []),
    { name: curve.name, kind: "line", group, dashed: curve.computed, x, y },
  ];
}

/** The answer of a curve: a point, and the extent of its interval along the axis of what was asked. */
function answerSeries(
  { answers, unit }: SizingBand,
  curve: DrawnCurve,
  group: number,
  at: number,
): readonly Series[] {
  const found = answers.find(
    (one) => one.curve === curve.name || (curve.computed && one.status === "computed"),
  );
  if (found?.value === undefined) return [];
  const { value, low, high } = found;
  return unit === "nm"
    ? [
        { name: "", kind: "points", group, x: [value], y: [at] },
        { name: "", kind: "line", group, x: [low!, high!], y: [at, at] },
      ]
    : [{ name: "", kind: "points", group, x: [at], y: [value], low: [low!], high: [high!] }];
}

/** Sizes and energies about what the curves say of a first transition, so that their disagreement is seen; null shows all. */
function windowOf(
  drawn: readonly DrawnCurve[],
  { gapEv, band }: Marked,
  [from, to]: readonly [number, number],
): { readonly x: readonly [number, number]; readonly y: readonly [number, number] } | null {
  const values = band?.unit === "nm" ? band.answers.flatMap(({ value }) => value ?? []) : [];
  if (gapEv === null || values.length === 0) return null;
  const x = [Math.max(from, 0.65 * Math.min(...values)), Math.min(to, 1.5 * Math.max(...values))] as const;
  const inside = drawn.flatMap(({ sizeNm, energyEv }) =>
    energyEv.filter((_, i) => sizeNm[i]! >= x[0] && sizeNm[i]! <= x[1]),
  );
  if (inside.length === 0) return null;
  const margin = 0.06 * (Math.max(...inside) - Math.min(...inside));
  return { x, y: [Math.min(...inside) - margin, Math.max(...inside) + margin] };
}

/** All curves of a material over their ranges, and where a measured first transition or a size meets them; `near`: only about there. */
export function sizingFigure(
  material: string,
  curves: readonly DrawnCurve[],
  marked: Marked,
  computed: boolean,
  near = false,
): FigureSpec {
  const { gapEv, sizeNm, band, label } = marked;
  const answers = (band?.answers ?? []).some(
    ({ status, value }) => status === "computed" && value !== undefined,
  );
  const drawn = shown(curves, computed || answers);
  const published = drawn.some((curve) => !curve.computed);
  const at = gapEv?.value ?? sizeNm;
  const ends = drawn.flatMap(({ sizeNm: x }) => (x.length > 0 ? [x[0]!, x.at(-1)!] : []));
  const span: readonly [number, number] = [Math.min(...ends), Math.max(...ends)];
  const lightNm = gapEv ? `${wavelengthFromEnergy(gapEv.value).toFixed(0)} nm` : "";
  const guides: Guide[] = [
    ...(gapEv
      ? [
          {
            axis: "y" as const,
            at: gapEv.value,
            label: near ? "" : lightNm,
          },
        ]
      : []),
    ...(sizeNm !== null ? [{ axis: "x" as const, at: sizeNm, label: `${sizeNm.toPrecision(3)} nm` }] : []),
  ];
  const window = near ? windowOf(drawn, marked, span) : null;
  const sure = gapEv !== null && gapEv.high > gapEv.low;
  const lengths = [...new Set(drawn.map(({ size }) => size))];
  return {
    id: `sizing-${material}`,
    title: `Sizing curves of ${material}`,
    caption: `Each over the sizes it was made for, with the band of its own error${band && at !== null ? "; points and bars: what it says here" : ""}.${near && gapEv ? ` Across: ${label}, ${lightNm}.` : ""}${drawn.some((curve) => curve.computed) ? " Dashed: calculated from bulk data." : ""}${lengths.length > 1 ? ` Lengths differ: ${lengths.join(", ")}.` : ""}`,
    x: {
      label: lengths.length === 1 ? lengths[0]! : "size",
      unit: "nm",
      scale: "linear",
      ...(ends.length > 0 ? { range: window?.x ?? span } : {}),
    },
    y: { label: "first transition", unit: "eV", scale: "linear", ...(window ? { range: window.y } : {}) },
    series: [
      ...(sure
        ? [
            {
              name: "",
              kind: "band" as const,
              group: 5,
              x: [...span],
              y: [gapEv.value, gapEv.value],
              low: [gapEv.low, gapEv.low],
              high: [gapEv.high, gapEv.high],
            },
          ]
        : []),
      ...drawn.flatMap((curve, i) =>
        curveSeries(curve, i < 5 ? i : i + 1, !curve.computed || !published || (near && answers)),
      ),
      ...(band && at !== null
        ? drawn.flatMap((curve, i) => answerSeries(band, curve, i < 5 ? i : i + 1, at))
        : []),
    ],
    guides,
  };
}
