import { DomainError, type DotRequest, readDotWords, type SizeRequest } from "@oleate/core";
import type { DotWish } from "./structure-protocol.ts";
import { wordsOf } from "./structure-words.ts";

/** Lengths above this (nm) are for the command line: the page draws every atom. */
const LONGEST_NM = 25;
/** Atom counts above this are for the command line. */
const MOST_ATOMS = 400_000;

function assertDrawable(size: SizeRequest): void {
  const lengths = size.by === "atoms" ? [0] : size.by === "edges" ? size.nm : [size.nm];
  const longest = Math.max(...lengths);
  if (longest <= LONGEST_NM && (size.by !== "atoms" || size.count <= MOST_ATOMS)) return;
  throw new DomainError({
    what: "the size is more than the page draws",
    found: size.by === "atoms" ? `${size.count} atoms` : `${longest} nm`,
    expected: `at most ${LONGEST_NM} nm or ${MOST_ATOMS} atoms`,
    remedy: "build larger dots with the command line",
  });
}

/** The dot a wish asks for, as the core reads its words. Throws what the core throws, and DomainError for a size beyond the page. */
export function requestOf(wish: DotWish): DotRequest {
  const request = readDotWords(wordsOf(wish));
  assertDrawable(request.size);
  return request;
}
