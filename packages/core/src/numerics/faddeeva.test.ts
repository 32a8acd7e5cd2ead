import fc from "fast-check";
import { expect, test } from "vitest";
import { scaledErfc } from "./error-function.ts";
import { faddeeva } from "./faddeeva.ts";

const w = (x: number, y: number): Float64Array => {
  const out = new Float64Array(2);
  faddeeva(x, y, out);
  return out;
};

// scipy.special.wofz 1.10.1 (Johnson's Faddeeva package).
test.each([
  [0, 0, 1, 0],
  [1, 0, 0.36787944117144233, 0.6071577058413937],
  [5, 0, 1.3887943864964021e-11, 0.1152459618309366],
  [0.3, 1e-8, 0.9139311759009305, 0.31891567728797865],
  [2, 0.5, 0.10335882374136668, 0.28478588475009387],
  [-3.3, 2.1, 0.08218233184490782, -0.12059986287944068],
  [11.9, 0.1, 0.0004026782321677925, 0.047576673551773266],
  [12.1, 0.001, 3.893661293744615e-6, 0.04678813308047231],
  [1e4, 3, 1.692568623700619e-8, 5.641895355916448e-5],
  [0, 50, 0.011281536265323772, 0],
])("w(%f + %f i)", (x, y, re, im) => {
  const found = w(x, y);
  expect(Math.abs(found[0]! - re)).toBeLessThan(1e-14);
  expect(Math.abs(found[1]! - im)).toBeLessThan(1e-14);
});

test("on the imaginary axis it is the scaled complementary error function", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (y) => {
      expect(Math.abs(w(0, y)[0]! - scaledErfc(y))).toBeLessThan(1e-14);
    }),
  );
});

test("derivative is -2 z w + 2 i / sqrt(pi); symmetric in x; never NaN", () => {
  const x = fc.double({ min: -30, max: 30, noNaN: true });
  const y = fc.double({ min: 0.01, max: 30, noNaN: true });
  fc.assert(
    fc.property(x, y, (a, b) => {
      const [re, im] = w(a, b);
      expect(Number.isFinite(re! + im!)).toBe(true);
      expect(re).toBeGreaterThan(0);
      expect(Math.abs(w(-a, b)[0]! - re!)).toBeLessThan(1e-15);
      const step = 1e-5;
      const slope = (w(a + step, b)[0]! - w(a - step, b)[0]!) / (2 * step);
      // Across |z| = 12 the two forms differ by 1e-14, which the difference divides by 2e-5.
      expect(Math.abs(slope - (-2 * a * re! + 2 * b * im!))).toBeLessThan(5e-9);
    }),
  );
});
