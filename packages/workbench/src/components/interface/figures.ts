import type { FigureSpec, MapSpec, NamedPlace, Series } from "@oleate/core";
import { numberText } from "@oleate/report";
import type { Curve, CurveAxis, MapAnswer, StateAnswer } from "../../worker/interface-protocol.ts";
import { SOLVENTS } from "./wish.ts";

const percent = (shares: readonly number[]): readonly number[] => shares.map((share) => 100 * share);

/** Every solvent at its polarity; those that share one are named together. */
export const SOLVENT_PLACES: readonly NamedPlace[] = [
  ...new Set(SOLVENTS.map(({ polarity }) => polarity)),
].map((at) => ({
  at,
  name: SOLVENTS.filter(({ polarity }) => polarity === at)
    .map(({ name }) => name)
    .join(", "),
}));

/** Solvents that are named on the map, which has less room. */
const ON_MAP = [
  "hexane",
  "toluene",
  "tetrahydrofuran",
  "chloroform",
  "dichloromethane",
  "acetone",
  "acetonitrile",
  "isopropanol",
  "ethanol",
  "methanol",
  "water",
];

interface AxisWords {
  readonly title: string;
  readonly label: string;
  readonly unit: string;
  readonly scale: "linear" | "log";
  readonly range?: readonly [number, number];
  readonly caption: string;
}

function wordsOf({ axis, ligand, missing, x }: Curve): AxisWords {
  switch (axis) {
    case "concentration":
      return {
        title: "Dilution",
        label: "concentration of dots",
        unit: "M",
        scale: "log",
        range: [1e-10, 1e-2],
        caption: "Dashed: sites of each facet with a complex.",
      };
    case "solvent":
      return {
        title: "Solvent",
        label: "polarity E_T^N",
        unit: "",
        scale: "linear",
        range: [0, 1],
        caption: "Every solvent at its polarity; mixtures lie between theirs, by volume.",
      };
    case "size":
      return {
        title: "Size",
        label: "diameter asked for",
        unit: "nm",
        scale: "linear",
        range: [2, 8],
        caption: `Each size is cut from the crystal: facets grow in steps, and the curve with them.${missing > 0 ? ` ${missing} of the sizes cannot be built.` : ""}`,
      };
    case "ligand":
      return {
        title: `Added ${ligand}`,
        label: ligand,
        unit: "eq",
        scale: "linear",
        range: [0, x.at(-1) ?? 500],
        caption: "Equivalents are molecules for each dot. Dashed: sites of each facet with a complex.",
      };
  }
}

function presentOn(axis: CurveAxis, { present }: StateAnswer): number {
  const places: Readonly<Record<CurveAxis, number>> = {
    concentration: present.dotsMolar,
    solvent: present.polarity,
    size: present.sizeNm,
    ligand: present.equivalents,
  };
  return places[axis];
}

/** Bound share along an axis with what the parameter sets leave open, and the solution as it is now. */
export function curveFigure(curve: Curve, here: StateAnswer): FigureSpec {
  const { axis, x, low, high } = curve;
  const { title, caption, range, ...rest } = wordsOf(curve);
  const y = percent(curve.bound);
  // Edges run so close to their facet that a line of their own would only hide it.
  const facets =
    axis === "concentration" || axis === "ligand"
      ? curve.kinds.filter(({ label }) => !/ (?:edge|corner)$/u.test(label))
      : [];
  const now = 100 * here.state.boundFraction;
  const series: Series[] = [
    ...(low && high
      ? [
          {
            name: "nine in ten sets",
            kind: "band" as const,
            x,
            y,
            low: percent(low),
            high: percent(high),
            group: 0,
          },
        ]
      : []),
    { name: "bound share", kind: "line", x, y, group: 0 },
    {
      name: "now",
      kind: "points",
      x: [presentOn(axis, here)],
      y: [now],
      ...(here.interval ? { low: [100 * here.interval[0]], high: [100 * here.interval[1]] } : {}),
      group: 1,
    },
    ...facets.map(
      ({ label, shares }, i): Series => ({
        name: label,
        kind: "line",
        x,
        y: percent(shares),
        dashed: true,
        group: i + 2,
      }),
    ),
  ];
  return {
    id: `interface-${axis}`,
    title,
    caption,
    x: { ...rest, ...(range ? { range } : {}) },
    y: { label: "bound share", unit: "%", scale: "linear", range: [0, 100] },
    series,
  };
}

/** Bound share over concentration and polarity; `values` in %. */
export function mapFigure(map: MapAnswer, values: Float64Array, here: StateAnswer): MapSpec {
  const { present, state } = here;
  return {
    id: "interface-map",
    title: "Dilution and solvent together",
    caption: "Lines of equal bound share; the dot is the solution as it is now.",
    x: { label: "polarity E_T^N", unit: "", scale: "linear" },
    y: { label: "concentration of dots", unit: "M", scale: "log" },
    columns: map.polarities,
    rows: map.concentrationsMolar,
    values,
    value: { label: "bound share", unit: "%", range: [0, 100] },
    contours: [10, 50, 90],
    mark: {
      x: present.polarity,
      y: present.dotsMolar,
      name: `now: ${numberText(Number((100 * state.boundFraction).toPrecision(3)))} %`,
    },
    names: SOLVENTS.filter(({ name }) => ON_MAP.includes(name)).map(({ name, polarity }) => ({
      at: polarity,
      name,
    })),
  };
}
