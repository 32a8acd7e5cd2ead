import { InputError } from "../../errors.ts";
import type { Measurement } from "../measurement/index.ts";
import type { Freed, Freeing } from "./fit-parameters.ts";

/** Concentrations closer than this share are the same one. */
const SAME = 1e-9;

const alike = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));

/** What a measurement's sample is stated to hold of an ingredient, mol/L; null where its reactions do not name it. */
function statedMolar({ model }: Measurement, ingredient: string): number | null {
  return model.network.indexOf.has(ingredient) ? (model.ligandsMolar[ingredient] ?? 0) : null;
}

/** Refuses measurements for which one total has no meaning. */
function checkTotals(name: string, ingredient: string, { measurements, statesTotal, place }: Freeing): void {
  const [first] = measurements;
  for (const measurement of measurements) {
    const stated = statedMolar(measurement, ingredient);
    if (stated === null) continue;
    if (measurement.varied.has(ingredient)) {
      throw new InputError({
        what: `${name} cannot be free where ${ingredient} is what was added`,
        found: `measurement ${measurement.name}, whose rows state the total of ${ingredient} each`,
        expected: "an ingredient that is in the sample from the beginning",
        remedy: `take ${name} out of \`free:\`, or the measurement out of this fit`,
        place,
      });
    }
    if (!(stated > 0)) {
      throw new InputError({
        what: `${name} has nothing to stand for in measurement ${measurement.name}`,
        found: `no ${ingredient} in its sample`,
        expected: "a stated total above 0, to which the others keep their ratio",
        remedy: `state the total under \`sample: ligands:\` or \`with: ligands:\`, or fit the measurement alone`,
        place,
      });
    }
    const carriedOver =
      alike(stated, first!.model.ligandsMolar[ingredient]!) && !statesTotal(measurement, ingredient);
    if (carriedOver && !alike(measurement.model.dotsMolar, first!.model.dotsMolar)) {
      const [here, there] = [measurement, first!].map(({ model }) => (model.dotsMolar * 1e6).toPrecision(3));
      throw new InputError({
        what: `${name} is not one number over these measurements`,
        found: `${there} uM of dots in ${first!.name}, ${here} uM in ${measurement.name}, and the same ${(stated * 1e3).toPrecision(4)} mM of ${ingredient} in both`,
        expected: `the total of ${ingredient} each was made with, which the fit then keeps in ratio`,
        remedy: `state it in equivalents per dot (\`sample: ligands: {${ingredient}: 400 eq}\`) where dots were diluted with their ligands, or under \`with: ligands:\` of ${measurement.name}`,
        place,
      });
    }
  }
}

/**
 * The total of an ingredient as a parameter, mM, in the sample of the fit's first measurement. Every other row keeps the
 * ratio to it that the study states: thinned, pipetted or made with another amount.
 * @throws InputError where the ingredient is what was added, is absent, or is stated alike at different concentrations of dots
 */
export function freedTotal(name: string, ingredient: string, freeing: Freeing): Freed {
  checkTotals(name, ingredient, freeing);
  const firstMolar = freeing.measurements[0]!.model.ligandsMolar[ingredient]!;
  const molarPerUnit = 1e-3;
  return {
    parameter: {
      name,
      unit: "mM",
      kind: "count",
      start: freeing.start("mM") ?? firstMolar * 1e3,
      molarPerUnit,
    },
    entries({ model }, initialMolar, parameter) {
      const species = model.network.indexOf.get(ingredient);
      if (species === undefined) return [];
      const perRow = Float64Array.from(
        initialMolar,
        (amounts) => molarPerUnit * (amounts[species]! / firstMolar),
      );
      for (const amounts of initialMolar) amounts[species] = 0;
      return [{ kind: "ingredient", parameter, species, perRow }];
    },
  };
}
