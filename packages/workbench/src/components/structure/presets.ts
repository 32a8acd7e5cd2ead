import { dotPresets } from "@oleate/core";
import type { DotWish } from "../../worker/structure-protocol.ts";
import { wishOf } from "../../worker/structure-words.ts";
import { FIRST_WISH } from "./wish.ts";

/** A dot to begin from. */
export interface Preset {
  readonly name: string;
  readonly what: string;
  readonly wish: DotWish;
}

/** Dots to begin from and to change. */
export const PRESETS: readonly Preset[] = dotPresets.map(({ name, what, words }) => ({
  name,
  what,
  wish: wishOf(words, FIRST_WISH),
}));
