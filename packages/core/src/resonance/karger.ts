/**
 * Attenuation of two sites that exchange during the diffusion delay, in dimensionless arguments:
 * E = 1^T exp(M) p with M = [[-x_A - k p_B, k p_A], [k p_B, -x_B - k p_A]],
 * x = b D of each site, k = k_ex Delta', p_A + p_B = 1.
 *
 * The 2 x 2 exponential is written in closed form: with mu = tr M / 2, S^2 = mu^2 - det M >= 0 and
 * G = 1^T M p - mu it is e^mu (cosh S + G sinh S / S). The exponent mu + S is taken as -det M / (S - mu), which loses
 * nothing when exchange is fast, and sinh S / S has its series at S = 0, where the two eigenvalues meet.
 *
 * @param xA b D_A, @param xB b D_B, @param shareA p_A (0 to 1), @param exchange k_ex Delta' (0 or more)
 * @param gradient when given, receives dE by x_A, x_B, p_A and k
 * @returns E, from 0 to 1
 * Source: J. Kaerger, Ann. Phys. 1969, 479, 1; short gradient pulses.
 */
export function kargerAttenuation(
  xA: number,
  xB: number,
  shareA: number,
  exchange: number,
  gradient: Float64Array | null,
): number {
  const shareB = 1 - shareA;
  const mean = shareA * xA + shareB * xB;
  const mu = -(xA + xB + exchange) / 2;
  const half = (xB - xA + exchange * (shareA - shareB)) / 2;
  const square = half * half + exchange * exchange * shareA * shareB;
  const s = Math.sqrt(square);
  const determinant = xA * xB + exchange * mean;
  const slowest = s - mu > 0 ? -determinant / (s - mu) : 0;
  const front = Math.exp(slowest);
  const decay = Math.exp(-2 * s);
  // cosh S, sinh S / S and (cosh S - sinh S / S) / S^2, each times e^-S.
  const cosh = (1 + decay) / 2;
  const sinhc = s > 1e-4 ? -Math.expm1(-2 * s) / (2 * s) : (1 + square / 6) * Math.exp(-s);
  const third = s > 0.02 ? (cosh - sinhc) / square : (1 / 3 + square / 30 + square ** 2 / 840) * Math.exp(-s);
  const g = -mean - mu;
  const value = front * (cosh + g * sinhc);
  if (gradient) {
    // dE = E dmu + e^mu [sinhc/2 dS^2 + sinhc dG + G/2 (cosh - sinhc)/S^2 dS^2].
    const bySquare = (front * (sinhc + g * third)) / 2;
    const byG = front * sinhc;
    gradient[0] = -value / 2 - bySquare * half + byG * (0.5 - shareA);
    gradient[1] = -value / 2 + bySquare * half + byG * (0.5 - shareB);
    // dS^2/dp_A = k (x_B - x_A) and dS^2/dk = [(x_B - x_A)(p_A - p_B) + k] / 2: written without their cancelling parts.
    gradient[2] = bySquare * exchange * (xB - xA) - byG * (xA - xB);
    gradient[3] = -value / 2 + (bySquare * ((xB - xA) * (shareA - shareB) + exchange)) / 2 + byG / 2;
  }
  return value;
}
