/** Root in ln scale of a slope that is negative for too small and positive for too large a scale. */
export function rootOfSlope(slope: (scale: number) => number, start: number, least: number): number {
  let low = start;
  let high = start;
  const up = slope(start) < 0;
  for (let i = 0; i < 200; i++) {
    if (up) {
      high *= 2;
      if (!(slope(high) < 0)) break;
      low = high;
    } else {
      low /= 2;
      if (low <= least) return least;
      if (!(slope(low) > 0)) break;
      high = low;
    }
  }
  // Illinois variant of the secant rule on ln scale; the bracket holds at every step.
  let [a, b] = [Math.log(low), Math.log(high)];
  let [slopeA, slopeB] = [slope(low), slope(high)];
  let lastMoved: "a" | "b" | null = null;
  for (let i = 0; i < 100 && b - a > 1e-13; i++) {
    let middle = a - (slopeA * (b - a)) / (slopeB - slopeA);
    if (!(middle > a && middle < b)) middle = (a + b) / 2;
    const slopeM = slope(Math.exp(middle));
    if (slopeM === 0) return Math.exp(middle);
    if (slopeM < 0) {
      a = middle;
      slopeA = slopeM;
      if (lastMoved === "a") slopeB /= 2;
      lastMoved = "a";
    } else {
      b = middle;
      slopeB = slopeM;
      if (lastMoved === "b") slopeA /= 2;
      lastMoved = "b";
    }
  }
  return Math.exp((a + b) / 2);
}
