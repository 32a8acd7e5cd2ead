import { InputError } from "../../errors.ts";
import { findLigand } from "../../matter/index.ts";
import { buildCore, type CoreRequest, findSites } from "../../structure/index.ts";
import { type InterfaceNetwork, interfaceNetwork, usualComplex } from "./network.ts";
import { type InterfaceValues, REFERENCE_TEMPERATURE_K } from "./parameters.ts";
import { type InterfaceSites, interfaceSites } from "./sites.ts";
import { type Medium, polarityOf } from "./solvent.ts";
import { type InterfaceState, interfaceState } from "./state.ts";

/** How much of a ligand is added: mol/L, or molecules for each dot. */
export type AddedAmount = { readonly molar: number } | { readonly equivalents: number };

/** A solution of dots, in words of the bench. */
export interface InterfaceSample {
  /** The dot; its size is in the request. */
  readonly dot: CoreRequest;
  readonly dotsMolar: number;
  /** A medium by its solvents, or a polarity E_T^N. */
  readonly medium: Medium | number;
  readonly temperatureK?: number;
  /** Added ligands by name. */
  readonly added?: Readonly<Record<string, AddedAmount>>;
  /** The complex the dot sheds; lead oleate hydroxide or cadmium oleate by the dot's cation when left out. */
  readonly complex?: string;
}

/** Sites and networks of dots, kept by what they depend on: cutting a core takes longer than solving it a hundred times. */
export interface InterfaceModels {
  readonly sites: (dot: CoreRequest) => InterfaceSites;
  readonly network: (sample: InterfaceSample, partners: number) => InterfaceNetwork;
}

/** An empty store of models. */
export function interfaceModels(): InterfaceModels {
  const sites = new Map<string, InterfaceSites>();
  const networks = new Map<string, InterfaceNetwork>();
  // Writing the key takes longer than looking it up: kept for a request asked for again.
  const keys = new WeakMap<CoreRequest, string>();
  const keyOf = (dot: CoreRequest): string => {
    let key = keys.get(dot);
    if (key === undefined) {
      const { crystal, shape, size, options, terminations } = dot;
      key = JSON.stringify([crystal.name, shape.name, size, options, terminations]);
      keys.set(dot, key);
    }
    return key;
  };
  const sitesOf = (dot: CoreRequest): InterfaceSites => {
    const key = keyOf(dot);
    let found = sites.get(key);
    if (!found) {
      const core = buildCore(dot);
      found = interfaceSites(core, findSites(core));
      sites.set(key, found);
    }
    return found;
  };
  return {
    sites: sitesOf,
    network: ({ dot, added = {}, complex }, partners) => {
      const names = Object.keys(added).sort();
      const key = [keyOf(dot), complex ?? "", partners, ...names].join("|");
      let found = networks.get(key);
      if (!found) {
        const cation = dot.crystal.sites.reduce((a, b) => (b.oxidation > a.oxidation ? b : a)).symbol;
        found = interfaceNetwork(sitesOf(dot), complex ?? usualComplex(cation), names, partners);
        networks.set(key, found);
      }
      return found;
    },
  };
}

/** The equilibrium of a sample. Throws as its parts do: unknown ligands and solvents, impossible dots and amounts. */
export function stateOfSample(
  models: InterfaceModels,
  sample: InterfaceSample,
  values: InterfaceValues,
): InterfaceState {
  const { dotsMolar, medium, temperatureK = REFERENCE_TEMPERATURE_K, added = {} } = sample;
  if (values.partners !== 1 && values.partners !== 2) {
    throw new InputError({
      what: "a complex takes along one partner or two",
      found: String(values.partners),
      expected: "1 or 2",
    });
  }
  const polarity = typeof medium === "number" ? medium : polarityOf(medium);
  const model = models.network(sample, values.partners);
  const addedMolar = addedAmounts(model, added, dotsMolar);
  return interfaceState(model, values, { dotsMolar, polarity, temperatureK, addedMolar });
}

/** mol/L of what is added, by the names of the network. */
export function addedAmounts(
  { network }: InterfaceNetwork,
  added: Readonly<Record<string, AddedAmount>>,
  dotsMolar: number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(added).map(([name, amount]) => [
      // A name of the network is one of the table already: looking it up again takes longer than solving the state.
      network.indexOf.has(name) ? name : findLigand(name).name,
      "molar" in amount ? amount.molar : amount.equivalents * dotsMolar,
    ]),
  );
}

/** What a reader must know of a sample's answer: energies and observations are those of PbS with its oleate shell. */
export function interfaceCaveats({ dot }: InterfaceSample): readonly string[] {
  if (dot.crystal.formula === "PbS") return [];
  return [
    `the energies are those of PbS, and the parameter sets agree with what was seen of PbS: of ${dot.crystal.formula} nothing is known here but its structure; set your own`,
  ];
}
