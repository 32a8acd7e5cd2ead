import { describe, expect, it } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { withoutBadPoints } from "./bad-points.ts";
import { readAbsorption } from "./first-transition.ts";
import { spectrumByEnergy } from "./spectrum-input.ts";

const EV_NM = 1239.841984;
const NOISE = 5e-4;
const wavelengthNm = Array.from({ length: 351 }, (_, i) => 350 + i);
const index = (nm: number): number => nm - 350;

/** Dots at 550 nm under a rise to the ultraviolet, with noise. */
function dots(seed: number): number[] {
  const random = createRandom(seed);
  return wavelengthNm.map((nm) => {
    const e = EV_NM / nm;
    const band = 0.3 * Math.exp(-0.5 * ((e - EV_NM / 550) / 0.051) ** 2);
    const rise = 0.6 / (1 + Math.exp((2.95 - e) / 0.12));
    return Number((band + rise + NOISE * random.normal()).toFixed(5));
  });
}

const clean = dots(1);
const spoilt = (change: (values: number[]) => void): number[] => {
  const values = [...clean];
  change(values);
  return values;
};
const read = (values: readonly number[]) => readAbsorption({ wavelengthNm, values });

/** What spoils one reading or few, and the wavelengths that are to be named. */
const SPOILT: readonly (readonly [string, (values: number[]) => void, readonly number[]])[] = [
  ["a zero within the absorption", (y) => (y[index(420)] = 0), [420]],
  ["a spike in the background", (y) => (y[index(656)] = 2), [656]],
  ["a small spike in the background", (y) => (y[index(640)] = 0.03), [640]],
  ["a negative reading", (y) => (y[index(500)] = -1), [500]],
  ["zeros at the end", (y) => y.fill(0, 0, 3), [350, 351, 352]],
  ["twelve zeros at the end", (y) => y.fill(0, 0, 12), wavelengthNm.slice(0, 12)],
  ["six zeros within", (y) => y.fill(0, index(430), index(436)), [430, 431, 432, 433, 434, 435]],
  [
    "two spikes five readings apart",
    (y) => {
      y[index(600)] = 1;
      y[index(605)] = 1.2;
    },
    [600, 605],
  ],
  ["a bad last reading", (y) => (y[index(700)] = 0.4), [700]],
];

describe("isolated bad readings", () => {
  const { first } = read(clean);

  it("an unspoilt spectrum loses none, at any noise", () => {
    for (let seed = 1; seed <= 12; seed++) expect(read(dots(seed)).setAside).toEqual([]);
  });

  it.each(SPOILT)("%s are set aside and named; the transition stays", (_, change, named) => {
    const reading = read(spoilt(change));
    expect(reading.setAside.map((point) => point.wavelengthNm)).toEqual(named);
    expect(reading.notes.join()).toContain(`${named[0]} nm (`);
    expect(reading.notes.join()).not.toMatch(/filter the sample|no first transition/u);
    // A tenth of the interval: what a reading less does to the fit.
    const allowed = (first!.wavelengthNm.high - first!.wavelengthNm.low) / 20;
    expect(Math.abs(reading.first!.wavelengthNm.value - first!.wavelengthNm.value)).toBeLessThan(allowed);
  });

  it("one reading anywhere, off by a twentieth of the range or more, never moves the transition beyond a tenth of its interval", () => {
    const random = createRandom(9);
    const allowed = (first!.wavelengthNm.high - first!.wavelengthNm.low) / 20;
    for (let k = 0; k < 30; k++) {
      const i = Math.floor(351 * random.uniform());
      const off = (random.uniform() < 0.5 ? -1 : 1) * (0.05 + 2 * random.uniform() ** 3);
      const spoiltOnce = read(spoilt((values) => (values[i]! += off)));
      const moved = Math.abs((spoiltOnce.first?.wavelengthNm.value ?? 0) - first!.wavelengthNm.value);
      expect(moved, `${wavelengthNm[i]} nm by ${off.toFixed(2)}`).toBeLessThan(allowed);
    }
  });

  it("a band is never bad readings, down to one of four readings' full width, noisy or not", () => {
    for (const fullPoints of [4, 6, 9, 20]) {
      for (const noise of [0, 1e-3]) {
        const random = createRandom(fullPoints);
        const values = wavelengthNm.map(
          (nm) =>
            Math.exp(-4 * Math.LN2 * ((nm - 520.3) / fullPoints) ** 2) +
            (noise === 0 ? 0 : noise * random.normal()),
        );
        const { bad } = withoutBadPoints(spectrumByEnergy({ wavelengthNm, values }));
        expect(bad, `${fullPoints} readings, noise ${noise}`).toEqual([]);
      }
    }
  });

  it("an unspoilt spectrum loses none on finer and coarser axes, printed to two digits or five", () => {
    for (const step of [0.1, 0.5, 2, 5]) {
      for (const digits of [2, 3, 5]) {
        const random = createRandom(digits);
        const axis = Array.from({ length: Math.round(350 / step) + 1 }, (_, i) => 350 + step * i);
        const values = axis.map((nm) => {
          const e = EV_NM / nm;
          const band = 0.03 * Math.exp(-0.5 * ((e - EV_NM / 550) / 0.051) ** 2);
          const rise = 0.06 / (1 + Math.exp((2.95 - e) / 0.12));
          return Number((band + rise + NOISE * random.normal()).toFixed(digits));
        });
        const { bad } = withoutBadPoints(spectrumByEnergy({ wavelengthNm: axis, values }));
        expect(bad, `${step} nm, ${digits} digits`).toEqual([]);
      }
    }
  });

  it("noise that is nowhere even is noise", () => {
    const random = createRandom(4);
    const values = wavelengthNm.map((nm) => (nm < 450 ? 0.2 : 1e-4) * random.normal());
    expect(withoutBadPoints(spectrumByEnergy({ wavelengthNm, values })).bad.length).toBeLessThanOrEqual(3);
  });
});
