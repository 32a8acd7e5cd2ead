import { atPlace, InputError, type Place } from "../errors.ts";
import type { ObservableParameter } from "../surface/observable.ts";
import type { Evaluator } from "./evaluator.ts";

/** A parameter of an observable with the value a study gives it; null where nothing does. */
export interface OwnParameter extends ObservableParameter {
  readonly value: number | null;
}

/** Refuses a value outside the parameter's range. @throws InputError */
export function checkOwnValue({ name, unit, range }: ObservableParameter, value: number): void {
  if (value >= range[0] && value <= range[1]) return;
  throw new InputError({
    what: `${name} is out of range`,
    found: `${value} ${unit}`.trim(),
    expected: `${range[0]} to ${range[1]} ${unit}`.trim(),
  });
}

/**
 * Values of an observable's own parameters: those given under `with: parameters:`, else their defaults. Names that
 * belong to another observable are left to it.
 * @throws InputError for a value outside its range
 */
export function ownParameters(
  declared: readonly ObservableParameter[],
  given: Readonly<Record<string, string | number>>,
  evaluator: Evaluator,
  place: Place,
): readonly OwnParameter[] {
  return declared.map((parameter) => {
    const text = given[parameter.name];
    if (text === undefined) return { ...parameter, value: parameter.default };
    const value = evaluator.number(text, parameter.unit, place);
    atPlace(place, () => checkOwnValue(parameter, value));
    return { ...parameter, value };
  });
}
