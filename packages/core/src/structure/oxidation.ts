import { InputError } from "../errors.ts";

/** Oxidation numbers that need no saying in binary semiconductors, halide perovskites and their ligands. */
const USUAL: Readonly<Record<string, number>> = {
  ...{ Li: 1, Na: 1, K: 1, Rb: 1, Cs: 1, Ag: 1, Cu: 1, Tl: 1 },
  ...{ Mg: 2, Ca: 2, Sr: 2, Ba: 2, Zn: 2, Cd: 2, Hg: 2, Pb: 2, Mn: 2, Ge: 2, Sn: 2 },
  ...{ Al: 3, Ga: 3, In: 3, Bi: 3, Sb: 3 },
  ...{ Ti: 4, Zr: 4, Hf: 4, Ce: 4 },
  ...{ O: -2, S: -2, Se: -2, Te: -2, N: -3, P: -3, As: -3, F: -1, Cl: -1, Br: -1, I: -1 },
};

/** Elements with two common oxidation numbers: the usual one is assumed and the result says so. */
export const AMBIGUOUS_OXIDATION: ReadonlySet<string> = new Set(["Sn", "Ge", "Cu", "Tl", "Sb", "Mn", "Ce"]);

/** Usual oxidation number of an element in a nanocrystal core (textbook values: main-group ions with closed shells, Pb and
 *  Sn as 2+); undefined when there is no usual one. */
export function usualOxidation(symbol: string): number | undefined {
  return USUAL[symbol];
}

/** The oxidation number of `symbol`: the stated one, or the usual one; throws InputError when neither is known. */
export function oxidationOf(symbol: string, stated: Readonly<Record<string, number>> = {}): number {
  const value = stated[symbol] ?? USUAL[symbol];
  if (value === undefined) {
    throw new InputError({
      what: `${symbol} has no usual oxidation number`,
      expected: "one for every element of the core",
      remedy: `state it, for example oxidation "${symbol}=3"`,
    });
  }
  return value;
}
