import type { PpmRange } from "./integrate.ts";
import { pickPeaks } from "./peaks.ts";

/** Regions found at most, how far they reach to each side of a line in its widths, and the least height against the tallest. */
const MOST_REGIONS = 6;
const LINE_WIDTHS = 4;
const LEAST_HEIGHT = 0.02;

/** Highest point of a spectrum. */
function highest(row: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < row.length; i++) if (row[i]! > most) most = row[i]!;
  return most;
}

/**
 * Regions about the tallest lines of the strongest row, highest shift first, at most six; lines whose regions overlap, as those of a
 * multiplet do, share one.
 * @param rows real spectra on the axis `ppm`
 * @throws InputError where no line stands above the noise, as {@link pickPeaks} does
 */
export function lineRegions(rows: readonly Float64Array[], ppm: Float64Array): readonly PpmRange[] {
  const heights = rows.map(highest);
  const strongest = rows[heights.indexOf(Math.max(...heights))]!;
  const step = Math.abs(ppm[1]! - ppm[0]!);
  const lines = [...pickPeaks(strongest, ppm)].sort((a, b) => b.height - a.height);
  const found: PpmRange[] = [];
  for (const { ppm: at, widthPpm, height } of lines) {
    if (height < LEAST_HEIGHT * lines[0]!.height) break;
    const half = LINE_WIDTHS * Math.max(widthPpm ?? 0, 2 * step);
    const own = { fromPpm: at + half, toPpm: at - half };
    const touched = found.filter(({ fromPpm, toPpm }) => fromPpm > own.toPpm && toPpm < own.fromPpm);
    if (touched.length === 0 && found.length === MOST_REGIONS) continue;
    for (const one of touched) found.splice(found.indexOf(one), 1);
    found.push({
      fromPpm: Math.max(own.fromPpm, ...touched.map(({ fromPpm }) => fromPpm)),
      toPpm: Math.min(own.toPpm, ...touched.map(({ toPpm }) => toPpm)),
    });
  }
  return found.sort((a, b) => b.toPpm - a.toPpm);
}
