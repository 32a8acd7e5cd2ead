import { DomainError } from "../../errors.ts";

/** Sizes of an ensemble: mean in nm, standard deviation over the mean. */
export interface SizeDistribution {
  readonly meanNm: number;
  readonly relativeSpread: number;
  /** Default log-normal. */
  readonly kind?: "log-normal" | "normal";
}

/** Widest spreads described: a normal one of more would reach below zero. */
const WIDEST = { normal: 0.25, "log-normal": 0.6 } as const;
/** The grid covers this many standard deviations either side. */
const REACH = 4.5;
const STEPS = 241;

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
  if (relativeSpread === 0) return { sizeNm: Float64Array.of(meanNm), share: Float64Array.of(1) };
  const sigma = kind === "normal" ? relativeSpread : Math.sqrt(Math.log1p(relativeSpread ** 2));
  const weights = Float64Array.from({ length: STEPS }, (_, i) => {
    const z = (2 * REACH * i) / (STEPS - 1) - REACH;
    return Math.exp(-0.5 * z * z);
  });
  const total = weights.reduce((a, b) => a + b, 0);
  return {
    sizeNm: weights.map((_, i) => {
      const z = (2 * REACH * i) / (STEPS - 1) - REACH;
      return kind === "normal"
        ? Math.max(0.02, 1 + sigma * z) * meanNm
        : meanNm * Math.exp(sigma * z - sigma ** 2 / 2);
    }),
    share: weights.map((weight) => weight / total),
  };
}
