import type { Citation, CitationKey } from "./citations.ts";
import { citations } from "./citations.ts";
import type { Fact } from "./fact.ts";

/** A fact and the way to it inside its entry, as in "polymorphs.0.a". */
export interface PlacedFact {
  readonly path: string;
  readonly fact: Fact;
}

/** Every fact inside a table entry (a material, ligand, solvent, acid-base pair or any part of one), depth first. */
export function factsOf(entry: object): readonly PlacedFact[] {
  const found: PlacedFact[] = [];
  walk(entry, "", (path, node) => {
    if (isFact(node)) found.push({ path, fact: node });
  });
  return found;
}

/** A citation with its key. */
export interface KeyedCitation extends Citation {
  readonly key: CitationKey;
}

/** The citation of a key. The key's type makes an unknown one impossible. */
export function citation(key: CitationKey): KeyedCitation {
  return { key, ...citations[key] };
}

/** The sources a table entry stands on, each once, in order of first use: those of its facts and of its sizing curves and extinction formulas. */
export function citationsOf(entry: object): readonly KeyedCitation[] {
  const keys = new Set<CitationKey>();
  walk(entry, "", (_path, node) => {
    if ("source" in node && isCitationKey(node.source)) keys.add(node.source);
  });
  return [...keys].map(citation);
}

function walk(node: unknown, path: string, visit: (path: string, node: object) => void): void {
  if (typeof node !== "object" || node === null) return;
  visit(path, node);
  for (const [key, child] of Object.entries(node)) walk(child, path === "" ? key : `${path}.${key}`, visit);
}

function isFact(node: object): node is Fact {
  return "value" in node && "unit" in node && "source" in node && "status" in node;
}

function isCitationKey(key: unknown): key is CitationKey {
  return typeof key === "string" && Object.hasOwn(citations, key);
}
