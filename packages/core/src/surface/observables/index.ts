import { InputError, nearestNames } from "../../errors.ts";
import type { Observable } from "../observable.ts";
import { absorbance } from "./absorbance.ts";
import { boundLigand, freeLigand } from "./per-dot.ts";
import { anisotropy, shift } from "./population-weighted.ts";

/** Every observable of the surface room; a new one is one file and one entry here. */
export const OBSERVABLES: readonly Observable[] = [freeLigand, boundLigand, shift, absorbance, anisotropy];

/** The observable of that name. @throws InputError with the nearest names */
export function findObservable(name: string): Observable {
  const found = OBSERVABLES.find((observable) => observable.name === name);
  if (!found) {
    const known = OBSERVABLES.map((observable) => observable.name);
    throw new InputError({
      what: `no observable is called ${name}`,
      expected: `one of ${known.join(", ")}`,
      remedy: `nearest: ${nearestNames(name, known, 1).join(", ")}`,
    });
  }
  return found;
}

export { referenced } from "./referenced.ts";
export { absorbance, anisotropy, boundLigand, freeLigand, shift };
