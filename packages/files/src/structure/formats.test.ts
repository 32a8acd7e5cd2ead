import { atomCount, InputError, structureOf, symbolOf } from "@oleate/core";
import { describe, expect, it } from "vitest";
import { readStructure, structureFormats, writeStructure } from "./index.ts";
import { bondsOf } from "./parts.ts";
import { hybridSerial } from "./write-pdb.ts";

async function open(text: string, name: string) {
  return readStructure(new TextEncoder().encode(text), name);
}

/** n atoms on a grid, a chain of single bonds through all of them, four to a residue. */
function chain(n: number) {
  const side = Math.ceil(Math.cbrt(n));
  const xyz = new Float64Array(3 * n);
  for (let i = 0; i < n; i++)
    xyz.set(
      [i % side, Math.floor(i / side) % side, Math.floor(i / side ** 2)].map((v) => 2 * v),
      3 * i,
    );
  return structureOf({
    title: "chain",
    symbols: Array.from({ length: n }, (_, i) => (i % 4 === 3 ? "O" : "C")),
    xyz,
    bonds: bondsOf(
      Array.from({ length: 2 * (n - 1) }, (_, k) => Math.ceil(k / 2)),
      new Array(n - 1).fill(1),
    ),
    residues: Array.from({ length: Math.ceil(n / 4) }, (_, r) => ({
      name: "acetate",
      first: 4 * r,
      count: Math.min(4, n - 4 * r),
      charge: 0,
    })),
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

describe("formats", () => {
  it("a PDB file of 100 000 atoms keeps every atom, bond and residue", async () => {
    const big = chain(100_100);
    const back = await open(writeStructure(big, "pdb")["pdb"]!, "big.pdb");
    expect(atomCount(back)).toBe(100_100);
    expect(back.xyz).toEqual(big.xyz);
    expect(back.bonds.pairs).toEqual(big.bonds.pairs);
    expect(back.residues.length).toBe(big.residues.length);
  });

  it("numbers beyond 99999 are hybrid: capitals from A0000, then small letters", () => {
    const block = 26 * 36 ** 4;
    const pairs: [number, string][] = [
      [1, "    1"],
      [99_999, "99999"],
      [100_000, "A0000"],
      [100_035, "A000Z"],
      [99_999 + block, "ZZZZZ"],
      [100_000 + block, "a0000"],
      [99_999 + 2 * block, "zzzzz"],
    ];
    for (const [serial, text] of pairs) expect(hybridSerial(serial)).toBe(text);
    expect(() => hybridSerial(100_000 + 2 * block)).toThrow(InputError);
  });

  it.each([
    [999, "V2000"],
    [1000, "V3000"],
  ])("an SDF of %i atoms is %s and comes back whole", async (n, version) => {
    const structure = chain(n as number);
    const text = writeStructure(structure, "sdf")["sdf"]!;
    expect(text.split("\n")[3]).toContain(version);
    const back = await open(text, "chain.sdf");
    expect(atomCount(back)).toBe(n);
    expect(back.xyz).toEqual(structure.xyz);
    expect(back.bonds).toEqual(structure.bonds);
  });

  it("a molfile with charge codes in its atom lines, and the first of two molecules", async () => {
    const one = await open(METHANOL + METHANOL.replace("methanol", "another"), "two.sdf");
    expect([one.title, atomCount(one)]).toEqual(["methanol", 3]);
    expect([...one.charges]).toEqual([0, -1, 0]);
    const replaced = await open(METHANOL.replace("M  END", "M  CHG  1   1   1\nM  END"), "one.mol");
    expect([...replaced.charges]).toEqual([1, 0, 0]);
  });

  it("V3000 lines that go on in the next one", async () => {
    const text = writeStructure(chain(1000), "sdf")["sdf"]!.replace(
      "M  V30 1 C 0.000000",
      "M  V30 1 C -\nM  V30 0.000000",
    );
    expect(atomCount(await open(text, "long.mol"))).toBe(1000);
  });

  it("partial charges of a MOL2 file give way to formal ones that add up to the same", async () => {
    const rows = [
      "1 C 0 0 0 C.2 1 FOR 0.80",
      "2 O1 1.25 0 0 O.co2 1 FOR -0.85",
      "3 O2 -.6 1.1 0 O.co2 1 FOR -0.85",
      "4 H -.6 -.9 0 H 1 FOR -0.10",
    ];
    const text = [
      "@<TRIPOS>MOLECULE",
      "formate",
      "4 3 1",
      "SMALL",
      "GASTEIGER",
      "",
      "@<TRIPOS>ATOM",
      ...rows,
      "@<TRIPOS>BOND",
      "1 1 2 ar",
      "2 1 3 ar",
      "3 1 4 1",
      "",
    ];
    expect([...(await open(text.join("\n"), "f.mol2")).charges]).toEqual([0, -0.5, -0.5, 0]);
    const wrong = text.join("\n").replaceAll("-0.85", "-0.35");
    await expect(open(wrong, "f.mol2")).rejects.toThrow(/formal charges.*0\.000 e.*-1 e.*SDF/u);
  });

  it("POSCAR: scale, Cartesian, selective dynamics and a volume as scale", async () => {
    const direct =
      "PbS\n5.936\n1 0 0\n0 1 0\n0 0 1\nPb S\n1 1\nSelective dynamics\nDirect\n0 0 0 T T F\n.5 .5 .5 F F F\n";
    const one = await open(direct, "POSCAR");
    expect([...one.xyz]).toEqual([0, 0, 0, 2.968, 2.968, 2.968]);
    const cartesian = direct
      .replace("Selective dynamics\nDirect", "cartesian")
      .replaceAll(/ [TF] [TF] [TF]/gu, "");
    expect([...(await open(cartesian, "a.vasp")).xyz]).toEqual([...one.xyz]);
    const volume = await open(direct.replace("5.936", String(-(5.936 ** 3))), "CONTCAR");
    expect(volume.cell![0]).toBeCloseTo(5.936, 10);
    expect(volume.xyz[5]).toBeCloseTo(2.968, 10);
  });

  it("LAMMPS data leave contacts out, number molecules and name the types of bonds", () => {
    const base = chain(8);
    const structure = { ...base, bonds: bondsOf([0, 1, 2, 3, 3, 4], [2, 1, 0]) };
    const text = writeStructure(structure, "lammps")["data"]!;
    expect(text).toMatch(/^8 atoms\n2 bonds\n2 atom types\n2 bond types/mu);
    expect(text).toMatch(/^5 2 1 0 /mu);
    expect(text).toMatch(/bond type 1: C-C double\n# bond type 2: C-O single/u);
  });

  it("a GROMACS topology lists kinds once, in the order of the gro file, and says what is left to fill in", () => {
    const { gro, top } = writeStructure(chain(12), "gro");
    expect(gro!.split("\n")[1]!.trim()).toBe("12");
    expect(gro!.split("\n")[2]).toBe("    1ACE     C1    1   1.000   1.000   1.000");
    expect(top).toContain("FILL IN");
    expect(top!.match(/\[ moleculetype \]/gu)!.length).toBe(1);
    expect(top).toMatch(/\[ molecules \][^[]*\nacetate 3\n$/u);
    expect(top!.match(/TODO_C 1 ACE/gu)!.length).toBe(3);
  });

  it("xtb coordinates are in bohr and name the net charge", () => {
    const ion = structureOf({ title: "ion", symbols: ["Cl"], xyz: [0.529177210544, 0, 0], charges: [-1] });
    const text = writeStructure(ion, "xtb")["coord"]!;
    expect(text).toMatch(/--chrg -1/u);
    expect(text).toMatch(/\$coord\n +1\.000000000 +0\.000000000 +0\.000000000 {2}cl\n\$end/u);
  });

  it("residues with like beginnings get unlike codes of three letters, and their names come back", async () => {
    const names = ["oleate", "oleylamine", "oleic acid", "ole", "x", "12-aminododecanoate"];
    const residues = names.map((name, first) => ({ name, first, count: 1, charge: 0 }));
    const structure = structureOf({
      title: "six",
      symbols: names.map(() => "C"),
      xyz: names.flatMap((_, i) => [2 * i, 0, 0]),
      residues,
    });
    const text = writeStructure(structure, "pdb")["pdb"]!;
    const codes = text
      .split("\n")
      .filter((row) => row.startsWith("HETATM"))
      .map((row) => row.slice(17, 20));
    expect(new Set(codes).size).toBe(6);
    expect((await open(text, "six.pdb")).residues).toEqual(residues);
  });

  it("a file is known by its content, whatever its name, and every name of a format is its own", async () => {
    const structure = chain(4);
    for (const { name, read, write } of structureFormats) {
      if (!read || !write) continue;
      const text = Object.values(writeStructure(structure, name))[0]!;
      const back = await open(text, "download.txt");
      expect([...Array(4).keys()].map((i) => symbolOf(back, i)).sort()).toEqual(["C", "C", "C", "O"]);
    }
    const endings = structureFormats.flatMap(({ name, extensions }) => [...new Set([name, ...extensions])]);
    expect(new Set(endings).size).toBe(endings.length);
  });
});
