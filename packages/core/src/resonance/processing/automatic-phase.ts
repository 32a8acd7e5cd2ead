import { InputError } from "../../errors.ts";
import { type AbsorptiveLine, absorptionOf, fitLines, type PhaseAt } from "./line-phase.ts";
import { noiseLevel } from "./noise.ts";
import { pickPeaks } from "./peaks.ts";
import { applyPhase, type Phase, phaseAbout } from "./phase.ts";

/** Lines are looked for in the spectrum itself and in means over so many points, where broad ones stand out of the noise. */
const SCALES: readonly number[] = [1, 8, 32];

/** Noise alone exceeds this many of its standard deviations in magnitude once in 1e17 points. */
const LEAST_OVER_NOISE = 9;

/** Least height of a line over the noise, and least share of it that rises above the dips beside it. */
const LINE_OVER_NOISE = 6;
const PROMINENCE = 0.05;

/** Most lines that are fitted, those of most signal; the others are left to the baseline. */
const MOST_LINES = 12;

/** Lines of less signal than this share of the strongest one's say little; the waves beside a decay cut short are such. */
const LEAST_SIGNAL = 0.02;

/** Magnitudes below this share of the largest, or so near the noise, say nothing about the first guess. */
const LEAST_SHARE = 0.02;
const GUESS_OVER_NOISE = 4;

/** First-order phases that are tried, degrees; once a filter's delay is off, no spectrum needs a larger one. */
const MOST_FIRST_DEGREES = 180;
const FIRST_STEP_DEGREES = 5;

/** Share by which 180 degrees of first order lower the first guess: one line alone says nothing about the first order. */
const FIRST_ORDER_COST = 0.05;

/** Points that are turned as one in the first guess: 180 degrees over a whole spectrum turn 64 of 8192 by 1.4. */
const BLOCK_SHARE = 1 / 128;

/** A fit further from the first guess than this, at the lines, has lost its way. */
const FARTHEST_DEGREES = 60;

const DEGREE = Math.PI / 180;

/** Means over `count` neighbouring points; what is left at the end is dropped. */
function means(values: Float64Array, count: number): Float64Array {
  if (count === 1) return values;
  return Float64Array.from({ length: Math.floor(values.length / count) }, (_, i) => {
    let sum = 0;
    for (let k = i * count; k < (i + 1) * count; k++) sum += values[k]!;
    return sum / count;
  });
}

/** Largest magnitude and its point. */
function strongest(re: Float64Array, im: Float64Array): { readonly at: number; readonly size: number } {
  let [at, size] = [0, 0];
  for (let i = 0; i < re.length; i++) {
    const square = re[i]! * re[i]! + im[i]! * im[i]!;
    if (square > size) [at, size] = [i, square];
  }
  return { at, size: Math.sqrt(size) };
}

/** Refuses a spectrum in which no point stands above the noise, at full resolution or in means. */
function requireSignal(re: Float64Array, im: Float64Array): void {
  let best = 0;
  for (const scale of SCALES) {
    const [real, imaginary] = [means(re, scale), means(im, scale)];
    const noise = noiseLevel(real);
    const { size } = strongest(real, imaginary);
    if (size > 0) best = Math.max(best, noise > 0 ? size / noise : Number.POSITIVE_INFINITY);
  }
  if (best >= LEAST_OVER_NOISE) return;
  throw new InputError({
    what: "the spectrum holds no line to phase by",
    found: `a largest magnitude ${best.toFixed(1)} times the noise`,
    expected: `${LEAST_OVER_NOISE} times or more`,
    remedy: "give the phase, or take the row with the strongest signal",
  });
}

/**
 * The pair that makes sum_k S_k |S_k| exp(i (p0 + p1 x_k)) largest and positive. Of a symmetric line the weighted sum has
 * the line's phase whatever its shape, and tails and baseline weigh nothing; lines that overlap spoil it by some degrees.
 */
function firstGuess(re: Float64Array, im: Float64Array): PhaseAt {
  const points = re.length;
  const { at, size } = strongest(re, im);
  const least = Math.max(LEAST_SHARE * size, GUESS_OVER_NOISE * noiseLevel(re));
  const block = Math.max(1, Math.floor(points * BLOCK_SHARE));
  const sumRe = new Float64Array(Math.ceil(points / block));
  const sumIm = new Float64Array(sumRe.length);
  for (let k = 0; k < points; k++) {
    const square = re[k]! * re[k]! + im[k]! * im[k]!;
    if (square < least * least) continue;
    const [weight, b] = [Math.sqrt(square), Math.floor(k / block)];
    sumRe[b]! += re[k]! * weight;
    sumIm[b]! += im[k]! * weight;
  }
  const pivot = at / points;
  let best: PhaseAt = { pivot, zeroDegrees: 0, firstDegrees: 0 };
  let most = -1;
  for (let first = -MOST_FIRST_DEGREES; first <= MOST_FIRST_DEGREES; first += FIRST_STEP_DEGREES) {
    let [a, b] = [0, 0];
    for (let i = 0; i < sumRe.length; i++) {
      const angle = first * DEGREE * (((i + 0.5) * block) / points - pivot);
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      a += sumRe[i]! * c - sumIm[i]! * s;
      b += sumRe[i]! * s + sumIm[i]! * c;
    }
    const value = Math.hypot(a, b) * (1 - FIRST_ORDER_COST * (first / 180) ** 2);
    if (value > most) {
      most = value;
      best = { pivot, zeroDegrees: -Math.atan2(b, a) / DEGREE, firstDegrees: first };
    }
  }
  return best;
}

/** The real part of the spectrum turned by a phase. */
function realPart(re: Float64Array, im: Float64Array, phase: PhaseAt): Float64Array {
  const real = re.slice();
  applyPhase(real, im.slice(), phaseAbout(phase.pivot, phase.zeroDegrees, phase.firstDegrees));
  return real;
}

/** Lines of a real spectrum at several scales, each once; `scales`: points a mean is taken over. */
function linesOf(real: Float64Array, scales: readonly number[]): readonly AbsorptiveLine[] {
  const found: AbsorptiveLine[] = [];
  for (const scale of scales) {
    const rows = means(real, scale);
    const noise = noiseLevel(rows);
    if (!rows.some((value) => value > LINE_OVER_NOISE * noise)) continue;
    const places = Float64Array.from(rows, (_, i) => i * scale + (scale - 1) / 2);
    for (const { ppm: at, widthPpm, height } of peaksOf(rows, places)) {
      const halfPoints = Math.max(0.7, (widthPpm ?? 4 * scale) / 2);
      if (scale > 1 && halfPoints < 1.2 * scale) continue;
      const known = found.some(
        (line) => Math.abs(line.at - at) < 0.7 * Math.max(line.halfPoints, halfPoints),
      );
      if (!known) found.push({ at, halfPoints, height });
    }
  }
  return found;
}

function peaksOf(rows: Float64Array, places: Float64Array): ReturnType<typeof pickPeaks> {
  try {
    return pickPeaks(rows, places, { signalToNoise: LINE_OVER_NOISE, prominence: PROMINENCE });
  } catch (error) {
    // A scale without lines is no fault; others may have some.
    if (error instanceof InputError) return [];
    throw error;
  }
}

/** The lines that tell most about the phase: height times the root of the width is their signal over the noise. */
function tellingLines(lines: readonly AbsorptiveLine[]): readonly AbsorptiveLine[] {
  const signal = ({ height, halfPoints }: AbsorptiveLine): number => height * Math.sqrt(halfPoints);
  const sorted = [...lines].sort((a, b) => signal(b) - signal(a)).slice(0, MOST_LINES);
  return sorted.filter((line) => signal(line) >= LEAST_SIGNAL * signal(sorted[0]!));
}

/** The phase of the lines: those seen are fitted, then with them the broad ones that are left. */
function refine(re: Float64Array, im: Float64Array, guess: PhaseAt): PhaseAt {
  const seen = tellingLines(linesOf(realPart(re, im, guess), SCALES));
  if (seen.length === 0) return guess;
  const first = fitLines(re, im, seen, guess);
  if (!first) return guess;
  const left = realPart(re, im, first.phase);
  absorptionOf(first.lines, left);
  // Beside a sharp line stand the waves of a decay cut short, which are no lines.
  const extra = linesOf(left, SCALES.slice(1));
  const all = tellingLines([...first.lines, ...extra]);
  if (!all.some((line) => extra.includes(line))) return first.phase;
  return fitLines(re, im, all, first.phase)?.phase ?? first.phase;
}

/**
 * Zero- and first-order phase that make a spectrum absorptive and upright.
 * 1. A first guess: the pair for which the sum over the points of S |S|, turned, is largest and positive.
 * 2. The complex spectrum about its lines, at most twelve, is fitted with Lorentz lines of one sign that share the two
 *    phases, on a complex baseline of first degree; what that leaves of broad lines joins a second fit. All points of a
 *    line carry its phase, so that lines of a hundred hertz are phased as well as sharp ones, and neither
 *    tails nor a baseline that is off pull at it.
 *
 * The first-order phase stays within 180 degrees either way, and a small one is preferred where the lines leave it open.
 * Meant for spectra whose lines have one sign; of an inversion recovery take a row that has recovered. Lines of other
 * shapes are phased by their symmetry. `re`, `im`: a spectrum, highest shift first.
 * @throws InputError when no point stands above the noise
 * Source: own; measures of the real part alone, which leave broad lines tens of degrees off, are compared by de Brouwer,
 * J. Magn. Reson. 2009, 201, 230.
 */
export function automaticPhase(re: Float64Array, im: Float64Array): Phase {
  requireSignal(re, im);
  const guess = firstGuess(re, im);
  const found = refine(re, im, guess);
  const lost = Math.abs(found.zeroDegrees - guess.zeroDegrees) > FARTHEST_DEGREES;
  const { pivot, zeroDegrees, firstDegrees } = lost ? guess : found;
  return phaseAbout(pivot, zeroDegrees, firstDegrees);
}
