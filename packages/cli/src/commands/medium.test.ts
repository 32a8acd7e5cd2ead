import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { solventsByIndex } from "@oleate/core";
import { afterAll, describe, expect, it } from "vitest";
import { printedBy } from "../test/printed.ts";
import { type MediumOptions, mediumCommand } from "./medium.ts";

const folder = mkdtempSync(join(tmpdir(), "oleate-medium-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function printed(options: MediumOptions): string {
  const { code, text } = printedBy(() => mediumCommand(options));
  expect(code).toBe(0);
  return text;
}
const json = (options: MediumOptions) => JSON.parse(printed({ ...options, json: true }));
function written(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}
const lifetimes = written("tau.csv", [
  "solvent,lifetime (ns),error (ns)",
  "pentane,6.2,0.1",
  "CyH,5.45,0.1",
  "CHCl3,5.2,0.1",
  "toluene,4.7,0.1",
  "DCB,4.25,0.1",
]);

describe("factors", () => {
  it("are there for every solvent with an index, by four models", () => {
    const text = printed({ lifetime: "4.7 ns" });
    const [factors, lifetimes] = text.split("radiative lifetimes\n").map((part) => part.split("\n"));
    const rows = (lines: readonly string[]): number =>
      lines.filter((line) => solventsByIndex().some(({ name }) => line.startsWith(`${name} `))).length;
    expect([rows(factors!), rows(lifetimes!)]).toEqual([solventsByIndex().length, solventsByIndex().length]);
    expect(factors!.find((line) => line.startsWith("pentane"))).toMatch(
      /1\.3575 +12\.8132 +1\.3387 +1\.3429 +1\.1913 +1\.1035$/u,
    );
    expect(lifetimes!.find((line) => line.startsWith("pentane"))).toMatch(/^pentane +6\.292 /u);
    const tables = [...factors!, ...lifetimes!].filter((line) => !line.startsWith("note"));
    expect(Math.max(...tables.map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("are found for names parted by commas, with and without blanks", () => {
    const names = (text: string): string[] =>
      json({ solvents: [text] }).solvents.map(({ solvent }: { solvent: string }) => solvent);
    const wanted = ["toluene", "1,2-dichlorobenzene", "N,N-dimethylformamide", "pentane"];
    expect(names("toluene,1,2-dichlorobenzene,N,N-dimethylformamide,pentane")).toEqual(wanted);
    expect(names("toluene; 1,2-dichlorobenzene; DMF, pentane")).toEqual(wanted);
  });

  it("follow the core, the shell, the temperature and the choice of solvents", () => {
    const [pentane] = json({ solvents: ["pentane; DCB"] }).solvents;
    const ratio = (options: MediumOptions): number =>
      json({ solvents: ["pentane"], ...options }).solvents[0].factors[0].ratio;
    expect(pentane.factors[0].ratio).toBeCloseTo(1.3387, 4);
    expect(ratio({ permittivity: "6.2" })).not.toBeCloseTo(1.3387, 2);
    expect(ratio({ shell: "1.8 nm", size: "5.3 nm" })).toBeLessThan(1.3387);
    expect(ratio({ shape: "cube" })).toBeGreaterThan(1.3);
    expect(json({ solvents: ["toluene"], temperature: "298.15 K" }).solvents[0].refractiveIndex).toBeCloseTo(
      1.4941,
      4,
    );
  });
});

describe("lifetimes of a table", () => {
  it("are fitted by all models, compared, and predicted", () => {
    const { fit } = json({ lifetimes, reference: "toluene" });
    expect(fit.comparison.preferred).toMatch(/sphere|virtual cavity/u);
    expect(fit.fits[0].estimates[0].value).toBeCloseTo(4.7, 1);
    expect(
      fit.fits.map(({ weight }: { weight: number }) => weight).reduce((a: number, b: number) => a + b),
    ).toBeCloseTo(1, 10);
    expect(printed({ lifetimes })).toContain("cannot be told apart");
  });

  it("are divided by quantum yields where there are some, and read in other units", () => {
    const picoseconds = written("ps.csv", [
      "solvent,lifetime (ps),quantum yield (%)",
      "pentane,3146,50",
      "CyH,2708.5,50",
      "toluene,2350,50",
      "DCB,2122,50",
    ]);
    const { fit } = json({ lifetimes: picoseconds, model: ["sphere"], reference: "toluene" });
    expect(fit.lifetimesNs[2]).toBeCloseTo(4.7, 10);
    expect(fit.fits[0].estimates[0].value).toBeCloseTo(4.7, 3);
    const line = json({ lifetimes: picoseconds, model: ["sphere"], line: true }).fit;
    expect(line.fits[0].estimates.map(({ name }: { name: string }) => name)).toEqual(["scale", "intercept"]);
  });
});

describe("optional cells of the table", () => {
  it("that are empty are not given, and the fit goes on with a warning", () => {
    const table = written("gaps.csv", [
      "solvent,lifetime (ns),error (ns),quantum yield",
      "pentane,3.15,0.1,0.5",
      "CyH,5.4,,",
      "toluene,2.35,0.1,0.5",
      "DCB,4.25,0.1,",
    ]);
    const { fit } = json({ lifetimes: table, model: ["sphere"], reference: "toluene" });
    expect(fit.lifetimesNs).toEqual([6.3, 5.4, 4.7, 4.25]);
    expect(printed({ lifetimes: table })).toMatch(
      /warning {2}no quantum yield is given in cyclohexane, 1,2-di/u,
    );
  });
});

describe("refusals", () => {
  it.each<[string, MediumOptions, RegExp]>([
    ["an unknown solvent", { solvents: ["pentan"] }, /pentane/u],
    ["an unknown model", { model: ["onsager"] }, /no such local-field model/u],
    ["an unknown material", { material: "CsPbBr4" }, /CsPbBr3/u],
    ["a shell without a core", { shell: "1 nm" }, /size of the core/u],
    ["another shape", { shape: "rod" }, /one of sphere, cube/u],
    ["a time in nm", { lifetime: "4 nm" }, /--lifetime cannot be read.*4\.7 ns/u],
    ["a level of 2", { lifetimes, level: "2" }, /--level is no probability/u],
    ["a shell below 0", { shell: "-1 nm", size: "4 nm" }, /--shell is not positive/u],
    ["far from the table", { temperature: "400 K" }, /within 30 K/u],
    [
      "a table without lifetimes",
      { lifetimes: written("no.csv", ["solvent,tau", "toluene,4"]) },
      /no column `lifetime`/u,
    ],
    [
      "one solvent",
      { lifetimes: written("one.csv", ["solvent,lifetime (ns)", "toluene,4.7"]) },
      /too few solvents/u,
    ],
    [
      "a quantum yield of 2",
      {
        lifetimes: written("two.csv", [
          "solvent,lifetime (ns),quantum yield",
          "toluene,4.7,2",
          "pentane,6,1",
        ]),
      },
      /two.csv:2: a quantum yield/u,
    ],
    ["no such file", { lifetimes: join(folder, "nothing.csv") }, /cannot open/u],
  ])("%s", (_, options, message) => {
    expect(() => mediumCommand(options)).toThrow(message);
  });
});
