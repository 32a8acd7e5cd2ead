import { InputError } from "../../errors.ts";
import { lnConstantAt } from "../../surface/titration.ts";
import type { Model } from "./model.ts";

/**
 * ln K of every reaction at a temperature (K), by van 't Hoff from the model's own temperature.
 * @throws InputError when a constant has no value, or no enthalpy although the temperature differs
 */
export function lnConstantsAt(model: Model, temperatureK: number): Float64Array {
  return Float64Array.from(
    model.constants,
    ({ name, valueMolar, enthalpyKjPerMol, heatCapacityKjPerMolK }) => {
      if (valueMolar === null) {
        throw new InputError({ what: `${name} has no value`, remedy: "give it under `with: constants:`" });
      }
      if (temperatureK === model.temperatureK) return Math.log(valueMolar);
      if (enthalpyKjPerMol === null) {
        throw new InputError({
          what: `${name} is known at ${model.temperatureK} K only`,
          expected: "its enthalpy behind the reaction, e.g. `; K = 10 /mM ; dH = -20 kJ/mol`",
          remedy: "write dH = 0 kJ/mol if it does not depend on temperature",
        });
      }
      return lnConstantAt(
        Math.log(valueMolar),
        model.temperatureK,
        temperatureK,
        enthalpyKjPerMol,
        heatCapacityKjPerMolK,
      );
    },
  );
}
