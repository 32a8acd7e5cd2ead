import type { InterfacePoint, InterfaceState } from "../../surface/index.ts";
import { type Leaf, leafOf } from "../evaluator.ts";

/** The numbers of one state: name in expressions, unit, where it is found. */
export const NUMBERS: readonly {
  readonly name: string;
  readonly unit: string;
  readonly of: (state: InterfaceState) => number;
}[] = [
  { name: "bound", unit: "", of: (state) => state.boundFraction },
  { name: "bound_per_dot", unit: "", of: (state) => state.boundPerDot },
  { name: "free_complex", unit: "M", of: (state) => state.freeComplexMolar },
  { name: "kd", unit: "M", of: (state) => meanDissociationMolar(state) },
];

/** Geometric mean of the dissociation constants over all sites, M. */
export function meanDissociationMolar({ kinds }: InterfaceState): number {
  const sites = kinds.reduce((sum, kind) => sum + kind.sites, 0);
  return Math.exp(
    kinds.reduce((sum, kind) => sum + (kind.sites * Math.log(kind.dissociationMolar)) / sites, 0),
  );
}

/** "{111} edge" as a word of an expression: 111_edge. */
function wordOf(label: string): string {
  return label.replaceAll(/[{}]/gu, "").replaceAll(/[^A-Za-z0-9]+/gu, "_");
}

/** The numbers of every state by name, along a series as columns with their steps. */
export function leavesOf(points: readonly InterfacePoint[], isSeries: boolean): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const add = (name: string, unit: string, values: readonly (number | undefined)[]): void => {
    if (values.some((value) => value === undefined)) return;
    const numbers = Float64Array.from(values as readonly number[]);
    if (!isSeries) {
      leaves.set(name, leafOf(numbers[0]!, unit));
      return;
    }
    leaves.set(name, leafOf(numbers, unit));
    if (numbers.length > 1)
      leaves.set(
        `${name}_steps`,
        leafOf(
          numbers.subarray(1).map((value, i) => value - numbers[i]!),
          unit,
        ),
      );
  };
  for (const { name, unit, of } of NUMBERS)
    add(
      name,
      unit,
      points.map(({ state }) => of(state)),
    );
  add(
    "low",
    "",
    points.map(({ low }) => low),
  );
  add(
    "high",
    "",
    points.map(({ high }) => high),
  );
  for (const { label } of points[0]!.state.kinds) {
    const kinds = points.map(({ state }) => state.kinds.find((kind) => kind.label === label));
    add(
      `complexes_${wordOf(label)}`,
      "",
      kinds.map((kind) => kind?.complexes),
    );
    add(
      `partners_${wordOf(label)}`,
      "",
      kinds.map((kind) => kind?.partners),
    );
    add(
      `empty_${wordOf(label)}`,
      "",
      kinds.map((kind) => kind?.empty),
    );
    add(
      `kd_${wordOf(label)}`,
      "M",
      kinds.map((kind) => kind?.dissociationMolar),
    );
  }
  return leaves;
}
