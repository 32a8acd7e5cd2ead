import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundPerDot, poissonShare } from "./distribution.ts";
import { buildNetwork } from "./network.ts";
import { parseReactions } from "./reaction.ts";
import { dilutedTotals, lnConstantAt, pipettedTotals } from "./titration.ts";
import { type WashRound, wash } from "./washing.ts";

const net = buildNetwork(parseReactions("Pb + A <=> Pb.A\nPb + B <=> Pb.B"));
const round: WashRound = {
  washVolumeLitre: 10e-3,
  washMolar: { B: 1e-4 },
  retainedLitre: 0.1e-3,
  yield: 0.85,
  redissolveLitre: 1e-3,
  lnKWash: Float64Array.from([Math.log(1e2), Math.log(1e5)]),
  lnKRedissolved: Float64Array.from([Math.log(1e4), Math.log(1e6)]),
};
const start = {
  volumeLitre: 1e-3,
  dotsMol: 10e-9,
  ingredientsMol: { Pb: 3.2e-6, A: 2e-5 },
  spectatorsMol: { octadecene: 4e-5 },
};
const lnK = Float64Array.from([Math.log(1e4), Math.log(1e6)]);

describe("washing", () => {
  it("keeps every moiety: what was there and what was added is in the sample or removed", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1e-3, noNaN: true }),
        fc.double({ min: 1e-4, max: 2e-2, noNaN: true }),
        (dotYield, retained, volume) => {
          const rounds = [0, 1, 2].map(() => ({
            ...round,
            yield: dotYield,
            retainedLitre: retained,
            washVolumeLitre: volume,
          }));
          const states = wash(net, ["Pb"], start, lnK, rounds);
          const put: Record<string, number> = { A: 2e-5, B: 3 * volume * 1e-4, Pb: 3.2e-6 };
          for (const moiety of ["A", "B", "Pb"]) {
            let found = 0;
            net.species.forEach(({ name, composition }, j) => {
              const count = composition.get(moiety) ?? 0;
              found += count * states.at(-1)!.speciesMol[j]!;
              for (const state of states) found += count * (state.removedMol[name] ?? 0);
            });
            expect(Math.abs(found / put[moiety]! - 1)).toBeLessThan(1e-11);
          }
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });

  it("thins what binds to nothing by the retained share alone", () => {
    const states = wash(net, ["Pb"], start, lnK, [{ ...round, yield: 1 }]);
    expect(states[1]!.spectatorsPerDot["octadecene"]).toBeCloseTo((4000 * 0.1) / 11, 8);
  });

  it("without wash, retained liquid or loss nothing changes", () => {
    const still = {
      ...round,
      washVolumeLitre: 0,
      retainedLitre: 1e-3,
      yield: 1,
      redissolveLitre: 1e-30,
      lnKWash: lnK,
      lnKRedissolved: lnK,
    };
    const [before, after] = wash(net, ["Pb"], start, lnK, [still]);
    expect(after!.boundPerDot["A"]).toBeCloseTo(before!.boundPerDot["A"]!, 9);
  });

  it.each([
    [{ yield: 0 }, /yield/],
    [{ yield: 1.2 }, /yield/],
    [{ retainedLitre: 1 }, /more liquid is kept/],
    [{ redissolveLitre: 0 }, /redissolving/],
    [{ washMolar: { B: -1 } }, /concentration of B/],
  ])("refuses %o", (wrong, message) => {
    expect(() => wash(net, ["Pb"], start, lnK, [{ ...round, ...wrong }])).toThrow(message);
  });
});

describe("what was pipetted", () => {
  it("dilutes the vessel and adds the stock", () => {
    const steps = pipettedTotals({ volumeLitre: 600e-6, totalsMolar: { H: 1e-3 } }, [
      { volumeLitre: 100e-6, stockMolar: { H: 1e-3, G: 7e-3 } },
      { volumeLitre: 100e-6, stockMolar: { H: 1e-3, G: 7e-3 } },
    ]);
    expect(steps[2]!.totalsMolar["H"]).toBeCloseTo(1e-3, 15);
    expect(steps[2]!.totalsMolar["G"]).toBeCloseTo((7e-3 * 200) / 800, 15);
  });
  it("refuses impossible volumes and factors", () => {
    expect(() => pipettedTotals({ volumeLitre: 0, totalsMolar: {} }, [])).toThrow(/zero/);
    expect(() =>
      pipettedTotals({ volumeLitre: 1, totalsMolar: {} }, [{ volumeLitre: -1, stockMolar: {} }]),
    ).toThrow(/volume/);
    expect(() => dilutedTotals({ H: 1 }, [0])).toThrow(/positive/);
  });
});

describe("van 't Hoff", () => {
  it("reduces to ln K at the reference and has slope -dH/R in 1/T", () => {
    expect(lnConstantAt(3, 298.15, 298.15, -40, 0.2)).toBe(3);
    const slope =
      (lnConstantAt(0, 300, 300.001, -40) - lnConstantAt(0, 300, 299.999, -40)) / (1 / 300.001 - 1 / 299.999);
    expect(slope * 8.31446261815324e-3).toBeCloseTo(40, 5);
  });
});

describe("ligands per dot", () => {
  it("binomial and Poisson at mean 1 with three sites: .2963 and .3679 bare", () => {
    expect(boundPerDot(3, 0, 1 / 3).bare).toBeCloseTo(0.2963, 4);
    expect(poissonShare(0, 1)).toBeCloseTo(0.3679, 4);
  });
  it("keeps mean and variance, with and without a spread of site counts", () => {
    const narrow = boundPerDot(322, 0, 0.45);
    expect(narrow.mean).toBeCloseTo(322 * 0.45, 8);
    expect(narrow.variance).toBeCloseTo(322 * 0.45 * 0.55, 6);
    const wide = boundPerDot(322, 30, 0.45);
    expect(wide.mean).toBeCloseTo(322 * 0.45, 6);
    // Law of total variance; the integers' grid adds 1e-9 of it.
    expect(wide.variance).toBeCloseTo(322 * 0.45 * 0.55 + (30 * 0.45) ** 2, 4);
    expect(wide.probability.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
  });
  it("refuses coverages that are none", () => expect(() => boundPerDot(3, 0, 1.1)).toThrow(/coverage/));
});
