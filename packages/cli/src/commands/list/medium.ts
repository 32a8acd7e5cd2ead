import { localFieldModels, shortCitation } from "@oleate/core";
import { type Listing, listing } from "./listing.ts";

/** Every local-field model of the medium around a dot. */
export function table(): Listing {
  return listing(
    localFieldModels,
    ({ name, title, formula, usesCore, note, source }) => ({ name, title, formula, usesCore, note, source }),
    {
      name: ["", ({ name }) => name],
      "lifetime goes as": ["", ({ formula }) => formula],
      "needs the core": ["", ({ usesCore }) => (usesCore ? "yes" : "no")],
      "holds for": ["", ({ note }) => note.replace(/^for /u, "")],
      source: ["", ({ source }) => shortCitation(source)],
    },
  );
}
