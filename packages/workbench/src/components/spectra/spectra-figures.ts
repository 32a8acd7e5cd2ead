import {
  type AbsorptionAnalysis,
  energyFromWavelength,
  type FigureSpec,
  HC_EV_NM,
  type Series,
  wavelengthFromEnergy,
} from "@oleate/core";
import type { OpenSpectrum } from "../../worker/spectra-protocol.ts";
import { type Aliquot, absorptionOf, emissionOf } from "./aliquots.ts";

/** How spectra are laid over one another. */
export interface SpectraLook {
  readonly axis: "nm" | "eV";
  readonly stacked: boolean;
  /** First transition, or maximum of the emission, at 1. */
  readonly scaled: boolean;
}

const AXES = {
  nm: { label: "wavelength", unit: "nm", scale: "linear" },
  eV: { label: "photon energy", unit: "eV", scale: "linear" },
} as const;
/** Height over which stacked spectra are spread, in heights of the tallest. */
const SPREAD = 1.6;

/** Background of an absorption spectrum at a wavelength. */
export const backgroundAt = ({ background }: Pick<AbsorptionAnalysis, "background">, nm: number): number =>
  background.offset + background.scatterAt400nm * (400 / nm) ** (background.scatterExponent ?? 0);

/** Whether a reading is one that the fit uses so far as its neighbours go: not set aside. */
function isKept(result: AbsorptionAnalysis | undefined): (nm: number) => boolean {
  const aside = new Set(result?.setAside.map(({ wavelengthNm }) => wavelengthNm));
  return (nm) => !aside.has(nm);
}

interface Drawn {
  readonly x: number[];
  readonly y: number[];
  readonly mark: readonly [x: number, y: number] | null;
}

/** Largest value that is a number. */
const most = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => (b > a ? b : a), 0);

function absorptionDrawn(aliquot: Aliquot, { axis, scaled }: SpectraLook): Drawn {
  const { wavelengthNm, values } = aliquot.spectrum;
  const result = absorptionOf(aliquot);
  const kept = isKept(result);
  const drawn = [...wavelengthNm.keys()].filter((i) => kept(wavelengthNm[i]!));
  const first = result?.first;
  const scale = scaled && first ? 1 / first.absorbance.value : 1;
  const zero = (nm: number): number => (scaled && result ? backgroundAt(result, nm) : 0);
  const place = (nm: number): number => (axis === "nm" ? nm : energyFromWavelength(nm));
  const at = first?.wavelengthNm.value;
  return {
    x: drawn.map((i) => place(wavelengthNm[i]!)),
    y: drawn.map((i) => scale * (values[i]! - zero(wavelengthNm[i]!))),
    mark:
      at === undefined
        ? null
        : [place(at), scale * (first!.absorbance.value + backgroundAt(result!, at) - zero(at))],
  };
}

function emissionDrawn(aliquot: Aliquot, { axis, scaled }: SpectraLook): Drawn {
  const { wavelengthNm, values } = aliquot.spectrum;
  const result = emissionOf(aliquot);
  const net = values.map((value) => value - (result?.background ?? 0));
  const inAxis =
    axis === "nm"
      ? scaled
        ? net
        : values
      : net.map((value, i) => (value * wavelengthNm[i]! ** 2) / HC_EV_NM.value);
  const scale = scaled ? 1 / (most(inAxis) || 1) : 1;
  const y = Array.from(inAxis, (value) => scale * value);
  const peak = result ? (axis === "nm" ? result.peakNm : result.peakEv.value) : null;
  const x = Array.from(wavelengthNm, (nm) => (axis === "nm" ? nm : energyFromWavelength(nm)));
  return { x, y, mark: peak === null ? null : [peak, most(y)] };
}

/** All spectra of a kind, coloured in their order, each with its first transition or peak marked. */
export function overviewFigure(
  aliquots: readonly Aliquot[],
  look: SpectraLook,
  simulated: boolean,
): FigureSpec {
  const absorption = aliquots[0]?.kind !== "emission";
  const drawn = aliquots.map((one) => (absorption ? absorptionDrawn : emissionDrawn)(one, look));
  const tallest = Math.max(
    ...drawn.map(({ y, mark }) => (look.scaled && absorption && mark ? 1.6 : most(y))),
  );
  const step = look.stacked && aliquots.length > 1 ? (SPREAD * tallest) / (aliquots.length - 1) : 0;
  const series = drawn.flatMap(({ x, y, mark }, i): readonly Series[] => {
    const { shade, label } = aliquots[i]!;
    const lifted = (value: number): number => value + i * step;
    return [
      { name: label, kind: "line", shade, group: 0, x, y: y.map(lifted) },
      ...(mark
        ? [{ name: "", kind: "points" as const, shade, group: 0, x: [mark[0]], y: [lifted(mark[1])] }]
        : []),
    ];
  });
  const what = absorption
    ? look.scaled
      ? "absorbance / that of the first transition"
      : "absorbance"
    : `emission${look.axis === "eV" ? " per energy" : ""}${look.scaled ? " / maximum" : ""}`;
  const aside = aliquots.some((one) => (absorptionOf(one)?.setAside.length ?? 0) > 0);
  const top = look.scaled && absorption ? { range: [-0.1, 3 + step * (aliquots.length - 1)] as const } : {};
  return {
    id: absorption ? "absorption" : "emission",
    title: absorption ? "Absorption" : "Emission",
    caption: `${simulated ? "Simulated, not measured. " : ""}Points: ${absorption ? "first transitions as fitted" : "maxima"}.${step > 0 ? " Each spectrum is lifted above the one before." : ""}${look.scaled && absorption ? " The background is taken off." : ""}${aside ? " Readings set aside are drawn with their spectrum's fit, below." : ""}`,
    x: AXES[look.axis],
    y: { label: step > 0 ? `${what}, lifted` : what, unit: "", scale: "linear", ...top },
    series,
  };
}

/** Wavelengths shown beyond the fit, to longer ones: the background must be seen. */
const BEYOND_NM = 110;
const BEFORE_NM = 12;

/** A frame that shows the readings the fit may use; what was set aside counts only so far as it lies near. */
function frameOf(kept: readonly number[], aside: readonly number[]): readonly [number, number] | null {
  if (aside.length === 0 || kept.length === 0) return null;
  const [low, high] = [Math.min(...kept), Math.max(...kept)];
  const margin = 0.5 * (high - low);
  if (aside.every((value) => value >= low - margin && value <= high + margin)) return null;
  return [low - 0.1 * margin, high + 0.1 * margin];
}

/** Readings that the fit leaves out within a window of wavelengths: single ones, and stretches at the spectrometer's limit. */
function leftOut(
  { wavelengthNm, values }: OpenSpectrum,
  { setAside, clipped }: AbsorptionAnalysis,
  inside: readonly number[],
): readonly Series[] {
  const [from, to] = [wavelengthNm[inside[0] ?? 0]!, wavelengthNm[inside.at(-1) ?? 0]!];
  const aside = setAside.filter(({ wavelengthNm: nm }) => nm >= from && nm <= to);
  const floor = Math.min(...inside.map((i) => values[i]!));
  const stretches = clipped.flatMap(({ fromNm, toNm }, k): readonly Series[] => {
    const own = inside.filter((i) => wavelengthNm[i]! >= fromNm && wavelengthNm[i]! <= toNm);
    const high = own.map((i) => values[i]!);
    if (own.length === 0) return [];
    return [
      {
        name: k === 0 ? "beyond the spectrometer" : "",
        kind: "band",
        group: 4,
        x: own.map((i) => wavelengthNm[i]!),
        y: high,
        low: own.map(() => floor),
        high,
      },
    ];
  });
  if (aside.length === 0) return stretches;
  const points: Series = {
    name: "set aside",
    kind: "points",
    group: 5,
    x: aside.map(({ wavelengthNm: nm }) => nm),
    y: aside.map(({ value }) => value),
  };
  return [...stretches, points];
}

/** One absorption spectrum: readings, background, the fit and its first band, and what the fit leaves out. */
export function fitFigure(spectrum: OpenSpectrum, label: string, result: AbsorptionAnalysis): FigureSpec {
  const { curve, first } = result;
  // The curve rises in energy: its longest wavelength comes first.
  const from = curve ? curve.wavelengthNm.at(-1)! - BEFORE_NM : 0;
  const to = curve ? curve.wavelengthNm[0]! + BEYOND_NM : Number.POSITIVE_INFINITY;
  const kept = isKept(result);
  const inside = [...spectrum.wavelengthNm.keys()].filter((i) => {
    const nm = spectrum.wavelengthNm[i]!;
    return nm >= from && nm <= to && kept(nm) && Number.isFinite(spectrum.values[i]!);
  });
  const left = leftOut(spectrum, result, inside);
  const measured = inside.map((i) => spectrum.values[i]!);
  const aside = left.flatMap(({ kind, y }) => (kind === "points" ? y : []));
  const frame = frameOf(measured, aside);
  const x = inside.map((i) => spectrum.wavelengthNm[i]!);
  const over = (values: Float64Array): number[] =>
    Array.from(values, (value, i) => value + backgroundAt(result, curve!.wavelengthNm[i]!));
  const fitted: readonly Series[] = curve
    ? [
        { name: "fit", kind: "line", dashed: true, x: [...curve.wavelengthNm], y: over(curve.fitted) },
        { name: "first band", kind: "line", x: [...curve.wavelengthNm], y: over(curve.firstBand) },
      ]
    : [];
  const { scatterExponent } = result.background;
  return {
    id: `fit-${label}`,
    title: `First transition of ${label}`,
    caption: first
      ? `Background: ${scatterExponent === null ? "an offset" : `an offset and scatter as wavelength to the −${scatterExponent.toFixed(1)}`}, from beyond the onset.`
      : "No first transition was found.",
    x: AXES.nm,
    y: { label: "absorbance", unit: "", scale: "linear", ...(frame ? { range: frame } : {}) },
    series: [
      { name: "measured", kind: "line", x, y: measured },
      ...fitted,
      { name: "background", kind: "line", dashed: true, x, y: x.map((nm) => backgroundAt(result, nm)) },
      ...left,
    ],
    guides: first
      ? [
          { axis: "x", at: first.wavelengthNm.value, label: "" },
          { axis: "x", at: first.edgeNm, label: "edge" },
        ]
      : [],
  };
}

/** One emission spectrum with its peak and the level of its half maximum. */
export function bandFigure(aliquot: Aliquot): FigureSpec {
  const { spectrum, label } = aliquot;
  const result = emissionOf(aliquot);
  const x = [...spectrum.wavelengthNm];
  const y = [...spectrum.values];
  const half = result ? result.background + (most(y) - result.background) / 2 : 0;
  return {
    id: `band-${label}`,
    title: `Emission of ${label}`,
    caption: result
      ? `Per wavelength, as measured: maximum and half height. Per energy the maximum is at ${result.peakEv.value.toFixed(4)} eV, ${wavelengthFromEnergy(result.peakEv.value).toFixed(1)} nm.`
      : "No band was found.",
    x: AXES.nm,
    y: { label: "emission", unit: "", scale: "linear" },
    series: [
      { name: "measured", kind: "line", x, y },
      ...(result
        ? [
            {
              name: "background",
              kind: "line" as const,
              dashed: true,
              x: [x[0]!, x.at(-1)!],
              y: [result.background, result.background],
            },
          ]
        : []),
    ],
    guides: result
      ? [
          { axis: "x", at: result.peakNm, label: "" },
          { axis: "y", at: half, label: "" },
        ]
      : [],
  };
}
