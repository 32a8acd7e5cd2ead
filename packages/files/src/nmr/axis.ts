/** Shifts of `points` points from the highest, `offsetPpm`, down: ppm_k = offset - k SW/(N SF), SW in Hz and SF in MHz. */
export function ppmOf(
  points: number,
  offsetPpm: number,
  widthHz: number,
  referenceFrequencyMHz: number,
): Float64Array {
  const step = widthHz / referenceFrequencyMHz / points;
  return Float64Array.from({ length: points }, (_, k) => offsetPpm - k * step);
}
