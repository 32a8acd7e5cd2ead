import { DomainError } from "../../errors.ts";

function needPulses(counts: Float64Array, pulses: number): void {
  const total = counts.reduce((sum, value) => sum + value, 0);
  if (pulses > total) return;
  throw new DomainError({
    what: "there are no more excitation pulses than photons",
    found: `${pulses} pulses, ${total} counts`,
    expected: "at most one photon a pulse is timed, so more pulses than counts",
    remedy: "give the number of pulses of the whole measurement: repetition rate times its duration",
  });
}

/**
 * Pile-up correction: counts each channel would hold if every photon and not only the first of a pulse were timed,
 * n' = -N ln(1 - n_i / (N - sum of n before i)), N the excitation pulses.
 *
 * @throws DomainError unless there are more pulses than counts
 * Source: P. B. Coates, J. Phys. E 1 (1968) 878.
 */
export function coatesCorrection(counts: Float64Array, pulses: number): Float64Array {
  needPulses(counts, pulses);
  let left = pulses;
  return counts.map((count) => {
    const corrected = -pulses * Math.log1p(-count / left);
    left -= count;
    return corrected;
  });
}

/**
 * The same correction turned round: the share of a channel's photons that were first of their pulse, as a factor on the model's mean. The counts
 * then stay what they are, Poisson numbers, which corrected ones are not.
 *
 * @throws DomainError unless there are more pulses than counts
 */
export function pileUpAttenuation(counts: Float64Array, pulses: number): Float64Array {
  needPulses(counts, pulses);
  let left = pulses;
  return counts.map((count) => {
    const rate = -Math.log1p(-count / left);
    const within = rate > 0 ? count / left / rate : 1;
    const factor = (left / pulses) * within;
    left -= count;
    return factor;
  });
}
