/** Terms of the rational expansion; 40 give w to about 1e-14 of its largest value. */
const TERMS = 40;
const STRETCH: number = Math.sqrt(TERMS / Math.SQRT2);
const INVERSE_ROOT_PI = 0.5641895835477563;
/** From this |z|^2 the continued fraction converges in few terms. */
const FRACTION_FROM_SQUARE = 144;
const FRACTION_TERMS = 12;

/** Coefficients of the expansion, highest power first: a discrete cosine transform of exp(-t^2) (L^2 + t^2). */
function expansion(): Float64Array {
  const points = 4 * TERMS;
  const values = new Float64Array(points);
  for (let k = 0; k < points; k++) {
    const theta = ((k - points / 2) * 2 * Math.PI) / points;
    const t = STRETCH * Math.tan(theta / 2);
    values[k] = k === 0 ? 0 : Math.exp(-t * t) * (STRETCH * STRETCH + t * t);
  }
  const coefficients = new Float64Array(TERMS);
  for (let n = 1; n <= TERMS; n++) {
    let sum = 0;
    for (let k = 0; k < points; k++) {
      sum += values[k]! * Math.cos((n * (k - points / 2) * 2 * Math.PI) / points);
    }
    coefficients[TERMS - n] = sum / points;
  }
  return coefficients;
}

const COEFFICIENTS: Float64Array = expansion();

/**
 * Faddeeva function w(z) = exp(-z^2) erfc(-i z) of z = x + i y in the upper half plane, to about 1e-14 absolute.
 * Its real part is the Voigt line, its imaginary part the dispersion line.
 *
 * @param x real part, any finite number
 * @param y imaginary part, 0 or more
 * @param out receives the real and the imaginary part
 * Source: J. A. C. Weideman, SIAM J. Numer. Anal. 1994, 31, 1497; for |z| >= 12 the continued fraction, NIST DLMF 7.9.3.
 */
export function faddeeva(x: number, y: number, out: Float64Array): void {
  if (x * x + y * y >= FRACTION_FROM_SQUARE) {
    // w = (i / sqrt pi) / (z - (1/2)/(z - 1/(z - (3/2)/(z - ...)))).
    let re = x;
    let im = y;
    for (let n = FRACTION_TERMS; n >= 1; n--) {
      const scale = n / 2 / (re * re + im * im);
      const nextRe = x - scale * re;
      im = y + scale * im;
      re = nextRe;
    }
    const size = re * re + im * im;
    out[0] = (INVERSE_ROOT_PI * im) / size;
    out[1] = (INVERSE_ROOT_PI * re) / size;
    return;
  }
  // Z = (L + i z) / (L - i z) with i z = -y + i x.
  const belowRe = STRETCH + y;
  const below = belowRe * belowRe + x * x;
  const zRe = ((STRETCH - y) * belowRe - x * x) / below;
  const zIm = (x * belowRe + (STRETCH - y) * x) / below;
  let pRe = 0;
  let pIm = 0;
  for (let n = 0; n < TERMS; n++) {
    const next = pRe * zRe - pIm * zIm + COEFFICIENTS[n]!;
    pIm = pRe * zIm + pIm * zRe;
    pRe = next;
  }
  // 1 / (L - i z) = (belowRe + i x) / below.
  const rRe = belowRe / below;
  const rIm = x / below;
  const aRe = 2 * (pRe * rRe - pIm * rIm) + INVERSE_ROOT_PI;
  const aIm = 2 * (pRe * rIm + pIm * rRe);
  out[0] = aRe * rRe - aIm * rIm;
  out[1] = aRe * rIm + aIm * rRe;
}
