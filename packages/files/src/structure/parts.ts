import { atomCount, type Bonds, netCharge, type Residue, type Structure, symbolOf } from "@oleate/core";
import { oneLine } from "./text.ts";

/** For every atom, the index of its residue. */
export function residueOfAtoms(structure: Structure): Uint32Array {
  const owner = new Uint32Array(atomCount(structure));
  structure.residues.forEach(({ first, count }, r) => {
    owner.fill(r, first, first + count);
  });
  return owner;
}

/** Residues as runs of atoms with the same key; `nameAt` names the run that begins at an atom. */
export function residueRuns(
  keys: readonly string[],
  charges: ArrayLike<number>,
  nameAt: (atom: number) => string,
): readonly Residue[] {
  const residues: Residue[] = [];
  const all = Float64Array.from(charges);
  for (let first = 0, next = 0; first < keys.length; first = next) {
    while (next < keys.length && keys[next] === keys[first]) next++;
    const charge = netCharge({ charges: all.subarray(first, next) });
    residues.push({ name: nameAt(first), first, count: next - first, charge });
  }
  return residues;
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * A code of at most three capital letters or digits for every residue name, unlike for unlike names: the first three
 * letters of the name, or two or one of them and a counting sign when they are taken. At most 36^3 names.
 */
export function residueCodes(structure: Structure): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  const taken = new Set<string>();
  for (const { name } of structure.residues) {
    if (codes.has(name)) continue;
    const letters = name.toUpperCase().replace(/[^A-Z0-9]/gu, "") || "UNK";
    let code = letters.slice(0, 3);
    for (let k = 0; taken.has(code); k++) {
      const tail = k.toString(36).toUpperCase();
      code = letters.slice(0, Math.max(0, 3 - tail.length)).padEnd(3 - tail.length, "X") + tail;
    }
    taken.add(code);
    codes.set(name, code);
  }
  return codes;
}

/** A name for every atom, unlike within its residue as far as `width` characters allow: "Pb1", "C18". */
export function atomNames(structure: Structure, width: number): readonly string[] {
  const names: string[] = [];
  for (const { first, count } of structure.residues) {
    const seen = new Map<string, number>();
    for (let i = first; i < first + count; i++) {
      const symbol = symbolOf(structure, i);
      const number = (seen.get(symbol) ?? 0) + 1;
      seen.set(symbol, number);
      names.push(symbol + numberIn(number, width - symbol.length));
    }
  }
  return names;
}

/** A counting number in at most `width` digits, base 36 where decimal digits do not do, wrapped beyond that. */
function numberIn(value: number, width: number): string {
  const decimal = String(value);
  if (decimal.length <= width) return decimal;
  let rest = value % 36 ** width;
  let text = "";
  for (let k = 0; k < width; k++) {
    text = DIGITS[rest % 36] + text;
    rest = Math.floor(rest / 36);
  }
  return text;
}

/**
 * Whole formal charges in e for formats that hold no others: a charge spread over several atoms (-1/2 on either O of a
 * carboxylate) goes to the atoms with the largest remainders, so that every residue keeps its net charge rounded to a
 * whole number.
 */
export function wholeCharges(structure: Structure): Int32Array {
  const whole = new Int32Array(atomCount(structure));
  for (const { first, count } of structure.residues) {
    const charges = structure.charges.subarray(first, first + count);
    let left = Math.round(netCharge({ charges }));
    charges.forEach((charge, i) => {
      whole[first + i] = Math.floor(charge + 1e-9);
      left -= whole[first + i]!;
    });
    if (left <= 0) continue;
    const remainder = (i: number): number => charges[i]! - whole[first + i]!;
    const order = Array.from({ length: count }, (_, i) => i).sort(
      (a, b) => remainder(b) - remainder(a) || a - b,
    );
    for (const i of order.slice(0, left)) whole[first + i]!++;
  }
  return whole;
}

/** The bonds of every atom: neighbour and order, in the order of the list. */
export function neighbours(structure: Structure): readonly (readonly { atom: number; order: number }[])[] {
  const lists: { atom: number; order: number }[][] = Array.from({ length: atomCount(structure) }, () => []);
  const { pairs, orders } = structure.bonds;
  orders.forEach((order, b) => {
    lists[pairs[2 * b]!]!.push({ atom: pairs[2 * b + 1]!, order });
    lists[pairs[2 * b + 1]!]!.push({ atom: pairs[2 * b]!, order });
  });
  return lists;
}

/** Bonds from flat lists. */
export function bondsOf(pairs: readonly number[], orders: readonly number[]): Bonds {
  return { pairs: Uint32Array.from(pairs), orders: Uint8Array.from(orders) };
}

/** The title of a structure on one line; its count of atoms when it has none. */
export function titleOf(structure: Structure): string {
  return oneLine(structure.title) || `${atomCount(structure)} atoms`;
}
