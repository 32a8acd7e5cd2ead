import { opticalPermittivity } from "./checks.ts";
import type { LocalFieldModel } from "./model.ts";

/** Emitter and medium treated alike from the outset: the rate rises with one factor (n^2 + 2) / 3 only. */
export const microscopic: LocalFieldModel = {
  name: "microscopic",
  title: "fully microscopic (Crenshaw and Bowden)",
  formula: "3 / (n^2 + 2)",
  usesCore: false,
  source: {
    cite: "Crenshaw, Bowden, Phys. Rev. Lett. 2000, 85, 1851; found to suit CdSe and CdTe dots by Wuister, de Mello Donegá, Meijerink, J. Chem. Phys. 2004, 121, 4310",
  },
  note: "the form is recalled, not read in the paper; the weakest dependence of the four",
  lifetimeFactor: (index) => 3 / (opticalPermittivity(index) + 2),
};
