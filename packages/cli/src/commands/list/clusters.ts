import { clusters } from "@oleate/core";
import { type Listing, listing } from "./listing.ts";

/** Clusters of known structure. */
export function table(): Listing {
  return listing(clusters, (cluster) => ({ ...cluster }), {
    name: ["", ({ name }) => name],
    material: ["", ({ material }) => material],
    "crystal form": ["", ({ polymorph }) => polymorph],
    shape: ["", ({ shape }) => shape],
    "core atoms": ["", ({ atoms }) => atoms],
    "X ligands": ["", ({ xLigands }) => xLigands],
  });
}
