import type { Histogram } from "./quantum-yield-protocol.ts";

const BINS = 50;
/** Share of the draws beyond either end of the bins: a long tail must not flatten the rest. */
const TAIL = 0.005;

/** Draws in bins of one width between their outermost half percents. */
export function histogramOf(draws: readonly number[]): Histogram {
  const sorted = Float64Array.from(draws).sort();
  const low = sorted[Math.floor(TAIL * (sorted.length - 1))]!;
  const high = sorted[Math.ceil((1 - TAIL) * (sorted.length - 1))]!;
  const width = (high - low) / BINS || 1;
  const counts = new Float64Array(BINS);
  let outside = 0;
  for (const value of sorted) {
    if (value < low || value > high) outside++;
    else counts[Math.min(BINS - 1, Math.floor((value - low) / width))]! += 1;
  }
  const percent = 100 / sorted.length;
  return {
    centres: Array.from(counts, (_, i) => low + (i + 0.5) * width),
    shares: Array.from(counts, (count) => count * percent),
    outside: outside * percent,
  };
}
