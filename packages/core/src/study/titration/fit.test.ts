import { describe, expect, test } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { buildNetwork } from "../../surface/network.ts";
import { findObservable } from "../../surface/observables/index.ts";
import { parseReactions } from "../../surface/reaction.ts";
import type { TitrationSeries } from "./index.ts";
import { fitTitrations, type TitrationParameter } from "./index.ts";

const DOTS = 2e-6;
const SITES = 200;
const TRUTH = { first: 8, second: 90 };
/** Equivalents of the first ligand, there from the start, and the doses of the second. */
const FIRST = 260;
const DOSES = [20, 50, 80, 110, 140, 170, 200, 240, 280, 340, 400, 500];
const SIGMA = 1.5;
const network = buildNetwork(parseReactions("Pb + A <=> Pb.A\nPb + B <=> Pb.B"));

/** Free A and B per dot by bisection on the vacant sites: v + sum K v c / (1 + K v) = all sites. */
function freePerDot(dose: number): readonly [number, number] {
  const ligands = [
    { perMolar: TRUTH.first * 1e3, total: FIRST * DOTS },
    { perMolar: TRUTH.second * 1e3, total: dose * DOTS },
  ];
  let [low, high] = [0, SITES * DOTS];
  for (let step = 0; step < 200; step++) {
    const v = (low + high) / 2;
    const held = ligands.reduce(
      (sum, { perMolar, total }) => sum + (perMolar * v * total) / (1 + perMolar * v),
      v,
    );
    if (held > SITES * DOTS) high = v;
    else low = v;
  }
  const [a, b] = ligands.map(({ perMolar, total }) => total / (1 + perMolar * low) / DOTS);
  return [a!, b!];
}

/** Both ligands' free counts as measured, with normal scatter of SIGMA equivalents. */
function measured(seed: number, sigma = SIGMA): readonly TitrationSeries[] {
  const random = createRandom(seed, "two ligands");
  return (["A", "B"] as const).map((watched, which) => ({
    name: `free ${watched}`,
    network,
    sites: ["Pb"],
    watched,
    observable: findObservable("free-ligand"),
    lnK: new Float64Array(2),
    initialMolar: DOSES.map((dose) => {
      const amounts = new Float64Array(network.species.length);
      amounts[network.indexOf.get("Pb")!] = SITES * DOTS;
      amounts[network.indexOf.get("A")!] = FIRST * DOTS;
      amounts[network.indexOf.get("B")!] = dose * DOTS;
      return amounts;
    }),
    dotsMolar: new Float64Array(DOSES.length).fill(DOTS),
    entries: [
      { kind: "constant", parameter: 0, reaction: 0, molarPerUnit: 1e3 },
      { kind: "constant", parameter: 1, reaction: 1, molarPerUnit: 1e3 },
    ],
    parameterCount: 2,
    signals: [Float64Array.from(DOSES, (dose) => freePerDot(dose)[which]! + sigma * random.normal())],
    unit: "eq",
    noise: { kind: "constant" },
  }));
}

const AXES = ["A", "B"].map(() => ({ name: "total B", unit: "eq", values: Float64Array.from(DOSES) }));

function parameters(start: readonly [number, number] | null): readonly TitrationParameter[] {
  return ["K_A", "K_B"].map((name, i) => ({
    name,
    unit: "/mM",
    kind: "constant",
    start: start?.[i] ?? null,
    molarPerUnit: 1e3,
  }));
}

describe("two ligands that compete for the sites", () => {
  test("without noise the truth comes back, from starts decades away", () => {
    const { result } = fitTitrations("two", "two", measured(1, 1e-9), AXES, parameters(null), {
      level: 0.95,
      seed: 1,
    });
    // Scatter of 1e-9 equivalents in 400 leaves about 1e-10 of the constants.
    expect(result.parameters[0]!.value / TRUTH.first).toBeCloseTo(1, 8);
    expect(result.parameters[1]!.value / TRUTH.second).toBeCloseTo(1, 8);
    expect(result.observations).toBe(2 * DOSES.length);
  });

  test("the stated 95 % intervals hold the truth in about 95 of 100 draws, and the mean is unbiased", () => {
    const draws = 120;
    const hits = [0, 0];
    const logs = [0, 0];
    const truth = [TRUTH.first, TRUTH.second];
    for (let seed = 0; seed < draws; seed++) {
      const { result } = fitTitrations("two", "two", measured(100 + seed), AXES, parameters([5, 120]), {
        level: 0.95,
        seed: 1,
      });
      for (const [k, { value, interval }] of result.parameters.entries()) {
        if (interval.low! <= truth[k]! && truth[k]! <= interval.high!) hits[k]!++;
        logs[k]! += Math.log(value / truth[k]!) / draws;
      }
    }
    // Binomial: sqrt(0.95 x 0.05 / 120) = 2 %; 89 % is three standard deviations below, and all of 120 has odds of 1 in 500.
    for (const count of hits) {
      expect(count / draws).toBeGreaterThan(0.89);
      expect(count / draws).toBeLessThan(1);
    }
    // A single fit scatters by some 10 % or less, so the mean of 120 by less than 0.9 %; three of those are allowed.
    for (const mean of logs) expect(Math.abs(mean)).toBeLessThan(0.027);
  });

  test("nothing to fit is refused", () => {
    expect(() => fitTitrations("none", "none", measured(1), AXES, [], { level: 0.95, seed: 1 })).toThrow(
      /nothing is left to fit/u,
    );
  });
});
