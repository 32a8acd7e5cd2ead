import { EMISSION_COMPONENTS } from "@oleate/core";
import { type Listing, listing } from "./listing.ts";

/** Every component a decay of emission may be made of. */
export function table(): Listing {
  return listing(EMISSION_COMPONENTS, ({ name, help, parameters }) => ({ name, what: help, parameters }), {
    name: ["", ({ name }) => name],
    parameters: [
      "",
      ({ parameters }) => parameters.map(({ name, unit }) => (unit ? `${name} (${unit})` : name)).join(", "),
    ],
    what: ["", ({ help }) => help],
  });
}
