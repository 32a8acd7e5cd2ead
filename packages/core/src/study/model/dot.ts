import { InputError, nearestNames } from "../../errors.ts";
import {
  buildCore,
  type Core,
  type CoreSurface,
  type DotRequest,
  type DotWords,
  findSites,
  readDotWords,
  type SiteClass,
} from "../../structure/index.ts";
import type { Evaluator } from "../evaluator.ts";
import type { StudyFile } from "../schema/index.ts";

/** The nanocrystal of a study in the words of `oleate build`; its size is an expression of the study, or `sizeNm`. */
export function dotWordsOf(file: StudyFile, evaluator: Evaluator, sizeNm?: number): DotWords {
  const { material, shape, size, ...rest } = file.sample.nanocrystal;
  const nm = sizeNm ?? evaluator.number(size, "nm");
  // Keys left out by the file are absent, not undefined.
  return {
    ...(rest as Partial<DotWords>),
    material,
    ...(shape === undefined ? {} : { shape }),
    size: `${nm} nm`,
  };
}

/** The dot of a study as a request to the builder. */
export function dotRequestOf(file: StudyFile, evaluator: Evaluator, sizeNm?: number): DotRequest {
  return readDotWords(dotWordsOf(file, evaluator, sizeNm));
}

/** The bare core of a study's nanocrystal with its site classes. */
export function sampleCore(
  file: StudyFile,
  evaluator: Evaluator,
): { readonly core: Core; readonly surface: CoreSurface } {
  const core = buildCore(dotRequestOf(file, evaluator));
  return { core, surface: findSites(core) };
}

const FROM_STRUCTURE = /^\s*from structure\b\s*:?\s*(.*?)\s*$/u;

/** Which sites a text "from structure Pb {100} CN1" means; null when it is an ordinary expression. */
export function structureSelection(text: string | number): string | null {
  return typeof text === "string" ? (FROM_STRUCTURE.exec(text)?.[1] ?? null) : null;
}

/**
 * The site classes a selection means: words of class names that must all hold ("Pb {100} CN1", "Pb {111}", "Cs edge",
 * "Pb"). A family counts for the facet itself; add `edge` or `corner` for those. Throws InputError with the classes there are.
 */
export function selectedSites(selection: string, surface: CoreSurface): readonly SiteClass[] {
  const words = selection.split(/\s+/u).filter((word) => word !== "");
  const isPlace = (word: string): boolean => ["facet", "edge", "corner"].includes(word);
  const holds = (site: SiteClass, word: string): boolean => {
    if (/^CN\d+$/u.test(word)) return site.coordination === Number(word.slice(2));
    if (/^\{.*\}$/u.test(word)) return site.families.includes(word);
    if (isPlace(word)) return site.place === word;
    return site.element === word;
  };
  const wantsFacet = words.some((word) => word.startsWith("{")) && !words.some(isPlace);
  const chosen = surface.classes.filter(
    (site) => words.every((word) => holds(site, word)) && (!wantsFacet || site.place === "facet"),
  );
  if (chosen.length === 0) {
    const names = surface.classes.map((site) => site.name);
    throw new InputError({
      what: "no site of the structure is meant",
      found: `from structure ${selection}`,
      expected: `words of ${names.join("; ")}`,
      remedy: `nearest: ${nearestNames(selection, names).join("; ")}`,
    });
  }
  return chosen;
}

/** How many atoms a selection means. Throws InputError when it shares a class with another selection of the study: its sites
 *  would be there twice. */
export function countSelected(selection: string, others: readonly string[], surface: CoreSurface): number {
  const chosen = selectedSites(selection, surface);
  for (const other of others) {
    const shared = selectedSites(other, surface).filter((site) => chosen.includes(site));
    if (shared.length === 0) continue;
    throw new InputError({
      what: "two kinds of sites of the study are the same atoms",
      found: `"${selection}" and "${other}" both hold ${shared.map(({ name }) => name).join("; ")}`,
      expected: "selections that share no class",
      remedy: "narrow one of them down, for example by its facet or coordination",
    });
  }
  return chosen.reduce((sum, site) => sum + site.count, 0);
}
