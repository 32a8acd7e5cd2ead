import { dotPresets } from "@oleate/core";
import { type Listing, listing } from "./listing.ts";

/** Known dots to begin with. */
export function table(): Listing {
  return listing(dotPresets, ({ name, what, words }) => ({ name, what, words }), {
    name: ["", ({ name }) => name],
    what: ["", ({ what }) => what],
  });
}
