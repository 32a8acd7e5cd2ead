import { materials } from "@oleate/core";
import type { MediumWish } from "../../../worker/quantum-yield-protocol.ts";

/** What the page opens with: what `oleate medium --lifetime "4.7 ns"` takes for granted. */
export const FIRST_MEDIUM: MediumWish = {
  core: {
    material: "CsPbBr3",
    permittivity: 4,
    shape: "sphere",
    shell: false,
    shellNm: 1.8,
    shellIndex: 1.46,
    diameterNm: 4.3,
  },
  reference: "toluene",
  lifetimeNs: 4.7,
  temperatureK: 293.15,
};

/** Materials with a tabulated optical permittivity. */
export const CORES: readonly (readonly [string, string])[] = materials.flatMap(
  ({ formula, opticalDielectric }) =>
    opticalDielectric ? [[formula, `${formula} (${opticalDielectric.value})`] as const] : [],
);
