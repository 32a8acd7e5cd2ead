import { InputError } from "../../errors.ts";
import { findLigand, type Ligand, parseFormula } from "../../matter/index.ts";
import { type ContactProblem, prepareContacts } from "../contacts.ts";
import { buildNetwork, type Network, type SpeciesDeclaration } from "../network.ts";
import { parseReactions } from "../reaction.ts";
import { prepareSpeciation } from "../speciation.ts";
import type { InterfaceValues } from "./parameters.ts";
import type { InterfaceSites } from "./sites.ts";
import { GAS_CONSTANT_KJ, type MediumEnergies } from "./solvent.ts";

/** What kind of ln K a reaction takes. */
type Rule =
  | { readonly kind: "bond"; readonly bond: "bond_100" | "bond_111"; readonly dioleate: boolean }
  | { readonly kind: "adduct"; readonly by: "adduct" | "amine" }
  | { readonly kind: "site" }
  | { readonly kind: "exchange" };

/** Species and reactions of a dot with its shell and what was added, made ready to be solved many times. */
export interface InterfaceNetwork {
  readonly sites: InterfaceSites;
  /** The complex of the dot's own shell, by its name in the ligand table. */
  readonly complex: string;
  /** What else is in the solution: complexes and neutral partners. */
  readonly added: readonly Ligand[];
  readonly network: Network;
  readonly problem: ContactProblem;
  readonly rules: readonly Rule[];
  readonly places: Places;
}

/** Which species of the network are where, by index. */
export interface Places {
  /** By kind of site: the empty site, it with a complex (the dot's own first), it with a neutral partner. */
  readonly kinds: readonly {
    readonly empty: number;
    readonly complexes: readonly number[];
    readonly partners: readonly number[];
  }[];
  /** Complexes in solution, alone or with partners. */
  readonly freeComplexes: readonly number[];
  /** Neutral partners in solution. */
  readonly freePartners: readonly { readonly name: string; readonly index: number }[];
}

/** A chain of as many carbons or more makes a tail that touches its neighbours. */
const TAIL_CARBONS = 8;

/** The complex a dot of this cation sheds: with a hydroxide for lead (Grisorio 2016), with two oleates for cadmium (Anderson
 *  2013). Throws InputError for other cations. */
export function usualComplex(cation: string): string {
  if (cation === "Pb") return "lead oleate hydroxide";
  if (cation === "Cd") return "cadmium oleate";
  throw new InputError({
    what: `no complex of ${cation} is known to leave a surface`,
    found: cation,
    expected: "Pb or Cd",
    remedy: "name the complex",
  });
}

/** Whether an added ligand is a carboxylic acid. */
function isAcid({ name, bindingClass }: Ligand): boolean {
  return bindingClass === "L" && /\bacid$/u.test(name);
}

/**
 * Reactions of a dot's shell:
 *
 *     site + Z      <=> site.Z            a complex sits down (Z-type)
 *     Z + n L       <=> Z.L.L             a free complex takes up n neutral partners; 1 or 2
 *     site_100 + L  <=> site_100.L        a partner sits down on an empty {100} site
 *     site.Z + HX   <=> site.Z' + HOl     an added acid trades its anion (with the proton) for an oleate
 *
 * Throws InputError for an added ligand that is neither a complex nor a neutral partner.
 */
export function interfaceNetwork(
  sites: InterfaceSites,
  complex: string,
  addedNames: readonly string[],
  partners: number,
): InterfaceNetwork {
  const own = findLigand(complex);
  if (own.complexOf === undefined) {
    throw new InputError({
      what: `${own.name} is no metal complex`,
      found: own.bindingClass,
      expected: "a Z-type ligand, such as lead oleate hydroxide",
    });
  }
  const added = [...new Map(addedNames.map((name) => [findLigand(name).name, findLigand(name)])).values()];
  const wrong = added.find(({ bindingClass }) => bindingClass !== "L" && bindingClass !== "Z");
  if (wrong) {
    throw new InputError({
      what: `${wrong.name} cannot be added to this interface`,
      found: `a ligand of class ${wrong.bindingClass}`,
      expected: "a metal complex, a carboxylic acid, an amine or another neutral donor",
      remedy: "add the acid of an anion, or describe its reactions in a study",
    });
  }
  const complexes = [
    own,
    ...added.filter(({ bindingClass, name }) => bindingClass === "Z" && name !== own.name),
  ];
  const neutral = added.filter(({ bindingClass }) => bindingClass === "L");
  const oleicAcid = findLigand("oleic acid").name;
  const texts: string[] = [];
  const rules: Rule[] = [];
  const add = (text: string, rule: Rule): void => {
    texts.push(text);
    rules.push(rule);
  };
  for (const { name, complexOf } of complexes) {
    const dioleate = !complexOf!.anions.includes("hydroxide");
    for (const kind of sites.kinds) {
      add(`${kind.name} + ${name} <=> ${kind.name}.${name}`, { kind: "bond", bond: kind.bond, dioleate });
    }
    for (const partner of neutral) {
      const tail = Array.from({ length: partners }, () => `.${partner.name}`).join("");
      const by = isAcid(partner) ? "adduct" : "amine";
      add(`${name} + ${partners} ${partner.name} <=> ${name}${tail}`, { kind: "adduct", by });
    }
  }
  for (const partner of neutral) {
    for (const kind of sites.kinds.filter(({ bond }) => bond === "bond_100")) {
      add(`${kind.name} + ${partner.name} <=> ${kind.name}.${partner.name}`, { kind: "site" });
    }
  }
  const declared = new Map<string, SpeciesDeclaration>();
  const foreign = neutral.filter((partner) => isAcid(partner) && partner.name !== oleicAcid);
  if (foreign.length > 0) {
    // The complex and the acids share parts: a metal with its other anion, a proton, and the anions that are traded.
    const part = (name: string) => ({ coefficient: 1, name });
    declared.set(own.name, { parts: [part("metal"), part("oleate")], charge: 0 });
    declared.set(oleicAcid, { parts: [part("proton"), part("oleate")], charge: 0 });
    for (const acid of foreign) {
      const traded = `${own.name} with the anion of ${acid.name}`;
      declared.set(acid.name, { parts: [part("proton"), part(`anion of ${acid.name}`)], charge: 0 });
      declared.set(traded, { parts: [part("metal"), part(`anion of ${acid.name}`)], charge: 0 });
      for (const kind of sites.kinds) {
        const bound = `${kind.name}.${own.name} + ${acid.name} <=> ${kind.name}.${traded} + ${oleicAcid}`;
        add(bound, { kind: "exchange" });
      }
      add(`${own.name} + ${acid.name} <=> ${traded} + ${oleicAcid}`, { kind: "exchange" });
    }
  }
  const network = buildNetwork(parseReactions(texts.join("\n")), declared);
  const tailed = sites.kinds.map(({ name }) =>
    network.species
      .map((species) => species.name)
      .filter((species) => species.startsWith(`${name}.`) && hasTail(species.slice(name.length + 1))),
  );
  const classes = sites.kinds.map(({ name }) => name);
  const problem = prepareContacts(prepareSpeciation(network), { classes, tailed });
  const partnerNames = neutral.map(({ name }) => name);
  return {
    sites,
    complex: own.name,
    added,
    network,
    problem,
    rules,
    places: placesIn(network, classes, own.name, partnerNames),
  };
}

function placesIn(
  network: Network,
  classes: readonly string[],
  own: string,
  partners: readonly string[],
): Places {
  const isPartner = new Set(partners);
  const names = network.species.map(({ name }) => name);
  const indices = (test: (name: string) => boolean): readonly number[] =>
    names.flatMap((name, index) => (test(name) ? [index] : []));
  const onSite = (name: string): boolean =>
    classes.some((site) => name === site || name.startsWith(`${site}.`));
  const kinds = classes.map((site) => {
    const held = (name: string): string | null =>
      name.startsWith(`${site}.`) ? name.slice(site.length + 1) : null;
    const first = names.indexOf(`${site}.${own}`);
    const complexes = indices((name) => held(name) !== null && !isPartner.has(held(name)!));
    return {
      empty: names.indexOf(site),
      complexes: [first, ...complexes.filter((index) => index !== first)],
      partners: indices((name) => isPartner.has(held(name) ?? "")),
    };
  });
  return {
    kinds,
    freeComplexes: indices((name) => !onSite(name) && !isPartner.has(name)),
    freePartners: partners.map((name) => ({ name, index: names.indexOf(name) })),
  };
}

/** Whether what sits on a site has a chain long enough to touch its neighbours. */
function hasTail(name: string): boolean {
  const ligand = findLigand(name.replace(/^.* with the anion of /u, ""));
  return (parseFormula(ligand.formula).counts.get("C") ?? 0) >= TAIL_CARBONS;
}

/** ln K of every reaction without contacts, molar standard state. */
export function interfaceConstants(
  { rules }: InterfaceNetwork,
  energies: MediumEnergies,
  values: InterfaceValues,
  temperatureK: number,
): Float64Array {
  const rt = GAS_CONSTANT_KJ * temperatureK;
  return Float64Array.from(rules, (rule) => {
    switch (rule.kind) {
      case "bond":
        return (energies[rule.bond] - (rule.dioleate ? energies.second_oleate : 0)) / rt;
      case "adduct":
        return values[rule.by] / rt;
      case "site":
        return energies.acid_site / rt;
      case "exchange":
        return Math.log(values.exchange);
    }
  });
}
