import type { DotWords } from "@oleate/core";

const quoted = (text: string): string => (/^[\w./-]+$/u.test(text) ? text : `"${text}"`);

/** Flags in the order they are read best; every other key of the words is its own flag. */
const FLAGS: readonly (readonly [key: keyof DotWords, flag: string])[] = [
  ["material", "--material"],
  ["polymorph", "--polymorph"],
  ["shape", "--shape"],
  ["size", "--size"],
  ["diameter", "--diameter"],
  ["edge", "--edge"],
  ["edges", "--edges"],
  ["monolayers", "--monolayers"],
  ["atoms", "--atoms"],
  ["truncation", "--truncation"],
  ["aspect", "--aspect"],
  ["facets", "--facets"],
  ["termination", "--termination"],
  ["shell", "--shell"],
  ["ligands", "--ligand"],
  ["balance", "--balance"],
  ["vacancies", "--vacancies"],
  ["seed", "--seed"],
];

/** The line that builds a dot of these words in a terminal. */
export function buildCommand(words: DotWords): string {
  const parts = FLAGS.flatMap(([key, flag]) => {
    const value = words[key];
    const texts = Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
    return texts.length === 0 ? [] : [flag, ...texts.map(quoted)];
  });
  return ["oleate build", ...parts].join(" ");
}
