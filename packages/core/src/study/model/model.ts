import type { Network } from "../../surface/network.ts";
import type { ModelConstant } from "./constants.ts";

/** Sample and surface of one use, in molar units, ready for the speciation. */
export interface Model {
  readonly network: Network;
  readonly constants: readonly ModelConstant[];
  /** Site class -> sites per dot. */
  readonly sitesPerDot: Readonly<Record<string, number>>;
  readonly dotsMolar: number;
  readonly temperatureK: number;
  /** Ingredient -> total, mol/L (sites not included). */
  readonly ligandsMolar: Readonly<Record<string, number>>;
}
