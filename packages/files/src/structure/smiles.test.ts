import {
  atomCount,
  elementCounts,
  hillFormula,
  InputError,
  netCharge,
  type Structure,
  symbolOf,
} from "@oleate/core";
import { describe, expect, it } from "vitest";
import { closePairs } from "./close-pairs.ts";
import { readStructure, writeStructure } from "./index.ts";
import { moleculeFromSmiles } from "./smiles.ts";

const OLEATE = "CCCCCCCC/C=C\\CCCCCCCC(=O)[O-]";

function point(structure: Structure, i: number): number[] {
  return [...structure.xyz.subarray(3 * i, 3 * i + 3)];
}

function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, k) => value - b[k]!);
}

function cross(a: readonly number[], b: readonly number[]): number[] {
  return [a[1]! * b[2]! - a[2]! * b[1]!, a[2]! * b[0]! - a[0]! * b[2]!, a[0]! * b[1]! - a[1]! * b[0]!];
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}

/** Torsion angle a-b-c-d, degrees from 0 to 180. */
function torsion(structure: Structure, a: number, b: number, c: number, d: number): number {
  const [p, q, r, s] = [a, b, c, d].map((i) => point(structure, i));
  const axis = minus(r!, q!);
  const [n1, n2] = [cross(minus(q!, p!), axis), cross(axis, minus(s!, r!))];
  return (Math.acos(dot(n1, n2) / Math.sqrt(dot(n1, n1) * dot(n2, n2))) * 180) / Math.PI;
}

describe("molecules from SMILES", () => {
  it("oleate: 20 heavy atoms in the order written, 33 H, one negative charge, and it is cis", async () => {
    const oleate = await moleculeFromSmiles(OLEATE, "oleate");
    expect(hillFormula(elementCounts(oleate))).toBe("C18H33O2");
    expect(netCharge(oleate)).toBe(-1);
    expect(oleate.title).toBe("oleate");
    expect(Array.from({ length: 20 }, (_, i) => symbolOf(oleate, i)).join("")).toBe(`${"C".repeat(18)}OO`);
    expect(oleate.charges[19]).toBe(-1);
    expect(oleate.bonds.orders.filter((order) => order === 2).length).toBe(2);
    expect(oleate.bonds.orders.length).toBe(52);
    // A relaxed cis double bond is flat within a few degrees; the trans isomer would stand near 180.
    expect(torsion(oleate, 7, 8, 9, 10)).toBeLessThan(15);
  });

  it("elaidate is trans", async () => {
    const elaidate = await moleculeFromSmiles(OLEATE.replace("\\", "/"));
    expect(torsion(elaidate, 7, 8, 9, 10)).toBeGreaterThan(165);
  });

  it("no two atoms of it are nearer than a bond to hydrogen, and bonds are as long as bonds are", async () => {
    const oleate = await moleculeFromSmiles(OLEATE);
    expect(closePairs(oleate.xyz, 0.9)).toEqual([]);
    const { pairs } = oleate.bonds;
    for (let b = 0; 2 * b < pairs.length; b++) {
      const length = Math.hypot(...minus(point(oleate, pairs[2 * b]!), point(oleate, pairs[2 * b + 1]!)));
      // C-H 1.09, C=O 1.23 to 1.27, C=C 1.34, C-C 1.53 Angstrom.
      expect(length).toBeGreaterThan(1.0);
      expect(length).toBeLessThan(1.6);
    }
  });

  it("the same text gives the same numbers", async () => {
    const [one, two] = [await moleculeFromSmiles("CCCCN"), await moleculeFromSmiles("CCCCN")];
    expect(two).toEqual(one);
  });

  it.each([
    ["L", "C[C@H](N)C(=O)O", 1],
    ["D", "C[C@@H](N)C(=O)O", -1],
  ])("%s-alanine has its handedness", async (_, smiles, sign) => {
    const alanine = await moleculeFromSmiles(smiles as string);
    // Seen from the methyl carbon, @ puts H, N, C(=O) anticlockwise. H of the centre is the H nearest to it.
    const hydrogens = Array.from({ length: atomCount(alanine) }, (__, i) => i).filter(
      (i) => symbolOf(alanine, i) === "H",
    );
    const { pairs } = alanine.bonds;
    const bonded = (i: number): boolean =>
      Array.from(pairs).some((atom, k) => atom === 1 && pairs[k % 2 === 0 ? k + 1 : k - 1] === i);
    const hydrogen = hydrogens.find(bonded)!;
    const [h, n, c] = [hydrogen, 2, 3].map((i) => minus(point(alanine, i), point(alanine, 1)));
    const view = minus(point(alanine, 1), point(alanine, 0));
    // Looking along `view`, a clockwise turn is right-handed about it.
    const turn = dot(cross(minus(n!, h!), minus(c!, h!)), view);
    expect(Math.sign(turn)).toBe(-(sign as number));
  });

  it("benzoate has aromatic bonds, and survives MOL2 and SDF", async () => {
    const benzoate = await moleculeFromSmiles("c1ccccc1C(=O)[O-]", "benzoate");
    expect(benzoate.bonds.orders.filter((order) => order === 4).length).toBe(6);
    for (const format of ["mol2", "sdf"]) {
      const text = writeStructure(benzoate, format)[format]!;
      const back = await readStructure(new TextEncoder().encode(text), `benzoate.${format}`);
      expect([...back.bonds.orders]).toEqual([...benzoate.bonds.orders]);
      expect(netCharge(back)).toBe(-1);
    }
  });

  it.each([
    ["[OH-]", "HO", -1],
    ["[Cl-]", "Cl", -1],
    ["CCCC[SeH]", "C4H10Se", 0],
    ["[2H]C([2H])([2H])[2H]", "CD4", 0],
    ["CCCCCCCC[NH3+]", "C8H20N", 1],
  ])("%s is %s, also where the force field has no parameters", async (smiles, formula, charge) => {
    const molecule = await moleculeFromSmiles(smiles);
    expect(hillFormula(elementCounts(molecule))).toBe(formula);
    expect(netCharge(molecule)).toBe(charge);
    expect(molecule.xyz.every((value) => Number.isFinite(value))).toBe(true);
  });

  it.each<[string, RegExp]>([
    ["C1CC", /"C1CC" cannot be read.*ring closure/u],
    ["XYZ", /"XYZ" cannot be read.*unknown element/u],
    ["CC(", /"\(" and "\)" that do not pair/u],
    ["CC)C(", /do not pair/u],
    ["", /an empty text/u],
    ["   ", /an empty text/u],
    ["C*", /stands for any atom/u],
    ["CC oleate", /a space/u],
    ["C(C)(C)(C)(C)C", /no geometry|cannot be read/u],
  ])("%s is refused with the reason", async (smiles, message) => {
    const error = await moleculeFromSmiles(smiles).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toMatch(/Class\$/u);
  });
});
