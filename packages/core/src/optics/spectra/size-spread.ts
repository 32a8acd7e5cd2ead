import { DomainError } from "../../errors.ts";
import { type EnsembleBandInput, ensembleBand, type GapOfSize } from "./ensemble-band.ts";
import type { WithInterval } from "./first-transition.ts";

/** Full width in eV at room temperature of one dot's line, an estimated range that most materials' single dots fall into. */
export const USUAL_HOMOGENEOUS_EV: { readonly low: number; readonly high: number } = {
  low: 0.03,
  high: 0.09,
};

/** Relative spread of the sizes behind a half width, 0 to 0.4. */
export interface SpreadFromWidth extends WithInterval {
  /** Set when a single dot's line could be as wide as the band: only the upper end then means something. */
  readonly onlyBoundedAbove: boolean;
}

const WIDEST_SPREAD = 0.4;

/**
 * Relative spread of the sizes (log-normal) whose band has the low-energy half width `halfWidth` (eV, with its interval) about the
 * size `sizeNm` (nm): the inverse of {@link ensembleBand}, by bisection to 1e-4. The interval runs from the narrowest half width
 * with the broadest single-dot line to the contrary; the value takes the middle of both. What else widens a band (shapes,
 * unresolved transitions) is counted as size here, so the spread tends to be too large. Throws DomainError for a curve that does
 * not reach around the size.
 */
export function spreadFromHalfWidth(
  gapOf: GapOfSize,
  sizeNm: number,
  halfWidth: WithInterval,
  homogeneousEv: { readonly low: number; readonly high: number } = USUAL_HOMOGENEOUS_EV,
  weightExponent?: number,
): SpreadFromWidth {
  if (!(homogeneousEv.low > 0) || homogeneousEv.high < homogeneousEv.low) {
    throw new DomainError({
      what: "the range of the single-dot line width is impossible",
      found: `${homogeneousEv.low} to ${homogeneousEv.high} eV`,
      expected: "two widths above 0, the smaller first",
    });
  }
  const spread = (halfEv: number, lineEv: number): number => {
    const width = (relativeSpread: number): number => {
      const input: EnsembleBandInput = {
        gapOf,
        sizes: { meanNm: sizeNm, relativeSpread },
        homogeneousEv: lineEv,
        ...(weightExponent === undefined ? {} : { weightExponent }),
      };
      return ensembleBand(input).halfWidthEv;
    };
    if (halfEv <= lineEv / 2) return 0;
    let [low, high] = [0, WIDEST_SPREAD];
    if (width(high) < halfEv) return WIDEST_SPREAD;
    while (high - low > 1e-4) {
      const middle = (low + high) / 2;
      if (width(middle) < halfEv) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const low = spread(halfWidth.low, homogeneousEv.high);
  return {
    value: spread(halfWidth.value, (homogeneousEv.low + homogeneousEv.high) / 2),
    low,
    high: spread(halfWidth.high, homogeneousEv.low),
    onlyBoundedAbove: low === 0,
  };
}
