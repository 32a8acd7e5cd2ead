import { InputError, nearestNames } from "../../errors.ts";
import { sitsOnDot } from "../../surface/network.ts";
import { prepareSpeciation, solveSpeciation } from "../../surface/speciation.ts";
import { ingredients } from "./amounts.ts";
import { lnConstantsAt } from "./constants-at.ts";
import type { Model } from "./model.ts";

/** What is varied along a curve of states: the total of one ingredient (mol/L), a dilution factor, or temperature (K). */
export type Sweep =
  | { readonly kind: "dose"; readonly ingredient: string }
  | { readonly kind: "dilution" }
  | { readonly kind: "temperature" };

/** States along a sweep: row-major points x species, mol/L, and the dots at each point, mol/L. */
export interface StateCurve {
  readonly concentrationsMolar: Float64Array;
  readonly dotsMolar: Float64Array;
}

/**
 * The state of a model at every point of a sweep: against added ligand, dilution (1 = as mixed, 10 = ten-fold) or
 * temperature (constants by van 't Hoff).
 * @throws InputError for an unknown ingredient, a factor or temperature that is not positive, a missing enthalpy
 */
export function stateCurve(model: Model, sweep: Sweep, points: ArrayLike<number>): StateCurve {
  const { network } = model;
  const n = network.species.length;
  const speciation = prepareSpeciation(network);
  const initial = ingredients(model);
  const concentrationsMolar = new Float64Array(points.length * n);
  const dotsMolar = new Float64Array(points.length).fill(model.dotsMolar);
  const index = sweep.kind === "dose" ? network.indexOf.get(sweep.ingredient) : -1;
  if (index === undefined) {
    const known = [...network.indexOf.keys()];
    const wanted = sweep.kind === "dose" ? sweep.ingredient : "";
    throw new InputError({
      what: `no species is called ${wanted}`,
      remedy: `nearest: ${nearestNames(wanted, known).join(", ")}`,
    });
  }
  let lnK = lnConstantsAt(model, model.temperatureK);
  const amounts = Float64Array.from(initial);
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!;
    if (sweep.kind !== "dose" && !(point > 0)) {
      throw new InputError({ what: `a ${sweep.kind} must be positive`, found: String(point) });
    }
    if (sweep.kind === "dose") amounts[index] = point;
    else if (sweep.kind === "temperature") lnK = lnConstantsAt(model, point);
    else {
      for (let j = 0; j < n; j++) amounts[j] = initial[j]! / point;
      dotsMolar[i] = model.dotsMolar / point;
    }
    solveSpeciation(speciation, lnK, amounts, concentrationsMolar.subarray(i * n, (i + 1) * n));
  }
  return { concentrationsMolar, dotsMolar };
}

/** Concentrations of every species at each total of one ingredient, row-major totals x species, mol/L. */
export function doseCurve(model: Model, ingredient: string, totalsMolar: ArrayLike<number>): Float64Array {
  return stateCurve(model, { kind: "dose", ingredient }, totalsMolar).concentrationsMolar;
}

/** Species of a model that hold one of its sites, as network indices. */
export function boundSpecies(model: Model): readonly number[] {
  const sites = Object.keys(model.sitesPerDot);
  return model.network.species
    .map((species, index) => ({ species, index }))
    .filter(({ species }) => sitsOnDot(species, sites))
    .map(({ index }) => index);
}

/** How a species is named to a reader: an empty site is "vacant Pb", a ligand in solution "free OlAmBr". */
export function speciesLabel(model: Model, index: number): string {
  const { name } = model.network.species[index]!;
  if (model.sitesPerDot[name] !== undefined) return `vacant ${name}`;
  return boundSpecies(model).includes(index) ? name : `free ${name}`;
}
