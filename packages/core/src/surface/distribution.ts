import { DomainError } from "../errors.ts";
import { lnGamma } from "../numerics/gamma-functions.ts";

/** Ligands bound per dot over an ensemble: probability of 0, 1, 2 ... */
export interface PerDotDistribution {
  /** probability[k] of exactly k bound. */
  readonly probability: Float64Array;
  readonly mean: number;
  readonly variance: number;
  /** Share of dots with nothing bound. */
  readonly bare: number;
}

/** ln of the binomial probability of k out of n at chance p (0 < p < 1). */
function lnBinomial(k: number, n: number, p: number): number {
  return lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p);
}

/**
 * Shares of dots with n sites: a normal distribution of site counts read off at the integers.
 * @returns sites[i] with weight[i]; one entry when the spread is 0
 */
function siteCounts(mean: number, spread: number): { sites: number[]; weight: number[] } {
  if (spread === 0) return { sites: [Math.round(mean)], weight: [1] };
  const low = Math.max(0, Math.floor(mean - 6 * spread));
  const high = Math.ceil(mean + 6 * spread);
  const sites = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const raw = sites.map((n) => Math.exp(-0.5 * ((n - mean) / spread) ** 2));
  const sum = raw.reduce((a, b) => a + b, 0);
  return { sites, weight: raw.map((value) => value / sum) };
}

/**
 * Distribution of ligands per dot when sites fill independently: binomial over the sites of a dot, averaged over a
 * spread of site counts.
 *
 *     P(k) = sum_n w_n  C(n, k) theta^k (1 - theta)^(n - k)
 *
 * @param meanSites mean number of sites per dot; @param siteSpread its standard deviation (from the size spread)
 * @param coverage theta, 0..1, the same on every dot (all dots share one solution)
 * @throws DomainError outside those ranges
 * Source: Morris-Cohen, Vasilenko, Amin, Reuter, Weiss, ACS Nano 2012, 6, 557, doi:10.1021/nn203950s.
 */
export function boundPerDot(meanSites: number, siteSpread: number, coverage: number): PerDotDistribution {
  if (!(meanSites >= 0 && meanSites < 1e6) || !(siteSpread >= 0) || !(coverage >= 0 && coverage <= 1)) {
    throw new DomainError({
      what: "no distribution per dot for these numbers",
      found: `sites ${meanSites}, spread ${siteSpread}, coverage ${coverage}`,
      expected: "sites and spread 0 or more, coverage between 0 and 1",
    });
  }
  const { sites, weight } = siteCounts(meanSites, siteSpread);
  const probability = new Float64Array(sites.at(-1)! + 1);
  sites.forEach((n, i) => {
    if (coverage === 0 || coverage === 1) {
      probability[coverage === 0 ? 0 : n]! += weight[i]!;
      return;
    }
    for (let k = 0; k <= n; k++) probability[k]! += weight[i]! * Math.exp(lnBinomial(k, n, coverage));
  });
  let mean = 0;
  let square = 0;
  for (let k = 0; k < probability.length; k++) {
    mean += k * probability[k]!;
    square += k * k * probability[k]!;
  }
  return { probability, mean, variance: Math.max(0, square - mean * mean), bare: probability[0]! };
}

/**
 * Poisson share of dots with k bound, exp(-m) m^k / k!: the limit of many sites, for comparison.
 * @param mean m, mean number bound per dot (0 or more)
 */
export function poissonShare(k: number, mean: number): number {
  if (mean === 0) return k === 0 ? 1 : 0;
  return Math.exp(-mean + k * Math.log(mean) - lnGamma(k + 1));
}
