import { describe, expect, it } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { cutEnds, cutWarnings } from "./cut-band.ts";
import { relativeQuantumYield } from "./relative.ts";
import { solutionFromSpectra, type WavelengthSpectrum } from "./spectra.ts";

const axis = (from: number, to: number, step = 1): Float64Array =>
  Float64Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + step * i);
const gauss = (x: number, peak = 520, sigma = 14): number =>
  1000 * Math.exp(-0.5 * ((x - peak) / sigma) ** 2);
/** A band with a tail to the red, as trap light or an ensemble of sizes gives it: a Gaussian in ln(x - x0). */
const skewed = (x: number): number =>
  x > 480 ? 1000 * Math.exp(-0.5 * (Math.log((x - 480) / 40) / 0.3) ** 2) : 0;
const sum = (band: (x: number) => number, from: number, to: number): number => {
  let area = 0;
  for (let x = from; x < to; x += 0.05) area += 0.05 * band(x + 0.025);
  return area;
};

describe("an emission band", () => {
  it("that is down to 3 % of its maximum at both ends is whole", () => {
    const x = axis(460, 600);
    expect(
      cutEnds(
        x,
        x.map((one) => gauss(one)),
        460,
        600,
      ),
    ).toEqual([]);
    expect(
      cutEnds(
        x,
        x.map((one) => gauss(one)),
        475,
        565,
      ),
    ).toEqual([]);
  });

  it("cut by the range has its missing light read from the record", () => {
    const x = axis(440, 620);
    const [end, ...others] = cutEnds(
      x,
      x.map((one) => gauss(one)),
      440,
      535,
    );
    expect(others).toEqual([]);
    expect(end).toMatchObject({ end: "upper", wavelengthNm: 535, is: "band", missingFrom: "record" });
    // A straight line through three points of a curved flank; trapezoids of 1 nm.
    expect(end!.share).toBeCloseTo(gauss(535) / 1000, 2);
    expect(end!.missing!.high).toBeCloseTo(sum(gauss, 535, 640) / sum(gauss, 400, 535), 3);
  });

  it("is followed by the record only while it falls: what rises again is another band", () => {
    const x = axis(440, 700);
    const y = x.map((one) => gauss(one) + gauss(one, 640, 10));
    const [end] = cutEnds(x, y, 440, 535);
    expect(end!.missing!.high).toBeCloseTo(sum(gauss, 535, 580) / sum(gauss, 400, 535), 2);
  });

  it.each([
    ["a Gaussian, red end", gauss, 440, 540],
    ["a Gaussian, blue end", gauss, 500, 600],
    ["one with a red tail, red end", skewed, 470, 560],
    ["one with a red tail, cut near half", skewed, 470, 540],
    ["one with a red tail, blue end", skewed, 506, 700],
  ])("that the record ends in: the range of the missing light holds the truth: %s", (_, band, from, to) => {
    const x = axis(from, to, 0.5);
    const [end] = cutEnds(
      x,
      x.map((one) => band(one)),
      from,
      to,
    );
    const outside = end!.end === "upper" ? sum(band, to, to + 600) : sum(band, from - 300, from);
    const truth = outside / sum(band, from, to);
    expect(end!.missingFrom).toBe("flank");
    // The mean over a few points at the end moves either bound by some per cent.
    expect(end!.missing!.low).toBeLessThan(1.1 * truth);
    expect(end!.missing!.high).toBeGreaterThan(truth / 1.1);
    expect(end!.missing!.high / end!.missing!.low).toBeLessThan(5);
  });

  it("cut by the range in a record that is cut itself counts both", () => {
    const x = axis(440, 545);
    const [end] = cutEnds(
      x,
      x.map((one) => gauss(one)),
      440,
      530,
    );
    const truth = sum(gauss, 530, 700) / sum(gauss, 400, 530);
    expect(end!.missingFrom).toBe("record");
    expect(end!.missing!.low).toBeLessThan(truth);
    expect(end!.missing!.high).toBeGreaterThan(truth);
    expect(end!.missing!.high).toBeLessThan(1.4 * truth);
  });

  it("with its maximum at the end, and a background, are told apart and not guessed at", () => {
    const x = axis(520, 600);
    expect(
      cutEnds(
        x,
        x.map((one) => gauss(one)),
        520,
        600,
      )[0],
    ).toMatchObject({ is: "maximum", missing: null });
    const wide = axis(440, 620);
    const ends = cutEnds(
      wide,
      wide.map((one) => 60 + gauss(one)),
      440,
      620,
    );
    expect(ends.map(({ is }) => is)).toEqual(["background", "background"]);
    expect(cutWarnings("sample", ends)[0]).toMatch(/6 % of its maximum at 440 nm.*background counted/u);
  });

  it("in noise of 5 % is not called cut where it is whole", () => {
    const x = axis(440, 620);
    for (let seed = 1; seed <= 200; seed++) {
      const random = createRandom(seed, "a noisy band");
      const y = x.map((one) => gauss(one) + 50 * random.normal());
      const found = cutEnds(x, y, 440, 620);
      expect(found).toEqual([]);
    }
  });
});

it("a relative yield says whose band is cut, and by how much", () => {
  const spectrum = (from: number, to: number): WavelengthSpectrum => {
    const wavelengthNm = axis(from, to);
    return { wavelengthNm, values: wavelengthNm.map((one) => gauss(one)) };
  };
  const absorbance = { wavelengthNm: axis(390, 420), values: new Float64Array(31).fill(0.05) };
  const of = (emission: WavelengthSpectrum) =>
    solutionFromSpectra({ emission, absorbance, refractiveIndex: 1.4 }, { excitationNm: 405 });
  const cut = relativeQuantumYield(of(spectrum(440, 540)), of(spectrum(440, 620)), { value: 0.9 });
  // A Gaussian of 14 nm misses 7.7 % beyond 20 nm: 8.3 % of what is left.
  expect(cut.value).toBeCloseTo(0.9 * (1 - 0.0766), 2);
  expect(cut.warnings).toEqual([
    expect.stringMatching(
      /^band cut: the emission of the sample is still \d+ % of its maximum at 540 nm.*missing/u,
    ),
  ]);
  expect(
    relativeQuantumYield(of(spectrum(440, 620)), of(spectrum(440, 620)), { value: 0.9 }).warnings,
  ).toEqual([]);
});
