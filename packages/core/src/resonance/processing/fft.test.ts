import { describe, expect, test } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { createFft, fft, inverseFft, nextPowerOfTwo } from "./fft.ts";

/** X_k by its definition. */
function slowTransform(re: Float64Array, im: Float64Array, k: number): readonly [number, number] {
  let [a, b] = [0, 0];
  for (let j = 0; j < re.length; j++) {
    const angle = (-2 * Math.PI * ((j * k) % re.length)) / re.length;
    a += re[j]! * Math.cos(angle) - im[j]! * Math.sin(angle);
    b += re[j]! * Math.sin(angle) + im[j]! * Math.cos(angle);
  }
  return [a, b];
}

describe("the Fourier transform", () => {
  test("gives numpy's numbers on 4096 points", () => {
    const re = Float64Array.from({ length: 4096 }, (_, j) => Math.sin((0.37 * j * j) % 7.0));
    const im = Float64Array.from({ length: 4096 }, (_, j) => Math.cos((0.11 * j * j) % 5.0));
    fft(createFft(4096), re, im);
    // numpy 2.4 np.fft.fft; sums of 4096 terms agree to about 1e-12.
    const expected: readonly (readonly [number, number, number])[] = [
      [0, 323.26417969807096, -791.7032729740547],
      [1, -0.1964847908876992, -2.8466807479462344],
      [7, 0.6342917580921945, -2.9064432477027795],
      [2048, 22.394313894324142, 287.4114566009505],
      [4095, -0.5541516247211549, -2.243688997084215],
    ];
    for (const [k, a, b] of expected) {
      expect(re[k]!).toBeCloseTo(a, 9);
      expect(im[k]!).toBeCloseTo(b, 9);
    }
  });

  test.each([1, 2, 4, 8, 16, 64, 256])("agrees with the definition and comes back, %i points", (size) => {
    const random = createRandom(7, `fft ${size}`);
    const re = Float64Array.from({ length: size }, () => random.normal());
    const im = Float64Array.from({ length: size }, () => random.normal());
    const [outRe, outIm] = [re.slice(), im.slice()];
    const plan = createFft(size);
    fft(plan, outRe, outIm);
    for (let k = 0; k < size; k++) {
      const [a, b] = slowTransform(re, im, k);
      expect(Math.hypot(outRe[k]! - a, outIm[k]! - b)).toBeLessThan(1e-12 * size);
    }
    inverseFft(plan, outRe, outIm);
    for (let j = 0; j < size; j++) {
      expect(Math.hypot(outRe[j]! - re[j]!, outIm[j]! - im[j]!)).toBeLessThan(1e-13 * size);
    }
  });

  test("refuses other lengths", () => {
    expect(() => createFft(1000)).toThrow(/power of two/u);
    expect(() => fft(createFft(8), new Float64Array(4), new Float64Array(8))).toThrow(/found 4 and 8/u);
    expect(nextPowerOfTwo(1025)).toBe(2048);
    expect(nextPowerOfTwo(1024)).toBe(1024);
  });
});
