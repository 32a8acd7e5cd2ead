import { vibrationTables } from "@oleate/core";
import { type Listing, listing, others } from "./listing.ts";

/** Infrared bands of ligands, by the state they hold for. */
export function table(): Listing {
  return listing(vibrationTables, (table) => ({ ...table }), {
    name: ["", ({ name }) => name],
    "holds for": ["", ({ state }) => state],
    bands: ["cm-1", ({ bands }) => bands.map(({ wavenumberPerCm }) => wavenumberPerCm).join(", ")],
    "also called": ["", others],
  });
}
