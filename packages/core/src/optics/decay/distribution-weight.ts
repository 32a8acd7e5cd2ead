/** A distribution's fit at one weight of the regulariser. */
export interface PathPoint {
  readonly weight: number;
  readonly deviance: number;
  readonly penalty: number;
  readonly effectiveParameters: number;
}

/**
 * The weight at which the deviance has risen above that of the least weight by the effective number of parameters there. The deviance at
 * the true distribution is expected just there: fitting takes one unit for each parameter. The sum of expected deviances
 * itself is no mark: it scatters by sqrt(2 n), 22 for 256 channels, more than any distribution takes up.
 *
 * @param path weights falling
 */
export function weightByDeviance(path: readonly PathPoint[]): number {
  const least = path.at(-1)!;
  const target = least.deviance + least.effectiveParameters;
  const after = path.findIndex(({ deviance }) => deviance <= target);
  if (after <= 0) return path[Math.max(0, after)]!.weight;
  const [above, below] = [path[after - 1]!, path[after]!];
  const share = (above.deviance - target) / (above.deviance - below.deviance);
  return above.weight * (below.weight / above.weight) ** share;
}

/**
 * The weight at the corner of the L-curve, ln penalty against ln (deviance less the least one, plus the effective parameters): where
 * the circle through three neighbouring points is smallest, on the side of the corner.
 *
 * @param path weights falling
 */
export function weightByCorner(path: readonly PathPoint[]): number {
  const least = path.at(-1)!;
  const points = path.map(({ deviance, penalty }) => ({
    x: Math.log(Math.max(deviance - least.deviance, 0) + least.effectiveParameters),
    y: Math.log(Math.max(penalty, 1e-12)),
  }));
  let best = 0;
  let sharpest = Number.NEGATIVE_INFINITY;
  for (let k = 1; k < points.length - 1; k++) {
    const [a, b, c] = [points[k - 1]!, points[k]!, points[k + 1]!];
    const cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    const sides =
      Math.hypot(b.x - a.x, b.y - a.y) * Math.hypot(c.x - b.x, c.y - b.y) * Math.hypot(c.x - a.x, c.y - a.y);
    // From even to free the curve comes down in x, then turns up in y: to the right, a negative cross product.
    const curvature = sides > 0 ? (-2 * cross) / sides : 0;
    if (curvature > sharpest) {
      sharpest = curvature;
      best = k;
    }
  }
  return path[best]!.weight;
}
