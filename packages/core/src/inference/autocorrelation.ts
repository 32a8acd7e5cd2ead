/** The sum over lags stops at the first lag longer than this many autocorrelation times. */
const WINDOW = 5;

/**
 * Integrated autocorrelation time of an ensemble's chain, in steps: 1 + 2 sum of the autocorrelation, the lags cut
 * off self-consistently.
 *
 * @param chain steps x walkers values, all walkers of a step together
 * @returns at least 1; 1 for a chain that does not move or is too short to tell
 * Source: A. Sokal, "Monte Carlo methods in statistical mechanics" (1996), section 3; the correlation is averaged
 * over the walkers.
 */
export function autocorrelationTime(chain: Float64Array, walkers: number): number {
  const steps = Math.floor(chain.length / walkers);
  if (steps < 2) return 1;
  let mean = 0;
  for (const value of chain) mean += value / chain.length;
  let variance = 0;
  for (const value of chain) variance += (value - mean) ** 2;
  if (!(variance > 0)) return 1;
  variance /= steps * walkers;
  let time = 1;
  for (let lag = 1; lag < steps; lag++) {
    let sum = 0;
    const shift = lag * walkers;
    for (let i = 0; i + shift < chain.length; i++) sum += (chain[i]! - mean) * (chain[i + shift]! - mean);
    time += (2 * sum) / ((steps - lag) * walkers * variance);
    if (lag >= WINDOW * time) break;
  }
  return Math.max(1, time);
}
