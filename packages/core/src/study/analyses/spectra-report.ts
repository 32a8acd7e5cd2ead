import type { Material } from "../../matter/index.ts";
import type { EnsembleBand } from "../../optics/index.ts";
import type { FigureSpec } from "../figure-spec.ts";
import type { ResultTable } from "../result.ts";

/** What is asked, in numbers. */
export interface SpectraAsked {
  readonly material: Material;
  readonly sizesNm: readonly number[];
  readonly spreads: readonly number[];
  readonly lineEv: number;
  readonly bulkGapEv: number | undefined;
  readonly pair: { readonly absorbsEv: number; readonly emitsEv: number } | null;
}

/** What was found for one size: numbers by column name, and the bands by spread. */
export interface SpectraFound {
  readonly sizeNm: number;
  readonly numbers: ReadonlyMap<string, number>;
  readonly bands: readonly EnsembleBand[];
}

/** What the analysis says in words. */
export function findingsOf(
  curve: string | undefined,
  { material, spreads, lineEv }: SpectraAsked,
  found: readonly SpectraFound[],
  stokesEv: number | null,
): readonly string[] {
  const nm = (one: SpectraFound, name: string): string => one.numbers.get(name)!.toFixed(0);
  return [
    ...found.map(
      (one) =>
        `${material.formula} of ${one.sizeNm} nm: ${one.numbers.get("energy")!.toFixed(3)} eV (${one.numbers.get("low")!.toFixed(2)} to ${one.numbers.get("high")!.toFixed(2)}), ${nm(one, "wavelength")} nm.`,
    ),
    curve === undefined
      ? "From bulk data alone; the interval is how far the same calculation is off the published curves of other materials."
      : `By ${curve}.`,
    ...spreads.map(
      (spread, i) =>
        `A spread of ${(100 * spread).toFixed(1)} % with a line of ${(1000 * lineEv).toFixed(0)} meV: ${found.map((one) => `${(1000 * one.numbers.get(`width_${i + 1}`)!).toFixed(0)} meV (${nm(one, `width_nm_${i + 1}`)} nm) at ${one.sizeNm} nm`).join(", ")}.`,
    ),
    ...(stokesEv === null
      ? []
      : [
          `Stokes shift of the pair given: ${(1000 * stokesEv).toFixed(1)} meV. Energy transfer between dots, which adds to it in films, is not modelled.`,
        ]),
  ];
}

/** Its numbers by size. */
export function tableOf(
  id: string,
  title: string,
  { sizesNm }: SpectraAsked,
  columns: readonly { readonly name: string; readonly unit: string; readonly values: readonly number[] }[],
): ResultTable {
  return {
    id: `${id}-transitions`,
    title,
    caption:
      "Widths at half maximum; size_stokes: what weighting by absorbed light instead of by the first transition shifts.",
    columns: [{ name: "size", unit: "nm", values: sizesNm }, ...columns],
  };
}

/** The bands of its ensembles. */
export function bandFigure(
  id: string,
  { spreads }: SpectraAsked,
  found: readonly SpectraFound[],
): FigureSpec {
  return {
    id: `${id}-bands`,
    title: "First-transition band of the ensemble",
    caption: "Scaled to 1. Higher transitions are left out.",
    x: { label: "photon energy", unit: "eV", scale: "linear" },
    y: { label: "absorption", unit: "", scale: "linear" },
    series: found.flatMap(({ sizeNm, bands }) =>
      bands.map((band, i) => ({
        name: `${sizeNm} nm, ${(100 * spreads[i]!).toFixed(1)} %`,
        kind: "line" as const,
        x: [...band.energyEv].filter((_, k) => k % 4 === 0),
        y: [...band.values].filter((_, k) => k % 4 === 0),
      })),
    ),
  };
}
