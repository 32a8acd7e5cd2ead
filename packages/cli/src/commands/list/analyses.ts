import { ANALYSIS_KINDS } from "@oleate/core";
import { type Listing, listing } from "./listing.ts";

/** Every kind of analysis a study may hold, with the keys it takes. */
export function table(): Listing {
  return listing(ANALYSIS_KINDS, (kind) => ({ ...kind }), {
    name: ["", ({ name }) => name],
    what: ["", ({ what }) => what],
    "looks at": ["", ({ ofSurface }) => (ofSurface ? "the surface" : "the sample")],
    "keys, [optional]": [
      "",
      ({ keys }) => keys.map(({ name, needed }) => (needed ? name : `[${name}]`)).join(" "),
    ],
  });
}
