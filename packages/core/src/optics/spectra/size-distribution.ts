import { DomainError } from "../../errors.ts";
import { normalGrid, type SpreadKind, spreadShares } from "../../numerics/normal-grid.ts";

/** Sizes of an ensemble: mean in nm, standard deviation over the mean. */
export interface SizeDistribution {
  readonly meanNm: number;
  readonly relativeSpread: number;
  /** Default log-normal. */
  readonly kind?: SpreadKind;
}

/** Widest spreads described: a normal one of more would reach below zero. */
const WIDEST = { normal: 0.25, "log-normal": 0.6 } as const;
/** 4.5 standard deviations either side. */
const GRID = normalGrid(4.5, 240);
/** Sizes below this share of the mean, at which no curve holds, are left out: fewer than one dot in ten thousand. */
const LEAST = 0.02;

/** Sizes in nm and their shares by number (they sum to 1), on a fine even grid. Throws DomainError for impossible spreads. */
export function sizeShares({ meanNm, relativeSpread, kind = "log-normal" }: SizeDistribution): {
  readonly sizeNm: Float64Array;
  readonly share: Float64Array;
} {
  if (!(meanNm > 0) || !(relativeSpread >= 0) || relativeSpread > WIDEST[kind]) {
    throw new DomainError({
      what: "the size distribution is impossible",
      found: `mean ${meanNm} nm, spread ${(100 * relativeSpread).toFixed(1)} % (${kind})`,
      expected: `a mean above 0 and a spread of 0 to ${100 * WIDEST[kind]} %`,
    });
  }
  const { value, share } = spreadShares({ kind, mean: meanNm, relativeSpread }, GRID, LEAST);
  return { sizeNm: value, share };
}
