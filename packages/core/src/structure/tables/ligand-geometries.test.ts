import { describe, expect, it } from "vitest";
import { parseFormula } from "../../matter/formula.ts";
import { findLigand, ligands } from "../../matter/ligands.ts";
import { ligandGeometries } from "./ligand-geometries.ts";

type Point = readonly [number, number, number];

interface Shape {
  readonly symbols: readonly string[];
  readonly at: readonly Point[];
  readonly charges: readonly number[];
  readonly bonds: readonly (readonly [i: number, j: number, order: number])[];
}

/** Reads one line of the table strictly: anything out of form throws. */
function read(text: string): Shape {
  const [atoms, bonds, ...rest] = text.split("|");
  if (rest.length > 0 || bonds === undefined) throw new Error("one | expected");
  const rows = atoms!.split(";").map((row) => {
    const match = /^([A-Z][a-z]?) (-?\d+\.\d{3}) (-?\d+\.\d{3}) (-?\d+\.\d{3}) (-?\d)$/.exec(row);
    if (!match) throw new Error(`not an atom: ${row}`);
    return {
      symbol: match[1]!,
      at: [Number(match[2]), Number(match[3]), Number(match[4])] as const,
      charge: Number(match[5]),
    };
  });
  const pairs = (bonds === "" ? [] : bonds.split(",")).map((row) => {
    const match = /^(\d+)-(\d+):([123])$/.exec(row);
    if (!match) throw new Error(`not a bond: ${row}`);
    return [Number(match[1]), Number(match[2]), Number(match[3])] as const;
  });
  return {
    symbols: rows.map(({ symbol }) => symbol),
    at: rows.map(({ at }) => at),
    charges: rows.map(({ charge }) => charge),
    bonds: pairs,
  };
}

function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Dihedral a-b-c-d in degrees, 0 for cis and 180 for trans. */
function dihedral(a: Point, b: Point, c: Point, d: Point): number {
  const axis = minus(c, b);
  const [first, second] = [cross(minus(b, a), axis), cross(axis, minus(d, c))];
  return (Math.acos(dot(first, second) / Math.hypot(...first) / Math.hypot(...second)) * 180) / Math.PI;
}

function angle(a: Point, centre: Point, b: Point): number {
  const [u, v] = [minus(a, centre), minus(b, centre)];
  return (Math.acos(dot(u, v) / Math.hypot(...u) / Math.hypot(...v)) * 180) / Math.PI;
}

const shapes = Object.entries(ligandGeometries).map(([name, text]) => [name, read(text)] as const);
const shapeOf = (name: string): Shape => read(ligandGeometries[findLigand(name).name]!);

/** Lengths in Angstrom of the bonds between two elements, in either order. */
function lengths({ symbols, at, bonds }: Shape, first: string, second: string): readonly number[] {
  return bonds
    .filter(
      ([i, j]) =>
        `${symbols[i]} ${symbols[j]}` === `${first} ${second}` ||
        `${symbols[j]} ${symbols[i]}` === `${first} ${second}`,
    )
    .map(([i, j]) => Math.hypot(...minus(at[i]!, at[j]!)));
}

function neighbours({ bonds }: Shape, atom: number): readonly number[] {
  return bonds.flatMap(([i, j]) => (i === atom ? [j] : j === atom ? [i] : []));
}

describe("the table", () => {
  it("has a shape for every ligand with a SMILES, for the ions of one atom and for hydroxide", () => {
    const needed = ligands.filter(
      ({ smiles, formula }) => smiles !== undefined || /^[A-Z][a-z]?\^/.test(formula) || formula === "HO^-",
    );
    expect(needed.length).toBeGreaterThan(55);
    expect(needed.map(({ name }) => name).filter((name) => !(name in ligandGeometries))).toEqual([]);
  });

  it("leaves out only what is made of parts and the two metalates that are chains, not molecules", () => {
    const absent = ligands.filter(({ name }) => !(name in ligandGeometries));
    const whole = absent.filter(({ parts, complexOf }) => parts === undefined && complexOf === undefined);
    expect(whole.map(({ name }) => name)).toEqual(["tetraselenodiindate", "triselenodicadmate"]);
    for (const { parts, complexOf } of absent)
      for (const part of parts ?? complexOf?.anions ?? [])
        expect(Object.keys(ligandGeometries)).toContain(part);
  });
});

describe.each(shapes)("%s", (name, shape) => {
  const { symbols, at, charges, bonds } = shape;

  it("has the atoms and the charge of the ligand table", () => {
    const { formula, charge } = ligands.find((ligand) => ligand.name === name)!;
    const counts = new Map<string, number>();
    for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    expect(counts).toEqual(parseFormula(formula).counts);
    expect(charges.reduce((sum, one) => sum + one, 0)).toBe(charge);
  });

  it("is one molecule without atoms on each other", () => {
    const reached = new Set([0]);
    for (const atom of reached) for (const next of neighbours(shape, atom)) reached.add(next);
    expect(reached.size).toBe(symbols.length);
    const bonded = new Set(bonds.flatMap(([i, j]) => [`${i} ${j}`, `${j} ${i}`]));
    expect(bonded.size).toBe(2 * bonds.length);
    // Two hydrogens of one atom are 1.60 A apart in NH2- and 1.53 A in water; nothing else comes as near.
    at.forEach((a, i) => {
      for (let j = 0; j < i; j++) {
        const distance = Math.hypot(...minus(a, at[j]!));
        if (!bonded.has(`${i} ${j}`))
          expect(distance, `${symbols[i]}${i} ${symbols[j]}${j}`).toBeGreaterThan(1.5);
      }
    });
  });

  it("has usual bond lengths and valences", () => {
    for (const length of lengths(shape, "C", "H")) {
      expect(length).toBeGreaterThan(1.05);
      expect(length).toBeLessThan(1.15);
    }
    for (const length of lengths(shape, "C", "C")) {
      expect(length).toBeGreaterThan(1.3);
      expect(length).toBeLessThan(1.6);
    }
    symbols.forEach((symbol, i) => {
      const used = bonds.reduce((sum, [a, b, order]) => sum + (a === i || b === i ? order : 0), 0);
      if (symbol === "C") expect(used).toBe(4);
      if (symbol === "N") expect(used).toBe(3 + charges[i]!);
      if (symbol === "O") expect(used).toBe(2 + charges[i]!);
      if (symbol === "H") expect(used).toBe(1);
    });
  });

  // Carboxylates, aromatic rings and double bonds lie flat: the three neighbours of such a carbon sum to 360 degrees.
  it("is flat about every carbon with three neighbours", () => {
    symbols.forEach((symbol, i) => {
      const near = neighbours(shape, i);
      if (symbol !== "C" || near.length !== 3) return;
      const [a, b, c] = near.map((j) => at[j]!);
      const sum = angle(a!, at[i]!, b!) + angle(b!, at[i]!, c!) + angle(c!, at[i]!, a!);
      expect(sum).toBeGreaterThan(358);
    });
  });
});

describe("configuration", () => {
  // MMFF94 leaves a free cis bond within a few degrees of flat.
  it.each(["oleate", "oleic acid", "oleylamine", "oleylammonium"])("%s is cis at its double bond", (name) => {
    const shape = shapeOf(name);
    const double = shape.bonds.filter(
      ([i, j, order]) => order === 2 && shape.symbols[i] === "C" && shape.symbols[j] === "C",
    );
    expect(double.length).toBe(1);
    const [b, c] = double[0]!;
    const [a, d] = [
      neighbours(shape, b).find((k) => k !== c && shape.symbols[k] === "C")!,
      neighbours(shape, c).find((k) => k !== b && shape.symbols[k] === "C")!,
    ];
    expect(dihedral(shape.at[a]!, shape.at[b]!, shape.at[c]!, shape.at[d]!)).toBeLessThan(5);
    expect(Math.hypot(...minus(shape.at[b]!, shape.at[c]!))).toBeCloseTo(1.34, 1);
  });

  it.each(["oleate", "picolinate", "benzoate", "3-mercaptopropionate"])(
    "%s has two C-O bonds of nearly one length and an open O-C-O angle",
    (name) => {
      const shape = shapeOf(name);
      const [first, second] = lengths(shape, "C", "O");
      expect(Math.abs(first! - second!)).toBeLessThan(0.03);
      expect(first!).toBeGreaterThan(1.22);
      expect(first!).toBeLessThan(1.3);
      const carbon = shape.symbols.findIndex(
        (symbol, i) =>
          symbol === "C" && neighbours(shape, i).filter((j) => shape.symbols[j] === "O").length === 2,
      );
      const [a, b] = neighbours(shape, carbon).filter((j) => shape.symbols[j] === "O");
      const open = angle(shape.at[a!]!, shape.at[carbon]!, shape.at[b!]!);
      expect(open).toBeGreaterThan(120);
      expect(open).toBeLessThan(135);
    },
  );

  // Means over crystals: aromatic C-CO2 1.50 and alkyl C-CO2 1.52 A, P-C of phosphonates 1.80 A, C-S of thiolates 1.83 A.
  it.each([
    ["picolinate", "C", 1.51],
    ["furan-2-carboxylate", "C", 1.51],
    ["oleate", "C", 1.51],
    ["octylphosphonate", "P", 1.8],
    ["dodecanethiolate", "S", 1.83],
  ])("%s holds its head by a bond to %s of %d A", (name, head, expected) => {
    const shape = shapeOf(name);
    const bonds = shape.bonds.filter(([i, j]) => {
      const kinds = [i, j].map((atom) => {
        const oxygens = neighbours(shape, atom).filter((k) => shape.symbols[k] === "O").length;
        return shape.symbols[atom] === head && (head !== "C" || oxygens === 2);
      });
      return kinds.includes(true) && shape.symbols[i] !== "O" && shape.symbols[j] !== "O";
    });
    expect(bonds.length).toBe(1);
    const [i, j] = bonds[0]!;
    expect(Math.hypot(...minus(shape.at[i]!, shape.at[j]!))).toBeCloseTo(expected, 2);
  });

  it("keeps the rings of pyridine and thiophene flat and of their sizes", () => {
    // Gas-phase ring bonds: pyridine C-N 1.338 and C-C 1.39 A; thiophene C-S 1.714 A. MMFF94 is within 0.03 A.
    for (const length of lengths(shapeOf("pyridine"), "C", "N"))
      expect(Math.abs(length - 1.338)).toBeLessThan(0.03);
    for (const length of lengths(shapeOf("pyridine"), "C", "C"))
      expect(Math.abs(length - 1.393)).toBeLessThan(0.03);
    const sulfur = lengths(shapeOf("thiophene-2-carboxylate"), "C", "S");
    expect(sulfur.length).toBe(2);
    for (const length of sulfur) expect(Math.abs(length - 1.714)).toBeLessThan(0.03);
    const { at } = shapeOf("pyridine");
    for (let i = 0; i < 6; i++) {
      const ring = [0, 1, 2, 3].map((k) => at[(i + k) % 6]!);
      expect(dihedral(ring[0]!, ring[1]!, ring[2]!, ring[3]!)).toBeLessThan(2);
    }
  });

  it("has O-H of 0.96 A in hydroxide", () => {
    expect(lengths(shapeOf("hydroxide"), "O", "H")).toEqual([0.96]);
  });
});
