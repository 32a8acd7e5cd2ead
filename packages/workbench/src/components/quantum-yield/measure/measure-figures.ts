import { absorptanceOf, type FigureSpec, type Series } from "@oleate/core";
import { numberText } from "@oleate/report";
import type {
  DilutionRows,
  Histogram,
  MeasureFound,
  MeasureWish,
  ReadSpectrum,
} from "../../../worker/quantum-yield-protocol.ts";
import type { SpectrumFiles } from "./measure-command.ts";

/** Draws behind the interval, with its ends and the median. */
export function histogramFigure(found: MeasureFound, histogram: Histogram): FigureSpec {
  const { centres, shares, outside } = histogram;
  const { median, low, high, draws } = found.drawn!;
  const rare =
    outside > 0 ? ` ${numberText(Number(outside.toPrecision(2)))} % of them lie beyond the bins.` : "";
  const [first, last] = [centres[0]!, centres.at(-1)!];
  return {
    id: "quantum-yield-draws",
    title: "Draws of the quantum yield",
    caption: `${draws} draws of every number within its error; guides: median and the ${100 * found.level} % interval.${rare}`,
    x: { label: "quantum yield", unit: "", scale: "linear" },
    y: { label: "draws", unit: "%", scale: "linear" },
    series: [{ name: "draws", kind: "bars", x: centres, y: shares }],
    guides: [
      { axis: "x", at: low, label: "" },
      { axis: "x", at: median, label: "" },
      { axis: "x", at: high, label: "" },
      ...(first < 1 && last > 1 ? [{ axis: "x" as const, at: 1, label: "1" }] : []),
    ],
  };
}

function line(name: string, read: ReadSpectrum | null, group: number): Series[] {
  if (!read) return [];
  const { wavelengthNm, values } = read.spectrum;
  return [{ name, kind: "line", x: Array.from(wavelengthNm), y: Array.from(values), group }];
}

/** Emission spectra with the ends of the integral. */
export function emissionFigure(files: SpectrumFiles, { fromNm, toNm, power }: MeasureWish): FigureSpec {
  return {
    id: "quantum-yield-emission",
    title: "Emission",
    caption: power
      ? "As read: power; each value is multiplied by its wavelength before it is summed."
      : "As read: photons, corrected for the detector.",
    x: { label: "wavelength", unit: "nm", scale: "linear" },
    y: { label: "emission", unit: "", scale: "linear" },
    series: [...line("sample", files.sampleEmission, 0), ...line("reference", files.referenceEmission, 1)],
    guides: [fromNm, toNm].flatMap((at) =>
      at === null ? [] : [{ axis: "x" as const, at, label: `${at} nm` }],
    ),
  };
}

/** Absorption spectra with the wavelength of the excitation, and the height above which the inner filter counts. */
export function absorbanceFigure(files: SpectrumFiles, { excitationNm, blankNm }: MeasureWish): FigureSpec {
  const at = (nm: number | null, label: string) =>
    nm === null ? [] : [{ axis: "x" as const, at: nm, label }];
  return {
    id: "quantum-yield-absorbance",
    title: "Absorption",
    caption: "Read at the excitation, on the straight line between neighbouring points.",
    x: { label: "wavelength", unit: "nm", scale: "linear" },
    y: { label: "absorbance", unit: "", scale: "linear" },
    series: [
      ...line("sample", files.sampleAbsorbance, 0),
      ...line("reference", files.referenceAbsorbance, 1),
    ],
    guides: [...at(excitationNm, "excitation"), ...at(blankNm, "blank")],
  };
}

/** Emission against absorbed share, with the lines whose slopes make the yield. */
export function gradientFigure(rows: DilutionRows, found: MeasureFound | null): FigureSpec {
  const most = Math.max(...[rows.sample, rows.reference].flatMap(({ absorbance }) => [...absorbance]));
  const end = 1.05 * absorptanceOf(most);
  const series = (["sample", "reference"] as const).flatMap((who, group): Series[] => {
    const { absorbance, intensity } = rows[who];
    const lineOf = found?.lines?.[who];
    return [
      {
        name: who,
        kind: "points",
        group,
        x: Array.from(absorbance, absorptanceOf),
        y: Array.from(intensity),
      },
      ...(lineOf
        ? [
            {
              name: `${who}, line`,
              kind: "line" as const,
              group,
              x: [0, end],
              y: [lineOf.intercept, lineOf.intercept + lineOf.slope * end],
            },
          ]
        : []),
    ];
  });
  return {
    id: "quantum-yield-gradients",
    title: "Gradients",
    caption: "Emission against the absorbed share 1 − 10⁻ᴬ; the yield is the ratio of the slopes.",
    x: { label: "absorbed share", unit: "", scale: "linear", range: [0, end] },
    y: { label: "emission", unit: "", scale: "linear" },
    series,
  };
}
