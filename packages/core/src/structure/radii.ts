import { DomainError } from "../errors.ts";

/** Single-bond covalent radii in Angstrom. Cordero et al., Dalton Trans. 2008, 2832. */
const COVALENT: Readonly<Record<string, number>> = {
  ...{ H: 0.31, D: 0.31, B: 0.84, C: 0.76, N: 0.71, O: 0.66, F: 0.57, Si: 1.11, P: 1.07, S: 1.05, Cl: 1.02 },
  ...{ As: 1.19, Se: 1.2, Br: 1.2, Sb: 1.39, Te: 1.38, I: 1.39, Sn: 1.39, Ge: 1.2, Mo: 1.54, In: 1.42 },
  ...{ Cd: 1.44, Pb: 1.46, Zn: 1.22, Hg: 1.32, Ag: 1.45, Cu: 1.32, Ga: 1.22, Al: 1.21, Na: 1.66, K: 2.03 },
  ...{ Cs: 2.44, Au: 1.36, Ti: 1.6, Ce: 2.04, Ca: 1.76, Ba: 2.15, Li: 1.28, Pt: 1.36 },
};

/** Shannon's effective ionic radii in Angstrom for the coordination usual in the crystals these ions make dots of: fourfold for
 *  Zn, Cd, Hg, In, Ga and Cu, sixfold or more for the others. R. D. Shannon, Acta Cryst. A 1976, 32, 751. */
const IONIC: Readonly<Record<string, number>> = {
  ...{ Li: 0.76, Na: 1.02, K: 1.38, Rb: 1.52, Cs: 1.88, Ag: 1.15, Cu: 0.6, Mg: 0.72, Ca: 1.0, Sr: 1.18 },
  ...{ Ba: 1.35, Zn: 0.6, Cd: 0.78, Hg: 0.96, Pb: 1.19, Sn: 0.69, Ge: 0.53, In: 0.62, Ga: 0.47, Al: 0.54 },
  ...{ Ti: 0.605, Zr: 0.72, Ce: 0.97, Mn: 0.83, Bi: 1.03 },
};

/** Radii of donor atoms towards an ion, Angstrom (Shannon 1976: O2- in threefold coordination 1.36, N3- 1.46, S2- 1.84,
 *  halides in sixfold); phosphorus as the covalent radius and a lone pair. */
const DONOR: Readonly<Record<string, number>> = {
  ...{ O: 1.36, N: 1.46, S: 1.84, Se: 1.98, Te: 2.21, F: 1.33, Cl: 1.81, Br: 1.96, I: 2.2, P: 1.5, C: 1.5 },
};

/** Half of the shortest distance two atoms of different molecules may come to in a relaxed but crowded shell, Angstrom: about
 *  0.87 of the van der Waals radii of Bondi (J. Phys. Chem. 1964, 68, 441), H as revised by Rowland and Taylor (1996, 100, 7384). */
const CONTACT: Readonly<Record<string, number>> = {
  ...{ H: 0.98, D: 0.98, C: 1.48, N: 1.36, O: 1.33, F: 1.28, Si: 1.83, P: 1.57, S: 1.57, Cl: 1.53 },
  ...{ Se: 1.65, Br: 1.6, I: 1.72, As: 1.6, Te: 1.8, Sn: 1.9, Sb: 1.8, Mo: 1.8, In: 1.7, Cd: 1.4, B: 1.6 },
};

/** How far a bond to a metal may differ from its usual length and still count as one, Angstrom: below and above. For lead and
 *  oxygen (2.55) this is the window 2.2 to 2.9. */
export const BOND_WINDOW: readonly [below: number, above: number] = [0.35, 0.35];

/** Covalent radius in Angstrom; throws DomainError when the element has none in the table. */
export function covalentRadius(symbol: string): number {
  const radius = COVALENT[symbol];
  if (radius === undefined) {
    throw new DomainError({
      what: `no covalent radius is known for ${symbol}`,
      expected: `one of ${Object.keys(COVALENT).join(", ")}`,
      remedy: "give a file with bonds (MOL, SDF or MOL2)",
    });
  }
  return radius;
}

/** Radius for contacts between molecules, Angstrom; 1.5 for elements not in the table. */
export function contactRadius(symbol: string): number {
  return CONTACT[symbol] ?? 1.5;
}

/**
 * Usual length in Angstrom of the bond from a surface metal to a donor: the sum of Shannon's radii for an ion, of covalent
 * radii for a metal of oxidation number 0. A carboxylate oxygen on Pb2+ comes to 2.55, on Cd2+ to 2.14.
 */
export function donorBondLength(metal: string, oxidation: number, donor: string): number {
  const ion = IONIC[metal];
  if (oxidation === 0 || ion === undefined) return covalentRadius(metal) + covalentRadius(donor);
  return ion + (DONOR[donor] ?? covalentRadius(donor));
}

/** Shortest distance in Angstrom from an ammonium nitrogen to a halide or chalcogenide of the core: N...Br 3.35 in
 *  alkylammonium lead bromides, others by the difference of the ionic radii. */
export function ammoniumDistance(anion: string): number {
  return 3.35 - DONOR["Br"]! + (DONOR[anion] ?? DONOR["Br"]!);
}
