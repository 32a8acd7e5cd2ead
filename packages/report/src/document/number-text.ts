/** A number as a reader wants it: four significant digits, powers of ten outside 1e-3..1e6, a real minus sign. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return "not finite";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) {
    const [mantissa, exponent] = value.toExponential(3).split("e");
    return `${Number(mantissa)}e${Number(exponent)}`.replace(/-/gu, "−");
  }
  const text = String(Number(value.toPrecision(size >= 1000 ? Math.ceil(Math.log10(size) + 1e-12) : 4)));
  return text.replace("-", "−");
}
