import {
  createRandom,
  decayMeans,
  drawCounts,
  type EmissionDecay,
  exponentialEmission,
  type InstrumentResponse,
  prepareDecay,
} from "@oleate/core";
import { writeCsv } from "@oleate/files";
import { openCurves } from "./decay-open.ts";
import type { OpenedDecays } from "./decay-protocol.ts";

/** What the simulated decays are made of: the printed lifetimes and response, and numbers chosen for the counting. */
export const EXAMPLE = {
  file: "simulated-picolinate.csv",
  beforeNs: 3.5,
  afterNs: 4.7,
  fwhmNs: 0.57,
  /** Far below the response: its lifetime cannot be seen, its light can. */
  fastNs: 0.02,
  fastShare: 0.2,
  channelNs: 0.05,
  channels: 1000,
  pulseNs: 3,
  background: 2,
  counts: { before: 9e4, after: 2e5 },
  responseCounts: 1e6,
} as const;

const SEED = 11;

function simulated(name: "before" | "after", lifetimeNs: number): Float64Array {
  const { fwhmNs, fastNs, fastShare, channelNs, channels, pulseNs, background, counts } = EXAMPLE;
  const response: InstrumentResponse = { kind: "gaussian", fwhmNs };
  const blank: EmissionDecay = {
    name,
    counts: new Float64Array(channels).fill(1),
    channelWidthNs: channelNs,
  };
  const components = [exponentialEmission, exponentialEmission];
  const prepared = prepareDecay(blank, { components, response });
  const fast = counts[name] * fastShare;
  const slow = counts[name] - fast;
  const height = (area: number, tau: number): number => (area * channelNs) / tau;
  const values = [background, 0, pulseNs, height(fast, fastNs), fastNs, height(slow, lifetimeNs), lifetimeNs];
  return drawCounts(decayMeans(prepared, Float64Array.from(values)), createRandom(SEED, `decay ${name}`));
}

function simulatedResponse(): Float64Array {
  const { fwhmNs, channelNs, channels, pulseNs, responseCounts } = EXAMPLE;
  const sigma = fwhmNs / Math.sqrt(8 * Math.LN2);
  const peak = (responseCounts * channelNs) / (sigma * Math.sqrt(2 * Math.PI));
  const means = Float64Array.from(
    { length: channels },
    (_, i) => 1 + peak * Math.exp(-0.5 * (((i + 0.5) * channelNs - pulseNs) / sigma) ** 2),
  );
  return drawCounts(means, createRandom(SEED, "decay response"));
}

/** Dots before and after picolinate, simulated from the printed lifetimes, counting noise and a seed, with their response. */
export function exampleDecays(): OpenedDecays {
  const columns = [
    ["before", simulated("before", EXAMPLE.beforeNs)],
    ["after", simulated("after", EXAMPLE.afterNs)],
    ["response", simulatedResponse()],
  ] as const;
  const curves = columns.map(([name, counts]) => ({
    name,
    channelWidthNs: EXAMPLE.channelNs,
    startNs: 0,
    counts,
    meta: {},
  }));
  return {
    // Of one file, whose name would only be repeated.
    curves: openCurves(EXAMPLE.file, { curves }).map((curve) => ({ ...curve, label: curve.name })),
    notes: [],
    refused: [],
  };
}

/** The simulated decays as a file that `oleate decay` reads. */
export function exampleCsv(): string {
  const { curves } = exampleDecays();
  const times = Float64Array.from(curves[0]!.counts, (_, i) => Number((i * EXAMPLE.channelNs).toFixed(6)));
  return writeCsv([
    { header: "time (ns)", values: times },
    ...curves.map(({ name, counts }) => ({ header: name, values: counts })),
  ]);
}
