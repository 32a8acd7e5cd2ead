import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { ClaimResult, FitResult, ResultDocument, Verdict } from "./result.ts";
import { resultProblems } from "./result-schema.ts";
import { runStudy } from "./run.ts";
import { lookInto, picolinateStudy } from "./test/picolinate.ts";
import { validateStudy } from "./validate.ts";

const { document, options } = picolinateStudy((path) => readFileSync(path, "utf8"));
let result: ResultDocument;
beforeAll(() => {
  result = runStudy(document, options);
}, 60_000);

const claim = (id: string): ClaimResult => lookInto(result).claim(id);
const part = (id: string, what: string): number => lookInto(result).part(id, what);
const fitOf = (id: string): FitResult => lookInto(result).fitOf(id);

test("the study is sound and its result has the published shape", () => {
  expect(validateStudy(document, options)).toEqual([]);
  expect(resultProblems(JSON.parse(JSON.stringify(result)))).toEqual([]);
});

test("the same study gives the same bytes", { timeout: 60_000 }, () => {
  expect(JSON.stringify(runStudy(document, options))).toBe(JSON.stringify(result));
});

test("every claim of the issue is there with its verdict", () => {
  const verdicts: Record<string, Verdict> = {
    "pic-01": "within-error",
    "pic-02": "reproduced",
    "pic-03": "reproduced",
    "pic-04": "within-error",
    "pic-05": "within-error",
    "pic-06": "reproduced",
    "pic-07": "reproduced",
    "pic-08": "reproduced",
    "pic-09": "reproduced",
    "pic-10": "contradiction",
    "pic-11": "reproduced",
    "pic-12": "within-error",
    "pic-13": "reproduced",
    "pic-14": "within-error",
    "pic-15": "reproduced",
    "pic-16": "reproduced",
    "pic-17": "reproduced",
  };
  expect(Object.fromEntries(result.claims.map(({ id, verdict }) => [id, verdict]))).toEqual(verdicts);
});

test("the one row that cannot be reproduced, and the dose at odds with mass balance, are said to be so", () => {
  const contradictions = result.claims.flatMap(({ id, parts }) =>
    parts.filter(({ verdict }) => verdict === "contradiction").map(({ what }) => `${id}: ${what}`),
  );
  expect(contradictions).toContain("pic-04: row 100, H(I)");
  expect(contradictions).toContain("pic-07: free picolinate of 350 added on 322 sites, least possible");
  expect(claim("pic-04").note).toContain("cannot be reproduced");
});

describe("against closed formulas", () => {
  const dotsMillimolar = 2e-3;
  const ligandMillimolar = 2.12;
  const perMillimolar = 10.5;
  const sites = 6 * (4.3 / 0.587) ** 2;
  const area = 6 * 4.3 ** 2;
  const doses = [100, 150, 200, 250, 300, 350];
  const free = { HI: [12, 24, 40, 57, 77, 96], HII: [22, 38, 60, 74, 100, 135] };

  /** K_PIC (per mM) of one row: picolinate bound by difference, the bromide's share from its own quadratic. */
  function constantOfRow(
    total: number,
    freePerDot: number,
    offered = ligandMillimolar,
    K = perMillimolar,
  ): number {
    const open = (sites - (total - freePerDot)) * dotsMillimolar;
    // x = open K (offered - x) / (1 + K (offered - x)) for bound ligand x, solved for the smaller root.
    const b = open + offered + 1 / K;
    const bound = (2 * open * offered) / (b + Math.sqrt(b * b - 4 * open * offered));
    const vacant = open - bound;
    return ((total - freePerDot) * dotsMillimolar) / (freePerDot * dotsMillimolar * vacant);
  }
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const spread = (values: readonly number[]): number =>
    Math.sqrt(values.reduce((sum, x) => sum + (x - mean(values)) ** 2, 0) / (values.length - 1));
  const rows = {
    HI: doses.map((dose, i) => constantOfRow(dose, free.HI[i]!)),
    HII: doses.map((dose, i) => constantOfRow(dose, free.HII[i]!)),
  };
  // The study solves by bisection to 1e-14 of ln K; only rounding separates the two ways.
  const close = (found: number, expected: number): void =>
    expect(Math.abs(found / expected - 1)).toBeLessThan(1e-9);

  test("the oracle itself gives the constants worked out from Table 1 elsewhere", () => {
    const known = [291.7, 259.3, 247.3, 271.5, 311.4, 426.2];
    for (const [i, value] of rows.HI.entries()) expect(value).toBeCloseTo(known[i]!, 1);
    const knownII = [133.8, 133.9, 125.9, 165.8, 170.7, 157.2];
    for (const [i, value] of rows.HII.entries()) expect(value).toBeCloseTo(knownII[i]!, 1);
  });

  test("pic-02 and pic-03: surface Pb, area, density of 400 equivalents", () => {
    close(part("pic-02", "surface Pb"), sites);
    close(part("pic-02", "surface of the cube"), area);
    close(part("pic-03", "density"), 400 / area);
    close(part("pic-03", "excess over the surface Pb"), 100 * (400 / sites - 1));
  });

  test("pic-04: the twelve rows, their means and spreads", () => {
    close(part("pic-04", "mean K_PIC from H(I)"), mean(rows.HI));
    close(part("pic-04", "mean K_PIC from H(II)"), mean(rows.HII));
    close(part("pic-04", "spread of the six rows from H(I)"), spread(rows.HI));
    close(part("pic-04", "spread of the six rows from H(II)"), spread(rows.HII));
    close(part("pic-04", "row 100, H(I)"), rows.HI[0]!);
    for (const [i, value] of rows.HII.entries()) close(part("pic-04", `H(II), row ${i + 1}`), value);
  });

  test("pic-05: ratios to the printed constant", () => {
    close(part("pic-05", "from H(I)"), mean(rows.HI) / perMillimolar);
    close(part("pic-05", "from H(II)"), mean(rows.HII) / perMillimolar);
  });

  test("pic-06: oleate 250 times weaker, by a root search of its own", () => {
    const weak = mean(rows.HI) / 250;
    const withOleate = doses.map((dose, i) => {
      const freePic = free.HI[i]! * dotsMillimolar;
      const open = (sites - (dose - free.HI[i]!)) * dotsMillimolar;
      // Vacant sites v: v (1 + K_L L(v) + K_OA O(v)) = open, each free ligand c / (1 + K v).
      let [low, high] = [0, open];
      for (let step = 0; step < 200; step++) {
        const v = (low + high) / 2;
        const taken = [perMillimolar, weak].reduce(
          (sum, K) => sum + (K * v * ligandMillimolar) / (1 + K * v),
          v,
        );
        if (taken > open) high = v;
        else low = v;
      }
      return ((dose - free.HI[i]!) * dotsMillimolar) / (freePic * low);
    });
    const shift = 100 * Math.abs(1 - mean(withOleate) / mean(rows.HI));
    close(
      part("pic-06", "change of K_PIC from H(I) when oleate equal to the oleylammonium is let in"),
      shift,
    );
  });

  test("pic-07: least free picolinate at 350 is the mass balance's; the bound is the likelihood's", () => {
    close(part("pic-07", "free picolinate of 350 added on 322 sites, least possible"), 350 - sites);
    // The reference's estimate of the bound, at a 5-equivalent limit: about 3.2e3 per mM.
    expect(
      part("pic-07", "lower bound on K_PIC (95 %) from no signal up to 200 equivalents"),
    ).toBeGreaterThan(1500);
    expect(part("pic-07", "lower bound on K_PIC (95 %) from no signal up to 200 equivalents")).toBeLessThan(
      6000,
    );
  });

  test("pic-14 to pic-17: densities, equivalents, vacancies, exchange", () => {
    close(part("pic-14", "long chains per nm2 after one wash"), 350 / area);
    close(part("pic-14", "long chains per nm2 after two"), 200 / area);
    close(part("pic-14", "picolinate per nm2 after one wash"), 30 / area);
    close(part("pic-14", "picolinate per nm2 after two"), 90 / area);
    close(part("pic-15", "picolinic acid per dot"), 700);
    close(part("pic-15", "oleylamine per dot"), 1400);
    close(part("pic-16", "bromide vacancies"), 0.8 * 150 - 60);
    close(part("pic-17", "decrease against 80 % of 350 chains"), 100 * (1 - 170 / 280));
    close(part("pic-17", "oleylammonium left by the exchange equilibrium"), 170);
    // 1 mL and 10 mL mix, 0.1 mL stays with 85 % and then 20 % of the dots: plain dilution of what binds to nothing.
    const first = (4000 * 0.1) / 11 / 0.85;
    expect(part("pic-14", "octadecene after one wash")).toBeCloseTo(first, 9);
    // In the second round 1.1 mL (1 mL of solvent and the retained 0.1) take 10 mL, and 0.1 mL stays.
    expect(part("pic-14", "octadecene after two washes")).toBeCloseTo((first * 0.1) / 11.1 / 0.2, 9);
  });
});

describe("the global fits", () => {
  test("322 sites held: the constants of the reference's least squares", () => {
    // Table 1 refitted by least squares: 318 (290 to 348) and 154 (147 to 162) per mM, rms 5.5 and 3.7 eq.
    const [first, second] = [fitOf("global_HI"), fitOf("global_HII")];
    expect(Math.abs(first.parameters[0]!.value - 318)).toBeLessThan(1);
    expect(Math.abs(second.parameters[0]!.value - 154)).toBeLessThan(1);
    expect(first.rms.value).toBeCloseTo(5.5, 0);
    expect(second.rms.value).toBeCloseTo(3.7, 0);
  });

  test.each([
    ["sites_HI", 121, 456],
    ["sites_HII", 102, 380],
  ])("%s: with the site count free, both and their near degeneracy", (id, K, N) => {
    const { parameters, correlationOf, correlation } = fitOf(id);
    expect(correlationOf).toEqual(["K_PIC", "sites.Pb"]);
    expect(correlation[0]![1]).toBeLessThan(-0.98);
    expect(correlation[1]![0]).toBe(correlation[0]![1]);
    expect(Math.abs(parameters[0]!.value - K)).toBeLessThan(1.5);
    expect(Math.abs(parameters[1]!.value - N)).toBeLessThan(1.5);
  });
});
