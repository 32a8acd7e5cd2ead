/**
 * Indices that draw a long series as it would look: the lowest and highest point of every column of `columns`.
 * Short series keep all their points.
 */
export function decimate(y: readonly number[], columns: number): readonly number[] {
  if (y.length <= 2 * columns) return y.map((_, i) => i);
  const kept: number[] = [];
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * y.length) / columns);
    const to = Math.floor(((column + 1) * y.length) / columns);
    let low = from;
    let high = from;
    for (let i = from; i < to; i++) {
      // A missing number gives way to any other.
      if (y[i]! < y[low]! || Number.isNaN(y[low]!)) low = i;
      if (y[i]! > y[high]! || Number.isNaN(y[high]!)) high = i;
    }
    kept.push(Math.min(low, high));
    if (low !== high) kept.push(Math.max(low, high));
  }
  return kept;
}
