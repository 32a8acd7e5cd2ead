import { DomainError } from "../errors.ts";
import { GAS_CONSTANT } from "./constants.ts";

/**
 * The state a free energy or a dimensionless constant refers to. molar: 1 mol/L of each solute; mole-fraction: pure
 * solute extrapolated from dilution in a solvent of this molarity; molal: 1 mol per kg of a solvent of this density.
 */
export type StandardState =
  | { readonly kind: "molar" }
  | { readonly kind: "mole-fraction"; readonly solventMolar: number }
  | { readonly kind: "molal"; readonly solventKgPerLitre: number };

/** Solute concentration in mol/L that has activity 1 in the standard state. */
function unitActivityMolar(state: StandardState): number {
  const value =
    state.kind === "molar" ? 1 : state.kind === "molal" ? state.solventKgPerLitre : state.solventMolar;
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new DomainError({
      what: "a standard state needs a positive solvent molarity or density",
      found: String(value),
    });
  }
  return value;
}

/** An equilibrium constant that says what it refers to. `order` = solutes formed less solutes used (-1 for A + B = AB). */
export interface EquilibriumConstant {
  /** Value in (mol/L)^order. */
  readonly valueMolar: number;
  readonly order: number;
  readonly standardState: StandardState;
}

function requireTemperature(temperatureK: number): void {
  if (!(temperatureK > 0) || !Number.isFinite(temperatureK))
    throw new DomainError({ what: "a temperature must be above 0 K", found: String(temperatureK) });
}

function requireConstant(constant: EquilibriumConstant): void {
  if (!(constant.valueMolar > 0) || !Number.isFinite(constant.valueMolar)) {
    throw new DomainError({
      what: "an equilibrium constant must be positive",
      found: String(constant.valueMolar),
    });
  }
}

/** The dimensionless constant K_std = K (mol/L)^order / c_std^order of a standard state. @throws DomainError */
export function dimensionlessConstant(constant: EquilibriumConstant): number {
  requireConstant(constant);
  return constant.valueMolar * unitActivityMolar(constant.standardState) ** -constant.order;
}

/**
 * Standard free energy of reaction in kJ/mol, -R T ln K_std, in the constant's own standard state.
 * @param temperatureK above 0 @throws DomainError
 */
export function freeEnergyKjPerMol(constant: EquilibriumConstant, temperatureK: number): number {
  requireTemperature(temperatureK);
  return -(GAS_CONSTANT.value / 1000) * temperatureK * Math.log(dimensionlessConstant(constant));
}

/** The constant of a standard free energy (kJ/mol) that refers to `standardState`. @throws DomainError */
export function constantFromFreeEnergy(
  freeEnergy: number,
  temperatureK: number,
  order: number,
  standardState: StandardState,
): EquilibriumConstant {
  requireTemperature(temperatureK);
  const dimensionless = Math.exp(-freeEnergy / ((GAS_CONSTANT.value / 1000) * temperatureK));
  const valueMolar = dimensionless * unitActivityMolar(standardState) ** order;
  if (!(valueMolar > 0) || !Number.isFinite(valueMolar)) {
    throw new DomainError({
      what: "a free energy gives no constant that a number can hold",
      found: `${freeEnergy} kJ/mol at ${temperatureK} K`,
      expected: "about -700 to 700 R T",
    });
  }
  return { valueMolar, order, standardState };
}

/**
 * The same reaction's standard free energy (kJ/mol) in another standard state: it grows by order R T ln(c_to / c_from),
 * where c is the solute concentration of unit activity. An exchange (order 0) keeps its value.
 * @param order solutes formed less solutes used, -1 for A + B = AB @param temperatureK above 0 @throws DomainError
 */
export function convertFreeEnergyKjPerMol(
  freeEnergy: number,
  temperatureK: number,
  order: number,
  from: StandardState,
  to: StandardState,
): number {
  requireTemperature(temperatureK);
  if (!Number.isFinite(freeEnergy) || !Number.isFinite(order)) {
    throw new DomainError({
      what: "a free energy and the order of its reaction must be finite numbers",
      found: `${freeEnergy} kJ/mol, order ${order}`,
    });
  }
  const ratio = unitActivityMolar(to) / unitActivityMolar(from);
  return freeEnergy + order * (GAS_CONSTANT.value / 1000) * temperatureK * Math.log(ratio);
}
