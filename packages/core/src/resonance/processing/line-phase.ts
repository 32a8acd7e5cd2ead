import { type Dataset, fit, type Parameter } from "../../inference/index.ts";

/** A line of a spectrum: its place and half width at half height in points, and its height. */
export interface AbsorptiveLine {
  readonly at: number;
  readonly halfPoints: number;
  readonly height: number;
}

/** A phase correction whose first order turns about `pivot`, 0 to 1 of the spectrum. */
export interface PhaseAt {
  readonly pivot: number;
  readonly zeroDegrees: number;
  readonly firstDegrees: number;
}

/** How far from a line its points are looked at, in half widths; points a half width at its top, fewer on its flanks. */
const REACH = 12;
const POINTS_PER_HALF_WIDTH = 4;

/** First-order phases beyond this (degrees, one standard deviation) are believed only where the lines say so. */
const USUAL_FIRST_DEGREES = 40;

const TOLERANCE = 1e-2;
const MOST_EVALUATIONS = 60;
/** How far a line may move (half widths) and widen or narrow (a factor) from where it was seen. */
const FARTHEST = 3;
const WIDEST = 20;

const DEGREE = Math.PI / 180;
/** Phases and the complex baseline of first degree: names of what comes before the lines. */
const SHARED = ["zero", "first", "offset re", "offset im", "slope re", "slope im"] as const;
/** Unknowns a line. */
const OF_LINE = 3;

/** Means of a spectrum over runs of points, real and imaginary parts in turn. */
interface Means {
  readonly at: Float64Array;
  readonly values: Float64Array;
  /** Standard deviation of a mean against that of a point. */
  readonly relativeSigma: Float64Array;
}

/** Means about the lines over runs that lengthen with the distance from them, in units of the largest. */
function meansAbout(
  re: Float64Array,
  im: Float64Array,
  lines: readonly AbsorptiveLine[],
): Means & { readonly scale: number } {
  const [at, values, sigma]: [number[], number[], number[]] = [[], [], []];
  let scale = 0;
  for (let from = 0; from < re.length; ) {
    let length = Number.POSITIVE_INFINITY;
    let near = false;
    for (const line of lines) {
      const away = Math.abs(from - line.at);
      length = Math.min(length, Math.hypot(away, line.halfPoints) / POINTS_PER_HALF_WIDTH);
      if (away < REACH * line.halfPoints + 1) near = true;
    }
    const to = Math.min(re.length, from + Math.max(1, Math.floor(length)));
    if (near) {
      let [a, b] = [0, 0];
      for (let k = from; k < to; k++) {
        a += re[k]!;
        b += im[k]!;
      }
      const count = to - from;
      at.push((from + to - 1) / 2);
      values.push(a / count, b / count);
      sigma.push(1 / Math.sqrt(count), 1 / Math.sqrt(count));
      scale = Math.max(scale, Math.hypot(a, b) / count);
    }
    from = to;
  }
  return {
    at: Float64Array.from(at),
    values: Float64Array.from(values, (value) => value / scale),
    relativeSigma: Float64Array.from(sigma),
    scale,
  };
}

/**
 * The model S_k = exp(-i (p0 + p1 (k/N - pivot))) (sum_l h_l/(1 + i (k - k_l)/w_l) + b0 + b1 u), u from -1 to 1 over the
 * points looked at, with its derivatives.
 */
function spectrumOfLines(means: Means, points: number, pivot: number, count: number): Dataset {
  const { at, values, relativeSigma } = means;
  const [low, high] = [at[0]!, at[at.length - 1]!];
  const width = SHARED.length + OF_LINE * count;
  return {
    name: "spectrum",
    unit: "",
    observed: values,
    noise: { kind: "constant" },
    relativeSigma,
    predict(p, out, jacobian) {
      for (let i = 0; i < at.length; i++) {
        const k = at[i]!;
        const away = k / points - pivot;
        const angle = -(p[0]! + p[1]! * away) * DEGREE;
        const c = Math.cos(angle);
        const s = Math.sin(angle);
        const u = (2 * (k - low)) / (high - low) - 1;
        const row = 2 * i * width;
        let re = p[2]! + p[4]! * u;
        let im = p[3]! + p[5]! * u;
        for (let l = 0; l < count; l++) {
          const first = SHARED.length + OF_LINE * l;
          const half = p[first + 1]!;
          const height = p[first + 2]!;
          const x = (k - p[first]!) / half;
          const a = 1 / (1 + x * x);
          const b = -x * a;
          re += height * a;
          im += height * b;
          if (!jacobian) continue;
          // The derivative of 1/(1 + i x) by x is -i/(1 + i x)^2, with a real and an imaginary part.
          const slopeRe = (-height / half) * 2 * a * b;
          const slopeIm = (height / half) * (a * a - b * b);
          turned(jacobian, row + first, width, slopeRe, slopeIm, c, s);
          turned(jacobian, row + first + 1, width, x * slopeRe, x * slopeIm, c, s);
          turned(jacobian, row + first + 2, width, a, b, c, s);
        }
        const real = re * c - im * s;
        const imaginary = re * s + im * c;
        out[2 * i] = real;
        out[2 * i + 1] = imaginary;
        if (!jacobian) continue;
        turned(jacobian, row, width, imaginary * DEGREE, -real * DEGREE, 1, 0);
        turned(jacobian, row + 1, width, away * imaginary * DEGREE, -away * real * DEGREE, 1, 0);
        turned(jacobian, row + 2, width, 1, 0, c, s);
        turned(jacobian, row + 3, width, 0, 1, c, s);
        turned(jacobian, row + 4, width, u, 0, c, s);
        turned(jacobian, row + 5, width, 0, u, c, s);
      }
    },
  };
}

/** Writes (re + i im)(c + i s) into a column of a point's two rows. */
function turned(
  jacobian: Float64Array,
  at: number,
  width: number,
  re: number,
  im: number,
  c: number,
  s: number,
): void {
  jacobian[at] = re * c - im * s;
  jacobian[at + width] = re * s + im * c;
}

function unknowns(lines: readonly AbsorptiveLine[], start: PhaseAt, scale: number): readonly Parameter[] {
  const shared = SHARED.map((name): Parameter => {
    if (name === "zero") return { name, unit: "deg", start: start.zeroDegrees };
    if (name !== "first") return { name, unit: "", start: 0 };
    const prior = { kind: "normal", mean: 0, standardDeviation: USUAL_FIRST_DEGREES } as const;
    const bounds = { lower: -180, upper: 180 };
    return { name, unit: "deg", start: Math.max(-180, Math.min(180, start.firstDegrees)), ...bounds, prior };
  });
  const own = lines.flatMap(({ at, halfPoints, height }, l): readonly Parameter[] => {
    const reach = FARTHEST * halfPoints + 2;
    const widths = { lower: halfPoints / WIDEST, upper: halfPoints * WIDEST };
    return [
      { name: `place ${l}`, unit: "", start: at, lower: at - reach, upper: at + reach },
      { name: `half width ${l}`, unit: "", start: halfPoints, transform: "log", ...widths },
      { name: `height ${l}`, unit: "", start: Math.max(0, height / scale), lower: 0 },
    ];
  });
  return [...shared, ...own];
}

/** The phase a complex spectrum's lines share, with the lines; null where there are not enough points to say. */
export function fitLines(
  re: Float64Array,
  im: Float64Array,
  lines: readonly AbsorptiveLine[],
  start: PhaseAt,
): { readonly phase: PhaseAt; readonly lines: readonly AbsorptiveLine[] } | null {
  const means = meansAbout(re, im, lines);
  const parameters = unknowns(lines, start, means.scale);
  if (means.values.length < 2 * parameters.length) return null;
  const dataset = spectrumOfLines(means, re.length, start.pivot, lines.length);
  const found = fit(
    { parameters, datasets: [dataset] },
    { tolerance: TOLERANCE, maxEvaluations: MOST_EVALUATIONS },
  );
  const value = (i: number): number => found.parameters[i]!.value;
  return {
    phase: { pivot: start.pivot, zeroDegrees: value(0), firstDegrees: value(1) },
    lines: lines.map((_, l) => {
      const first = SHARED.length + OF_LINE * l;
      return { at: value(first), halfPoints: value(first + 1), height: value(first + 2) * means.scale };
    }),
  };
}

/** Takes the absorption of lines, up to 30 half widths away, off a phased real part. */
export function absorptionOf(lines: readonly AbsorptiveLine[], real: Float64Array): void {
  for (const { at, halfPoints, height } of lines) {
    const from = Math.max(0, Math.floor(at - 30 * halfPoints));
    const to = Math.min(real.length, Math.ceil(at + 30 * halfPoints));
    for (let k = from; k < to; k++) {
      const x = (k - at) / halfPoints;
      real[k]! -= height / (1 + x * x);
    }
  }
}
