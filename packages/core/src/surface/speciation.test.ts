import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OleateError } from "../errors.ts";
import { buildNetwork, type Network } from "./network.ts";
import { parseReactions } from "./reaction.ts";
import {
  differentiateAlong,
  differentiateSpeciation,
  differentiateWithTraces,
  emptyDerivatives,
  prepareSpeciation,
  solveSpeciation,
  speciate,
} from "./speciation.ts";

const network = (text: string): Network => buildNetwork(parseReactions(text));

/** Conditions of Malinoski et al. (picolinate on CsPbBr3): 6 (4.3/0.587)^2 sites on 2 uM dots. */
const SITES = 6 * (4.3 / 0.587) ** 2 * 2e-6;

/** Moiety totals of a set of concentrations. */
function moieties(net: Network, concentrations: ArrayLike<number>): Map<string, number> {
  const totals = new Map<string, number>();
  net.species.forEach(({ composition }, j) => {
    for (const [moiety, count] of composition) {
      totals.set(moiety, (totals.get(moiety) ?? 0) + count * concentrations[j]!);
    }
  });
  return totals;
}

/** Free ligand of H + G <=> HG by the stable form of the quadratic (no cancellation). */
function freeGuest(k: number, h: number, g: number): number {
  const b = h - g + 1 / k;
  return b > 0
    ? (2 * g) / k / (b + Math.sqrt(b * b + (4 * g) / k))
    : (-b + Math.sqrt(b * b + (4 * g) / k)) / 2;
}

describe("published competitive Langmuir numbers", () => {
  const langmuir = network("Pb + OlAmBr <=> Pb.OlAmBr\nPb + OlAmPIC <=> Pb.OlAmPIC");
  // Computed with an independent root finder to 1e-13; printed to six digits, so 1e-6 relative is the print.
  it.each([
    [150, 100, 20.2485, 0.247701],
    [150, 200, 54.3607, 0.452342],
    [150, 350, 137.1163, 0.661196],
    [310, 100, 11.4029, null],
    [310, 200, 34.4005, null],
    [310, 350, 107.205, null],
  ])("K = %s /mM, %s equivalents leave %s free per dot", (kPerMilli, equivalents, free, coverage) => {
    const { concentrationsMolar } = speciate(langmuir, [10.5e3, kPerMilli * 1e3], {
      Pb: SITES,
      OlAmBr: 2.12e-3,
      OlAmPIC: equivalents * 2e-6,
    });
    expect(concentrationsMolar["OlAmPIC"]! / 2e-6).toBeCloseTo(free, 3);
    if (coverage !== null) expect(concentrationsMolar["Pb.OlAmPIC"]! / SITES).toBeCloseTo(coverage, 5);
  });

  it("obeys the closed isotherm of both ligands", () => {
    const c = speciate(langmuir, [10.5e3, 150e3], {
      Pb: SITES,
      OlAmBr: 2.12e-3,
      OlAmPIC: 4e-4,
    }).concentrationsMolar;
    const denominator = 1 + 10.5e3 * c["OlAmBr"]! + 150e3 * c["OlAmPIC"]!;
    expect(c["Pb.OlAmPIC"]! / SITES).toBeCloseTo((150e3 * c["OlAmPIC"]!) / denominator, 12);
    expect(c["Pb.OlAmBr"]! / SITES).toBeCloseTo((10.5e3 * c["OlAmBr"]!) / denominator, 12);
  });
});

describe("exact limits of 1:1 binding", () => {
  const pair = network("H + G <=> HG");
  it("keeps its digits from K = 1e-6 to 1e18 per M, equivalence included", () => {
    for (let exponent = -6; exponent <= 18; exponent += 2) {
      for (const [h, g] of [
        [1, 1],
        [1e-3, 1e-3],
        [1e-12, 1e-12],
        [1, 0.999999],
        [1e-3, 2.5e-3],
        [0.7, 1e-9],
      ] as const) {
        const k = 10 ** exponent;
        const c = speciate(pair, [k], { H: h, G: g }).concentrationsMolar;
        const expected = freeGuest(k, h, g);
        // 1e-9: at equivalence and K = 1e18 the closed form itself keeps about that many digits.
        expect(Math.abs(c["G"]! / expected - 1)).toBeLessThan(1e-9);
        expect(Math.abs((c["HG"]! + c["G"]!) / g - 1)).toBeLessThan(1e-12);
        expect(Math.abs((c["HG"]! + c["H"]!) / h - 1)).toBeLessThan(1e-12);
      }
    }
  });

  it("is empty where nothing was put in", () => {
    expect(speciate(pair, [1e6], { H: 1e-3, G: 0 }).concentrationsMolar).toEqual({ H: 1e-3, G: 0, HG: 0 });
    expect(speciate(pair, [1e6], { H: 0, G: 0 }).concentrationsMolar).toEqual({ H: 0, G: 0, HG: 0 });
  });
});

describe("exchange and displacement of ligands", () => {
  it("X-type exchange at 1:1 follows sqrt(K)/(1 + sqrt(K)) (CsPbBr3 oleate, Smock 2018: K = 1.97)", () => {
    const net = buildNetwork(
      parseReactions("S.OA + HUDA <=> S.UDA + HOA"),
      new Map([
        [
          "HUDA",
          {
            parts: [
              { coefficient: 1, name: "H" },
              { coefficient: 1, name: "UDA" },
            ],
          },
        ],
        [
          "HOA",
          {
            parts: [
              { coefficient: 1, name: "H" },
              { coefficient: 1, name: "OA" },
            ],
          },
        ],
      ]),
    );
    const c = speciate(net, [1.97], { "S.OA": 1e-3, HUDA: 1e-3 }).concentrationsMolar;
    expect(c["S.UDA"]! / 1e-3).toBeCloseTo(0.58395, 5);
    const ten = speciate(net, [1.97], { "S.OA": 1e-3, HUDA: 1e-2 }).concentrationsMolar;
    expect(ten["S.UDA"]! / 1e-3).toBeCloseTo(0.94944, 5);
  });

  it("Z-type displacement with one donor does not feel dilution, with two it does", () => {
    const one = network("S.Z + L <=> S + Z.L");
    const two = network("S.Z + 2 L <=> S + Z.L.L");
    const part = (net: Network, k: number, scale: number): number =>
      speciate(net, [k], { "S.Z": 0.5 / scale, L: 1 / scale }).concentrationsMolar["S"]! / (0.5 / scale);
    expect(part(one, 0.1, 1)).toBeCloseTo(part(one, 0.1, 10), 12);
    expect(part(two, 0.1, 10)).toBeLessThan(0.8 * part(two, 0.1, 1));
  });

  it("a sink takes surface atoms away: excess picolinate strips Pb as Pb(PIC)2", () => {
    const net = network("Pb + PIC <=> Pb.PIC\nPb + 2 PIC <=> Pb(PIC)2");
    const at = (equivalents: number): number =>
      speciate(net, [3e5, 5e7], { Pb: SITES, PIC: equivalents * 2e-6 }).concentrationsMolar["Pb(PIC)2"]! /
      SITES;
    expect(at(200)).toBeLessThan(at(400));
    expect(at(2000)).toBeGreaterThan(0.1);
  });

  it("refuses constants that break detailed balance round a cycle", () => {
    const net = network("A <=> B\nB <=> C\nA <=> C");
    expect(() => speciate(net, [2, 3, 7], { A: 1 })).toThrow(/detailed balance/);
    const c = speciate(net, [2, 3, 6], { A: 1 }).concentrationsMolar;
    expect(c["A"]).toBeCloseTo(1 / 9, 12);
  });
});

describe("bad input is refused with a remedy", () => {
  const pair = network("H + G <=> HG");
  it.each([
    [() => speciate(pair, [0], { H: 1 }), /out of range/],
    [() => speciate(pair, [Number.NaN], { H: 1 }), /out of range/],
    [() => speciate(pair, [1], { H: -1 }), /not a concentration/],
    [() => speciate(pair, [1], { H: Number.NaN }), /not a concentration/],
    [() => speciate(pair, [1], { Hst: 1 }), /nearest: H/],
    [() => speciate(pair, [1, 2], { H: 1 }), /one constant a reaction/],
    [() => network("Pb + PIC <=> Pb.PIC + Br"), /left side lacks 1 Br/],
    [() => network("Pb+ + PIC- <=> Pb+.PIC- + Cs+"), /left side lacks 1 Cs\+/],
    [() => network("H + G <=> HG\nH + G <=> HG"), /given twice/],
    [() => network("H + G"), /cannot read/],
    [() => network(""), /no reaction/],
    [() => network("H + <=> HG"), /cannot be read/],
  ])("case %#", (attempt, message) => expect(attempt).toThrow(message));

  it("names a missing charge", () => {
    const declared = new Map([
      [
        "AB",
        {
          parts: [
            { coefficient: 1, name: "A+" },
            { coefficient: 1, name: "B" },
          ],
          charge: 0,
        },
      ],
    ]);
    expect(() => buildNetwork(parseReactions("A+ + B <=> AB"), declared)).toThrow(/lacks 1 positive charge/);
  });
});

/** A random network: up to three kinds of site or metal, up to four ligands, complexes of one to three parts. */
const randomCase = fc
  .record({
    hosts: fc.integer({ min: 1, max: 3 }),
    guests: fc.integer({ min: 1, max: 4 }),
    picks: fc.array(
      fc.record({
        host: fc.nat(2),
        guest: fc.nat(3),
        second: fc.option(fc.nat(3), { nil: null }),
        hostCount: fc.integer({ min: 1, max: 2 }),
        guestCount: fc.integer({ min: 1, max: 3 }),
        log10K: fc.double({ min: -6, max: 18, noNaN: true }),
      }),
      { minLength: 1, maxLength: 7 },
    ),
    log10Totals: fc.array(fc.option(fc.double({ min: -12, max: 0, noNaN: true }), { nil: null, freq: 8 }), {
      minLength: 7,
      maxLength: 7,
    }),
  })
  .map(({ hosts, guests, picks, log10Totals }) => {
    const seen = new Set<string>();
    const lines: string[] = [];
    const lnK: number[] = [];
    for (const pick of picks) {
      const host = `H${pick.host % hosts}`;
      const guest = `G${pick.guest % guests}`;
      const second = pick.second === null ? null : `G${pick.second % guests}`;
      const parts = [host, guest, ...(second && second !== guest ? [second] : [])];
      const counts = [pick.hostCount, pick.guestCount, 1].slice(0, parts.length);
      const product = parts.flatMap((part, k) => Array.from({ length: counts[k]! }, () => part)).join(".");
      if (seen.has(product)) continue;
      seen.add(product);
      lines.push(`${parts.map((part, k) => `${counts[k]} ${part}`).join(" + ")} <=> ${product}`);
      lnK.push(pick.log10K * Math.LN10);
    }
    const net = network(lines.join("\n"));
    const initial = new Float64Array(net.species.length);
    net.species.forEach(({ composition }, j) => {
      if (composition.size === 1 && [...composition.values()][0] === 1) {
        const exponent = log10Totals[j % 7];
        initial[j] = exponent === null || exponent === undefined ? 0 : 10 ** exponent;
      }
    });
    return { net, lnK: Float64Array.from(lnK), initial, lines };
  });

describe("identities over random networks", () => {
  it("keeps every moiety to 1e-12 and every mass action to 1e-9 (10,000 networks)", () => {
    fc.assert(
      fc.property(randomCase, ({ net, lnK, initial }) => {
        const out = new Float64Array(net.species.length);
        solveSpeciation(prepareSpeciation(net), lnK, initial, out);
        const before = moieties(net, initial);
        for (const [moiety, total] of moieties(net, out)) {
          const expected = before.get(moiety)!;
          expect(Math.abs(total - expected)).toBeLessThanOrEqual(1e-12 * expected);
        }
        net.reactions.forEach(({ coefficients }, r) => {
          let quotient = 0;
          for (let j = 0; j < coefficients.length; j++) {
            if (coefficients[j] !== 0) quotient += coefficients[j]! * Math.log(out[j]!);
          }
          // Species below 1e-300 M underflow to 0 and have no logarithm.
          const measurable = coefficients.every((nu, j) => nu === 0 || out[j]! > 1e-290);
          if (measurable) expect(Math.abs(quotient - lnK[r]!)).toBeLessThan(1e-9 * (1 + Math.abs(lnK[r]!)));
        });
      }),
      { numRuns: 10_000, seed: 20 },
    );
  });

  it("derivatives agree with central differences", () => {
    fc.assert(
      fc.property(randomCase, ({ net, lnK, initial }) => {
        const speciation = prepareSpeciation(net);
        const present = net.species.map((_, j) => j).filter((j) => initial[j]! > 1e-9);
        // Far-apart totals or constants make the difference quotient, not the derivative, lose its digits.
        fc.pre(present.length > 1 && lnK.every((value) => value < 8 * Math.LN10));
        const n = net.species.length;
        const out = new Float64Array(n);
        const derivatives = emptyDerivatives(net);
        differentiateWithTraces(speciation, lnK, initial, present, out, derivatives);
        const step = 1e-5;
        const plus = new Float64Array(n);
        const minus = new Float64Array(n);
        const compare = (analytic: (k: number) => number, size: number): void => {
          for (let k = 0; k < n; k++) {
            const numeric = (plus[k]! - minus[k]!) / (2 * step);
            // Truncation (step^2) and cancellation (eps/step) both stay below 1e-6 of the largest species.
            expect(Math.abs(numeric - analytic(k))).toBeLessThan(1e-6 * size);
          }
        };
        const size = Math.max(...out);
        for (let r = 0; r < lnK.length; r++) {
          const moved = Float64Array.from(lnK);
          moved[r] = lnK[r]! + step;
          solveSpeciation(speciation, moved, initial, plus);
          moved[r] = lnK[r]! - step;
          solveSpeciation(speciation, moved, initial, minus);
          compare((k) => derivatives.byLnK[k * lnK.length + r]!, size);
        }
        for (const j of present) {
          const moved = Float64Array.from(initial);
          moved[j] = initial[j]! * (1 + step);
          solveSpeciation(speciation, lnK, moved, plus);
          moved[j] = initial[j]! * (1 - step);
          solveSpeciation(speciation, lnK, moved, minus);
          compare((k) => derivatives.byInitial[k * n + j]! * initial[j]!, size);
        }
      }),
      { numRuns: 1_000, seed: 21 },
    );
  });

  it("slopes along directions are the derivatives added up", () => {
    fc.assert(
      fc.property(
        randomCase,
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 14 }),
        (one, turn) => {
          const { net, lnK, initial } = one;
          fc.pre(initial.filter((amount) => amount > 1e-9).length > 1);
          const speciation = prepareSpeciation(net);
          const n = net.species.length;
          const out = new Float64Array(n);
          const derivatives = emptyDerivatives(net);
          differentiateSpeciation(speciation, lnK, initial, out, derivatives);
          const directions = Float64Array.from({ length: 2 * lnK.length }, (_, i) => turn[i % turn.length]!);
          const slopes = new Float64Array(2 * n);
          differentiateAlong(speciation, lnK, initial, directions, 2, out, slopes);
          for (let j = 0; j < n; j++) {
            for (const e of [0, 1]) {
              let sum = 0;
              lnK.forEach((_, r) => {
                sum += derivatives.byLnK[j * lnK.length + r]! * directions[2 * r + e]!;
              });
              // Both subtract what a species follows from what drives it: rounding of the largest ln beta per species.
              expect(Math.abs(slopes[2 * j + e]! - sum)).toBeLessThanOrEqual(1e-9 * out[j]!);
            }
          }
        },
      ),
      { numRuns: 1_000, seed: 22 },
    );
  });

  it("from whatever was solved last the answer is the same", () => {
    fc.assert(
      fc.property(randomCase, fc.double({ min: -8, max: 8, noNaN: true }), ({ net, lnK, initial }, far) => {
        const n = net.species.length;
        const cold = new Float64Array(n);
        const warm = new Float64Array(n);
        solveSpeciation(prepareSpeciation(net), lnK, initial, cold);
        const speciation = prepareSpeciation(net);
        const elsewhere = lnK.map((value) => Math.max(-60, value + far));
        solveSpeciation(speciation, elsewhere, initial, warm);
        solveSpeciation(speciation, lnK, initial, warm, true);
        const size = Math.max(...cold);
        // Each keeps its mass balance to 1e-12; a stiff network turns that into no more than 1e-9 of its largest species.
        for (let j = 0; j < n; j++) expect(Math.abs(warm[j]! - cold[j]!)).toBeLessThanOrEqual(1e-9 * size);
      }),
      { numRuns: 2_000, seed: 23 },
    );
  });

  it("throws nothing but its own errors, whatever text comes in", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        try {
          network(text);
        } catch (error) {
          expect(error).toBeInstanceOf(OleateError);
        }
      }),
      { numRuns: 10_000, seed: 22 },
    );
  });
});
