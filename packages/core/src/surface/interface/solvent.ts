import { DomainError, InputError } from "../../errors.ts";
import { findSolvent } from "../../matter/index.ts";
import { GAS_CONSTANT } from "../../quantities/index.ts";
import { type InterfaceValues, REFERENCE_SOLVENT, REFERENCE_TEMPERATURE_K } from "./parameters.ts";

/** A solvent or a mixture: names with shares by volume that add up to 1. */
export type Medium = readonly { readonly solvent: string; readonly share: number }[];

/** Reads "toluene" or "chloroform 40 %, toluene 60 %". Throws InputError for shares that do not add up. */
export function readMedium(text: string): Medium {
  const parts = text.split(",").map((part) => /^\s*(.+?)(?:\s+([\d.]+)\s*%)?\s*$/u.exec(part));
  const medium = parts.map((match) => ({
    solvent: findSolvent(match?.[1] ?? text).name,
    share: match?.[2] === undefined ? (parts.length === 1 ? 1 : Number.NaN) : Number(match[2]) / 100,
  }));
  const sum = medium.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) < 1e-6) return medium;
  throw new InputError({
    what: "the shares of the solvents do not add up to 100 %",
    found: `"${text}"`,
    expected: 'one solvent, or shares by volume: "chloroform 40 %, toluene 60 %"',
  });
}

/** Polarity E_T^N of a medium: that of its solvents, averaged by volume (mixtures of hydrogen-bonding solvents are known to
 *  deviate towards the more polar one). Throws DomainError for a solvent whose polarity is not tabulated. */
export function polarityOf(medium: Medium): number {
  return medium.reduce((sum, { solvent, share }) => {
    const { name, polarity } = findSolvent(solvent);
    if (polarity === undefined) {
      throw new DomainError({
        what: `the polarity of ${name} is not in the table`,
        expected: "a solvent with E_T^N",
        remedy: "give the polarity as a number",
      });
    }
    return sum + share * polarity.value;
  }, 0);
}

const REFERENCE_POLARITY = polarityOf([{ solvent: REFERENCE_SOLVENT, share: 1 }]);

/** Energies of the interface in a medium of polarity E_T^N at a temperature, kJ/mol. */
export interface MediumEnergies {
  readonly bond_100: number;
  readonly bond_111: number;
  readonly contact: number;
  readonly adduct: number;
  readonly acid_site: number;
  readonly second_oleate: number;
}

/** kJ/(mol K). */
export const GAS_CONSTANT_KJ: number = GAS_CONSTANT.value / 1000;

/**
 * Linear free-energy relation: bonds and contacts change in proportion to the polarity (E_T^N) against that of toluene, with
 * one slope each; bonds also with temperature, by the entropy a complex gains when it comes off:
 *
 *     G(P, T) = G + solvent_bond (P - P_toluene) - entropy (T - 298.15 K)
 *     w(P)    = contact + solvent_contact (P - P_toluene)
 *
 * The polarity scale is Reichardt's (Chem. Rev. 1994, 94, 2319). Throws DomainError outside 200 to 500 K.
 */
export function energiesIn(values: InterfaceValues, polarity: number, temperatureK: number): MediumEnergies {
  if (!(temperatureK >= 200 && temperatureK <= 500)) {
    throw new DomainError({
      what: "the temperature is no temperature of a solution",
      found: `${temperatureK} K`,
      expected: "200 to 500 K",
    });
  }
  const more = polarity - REFERENCE_POLARITY;
  const warmer = (values.entropy * (temperatureK - REFERENCE_TEMPERATURE_K)) / 1000;
  const bond = values.solvent_bond * more - warmer;
  return {
    bond_100: values.bond_100 + bond,
    bond_111: values.bond_111 + bond,
    contact: values.contact + values.solvent_contact * more,
    adduct: values.adduct,
    acid_site: values.acid_site,
    second_oleate: values.second_oleate,
  };
}
