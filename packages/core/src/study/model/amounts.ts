import { atPlace, InputError, type Place } from "../../errors.ts";
import { parseUnit, sameDimension } from "../../quantities/index.ts";
import type { Evaluator } from "../evaluator.ts";
import type { StudyFile } from "../schema/index.ts";
import type { Model } from "./model.ts";

/** A total in mol/L from a concentration or from equivalents per dot. @throws InputError when negative */
export function concentration(
  text: string | number,
  evaluator: Evaluator,
  dotsMolar: number,
  place: Place,
): number {
  return atPlace(place, () => {
    const perDot = sameDimension(evaluator.value(text).dimension, parseUnit("eq").dimension);
    const total = perDot ? evaluator.number(text, "eq") * dotsMolar : evaluator.number(text, "M");
    if (!(total >= 0)) {
      throw new InputError({
        what: "a concentration is negative",
        found: String(text),
        expected: "0 or more",
      });
    }
    return total;
  });
}

/** Refuses a total beyond what the study says dissolves. */
export function checkSolubility(
  file: StudyFile,
  name: string,
  totalMolar: number,
  evaluator: Evaluator,
  placeOf: (path: readonly (string | number)[]) => Place,
  place: Place,
): void {
  const limitText = file.sample.solubility?.[name];
  if (limitText === undefined) return;
  const limit = evaluator.number(limitText, "M", placeOf(["sample", "solubility", name]));
  if (totalMolar > limit * (1 + 1e-9)) {
    throw new InputError({
      what: `the dose of ${name} is beyond its solubility in ${file.sample.solvent}`,
      found: `${(totalMolar * 1e3).toPrecision(4)} mM`,
      expected: `at most ${(limit * 1e3).toPrecision(4)} mM (sample.solubility)`,
      remedy: "lower the dose, or correct the solubility if the solution was clear",
      place,
    });
  }
}

/** What was put in, over the network's species: sites and ligands, mol/L. */
export function ingredients(
  model: Model,
  ligandsMolar: Readonly<Record<string, number>> = model.ligandsMolar,
): Float64Array {
  const vector = new Float64Array(model.network.species.length);
  for (const [site, count] of Object.entries(model.sitesPerDot)) {
    const index = model.network.indexOf.get(site);
    if (index !== undefined) vector[index]! += count * model.dotsMolar;
  }
  for (const [name, total] of Object.entries(ligandsMolar)) {
    const index = model.network.indexOf.get(name);
    // A ligand no reaction mentions stays in solution and changes nothing.
    if (index !== undefined) vector[index]! += total;
  }
  return vector;
}
