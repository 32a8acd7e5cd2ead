import { describe, expect, test } from "vitest";
import { fit, type Problem, profile } from "../inference/index.ts";
import { createRandom } from "../numerics/random.ts";
import { buildNetwork } from "../surface/network.ts";
import { findObservable } from "../surface/observables/index.ts";
import { parseReactions } from "../surface/reaction.ts";
import { readStudyDocument } from "./document.ts";
import { findStudyObservable } from "./observables.ts";
import type { ResultDocument } from "./result.ts";
import { runStudy } from "./run.ts";
import { plainTables } from "./test/plain-table.ts";
import { type OwnEntry, type TitrationSeries, titrationDataset } from "./titration/index.ts";
import { validateStudy } from "./validate.ts";

const network = buildNetwork(parseReactions("Pb + A <=> Pb.A\nPb + B <=> Pb.B"));
const SITES = 322;
/** K_B (per mM), chances of a deep and a shallow trap, radiative lifetime (ns). */
const TRUTH = Float64Array.of(310, 0.004, 0.012, 5);
const NAMES = ["K_B", "p_deep", "p_shallow", "tau_radiative"];
const GIVEN: Readonly<Record<string, number>> = {
  p_stripped: 0,
  sites_per_trap: 1,
  inner_traps: 0.1,
  k_shallow: 0.1,
  tau_dark: 0,
  "power.A": 0.6,
  "power.B": 1,
};
const KINDS = [
  { name: "free-ligand", dots: 2e-6, sigma: 4, doses: [100, 150, 200, 250, 300, 350] },
  { name: "quantum-yield", dots: 5e-8, sigma: 0.02, doses: [0, 100, 200, 300, 400, 600, 900, 1400] },
  { name: "tail-lifetime", dots: 5e-8, sigma: 0.1, doses: [0, 200, 400, 900] },
  { name: "bright-fraction", dots: 5e-8, sigma: 0.03, doses: [0, 400] },
] as const;

function series(
  kind: (typeof KINDS)[number],
  signal: Float64Array = new Float64Array(kind.doses.length),
): TitrationSeries {
  const observable = findStudyObservable(kind.name);
  const declared = observable.parameters?.({ network, sites: ["Pb"], watched: "B" }) ?? [];
  return {
    name: kind.name,
    network,
    sites: ["Pb"],
    watched: "B",
    observable,
    lnK: Float64Array.of(Math.log(10.5e3), 0),
    initialMolar: kind.doses.map((dose) => {
      const amounts = new Float64Array(network.species.length);
      amounts[network.indexOf.get("Pb")!] = SITES * kind.dots;
      amounts[network.indexOf.get("A")!] = 1060 * kind.dots;
      amounts[network.indexOf.get("B")!] = dose * kind.dots;
      return amounts;
    }),
    dotsMolar: new Float64Array(kind.doses.length).fill(kind.dots),
    entries: [{ kind: "constant", parameter: 0, reaction: 1, molarPerUnit: 1e3 }],
    own: declared.map(({ name }): OwnEntry => {
      const parameter = NAMES.indexOf(name);
      return parameter >= 0 ? { kind: "parameter", parameter } : { kind: "value", value: GIVEN[name]! };
    }),
    parameterCount: NAMES.length,
    signals: [signal],
    unit: observable.unit,
    noise: { kind: "constant", sigma: kind.sigma },
  };
}

function predicted(kind: (typeof KINDS)[number]): Float64Array {
  const dataset = titrationDataset(series(kind));
  const out = new Float64Array(kind.doses.length);
  if ("predict" in dataset) dataset.predict(TRUTH, out, null);
  return out;
}
const CLEAN = KINDS.map(predicted);

/** The joint problem of the kinds at `indices`, with normal scatter times `scatter`. */
function problem(indices: readonly number[], seed: number, scatter = 1): Problem {
  const random = createRandom(seed, "passivation");
  return {
    parameters: NAMES.map((name, i) => ({
      name,
      unit: "",
      start: TRUTH[i]! * [1.3, 0.8, 1.2, 1.1][i]!,
      transform: "log",
      lower: TRUTH[i]! * 1e-4,
      upper: TRUTH[i]! * 1e4,
    })),
    datasets: indices.map((i) => {
      const { sigma } = KINDS[i]!;
      return titrationDataset(
        series(
          KINDS[i]!,
          CLEAN[i]!.map((value) => value + scatter * sigma * random.normal()),
        ),
      );
    }),
  };
}

describe("one likelihood of NMR, quantum yields, lifetimes and bright fractions", () => {
  test("derivatives of every kind by the shared constant and the light's parameters", () => {
    for (const kind of KINDS) {
      const dataset = titrationDataset(series(kind));
      if (!("predict" in dataset)) throw new Error("amplitudes are known");
      const n = kind.doses.length;
      const jacobian = new Float64Array(n * NAMES.length);
      dataset.predict(TRUTH, new Float64Array(n), jacobian);
      for (let k = 0; k < NAMES.length; k++) {
        const h = 1e-4 * TRUTH[k]!;
        const [up, down] = [1, -1].map((sign) => {
          const out = new Float64Array(n);
          dataset.predict(TRUTH.with(k, TRUTH[k]! + sign * h), out, null);
          return out;
        });
        // The difference is off by 1e-8 of the third derivative; signals are of order 1 to 100.
        for (let i = 0; i < n; i++) {
          const difference = (up![i]! - down![i]!) / (2 * h);
          expect(Math.abs(jacobian[i * NAMES.length + k]! - difference) * TRUTH[k]!).toBeLessThan(1e-5);
        }
      }
    }
  });

  test("without noise the truth comes back", () => {
    const found = fit(problem([0, 1, 2, 3], 1, 1e-9));
    for (const [k, { value }] of found.parameters.entries()) expect(value / TRUTH[k]!).toBeCloseTo(1, 6);
  });

  test("the profile interval of the shared constant covers it about 95 times in 100, and every estimate is unbiased", () => {
    const draws = 60;
    let covered = 0;
    const z = NAMES.map(() => ({ sum: 0, square: 0 }));
    for (let seed = 0; seed < draws; seed++) {
      const found = fit(problem([0, 1, 2, 3], 100 + seed));
      const [ends] = profile(found, ["K_B"], { level: 0.95 }).profiles;
      if (ends!.low! <= TRUTH[0]! && TRUTH[0]! <= ends!.high!) covered++;
      found.parameters.forEach(({ value }, k) => {
        const score = Math.log(value / TRUTH[k]!) / found.search.standardErrors[k]!;
        z[k]!.sum += score;
        z[k]!.square += score * score;
      });
    }
    // Binomial of 60 at 0.95: 57 with standard deviation 1.7; three of them below. All 60 has odds of 1 in 22.
    expect(covered).toBeGreaterThanOrEqual(52);
    for (const { sum, square } of z) {
      // Mean of 60 standard scores: 0.13 wide, mean square 1 and 0.18 wide; four of each are allowed.
      expect(Math.abs(sum / draws)).toBeLessThan(0.52);
      expect(Math.abs(square / draws - 1)).toBeLessThan(0.73);
    }
  });

  test("together they fix the shared constant better than NMR alone", () => {
    const joint = fit(problem([0, 1, 2, 3], 5));
    const alone = problem([0], 5);
    const nmr = fit({
      ...alone,
      parameters: alone.parameters.map((one) => (one.name === "K_B" ? one : { ...one, fixed: true })),
    });
    expect(joint.search.standardErrors[0]!).toBeLessThan(nmr.search.standardErrors[0]!);
  });

  test("lifetimes alone leave number and rate of shallow traps open", () => {
    const only = titrationDataset(series(KINDS[2]!, CLEAN[2]!));
    const withRate = titrationDataset({
      ...series(KINDS[2]!, CLEAN[2]!),
      parameterCount: 2,
      entries: [],
      lnK: Float64Array.of(Math.log(10.5e3), Math.log(310e3)),
      own: findStudyObservable("tail-lifetime").parameters!({ network, sites: ["Pb"], watched: "B" }).map(
        ({ name }): OwnEntry => {
          const parameter = ["p_shallow", "k_shallow"].indexOf(name);
          const value = { ...GIVEN, tau_radiative: 5 }[name]!;
          return parameter >= 0 ? { kind: "parameter", parameter } : { kind: "value", value };
        },
      ),
    });
    expect("predict" in only && "predict" in withRate).toBe(true);
    const found = fit({
      parameters: [
        { name: "p_shallow", unit: "", start: 0.012, transform: "log", lower: 1e-6, upper: 0.9 },
        { name: "k_shallow", unit: "/ns", start: 0.1, transform: "log", lower: 1e-6, upper: 1e3 },
      ],
      datasets: [withRate],
    });
    expect(found.correlation![0]![1]).toBeLessThan(-0.95);
  });
});

describe("through a study", () => {
  const columns = (...given: readonly (readonly [string, readonly number[]])[]): string =>
    [given.map(([header]) => header), ...given[0]![1].map((_, i) => given.map(([, values]) => values[i]))]
      .map((row) => row.join(","))
      .join("\n");
  const tables = plainTables({
    "nmr.csv": columns(["added (eq)", KINDS[0]!.doses], ["free (eq)", Array.from(CLEAN[0]!)]),
    "light.csv": columns(["added (eq)", KINDS[1]!.doses], ["yield", Array.from(CLEAN[1]!)]),
    "decay.csv": columns(["added (eq)", KINDS[2]!.doses], ["tail (ns)", Array.from(CLEAN[2]!)]),
  });
  const text = `title: Light
source: {cite: none}
sample:
  nanocrystal: {material: CsPbBr3, shape: cube, size: 4.3 nm}
  concentration: 2 uM
  solvent: toluene
  ligands: {A: 1060 eq, B: 0 eq}
surface:
  sites: {Pb: 322}
  reactions:
    - Pb + A <=> Pb.A ; K_A = 10.5 /mM
    - Pb + B <=> Pb.B ; K_B = fit
measurements:
  nmr: {observable: free-ligand, watch: B, file: nmr.csv, against: {B: added (eq)}, column: free (eq), sigma: 1 eq}
  light:
    observable: quantum-yield
    watch: B
    file: light.csv
    against: {B: added (eq)}
    column: yield
    with: &light
      concentration: 0.05 uM
      ligands: {A: 1060 eq}
      parameters: {power.A: 0.6, inner_traps: 0.1, k_shallow: 0.1 /ns}
  decay:
    observable: tail-lifetime
    watch: B
    file: decay.csv
    against: {B: added (eq)}
    column: tail (ns)
    sigma: 0.1 ns
    with: *light
analyses:
  joint: {kind: fit, measurements: [nmr, light, decay], free: [K_B, p_deep, p_shallow, tau_radiative], start: {K_B: 100 /mM}}
values:
  ratio: {value: joint.tau_radiative / (1 ns)}
`;
  const options = { id: "light", tables };
  const run = (change: (study: string) => string = (study) => study): ResultDocument =>
    runStudy(readStudyDocument(change(text), "study.yaml"), options);
  const problems = (change: (study: string) => string): string =>
    validateStudy(readStudyDocument(change(text), "study.yaml"), options)
      .map(({ what, found, remedy }) => [what, found, remedy].join(" "))
      .join("\n");

  test("constants and parameters of the light come out of one fit, each kind drawn on its own axes", () => {
    expect(problems((study) => study)).toBe("");
    const [joint] = run().analyses;
    joint!.fit!.parameters.forEach(({ name, value }, k) => {
      expect(name).toBe(NAMES[k]);
      expect(value / TRUTH[k]!).toBeCloseTo(1, 4);
    });
    const labels = joint!.figures.map(({ y }) => y.label);
    for (const label of ["free ligand per dot", "quantum yield", "lifetime of the tail"])
      expect(labels).toContain(label);
    expect(joint!.fit!.rms.unit).toBe("eq");
  });

  test.each([
    ["a power that nothing gives", "power.A: 0.6, ", "", /power\.A/u],
    ["a lifetime that nothing gives", ", tau_radiative]", "]", /needs a value of tau_radiative/u],
    ["a value out of range", "power.A: 0.6", "power.A: 1.6", /power\.A is out of range/u],
    ["a value in the wrong unit", "k_shallow: 0.1 /ns", "k_shallow: 0.1 ns", /ns/u],
    ["a parameter nobody has", "p_shallow, tau", "p_shalow, tau", /p_shalow is not a parameter.*p_shallow/u],
    ["an observable nobody knows", "quantum-yield", "quantum-yeild", /quantum-yield/u],
  ])("%s is refused before anything runs", (_, from, to, words) => {
    expect(problems((study) => study.replace(from, to))).toMatch(words);
  });

  test("the observable of a study is that of the surface where it has one", () => {
    expect(findStudyObservable("free-ligand")).toBe(findObservable("free-ligand"));
    expect(() => findStudyObservable("lifetim")).toThrow(/lifetime/u);
  });
});
