/** Segments into which a spectrum is cut to find its quiet parts. */
const SEGMENTS = 64;

/** Fewest points of a segment. */
const LEAST_SEGMENT = 16;

/** Points of the window that decides whether a point is free of signal. */
const WINDOW_POINTS = 64;

/** A window of noise spans 4.7 of its standard deviations on average, and seldom more than this many. */
const SPAN_OF_NOISE = 7;

/** Noise is never reported below this share of the largest intensity: rounding, not measurement. */
const ROUNDING = 1e-12;

/** Mean square about the best straight line of the points [from, to). */
function scatterAboutLine(re: Float64Array, from: number, to: number): number {
  const n = to - from;
  const middle = (n - 1) / 2;
  let sum = 0;
  let slope = 0;
  for (let i = 0; i < n; i++) {
    sum += re[from + i]!;
    slope += (i - middle) * re[from + i]!;
  }
  const mean = sum / n;
  slope /= (n * (n * n - 1)) / 12;
  let square = 0;
  for (let i = 0; i < n; i++) square += (re[from + i]! - mean - slope * (i - middle)) ** 2;
  return square / (n - 2);
}

function largest(re: Float64Array): number {
  let most = 0;
  for (let i = 0; i < re.length; i++) most = Math.max(most, Math.abs(re[i]!));
  return most;
}

/**
 * Standard deviation of the noise of a spectrum, in its units: the spectrum is cut into 64 segments, each is freed of its
 * mean and slope, and the lower quartile of their scatters is taken, which holds while a quarter of the spectrum is free
 * of signal. Biased low by 1 to 2 % where all of it is. Never below 1e-12 of the largest intensity; 0 for a spectrum of
 * zeros or of fewer than 16 points.
 * Source: after Golotvin & Williams, J. Magn. Reson. 2000, 146, 122, who take the least of 32 segments.
 */
export function noiseLevel(re: Float64Array): number {
  const length = Math.max(LEAST_SEGMENT, Math.floor(re.length / SEGMENTS));
  const scatters: number[] = [];
  for (let from = 0; from + length <= re.length; from += length)
    scatters.push(scatterAboutLine(re, from, from + length));
  if (scatters.length === 0) return 0;
  scatters.sort((a, b) => a - b);
  return Math.max(Math.sqrt(scatters[scatters.length >> 2]!), ROUNDING * largest(re));
}

/**
 * 1 where a spectrum is free of signal: where the largest and the smallest of the 64 points around differ by no more than
 * 7 standard deviations of the noise, so slow drifts of the baseline count as free. `noise`: from noiseLevel.
 * Source: Golotvin & Williams, J. Magn. Reson. 2000, 146, 122.
 */
export function signalFree(re: Float64Array, noise: number): Uint8Array {
  const free = new Uint8Array(re.length);
  const half = Math.min(WINDOW_POINTS, re.length) >> 1;
  // Indices of the candidates for the largest and smallest of the window, in order; each point enters and leaves once.
  const most = new Int32Array(re.length);
  const least = new Int32Array(re.length);
  let [mostFrom, mostTo, leastFrom, leastTo, next] = [0, 0, 0, 0, 0];
  for (let i = 0; i < re.length; i++) {
    for (; next < re.length && next <= i + half; next++) {
      while (mostTo > mostFrom && re[most[mostTo - 1]!]! <= re[next]!) mostTo--;
      most[mostTo++] = next;
      while (leastTo > leastFrom && re[least[leastTo - 1]!]! >= re[next]!) leastTo--;
      least[leastTo++] = next;
    }
    while (most[mostFrom]! < i - half) mostFrom++;
    while (least[leastFrom]! < i - half) leastFrom++;
    if (re[most[mostFrom]!]! - re[least[leastFrom]!]! <= SPAN_OF_NOISE * noise) free[i] = 1;
  }
  return free;
}
