/** Points between two exact values of the rotating phase factor; the recursion's error stays below 1e-13. */
const EXACT_EVERY = 256;

/** A phase correction: `zeroDegrees` everywhere, `firstDegrees` more at the last point than at the first. */
export interface Phase {
  readonly zeroDegrees: number;
  readonly firstDegrees: number;
}

/**
 * Turns a spectrum in place: S_k exp(i (p0 + p1 k/N)), N points, k = 0 the highest shift. With p0 = PHC0 and p1 = PHC1
 * this is what TopSpin does to the points it stores.
 */
export function applyPhase(re: Float64Array, im: Float64Array, phase: Phase): void {
  const points = re.length;
  const start = (phase.zeroDegrees * Math.PI) / 180;
  const step = (phase.firstDegrees * Math.PI) / 180 / points;
  const cs = Math.cos(step);
  const sn = Math.sin(step);
  for (let block = 0; block < points; block += EXACT_EVERY) {
    let c = Math.cos(start + step * block);
    let s = Math.sin(start + step * block);
    const end = Math.min(points, block + EXACT_EVERY);
    for (let k = block; k < end; k++) {
      const a = re[k]!;
      const b = im[k]!;
      re[k] = a * c - b * s;
      im[k] = a * s + b * c;
      const turned = c * cs - s * sn;
      s = s * cs + c * sn;
      c = turned;
    }
  }
}

/** The same correction with its first-order part turning about point `pivot` (0 to 1 of the spectrum) instead of 0. */
export function phaseAbout(pivot: number, zeroDegrees: number, firstDegrees: number): Phase {
  return { zeroDegrees: zeroDegrees - firstDegrees * pivot, firstDegrees };
}
