import { opticalPermittivity } from "./checks.ts";
import type { LocalFieldModel } from "./model.ts";

/** The emitter is part of the medium (Lorentz): the local field is (n^2 + 2) / 3 of the field around. */
export const virtualCavity: LocalFieldModel = {
  name: "virtual cavity",
  title: "virtual cavity (Lorentz)",
  formula: "1 / [n ((n^2 + 2) / 3)^2]",
  usesCore: false,
  source: {
    cite: "Toptygin, J. Fluoresc. 2003, 13, 201, Effects of the solvent refractive index on the radiative decay rate",
  },
  note: "for an emitter that stands in for a part of the medium; the core does not enter",
  lifetimeFactor: (index) => 1 / (index * ((opticalPermittivity(index) + 2) / 3) ** 2),
};
