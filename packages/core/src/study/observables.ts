import { InputError, nearestNames } from "../errors.ts";
import { DECAY_OBSERVABLE, PASSIVATION_OBSERVABLES } from "../optics/passivation/index.ts";
import type { Observable } from "../surface/observable.ts";
import { OBSERVABLES } from "../surface/observables/index.ts";

/** Every observable a measurement of a study can name: those of the surface and those of the light. */
export const STUDY_OBSERVABLES: readonly Observable[] = [
  ...OBSERVABLES,
  ...PASSIVATION_OBSERVABLES,
  DECAY_OBSERVABLE,
];

/** The observable of that name. @throws InputError with the nearest names */
export function findStudyObservable(name: string): Observable {
  const found = STUDY_OBSERVABLES.find((observable) => observable.name === name);
  if (found) return found;
  const known = STUDY_OBSERVABLES.map((observable) => observable.name);
  throw new InputError({
    what: `no observable is called ${name}`,
    expected: `one of ${known.join(", ")}`,
    remedy: `nearest: ${nearestNames(name, known, 1).join(", ")}`,
  });
}
