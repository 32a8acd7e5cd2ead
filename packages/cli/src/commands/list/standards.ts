import { quantumYieldStandards, shortCitation } from "@oleate/core";
import { type Listing, listing, others } from "./listing.ts";

/** Standards of the quantum yield with their error and where they are used. */
export function table(): Listing {
  return listing(quantumYieldStandards, (standard) => ({ ...standard }), {
    name: ["", ({ name }) => name],
    solvent: ["", ({ solvent }) => solvent],
    conditions: ["", ({ conditions }) => conditions],
    yield: ["", ({ quantumYield }) => String(quantumYield)],
    "+-": ["", ({ uncertainty }) => String(uncertainty)],
    excite: ["nm", ({ excitationNm: [low, high] }) => `${low} to ${high}`],
    emits: ["nm", ({ emissionNm: [low, high] }) => `${low} to ${high}`],
    source: [
      "",
      ({ source, status }) => `${shortCitation(source)}${status === "published" ? "" : " (recalled)"}`,
    ],
    "also called": ["", others],
  });
}
