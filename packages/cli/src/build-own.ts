import { basename } from "node:path";
import {
  type Crystal,
  crystalFromCell,
  InputError,
  type LigandMolecule,
  moleculeAsLigand,
} from "@oleate/core";
import { moleculeFromSmiles, readStructure } from "@oleate/files";
import { type BuildOptions, numberOf } from "./build-words.ts";
import { readAssignments } from "./commands/speciate.ts";
import { readBytes } from "./study-folder.ts";

/** The crystal of --cif; undefined where the table's is meant. @throws InputError for a file that cannot be read */
export async function crystalOfFile(options: BuildOptions): Promise<Crystal | undefined> {
  if (options.cif === undefined) {
    if (options.oxidation === undefined) return undefined;
    throw new InputError({
      what: "--oxidation goes with --cif",
      found: options.oxidation.join(" "),
      remedy: "materials of the table have their oxidation numbers",
    });
  }
  const stated = Object.fromEntries(
    readAssignments(options.oxidation ?? [], "--oxidation").map(([symbol, text]) => [
      symbol,
      numberOf(text, "--oxidation")!,
    ]),
  );
  return crystalFromCell(
    await readStructure(readBytes(options.cif, options.cif), basename(options.cif)),
    stated,
  );
}

/** Molecules of the user's own, by the name --ligand uses for them. */
export async function moleculesOf(options: BuildOptions): Promise<ReadonlyMap<string, LigandMolecule>> {
  const found = new Map<string, LigandMolecule>();
  for (const text of options.smiles ?? []) {
    // A SMILES may itself hold "=": only the first one parts the name from it.
    const [name, smiles] = [
      text.slice(0, text.indexOf("=")).trim(),
      text.slice(text.indexOf("=") + 1).trim(),
    ];
    if (!text.includes("=") || name === "" || !/^[\w .-]+$/u.test(name)) {
      throw new InputError({
        what: "--smiles needs a name",
        found: `"${text}"`,
        expected: "NAME=SMILES, such as myacid=[O-]C(=O)CCCC",
      });
    }
    found.set(name, moleculeAsLigand(await moleculeFromSmiles(smiles, name), { name }));
  }
  for (const [name, text] of readAssignments(options.molecule ?? [], "--molecule")) {
    const [file, charge, donors] = text.split(";").map((part) => part.trim());
    const molecule = await readStructure(readBytes(file!, file!), basename(file!));
    found.set(
      name,
      moleculeAsLigand(molecule, {
        name,
        ...(charge ? { charge: numberOf(charge, "the charge in --molecule")! } : {}),
        ...(donors ? { donors: donors.split(/\s+/u).map((atom) => numberOf(atom, "a donor")! - 1) } : {}),
      }),
    );
  }
  return found;
}
