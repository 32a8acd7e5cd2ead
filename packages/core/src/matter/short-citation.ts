import type { Citation } from "./citations.ts";

/** A family name, with the small words that may stand before it: "van Embden", "de Mello Donegá". */
const FAMILY_NAME = /^(?:\p{Ll}{2,3}(?: \p{Ll}{2,3})? (?:\p{Lu}[\p{L}'’-]+ )?)?\p{Lu}[\p{L}'’-]+$/u;

/** Authors who are named before "et al." takes their place. */
const MOST_AUTHORS = 2;

/**
 * A source in running text: "Yu et al. 2003", "Rurack and Spieles 2011", "Kane 1957". The authors are the names a citation begins
 * with; one that begins with none, such as a handbook, is called by its first words. The year is left out where the citation has
 * none, as that of a manuscript.
 */
export function shortCitation({ cite }: Citation): string {
  const parts = cite.split(", ");
  const names = parts.map((part) => part.replace(/ et al\.$/u, ""));
  const end = names.findIndex((name) => !FAMILY_NAME.test(name));
  const count = end < 0 ? parts.length : end;
  const authors = names.slice(0, count);
  const others = count > MOST_AUTHORS || parts.slice(0, count).some((part) => part.endsWith(" et al."));
  const title = parts[0]!.replace(/ \(.*$/u, "");
  const who = count === 0 ? title : others ? `${authors[0]} et al.` : authors.join(" and ");
  const year = /\b(?:18|19|20)\d{2}\b/u.exec(cite)?.[0];
  return year === undefined || who.includes(year) ? who : `${who} ${year}`;
}
