import { opticalPermittivity } from "./checks.ts";
import type { LocalFieldModel } from "./model.ts";

/** The emitter sits in an empty hole in the medium (Onsager): the field in it is 3 n^2 / (2 n^2 + 1). */
export const emptyCavity: LocalFieldModel = {
  name: "empty cavity",
  title: "empty cavity (Onsager)",
  formula: "1 / [n (3 n^2 / (2 n^2 + 1))^2]",
  usesCore: false,
  source: { cite: "Glauber, Lewenstein, Phys. Rev. A 1991, 43, 467, Quantum optics of dielectric media" },
  note: "for an emitter that displaces the medium; the sphere model with a core of permittivity 1",
  lifetimeFactor(index) {
    const square = opticalPermittivity(index);
    return 1 / (index * ((3 * square) / (2 * square + 1)) ** 2);
  },
};
