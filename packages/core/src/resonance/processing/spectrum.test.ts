import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { integrateSeries, withoutBaseline } from "./arrayed.ts";
import { referenceAxis } from "./axis.ts";
import { integrateRegions } from "./integrate.ts";
import { type Peak, pickPeaks } from "./peaks.ts";
import { type Decays, spectraOf } from "./spectrum.ts";

interface Line {
  readonly ppm: number;
  readonly amplitude: number;
  readonly rate: number;
}

/** Decays of Lorentzian lines, stored as TopSpin stores them: shifts above the carrier turn forwards. */
function decaysOf(lines: readonly Line[], noise: number, delay = 0, degrees = 0): Decays {
  const [points, spectralWidthHz, carrierPpm, referenceFrequencyMHz] = [4096, 6000, 5, 500];
  const random = createRandom(5, "decays");
  const re = new Float64Array(points);
  const im = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    const t = (i - delay) / spectralWidthHz;
    for (const { ppm, amplitude, rate } of t < 0 ? [] : lines) {
      const angle = 2 * Math.PI * (ppm - carrierPpm) * referenceFrequencyMHz * t + (degrees * Math.PI) / 180;
      re[i] = re[i]! + amplitude * Math.exp(-rate * t) * Math.cos(angle);
      im[i] = im[i]! + amplitude * Math.exp(-rate * t) * Math.sin(angle);
    }
    re[i] = re[i]! + noise * random.normal();
    im[i] = im[i]! + noise * random.normal();
  }
  return {
    re: [re],
    im: [im],
    spectralWidthHz,
    carrierPpm,
    referenceFrequencyMHz,
    groupDelayPoints: delay,
  };
}

const LINES: readonly Line[] = [
  { ppm: 7.25, amplitude: 100, rate: 12 },
  { ppm: 5.36, amplitude: 200, rate: 30 },
  { ppm: 0.88, amplitude: 300, rate: 8 },
];

describe("from decay to spectrum", () => {
  test("lines stand at their shifts with their widths and areas", () => {
    const { re, ppm } = spectraOf(decaysOf(LINES, 0.5), { points: 16_384 });
    const peaks = pickPeaks(re[0]!, ppm, { signalToNoise: 20 });
    expect(peaks.map((peak) => peak.ppm.toFixed(3))).toEqual(["7.250", "5.360", "0.880"]);
    // Full width of a Lorentzian is rate/pi Hz.
    for (const [i, { rate }] of LINES.entries())
      expect((peaks[i]!.widthPpm! * 500 * Math.PI) / rate).toBeCloseTo(1, 1);
    const regions = LINES.map(({ ppm: at }) => ({ fromPpm: at + 0.6, toPpm: at - 0.6 }));
    const integrals = integrateRegions(re[0]!, ppm, regions);
    // The area of a line is its amplitude at t = 0 times N/2 points (half at the first point); tails beyond 300 Hz
    // hold 2 w/(pi 300 Hz) of it with w the half width at half height, at most 0.4 %, and other lines' tails enter.
    LINES.forEach(({ amplitude }, i) => {
      const share = integrals[i]!.value / integrals[2]!.value / (amplitude / 300);
      expect(share).toBeGreaterThan(0.985);
      expect(share).toBeLessThan(1.015);
    });
  });

  test("a digital filter's delay is taken off exactly, whole or broken", () => {
    const plain = spectraOf(decaysOf(LINES, 0), { points: 8192 });
    const delayed = spectraOf(decaysOf(LINES, 0, 70), { points: 8192 });
    const highest = ({ re, ppm }: typeof plain): Peak =>
      pickPeaks(re[0]!, ppm).reduce((a, b) => (b.height > a.height ? b : a));
    const [peak, other] = [highest(plain), highest(delayed)];
    expect(other.ppm).toBeCloseTo(peak.ppm, 5);
    // The delayed decay is 70 of 4096 points shorter and its first point counts whole.
    expect(other.height / peak.height).toBeCloseTo(1, 2);
  });

  test("the automatic phase finds what was turned", () => {
    const decays = decaysOf(LINES, 0.5, 0, 63);
    const { phase, re, ppm } = spectraOf(decays, { phase: "automatic" });
    const upright = spectraOf(decaysOf(LINES, 0.5));
    // Conjugation turns the other way: +63 degrees in the decay is -63 in the spectrum, undone by +63.
    const middle = phase.zeroDegrees + phase.firstDegrees / 2;
    expect(Math.abs(((middle - 63 + 540) % 360) - 180)).toBeLessThan(3);
    const heights = pickPeaks(re[0]!, ppm, { signalToNoise: 20 }).map(({ height }) => height);
    const expected = pickPeaks(upright.re[0]!, upright.ppm, { signalToNoise: 20 });
    for (const [i, height] of heights.entries()) expect(height / expected[i]!.height).toBeCloseTo(1, 2);
  });

  test("the error of an integral is the scatter it shows on repetition", () => {
    const values: number[] = [];
    const errors: number[] = [];
    for (let seed = 1; seed <= 60; seed++) {
      const random = createRandom(seed, "repeat");
      const decays = decaysOf(LINES, 0);
      decays.re[0]!.forEach((value, i) => {
        decays.re[0]![i] = value + 2 * random.normal();
        decays.im[0]![i] = decays.im[0]![i]! + 2 * random.normal();
      });
      const { re, ppm } = spectraOf(decays, { apodisation: { kind: "exponential", widthHz: 2 } });
      const [integral] = integrateRegions(re[0]!, ppm, [{ fromPpm: 5.3, toPpm: 5.42 }]);
      values.push(integral!.value);
      errors.push(integral!.error);
    }
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const scatter = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1));
    const error = errors.reduce((a, b) => a + b, 0) / errors.length;
    // 60 repeats know the scatter to 9 %; 0.3 is three of that and a bit for the estimate's own bias.
    expect(error / scatter).toBeGreaterThan(0.7);
    expect(error / scatter).toBeLessThan(1.3);
  });

  test("noise alone has no peaks and no phase; regions off the axis are refused", () => {
    const decays = decaysOf([], 1);
    const { re, ppm } = spectraOf(decays);
    expect(() => pickPeaks(re[0]!, ppm)).toThrow(/no peaks.*times the noise/u);
    expect(() => spectraOf(decays, { phase: "automatic" })).toThrow(/no line to phase by/u);
    expect(() => integrateRegions(re[0]!, ppm, [{ fromPpm: 20, toPpm: 21 }])).toThrow(/no point/u);
    expect(referenceAxis(ppm, 7.24, 7.26)[0]! - ppm[0]!).toBeCloseTo(0.02, 12);
  });

  test("broken decays are refused", () => {
    const decays = decaysOf(LINES, 0);
    expect(() => spectraOf({ ...decays, im: [] })).toThrow(/real and an imaginary part/u);
    expect(() => spectraOf({ ...decays, groupDelayPoints: 5000 })).toThrow(/group delay/u);
    expect(() => spectraOf(decays, { points: 5000 })).toThrow(/power of two/u);
    expect(() => spectraOf(decays, { apodisation: { kind: "gaussian", widthHz: -1 } })).toThrow(/width/u);
  });
});

const SET = "../shared/data/nmr/nmrtools_15n_xste/test/test-data/15n-xste-ts3";
const REASON = existsSync(SET) ? "" : " (skipped: ../shared/data/nmr is absent)";

/** Little-endian 32-bit integers of a file, scaled. */
function integers(path: string, scale: number): Float64Array {
  const bytes = readFileSync(path);
  return Float64Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32LE(4 * i) * scale);
}

describe(`a measured diffusion experiment${REASON}`, () => {
  const raw = (): Decays => {
    const ser = integers(`${SET}/ser`, 1);
    const part = (row: number, offset: number): Float64Array =>
      Float64Array.from({ length: 1024 }, (_, i) => ser[2048 * row + 2 * i + offset]!);
    const rows = [0, 1, 2, 3, 4, 5, 6, 7];
    return {
      re: rows.map((row) => part(row, 0)),
      im: rows.map((row) => part(row, 1)),
      spectralWidthHz: 11160.7142857143,
      carrierPpm: (3290 / 700.2e6) * 1e6,
      referenceFrequencyMHz: 700.2,
      groupDelayPoints: 76,
    };
  };

  test.skipIf(!existsSync(SET))("from the raw decays comes the spectrum TopSpin stored", () => {
    const { re, im, ppm } = spectraOf(raw(), {
      points: 4096,
      apodisation: { kind: "exponential", widthHz: 30 },
      phase: { zeroDegrees: 13.15499, firstDegrees: 0 },
    });
    expect(ppm[0]!).toBeCloseTo(12.66832, 3);
    for (const [name, ours] of [
      ["2rr", re],
      ["2ii", im],
    ] as const) {
      const stored = integers(`${SET}/pdata/1/${name}`, 2 ** -16);
      // Points 300 to 1500 (11.5 to 6.8 ppm); nearer the water TopSpin's filter has changed the line.
      let [xy, xx, yy] = [0, 0, 0];
      for (let row = 0; row < 8; row++) {
        for (let i = 300; i < 1500; i++) {
          const [a, b] = [ours[row]![i]!, stored[4096 * row + i]!];
          xy += a * b;
          xx += a * a;
          yy += b * b;
        }
      }
      expect(xy / Math.sqrt(xx * yy)).toBeGreaterThan(0.9999);
    }
  });

  test.skipIf(!existsSync(SET))(
    "raw decays give the integrals of the processed set within their errors",
    () => {
      const { re, ppm } = spectraOf(raw(), {
        points: 4096,
        apodisation: { kind: "exponential", widthHz: 30 },
        phase: { zeroDegrees: 13.15499, firstDegrees: 0 },
      });
      const [series] = integrateSeries(re, ppm, [{ fromPpm: 8.6, toPpm: 7.7 }]);
      const published = [
        1, 0.89508702, 0.73902138, 0.56396776, 0.32289058, 0.17292337, 0.07595643, 0.07545486,
      ];
      const relative = series!.intensities.map((value) => value / series!.intensities[0]!);
      for (const [i, value] of published.entries()) expect(Math.abs(relative[i]! - value)).toBeLessThan(0.03);
      const flat = withoutBaseline(re, 1);
      expect(flat.length).toBe(8);
    },
  );
});
