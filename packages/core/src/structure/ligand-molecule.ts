import { InputError } from "../errors.ts";
import { type BindingClass, elements, findLigand } from "../matter/index.ts";
import { AROMATIC, atomCount, netCharge, type Structure, structureOf, symbolOf } from "./atoms.ts";
import { neighboursOf, perceivedBonds, sideOf } from "./molecule-bonds.ts";
import { ligandGeometries } from "./tables/ligand-geometries.ts";

/** A ligand as a molecule in space, with the atoms it binds through. */
export interface LigandMolecule {
  readonly name: string;
  readonly charge: number;
  readonly bindingClass: BindingClass;
  readonly structure: Structure;
  /** Atoms that can hold on to a metal, the best first: both oxygens of a carboxylate, the nitrogen of an amine. */
  readonly donors: readonly number[];
}

/** A ligand of the table in space. Throws InputError for an unknown name, or for one without a shape of its own (an ion pair
 *  or a metal complex: its parts are placed one by one). */
export function ligandMolecule(name: string): LigandMolecule {
  const ligand = findLigand(name);
  const line = ligandGeometries[ligand.name];
  if (line === undefined) {
    const parts = ligand.parts ?? ligand.complexOf?.anions;
    throw new InputError({
      what: `${ligand.name} has no shape of its own`,
      found: ligand.bindingClass,
      expected: "a molecule or ion with a SMILES in the table",
      remedy: parts
        ? `place its parts: ${[...new Set(parts)].join(" and ")}`
        : "give it as a SMILES or a MOL file",
    });
  }
  const structure = readGeometry(line, ligand.name);
  return {
    name: ligand.name,
    charge: ligand.charge,
    bindingClass: ligand.bindingClass,
    structure,
    donors: donorsOf(structure, ligand.bindingClass, ligand.donors),
  };
}

/** Reads one line of the geometry table: "symbol x y z charge;...|i-j:order,...". */
export function readGeometry(line: string, title: string): Structure {
  const [atoms = "", bonds = ""] = line.split("|");
  const rows = atoms.split(";").map((atom) => atom.trim().split(/\s+/));
  const links = bonds === "" ? [] : bonds.split(",").map((bond) => bond.split(/[-:]/).map(Number));
  return structureOf({
    title,
    symbols: rows.map((row) => row[0]!),
    xyz: rows.flatMap((row) => [Number(row[1]), Number(row[2]), Number(row[3])]),
    charges: rows.map((row) => Number(row[4] ?? 0)),
    bonds: {
      pairs: Uint32Array.from(links.flatMap(([i, j]) => [i!, j!])),
      orders: Uint8Array.from(links.map(([, , order]) => order!)),
    },
  });
}

/** What a user may say of a molecule of their own. */
export interface MoleculeDetails {
  readonly name?: string;
  /** Net charge in e, when the file carries no formal charges. */
  readonly charge?: number;
  /** Atoms it binds through, counted from 0. */
  readonly donors?: readonly number[];
}

/** A ligand from a molecule read from a SMILES or a file. Bonds are found from distances when there are none. Throws
 *  InputError when nothing in it can bind. */
export function moleculeAsLigand(molecule: Structure, details: MoleculeDetails = {}): LigandMolecule {
  const bonded =
    molecule.bonds.pairs.length > 0 || atomCount(molecule) < 2
      ? molecule
      : { ...molecule, bonds: perceivedBonds(molecule) };
  assertOnePiece(bonded, details.name ?? structureName(bonded));
  if (bonded === molecule) assertHydrogens(bonded, details.name ?? structureName(bonded));
  const charge = details.charge ?? netCharge(bonded);
  const bindingClass: BindingClass = charge < 0 ? "X" : charge > 0 ? "cation" : "L";
  const structure = charge === netCharge(bonded) ? bonded : withCharge(bonded, charge);
  const donors =
    details.donors ?? donorsOf(structure, bindingClass, ["O", "N", "S", "P", "Se", "F", "Cl", "Br", "I"]);
  const bad = donors.find((atom) => !Number.isInteger(atom) || atom < 0 || atom >= atomCount(structure));
  if (bad !== undefined || donors.length === 0) {
    throw new InputError({
      what: `${details.name ?? structure.title} has no atom to bind through`,
      found:
        bad === undefined
          ? "no O, N, S, P or halide"
          : `atom ${bad + 1} of ${atomCount(structure)} as a donor`,
      expected: "an atom with a lone pair, or the numbers of the donor atoms",
      remedy: "name the donor atoms",
    });
  }
  if (details.charge === undefined && electronCount(bonded) % 2 !== 0) {
    throw new InputError({
      what: `${details.name ?? structureName(bonded)} has an odd number of electrons, so its charge is not ${charge}`,
      found: `charge ${charge}, as its file says or for want of one`,
      expected: "the charge of the ion, such as -1 for a carboxylate",
      remedy: "state the charge",
    });
  }
  return { name: details.name ?? (structure.title || "ligand"), charge, bindingClass, structure, donors };
}

/** A ligand is one molecule: what hangs on nothing would be placed nowhere. */
function assertOnePiece(structure: Structure, name: string): void {
  const reached = sideOf(neighboursOf(structure), 0, -1).size;
  const atoms = atomCount(structure);
  if (reached === atoms) return;
  throw new InputError({
    what: `${name} is not one molecule`,
    found: `${atoms - reached} of ${atoms} atoms have no bonds to the first one`,
    expected: "one molecule or ion, all of it bonded together",
    remedy: "give the ions of a salt one by one; check that the coordinates are in Angstrom",
  });
}

/** Refuses a molecule drawn without its hydrogens: a carbon whose bond orders do not come to four. */
function assertHydrogens(structure: Structure, name: string): void {
  const { pairs, orders } = structure.bonds;
  // Formats without bond orders (PDB) say 1 for all: with hydrogens in them nothing is missing.
  if (orders.every((order) => order === 1) && structure.symbols.includes("H")) return;
  const valence = new Float64Array(atomCount(structure));
  pairs.forEach((atom, end) => {
    const order = orders[end >> 1]!;
    valence[atom] = valence[atom]! + (order === AROMATIC ? 1.5 : order);
  });
  const bare = valence.findIndex(
    (sum, atom) => symbolOf(structure, atom) === "C" && sum + Math.abs(structure.charges[atom]!) < 3.5,
  );
  if (bare < 0) return;
  throw new InputError({
    what: `${name} lacks hydrogens`,
    found: `carbon ${bare + 1} with bonds of order ${valence[bare]} in all`,
    expected: "every atom written out",
    remedy: "save the file with explicit hydrogens, or give a SMILES",
  });
}

function structureName({ title }: Structure): string {
  return title || "the ligand";
}

function electronCount(structure: Structure): number {
  const protons = Array.from(
    structure.element,
    (_, atom) => elements.get(symbolOf(structure, atom))!.atomicNumber,
  );
  return protons.reduce((sum, z) => sum + z, 0) - netCharge(structure);
}

/** Puts a stated charge on the best donor of a molecule whose file carries none. */
function withCharge(structure: Structure, charge: number): Structure {
  const [first] = donorsOf(structure, charge > 0 ? "cation" : "X", ["O", "N", "S", "P", "Se"]);
  const charges = Float64Array.from(structure.charges);
  charges[first ?? 0] = charges[first ?? 0]! + charge - netCharge(structure);
  return { ...structure, charges };
}

/**
 * Donor atoms, the best first: atoms with a negative charge and the end atoms that share it (both oxygens of a carboxylate or
 * three of a phosphonate, both sulfurs of a dithiocarbamate), then lone pairs on nitrogen and phosphorus, then neutral oxygen
 * and sulfur. For a cation the atom that carries the charge.
 */
function donorsOf(
  structure: Structure,
  bindingClass: BindingClass,
  allowed: readonly string[],
): readonly number[] {
  const neighbours = neighboursOf(structure);
  const symbol = (atom: number): string => symbolOf(structure, atom);
  const isEnd = (atom: number): boolean => neighbours[atom]!.length <= 1;
  const negative = (atom: number): boolean => structure.charges[atom]! < 0;
  const sharesCharge = (atom: number): boolean =>
    isEnd(atom) &&
    neighbours[atom]!.some((centre) =>
      neighbours[centre]!.some(
        (other) => other !== atom && negative(other) && symbol(other) === symbol(atom),
      ),
    );
  const score = (atom: number): number => {
    if (bindingClass === "cation") return structure.charges[atom]! > 0 ? 0 : 9;
    if (symbol(atom) === "H" || symbol(atom) === "C") return negative(atom) ? 4 : 9;
    // Four neighbours leave no lone pair: the boron of tetrafluoroborate carries its charge and does not donate.
    if (structure.charges[atom]! > 0 || neighbours[atom]!.length > 3) return 9;
    if (negative(atom) && isEnd(atom)) return 0;
    if (sharesCharge(atom)) return 0.5;
    if (negative(atom)) return 1;
    if (symbol(atom) === "N" || symbol(atom) === "P") return 2;
    return isEnd(atom) ? 3 : 4;
  };
  return Array.from(structure.element, (_, atom) => atom)
    .filter(
      (atom) =>
        (allowed.length === 0 || allowed.includes(symbol(atom)) || bindingClass === "cation") &&
        score(atom) < 9,
    )
    .sort((a, b) => score(a) - score(b) || a - b);
}
