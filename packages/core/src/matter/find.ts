import { InputError, nearestNames } from "../errors.ts";

/** An entry that answers to a name, a formula or any of its aliases. */
interface Named {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Folds what chemists write alike: case, spaces, hyphens, subscript digits, the two spellings of caesium and sulfur. */
export function foldName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080))
    .replace(/⁺/g, "+")
    .replace(/[⁻\s_‐-―-]+/g, "")
    .replace(/cesium/g, "caesium")
    .replace(/sulph/g, "sulf");
}

/** Index of a table by every folded name of every entry; the entry that comes first keeps a name claimed twice. */
export function indexByName<T extends Named>(
  entries: readonly T[],
  further: (entry: T) => readonly string[] = () => [],
): ReadonlyMap<string, T> {
  const index = new Map<string, T>();
  for (const entry of entries) {
    for (const name of [entry.name, ...entry.aliases, ...further(entry)]) {
      const key = foldName(name);
      if (!index.has(key)) index.set(key, entry);
    }
  }
  return index;
}

/** The entry of `index` that `name` means; throws InputError with the three nearest of `spelled` and the way out, `remedy`,
 *  when there is none. */
export function findByName<T>(
  kind: string,
  name: string,
  index: ReadonlyMap<string, T>,
  spelled: readonly string[],
  remedy: string,
): T {
  const found = index.get(foldName(name));
  if (found !== undefined) return found;
  throw new InputError({
    what: `unknown ${kind}`,
    found: `"${name}"`,
    expected: `a name of the table, nearest ${nearestNames(name, spelled).join(", ")}`,
    remedy,
  });
}
