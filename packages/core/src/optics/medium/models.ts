import { InputError, nearestNames } from "../../errors.ts";
import { emptyCavity } from "./empty-cavity.ts";
import { microscopic } from "./microscopic.ts";
import type { LocalFieldModel } from "./model.ts";
import { sphere } from "./sphere.ts";
import { virtualCavity } from "./virtual-cavity.ts";

/** All local-field models; a new one is one file and one line here. */
export const localFieldModels: readonly LocalFieldModel[] = [sphere, virtualCavity, emptyCavity, microscopic];

/** The model of a name. @throws InputError with the nearest names */
export function findLocalFieldModel(name: string): LocalFieldModel {
  const found = localFieldModels.find(
    (model) => model.name === name.trim().toLowerCase().replace(/-/gu, " "),
  );
  if (found) return found;
  const known = localFieldModels.map((model) => model.name);
  throw new InputError({
    what: "there is no such local-field model",
    found: `"${name}"`,
    expected: known.join(", "),
    remedy: `nearest: ${nearestNames(name, known).join(", ")}`,
  });
}
