import { z } from "zod";
import { amount, named, section, text } from "./words.ts";

const nanocrystal = section(
  {
    material: text("material"),
    polymorph: text("crystal form, lattice or space group").optional(),
    shape: text("shape").optional(),
    size: amount("diameter of equal volume, or edge, as the shape is usually given"),
    truncation: z.number().describe("share of each edge cut away at each end").optional(),
    aspect: z.number().describe("length over width").optional(),
    facets: text("surface energies of a Wulff shape: 100 = 0.16, 111 = 0.20").optional(),
    termination: text("what faces end on: 100 = adatoms, 111 = cations").optional(),
    shell: text("a second material grown on: CdS, 1.2 nm").optional(),
    ligands: z.array(text("ligand on the dot: oleate, oleate = 3 /nm2")).optional(),
    balance: text("ion that makes up the charge").optional(),
    vacancies: text("surface cation left out for neutrality").optional(),
  },
  "the dot, in the words of `oleate build`",
);

/** What was in the tube. */
export const sample = section(
  {
    nanocrystal,
    concentration: amount("dots, mol/L"),
    solvent: text("solvent"),
    temperature: amount("default 298.15 K").optional(),
    ligands: named(
      amount("total concentration or equivalents per dot"),
      "ligands in the sample, bound and free",
    ).default({}),
    solubility: named(amount("concentration"), "highest total that dissolves").optional(),
  },
  "what was in the tube",
);

/** What sits where. */
export const surface = section(
  {
    sites: named(amount("sites per dot, or `from structure Pb {100} CN1`"), "site class -> sites per dot"),
    reactions: z.array(text("reaction")).describe("none when only the structure is studied").optional(),
  },
  "what sits where; may be left out when only the dot and its composition are studied",
).default({ sites: {} });
