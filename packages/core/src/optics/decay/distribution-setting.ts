import { DomainError } from "../../errors.ts";
import { exponentialEmission } from "./components/index.ts";
import { BACKGROUND, PROMPT, SHIFT } from "./decay-model.ts";
import { binEdges } from "./decay-start.ts";
import type { EmissionDecay } from "./emission-decay.ts";
import { type PreparedDecay, prepareDecay } from "./emission-problem.ts";
import type { RateDistributionOptions } from "./rate-distribution-types.ts";
import { searchDecay } from "./search-decay.ts";
import { type SharedTerms, sharedTerms } from "./shared-terms.ts";

const NODES = 48;
/** Rows the channels are merged into. */
const ROWS = 200;

/** A decay made ready for a distribution: rows, columns of light one a node, then prompt and background, and a start. */
export interface DistributionSetting {
  readonly prepared: PreparedDecay;
  readonly edges: Int32Array;
  readonly counts: Float64Array;
  readonly lifetimesNs: Float64Array;
  readonly columns: Float64Array;
  readonly terms: SharedTerms;
  readonly termsOf: (lifetimes: number) => SharedTerms;
  readonly even: number;
  readonly start: Float64Array;
  readonly shiftNs: number;
}

function gridOf(prepared: PreparedDecay, options: RateDistributionOptions): Float64Array {
  const { channelWidthNs: width } = prepared.decay;
  const rangeNs = prepared.counts.length * width;
  const shortest = options.shortestNs ?? Math.max(0.5 * width, 0.2 * prepared.responseWidthNs);
  const longest = options.longestNs ?? 2 * rangeNs;
  const nodes = options.nodes ?? NODES;
  if (!(shortest > 0 && longest > shortest && Number.isInteger(nodes) && nodes >= 5 && nodes <= 200)) {
    throw new DomainError({
      what: "the grid of lifetimes is impossible",
      found: `${nodes} from ${shortest} to ${longest} ns`,
      expected: "5 to 200 lifetimes, the shortest positive and first",
    });
  }
  return Float64Array.from({ length: nodes }, (_, j) => shortest * (longest / shortest) ** (j / (nodes - 1)));
}

/**
 * Prepares a decay for a distribution: shift, background and prompt part are first found with two exponentials.
 *
 * @throws InputError as the fit of a decay does; DomainError for an impossible grid
 */
export function distributionSetting(
  decay: EmissionDecay,
  options: RateDistributionOptions,
): DistributionSetting {
  const { response, prompt, background, shiftNs, periodNs, range } = options;
  const prepared = prepareDecay(decay, {
    components: [exponentialEmission, exponentialEmission],
    ...(response === undefined ? {} : { response }),
    ...(prompt === undefined ? {} : { prompt }),
    ...(background === undefined ? {} : { background }),
    ...(shiftNs === undefined ? {} : { shiftNs }),
    ...(periodNs === undefined ? {} : { periodNs }),
    ...(range === undefined ? {} : { range }),
  });
  const found = Float64Array.from(searchDecay(prepared).parameters, ({ value }) => value);
  const lifetimesNs = gridOf(prepared, options);
  const nodes = lifetimesNs.length;
  const width = decay.channelWidthNs;
  const channels = prepared.counts.length;
  const edges =
    channels > 1.5 * ROWS
      ? binEdges(prepared.counts, ROWS)
      : Int32Array.from({ length: channels + 1 }, (_, i) => i);
  const withPrompt = (prompt ?? false) && prepared.convolver.movable;
  const termsOf = (lifetimes: number): SharedTerms =>
    sharedTerms({
      convolver: prepared.convolver,
      range: prepared.model.range,
      lifetimes,
      prompt: withPrompt,
      shiftNs: found[SHIFT]!,
      edges,
      ...(background === undefined ? {} : { background }),
    });
  const terms = termsOf(nodes);
  terms.set(lifetimesNs.map(Math.log));
  const rows = terms.rows;
  const columns = terms.columns.slice(0, terms.terms * rows);
  for (let j = 0; j < nodes; j++) {
    const scale = width / lifetimesNs[j]!;
    for (let i = 0; i < rows; i++) columns[j * rows + i] = columns[j * rows + i]! * scale;
  }
  const counts = new Float64Array(rows);
  let total = 0;
  for (let r = 0; r < rows; r++) {
    for (let i = edges[r]!; i < edges[r + 1]!; i++) counts[r] = counts[r]! + prepared.counts[i]!;
    total += counts[r]!;
  }
  const even = total / nodes;
  const start = new Float64Array(terms.terms).fill(Math.log(even));
  if (terms.promptTerm >= 0) start[terms.promptTerm] = Math.log(Math.max(found[PROMPT]!, 1e-3 * total));
  if (terms.backgroundTerm >= 0) {
    start[terms.backgroundTerm] = Math.log(Math.max(found[BACKGROUND]!, (1e-4 * total) / channels));
  }
  const shift = found[SHIFT]!;
  return { prepared, edges, counts, lifetimesNs, columns, terms, termsOf, even, start, shiftNs: shift };
}
