import { InputError, type Place } from "../errors.ts";
import { chargeOfName, type ReactionText, type Term } from "./reaction.ts";

/** A species of the network: what it is made of (moiety -> count) and its charge in units of e. */
export interface Species {
  readonly name: string;
  readonly composition: ReadonlyMap<string, number>;
  readonly charge: number;
}

/**
 * True for a species on a dot: an empty site, or a site joined by a dot to what it holds (`Pb.OlAmPIC`). A complex that
 * took a surface atom into solution (`Pb(PIC)2`) holds the site's moiety but sits on no dot.
 */
export function sitsOnDot(species: Species, sites: readonly string[]): boolean {
  return sites.some(
    (site) => species.name === site || (species.composition.has(site) && species.name.includes(".")),
  );
}

/** A balanced reaction: net coefficients over the network's species (products positive). */
export interface Reaction {
  readonly text: string;
  /** nu, one a species. */
  readonly coefficients: Float64Array;
  /** Sum of nu: the power of a molar concentration that K carries (-1 for 1:1 binding). */
  readonly order: number;
}

/** Species and reactions of one solution with its dots, balanced in mass and charge. */
export interface Network {
  readonly species: readonly Species[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly reactions: readonly Reaction[];
}

/** What a user says of a species beyond its name: the parts it is made of and its charge. */
export interface SpeciesDeclaration {
  readonly parts?: readonly Term[];
  readonly charge?: number;
}

type Composition = Map<string, number>;

function add(target: Composition, source: ReadonlyMap<string, number>, times: number): void {
  for (const [moiety, count] of source) {
    const sum = (target.get(moiety) ?? 0) + times * count;
    if (sum === 0) target.delete(moiety);
    else target.set(moiety, sum);
  }
}

/** Finds what every species is made of: declared parts, dotted names, or the one reaction that forms it. */
class Compositions {
  readonly known = new Map<string, Composition>();
  readonly declared: ReadonlyMap<string, SpeciesDeclaration>;
  readonly canonical: (name: string) => string;

  constructor(declared: ReadonlyMap<string, SpeciesDeclaration>, canonical: (name: string) => string) {
    this.declared = declared;
    this.canonical = canonical;
  }

  /** Composition from the name or the declaration alone; null when only a reaction can tell. */
  fromName(name: string, seen: readonly string[] = []): Composition | null {
    const found = this.known.get(name);
    if (found) return found;
    if (seen.includes(name)) {
      throw new InputError({
        what: `species ${name} is declared through itself`,
        found: [...seen, name].join(" -> "),
      });
    }
    const parts =
      this.declared.get(name)?.parts ??
      (name.includes(".")
        ? name.split(".").map((part) => ({ coefficient: 1, name: this.canonical(part) }))
        : null);
    if (parts === null) return null;
    const composition: Composition = new Map();
    for (const part of parts) {
      if (part.name === "")
        throw new InputError({
          what: `species name ${name} has an empty part`,
          expected: "names on both sides of the dot",
        });
      const inner = this.fromName(part.name, [...seen, name]) ?? new Map([[part.name, 1]]);
      if (!this.known.has(part.name)) this.known.set(part.name, inner);
      add(composition, inner, part.coefficient);
    }
    this.known.set(name, composition);
    return composition;
  }

  element(name: string): void {
    this.known.set(name, new Map([[name, 1]]));
  }

  sum(terms: readonly Term[]): Composition {
    const total: Composition = new Map();
    for (const term of terms) add(total, this.known.get(term.name) ?? new Map(), term.coefficient);
    return total;
  }

  /** Gives the reaction's unknown species a composition: the lone unknown product is what the rest adds up to. */
  learn(reaction: ReactionText): void {
    for (const term of [...reaction.left, ...reaction.right]) this.fromName(term.name);
    const unknown = (terms: readonly Term[]): Term[] => terms.filter((term) => !this.known.has(term.name));
    const dissociation =
      reaction.left.length === 1 && unknown(reaction.left).length === 1 && reaction.right.length > 1;
    const [reactants, products] = dissociation
      ? [reaction.right, reaction.left]
      : [reaction.left, reaction.right];
    for (const term of unknown(reactants)) this.element(term.name);
    const open = unknown(products);
    if (open.length === 1) {
      const product = open[0]!;
      const rest: Composition = this.sum(reactants);
      add(rest, this.sum(products.filter((term) => term !== product)), -1);
      const counts = [...rest.values()].map((count) => count / product.coefficient);
      if (counts.length > 0 && counts.every((count) => count > 0 && Number.isInteger(count))) {
        this.known.set(
          product.name,
          new Map([...rest].map(([moiety, count]) => [moiety, count / product.coefficient])),
        );
        return;
      }
    }
    for (const term of open) this.element(term.name);
  }
}

function listSurplus(surplus: ReadonlyMap<string, number>): { left: string; right: string } {
  const say = (entries: [string, number][]): string =>
    entries.map(([moiety, count]) => `${Math.abs(count)} ${moiety}`).join(" and ");
  return {
    left: say([...surplus].filter(([, count]) => count > 0)),
    right: say([...surplus].filter(([, count]) => count < 0)),
  };
}

function balanceError(reaction: ReactionText, what: string, remedy: string): InputError {
  return new InputError({
    what: `reaction \`${reaction.text}\` is not balanced: ${what}`,
    remedy,
    ...(reaction.place ? { place: reaction.place } : {}),
  });
}

/**
 * Builds the balanced network of a list of reactions.
 *
 * A species is made of its declared parts, else of the dot-joined parts of its name, else of whatever the reaction
 * that forms it says; all others are moieties of their own. Charges come from the declaration, else from the name's
 * suffix, else from the parts, else are 0.
 * @param declared what is said of single species (parts, charge)
 * @param canonical maps a written name or alias to the one used throughout (default: as written)
 * @throws InputError naming the missing species or charge of an unbalanced reaction, or a repeated reaction
 */
export function buildNetwork(
  reactionTexts: readonly ReactionText[],
  declared: ReadonlyMap<string, SpeciesDeclaration> = new Map(),
  canonical: (name: string) => string = (name) => name,
): Network {
  const canonicalName = (name: string): string => name.split(".").map(canonical).join(".");
  const rename = (terms: readonly Term[]): Term[] =>
    terms.map((term) => ({ ...term, name: canonicalName(term.name) }));
  const texts = reactionTexts.map((reaction) => ({
    ...reaction,
    left: rename(reaction.left),
    right: rename(reaction.right),
  }));
  const compositions = new Compositions(declared, canonical);
  for (const reaction of texts) compositions.learn(reaction);

  const chargeOf = (name: string): number => {
    const given = declared.get(name)?.charge ?? chargeOfName(name);
    if (given !== null && given !== undefined) return given;
    let charge = 0;
    for (const [moiety, count] of compositions.known.get(name)!) {
      if (moiety !== name) charge += count * (declared.get(moiety)?.charge ?? chargeOfName(moiety) ?? 0);
    }
    return charge;
  };
  const names = [
    ...new Set(texts.flatMap((reaction) => [...reaction.left, ...reaction.right].map((term) => term.name))),
  ];
  const species = names.map((name) => ({
    name,
    composition: compositions.known.get(name)!,
    charge: chargeOf(name),
  }));
  const indexOf = new Map(names.map((name, index) => [name, index]));

  const seen = new Map<string, string>();
  const reactions = texts.map((reaction): Reaction => {
    const surplus: Composition = compositions.sum(reaction.right);
    add(surplus, compositions.sum(reaction.left), -1);
    if (surplus.size > 0) {
      const { left, right } = listSurplus(surplus);
      const lacks = [left && `the left side lacks ${left}`, right && `the right side lacks ${right}`].filter(
        Boolean,
      );
      throw balanceError(
        reaction,
        lacks.join(", "),
        "add what is missing, or declare what a species is made of under `species:`, e.g. HPIC: H+ + PIC-",
      );
    }
    const coefficients = new Float64Array(species.length);
    let charge = 0;
    for (const [terms, sign] of [
      [reaction.left, -1],
      [reaction.right, 1],
    ] as const) {
      for (const term of terms) {
        coefficients[indexOf.get(term.name)!]! += sign * term.coefficient;
        charge += sign * term.coefficient * species[indexOf.get(term.name)!]!.charge;
      }
    }
    if (Math.abs(charge) > 1e-9) {
      const lacking = charge > 0 ? "the left side lacks" : "the right side lacks";
      const count = Math.abs(charge);
      throw balanceError(
        reaction,
        `${lacking} ${count} positive charge${count === 1 ? "" : "s"} (or the other side ${count} negative)`,
        "write charges as a suffix (Cs+, PIC-, Pb^2+) or under `species:`",
      );
    }
    if (coefficients.every((value) => value === 0))
      throw balanceError(reaction, "both sides are the same", "remove it");
    const key = coefficients.join(",");
    const mirrored = coefficients.map((value) => -value).join(",");
    const twin = seen.get(key) ?? seen.get(mirrored);
    if (twin !== undefined) {
      throw new InputError({
        what: `reaction \`${reaction.text}\` is given twice`,
        found: `also as \`${twin}\``,
        remedy: "keep one",
        ...(reaction.place ? { place: reaction.place as Place } : {}),
      });
    }
    seen.set(key, reaction.text);
    return { text: reaction.text, coefficients, order: coefficients.reduce((sum, value) => sum + value, 0) };
  });
  return { species, indexOf, reactions };
}
