/** A physical constant in the unit given; uncertainty 0 where it is exact. */
export interface PhysicalConstant {
  readonly value: number;
  readonly unit: string;
  readonly uncertainty: number;
  readonly source: string;
}

const CODATA =
  "CODATA 2018: Tiesinga, Mohr, Newell, Taylor, Rev. Mod. Phys. 2021, 93, 025010, doi:10.1103/RevModPhys.93.025010";
const exact = (value: number, unit: string): PhysicalConstant => ({
  value,
  unit,
  uncertainty: 0,
  source: CODATA,
});

/** Boltzmann constant. */
export const BOLTZMANN: PhysicalConstant = exact(1.380649e-23, "J/K");
/** Planck constant. */
export const PLANCK: PhysicalConstant = exact(6.62607015e-34, "J s");
/** Reduced Planck constant. */
export const REDUCED_PLANCK: PhysicalConstant = exact(6.62607015e-34 / (2 * Math.PI), "J s");
/** Elementary charge. */
export const ELEMENTARY_CHARGE: PhysicalConstant = exact(1.602176634e-19, "coulomb");
/** Avogadro constant. */
export const AVOGADRO: PhysicalConstant = exact(6.02214076e23, "/mol");
/** Molar gas constant. */
export const GAS_CONSTANT: PhysicalConstant = exact(8.31446261815324, "J/(mol K)");
/** Faraday constant. */
export const FARADAY: PhysicalConstant = exact(96485.33212331001, "coulomb/mol");
/** Speed of light in vacuum. */
export const SPEED_OF_LIGHT: PhysicalConstant = exact(299792458, "m/s");
/** h c in eV nm: turns wavelengths into photon energies. */
export const HC_EV_NM: PhysicalConstant = exact(
  (6.62607015e-34 * 299792458 * 1e9) / 1.602176634e-19,
  "eV nm",
);
/** Electric constant. */
export const ELECTRIC_CONSTANT: PhysicalConstant = {
  value: 8.8541878128e-12,
  unit: "coulomb/(V m)",
  uncertainty: 1.3e-21,
  source: CODATA,
};
/** Electron mass. */
export const ELECTRON_MASS: PhysicalConstant = {
  value: 9.1093837015e-31,
  unit: "kg",
  uncertainty: 2.8e-40,
  source: CODATA,
};
