import { InputError, nearestNames } from "../../../errors.ts";
import type { EmissionComponent } from "./component.ts";
import { exponentialEmission } from "./exponential.ts";
import { logNormalEmission } from "./log-normal.ts";
import { stretchedEmission } from "./stretched.ts";

export type { ComponentParameter, EmissionComponent } from "./component.ts";
export { exponentialEmission } from "./exponential.ts";
export { logNormalEmission } from "./log-normal.ts";
export { stretchedEmission } from "./stretched.ts";

/** All components a decay may be made of; a new one is one file and one line here. */
export const EMISSION_COMPONENTS: readonly EmissionComponent[] = [
  exponentialEmission,
  stretchedEmission,
  logNormalEmission,
];

/** The component of a name. Throws InputError with the nearest names for one that is not known. */
export function findEmissionComponent(name: string): EmissionComponent {
  const found = EMISSION_COMPONENTS.find((one) => one.name === name.trim().toLowerCase());
  if (found) return found;
  const known = EMISSION_COMPONENTS.map((one) => one.name);
  throw new InputError({
    what: "there is no such component of a decay",
    found: `"${name}"`,
    expected: known.join(", "),
    remedy: `nearest: ${nearestNames(name, known).join(", ")}`,
  });
}
