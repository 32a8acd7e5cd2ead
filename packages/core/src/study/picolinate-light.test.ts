import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { FitResult, ResultDocument } from "./result.ts";
import { runStudy } from "./run.ts";
import { lookInto, picolinateStudy } from "./test/picolinate.ts";

const { document, options } = picolinateStudy((path) => readFileSync(path, "utf8"));
let result: ResultDocument;
beforeAll(() => {
  result = runStudy(document, options);
}, 60_000);

const part = (id: string, what: string): number => lookInto(result).part(id, what);
const fitOf = (id: string): FitResult => lookInto(result).fitOf(id);

describe("the light of the passivated dots", () => {
  const analysis = (id: string) => result.analyses.find((entry) => entry.id === id)!;
  const given = (id: string, name: string): number => {
    const [names, values] = analysis(id).tables.find((one) => one.id === `${id}-parameters`)!.columns;
    return values!.values[names!.values.indexOf(name)] as number;
  };
  const sites = 6 * (4.3 / 0.587) ** 2;

  test("pic-08 and pic-13: yield and lifetime of undosed dots, by a quadratic and Simpson's rule", () => {
    const perMillimolar = 10.5;
    const [dots, native] = [0.05e-3, 1060 * 0.05e-3];
    const open = sites * dots;
    // Bromide bound, x = K (open - x) (native - x).
    const b = open + native + 1 / perMillimolar;
    const bound = (2 * open * native) / (b + Math.sqrt(b * b - 4 * open * native));
    // Half of the harm stays where the native ligand sits; a trap needs three such sites.
    const bare = 1 - (0.5 * bound) / open;
    const [deep, shallow] = ["p_deep", "p_shallow"].map((name) => given("passivated", name) * bare ** 3);
    const tau = given("passivated", "tau_radiative");
    const decay = (t: number): number =>
      Math.exp(-t / tau) * (1 - shallow! + shallow! * Math.exp(-0.05 * t)) ** sites;
    const integral = (from: number, to: number, of: (t: number) => number): number => {
      const steps = 4000;
      const h = (to - from) / steps;
      let sum = of(from) + of(to);
      for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * of(from + i * h);
      return (h / 3) * sum;
    };
    const bright = (1 - deep!) ** sites * Math.exp(-given("passivated", "inner_traps"));
    expect(bright).toBeCloseTo(part("pic-13", "bright fraction before (follows from the fixed numbers)"), 8);
    expect((bright * integral(0, 120, decay)) / tau).toBeCloseTo(0.324, 7);
    // One exponential of the same mean arrival time between 1 and 25 ns: 3.5 ns by construction.
    const mean = integral(1, 25, (t) => (t - 1) * decay(t)) / integral(1, 25, decay);
    expect(mean).toBeCloseTo(3.5 - 24 / Math.expm1(24 / 3.5), 6);
  });

  test("pic-08: the numbers ask for more than lone bare sites at the K_PIC of the NMR titration", () => {
    expect(
      part("pic-08", "misfit of the printed numbers, in their errors, if a lone bare site made a trap"),
    ).toBeGreaterThan(3);
    expect(part("pic-08", "K_PIC that lone bare sites would need")).toBeGreaterThan(3000);
  });

  test("pic-09: benzoate's affinity by bisection on the vacant sites", () => {
    const millimolar = part("pic-09", "affinity of benzoate at equal passivating power");
    const dots = 0.05e-3;
    const ligands = [
      { K: 10.5, total: 1060 * dots, power: 0.5 },
      { K: millimolar, total: 3000 * dots, power: 1 },
    ];
    let [low, high] = [0, sites * dots];
    for (let step = 0; step < 200; step++) {
      const v = (low + high) / 2;
      const taken = ligands.reduce((sum, { K, total }) => sum + (K * v * total) / (1 + K * v), v);
      if (taken > sites * dots) high = v;
      else low = v;
    }
    const covered = ligands.reduce(
      (sum, { K, total, power }) => sum + (power * K * low * total) / (1 + K * low),
      0,
    );
    const bare = 1 - covered / (sites * dots);
    const chance = (name: string): number => given("passivated", name) * bare ** 3;
    const tau = given("passivated", "tau_radiative");
    let area = 0;
    const h = 0.02;
    for (let i = 0; i <= 6000; i++) {
      const t = i * h;
      const weight = i === 0 || i === 6000 ? 1 : i % 2 === 1 ? 4 : 2;
      area +=
        (h / 3) *
        weight *
        Math.exp(-t / tau) *
        (1 - chance("p_shallow") * (1 - Math.exp(-0.05 * t))) ** sites;
    }
    const bright = (1 - chance("p_deep")) ** sites * Math.exp(-given("passivated", "inner_traps"));
    // The affinity is found to 40 halvings of its range.
    expect((bright * area) / tau).toBeCloseTo(0.67, 6);
  });

  test("pic-10: 2.2 times 4.7/3.5 and 2.2 alone against 2.5", () => {
    close(part("pic-10", "growth of the slow light if 2.2 is its amplitude"), (2.2 * 4.7) / 3.5);
    close(part("pic-10", "growth of the slow light if 2.2 is its area"), 2.2);
    close(part("pic-10", "bright fraction before if 4.7 ns is radiative"), ((0.81 / 2.5) * 4.7) / 3.5);
    function close(found: number, expected: number): void {
      expect(Math.abs(found / expected - 1)).toBeLessThan(1e-12);
    }
  });

  test("the joint likelihood keeps the constant of the NMR titration", () => {
    const { parameters } = fitOf("emission_and_nmr");
    expect(parameters.map(({ name }) => name)).toEqual(["K_PIC", "p_deep", "p_shallow", "tau_radiative"]);
    expect(Math.abs(parameters[0]!.value - 318)).toBeLessThan(2);
  });
});
