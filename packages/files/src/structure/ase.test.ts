import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atomCount, type Structure, structureOf, symbolOf } from "@oleate/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cellRows, cellVolume, fractional } from "./cell.ts";
import { poscarOrder, writeStructure } from "./index.ts";
import { bondsOf } from "./parts.ts";

/** The first Python that imports ASE; a plain error when none does, since these tests must not pass unseen. */
function pythonWithAse(): string {
  for (const python of ["python3", "/usr/bin/python3"]) {
    try {
      execFileSync(python, ["-c", "import ase.io"], { stdio: "ignore" });
      return python;
    } catch {
      // The next one may have it.
    }
  }
  throw new Error(
    "no python3 imports ase, which these tests open the files with: apt-get install python3-ase",
  );
}

interface Opened {
  readonly symbols: readonly string[];
  readonly positions: readonly (readonly number[])[];
  readonly cell: readonly (readonly number[])[];
  readonly charges: readonly number[];
}

/** LAMMPS data name no elements, so they are told from the masses. */
const SCRIPT = `
import json, sys, warnings
warnings.simplefilter("ignore")
import ase.io, ase.data
def element(mass):
    return min(range(1, 84), key=lambda number: abs(ase.data.atomic_masses[number] - mass))
answer = []
for path, kind in json.load(sys.stdin):
    lammps = kind == "lammps-data"
    atoms = ase.io.read(path, format=kind, **(dict(style="full", sort_by_id=True, units="metal") if lammps else {}))
    if lammps:
        atoms.numbers = [element(mass) for mass in atoms.get_masses()]
    answer.append(dict(symbols=atoms.get_chemical_symbols(), positions=atoms.positions.tolist(), cell=atoms.cell.tolist(),
                       charges=atoms.get_initial_charges().tolist()))
json.dump(answer, sys.stdout)
`;

/** A rock-salt cube with a formate on it and an ammonium beside it: six elements, charges, two kinds of residue. */
function dot(): Structure {
  const symbols: string[] = [];
  const xyz: number[] = [];
  for (let n = 0; n < 64; n++) {
    const at = [n % 4, Math.floor(n / 4) % 4, Math.floor(n / 16)];
    symbols.push((at[0]! + at[1]! + at[2]!) % 2 === 0 ? "Pb" : "S");
    xyz.push(...at.map((k) => 2.968 * k - 4.1));
  }
  symbols.push("C", "O", "O", "H", "N", "H", "H", "H", "H");
  xyz.push(0, 0, 8.2, 1.1, 0, 7.5, -1.1, 0, 7.5, 0, 0, 9.3, 0, 0, 12);
  xyz.push(0.6, 0.6, 12.6, -0.6, -0.6, 12.6, 0.6, -0.6, 11.4, -0.6, 0.6, 11.4);
  const charges: number[] = symbols.map((symbol) => (symbol === "Pb" ? 2 : symbol === "S" ? -2 : 0));
  charges[65] = -1;
  charges[68] = 1;
  return structureOf({
    ...{ title: "dot with 'quotes' and \"more\"", symbols, xyz, charges },
    residues: [
      { name: "core", first: 0, count: 64, charge: 0 },
      { name: "formate", first: 64, count: 4, charge: -1 },
      { name: "ammonium", first: 68, count: 5, charge: 1 },
    ],
    bonds: bondsOf([64, 65, 64, 66, 64, 67, 68, 69, 68, 70, 68, 71, 68, 72, 65, 3], [1, 2, 1, 1, 1, 1, 1, 0]),
  });
}

/** Wurtzite-like cell with a tilt, and a triclinic one. */
function crystal(parameters: readonly [number, number, number, number, number, number]): Structure {
  const cell = cellRows(parameters)!;
  const [a, b, c] = [0, 3, 6].map((r) => [...cell.subarray(r, r + 3)]);
  const at = (u: number, v: number, w: number): number[] => a!.map((x, k) => u * x + v * b![k]! + w * c![k]!);
  return structureOf({
    title: "crystal",
    symbols: ["Cd", "Se", "Cd", "Se"],
    xyz: [
      at(1 / 3, 2 / 3, 0),
      at(1 / 3, 2 / 3, 0.376),
      at(2 / 3, 1 / 3, 0.5),
      at(2 / 3, 1 / 3, 0.876),
    ].flat(),
    charges: [2, -2, 2, -2],
    cell,
  });
}

const HEXAGONAL = crystal([4.3, 4.3, 7.02, 90, 90, 120]);
const TRICLINIC = crystal([6, 7, 9, 73, 98, 51]);

/** Our name, ASE's name, half of the last printed digit (Angstrom) of files in Cartesian coordinates. MOL2 and V3000 have no reader in ASE 3.22. */
const FORMATS: readonly (readonly [string, string, number])[] = [
  ["xyz", "xyz", 5e-7],
  ["extxyz", "extxyz", 5e-9],
  ["cif", "cif", 5e-7],
  ["pdb", "proteindatabank", 5e-4],
  ["sdf", "sdf", 5e-5],
  ["lammps", "lammps-data", 5e-7],
  ["gromacs", "gromacs", 5e-3],
  ["poscar", "vasp", 1e-8],
  // ASE 3.22 takes the bohr of CODATA 2014, 0.52917721067: 2e-9 of 20 Angstrom apart, and nine decimals of bohr.
  ["xtb", "turbomole", 5e-8],
];
const SHIFTED = new Set(["cif", "lammps", "gromacs", "poscar"]);
const CRYSTALS = new Set(["extxyz", "cif", "pdb", "lammps", "poscar"]);

let folder = "";
const opened = new Map<string, Opened>();

beforeAll(() => {
  const python = pythonWithAse();
  folder = mkdtempSync(join(tmpdir(), "oleate-ase-"));
  const jobs: [string, string, string][] = [];
  for (const [label, structure] of [
    ["dot", dot()],
    ["hexagonal", HEXAGONAL],
    ["triclinic", TRICLINIC],
  ] as const) {
    for (const [name, kind] of FORMATS) {
      if (label !== "dot" && !CRYSTALS.has(name)) continue;
      const [ending, text] = Object.entries(writeStructure(structure, name))[0]!;
      const path = join(folder, `${label}-${name}.${ending}`);
      writeFileSync(path, text);
      jobs.push([path, kind, `${label} ${name}`]);
    }
  }
  const input = JSON.stringify(jobs.map(([path, kind]) => [path, kind]));
  const answer: Opened[] = JSON.parse(execFileSync(python, ["-c", SCRIPT], { input, encoding: "utf8" }));
  jobs.forEach(([, , label], k) => {
    opened.set(label, answer[k]!);
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function orderIn(structure: Structure, name: string): number[] {
  return name === "poscar"
    ? [...poscarOrder(structure)]
    : Array.from({ length: atomCount(structure) }, (_, i) => i);
}

describe("files opened with ASE", () => {
  it.each(FORMATS)("%s: the dot has the same atoms in the same places", (name, _kind, halfDigit) => {
    const structure = dot();
    const found = opened.get(`dot ${name}`)!;
    const order = orderIn(structure, name);
    expect(found.symbols).toEqual(order.map((i) => symbolOf(structure, i)));
    const shift = [0, 1, 2].map((k) =>
      SHIFTED.has(name) ? found.positions[0]![k]! - structure.xyz[3 * order[0]! + k]! : 0,
    );
    // A shift is itself rounded, so two roundings meet.
    const tolerance = 2 * halfDigit + 1e-9;
    order.forEach((i, row) => {
      for (let k = 0; k < 3; k++)
        expect(Math.abs(found.positions[row]![k]! - structure.xyz[3 * i + k]! - shift[k]!)).toBeLessThan(
          tolerance,
        );
    });
  });

  it.each(["extxyz", "lammps"])("%s: ASE sees the formal charges", (name) => {
    expect(opened.get(`dot ${name}`)!.charges).toEqual([...dot().charges]);
  });

  it.each(
    [...CRYSTALS].flatMap(
      (name) =>
        [
          ["hexagonal", name],
          ["triclinic", name],
        ] as const,
    ),
  )("the %s crystal as %s: the same volume and the same places in the cell", (label, name) => {
    const structure = label === "hexagonal" ? HEXAGONAL : TRICLINIC;
    const found = opened.get(`${label} ${name}`)!;
    expect(found.symbols).toEqual(orderIn(structure, name).map((i) => symbolOf(structure, i)));
    const volume = cellVolume(Float64Array.from(found.cell.flat()));
    const tolerance = name === "pdb" ? 1e-3 : 1e-6;
    expect(Math.abs(volume / cellVolume(structure.cell!) - 1)).toBeLessThan(tolerance);
    // Places are compared in our cell modulo lattice vectors: LAMMPS may choose other vectors of the same lattice.
    const ours = fractional(structure.xyz, structure.cell!);
    const theirs = fractional(found.positions.flat(), structure.cell!);
    orderIn(structure, name).forEach((i, row) => {
      for (let k = 0; k < 3; k++) {
        const d = theirs[3 * row + k]! - ours[3 * i + k]!;
        expect(Math.abs(d - Math.round(d))).toBeLessThan(tolerance);
      }
    });
  });
});
