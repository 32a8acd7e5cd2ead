import type { Convolver } from "./convolver.ts";
import type { ChannelRange } from "./emission-decay.ts";

/**
 * What the decays of a series are made of at given shared values: the linear terms (one exponential a lifetime, then the prompt
 * part, then the background, as far as they are free) and their slopes. All tables are column after column of `rows` entries.
 */
export interface SharedTerms {
  readonly rows: number;
  readonly lifetimes: number;
  /** Linear terms: lifetimes, then prompt, then background. */
  readonly terms: number;
  /** Index of the prompt and the background term; -1 where there is none. */
  readonly promptTerm: number;
  readonly backgroundTerm: number;
  /** Whether the shift is an unknown: the last shared value then. */
  readonly hasShift: boolean;
  /** Columns: terms, then d term_k / d ln lifetime_k. */
  readonly columns: Float64Array;
  /** Columns d term / d shift, 1/ns, of the lifetimes and the prompt part; empty without a free shift. */
  readonly byShift: Float64Array;
  /** Held background, counts in each row. */
  readonly offset: Float64Array;
  /** Takes the shared values: ln of the lifetimes (ns), then the shift (ns) where it is free. */
  set(shared: Float64Array): void;
}

/** How {@link sharedTerms} makes its terms. */
export interface SharedTermsOptions {
  readonly convolver: Convolver;
  readonly range: ChannelRange;
  readonly lifetimes: number;
  readonly prompt: boolean;
  /** Counts per channel, held; a term of its own when left out. */
  readonly background?: number;
  /** Held shift, ns; an unknown when left out. */
  readonly shiftNs?: number;
  /** First channel of each row and the end, counted from the range's first; default one row a channel. */
  readonly edges?: Int32Array;
}

/** Prepares the terms of a series; `set` allocates nothing. */
export function sharedTerms(options: SharedTermsOptions): SharedTerms {
  const { convolver, range, lifetimes, prompt, background, shiftNs } = options;
  const channels = range.last - range.first + 1;
  const edges = options.edges ?? Int32Array.from({ length: channels + 1 }, (_, i) => i);
  const rows = edges.length - 1;
  const promptTerm = prompt ? lifetimes : -1;
  const backgroundTerm = background === undefined ? lifetimes + (prompt ? 1 : 0) : -1;
  const terms = lifetimes + (prompt ? 1 : 0) + (background === undefined ? 1 : 0);
  const hasShift = shiftNs === undefined && convolver.movable;
  const movable = lifetimes + (prompt ? 1 : 0);
  const columns = new Float64Array((terms + lifetimes) * rows);
  const byShift = new Float64Array(hasShift ? movable * rows : 0);
  const offset = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    const size = edges[r + 1]! - edges[r]!;
    if (backgroundTerm >= 0) columns[backgroundTerm * rows + r] = size;
    else offset[r] = background! * size;
  }
  const end = range.last + 1;
  const value = new Float64Array(end);
  const slope = new Float64Array(end);
  const moved = new Float64Array(end);

  /** Sums channels into rows; `scale` multiplies. */
  const store = (from: Float64Array, scale: number, to: Float64Array, column: number): void => {
    const base = column * rows;
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      const stop = range.first + edges[r + 1]!;
      for (let i = range.first + edges[r]!; i < stop; i++) sum += from[i]!;
      to[base + r] = scale * sum;
    }
  };
  return {
    rows,
    lifetimes,
    terms,
    promptTerm,
    backgroundTerm,
    hasShift,
    columns,
    byShift,
    offset,
    set: (shared) => {
      convolver.setShift(hasShift ? shared[lifetimes]! : (shiftNs ?? 0), hasShift);
      for (let k = 0; k < lifetimes; k++) {
        const tau = Math.exp(shared[k]!);
        convolver.exponential(tau, value, slope, moved);
        store(value, 1, columns, k);
        store(slope, tau, columns, terms + k);
        if (hasShift) store(moved, 1, byShift, k);
      }
      if (!prompt) return;
      convolver.prompt(value, hasShift ? moved : null);
      store(value, 1, columns, promptTerm);
      if (hasShift) store(moved, 1, byShift, promptTerm);
    },
  };
}
