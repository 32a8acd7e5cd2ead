import { z } from "zod";
import { amount, named, section, text } from "./words.ts";

/** What differs from the study's sample and surface for one use. */
export const changes = section(
  {
    ligands: named(amount("total concentration"), "ligands added or replaced").optional(),
    constants: named(amount("quantity"), "constants replaced").optional(),
    parameters: named(
      amount("value"),
      "parameters of an observable, such as p_deep, tau_radiative or power.LIGAND of a quantum yield",
    ).optional(),
    sites: named(amount("sites per dot"), "site counts replaced").optional(),
    reactions: z.array(text("reaction")).describe("reactions added to the surface's").optional(),
    replaceReactions: z
      .array(text("reaction"))
      .describe("reactions used instead of the surface's")
      .optional(),
    concentration: amount("dots, mol/L").optional(),
  },
  "what differs from the study's sample and surface for this one use",
);

/** The same where an analysis may leave it out. */
export const use: z.ZodOptional<typeof changes> = changes.optional();

/** What differs from the study's sample and surface for one use, as written. */
export type ChangesFile = z.infer<typeof changes>;
