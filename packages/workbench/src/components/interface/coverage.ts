import type { InterfaceState } from "@oleate/core";
import { rampColour } from "@oleate/report";
import type { Look } from "../../three/stage.ts";
import type { CoreAnswer } from "../../worker/interface-protocol.ts";
import type { Coloured } from "../structure/colouring.ts";
import { lookOf } from "../structure/look.ts";

/** What the colours of the dot tell. */
export type Shown = "complexes" | "partners" | "empty";

/** Their words. */
export const SHOWN_WORDS: Readonly<Record<Shown, string>> = {
  complexes: "sites with a complex",
  partners: "sites with a partner",
  empty: "empty sites",
};

/** Atoms that carry nothing. */
const BARE = "#8b939b";

/** Share of every kind of site of the core in the order of its labels; null where the state knows none of that name. */
export function sharesOf(
  { labels }: Pick<CoreAnswer, "labels">,
  state: InterfaceState,
  shown: Shown,
): readonly (number | null)[] {
  return labels.map((label) => state.kinds.find((kind) => kind.label === label)?.[shown] ?? null);
}

/** The core with its surface cations, and its facets where they are drawn, in the colours of their shares. */
export function coverageLook(
  core: CoreAnswer,
  shares: readonly (number | null)[],
  options: { readonly facets: boolean; readonly mode: "space-filling" | "ball" },
): Look {
  const { scene, labels, kindOf } = core;
  const colours = shares.map((share) => (share === null ? BARE : rampColour(share)));
  const coloured: Coloured = {
    categories: [...labels, "bare"].map((label, i) => ({
      key: label,
      label,
      colour: colours[i] ?? BARE,
      count: 0,
    })),
    of: Int16Array.from(kindOf, (kind) => (kind < 0 ? labels.length : kind)),
  };
  const look = lookOf(scene, coloured, {
    ...options,
    colouring: "facet",
    ligands: "hidden",
    off: new Set(),
  });
  if (!options.facets) return look;
  const polygons = scene.faces
    .filter(({ corners }) => corners.length > 2)
    .map(({ corners, family }) => ({ corners, colour: colours[labels.indexOf(family)] ?? BARE }));
  return { ...look, polygons };
}
