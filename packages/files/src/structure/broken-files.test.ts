import { InputError, type Structure, structureOf } from "@oleate/core";
import { describe, expect, it } from "vitest";
import { readStructure, writeStructure } from "./index.ts";
import { bondsOf } from "./parts.ts";

async function open(text: string, name: string): Promise<Structure> {
  return readStructure(new TextEncoder().encode(text), name);
}

/** n carbon atoms in a row, bonded in turn. */
function chain(n: number): Structure {
  const pairs = Array.from({ length: 2 * (n - 1) }, (_, k) => Math.ceil(k / 2));
  return structureOf({
    title: "chain",
    symbols: new Array<string>(n).fill("C"),
    xyz: Array.from({ length: 3 * n }, (_, k) => (k % 3 === 0 ? k / 2 : 0)),
    bonds: bondsOf(pairs, new Array<number>(n - 1).fill(1)),
  });
}

const METHANOL = `methanol
  drawn             3D

  3  2  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0  0  0
    1.4200    0.0000    0.0000 O   0  5  0  0
   -0.3600    1.0300    0.0000 H   0  0  0  0
  1  2  1  0
  1  3  1  0
M  END
> <name>
methanol

$$$$
`;

describe("broken structure files", () => {
  const pdb = writeStructure(chain(4), "pdb")["pdb"]!;
  const mol2 = writeStructure(chain(4), "mol2")["mol2"]!;
  const v3000 = writeStructure(chain(1000), "sdf")["sdf"]!;
  const poscar = "PbS\n1.0\n6 0 0\n0 6 0\n0 0 6\nPb S\n1 1\nDirect\n0 0 0\n.5 .5 .5\n";
  const ext = writeStructure(chain(4), "extxyz")["extxyz"]!;
  it.each<[string, string, string, RegExp]>([
    [
      "more atoms than the header says",
      "a.xyz",
      "2\n\nPb 0 0 0\nS 0 0 3\nCl 0 0 5\n",
      /a\.xyz:1: the header says 2 atoms and 3 lines.*Cl 0 0 5.*line 5.*write 3/u,
    ],
    [
      "fewer atoms than the header says",
      "a.xyz",
      "4\n\nPb 0 0 0\nS 0 0 3\n",
      /says 4 atoms and 2 lines.*copy the file again/u,
    ],
    ["no header", "a.xyz", "Pb 0 0 0\nS 0 0 3\n", /two header lines.*missing.*put 2/u],
    ["two frames", "a.xyz", "1\n\nPb 0 0 0\n1\n\nS 0 0 3\n", /a\.xyz:4: .*several structures.*2 frames/u],
    ["an unknown element", "a.xyz", "1\n\nXx 0 0 0\n", /a\.xyz:3: unknown element.*"Xx".*nearest/u],
    [
      "stars for a coordinate",
      "a.xyz",
      "1\n\nPb 0 ***** 0\n",
      /a\.xyz:3: coordinate y is not a number.*\*{5}/u,
    ],
    ["not a number", "a.xyz", "1\n\nPb 0 NaN 0\n", /coordinate y is not a number/u],
    ["a line that is no atom", "a.xyz", "2\n\nPb 0 0 0\nPb 0 0\n", /a\.xyz:4: the line is not an atom/u],
    [
      "columns that cannot be read",
      "a.extxyz",
      ext.replace("pos:R:3", "pos:R"),
      /a\.extxyz:2: the list of columns cannot be read/u,
    ],
    [
      "a lattice of eight numbers",
      "a.xyz",
      '1\nLattice="1 0 0 0 1 0 0 0"\nPb 0 0 0\n',
      /lattice is not three vectors.*8 numbers/u,
    ],
    [
      "a PDB line cut short",
      "a.pdb",
      pdb.replace(/^(HETATM {4}4.{20}).*$/mu, "$1"),
      /a\.pdb:\d+: the file ends too early/u,
    ],
    [
      "a bond to no atom",
      "a.pdb",
      pdb.replace("CONECT    1", "CONECT    9"),
      /a\.pdb:\d+: a bond names an atom.*number 9/u,
    ],
    [
      "alternative places",
      "a.pdb",
      pdb.replace(/^(HETATM.{10})./mu, "$1B"),
      /alternative places.*column 17/u,
    ],
    [
      "an unknown element in a PDB file",
      "a.pdb",
      pdb.replace(/^(HETATM.{70}) C/mu, "$1XX"),
      /unknown element/u,
    ],
    [
      "a molfile without its end",
      "a.mol",
      METHANOL.slice(0, 300).replace(/M {2}END[\s\S]*/u, ""),
      /a\.mol:\d+: the file ends too early.*M {2}END/u,
    ],
    [
      "a molfile cut in its atoms",
      "a.mol",
      METHANOL.split("\n").slice(0, 6).join("\n"),
      /ends too early.*3 atoms and 2 bonds/u,
    ],
    [
      "a bond to atom 7",
      "a.mol",
      METHANOL.replace("  1  3  1", "  1  7  1"),
      /a\.mol:9: a bond does not join.*1 and 7/u,
    ],
    ["a bond of type 6", "a.mol", METHANOL.replace("  1  3  1", "  1  3  6"), /unknown type of bond.*"6"/u],
    [
      "a V3000 block that is too short",
      "a.mol",
      v3000.replace(/^M {2}V30 7 .*\n/mu, ""),
      /ATOM block does not hold.*999 lines.*1000/u,
    ],
    ["a V3000 file cut short", "a.mol", v3000.slice(0, 20_000), /a\.mol:\d+: the file ends too early.*ATOM/u],
    [
      "a MOL2 file cut short",
      "a.mol2",
      mol2.split("\n").slice(0, 9).join("\n"),
      /ATOM record does not hold.*expected 4/u,
    ],
    [
      "VASP 4",
      "POSCAR",
      poscar.replace("Pb S\n", ""),
      /POSCAR:6: the POSCAR names no elements \(VASP 4\).*symbols.*insert a line/u,
    ],
    [
      "a POSCAR cut short",
      "POSCAR",
      poscar.replace(".5 .5 .5\n", ""),
      /POSCAR:\d+: the file ends too early.*1 positions.*2, as the counts say/u,
    ],
    [
      "a POSCAR with a position too many",
      "POSCAR",
      `${poscar}.1 .1 .1\n`,
      /POSCAR:11: more positions follow/u,
    ],
    ["a flat cell", "POSCAR", poscar.replace("0 0 6", "6 6 0"), /encloses no space/u],
    ["counts that do not fit", "POSCAR", poscar.replace("1 1\n", "2\n"), /POSCAR:7: the counts do not fit/u],
    [
      "a format that is only written",
      "some.gro",
      writeStructure(chain(4), "gro")["gro"]!,
      /gromacs.*written but not read.*xyz/u,
    ],
    [
      "an unknown format",
      "letter.doc",
      "Dear colleague,\nno atoms here.\n",
      /format of the structure is not known.*Dear colleague.*cif, mol2, sdf, pdb/u,
    ],
  ])("%s", async (_, name, text, message) => {
    const error = await open(text, name).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(message);
  });

  it("an unknown name of a format, a left-handed cell and a far atom are refused on writing", () => {
    expect(() => writeStructure(chain(4), "xzy")).toThrow(/unknown format.*"xzy".*nearest: .*xyz/u);
    const left = structureOf({ symbols: ["Pb"], xyz: [0, 0, 0], cell: [5, 0, 0, 0, 0, 5, 0, 5, 0] });
    for (const format of ["pdb", "cif", "lammps", "gro"])
      expect(() => writeStructure(left, format)).toThrow(/right-handed/u);
    const far = structureOf({ symbols: ["Pb"], xyz: [2e5, 0, 0] });
    for (const format of ["pdb", "sdf"]) expect(() => writeStructure(far, format)).toThrow(/outside what/u);
  });
});
