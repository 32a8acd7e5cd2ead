import { scaledErfc } from "../../numerics/error-function.ts";
import { trapezoidArea } from "../../numerics/trapezoid.ts";
import { sampleNoise } from "../spectra/local-polynomial.ts";

/** Light left at an end of the summed range, as a share of the maximum, up to which a band counts as whole. */
const WHOLE_BELOW = 0.03;
/** Standard errors by which the light at an end has to stand out. */
const SURE = 4;
/** Points of the summed range that one mean at an end is taken over: this share of them, and no fewer than three. */
const SHARE_OF_POINTS = 1 / 50;
/** Flanks of short wavelength fall more steeply than a Gaussian: an estimate (a log-normal band of 30 % needs 0.73). */
const STEEPER = 0.7;
/** What falls by less than this share of what a Gaussian would, in logarithms, is taken for a background. */
const FALLS = 0.3;

/** An end of the summed range at which the emission has not come down. */
export interface CutEnd {
  readonly end: "lower" | "upper";
  readonly wavelengthNm: number;
  /** Intensity there over the maximum within the range. */
  readonly share: number;
  /** "band": it falls towards the end; "maximum": it is greatest there; "background": it neither rises nor falls. */
  readonly is: "band" | "maximum" | "background";
  /** Light beyond the end over the light within the range, least and most; null where it cannot be told. */
  readonly missing: { readonly low: number; readonly high: number } | null;
  /** Where that comes from: the record beyond the range, or the flank carried on. */
  readonly missingFrom: "record" | "flank" | null;
}

/** Points of a spectrum seen from one of its ends, distance in nm outwards from the range's middle. */
interface Side {
  readonly end: "lower" | "upper";
  /** From the end of the range inwards. */
  readonly inward: { readonly distance: number; readonly value: number }[];
  /** From the end of the range outwards, as far as the record goes. */
  readonly outward: { readonly distance: number; readonly value: number }[];
}

function sideOf(
  end: Side["end"],
  wavelengthNm: Float64Array,
  values: Float64Array,
  fromNm: number,
  toNm: number,
): Side {
  const edge = end === "lower" ? fromNm : toNm;
  const points = Array.from(wavelengthNm, (x, i) => ({ distance: Math.abs(x - edge), x, value: values[i]! }));
  const ordered = end === "lower" ? points : points.toReversed();
  return {
    end,
    inward: ordered.filter(({ x }) => x >= fromNm && x <= toNm),
    outward: ordered.filter(({ x }) => (end === "lower" ? x < fromNm : x > toNm)).toReversed(),
  };
}

const mean = (points: readonly { readonly value: number }[]): number =>
  points.reduce((sum, { value }) => sum + value, 0) / points.length;

/** Value at the end itself: of the straight line through the points next to it, whose mean stands a little within. */
function edgeValue(points: Side["inward"]): number {
  const [x, y] = [points.reduce((sum, { distance }) => sum + distance, 0) / points.length, mean(points)];
  const spread = points.reduce((sum, { distance }) => sum + (distance - x) ** 2, 0);
  const slope = points.reduce((sum, { distance, value }) => sum + (distance - x) * (value - y), 0) / spread;
  return Math.max(0, y - slope * x);
}

/** Light the record holds beyond an end, down to where it no longer falls: what rises again is another band or the lamp. `whole`: it came to that. */
function recorded({ inward, outward }: Side, count: number): { light: number; whole: boolean } | null {
  const points = [inward[0]!, ...outward];
  if (outward.length < count) return null;
  let last = points.length - count;
  for (let i = 1; i + count <= points.length; i++) {
    if (mean(points.slice(i, i + count)) <= mean(points.slice(i - 1, i - 1 + count))) continue;
    last = i;
    break;
  }
  const kept = points.slice(0, last + count);
  const light = trapezoidArea(
    Float64Array.from(kept, ({ distance }, i) => (i === 0 ? 0 : distance)),
    Float64Array.from(kept, ({ value }) => value),
  );
  return { light, whole: kept.length < points.length };
}

/** The mean of some points about a distance from an end, with the distance it stands for. */
function flankAt(
  inward: Side["inward"],
  distanceNm: number,
  count: number,
): { distance: number; value: number } {
  const found = inward.findIndex(({ distance }) => distance >= distanceNm);
  const points = inward.slice(Math.max(0, found), Math.max(0, found) + count);
  return {
    distance: points.reduce((sum, { distance }) => sum + distance, 0) / points.length,
    value: mean(points),
  };
}

/**
 * Light beyond an end by its flank, of which points a sixth, a third and two thirds of the way to the maximum are taken: by a
 * Gaussian through the end and the two outer ones, ln I = a + b s - c s^2, and by an exponential with the slope at the end;
 * null where the flank does not fall.
 */
function extrapolated(
  inward: Side["inward"],
  toPeakNm: number,
  count: number,
): { readonly low: number; readonly high: number } | null {
  const [end, near, middle, far] = [0, 1 / 6, 1 / 3, 2 / 3].map((way) =>
    flankAt(inward, way * toPeakNm, count),
  ) as [Side["inward"][number], Side["inward"][number], Side["inward"][number], Side["inward"][number]];
  const fall = (to: typeof end): number => Math.log(to.value / end.value) / (to.distance - end.distance);
  // The mean stands a little within the range: its light is brought to the end by the slope.
  const slope = Math.max(fall(near), fall(middle));
  if (!(slope > 0)) return null;
  const exponential = (end.value * Math.exp(-slope * end.distance)) / slope;
  const c = (fall(middle) - fall(far)) / (far.distance - middle.distance);
  if (!(c > 0)) return { low: exponential / 2, high: 2 * exponential };
  const b = fall(middle) + c * (middle.distance + end.distance);
  const atEdge = end.value * Math.exp(-b * end.distance + c * end.distance ** 2);
  // Outwards ln I falls by b s + c s^2, whose integral is the scaled complementary error function.
  const gaussian = atEdge * Math.sqrt(Math.PI / (4 * c)) * scaledErfc(b / (2 * Math.sqrt(c)));
  return { low: STEEPER * Math.min(gaussian, exponential), high: Math.max(gaussian, exponential) };
}

/**
 * The ends of `fromNm` to `toNm` (nm) at which an emission spectrum has not come down to 3 % of its maximum, with the light left out
 * there. `values`: intensities at `wavelengthNm` (rising, nm). Where the record goes on beyond the range, the light left out is read
 * from it; where that ends, the flank is carried on by a Gaussian, less three tenths for steeper ones, and by an exponential, between
 * which emission bands fall as a rule. Sound for one band; a shoulder near the end makes it too small.
 */
export function cutEnds(
  wavelengthNm: Float64Array,
  values: Float64Array,
  fromNm: number,
  toNm: number,
): readonly CutEnd[] {
  const inside = wavelengthNm.map((x) => (x >= fromNm && x <= toNm ? 1 : 0));
  const x = wavelengthNm.filter((_, i) => inside[i] === 1);
  const y = values.filter((_, i) => inside[i] === 1);
  const count = Math.max(3, Math.ceil(x.length * SHARE_OF_POINTS));
  if (x.length < 4 * count) return [];
  const height = y.reduce((a, b) => Math.max(a, b), 0);
  const peakNm = x[y.indexOf(height)]!;
  const area = trapezoidArea(x, y);
  const noise = sampleNoise(y) / Math.sqrt(count);
  return (["lower", "upper"] as const).flatMap((end): CutEnd[] => {
    const side = sideOf(end, wavelengthNm, values, fromNm, toNm);
    const atEnd = mean(side.inward.slice(0, count));
    const share = atEnd / height;
    if (!(share > WHOLE_BELOW && atEnd > SURE * noise)) return [];
    const edgeNm = end === "lower" ? fromNm : toNm;
    const toPeakNm = Math.abs(peakNm - edgeNm);
    // A tenth of the range further in, but on the flank: half way to the maximum at most.
    const stepNm = Math.min((toNm - fromNm) / 10, toPeakNm / 2);
    const at = Math.max(
      count,
      side.inward.findIndex(({ distance }) => distance >= stepNm),
    );
    const next = side.inward.slice(at, at + count);
    const base = { end, wavelengthNm: edgeNm, share: edgeValue(side.inward.slice(0, count)) / height };
    if (toPeakNm <= 2 * (side.inward[count]!.distance - side.inward[0]!.distance))
      return [{ ...base, is: "maximum", missing: null, missingFrom: null }];
    const gaussian = Math.log(1 / share) * (1 - Math.max(0, 1 - stepNm / toPeakNm) ** 2);
    if (!(Math.log(mean(next) / atEnd) > FALLS * gaussian))
      return [{ ...base, is: "background", missing: null, missingFrom: null }];
    const beyond = recorded(side, count);
    const carried = beyond === null ? extrapolated(side.inward, toPeakNm, count) : null;
    // A record that ends before the band does is cut itself.
    const rest = beyond === null || beyond.whole ? null : restOf(wavelengthNm, values, end);
    const light = beyond
      ? { low: beyond.light + (rest?.low ?? 0), high: beyond.light + (rest?.high ?? 0) }
      : carried;
    return [
      {
        ...base,
        is: "band",
        missing: light && { low: light.low / area, high: light.high / area },
        missingFrom: light === null ? null : beyond ? "record" : "flank",
      },
    ];
  });
}

/** Light beyond the record's own end, by its flank. */
function restOf(
  wavelengthNm: Float64Array,
  values: Float64Array,
  end: Side["end"],
): { readonly low: number; readonly high: number } | null {
  const ends = cutEnds(wavelengthNm, values, wavelengthNm[0]!, wavelengthNm.at(-1)!);
  const missing = ends.find((one) => one.end === end)?.missing ?? null;
  const area = trapezoidArea(wavelengthNm, values);
  return missing && { low: missing.low * area, high: missing.high * area };
}

const percent = (share: number): string => String(Number((100 * share).toPrecision(share < 0.1 ? 1 : 2)));

/** Says of each end what it does to the emission area of a solution; `who`: the sample or the reference. */
export function cutWarnings(who: string, ends: readonly CutEnd[]): string[] {
  return ends.map(({ end, wavelengthNm, share, is, missing, missingFrom }) => {
    const where = `at ${Number(wavelengthNm.toFixed(1))} nm, the ${end} end of what is summed`;
    const left = `the emission of the ${who} is still ${percent(share)} % of its maximum ${where}`;
    if (is === "background")
      return `background: ${left}, and does not fall there: a background counted as emission? Take it off, or narrow the range`;
    if (is === "maximum")
      return `band cut: the emission of the ${who} has its maximum ${where}: how much is left out cannot be told; widen the range`;
    if (missing === null) return `band cut: ${left}: how much is left out cannot be told; widen the range`;
    const [low, high] = [percent(missing.low), percent(missing.high)];
    const much = low === high ? high : `${low} to ${high}`;
    return missingFrom === "record"
      ? `band cut: ${left}; by the record beyond it, ${much} % more light than is summed is left out: widen the range`
      : `band cut: ${left}, where the record ends; by the flank, about ${much} % more light than is summed is missing: measure further`;
  });
}
