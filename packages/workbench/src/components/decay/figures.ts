import type { FigureSpec, InstrumentResponse, Series } from "@oleate/core";
import type { FitAsk, FittedEmission } from "../../worker/decay-protocol.ts";

/** How the plot is looked at. */
export interface PlotLook {
  readonly log: boolean;
  readonly parts: boolean;
  /** Only the fitted channels. */
  readonly zoomed: boolean;
}

/** The air left of and below what is drawn, as a share. */
const AIR = 0.01;
/** A logarithmic axis goes no lower than this count. */
const LEAST_SHOWN = 0.4;

const peakOf = (values: ArrayLike<number>): number => {
  let peak = 0;
  for (let i = 0; i < values.length; i++) peak = Math.max(peak, values[i]!);
  return peak;
};

/** Left edges of all channels, ns. */
export function timesOf({ counts, channelWidthNs, startNs = 0 }: FitAsk["decay"]): Float64Array {
  return Float64Array.from(counts, (_, i) => startNs + i * channelWidthNs);
}

/** First and last time of a record, ns. */
export function recordOf({
  counts,
  channelWidthNs,
  startNs = 0,
}: FitAsk["decay"]): readonly [number, number] {
  return [startNs, startNs + counts.length * channelWidthNs];
}

/** A record of which more than this share has no count at its start or end is not drawn whole. */
const MOST_EMPTY = 0.25;
/** Drawn beyond the counts then, as a share of them. */
const MARGIN = 0.1;

/** What of a record is drawn, ns: all of it, or where the counts are when much of the rest is empty. */
export function countedSpan(decay: FitAsk["decay"]): readonly [number, number] {
  const [start, end] = recordOf(decay);
  const { counts, channelWidthNs } = decay;
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  if (first < 0) return [start, end];
  const margin = Math.ceil(MARGIN * (last + 1 - first));
  const from = first > MOST_EMPTY * counts.length ? Math.max(0, first - margin) : 0;
  const beyond = counts.length - 1 - last;
  const to = beyond > MOST_EMPTY * counts.length ? Math.min(counts.length, last + 1 + margin) : counts.length;
  return [start + from * channelWidthNs, start + to * channelWidthNs];
}

/** First and last time that was fitted, ns. */
export function fittedRange(decay: FitAsk["decay"], found: FittedEmission | null): readonly [number, number] {
  if (!found) return recordOf(decay);
  const { first, last } = found.result.range;
  const { channelWidthNs, startNs = 0 } = decay;
  return [startNs + first * channelWidthNs, startNs + (last + 1) * channelWidthNs];
}

/** The response over the decay's channels, as high as the decay's peak and moved by the fitted shift. */
function responseCurve(
  response: InstrumentResponse,
  { decay }: FitAsk,
  found: FittedEmission | null,
  peak: number,
): { readonly x: number[]; readonly y: number[] } | null {
  const shift = found?.result.shift?.value;
  const width = decay.channelWidthNs;
  if (response.kind === "measured") {
    const { counts, startNs = 0 } = response.histogram;
    const most = peakOf(counts);
    if (!(most > 0)) return null;
    return {
      x: Array.from(counts, (_, i) => startNs + i * width + (shift ?? 0)),
      y: Array.from(counts, (count) => (count * peak) / most),
    };
  }
  if (response.kind !== "gaussian" || shift === undefined) return null;
  const [start] = recordOf(decay);
  const times = Array.from(timesOf(decay));
  const y = times.map((t) => {
    const away = (t + width / 2 - start - shift) / response.fwhmNs;
    return peak * Math.exp(-4 * Math.LN2 * away * away);
  });
  return { x: times, y };
}

/** The time axis that counts and residuals share. */
export function timeAxis(
  ask: FitAsk,
  found: FittedEmission | null,
  zoomed: boolean,
): readonly [number, number] {
  const span = countedSpan(ask.decay);
  const fitted = found ? fittedRange(ask.decay, found) : span;
  const [from, to] = zoomed
    ? fittedRange(ask.decay, found)
    : [Math.min(span[0], fitted[0]), Math.max(span[1], fitted[1])];
  const air = AIR * (to - from);
  return [from - air, to + air];
}

/** Counts, response, fit and what the fit is made of, against time. */
export function decayFigure(ask: FitAsk, found: FittedEmission | null, look: PlotLook): FigureSpec {
  const { decay } = ask;
  const scale = ask.peakCounts === null ? 1 : ask.peakCounts / peakOf(decay.counts);
  const counts = Array.from(decay.counts, (count) => count * scale);
  const peak = peakOf(counts);
  const [from, to] = timeAxis(ask, found, look.zoomed);
  const within = (x: readonly number[], y: readonly number[]): { x: number[]; y: number[] } => {
    const kept = x.flatMap((t, i) => (t >= from && t <= to ? [i] : []));
    return { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
  };
  const response = responseCurve(ask.response, ask, found, peak);
  const curveTimes = found ? Array.from(found.curve.timesNs) : [];
  // On a logarithmic axis a count of 0 has no place; far below the axis a line has none either.
  const above = (values: ArrayLike<number>): number[] =>
    Array.from(values, (value) => (look.log && value < LEAST_SHOWN / 10 ? Number.NaN : value));
  const parts: readonly Series[] =
    found && look.parts && found.parts.length > 1
      ? found.parts.map(
          ({ name, means }): Series => ({
            name,
            kind: "line",
            ...within(curveTimes, above(means)),
            dashed: true,
          }),
        )
      : [];
  const background = found?.result.background.value ?? 0;
  const level: readonly Series[] =
    found && look.parts && background > LEAST_SHOWN
      ? [{ name: "background", kind: "line", x: [from, to], y: [background, background], dashed: true }]
      : [];
  const all = within(Array.from(timesOf(decay)), counts);
  const seen = look.log ? all.y.map((count) => count > 0) : all.y.map(() => true);
  const points = { x: all.x.filter((_, i) => seen[i]), y: all.y.filter((_, i) => seen[i]) };
  const empty = all.y.length - points.y.length;
  const least = points.y.reduce((a, b) => Math.min(a, b), peak);
  const low = Math.min(2 * LEAST_SHOWN, 0.8 * least, peak / 10);
  const [first, last] = recordOf(decay);
  const cut = !look.zoomed && (from > first || to < last);
  const rest = cut
    ? ` The record runs from ${Number(first.toPrecision(4))} to ${Number(last.toPrecision(6))} ns; the rest of it is empty.`
    : "";
  const left = empty > 0 ? ` Not on the logarithmic axis: ${empty} channels at or below 0.` : "";
  return {
    id: `decay-${decay.name}`,
    title: `Decay of ${decay.name}`,
    caption: found
      ? `Counts in channels of ${Number(decay.channelWidthNs.toPrecision(4))} ns, and the fit: ${found.result.model}${found.result.background.value > 0 ? " and a background" : ""}.${response ? " The response is drawn as high as the decay." : ""} Below: signed roots of each channel's deviance, in standard deviations of counting noise.${rest}${left}`
      : `Counts in channels of ${Number(decay.channelWidthNs.toPrecision(4))} ns.${rest}${left}`,
    x: { label: "time", unit: "ns", scale: "linear", range: [from, to] },
    y: {
      label: ask.peakCounts === null ? "counts" : "counts, restored",
      unit: "",
      scale: look.log ? "log" : "linear",
      ...(look.log ? { range: [low, 1.7 * peak] as const } : { range: [-0.02 * peak, 1.05 * peak] as const }),
    },
    series: [
      { name: "counts", kind: "points", ...points },
      ...(found
        ? [{ name: "fit", kind: "line" as const, ...within(curveTimes, Array.from(found.curve.fitted)) }]
        : []),
      ...(response
        ? [
            {
              name: "response",
              kind: "line" as const,
              ...within(response.x, above(response.y)),
            },
          ]
        : []),
      ...parts,
      ...level,
    ],
  };
}

/** Signed roots of the deviance of each channel, on the time axis of the decay. */
export function residualFigure(ask: FitAsk, found: FittedEmission, look: PlotLook): FigureSpec {
  const { timesNs, residuals } = found.curve;
  let most = 3;
  for (let i = 0; i < residuals.length; i++) most = Math.max(most, Math.abs(residuals[i]!));
  const reach = Math.ceil(most * 1.05);
  return {
    id: `residuals-${ask.decay.name}`,
    title: "Residuals",
    caption: "Signed roots of the deviance of each channel.",
    x: { label: "time", unit: "ns", scale: "linear", range: timeAxis(ask, found, look.zoomed) },
    y: { label: "residual", unit: "", scale: "linear", range: [-reach, reach] },
    series: [{ name: "residual", kind: "points", x: Array.from(timesNs), y: Array.from(residuals) }],
    guides: [{ axis: "y", at: 0, label: "" }],
  };
}
