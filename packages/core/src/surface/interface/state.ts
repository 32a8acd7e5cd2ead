import { DomainError } from "../../errors.ts";
import { rowSums, solveContacts } from "../contacts.ts";
import { type InterfaceNetwork, interfaceConstants } from "./network.ts";
import type { InterfaceValues } from "./parameters.ts";
import { energiesIn, GAS_CONSTANT_KJ } from "./solvent.ts";

/** The solution a dot is in. */
export interface InterfaceConditions {
  /** Dots, mol/L. */
  readonly dotsMolar: number;
  /** E_T^N of the medium. */
  readonly polarity: number;
  readonly temperatureK: number;
  /** Added ligands by name in the ligand table, mol/L. */
  readonly addedMolar?: Readonly<Record<string, number>>;
}

/** What sits on the sites of one kind. */
export interface KindState {
  readonly name: string;
  readonly label: string;
  /** Sites for complexes on one dot. */
  readonly sites: number;
  /** Share of the sites with a complex, with a neutral partner, and empty; they add up to 1. */
  readonly complexes: number;
  readonly partners: number;
  readonly empty: number;
  /** Dissociation constant of a complex here, with the contacts of this state, mol/L. */
  readonly dissociationMolar: number;
}

/** A dot and its solution at equilibrium. */
export interface InterfaceState {
  readonly kinds: readonly KindState[];
  /** Complexes on a dot, of whatever anion, and the share of a full shell they are. */
  readonly boundPerDot: number;
  readonly boundFraction: number;
  /** Complexes in solution, alone and with partners, mol/L. */
  readonly freeComplexMolar: number;
  /** Neutral partners in solution, alone, mol/L by name. */
  readonly freePartnersMolar: Readonly<Record<string, number>>;
  /** mol/L of every species of the network. */
  readonly concentrationsMolar: Float64Array;
}

/** mol/L put in, over the species of a network: whole shells, and what was added. Throws DomainError for negative amounts. */
export function interfaceTotals(model: InterfaceNetwork, conditions: InterfaceConditions): Float64Array {
  const { network, sites, places } = model;
  const totals = new Float64Array(network.species.length);
  sites.kinds.forEach(({ count }, c) => {
    totals[places.kinds[c]!.complexes[0]!]! += count * conditions.dotsMolar;
  });
  for (const [name, amount] of Object.entries(conditions.addedMolar ?? {})) {
    if (!(amount >= 0)) {
      throw new DomainError({
        what: `an added amount of ${name} is no amount`,
        found: String(amount),
        expected: "0 or more",
      });
    }
    totals[network.indexOf.get(name)!]! += amount;
  }
  return totals;
}

/** Coupling of the kinds, -w z / RT (dimensionless), row-major. */
export function couplingOf(model: InterfaceNetwork, contactKj: number, temperatureK: number): Float64Array {
  return Float64Array.from(model.sites.contacts, (z) => (-contactKj * z) / (GAS_CONSTANT_KJ * temperatureK));
}

/**
 * What is on a dot in a solution: every site class, every species, mass balance to the last digit. Contacts are solved from the
 * full shell, as a dot comes out of its synthesis, unless `start` gives other shifts.
 * Throws DomainError for a concentration that is none.
 */
export function interfaceState(
  model: InterfaceNetwork,
  values: InterfaceValues,
  conditions: InterfaceConditions,
  start?: Float64Array,
): InterfaceState {
  const { dotsMolar, polarity, temperatureK } = conditions;
  if (!(dotsMolar > 0) || dotsMolar > 1) {
    throw new DomainError({
      what: "the concentration of dots is none",
      found: `${dotsMolar} M`,
      expected: "above 0 and below 1 M",
    });
  }
  const { network, sites, problem } = model;
  const energies = energiesIn(values, polarity, temperatureK);
  const lnK = interfaceConstants(model, energies, values, temperatureK);
  const coupling = couplingOf(model, energies.contact, temperatureK);
  const shifts = start ?? rowSums(coupling, sites.kinds.length);
  const amounts = new Float64Array(network.species.length);
  solveContacts(problem, lnK, interfaceTotals(model, conditions), coupling, shifts, amounts);
  const { places } = model;
  const rt = GAS_CONSTANT_KJ * temperatureK;
  const sum = (indices: readonly number[]): number => indices.reduce((total, s) => total + amounts[s]!, 0);
  const kinds = sites.kinds.map((kind, c): KindState => {
    const total = kind.count * dotsMolar;
    const place = places.kinds[c]!;
    return {
      name: kind.name,
      label: kind.label,
      sites: kind.count,
      complexes: sum(place.complexes) / total,
      partners: sum(place.partners) / total,
      empty: amounts[place.empty]! / total,
      dissociationMolar: Math.exp(-(energies[kind.bond] / rt) - shifts[c]!),
    };
  });
  const bound = kinds.reduce((total, { complexes, sites: count }) => total + complexes * count, 0);
  return {
    kinds,
    boundPerDot: bound,
    boundFraction: bound / sites.complexes,
    freeComplexMolar: sum(places.freeComplexes),
    freePartnersMolar: Object.fromEntries(
      places.freePartners.map(({ name, index }) => [name, amounts[index]!]),
    ),
    concentrationsMolar: amounts,
  };
}
