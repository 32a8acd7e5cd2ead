import type { LightWish } from "./quantum-yield-light-protocol.ts";

/**
 * The dots the page opens with: those of the study cspbbr3-picolinate (Malinoski, Hu, Wang), its parameters found from the
 * printed yields, lifetimes and best dose, rounded. Source: `oleate run cspbbr3-picolinate`, analysis `passivated`.
 */
export const FIRST_LIGHT: LightWish = {
  values: {
    K_PIC: 318,
    K_L: 10.5,
    sites: 322,
    K_etch: 0.00115,
    native: 1060,
    dots: 0.05,
    power: 0.5,
    p_deep: 0.00389,
    p_shallow: 0.01163,
    p_stripped: 0.02,
    sites_per_trap: 3,
    inner_traps: 0.0358,
    tau_radiative: 4.762,
    k_shallow: 0.05,
    tau_dark: 0,
  },
  statistics: "binomial",
  etching: true,
  dose: 400,
  to: 1200,
};
