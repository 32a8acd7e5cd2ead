import { InputError } from "../errors.ts";
import {
  cellVolumeNm3,
  findMaterial,
  type LatticeName,
  type Material,
  orthorhombicPerovskiteSites,
  type Polymorph,
  parseFormula,
  UNTILTED,
} from "../matter/index.ts";
import type { Structure } from "./atoms.ts";
import { oxidationOf } from "./oxidation.ts";
import { commonDivisor, cross, dot, type Vector } from "./vector.ts";

/** One atom of the unit cell. `at` decides what is cut and bonded; `shown` is where the atom is drawn: the two differ in
 *  tilted perovskites, whose layers are flat only in the untilted cell. Both are fractional. */
export interface CrystalSite {
  readonly symbol: string;
  readonly at: Vector;
  readonly shown: Vector;
  readonly oxidation: number;
}

/** A crystal ready to be cut: the rows of `cell` are a, b, c in Angstrom. */
export interface Crystal {
  readonly name: string;
  readonly formula: string;
  readonly lattice: LatticeName | "other";
  readonly cell: readonly [Vector, Vector, Vector];
  readonly sites: readonly CrystalSite[];
  readonly formulaUnitsPerCell: number;
  /** Cell volume in cubic Angstrom. */
  readonly volume: number;
}

/** Angstrom in a nanometre. */
export const ANGSTROM_PER_NM = 10;

/** The crystal of a material of the table. `polymorph` is the name of a crystal form, of a lattice, or a space group; the
 *  form colloidal dots usually have when left out. Throws InputError for unknown names. */
export function crystalOf(name: string, polymorph?: string): Crystal {
  const material = findMaterial(name);
  const form = polymorph === undefined ? material.polymorphs[0] : findPolymorph(material, polymorph);
  const known = crystals.get(form);
  if (known) return known;
  const crystal = crystalOfPolymorph(material, form);
  crystals.set(form, crystal);
  return crystal;
}

// One crystal for each entry of the table, so that what follows from it is worked out once.
const crystals = new WeakMap<Polymorph, Crystal>();

/** The crystal form of a material by its name, lattice or space group; throws InputError with the forms there are. */
export function findPolymorph(material: Material, name: string): Polymorph {
  const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, "");
  const found = material.polymorphs.find((form) =>
    [form.name, form.lattice, form.spaceGroup].some((word) => fold(word) === fold(name)),
  );
  if (found) return found;
  throw new InputError({
    what: `${material.formula} has no crystal form of that name`,
    found: `"${name}"`,
    expected: material.polymorphs.map((form) => `${form.name} (${form.lattice})`).join(", "),
    remedy: "another form can be read from a CIF",
  });
}

function crystalOfPolymorph(material: Material, form: Polymorph): Crystal {
  const a = form.a.value * ANGSTROM_PER_NM;
  const b = (form.b?.value ?? form.a.value) * ANGSTROM_PER_NM;
  const c = (form.c?.value ?? form.a.value) * ANGSTROM_PER_NM;
  const hexagonal = form.lattice === "wurtzite";
  const cell: Crystal["cell"] = [
    [a, 0, 0],
    hexagonal ? [-b / 2, (b * Math.sqrt(3)) / 2, 0] : [0, b, 0],
    [0, 0, c],
  ];
  const oxidation = new Map(material.ions.map((ion) => [ion.element, ion.oxidation]));
  const flat = form.lattice === "orthorhombic perovskite" ? untilted(material, form) : form.sites;
  return {
    name: `${material.formula}, ${form.name}`,
    formula: material.formula,
    lattice: form.lattice,
    cell,
    sites: form.sites.map((site, i) => ({
      symbol: site.element,
      at: flat[i]!.at,
      shown: nearestImage(site.at, flat[i]!.at),
      oxidation: oxidation.get(site.element)!,
    })),
    formulaUnitsPerCell: form.formulaUnitsPerCell,
    volume: cellVolumeNm3(form) * ANGSTROM_PER_NM ** 3,
  };
}

/** The untilted site nearest to every site of the tilted cell. */
function untilted(material: Material, form: Polymorph): Polymorph["sites"] {
  const [a, b, x] = material.ions.map((ion) => ion.element);
  const flat = orthorhombicPerovskiteSites(a!, b!, x!, UNTILTED);
  return form.sites.map((site) => {
    const distance = (other: Vector): number => {
      const d = site.at.map((value, k) => value - other[k]! - Math.round(value - other[k]!));
      return d[0]! ** 2 + d[1]! ** 2 + d[2]! ** 2;
    };
    const same = flat.filter((other) => other.element === site.element);
    return same.reduce((best, other) => (distance(other.at) < distance(best.at) ? other : best));
  });
}

function nearestImage(point: Vector, to: Vector): Vector {
  const near = (k: 0 | 1 | 2): number => point[k] - Math.round(point[k] - to[k]);
  return [near(0), near(1), near(2)];
}

/** Symmetry is looked for among all pairs of sites: larger cells would take minutes. */
const MOST_SITES = 1000;

/** A crystal from the atoms of one unit cell, as a CIF gives them. Oxidation numbers are those stated, those the structure
 *  carries, or the usual ones. Throws InputError when there is no cell or an oxidation number is missing. */
export function crystalFromCell(
  structure: Structure,
  stated: Readonly<Record<string, number>> = {},
): Crystal {
  const flat = structure.cell;
  if (!flat) {
    throw new InputError({
      what: `${structure.title || "the structure"} has no unit cell`,
      expected: "a periodic structure, such as a CIF or POSCAR",
      remedy: "give the crystal, not a finished dot",
    });
  }
  if (structure.element.length > MOST_SITES) {
    throw new InputError({
      what: `the unit cell of ${structure.title || "the crystal"} is too large to cut dots from`,
      found: `${structure.element.length} atoms`,
      expected: `at most ${MOST_SITES}`,
      remedy: "give the primitive or the conventional cell, not a supercell",
    });
  }
  const absent = Object.keys(stated).find((symbol) => !structure.symbols.includes(symbol));
  if (absent !== undefined) {
    throw new InputError({
      what: `an oxidation number is stated for ${absent}, which is not in ${structure.title || "the crystal"}`,
      found: `${absent} = ${stated[absent]}`,
      expected: `one of ${structure.symbols.join(", ")}`,
    });
  }
  const row = (i: number): Vector => [flat[3 * i]!, flat[3 * i + 1]!, flat[3 * i + 2]!];
  const cell: Crystal["cell"] = [row(0), row(1), row(2)];
  const volume = Math.abs(dot(cell[0], cross(cell[1], cell[2])));
  const elemental = structure.symbols.length === 1;
  const sites = Array.from(structure.element, (kind, i): CrystalSite => {
    const symbol = structure.symbols[kind]!;
    const point: Vector = [structure.xyz[3 * i]!, structure.xyz[3 * i + 1]!, structure.xyz[3 * i + 2]!];
    const at = fractional({ cell }, point).map((value) => {
      const inside = value - Math.floor(value);
      return inside > 1 - 1e-6 ? 0 : inside;
    }) as unknown as Vector;
    const oxidation =
      stated[symbol] ?? (structure.charges[i] || (elemental ? 0 : oxidationOf(symbol, stated)));
    return { symbol, at, shown: at, oxidation };
  });
  const charge = sites.reduce((sum, { oxidation }) => sum + oxidation, 0);
  if (Math.abs(charge) > 0.01 * sites.length) {
    throw new InputError({
      what: `the oxidation numbers leave ${structure.title || "the crystal"} charged`,
      found: [...new Set(sites.map(({ symbol, oxidation }) => `${symbol} ${oxidation}`))].join(", "),
      expected: `numbers that add up to 0 over the cell, not ${Number(charge.toFixed(3))}`,
      remedy: 'state them, for example --oxidation "Sn = 2"',
    });
  }
  const counts = new Map<string, number>();
  for (const site of sites) counts.set(site.symbol, (counts.get(site.symbol) ?? 0) + 1);
  const units = commonDivisor([...counts.values()]);
  const inOrder = [...counts].sort(
    ([a], [b]) =>
      sites.find((site) => site.symbol === b)!.oxidation - sites.find((site) => site.symbol === a)!.oxidation,
  );
  return {
    name: structure.title || "crystal",
    formula: inOrder.map(([symbol, n]) => `${symbol}${n === units ? "" : n / units}`).join(""),
    lattice: "other",
    cell,
    sites,
    formulaUnitsPerCell: units,
    volume,
  };
}

/** Point in Angstrom of fractional coordinates. */
export function cartesian(crystal: Pick<Crystal, "cell">, [u, v, w]: Vector): Vector {
  const [a, b, c] = crystal.cell;
  return [u * a[0] + v * b[0] + w * c[0], u * a[1] + v * b[1] + w * c[1], u * a[2] + v * b[2] + w * c[2]];
}

/** Fractional coordinates of a point in Angstrom. */
export function fractional(crystal: Pick<Crystal, "cell">, point: Vector): Vector {
  const [a, b, c] = crystal.cell;
  const volume = dot(a, cross(b, c));
  return [
    dot(cross(b, c), point) / volume,
    dot(cross(c, a), point) / volume,
    dot(cross(a, b), point) / volume,
  ];
}

/** Volume of one formula unit in nm3. */
export function formulaUnitVolumeNm3(crystal: Crystal): number {
  return crystal.volume / crystal.formulaUnitsPerCell / ANGSTROM_PER_NM ** 3;
}

/** Atoms of one formula unit. */
export function atomsPerFormulaUnit(crystal: Crystal): number {
  return crystal.sites.length / crystal.formulaUnitsPerCell;
}

/** Element symbols of the crystal in the order of its formula, cations first. */
export function crystalSymbols(crystal: Crystal): readonly string[] {
  const known = new Set(crystal.sites.map((site) => site.symbol));
  const inFormula = [...parseFormula(crystal.formula).counts.keys()].filter((symbol) => known.has(symbol));
  return inFormula.length === known.size ? inFormula : [...known];
}
