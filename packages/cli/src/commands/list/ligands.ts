import { InputError, type Ligand, ligandMolecule, ligands } from "@oleate/core";
import { type Listing, listing, others } from "./listing.ts";

/** Whether a dot can be drawn with it: as one molecule, as the parts it is made of, or not at all. */
function shapeOf({ name, parts, complexOf }: Ligand): "yes" | "its parts" | "no" {
  if (parts || complexOf) return "its parts";
  try {
    ligandMolecule(name);
    return "yes";
  } catch (error) {
    if (error instanceof InputError) return "no";
    throw error;
  }
}

/** Every ligand with formula, class, charge, donors, and whether it has a shape in space. */
export function table(): Listing {
  return listing<Ligand>(
    ligands,
    (ligand) => ({
      name: ligand.name,
      aliases: ligand.aliases,
      formula: ligand.formula,
      charge: ligand.charge,
      class: ligand.bindingClass,
      donors: ligand.donors,
      shape: shapeOf(ligand),
      smiles: ligand.smiles,
    }),
    {
      name: ["", ({ name }) => name],
      formula: ["", ({ formula }) => formula],
      class: ["", ({ bindingClass }) => bindingClass],
      charge: ["", ({ charge }) => charge],
      "binds by": ["", ({ donors }) => donors.join(" ")],
      shape: ["", shapeOf],
      "also called": ["", others],
    },
  );
}
