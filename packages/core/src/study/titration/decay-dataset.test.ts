import { describe, expect, test } from "vitest";
import { estimate, fit, type Problem, profile } from "../../inference/index.ts";
import { createRandom } from "../../numerics/random.ts";
import {
  DECAY_OBSERVABLE,
  exponentialEmission,
  lightOfNumbers,
  prepareDecay,
  slopedLifetime,
  trappedDecay,
} from "../../optics/index.ts";
import { buildNetwork } from "../../surface/network.ts";
import { parseReaction, parseReactions } from "../../surface/reaction.ts";
import { findStudyObservable } from "../observables.ts";
import {
  CLEAN,
  DOSES,
  DOTS,
  decays,
  MEANS,
  NAMES,
  NMR,
  NUMBERS,
  network,
  type Plain,
  plain,
  series,
  TRUTH,
  WIDTH,
  YIELD,
} from "../test/decay-series.ts";
import { titrationDataset } from "./index.ts";

/** One draw: the series asked for, parameters they say nothing of held. */
function problem(seed: number, withNmr: boolean, withLight: boolean): Problem {
  const random = createRandom(seed, "decays");
  const noisy = (kind: Plain): Float64Array =>
    CLEAN.get(kind)!.map((value) => value + kind.sigma * random.normal());
  const [nmr, light] = [plain(NMR, noisy(NMR)), plain(YIELD, noisy(YIELD))];
  const histograms = decays(MEANS.map((means) => means.map((mean) => random.poisson(mean))));
  return {
    parameters: NAMES.map((name, i) => ({
      name,
      unit: "",
      start: TRUTH[i]! * [1.3, 0.8, 1.2, 1.1, 0.8, 1.02][i]!,
      ...(name === "shift"
        ? { lower: -2, upper: 50 }
        : { transform: "log" as const, lower: TRUTH[i]! * 1e-4, upper: TRUTH[i]! * 1e4 }),
      ...(i > 0 && !withLight ? { fixed: true } : {}),
    })),
    datasets: [...(withNmr ? [nmr] : []), ...(withLight ? [light, histograms] : [])].map(titrationDataset),
  };
}

describe("decays in the one likelihood", () => {
  test("derivatives by the shared constant, the light's parameters and the shift are exact", () => {
    const random = createRandom(3, "decays");
    const rows = MEANS.map((means) => means.map((mean) => random.poisson(mean)));
    const dataset = titrationDataset(decays(rows));
    if (!("predict" in dataset)) throw new Error("counts have predictions");
    const n = dataset.observed.length;
    const jacobian = new Float64Array(n * NAMES.length);
    dataset.predict(TRUTH, new Float64Array(n), jacobian);
    for (let k = 0; k < NAMES.length; k++) {
      const h = 1e-3 * TRUTH[k]!;
      const at = (steps: number): Float64Array => {
        const out = new Float64Array(n);
        dataset.predict(TRUTH.with(k, TRUTH[k]! + steps * h), out, null);
        return out;
      };
      const [far, near, back, farBack] = [at(2), at(1), at(-1), at(-2)];
      let [largest, worst] = [0, 0];
      for (let i = 0; i < n; i++) {
        const difference = (8 * (near[i]! - back[i]!) - (far[i]! - farBack[i]!)) / (12 * h);
        largest = Math.max(largest, Math.abs(difference));
        worst = Math.max(worst, Math.abs(jacobian[i * NAMES.length + k]! - difference));
      }
      // Five points: off by h^4, 1e-9 of the largest slope; the deep chance moves the amplitude alone, which is eliminated.
      if (NAMES[k] === "p_deep") expect(largest).toBeLessThan(1e-3);
      else expect(worst / largest).toBeLessThan(1e-6);
    }
  });

  test("two site classes, freed sites, dark light, stripped sites and powers: derivatives through all of the model", () => {
    const surface = buildNetwork(
      parseReactions("Pb + A <=> Pb.A\nPb + B <=> Pb.B\nCs + B <=> Cs.B\nPb.B + B <=> Pb.vac + Pb(B)2"),
      new Map([["Pb.vac", { parts: parseReaction("Pb <=> Pb.vac").left }]]),
    );
    const context = { network: surface, sites: ["Pb", "Cs"], watched: "B" };
    const values: Readonly<Record<string, number>> = {
      p_deep: 0.003,
      p_shallow: 0.015,
      p_stripped: 0.02,
      sites_per_trap: 1.4,
      inner_traps: 0.2,
      tau_radiative: 6,
      k_shallow: 0.12,
      tau_dark: 0.5,
      "power.A": 0.6,
      "power.B": 0.9,
    };
    const declared = DECAY_OBSERVABLE.parameters!(context);
    const truth = Float64Array.of(310, 180, ...declared.map(({ name }) => values[name]!), 2.4);
    const p = truth.length;
    const plain = decays(MEANS.map((means) => means.map(Math.round)));
    const dataset = titrationDataset({
      ...plain,
      network: surface,
      sites: context.sites,
      decays: { ...plain.decays!, shift: { kind: "parameter", parameter: p - 1 } },
      lnK: Float64Array.of(Math.log(10.5e3), 0, Math.log(4e4), Math.log(1e-3)),
      initialMolar: DOSES.map((dose) => {
        const amounts = new Float64Array(surface.species.length);
        amounts[surface.indexOf.get("Cs")!] = 120 * DOTS;
        amounts[surface.indexOf.get("A")!] = 1060 * DOTS;
        amounts[surface.indexOf.get("B")!] = dose * DOTS;
        return amounts;
      }),
      entries: [
        { kind: "constant", parameter: 0, reaction: 1, molarPerUnit: 1e3 },
        {
          kind: "ingredient",
          parameter: 1,
          species: surface.indexOf.get("Pb")!,
          perRow: new Float64Array(DOSES.length).fill(DOTS),
        },
      ],
      own: declared.map((_, i) => ({ kind: "parameter", parameter: 2 + i })),
      parameterCount: p,
    });
    if (!("predict" in dataset)) throw new Error("counts have predictions");
    const n = dataset.observed.length;
    const jacobian = new Float64Array(n * p);
    dataset.predict(truth, new Float64Array(n), jacobian);
    for (let k = 0; k < p; k++) {
      const h = 1e-3 * truth[k]!;
      const [far, near, back, farBack] = [2, 1, -1, -2].map((steps) => {
        const out = new Float64Array(n);
        dataset.predict(truth.with(k, truth[k]! + steps * h), out, null);
        return out;
      });
      let [largest, worst] = [0, 0];
      for (let i = 0; i < n; i++) {
        const difference = (8 * (near![i]! - back![i]!) - (far![i]! - farBack![i]!)) / (12 * h);
        largest = Math.max(largest, Math.abs(difference));
        worst = Math.max(worst, Math.abs(jacobian[i * p + k]! - difference));
      }
      // As above; amplitudes are settled to 1e-8 of their error, which steps of 1e-3 raise to 1e-6.
      expect(largest).toBeGreaterThan(0);
      expect(worst / largest).toBeLessThan(1e-5);
    }
  });

  test("the mean lifetime of what is predicted is the observable `lifetime`", () => {
    const context = { network, sites: ["Pb"], watched: "B" };
    const names = (name: string): readonly string[] =>
      findStudyObservable(name).parameters!(context).map((one) => one.name);
    expect(names("decay")).toEqual(expect.arrayContaining([...names("lifetime")]));
    const lifetimes = new Float64Array(DOSES.length);
    const dataset = titrationDataset(series("lifetime", DOTS, DOSES, new Float64Array(DOSES.length), 0.1));
    if ("predict" in dataset) dataset.predict(TRUTH, lifetimes, null);
    const convolver = prepareDecay(
      { name: "long", counts: new Float64Array(2000).fill(1), channelWidthNs: WIDTH },
      { components: [exponentialEmission], response: { kind: "gaussian", fwhmNs: 0.57 } },
    ).convolver;
    const long = trappedDecay(convolver, { first: 0, last: 1999 }, WIDTH);
    NUMBERS.forEach((numbers, row) => {
      const out = new Float64Array(2000);
      const { traps, rates } = lightOfNumbers(numbers, 1);
      long.evaluate(traps, rates, 5, out, null);
      const area = WIDTH * out.reduce((a, b) => a + b, 0);
      expect(area / lifetimes[row]!).toBeCloseTo(1, 8);
      expect(slopedLifetime(traps, rates, false).value / lifetimes[row]!).toBeCloseTo(1, 12);
    });
    // More ligand, fewer traps, longer decays.
    expect(lifetimes[3]! / lifetimes[0]!).toBeGreaterThan(1.2);
  });

  test("the truth comes back within its errors, and the joint fit knows K better than NMR alone", () => {
    const draws = 24;
    let [covered, narrower] = [0, 0];
    const z = NAMES.map(() => ({ sum: 0, square: 0 }));
    for (let seed = 0; seed < draws; seed++) {
      const found = fit(problem(200 + seed, true, true));
      expect(found.converged).toBe(true);
      const [joint] = profile(found, ["K_B"], { level: 0.95 }).profiles;
      if (joint!.low! <= TRUTH[0]! && TRUTH[0]! <= joint!.high!) covered++;
      found.parameters.forEach(({ name, value }, k) => {
        const error = found.search.standardErrors[k]!;
        const score = (name === "shift" ? value - TRUTH[k]! : Math.log(value / TRUTH[k]!)) / error;
        z[k]!.sum += score;
        z[k]!.square += score * score;
      });
      const alone = fit(problem(200 + seed, true, false));
      if (joint!.high! / joint!.low! < Math.exp(3.92 * alone.search.standardErrors[0]!)) narrower++;
    }
    // Binomial of 24 at 0.95: 22.8 with standard deviation 1.07; below 20 has odds of 1 in 160.
    expect(covered).toBeGreaterThanOrEqual(20);
    expect(narrower).toBe(draws);
    for (const { sum, square } of z) {
      // Mean of 24 standard scores: 0.2 wide, mean square 1 and 0.29 wide; four of each are allowed.
      expect(Math.abs(sum / draws)).toBeLessThan(0.82);
      expect(Math.abs(square / draws - 1)).toBeLessThan(1.2);
    }
  });

  test("counts about the fitted decays scatter as counting noise does", () => {
    const histograms = decays(
      MEANS.map((means, row) => {
        const random = createRandom(row, "goodness");
        return means.map((mean) => random.poisson(mean));
      }),
    );
    const dataset = titrationDataset(histograms);
    if (!("rows" in dataset && "predict" in dataset)) throw new Error("a data set of decays");
    dataset.predict(TRUTH, new Float64Array(dataset.observed.length), null);
    for (const [row, one] of dataset.rows.entries()) {
      expect(Math.abs(one.goodness().z)).toBeLessThan(4);
      // Channels of half a count and more: 0.1 wide.
      expect(Math.abs(one.background() - 0.5 - 0.5 * row)).toBeLessThan(0.5);
    }
    expect(dataset.eliminated).toBe(2 * DOSES.length);
  });

  test("beyond what the model can sum there is no value, and a search turns back", () => {
    const dataset = titrationDataset(decays(MEANS.map((means) => means.map(Math.round))));
    if (!("predict" in dataset)) throw new Error("counts have predictions");
    const out = new Float64Array(dataset.observed.length);
    // Where a search begins it is said what is wrong.
    expect(() => dataset.predict(TRUTH.with(3, -1), out, null)).toThrow(/radiative lifetime is no lifetime/u);
    dataset.predict(TRUTH, out, null);
    dataset.predict(TRUTH.with(3, -1), out, null);
    expect(out.every(Number.isNaN)).toBe(true);
    const light = titrationDataset(plain(YIELD));
    const yields = new Float64Array(YIELD.doses.length);
    if (!("predict" in light)) throw new Error("amplitudes are known");
    light.predict(TRUTH, yields, null);
    light.predict(TRUTH.with(1, 1.5), yields, null);
    expect(yields.every(Number.isNaN)).toBe(true);
    expect(DECAY_OBSERVABLE.amplitudes).toBe("free");
  });

  test("estimate gives every parameter an interval", () => {
    const { estimates } = estimate(problem(7, true, true));
    for (const { name, interval } of estimates) {
      expect(interval.low, name).not.toBeNull();
      expect(interval.high, name).not.toBeNull();
    }
  });
});
