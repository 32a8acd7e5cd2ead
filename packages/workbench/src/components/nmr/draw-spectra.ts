import type { PpmRange } from "@oleate/core";

/** Spectra as the worker sends them: one axis, highest shift first. */
export interface DrawnSpectra {
  readonly rows: readonly Float32Array[];
  readonly firstPpm: number;
  readonly lastPpm: number;
}

/** How they are drawn. */
export interface SpectraLook {
  /** Shifts at the left and right edge. */
  readonly window: readonly [left: number, right: number];
  /** Share of the height over which the rows are stacked, 0 to 1. */
  readonly offset: number;
  /** Height of the tallest line over what fits. */
  readonly gain: number;
  readonly regions: readonly PpmRange[];
  /** A stretch being dragged. */
  readonly dragged: PpmRange | null;
  readonly label: string;
}

/** Colours taken from the page's style. */
export interface SpectraColours {
  readonly ink: string;
  readonly faint: string;
  readonly rule: string;
  readonly line: string;
  readonly region: string;
}

/** Margins of the plot, CSS pixels. */
export const MARGIN: { readonly side: number; readonly top: number; readonly bottom: number } = {
  side: 14,
  top: 18,
  bottom: 40,
};

/** Shift at a place across the plot, CSS pixels from its left edge. */
export function ppmAt(x: number, width: number, [left, right]: SpectraLook["window"]): number {
  const share = (x - MARGIN.side) / Math.max(1, width - 2 * MARGIN.side);
  return left + (right - left) * Math.min(1, Math.max(0, share));
}

/** Place of a shift, CSS pixels. */
function placeOf(ppm: number, width: number, [left, right]: SpectraLook["window"]): number {
  return MARGIN.side + ((ppm - left) / (right - left)) * (width - 2 * MARGIN.side);
}

/** Round places for ticks between two shifts, about `count` of them, and the digits they need. */
export function ticksBetween(
  low: number,
  high: number,
  count: number,
): { readonly at: readonly number[]; readonly digits: number } {
  const raw = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((one) => one * power >= raw) ?? 10) * power;
  const at: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) at.push(i * step + 0);
  return { at, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}

/** Indices of a row that lie within the window, one more on each side. */
function pointsIn({ rows, firstPpm, lastPpm }: DrawnSpectra, [left, right]: SpectraLook["window"]) {
  const last = (rows[0]?.length ?? 1) - 1;
  const perPoint = (lastPpm - firstPpm) / last;
  const from = Math.max(0, Math.floor((left - firstPpm) / perPoint));
  const to = Math.min(last, Math.ceil((right - firstPpm) / perPoint));
  return { from, to, perPoint };
}

/** Least and greatest intensity of all rows within the window. */
function spanOf(spectra: DrawnSpectra, window: SpectraLook["window"]): readonly [number, number] {
  const { from, to } = pointsIn(spectra, window);
  let [least, most] = [0, 0];
  for (const row of spectra.rows) {
    for (let i = from; i <= to; i++) {
      const value = row[i]!;
      if (value > most) most = value;
      else if (value < least) least = value;
    }
  }
  return [least, most];
}

/**
 * One row as a path: where points are denser than pixels, the lowest and highest of each pixel's column, which looks as all of
 * them would.
 */
function traceRow(
  context: CanvasRenderingContext2D,
  row: Float32Array,
  { from, to }: { readonly from: number; readonly to: number },
  xOf: (index: number) => number,
  yOf: (value: number) => number,
): void {
  const pixels = Math.abs(xOf(to) - xOf(from));
  context.beginPath();
  if (to - from < 2 * pixels) {
    for (let i = from; i <= to; i++) context.lineTo(xOf(i), yOf(row[i]!));
  } else {
    const columns = Math.max(1, Math.round(pixels));
    for (let column = 0; column < columns; column++) {
      const first = from + Math.floor((column * (to - from)) / columns);
      const last = from + Math.floor(((column + 1) * (to - from)) / columns);
      let [least, most] = [row[first]!, row[first]!];
      for (let i = first + 1; i <= last; i++) {
        const value = row[i]!;
        if (value < least) least = value;
        else if (value > most) most = value;
      }
      const x = xOf((first + last) / 2);
      context.lineTo(x, yOf(least));
      context.lineTo(x, yOf(most));
    }
  }
  context.stroke();
}

/** Least space between two names, px: closer they read as one number. */
const APART = 6;

/** Middles of names moved right so far that no two touch, in the order given, px. */
export function keptApart(middles: readonly number[], widths: readonly number[]): readonly number[] {
  const placed = [...middles];
  const order = [...middles.keys()].sort((a, b) => middles[a]! - middles[b]!);
  order.forEach((index, k) => {
    const before = order[k - 1];
    if (before === undefined) return;
    const least = placed[before]! + widths[before]! / 2 + APART + widths[index]! / 2;
    placed[index] = Math.max(placed[index]!, least);
  });
  return placed;
}

/** Draws spectra into a context scaled to CSS pixels: regions, rows from the last to the first, the axis of shifts. */
export function drawSpectra(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  spectra: DrawnSpectra,
  look: SpectraLook,
  colours: SpectraColours,
): void {
  const { window } = look;
  const [left, right] = window;
  const bottom = height - MARGIN.bottom;
  const room = bottom - MARGIN.top;
  context.clearRect(0, 0, width, height);
  context.font = "13px system-ui, sans-serif";
  context.textAlign = "center";

  /** Shades a region; its middle, null where it is out of the window. */
  const shade = ({ fromPpm, toPpm }: PpmRange): number | null => {
    const ends = [placeOf(fromPpm, width, window), placeOf(toPpm, width, window)].sort((a, b) => a - b);
    const [x, to] = [Math.max(MARGIN.side, ends[0]!), Math.min(width - MARGIN.side, ends[1]!)];
    if (to <= x) return null;
    context.globalAlpha = 0.14;
    context.fillStyle = colours.region;
    context.fillRect(x, MARGIN.top, Math.max(1, to - x), room);
    context.globalAlpha = 1;
    return (x + to) / 2;
  };
  const named = look.regions.flatMap((region, i) => {
    const at = shade(region);
    return at === null ? [] : [{ at, name: String(i + 1) }];
  });
  const widths = named.map(({ name }) => context.measureText(name).width);
  keptApart(
    named.map(({ at }) => at),
    widths,
  ).forEach((at, i) => {
    context.fillText(named[i]!.name, at, MARGIN.top - 5);
  });
  if (look.dragged) shade(look.dragged);

  const count = spectra.rows.length;
  const [least, most] = spanOf(spectra, window);
  const stacked = count > 1 ? look.offset * 0.85 * room : 0;
  const span = Math.max(most - least, Number.MIN_VALUE);
  const scale = ((room - stacked) / span) * look.gain;
  const zero = bottom + Math.max(-room / 3, (least * (room - stacked)) / span);
  const points = pointsIn(spectra, window);
  const xOf = (index: number): number => placeOf(spectra.firstPpm + index * points.perPoint, width, window);
  context.save();
  context.beginPath();
  context.rect(MARGIN.side, 0, width - 2 * MARGIN.side, bottom + 1);
  context.clip();
  context.strokeStyle = colours.line;
  context.lineWidth = count > 24 ? 0.8 : 1.1;
  context.lineJoin = "round";
  for (let i = count - 1; i >= 0; i--) {
    const base = zero - (count > 1 ? (stacked * i) / (count - 1) : 0);
    traceRow(context, spectra.rows[i]!, points, xOf, (value) => base - value * scale);
  }
  context.restore();

  context.strokeStyle = colours.ink;
  context.fillStyle = colours.ink;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(MARGIN.side, bottom + 0.5);
  context.lineTo(width - MARGIN.side, bottom + 0.5);
  const ticks = ticksBetween(
    Math.min(left, right),
    Math.max(left, right),
    Math.max(3, Math.floor(width / 90)),
  );
  for (const at of ticks.at) {
    const x = Math.round(placeOf(at, width, window)) + 0.5;
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + 5);
    context.fillText(at.toFixed(ticks.digits).replace("-", "−"), x, bottom + 18);
  }
  context.stroke();
  context.fillText(look.label, width / 2, height - 5);
}
