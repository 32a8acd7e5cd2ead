import { createWorkspace } from "../../inference/index.ts";
import { columnMixture } from "./column-sums.ts";
import { LEAST_MEAN } from "./decay-model.ts";
import { binEdges } from "./decay-start.ts";
import type { EmissionDecay } from "./emission-decay.ts";
import { globalLikelihood } from "./global-likelihood.ts";
import { inverseInformation, type SharedStart } from "./global-search.ts";
import type { SharedTerms } from "./shared-terms.ts";

/** Numbers of rows tried, fewest first. */
const ROWS: readonly number[] = [32, 48, 64, 96, 128, 192, 256];
/** Standard errors of lifetimes may grow by this share through merging, and that of the shift by so much more. */
const LOSS = 0.01;
const SHIFT_LOSS = 0.1;
/** Weight of edges against that of counts. */
const EDGES = 1;
/** Merging pays from this many channels a row on. */
const WORTH = 1.5;

/** Channels of a series merged into rows: their edges, and by how much the largest standard error of a lifetime grows for it. */
export interface MergedChannels {
  readonly edges: Int32Array;
  readonly loss: number;
}

/**
 * Merges channels of a decay into fewer, wider rows as long as the shared values lose almost nothing. Sums of Poisson counts are Poisson
 * counts, so the likelihood of the rows is exact; what is lost is information alone, and that is computed on the summed decay.
 *
 * @param counts summed decay, channels of the range
 * @param termsOf makes the terms on the given edges
 * @returns null where merging does not pay
 */
export function mergedChannels(
  counts: Float64Array,
  start: SharedStart,
  termsOf: (edges?: Int32Array) => SharedTerms,
): MergedChannels | null {
  const unknowns = Array.from(start.shared.keys()).filter((p) => !start.held[p]);
  const errors = (edges?: Int32Array): Float64Array => {
    const terms = termsOf(edges);
    terms.set(start.shared);
    // At the expected counts themselves: their scatter has no part in this.
    const expected = new Float64Array(terms.rows);
    columnMixture(start.amplitudes, 0, terms.terms, terms.columns, terms.rows, terms.offset, expected);
    const likelihood = globalLikelihood(
      expected.map((m) => Math.max(m, LEAST_MEAN)),
      terms,
    );
    likelihood.amplitudes.set(start.amplitudes);
    const workspace = createWorkspace(likelihood.rows, likelihood.unknowns);
    const cost = likelihood.evaluate(start.shared, workspace.residuals, workspace.jacobian);
    const P = likelihood.unknowns;
    const spread = inverseInformation(workspace.jacobian, likelihood.rows, P, unknowns);
    return Float64Array.from(unknowns, (p) =>
      Number.isFinite(cost) ? Math.sqrt(spread[p * P + p]!) : Number.NaN,
    );
  };
  const { hasShift } = termsOf();
  const interest = interestOf(counts);
  const least = errors();
  for (const rows of ROWS) {
    if (rows * WORTH > counts.length) return null;
    const edges = binEdges(interest, rows);
    const found = errors(edges);
    let loss = 0;
    let isSmall = found.every(Number.isFinite);
    for (const [j, p] of unknowns.entries()) {
      const own = found[j]! / least[j]! - 1;
      const isShift = p === start.shared.length - 1 && hasShift;
      if (!isShift) loss = Math.max(loss, own);
      if (own > (isShift ? SHIFT_LOSS : LOSS)) isSmall = false;
    }
    if (isSmall) return { edges, loss };
  }
  return null;
}

/** Where rows should be narrow: at the edges, which fix the shift, and where the counts are. */
function interestOf(counts: Float64Array): Float64Array {
  // Smoothed over five channels, so that noise does not pass for an edge.
  const at = (i: number): number => {
    let sum = 0;
    for (let j = i - 2; j <= i + 2; j++) sum += counts[Math.min(Math.max(j, 0), counts.length - 1)]!;
    return sum;
  };
  const steps = counts.map((_, i) => Math.abs(at(i + 1) - at(i - 1)));
  const total = counts.reduce((sum, value) => sum + value, 0);
  const rise = steps.reduce((sum, value) => sum + value, 0);
  return counts.map((value, i) => value / total + (rise > 0 ? (EDGES * steps[i]!) / rise : 0));
}

/** Writes the counts of rows to `out` from `at` on. */
function addMerged(
  counts: Float64Array,
  edges: Int32Array,
  first: number,
  out: Float64Array,
  at: number,
): void {
  let i = first;
  for (let r = 0; r < edges.length - 1; r++) {
    const end = first + edges[r + 1]!;
    let sum = 0;
    for (; i < end; i++) sum += counts[i]!;
    out[at + r] = sum;
  }
}

/** Rows of decays, one after the other. */
export function mergedSeries(
  decays: readonly EmissionDecay[],
  edges: Int32Array,
  first: number,
): Float64Array {
  const rows = edges.length - 1;
  const out = new Float64Array(decays.length * rows);
  for (const [g, { counts }] of decays.entries()) addMerged(counts, edges, first, out, g * rows);
  return out;
}
