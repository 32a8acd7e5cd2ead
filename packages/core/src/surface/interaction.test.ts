import { describe, expect, it } from "vitest";
import {
  criticalCoupling,
  interactionShift,
  type LateralInteraction,
  solveInteracting,
} from "./interaction.ts";
import { buildNetwork } from "./network.ts";
import { parseReactions } from "./reaction.ts";
import { amountsByName, prepareSpeciation, solveSpeciation } from "./speciation.ts";

const RT = 8.31446261815324e-3 * 298.15;

/** Exchange S.A + B <=> S.B + A with so much A and B that their ratio does not move: theta/(1-theta) = x K. */
function exchange(
  ratio: number,
  dg0: number,
  interaction: Omit<LateralInteraction, "species" | "siteClass">,
) {
  const net = buildNetwork(parseReactions("S.A + B <=> S.B + A"));
  const initial = amountsByName(net, { "S.A": 1e-9, A: 1e-2, B: 1e-2 * ratio });
  const lnK = Float64Array.from([-dg0 / RT]);
  return solveInteracting(
    prepareSpeciation(net),
    lnK,
    initial,
    { species: "S.B", siteClass: "S", ...interaction },
    298.15,
  );
}

describe("Bragg-Williams exchange", () => {
  it("reports the three roots and the hysteresis of a swing beyond 4 RT", () => {
    // ln([B]/[A]) = 1, dG0 = 11 kJ/mol, total swing -15 kJ/mol: .0391, .7470, .8293 (printed to four digits).
    const state = exchange(Math.E, 11, {
      neighbours: 4,
      pairEnergyKjPerMol: -15 / 4,
      model: "bragg-williams",
    });
    expect(state.roots.map((root) => root.coverage.toFixed(4))).toEqual(["0.0391", "0.7470", "0.8293"]);
    expect(state.roots.map((root) => root.stable)).toEqual([true, false, true]);
    expect(state.hysteresis).toBe(true);
    for (const { coverage } of state.roots) {
      const lhs = Math.log(coverage / (1 - coverage));
      expect(lhs).toBeCloseTo(1 - (11 - 15 * coverage) / RT, 5);
    }
  });

  it("has one root below 4 RT", () => {
    const state = exchange(Math.E, 11, {
      neighbours: 4,
      pairEnergyKjPerMol: -9.9 / 4,
      model: "bragg-williams",
    });
    expect(state.roots).toHaveLength(1);
    expect(state.hysteresis).toBe(false);
  });

  it("both stable roots weigh the same at half swing (Maxwell symmetry)", () => {
    const state = exchange(1, 7.5, { neighbours: 4, pairEnergyKjPerMol: -15 / 4, model: "bragg-williams" });
    expect(state.roots).toHaveLength(3);
    // Equal by symmetry; 400 trapezoids over theta leave about 1e-3 kJ/mol, and depletion of B 1e-6.
    expect(Math.abs(state.roots[0]!.freeEnergyKjPerMol - state.roots[2]!.freeEnergyKjPerMol)).toBeLessThan(
      2e-3,
    );
  });

  it.each(["bragg-williams", "quasi-chemical"] as const)(
    "%s without pair energy is the ideal speciation",
    (model) => {
      const net = buildNetwork(parseReactions("S + B <=> S.B"));
      const speciation = prepareSpeciation(net);
      const initial = amountsByName(net, { S: 1e-3, B: 7e-4 });
      const lnK = Float64Array.from([Math.log(5e3)]);
      const ideal = new Float64Array(3);
      solveSpeciation(speciation, lnK, initial, ideal);
      const state = solveInteracting(
        speciation,
        lnK,
        initial,
        { species: "S.B", siteClass: "S", neighbours: 4, pairEnergyKjPerMol: 0, model },
        298.15,
      );
      expect(state.roots).toHaveLength(1);
      for (const [j, c] of state.roots[0]!.concentrationsMolar.entries()) {
        expect(Math.abs(c / ideal[j]! - 1)).toBeLessThan(1e-9);
      }
    },
  );
});

describe("critical couplings", () => {
  it.each([
    ["bragg-williams", 4, 4 * RT],
    // z = 4: |w| = 2 ln 2 kT = 1.386 kT, and z|w| is the coupling.
    ["quasi-chemical", 4, 4 * 2 * Math.log(2) * RT],
  ] as const)("%s: one root just below, three just above", (model, z, coupling) => {
    expect(criticalCoupling(model, z, 298.15)).toBeCloseTo(coupling, 9);
    const count = (factor: number): number => {
      const w = (-coupling * factor) / z;
      // At the symmetric point theta = 1/2 solves: dG0 cancels half the swing.
      const half = interactionShift(
        { species: "", siteClass: "", neighbours: z, pairEnergyKjPerMol: w, model },
        0.5,
        298.15,
      );
      return exchange(1, half.shift * RT, { neighbours: z, pairEnergyKjPerMol: w, model }).roots.length;
    };
    expect(count(0.97)).toBe(1);
    expect(count(1.03)).toBe(3);
  });

  it("quasi-chemical shift agrees with the isotherm from its own pair equilibrium", () => {
    // Solve the pair balance numerically: (p11 p00)/(p01/2)^2 scaled by exp(-w/RT), p11 + p01/2 = theta.
    const z = 6;
    const w = -2.1;
    for (const theta of [0.02, 0.3, 0.5, 0.77, 0.99]) {
      const e = Math.exp(-w / RT);
      let low = Math.max(0, 2 * theta - 1);
      let high = theta;
      for (let i = 0; i < 200; i++) {
        const p11 = (low + high) / 2;
        const cross = theta - p11;
        if (p11 * (1 - theta - cross) < e * cross * cross) low = p11;
        else high = p11;
      }
      const p11 = (low + high) / 2;
      const cross = theta - p11;
      // Bethe: ln(activity coefficient) = (z/2) ln[ p11 (1-theta)^2 / (p00 theta^2) ] + ... with w/2 a neighbour.
      const p00 = 1 - theta - cross;
      const shift =
        -(z / 2) * (Math.log(p11 / (theta * theta)) - Math.log(p00 / ((1 - theta) * (1 - theta))) + w / RT);
      const given = interactionShift(
        { species: "", siteClass: "", neighbours: z, pairEnergyKjPerMol: w, model: "quasi-chemical" },
        theta,
        298.15,
      );
      expect(given.shift).toBeCloseTo(shift, 6);
    }
  });
});
