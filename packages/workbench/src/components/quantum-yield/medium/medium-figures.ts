import type { FigureSpec } from "@oleate/core";
import type { NamedPlace } from "@oleate/report";
import type {
  LifetimeRows,
  MediumFitted,
  MediumFound,
  MediumWish,
} from "../../../worker/quantum-yield-protocol.ts";

const INDEX_AXIS = { label: "refractive index", unit: "", scale: "linear" } as const;

/** What is drawn of the models: lifetimes, or their ratio to the reference solvent. */
export type MediumShown = "lifetime" | "ratio";

/** Solvents along the axis of refractive indices; those of one index stand side by side. */
export const solventPlaces = ({ rows }: MediumFound): readonly NamedPlace[] =>
  rows.map(({ solvent, index }) => ({ at: index, name: solvent }));

/** The four models against the refractive index, with a point for every solvent. */
export function mediumFigure(found: MediumFound, wish: MediumWish, shown: MediumShown): FigureSpec {
  const scale = shown === "lifetime" ? wish.lifetimeNs : 1;
  const reference = found.rows.find(({ solvent }) => solvent === wish.reference);
  const least = Math.min(...found.rows.map(({ index }) => index));
  const most = Math.max(...found.rows.map(({ index }) => index));
  const inside = found.indices.flatMap((index, i) =>
    index >= least - 0.006 && index <= most + 0.006 ? [i] : [],
  );
  return {
    id: `medium-${shown}`,
    title:
      shown === "lifetime" ? "Radiative lifetime in solvents" : `Lifetime over that in ${wish.reference}`,
    caption: `Lines: four local-field models; points: solvents. All agree in ${wish.reference}, where the lifetime is given.`,
    x: INDEX_AXIS,
    y:
      shown === "lifetime"
        ? { label: "radiative lifetime", unit: "ns", scale: "linear" }
        : { label: "ratio of lifetimes", unit: "", scale: "linear" },
    series: found.models.flatMap(({ name }, m) => [
      {
        name,
        kind: "line" as const,
        group: m,
        x: inside.map((i) => found.indices[i]!),
        y: inside.map((i) => scale * found.curves[m]![i]!),
      },
      {
        // Named in the legend by its line.
        name: "",
        kind: "points" as const,
        group: m,
        x: found.rows.map(({ index }) => index),
        y: found.rows.map(({ ratios }) => scale * ratios[m]!),
      },
    ]),
    guides: reference ? [{ axis: "x", at: reference.index, label: "" }] : [],
  };
}

/** Measured lifetimes with the fitted curve of every model. */
export function fitFigure(rows: LifetimeRows, fitted: MediumFitted): FigureSpec {
  const { rowIndices } = fitted;
  const [low, high] = [Math.min(...rowIndices) - 0.01, Math.max(...rowIndices) + 0.01];
  const inside = fitted.indices.flatMap((index, i) => (index >= low && index <= high ? [i] : []));
  const { errorsNs } = rows;
  const ends = (sign: number): number[] =>
    Array.from(rows.lifetimesNs, (value, i) => value + sign * (errorsNs?.[i] ?? 0));
  return {
    id: "medium-fit",
    title: "Lifetimes and models",
    caption: `Points: ${rows.simulated ? "simulated" : "measured"}${errorsNs ? ", with their errors" : ""}${rows.quantumYields ? ", divided by the quantum yields" : ""}. Lines: each model with ${fitted.form === "line" ? "a free line" : "one free scale"}.`,
    x: INDEX_AXIS,
    y: { label: "radiative lifetime", unit: "ns", scale: "linear" },
    series: [
      ...fitted.fits.map(({ model }, m) => ({
        name: model,
        kind: "line" as const,
        group: m,
        x: inside.map((i) => fitted.indices[i]!),
        y: inside.map((i) => fitted.curves[m]![i]!),
      })),
      {
        name: rows.simulated ? "simulated" : "measured",
        kind: "points",
        group: fitted.fits.length,
        x: rowIndices,
        y: Array.from(rows.lifetimesNs),
        ...(errorsNs ? { low: ends(-1), high: ends(1) } : {}),
      },
    ],
  };
}
