import { DomainError } from "../errors.ts";
import type { BandShift, ShiftComparison } from "./shifts.ts";

/** What the shifts of the ring modes say. */
export interface RingReading {
  readonly up: number;
  readonly down: number;
  /** Ring modes that do not shift beyond their error. */
  readonly still: number;
  /** Ring modes left out because they fit another band nearly as well, or may be none. */
  readonly ambiguous: number;
  readonly meanShiftPerCm: number | null;
  /** Probability of as many of the shifted ones going up were both directions alike. */
  readonly chance: number;
  readonly verdict: "pyridine N coordinates" | "pyridine N does not coordinate" | "undecided";
  readonly sentence: string;
}

/** Shifted modes from which on a common direction says something. */
const FEWEST_SHIFTED = 2;

/** Probability of k or more heads in n fair throws. */
function headsOrMore(k: number, n: number): number {
  let term = 0.5 ** n;
  let sum = 0;
  for (let i = 0; i <= n; i++) {
    if (i >= k) sum += term;
    term *= (n - i) / (i + 1);
  }
  return Math.min(1, sum);
}

/**
 * Reads the ring modes of a pyridine ligand: bound through N as a Lewis base the bonds of the ring stiffen and its modes
 * rise (8a, 19b, breathing 1, bend 6a by 5 to 30 cm-1); a ligand bound by its carboxylate alone leaves them in place.
 *
 * @throws DomainError when no band of the comparison is a ring mode
 * Source: Gill, Nuttall, Scaife, Sharp, J. Inorg. Nucl. Chem. 1961, 18, 79.
 */
export function readRingModes({ shifts }: ShiftComparison): RingReading {
  const ring = shifts.filter(({ band }) => band?.group === "ring");
  if (ring.length === 0) {
    throw new DomainError({
      what: "no band of this comparison is a ring mode",
      expected: "bands named by a table of a pyridine ligand",
      remedy: "compare with the table picolinate or pyridine",
    });
  }
  // Which ring mode it is does not matter here, whether it is one does.
  const clear = ring.filter(
    ({ ambiguous, otherNames, isNameDoubtful }) =>
      ambiguous.length === 0 && !isNameDoubtful && otherNames.every(({ group }) => group === "ring"),
  );
  const count = (direction: BandShift["direction"]): number =>
    clear.filter((shift) => shift.direction === direction).length;
  const [up, down, still] = [count("up"), count("down"), count("none")];
  const chance = headsOrMore(up, up + down);
  const meanShiftPerCm =
    clear.length > 0 ? clear.reduce((sum, { shiftPerCm }) => sum + shiftPerCm, 0) / clear.length : null;
  const verdict =
    up >= FEWEST_SHIFTED && up > 2 * down && up >= still
      ? "pyridine N coordinates"
      : still > 2 * (up + down) && still >= FEWEST_SHIFTED
        ? "pyridine N does not coordinate"
        : "undecided";
  const reading = {
    "pyridine N coordinates": "ring modes shift up on binding: the pyridine N coordinates",
    "pyridine N does not coordinate":
      "ring modes stay where they are: nothing says that the pyridine N coordinates",
    undecided: "the ring modes do not move in one direction: undecided",
  }[verdict];
  const mean =
    meanShiftPerCm === null ? "" : `, mean ${meanShiftPerCm > 0 ? "+" : ""}${meanShiftPerCm.toFixed(1)} cm-1`;
  return {
    up,
    down,
    still,
    ambiguous: ring.length - clear.length,
    meanShiftPerCm,
    chance,
    verdict,
    sentence: `${reading} (${up} up, ${down} down, ${still} within error${mean}).`,
  };
}

/** What is left of a solvent or reagent: which of its telling bands are still seen within `tolerancePerCm`, cm-1. */
export function bandsLeft(
  observedPerCm: readonly number[],
  tellingPerCm: readonly number[],
  tolerancePerCm: number,
): { readonly seen: readonly number[]; readonly gone: readonly number[] } {
  const isSeen = (band: number): boolean =>
    observedPerCm.some((one) => Math.abs(one - band) <= tolerancePerCm);
  return { seen: tellingPerCm.filter(isSeen), gone: tellingPerCm.filter((band) => !isSeen(band)) };
}
