/** A note and what it is of: a spectrum, a curve, a file. */
export interface NoteOf {
  readonly of: string;
  readonly note: string;
}

/** Names written out before the others are counted. */
const MOST_NAMES = 3;

const NUMBER = /(?<![\w.])\d+(?:\.\d+)?(?![\w.])/gu;

/** Names, the first few of them, the rest counted. */
function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 1 ? `${names.slice(0, MOST_NAMES).join(", ")} and ${more} more` : names.join(", ");
}

/** A range written out, or a number alone. */
const RANGE = new RegExp(`(${NUMBER.source}) to (${NUMBER.source})|${NUMBER.source}`, "gu");

/** One note for several that differ in their numbers at most, which become ranges, "12 to 19 %"; ranges become the one around all. */
function joined(notes: readonly string[]): string {
  const numbers = notes.map((note) =>
    [...note.matchAll(RANGE)].map(([own, low = own, high = own]) => [low, high]),
  );
  let at = 0;
  return notes[0]!.replace(RANGE, () => {
    const ends = numbers.map((list) => list[at]!);
    at++;
    const least = ends.map(([low]) => low!).reduce((a, b) => (Number(b) < Number(a) ? b : a));
    const most = ends.map(([, high]) => high!).reduce((a, b) => (Number(b) > Number(a) ? b : a));
    return Number(least) === Number(most) ? least : `${least} to ${most}`;
  });
}

/**
 * Notes that say the same of several things, once each, with how many they hold for and their names; those that differ by numbers
 * alone are joined with the numbers as ranges. `kind`: what the things are, in the plural. `all`: how many there are; where there is
 * only one, notes stand as they are, and what holds for all is not followed by names.
 */
export function gatherNotes(notes: readonly NoteOf[], kind: string, all: number): readonly string[] {
  const groups = new Map<string, NoteOf[]>();
  for (const one of notes) {
    const key = one.note.replace(NUMBER, "#");
    const group = groups.get(key) ?? [];
    group.push(one);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => {
    const names = [...new Set(group.map(({ of }) => of))];
    const text = joined(group.map(({ note }) => note));
    if (all === 1) return text;
    if (names.length === 1) return `${names[0]}: ${text}`;
    return names.length === all
      ? `all ${all} ${kind}: ${text}`
      : `${names.length} of ${all} ${kind} (${listed(names)}): ${text}`;
  });
}
