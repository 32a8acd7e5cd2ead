import { axisWords } from "../../surface/index.ts";
import { type Leaf, leafOf } from "../evaluator.ts";
import type { FigureSpec } from "../figure-spec.ts";
import type { ResultTable } from "../result.ts";
import type { InterfaceAsked } from "./interface-options.ts";
import { NUMBERS, type Seen } from "./nmr-seen.ts";

/** The numbers of every point by name, along a series as columns with their steps. */
export function leavesOf(seen: readonly Seen[], isSeries: boolean): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const { name, unit, of } of NUMBERS) {
    const values = Float64Array.from(seen, of);
    leaves.set(name, leafOf(isSeries ? values : values[0]!, unit));
    if (isSeries && values.length > 1)
      leaves.set(
        `${name}_steps`,
        leafOf(
          values.subarray(1).map((value, i) => value - values[i]!),
          unit,
        ),
      );
  }
  return leaves;
}

/** What was found at one point, in sentences. */
export function findingsOf(seen: Seen): readonly string[] {
  return [
    `D ${seen.diffusion.toExponential(2)} m2/s in fast exchange: a radius of ${seen.apparentRadiusNm.toFixed(2)} nm where core and shell have ${seen.dotRadiusNm.toFixed(2)} nm.`,
    `Vinylene line at ${seen.shiftPpm.toFixed(3)} ppm, ${seen.widthHz.toFixed(1)} Hz wide, of which ${seen.homogeneousHz.toFixed(1)} Hz by tumbling; NOE ${seen.noe.toFixed(2)}.`,
  ];
}

/** The numbers of every point. */
export function tableOf(
  id: string,
  { axis, points, labels, isSeries }: InterfaceAsked,
  seen: readonly Seen[],
): ResultTable {
  const { name, unit: axisUnit } = axisWords(axis);
  const heading = labels ? { name: "solvent", unit: "" } : { name, unit: axisUnit };
  return {
    id: `${id}-signals`,
    title: "What NMR sees of the oleyl chains",
    caption: "Bound and free in fast exchange; NOE: steady-state enhancement, negative for slow tumbling.",
    columns: [
      ...(isSeries ? [{ ...heading, values: seen.map(({ label }, i) => label || points[i]!) }] : []),
      ...NUMBERS.map(({ label, unit, of }) => ({ name: label, unit, values: seen.map(of) })),
    ],
  };
}

/** Diffusion, width and shift along the series. */
export function figuresOf(
  id: string,
  { axis, points, labels }: InterfaceAsked,
  seen: readonly Seen[],
): readonly FigureSpec[] {
  const { name, unit: axisUnit, decades } = axisWords(axis);
  const x = labels ? seen.map((_, i) => i) : points;
  const axisOf = labels
    ? {
        label: "solvent",
        unit: "",
        scale: "linear" as const,
        categories: labels,
        range: [-0.6, labels.length - 0.4] as const,
      }
    : { label: name, unit: axisUnit, scale: decades ? ("log" as const) : ("linear" as const) };
  const draw = (key: string, title: string, unit: string, numbers: readonly string[]): FigureSpec => ({
    id: `${id}-${key}`,
    title,
    caption: "Fast exchange between bound and free chains.",
    x: axisOf,
    y: { label: title, unit, scale: "linear" },
    series: numbers.map((number) => {
      const { label, of } = NUMBERS.find((one) => one.name === number)!;
      return { name: label, kind: labels ? ("points" as const) : ("line" as const), x, y: seen.map(of) };
    }),
  });
  return [
    draw("diffusion", "diffusion coefficient", "m2/s", ["d", "d_bound"]),
    draw("width", "width of the vinylene line", "Hz", ["width", "homogeneous"]),
    draw("shift", "shift of the vinylene line (ppm)", "", ["shift"]),
  ];
}

/** What the simulated spectrum leaves out, in a sentence. */
export function notesOf({ lines: { notes } }: Seen): readonly string[] {
  return notes.length === 0 ? [] : [`Simulated spectrum: ${notes.join("; ")}.`];
}
