import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { printedBy } from "../test/printed.ts";
import type { QuantumYieldOptions } from "../yield-found.ts";
import { quantumYield } from "./quantum-yield.ts";

const folder = mkdtempSync(join(tmpdir(), "oleate-yield-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function printed(options: QuantumYieldOptions, table?: string): string {
  const { code, text } = printedBy(() => quantumYield(table, options));
  expect(code).toBe(0);
  return text;
}
const json = (options: QuantumYieldOptions, table?: string) =>
  JSON.parse(printed({ ...options, json: true }, table));
function written(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const numbers: QuantumYieldOptions = {
  referenceYield: "0.95",
  referenceSolvent: "1.361",
  solvent: "1.4969",
  sample: ["I = 1.8, A = 0.045"],
  reference: ["I = 1, A = 0.05"],
};

describe("relative", () => {
  it("from numbers: the worked example, above 1 with its warning, and no interval without errors", () => {
    const found = json(numbers);
    expect(found.quantumYield.value).toBeCloseTo(2.285433, 6);
    expect(found.quantumYield.low).toBeNull();
    expect(found.numbers["the linear form would give"]).toBeCloseTo(2.298386, 6);
    expect(found.warnings.join()).toContain("above one");
    expect(printed(numbers)).toMatch(/quantum yield +2\.285/u);
    expect(printed(numbers)).toContain("note  no interval");
  });

  it("takes yield, error and solvent from a standard, and checks its excitation", () => {
    const { referenceYield: _y, referenceSolvent: _s, ...rest } = numbers;
    const found = json({
      ...rest,
      standard: "Rh101",
      excitation: "405 nm",
      sample: ["I = 0.8 +- 0.01, A = 0.045 +- 0.001"],
    });
    expect(found.quantumYield.low).toBeLessThan(found.quantumYield.value);
    expect(found.quantumYield.high).toBeGreaterThan(found.quantumYield.value);
    expect(found.warnings.join()).toContain("490 to 580 nm");
    expect(found.notes.join()).toContain("Rurack");
    expect(found.monteCarlo.seed).toBe(1);
  });

  it("from spectra: areas, absorbance at the excitation, the same as from numbers", () => {
    const axis = Array.from({ length: 141 }, (_, i) => 400 + 2 * i);
    const spectrum = (title: string, of: (x: number) => number): readonly string[] => [
      `wavelength (nm),${title}`,
      ...axis.map((x) => `${x},${of(x)}`),
    ];
    const gauss = (x: number): number => Math.exp(-0.5 * ((x - 515) / 12) ** 2);
    const found = json({
      referenceYield: "0.9",
      referenceSolvent: "1.4",
      solvent: "1.4",
      excitation: "405 nm",
      range: "440 to 660 nm",
      blank: "660 nm",
      areaError: "2 %",
      sampleEmission: written(
        "se.csv",
        spectrum("emission", (x) => 800 * gauss(x)),
      ),
      referenceEmission: written(
        "re.csv",
        spectrum("emission", (x) => 1000 * gauss(x)),
      ),
      sampleAbsorbance: written(
        "sa.csv",
        spectrum("absorbance", (x) => 0.02 + (x < 500 ? 0.05 : 0)),
      ),
      referenceAbsorbance: written(
        "ra.csv",
        spectrum("absorbance", (x) => (x < 500 ? 0.05 : 0)),
      ),
    });
    expect(found.quantumYield.value).toBeCloseTo(0.72, 6);
    // 2 % in each area: 1.96 sqrt(2) 2 % of 0.72 to either side.
    expect(found.quantumYield.high - found.quantumYield.low).toBeCloseTo(
      2 * 1.96 * Math.SQRT2 * 0.02 * 0.72,
      2,
    );
  });

  it("from a table of dilutions, by gradients", () => {
    const rows = [0.02, 0.04, 0.06, 0.08].flatMap((A, i) => [
      `sample,${A},${4e6 * (1 - 10 ** -A) * (1 + 0.002 * (-1) ** i)}`,
      `reference,${A},${8e6 * (1 - 10 ** -A) * (1 - 0.002 * (-1) ** i)}`,
    ]);
    const table = written("dilutions.csv", ["solution,absorbance,intensity", ...rows]);
    const found = json({ referenceYield: "0.9", referenceSolvent: "1.4", solvent: "1.4" }, table);
    expect(found.quantumYield.value).toBeCloseTo(0.45, 2);
    expect(found.quantumYield.low).toBeLessThan(0.45);
    expect(found.method).toContain("4 and 4 dilutions");
    const free = json(
      { referenceYield: "0.9", referenceSolvent: "1.4", solvent: "1.4", intercept: "free" },
      table,
    );
    expect(Object.keys(free.numbers)).toContain("sample intercept");
  });
});

describe("absolute", () => {
  it("by three and by two measurements", () => {
    const three = json({ absolute: ["La = 1e6, Lb = 9e5, Lc = 6.5e5, Pb = 2e4, Pc = 2.3e5"], error: "1 %" });
    expect(three.quantumYield.value).toBeCloseTo(0.776, 10);
    expect(three.quantumYield.low).toBeLessThan(0.776);
    expect(three.numbers["two measurements would give"]).toBeCloseTo(0.65714286, 8);
    const two = json({ absolute: ["La = 1e6", "Lc = 6.5e5", "Pc = 2.3e5"] });
    expect(two.quantumYield.value).toBeCloseTo(0.65714286, 8);
    const reabsorbed = json({ absolute: ["La = 1, Lc = 0.5, Pc = 0.3"], reabsorbed: "0.15" });
    expect(reabsorbed.quantumYield.value).toBeCloseTo(0.63829787, 8);
  });

  it("draws again with another seed and level", () => {
    const of = (more: QuantumYieldOptions) =>
      json({ absolute: ["La = 1e6, Lc = 6.5e5, Pc = 2.3e5"], error: "1 %", ...more }).quantumYield;
    expect(of({ seed: "1" })).toEqual(of({ seed: "1" }));
    expect(of({ seed: "2" }).low).not.toBe(of({ seed: "1" }).low);
    expect(of({ level: "68 %" }).low).toBeGreaterThan(of({}).low);
  });
});

describe("the reabsorbed share from spectra", () => {
  const axis = Array.from({ length: 151 }, (_, i) => 450 + i);
  const dilute = (x: number): number => Math.exp(-0.5 * ((x - 520) / 12) ** 2);
  // Nothing is absorbed from 530 nm on, more and more below; light falls off smoothly from 600 nm.
  const kept = (x: number): number => (x > 530 ? 1 : Math.exp(-0.03 * (530 - x)));
  const file = (name: string, of: (x: number) => number): string =>
    written(name, ["wavelength (nm),emission", ...axis.map((x) => `${x},${of(x)}`)]);
  const thin = file("thin.csv", (x) => 700 * dilute(x));
  const sphere = file("sphere.csv", (x) => 200 * dilute(x) * kept(x));
  const flags: QuantumYieldOptions = {
    absolute: ["La = 1, Lc = 0.5, Pc = 0.3"],
    sphereEmission: sphere,
    diluteEmission: thin,
    redFlank: "535 to 590 nm",
  };
  // Sums over points 1 nm apart are the trapezoids but for the ends, where nothing is.
  const sum = (of: (x: number) => number): number => axis.reduce((total, x) => total + of(x), 0);
  const share = 1 - sum((x) => dilute(x) * kept(x)) / sum(dilute);

  it("is the one both curves give, and corrects the yield as when it is stated", () => {
    const found = json(flags);
    expect(found.numbers["reabsorbed share"]).toBeCloseTo(share, 6);
    expect(share).toBeGreaterThan(0.1);
    const stated = json({ absolute: flags.absolute!, reabsorbed: String(share) });
    expect(found.quantumYield.value).toBeCloseTo(stated.quantumYield.value, 6);
    expect(found.notes.join()).toContain("--area-error");
    const withError = json({ ...flags, areaError: "2 %" });
    expect(withError.quantumYield.low).toBeLessThan(found.quantumYield.value);
    expect(json({ ...flags, range: "460 to 580 nm" }).numbers["reabsorbed share"]).toBeCloseTo(share, 3);
  });

  it("without reabsorption it is 0, and spectra that were exchanged are refused", () => {
    expect(json({ ...flags, sphereEmission: thin }).numbers["reabsorbed share"]).toBeCloseTo(0, 12);
    expect(() => quantumYield(undefined, { ...flags, sphereEmission: thin, diluteEmission: sphere })).toThrow(
      /give no reabsorbed share.*exchanged/u,
    );
  });

  it("asks for what is missing, once, and with a sphere", () => {
    const { redFlank: _, ...without } = flags;
    expect(() => quantumYield(undefined, without)).toThrow(/lacks --red-flank/u);
    expect(() => quantumYield(undefined, { ...flags, reabsorbed: "0.1" })).toThrow(/given twice/u);
    expect(() => quantumYield(undefined, { ...numbers, reabsorbed: "0.1" })).toThrow(
      /belongs to an integrating/u,
    );
    expect(() => quantumYield(undefined, { ...numbers, diluteEmission: thin })).toThrow(
      /--dilute-emission belongs/u,
    );
  });

  it("a share that is none is named as it was given, and a yield above 1 has causes in a sphere", () => {
    const absolute = ["La = 1, Lc = 0.5, Pc = 0.3"];
    expect(() => quantumYield(undefined, { absolute, reabsorbed: "1.2" })).toThrow(
      /reabsorbed share is impossible \(found 1\.2; expected 0 to below 1/u,
    );
    const [warning] = json({ absolute: ["La = 1, Lc = 0.5, Pc = 0.6"] }).warnings;
    expect(warning).toMatch(/above one.*laser light in the window/u);
    expect(warning).not.toContain("reference");
  });
});

describe("refusals", () => {
  const table = written("odd.csv", ["solution,absorbance,intensity", "sample,0.02,1", "blank,0,0"]);
  it.each<[string, QuantumYieldOptions, string | undefined, RegExp]>([
    ["nothing given", {}, undefined, /needs --standard/u],
    ["no solvent", { standard: "rhodamine 6G" }, undefined, /needs --solvent/u],
    ["no numbers", { standard: "rhodamine 6G", solvent: "toluene" }, undefined, /needs --sample/u],
    [
      "an unknown standard",
      { standard: "rhodamin 7G", solvent: "toluene" },
      undefined,
      /rhodamine 6G.*oleate list standards/u,
    ],
    ["no absorbance", { ...numbers, sample: ["I = 1"] }, undefined, /--sample lacks A/u],
    [
      "an unknown number",
      { ...numbers, sample: ["I = 1, B = 2"] },
      undefined,
      /names nothing that is measured/u,
    ],
    ["a negative area", { ...numbers, sample: ["I = -1, A = 0.05"] }, undefined, /is negative/u],
    ["L_c above L_b", { absolute: ["La = 10, Lb = 8, Lc = 9, Pb = 0, Pc = 1"] }, undefined, /not below/u],
    ["half a sphere", { absolute: ["La = 10, Lb = 8"] }, undefined, /lacks Lc, Pb, Pc/u],
    ["another letter", { absolute: ["Lx = 10"] }, undefined, /nearest: La|nearest: L/u],
    ["a row of neither", numbers, table, /odd.csv:3: a row belongs to neither solution/u],
    [
      "an unknown intercept",
      { ...numbers, intercept: "some" },
      written("t.csv", ["solution,absorbance,intensity", "sample,0.1,1"]),
      /one of zero, free/u,
    ],
    ["half the spectra", { ...numbers, sampleEmission: "x.csv" }, undefined, /sample is not whole/u],
  ])("%s", (_, options, path, message) => {
    expect(() => quantumYield(path, options)).toThrow(message);
  });
});

describe("a band that the range cuts", () => {
  const axis = Array.from({ length: 141 }, (_, i) => 400 + 2 * i);
  const spectrum = (name: string, of: (x: number) => number): string =>
    written(name, [
      "Wellenlänge (nm);Signal",
      ...axis.map((x) => `${x};${of(x).toFixed(5).replace(".", ",")}`),
    ]);
  const gauss = (x: number): number => Math.exp(-0.5 * ((x - 515) / 12) ** 2);
  const flags: QuantumYieldOptions = {
    referenceYield: "0.9",
    referenceSolvent: "1.4",
    solvent: "1.4",
    excitation: "405 nm",
    sampleEmission: spectrum("s-em.csv", gauss),
    referenceEmission: spectrum("r-em.csv", (x) => gauss(x + 20)),
    sampleAbsorbance: spectrum("s-abs.csv", () => 0.05),
    referenceAbsorbance: spectrum("r-abs.csv", () => 0.04),
  };

  it("is warned about, with what is left out", () => {
    expect(json({ ...flags, range: "440 to 660 nm" }).warnings).toEqual([]);
    const { warnings } = json({ ...flags, range: "440 to 530 nm" });
    // 15 nm are 1.25 of the widths: 10.6 % lie beyond, 11.8 % of what is within.
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /band cut: the emission of the sample is still 4\d % .* 530 nm.*12 % more light/u,
    );
  });

  it("has what was assumed in all four files said once", () => {
    const notes: readonly string[] = json(flags).notes;
    expect(notes.filter((note) => note.includes("decimal comma"))).toEqual([
      expect.stringMatching(/^all 4 files: /u),
    ]);
  });
});

describe("rates from --lifetime", () => {
  const known: QuantumYieldOptions = {
    ...numbers,
    referenceYield: "0.81",
    solvent: "1.361",
    sample: ["I = 1, A = 0.05"],
  };

  it("a yield of 0.81 and 4.7 ns: 0.17234 and 0.04043 /ns, 5.8025 ns", () => {
    const { rates, notes } = json({ ...known, lifetime: "4.7 ns" });
    const values = rates.map(({ value }: { value: number }) => value);
    expect(values[0]).toBeCloseTo(0.17234, 5);
    expect(values[1]).toBeCloseTo(0.04043, 5);
    expect(values[2]).toBeCloseTo(5.8025, 4);
    expect(rates[0].low).toBeNull();
    expect(notes.join()).toMatch(/all alike/u);
    const text = printed({ ...known, lifetime: "4.7 ns" });
    expect(text).toMatch(/radiative rate +0\.17234 \/ns/u);
    expect(text).toMatch(/radiative lifetime +5\.8025 ns/u);
    expect(printed(known)).not.toMatch(/radiative/u);
    expect(json(known)).not.toHaveProperty("rates");
  });

  it("errors of either give intervals", () => {
    const { rates } = json({ ...known, lifetime: "4.7 +- 0.1 ns" });
    expect(rates[0].low).toBeLessThan(0.17);
    expect(rates[0].high).toBeGreaterThan(0.175);
    const both = json({ ...known, referenceYield: "0.81 +- 0.04", lifetime: "4.7 +- 0.1 ns" }).rates;
    expect(both[0].high - both[0].low).toBeGreaterThan(2 * (rates[0].high - rates[0].low));
    expect(printed({ ...known, lifetime: "4700 +- 100 ps" })).toMatch(/radiative lifetime +5\.80 \(/u);
  });

  it("a lifetime that is none is refused, and a yield above 1 gives no rates", () => {
    expect(() => printed({ ...known, lifetime: "fast" })).toThrow(/--lifetime cannot be read/u);
    expect(() => printed({ ...known, lifetime: "0 ns" })).toThrow(/not positive/u);
    expect(printed({ ...numbers, lifetime: "4.7 ns" })).toMatch(/no rates/u);
  });
});
