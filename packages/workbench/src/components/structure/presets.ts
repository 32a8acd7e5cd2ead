import { type DotPreset, dotPresets } from "@oleate/core";
import type { DotWish } from "../../worker/structure-protocol.ts";
import { wishOf } from "../../worker/structure-words.ts";
import { FIRST_WISH } from "./wish.ts";

/** Dots of the page alone, beside those the command line knows by name. */
const OWN: readonly DotPreset[] = [
  {
    name: "cdse-prism",
    what: "wurtzite CdSe prism, half as long again as wide, bare",
    words: {
      material: "CdSe",
      polymorph: "wurtzite",
      shape: "hexagonal-prism",
      size: "4 nm",
      aspect: 1.5,
    },
  },
];

/** A dot to begin from. */
export interface Preset {
  readonly name: string;
  readonly what: string;
  readonly wish: DotWish;
}

/** Dots to begin from and to change. */
export const PRESETS: readonly Preset[] = [...dotPresets, ...OWN].map(({ name, what, words }) => ({
  name,
  what,
  wish: wishOf(words, FIRST_WISH),
}));
