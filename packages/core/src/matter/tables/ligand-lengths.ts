import type { Fact } from "../fact.ts";
import { estimated } from "../fact.ts";

/** Stretched length in nm of a straight chain of `carbons` carbon atoms: 0.12 (n + 1), Boles and Talapin 2015. */
export function chainLength(carbons: number): Fact {
  return estimated(Math.round(12 * (carbons + 1)) / 100, "nm", 0.1, "0.12 nm (n + 1) for n carbon atoms", {
    source: "bolesTalapin2015",
  });
}

/** An oleyl chain in nm: shorter than the straight C18 chain by its cis bend; hydrodynamic shells of 1.7-2.0 nm are seen. */
export function oleylLength(): Fact {
  return estimated(2.0, "nm", 0.2, "straight C18 chain 2.28 nm less the bend of the cis double bond", {
    source: "bolesTalapin2015",
  });
}

/** A six-ring carboxylate in nm, from the plane of its oxygen atoms to the far hydrogen, by bond lengths. */
export function sixRingLength(): Fact {
  return estimated(0.6, "nm", 0.05, "C-O 0.06 along the axis, C-C 0.15, ring 0.28, C-H 0.11 nm");
}

/** A five-ring carboxylate in nm, as sixRingLength. */
export function fiveRingLength(): Fact {
  return estimated(0.55, "nm", 0.06, "C-O 0.06 along the axis, C-C 0.15, ring 0.23, C-H 0.11 nm");
}
