import { describe, expect, it } from "vitest";
import { parseFormula } from "./formula.ts";
import { ligands } from "./ligands.ts";

/** Bonds an unbracketed atom makes before hydrogens stop being added (P and S take the first that is enough). */
const VALENCES: Readonly<Record<string, readonly number[]>> = {
  C: [4],
  N: [3],
  O: [2],
  P: [3, 5],
  S: [2, 4, 6],
  B: [3],
};

/** Counts atoms, hydrogens and charge of a SMILES string of the plain kind the table uses (one-digit rings, no isotopes). */
function countSmiles(smiles: string): { counts: Map<string, number>; charge: number } {
  const counts = new Map<string, number>();
  const add = (element: string, count: number): void => {
    if (count > 0) counts.set(element, (counts.get(element) ?? 0) + count);
  };
  const atoms: { element: string; bonds: number; aromatic: boolean; bracket: boolean }[] = [];
  const branches: number[] = [];
  const rings = new Map<string, number>();
  let [previous, order, charge] = [-1, 1, 0];
  const bond = (a: number, b: number): void => {
    atoms[a]!.bonds += order;
    atoms[b]!.bonds += order;
    order = 1;
  };
  for (const [token] of smiles.matchAll(/\[[^\]]*\]|[A-Za-z]|[()=#/\\]|\d/g)) {
    if (token === "(") branches.push(previous);
    else if (token === ")") previous = branches.pop()!;
    else if (token === "=") order = 2;
    else if (token === "#") order = 3;
    else if (token === "/" || token === "\\") continue;
    else if (/^\d$/.test(token)) {
      const open = rings.get(token);
      if (open === undefined) rings.set(token, previous);
      else {
        bond(open, previous);
        rings.delete(token);
      }
    } else {
      const inside = /^\[([A-Za-z][a-z]?)(?:H(\d*))?([+-]\d?)?\]$/.exec(token);
      const plain = inside ? inside[1]! : token;
      const element = plain[0]!.toUpperCase() + plain.slice(1);
      atoms.push({ element, bonds: 0, aromatic: plain === plain.toLowerCase(), bracket: inside !== null });
      add(element, 1);
      if (inside) {
        if (/H/.test(token.slice(2))) add("H", inside[2] ? Number(inside[2]) : 1);
        const sign = inside[3] ?? "";
        if (sign) charge += (sign[0] === "-" ? -1 : 1) * (sign[1] ? Number(sign[1]) : 1);
      }
      const here = atoms.length - 1;
      if (previous >= 0) bond(previous, here);
      previous = here;
    }
  }
  for (const { element, bonds, aromatic, bracket } of atoms) {
    if (bracket) continue;
    // An aromatic carbon spends one bond on the ring's shared electrons; aromatic n, o and s carry no hydrogen here.
    if (aromatic) add("H", element === "C" ? 4 - bonds - 1 : 0);
    else add("H", VALENCES[element]!.find((valence) => valence >= bonds)! - bonds);
  }
  return { counts, charge };
}

describe("SMILES strings", () => {
  it("is counted right on molecules one can count by hand", () => {
    expect(Object.fromEntries(countSmiles("c1ccncc1").counts)).toEqual({ C: 5, N: 1, H: 5 });
    expect(countSmiles("[O-]C(=O)C").charge).toBe(-1);
    expect(Object.fromEntries(countSmiles("CP(=O)(O)O").counts)).toEqual({ C: 1, P: 1, O: 3, H: 5 });
  });

  const withSmiles = ligands.filter(({ smiles }) => smiles !== undefined);
  it.each(withSmiles.map((ligand) => [ligand.name, ligand] as const))(
    "%s has the atoms and charge of its formula",
    (_, ligand) => {
      const { counts, charge } = countSmiles(ligand.smiles!);
      const formula = parseFormula(ligand.formula);
      expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(formula.counts));
      expect(charge).toBe(formula.charge);
    },
  );
});
