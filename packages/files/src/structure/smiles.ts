import { AROMATIC, InputError, type Structure, structureOf } from "@oleate/core";
import { inOwnFrame } from "./own-frame.ts";
import { bondsOf } from "./parts.ts";
import { knownElement } from "./text.ts";

type OpenChemLib = typeof import("openchemlib");
type Molecule = ReturnType<OpenChemLib["Molecule"]["fromSmiles"]>;

/** Seed of the conformer generator: the same SMILES gives the same geometry every time. */
const SEED = 20_220_815;

/** Force field that refines the geometry. Source: Halgren, J. Comput. Chem. 1996, 17, 490; "s+" as in openchemlib. */
const FORCE_FIELD = "MMFF94s+";

/** Tight enough that a minimum is found to 1e-5 Angstrom, wherever the search begins near it. */
const MINIMISATION = { maxIts: 20_000, gradTol: 1e-7, funcTol: 1e-12 };

let loading: Promise<OpenChemLib> | undefined;

/** The library with its tables of torsions and force-field parameters, which it does not load by itself. */
async function load(): Promise<OpenChemLib> {
  const library = await import("openchemlib");
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  if (process?.versions?.node === undefined) await library.Resources.registerFromUrl();
  else library.Resources.registerFromNodejs();
  return library;
}

function broken(smiles: string, found: string, remedy: string): InputError {
  return new InputError({
    what: `the SMILES "${smiles}" cannot be read`,
    found,
    expected: "one molecule",
    remedy,
  });
}

/** What an error of the library says, without the name of its class. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^(?:Error: )?Class\$\w+: /u, "").trim() || "no reason given";
}

/** Slips that the library lets pass: nothing at all, brackets that do not close, atoms and bonds that stand for any. */
function checkText(smiles: string): void {
  if (smiles === "") throw broken(smiles, "an empty text", 'write one, for example "CC(=O)[O-]"');
  if (/\s/u.test(smiles)) throw broken(smiles, "a space", "take out spaces and names");
  if (smiles.includes("."))
    throw broken(smiles, '"." between two molecules', "give the ions of a salt one by one");
  for (const [open, close] of ["()", "[]"].map((pair) => [...pair] as [string, string])) {
    let depth = 0;
    for (const char of smiles) {
      if (char === open) depth++;
      else if (char === close) depth--;
      if (depth < 0) break;
    }
    if (depth !== 0) throw broken(smiles, `"${open}" and "${close}" that do not pair`, "close every bracket");
  }
  const query = /[*~!&;?]/u.exec(smiles)?.[0];
  if (query !== undefined)
    throw broken(
      smiles,
      `"${query}", which stands for any atom or bond`,
      "write the atom or bond that is meant",
    );
}

function parse(library: OpenChemLib, smiles: string): Molecule {
  try {
    return library.Molecule.fromSmiles(smiles);
  } catch (error) {
    throw broken(smiles, messageOf(error), "mend it at the place named");
  }
}

/** The molecule with hydrogens and coordinates, refined where the force field knows all its atoms. */
function embed(library: OpenChemLib, molecule: Molecule, smiles: string): Molecule {
  const placed = new library.ConformerGenerator(SEED).getOneConformerAsMolecule(molecule);
  if (!placed) {
    const remedy = "check the valences and rings, or give the molecule as a file with coordinates";
    throw broken(smiles, "a molecule for which openchemlib finds no geometry", remedy);
  }
  const refined = placed.getCompactCopy();
  try {
    new library.ForceFieldMMFF94(refined, FORCE_FIELD).minimise(MINIMISATION);
  } catch {
    // No parameters for an atom (Se, metals): the conformer is kept as it was generated.
    return placed;
  }
  const finite = coordinatesOf(refined).every((value) => Number.isFinite(value));
  return finite ? refined : placed;
}

/** x, y, z of all atoms. */
function coordinatesOf(molecule: Molecule): number[] {
  return Array.from({ length: molecule.getAllAtoms() }, (_, i) => [
    molecule.getAtomX(i),
    molecule.getAtomY(i),
    molecule.getAtomZ(i),
  ]).flat();
}

function symbolsOf(molecule: Molecule, smiles: string): string[] {
  return Array.from({ length: molecule.getAllAtoms() }, (_, i) => {
    if (molecule.getAtomicNo(i) === 1 && molecule.getAtomMass(i) === 2) return "D";
    const symbol = knownElement(molecule.getAtomLabel(i));
    if (symbol !== undefined) return symbol;
    throw broken(smiles, `an atom "${molecule.getAtomLabel(i)}"`, "use elements from H to Bi");
  });
}

/**
 * A molecule in three dimensions from its SMILES: explicit hydrogens (behind the atoms of the SMILES, which keep their order),
 * bonds with orders (4 in aromatic rings), formal charges in e, coordinates in Angstrom. The stereochemistry that is written
 * (/ and \ at double bonds, @ at centres) is kept. Made by openchemlib's conformer generator with a fixed seed, refined with
 * MMFF94s+; an element that force field lacks leaves the conformer unrefined. `name` is its title, the SMILES unless given.
 * The same text gives the same numbers in one JavaScript engine, in the molecule's own frame (`inOwnFrame`); in another one,
 * whose sine differs in its last digit, the generator may settle in a mirrored or rotated conformer.
 * @throws InputError when the SMILES does not parse or no geometry is found, with the text and the library's reason
 * Source: openchemlib (Sander et al., J. Chem. Inf. Model. 2015, 55, 460).
 */
export async function moleculeFromSmiles(smiles: string, name?: string): Promise<Structure> {
  const text = smiles.trim();
  checkText(text);
  loading ??= load();
  const library = await loading.catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  const parsed = parse(library, text);
  if (parsed.getAllAtoms() === 0) throw broken(text, "no atom", 'write one, for example "CC(=O)[O-]"');
  symbolsOf(parsed, text);
  const molecule = embed(library, parsed, text);
  const pairs: number[] = [];
  const orders: number[] = [];
  molecule.ensureHelperArrays(library.Molecule.cHelperRings);
  for (let b = 0; b < molecule.getAllBonds(); b++) {
    pairs.push(molecule.getBondAtom(0, b), molecule.getBondAtom(1, b));
    orders.push(molecule.isAromaticBond(b) ? AROMATIC : molecule.getBondOrder(b));
  }
  return structureOf({
    title: name ?? text,
    symbols: symbolsOf(molecule, text),
    xyz: inOwnFrame(coordinatesOf(molecule)),
    charges: Array.from({ length: molecule.getAllAtoms() }, (_, i) => molecule.getAtomCharge(i)),
    bonds: bondsOf(pairs, orders),
  });
}
