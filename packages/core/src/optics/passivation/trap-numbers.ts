import { DomainError } from "../../errors.ts";
import type { DotTraps, TrapClass, TrapStatistics } from "./traps.ts";

/**
 * Chances that a bright dot has k = 0, 1, 2 ... shallow traps, and their derivatives by the places and the shallow chance
 * of each site class. All arrays have one length.
 */
export interface TrapNumbers {
  readonly shares: Float64Array;
  readonly byPlaces: readonly Float64Array[];
  readonly byChance: readonly Float64Array[];
}

type ClassNumbers = {
  readonly shares: Float64Array;
  readonly byPlaces: Float64Array;
  readonly byChance: Float64Array;
};

/** Numbers of traps beyond which every share and slope is below this are left out. */
const NEGLIGIBLE = 1e-15;
/** A share that can no longer fall and is still above this says that the sum does not converge. */
const UNSETTLED = 1e-11;
/** More traps than this on one dot are no few traps. */
const MOST_TRAPS = 4000;
/** Terms are kept below this on the way, so that (1 - q)^N may be too small for a number. */
const TOO_LARGE = 1e150;

function refuse(what: string, found: string, expected: string): never {
  throw new DomainError({
    what,
    found,
    expected,
    remedy: "lower the chance of a shallow trap (p_shallow), or use its rate (k_shallow)",
  });
}

/** Of one class: binomial over N places, N any number from 0 on, or Poisson of mean N q. */
function classNumbers({ places, shallowChance: q }: TrapClass, statistics: TrapStatistics): ClassNumbers {
  if (q === 0) {
    return {
      shares: Float64Array.of(1, 0),
      byPlaces: new Float64Array(2),
      byChance: Float64Array.of(-places, places),
    };
  }
  const isBinomial = statistics === "binomial";
  if (isBinomial && q >= 1)
    refuse("every bare site is a shallow trap", "a chance of 1", "a chance below 1 for a decay by numbers");
  const mean = places * q;
  const odds = isBinomial ? q / (1 - q) : mean;
  const lnEmpty = isBinomial ? Math.log1p(-q) : -q;
  // Without its factor exp(lnNone): v_k = C(N, k) odds^k, or odds^k / k!; u_k its derivative by N at held odds.
  let lnNone = places * lnEmpty;
  const v = [1];
  const u = [0];
  for (let k = 0; ; k++) {
    const scale = Math.exp(lnNone);
    const share = Math.abs(v[k]! * scale);
    const slope = Math.abs((u[k]! + v[k]! * lnEmpty) * scale);
    const size = Math.max(share, slope, (share * Math.abs(k - mean)) / (q * (isBinomial ? 1 - q : 1)));
    if (k > mean && size < NEGLIGIBLE) break;
    const step = isBinomial ? (odds * (places - k)) / (k + 1) : odds / (k + 1);
    if (isBinomial && k > places && Math.abs(step) >= 1 && Math.max(share, slope) < UNSETTLED) break;
    if (k >= MOST_TRAPS || (isBinomial && k > places && Math.abs(step) >= 1)) {
      refuse(
        "the numbers of shallow traps on a dot cannot be summed",
        `${places} places with a chance of ${q} each`,
        "a few traps a dot: a chance below 1/2, or many places",
      );
    }
    v.push(v[k]! * step);
    u.push(isBinomial ? (odds * (u[k]! * (places - k) + v[k]!)) / (k + 1) : 0);
    if (Math.abs(v[k + 1]!) > TOO_LARGE) {
      for (let i = 0; i < v.length; i++) {
        v[i]! /= TOO_LARGE;
        u[i]! /= TOO_LARGE;
      }
      lnNone += Math.log(TOO_LARGE);
    }
  }
  const scale = Math.exp(lnNone);
  const shares = Float64Array.from(v, (value) => value * scale);
  if (!isBinomial) {
    const byMean = shares.map((share, k) => (k > 0 ? shares[k - 1]! : 0) - share);
    return { shares, byPlaces: byMean.map((s) => s * q), byChance: byMean.map((s) => s * places) };
  }
  return {
    shares,
    byPlaces: Float64Array.from(u, (slope, k) => (slope + v[k]! * lnEmpty) * scale),
    byChance: shares.map((share, k) => (share * (k - mean)) / (q * (1 - q))),
  };
}

/** Of the sum of two independent numbers. */
function summed(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) for (let j = 0; j < b.length; j++) out[i + j]! += a[i]! * b[j]!;
  return out;
}

/**
 * Shares of bright dots by their number of shallow traps: with s = exp(-k_s t) the decay of the dots is
 *
 *     prod_j (1 - q_j + q_j s)^N_j = sum_k w_k s^k,
 *
 * w_k = C(N, k) q^k (1 - q)^(N - k) for one class, convolved over classes. Where N is no whole number (a mean over dots) the
 * same series holds, small and of either sign beyond N; it converges for q < 1/2, and for large N to more digits than are kept
 * at any q met in practice. Poisson statistics: w_k = exp(-Nq) (Nq)^k / k!.
 * @throws DomainError for a chance of 1, and where the series does not settle (few places with a chance above 1/2)
 */
export function shallowTrapNumbers({ classes, statistics }: DotTraps): TrapNumbers {
  const each = classes.map((one) => classNumbers(one, statistics));
  const all = (pick: (j: number) => Float64Array): Float64Array =>
    each.reduce<Float64Array>((sum, _, j) => summed(sum, pick(j)), Float64Array.of(1));
  return {
    shares: all((j) => each[j]!.shares),
    byPlaces: each.map((one, j) => all((i) => (i === j ? one.byPlaces : each[i]!.shares))),
    byChance: each.map((one, j) => all((i) => (i === j ? one.byChance : each[i]!.shares))),
  };
}
