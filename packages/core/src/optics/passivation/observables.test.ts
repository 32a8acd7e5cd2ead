import { describe, expect, test } from "vitest";
import { buildNetwork } from "../../surface/network.ts";
import type { Observable, ObservableContext } from "../../surface/observable.ts";
import { parseReaction, parseReactions } from "../../surface/reaction.ts";
import { amountsByName, prepareSpeciation, solveSpeciation } from "../../surface/speciation.ts";
import { classCoverage, ligandsOnSites, placeHolders } from "./coverage.ts";
import {
  lightObservables,
  lightParameters,
  PASSIVATION_OBSERVABLES,
  USUAL_YIELD_SIGMA,
} from "./observables.ts";

const network = buildNetwork(
  parseReactions(
    "Pb + A <=> Pb.A\nPb + B <=> Pb.B\nedge + B <=> edge.B\nPb.B + B <=> Pb.vac + Pb(B)2\nedge + 2 B <=> edge(B)2",
  ),
  new Map([["Pb.vac", { parts: parseReaction("Pb <=> Pb.vac").left }]]),
);
const DOTS = 5e-8;
const context: ObservableContext = { network, sites: ["Pb", "edge"], watched: "B", dotsMolar: DOTS };
const VALUES: Readonly<Record<string, number>> = {
  p_deep: 0.006,
  p_shallow: 0.009,
  p_stripped: 0.02,
  sites_per_trap: 1.6,
  inner_traps: 0.15,
  tau_radiative: 5.1,
  k_shallow: 0.17,
  tau_dark: 0.3,
  "power.A": 0.7,
  "power.B": 0.95,
};
const state = ((): Float64Array => {
  const out = new Float64Array(network.species.length);
  const lnK = Float64Array.of(1e4, 2e5, 3e4, 2e-3, 1e9).map(Math.log);
  const mixed = amountsByName(network, { Pb: 250 * DOTS, edge: 72 * DOTS, A: 1060 * DOTS, B: 400 * DOTS });
  solveSpeciation(prepareSpeciation(network), lnK, mixed, out);
  return out;
})();

const namesOf = (observable: Observable): readonly string[] =>
  observable.parameters!(context).map(({ name }) => name);
const valuesOf = (observable: Observable): Float64Array =>
  Float64Array.from(namesOf(observable), (name) => VALUES[name]!);
function valueAt(observable: Observable, c: Float64Array, values: Float64Array): number {
  const out = new Float64Array(1);
  observable.evaluate(c, context, out, null, { values, gradient: null });
  return out[0]!;
}

describe("coverage", () => {
  test("vacant, covered and stripped places add up to the sites, in solution or not", () => {
    const kinds = new Map(
      placeHolders(context, "Pb").map(({ species, kind }) => [network.species[species]!.name, kind]),
    );
    expect(Object.fromEntries(kinds)).toEqual({
      Pb: "bare",
      "Pb.A": "covered",
      "Pb.B": "covered",
      "Pb.vac": "stripped",
    });
    // Without a vacancy of its own, the complex in solution stands for the place it left.
    expect(placeHolders(context, "edge").map(({ kind }) => kind)).toEqual(["bare", "covered", "stripped"]);
    const found = classCoverage(placeHolders(context, "Pb"), state, (ligand) => (ligand === "A" ? 0.7 : 1));
    const of = (name: string): number => state[network.indexOf.get(name)!]!;
    expect(found.total / (250 * DOTS)).toBeCloseTo(1, 12);
    expect(found.bare / (of("Pb") + 0.3 * of("Pb.A"))).toBeCloseTo(1, 12);
    expect(found.stripped / of("Pb.vac")).toBeCloseTo(1, 12);
    // Each place stripped is one complex in solution: the metal is balanced.
    expect(of("Pb(B)2") / of("Pb.vac")).toBeCloseTo(1, 10);
    expect(of("Pb.vac") / (250 * DOTS)).toBeGreaterThan(1e-3);
  });

  test("every ligand on a site has a power: 1 for the watched one, to be given for the others", () => {
    expect(ligandsOnSites(network, ["Pb", "edge"])).toEqual(["A", "B"]);
    const powers = lightParameters(context).filter(({ name }) => name.startsWith("power."));
    expect(powers.map((one) => [one.name, one.default])).toEqual([
      ["power.A", null],
      ["power.B", 1],
    ]);
  });
});

describe.each(["binomial", "poisson"] as const)("%s", (statistics) => {
  test.each(lightObservables(statistics))(
    "$name: derivatives by state and parameters against differences",
    (one) => {
      const values = valuesOf(one);
      const out = new Float64Array(1);
      const gradient = new Float64Array(network.species.length);
      const own = { values, gradient: new Float64Array(values.length) };
      one.evaluate(state, context, out, gradient, own);
      // Central differences of step 1e-4 of each number: their error is 1e-8 of the curvature, 1e-6 is asked.
      const slope = (size: number, at: (step: number) => number): number =>
        (at(size) - at(-size)) / (2 * size);
      const scale = Math.abs(out[0]!);
      for (let j = 0; j < state.length; j++) {
        const size = 1e-4 * state[j]!;
        const difference = slope(size, (step) => valueAt(one, state.with(j, state[j]! + step), values));
        expect(Math.abs(gradient[j]! - difference) * state[j]!).toBeLessThan(1e-6 * scale);
      }
      let moved = 0;
      for (let k = 0; k < values.length; k++) {
        const size = 1e-4 * values[k]!;
        const difference = slope(size, (step) => valueAt(one, state, values.with(k, values[k]! + step)));
        expect(Math.abs(own.gradient[k]! - difference) * values[k]!).toBeLessThan(1e-6 * scale);
        if (Math.abs(difference) > 0) moved++;
      }
      expect(moved).toBe(values.length);
    },
  );
});

test("pairs that share sites: the independent places of the model against all pairs of a ring", () => {
  // Sites on a ring are bare with chance b; each pair of bare neighbours is a trap with chance p. Weight of a ring without
  // a trap: trace of a transfer matrix over (covered, bare), to the power of the number of sites.
  for (const [b, p] of [
    [0.67, 0.005],
    [0.25, 0.005],
    [0.83, 0.02],
  ] as const) {
    const sites = 322;
    const matrix = [1 - b, 1 - b, b, b * (1 - p)];
    let power = [1, 0, 0, 1];
    for (let i = 0; i < sites; i++) {
      power = [
        power[0]! * matrix[0]! + power[1]! * matrix[2]!,
        power[0]! * matrix[1]! + power[1]! * matrix[3]!,
        power[2]! * matrix[0]! + power[3]! * matrix[2]!,
        power[2]! * matrix[1]! + power[3]! * matrix[3]!,
      ];
    }
    const exact = Math.log(power[0]! + power[3]!);
    const independent = sites * Math.log1p(-p * b * b);
    // Neighbouring pairs share a site and so are bare together more often; that acts at the next order of the chance.
    expect(exact / independent).toBeLessThan(1);
    expect(1 - exact / independent).toBeLessThan(p);
  }
});

describe("limits through the state", () => {
  const [quantumYield, bright, lifetime] = PASSIVATION_OBSERVABLES;

  test("all places bare, and none", () => {
    const bare = amountsByName(network, { Pb: 250 * DOTS, edge: 72 * DOTS });
    const values = valuesOf(bright!);
    const expected = Math.exp(-0.15) * 0.994 ** 322;
    expect(valueAt(bright!, bare, values) / expected).toBeCloseTo(1, 12);
    const covered = amountsByName(network, { "Pb.B": 250 * DOTS, "edge.B": 72 * DOTS });
    const full = values.with(namesOf(bright!).indexOf("power.B"), 1);
    expect(valueAt(bright!, covered, full) / Math.exp(-0.15)).toBeCloseTo(1, 12);
  });

  test("a ligand without power leaves its places as bad as bare ones", () => {
    const index = namesOf(bright!).indexOf("power.A");
    const held = amountsByName(network, { "Pb.A": 250 * DOTS });
    const empty = amountsByName(network, { Pb: 250 * DOTS });
    const values = valuesOf(bright!).with(index, 0);
    expect(valueAt(bright!, held, values)).toBe(valueAt(bright!, empty, values));
  });

  test("diluting dots with a weak ligand bares sites and lowers the quantum yield", () => {
    const yields = [2e-6, 2e-7, 5e-8, 1e-8].map((dots) => {
      const c = new Float64Array(network.species.length);
      const lnK = Float64Array.of(1.05e4, 2e5, 3e4, 1e-12, 1e-6).map(Math.log);
      const mixed = amountsByName(network, { Pb: 322 * dots, A: 1060 * dots });
      solveSpeciation(prepareSpeciation(network), lnK, mixed, c);
      const out = new Float64Array(1);
      const own = { values: valuesOf(quantumYield!), gradient: null };
      quantumYield!.evaluate(c, { ...context, dotsMolar: dots }, out, null, own);
      return out[0]!;
    });
    for (let i = 1; i < yields.length; i++) expect(yields[i]).toBeLessThan(yields[i - 1]! - 0.01);
  });

  test("a lifetime knows nothing of deep traps, a bright fraction nothing of shallow ones", () => {
    expect(namesOf(lifetime!)).not.toContain("p_deep");
    expect(namesOf(bright!)).not.toContain("p_shallow");
    expect(quantumYield!.usualSigma).toBe(USUAL_YIELD_SIGMA);
  });

  test("no dots and no sites are refused", () => {
    const out = new Float64Array(1);
    const own = { values: valuesOf(bright!), gradient: null };
    expect(() => bright!.evaluate(state, { ...context, dotsMolar: 0 }, out, null, own)).toThrow(
      /needs dots/u,
    );
    const homeless = { ...context, sites: [] };
    expect(() => bright!.evaluate(state, homeless, out, null, own)).toThrow(/needs dots/u);
  });
});
