import { DomainError } from "../../errors.ts";
import { above0, atLeast, opticalPermittivity } from "./checks.ts";
import { fieldInCoatedSphere, fieldInSphere, meanFieldInCube } from "./field.ts";
import type { EmittingCore, LocalFieldModel } from "./model.ts";

/** Field in the core over the field far away, by the shape and the shell of the core. */
function fieldFactor(outside: number, core: EmittingCore): number {
  const { shape = "sphere", shell } = core;
  const permittivity = atLeast("the optical permittivity of a core", core.permittivity, 1);
  if (shape === "cube") {
    if (shell) {
      throw new DomainError({
        what: "a shell can be counted around a sphere only",
        found: "a cube with a shell",
        remedy: "take the sphere of equal volume, or leave the shell out",
      });
    }
    return meanFieldInCube(permittivity, outside);
  }
  if (!shell) return fieldInSphere(permittivity, outside);
  const radius = above0("the radius of a core (nm)", shell.coreRadiusNm);
  const share = (radius / (radius + atLeast("the thickness of a shell (nm)", shell.thicknessNm, 0))) ** 3;
  return fieldInCoatedSphere(permittivity, opticalPermittivity(shell.refractiveIndex), outside, share);
}

/**
 * The dot as a small dielectric sphere: its field is screened by 3 eps_s / (eps + 2 eps_s), and the lifetime follows
 * F = (eps + 2 eps_s)^2 / eps_s^(5/2) = 9 / (n f^2).
 */
export const sphere: LocalFieldModel = {
  name: "sphere",
  title: "dielectric sphere",
  formula: "(eps + 2 eps_s)^2 / eps_s^(5/2)",
  usesCore: true,
  source: {
    cite: "Wehrenberg, Wang, Guyot-Sionnest, J. Phys. Chem. B 2002, 106, 10634; Hens, Moreels, J. Mater. Chem. 2012, 22, 10406; both as cited by Malinoski, Hu, Wang",
  },
  note: "for an emitter much smaller than the wavelength whose core is one dielectric; the form is the one Malinoski et al. print",
  lifetimeFactor(index, core) {
    const outside = opticalPermittivity(index);
    return 9 / (index * fieldFactor(outside, core) ** 2);
  },
};
