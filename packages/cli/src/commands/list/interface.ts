import { interfaceParameters } from "@oleate/core";
import { type Listing, listing } from "./listing.ts";

/** Parameters of the interface's model with their usual values. */
export function table(): Listing {
  return listing(interfaceParameters, (parameter) => ({ ...parameter }), {
    name: ["", ({ name }) => name],
    usual: ["", ({ usual }) => usual],
    unit: ["", ({ unit }) => unit],
    plausible: ["", ({ plausible: [low, high] }) => `${low} to ${high}`],
    what: ["", ({ help }) => help],
    "fixed by": ["", ({ source }) => source],
  });
}
