import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { createRandom } from "../../inference/index.ts";
import { findLocalFieldModel, fitLifetimesInMedia, type LifetimeSeries, localFieldModels } from "./index.ts";

const CORE = { permittivity: 4 };
const INDICES = Float64Array.of(1.3575, 1.3749, 1.4262, 1.4459, 1.4969, 1.5515, 1.3974, 1.6319);

function simulated(model: string, noise: number, seed: number, intercept = 0, known = true): LifetimeSeries {
  const { lifetimeFactor } = findLocalFieldModel(model);
  const random = createRandom(seed, "lifetimes");
  const at = (n: number): number =>
    intercept + (4.7 * lifetimeFactor(n, CORE)) / lifetimeFactor(1.4969, CORE);
  return {
    indices: INDICES,
    lifetimesNs: INDICES.map((n) => at(n) * (1 + noise * random.normal())),
    ...(known ? { errorsNs: INDICES.map((n) => at(n) * noise) } : {}),
  };
}

describe("lifetimes in media", () => {
  it("recover the lifetime in the reference solvent with the stated coverage", () => {
    const turns = 300;
    let covered = 0;
    for (let k = 0; k < turns; k++) {
      const { fits } = fitLifetimesInMedia(
        simulated("sphere", 0.03, k + 1, 0, k % 2 === 0),
        [findLocalFieldModel("sphere")],
        CORE,
        {
          referenceIndex: 1.4969,
        },
      );
      const { low, high } = fits[0]!.estimates[0]!.interval;
      if (low! <= 4.7 && 4.7 <= high!) covered++;
    }
    // Binomial standard error 0.0126.
    expect(covered / turns).toBeGreaterThan(0.915);
    expect(covered / turns).toBeLessThan(0.985);
  });

  it.each(["sphere", "virtual cavity", "empty cavity", "microscopic"])(
    "%s is preferred where it made the data",
    (name) => {
      const { comparison, fits } = fitLifetimesInMedia(simulated(name, 0.001, 4), localFieldModels, CORE);
      expect(comparison.preferred).toBe(name);
      const weights = fits.map(({ weight }) => weight!);
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    },
  );

  it("says that sphere and virtual cavity cannot be told apart over the usual solvents, and shares the weight", () => {
    const all = simulated("sphere", 0.03, 9);
    const usual: LifetimeSeries = {
      indices: all.indices.slice(0, 6),
      lifetimesNs: all.lifetimesNs.slice(0, 6),
      errorsNs: all.errorsNs!.slice(0, 6),
    };
    const found = fitLifetimesInMedia(usual, localFieldModels, CORE);
    expect(found.sentences.join()).toMatch(
      /sphere and virtual cavity cannot be told apart here: .* at most 0\.8\d %/u,
    );
    const weight = (name: string): number => found.fits.find(({ model }) => model === name)!.weight!;
    expect(Math.abs(weight("sphere") - weight("virtual cavity"))).toBeLessThan(0.3);
    expect(weight("microscopic")).toBeLessThan(0.05);
    // Carbon disulfide stretches the range so far that they part.
    expect(fitLifetimesInMedia(all, localFieldModels, CORE).alike).toEqual([]);
  });

  it("fits a line with intercept where something else decays as well", () => {
    const { fits } = fitLifetimesInMedia(
      simulated("sphere", 0.002, 2, 1.5),
      [findLocalFieldModel("sphere")],
      CORE,
      {
        form: "line",
        referenceIndex: 1.4969,
      },
    );
    const [scale, intercept] = fits[0]!.estimates;
    expect(Math.abs(scale!.value - 4.7)).toBeLessThan(4 * scale!.standardError!);
    expect(Math.abs(intercept!.value - 1.5)).toBeLessThan(4 * intercept!.standardError!);
    expect(intercept!.interval.low!).toBeGreaterThan(0);
  });

  it("says of a line that begins below 0 that it has no meaning", () => {
    const steep = fitLifetimesInMedia(simulated("sphere", 0.005, 4, -2), localFieldModels, CORE, {
      form: "line",
    });
    expect(steep.sentences.join("\n")).toMatch(/intercept below 0 has no meaning/u);
    const sound = fitLifetimesInMedia(
      simulated("sphere", 0.005, 4, 1.5),
      [findLocalFieldModel("sphere")],
      CORE,
      { form: "line" },
    );
    expect(sound.sentences.join("\n")).not.toMatch(/intercept/u);
  });

  it("does not depend on the order of the solvents", () => {
    const series = simulated("sphere", 0.03, 5);
    const turned: LifetimeSeries = {
      indices: series.indices.toReversed(),
      lifetimesNs: series.lifetimesNs.toReversed(),
      errorsNs: series.errorsNs!.toReversed(),
    };
    const value = (one: LifetimeSeries): number =>
      fitLifetimesInMedia(one, localFieldModels, CORE, { referenceIndex: 1.5 }).fits[0]!.estimates[0]!.value;
    expect(value(series) / value(turned)).toBeCloseTo(1, 9);
  });

  it("refuses too few solvents, unlike columns, lifetimes of 0, one index for all", () => {
    const series = simulated("sphere", 0.03, 5);
    const act =
      (change: Partial<LifetimeSeries>, form: "scale" | "line" = "scale") =>
      () =>
        fitLifetimesInMedia({ ...series, ...change }, localFieldModels, CORE, { form });
    expect(act({ indices: INDICES.slice(1) })).toThrow(/unlike length/u);
    const one = {
      indices: INDICES.slice(0, 1),
      lifetimesNs: series.lifetimesNs.slice(0, 1),
      errorsNs: INDICES.slice(0, 1),
    };
    expect(act(one)).toThrow(InputError);
    expect(act({ lifetimesNs: series.lifetimesNs.map((t, i) => (i === 2 ? 0 : t)) })).toThrow(
      /0 ns \(row 3\)/u,
    );
    expect(act({ errorsNs: new Float64Array(8) })).toThrow(/error of the series is not positive/u);
    expect(act({ indices: INDICES.map(() => 1.4) })).toThrow(/same refractive index/u);
  });
});
