/**
 * Area under straight lines between points, from one place to another within them (trapezoid rule, ends interpolated);
 * in units of x times y, above 0 where y is, whether the axis rises or falls.
 * @param x ascending or descending; @param from, @param to default the ends of the axis
 */
export function trapezoidArea(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
): number {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  let sum = 0;
  for (let i = 1; i < x.length; i++) {
    const [a, b] = x[i - 1]! < x[i]! ? [i - 1, i] : [i, i - 1];
    const start = Math.max(low, x[a]!);
    const end = Math.min(high, x[b]!);
    if (end <= start) continue;
    const slope = (y[b]! - y[a]!) / (x[b]! - x[a]!);
    sum += (y[a]! + slope * ((start + end) / 2 - x[a]!)) * (end - start);
  }
  return sum;
}
