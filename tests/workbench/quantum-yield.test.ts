import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type ResultDocument, readStudyDocument, relativeQuantumYield, runStudy } from "@oleate/core";
import { readTable } from "@oleate/files";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { FIRST_MEASURE } from "../../packages/workbench/src/components/quantum-yield/measure/first-measure.ts";
import { measureCommand } from "../../packages/workbench/src/components/quantum-yield/measure/measure-command.ts";
import { guessUses } from "../../packages/workbench/src/components/quantum-yield/measure/spectra-uses.ts";
import { readDilutions } from "../../packages/workbench/src/worker/quantum-yield-dilutions.ts";
import { EXAMPLE_MEASUREMENT } from "../../packages/workbench/src/worker/quantum-yield-example.ts";
import { FIRST_LIGHT } from "../../packages/workbench/src/worker/quantum-yield-first-light.ts";
import { readLifetimes } from "../../packages/workbench/src/worker/quantum-yield-lifetimes.ts";
import { lightOf } from "../../packages/workbench/src/worker/quantum-yield-light.ts";
import type { LightWish } from "../../packages/workbench/src/worker/quantum-yield-light-protocol.ts";
import { measured } from "../../packages/workbench/src/worker/quantum-yield-measure.ts";
import type { ReadSpectrum } from "../../packages/workbench/src/worker/quantum-yield-protocol.ts";
import { readSpectraFiles } from "../../packages/workbench/src/worker/quantum-yield-spectra.ts";
import {
  lightStudy,
  TITRATION_FILE,
  titrationCsv,
} from "../../packages/workbench/src/worker/quantum-yield-study.ts";
import { readTitration } from "../../packages/workbench/src/worker/quantum-yield-titration.ts";
import { box, executablePath, FLAWLESS, flawsOf, PATIENT, type, workbenchOfTests } from "./browser.ts";

/** Same code from the same start: only the printing of a number could differ. */
const SAME = 1e-9;
const NONE = { value: null, error: null };
const NO_SPECTRA = {
  sampleEmission: null,
  sampleAbsorbance: null,
  referenceEmission: null,
  referenceAbsorbance: null,
};
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const near = (value: number, wanted: number, what = ""): void =>
  expect(Math.abs(value - wanted), `${what}: ${value} for ${wanted}`).toBeLessThanOrEqual(
    SAME * Math.max(1, Math.abs(wanted)),
  );

const OPTICS = "../shared/data/optics";

describe("what the worker of the quantum-yield page computes", () => {
  it("is what the core says of the same numbers, with the draws behind the interval", () => {
    const wish = {
      ...FIRST_MEASURE,
      way: "numbers" as const,
      standard: "",
      ownYield: { value: 0.9, error: 0.02 },
      ownSolvent: { name: "", index: 1.36 },
      solvent: { name: "", index: 1.5 },
      sample: {
        intensity: { value: 2e5, error: 4e3 },
        absorbance: { value: 0.03, error: 0.004 },
        excitation: NONE,
      },
      reference: {
        intensity: { value: 3e5, error: 3e3 },
        absorbance: { value: 0.05, error: 0.001 },
        excitation: NONE,
      },
    };
    const { found, histogram } = measured({ wish, spectra: NO_SPECTRA, dilutions: null });
    const direct = relativeQuantumYield(
      {
        intensity: { value: 2e5, standardError: 4e3 },
        absorbance: { value: 0.03, standardError: 0.004 },
        refractiveIndex: { value: 1.5 },
      },
      {
        intensity: { value: 3e5, standardError: 3e3 },
        absorbance: { value: 0.05, standardError: 0.001 },
        refractiveIndex: { value: 1.36 },
      },
      { value: 0.9, standardError: 0.02 },
    );
    expect(found.value).toBe(direct.value);
    expect(found.drawn).toEqual(direct.interval);
    expect(found.warnings).toEqual(direct.warnings);
    expect(found.warnings.join()).toContain("uncertain absorption");
    const { centres, shares, outside } = histogram()!;
    near(
      shares.reduce((sum, share) => sum + share, outside),
      100,
    );
    // Half of the draws lie below the median of the core's own draws, to within the bin it falls into.
    const { median, low, high } = direct.interval!;
    const below = (value: number): number =>
      centres.reduce((sum, centre, i) => sum + (centre < value ? shares[i]! : 0), 0);
    const bin = Math.max(...shares);
    expect(Math.abs(below(median) - 50)).toBeLessThan(bin);
    expect(Math.abs(below(high) - below(low) - 95)).toBeLessThan(bin);
    // Skewed to the right, as the inverse of an uncertain absorption is.
    expect(high - median).toBeGreaterThan(1.1 * (median - low));
  });

  it("finds the yield that the simulated spectra and dilutions were made of", () => {
    const { spectra } = readSpectraFiles(null);
    const uses = guessUses(spectra);
    const of = (use: keyof typeof uses) => spectra[uses[use]!]!.spectrum;
    const ask = {
      wish: FIRST_MEASURE,
      spectra: {
        sampleEmission: of("sampleEmission"),
        sampleAbsorbance: of("sampleAbsorbance"),
        referenceEmission: of("referenceEmission"),
        referenceAbsorbance: of("referenceAbsorbance"),
      },
      dilutions: readDilutions(null),
    };
    for (const way of ["spectra", "dilutions"] as const) {
      const { found } = measured({ ...ask, wish: { ...FIRST_MEASURE, way } });
      expect(found.low!).toBeLessThan(EXAMPLE_MEASUREMENT.quantumYield);
      expect(found.high!).toBeGreaterThan(EXAMPLE_MEASUREMENT.quantumYield);
      // The standard's own 5 % rules the interval.
      expect(found.high! - found.low!).toBeLessThan(0.25);
    }
  });

  it("guesses what spectra are from what they hold and how they are called", () => {
    const one = (label: string, quantity: ReadSpectrum["quantity"]): ReadSpectrum => ({
      label,
      file: label,
      alone: true,
      quantity,
      spectrum: { wavelengthNm: Float64Array.of(400, 500), values: Float64Array.of(1, 2) },
    });
    const spectra = [
      one("Rhodamine 6G abs.csv", "absorbance"),
      one("dots_PL.txt", "unknown"),
      one("R6G emission (standard).csv", "emission"),
      one("dots uv-vis.csv", "absorbance"),
    ];
    expect(guessUses(spectra)).toEqual({
      sampleEmission: 1,
      sampleAbsorbance: 3,
      referenceEmission: 2,
      referenceAbsorbance: 0,
    });
    // Where names do not tell and there are two, the first is the sample; a series has no reference in it.
    expect(guessUses([one("a", "emission"), one("b", "emission")])).toMatchObject({
      sampleEmission: 0,
      referenceEmission: 1,
    });
    expect(guessUses([..."abc"].map((name) => one(name, "emission")).concat(one("d", "excitation")))).toEqual(
      {
        sampleEmission: 0,
        sampleAbsorbance: null,
        referenceEmission: null,
        referenceAbsorbance: null,
      },
    );
  });

  it("writes lines that a shell reads back", () => {
    const files = NO_SPECTRA;
    const wish = { ...FIRST_MEASURE, way: "numbers" as const };
    expect(measureCommand(wish, files, null)).toBe(
      'oleate quantum-yield --standard "coumarin 153" --solvent toluene --sample "I = 4530000 +- 90000, A = 0.062 +- 0.001" --reference "I = 4340000 +- 90000, A = 0.074 +- 0.001" --excitation "420 nm"',
    );
    expect(measureCommand({ ...wish, way: "sphere", three: false, reabsorbed: NONE }, files, null)).toBe(
      'oleate quantum-yield --absolute "La = 1000000, Lc = 670000, Pc = 250000" --error "1 %"',
    );
    expect(
      measureCommand({ ...wish, way: "dilutions", intercept: "free" }, files, { file: "-my rows.csv" }),
    ).toBe(
      'oleate quantum-yield "./-my rows.csv" --standard "coumarin 153" --solvent toluene --intercept free',
    );
  });

  const WISHES: Readonly<Record<string, LightWish>> = {
    "as it opens": FIRST_LIGHT,
    "without etching, Poisson": { ...FIRST_LIGHT, etching: false, statistics: "poisson", dose: 250 },
    "glowing dark dots": {
      ...FIRST_LIGHT,
      values: { ...FIRST_LIGHT.values, tau_dark: 0.5, dots: 2 },
      dose: 100,
    },
  };
  it.each(Object.entries(WISHES))("the light is that of the study that is saved: %s", (_, wish) => {
    const { before, here, best, curve } = lightOf(wish);
    const document = readStudyDocument(lightStudy(wish), "study.yaml");
    const [light] = runStudy(document, { id: "light", tables: new Map() }).analyses;
    const columns = light!.tables.find(({ id }) => id === "light-doses")!.columns;
    const column = (name: string): number[] => columns.find((one) => one.name === name)!.values.map(Number);
    for (const [name, of] of [
      ["quantum yield", (p) => p.quantumYield],
      ["bright fraction", (p) => p.brightFraction],
      ["lifetime of the tail", (p) => p.tailLifetimeNs],
      ["amplitude of the tail", (p) => p.tailAmplitude],
      ["amplitude-averaged lifetime", (p) => p.amplitudeLifetimeNs],
      ["prompt share of the light", (p) => p.promptShare],
      ["bare share of the sites", (p) => p.bare],
      ["stripped share of the sites", (p) => p.stripped],
    ] as const satisfies readonly (readonly [string, (p: typeof here) => number])[]) {
      near(of(before), column(name)[0]!, name);
      near(of(here), column(name)[1]!, name);
    }
    const top = Math.max(...curve.map(({ quantumYield }) => quantumYield));
    expect(best.quantumYield).toBeGreaterThanOrEqual(top);
    // The curve has a step of an eightieth of its range or less; the best dose is within it and far finer.
    expect(light!.findings.join(" ")).toContain(`greatest quantum yield at ${best.dose.toFixed(0)} eq`);
  });

  it("turns a transmittance into the absorbance that a yield needs", () => {
    const text = "wavelength (nm),transmittance (%)\n400,10\n450,50\n500,100\n";
    const { spectra, notes } = readSpectraFiles([{ path: "t.csv", bytes: bytesOf(text) }]);
    expect(spectra[0]).toMatchObject({ quantity: "absorbance", alone: false });
    Array.from(spectra[0]!.spectrum.values).forEach((value, i) => {
      near(value, [1, Math.log10(2), 0][i]!);
    });
    expect(notes.join()).toContain("transmittance turned into absorbance");
  });

  it("dots lose light on dilution, and bare sites grow", () => {
    const { dilution } = lightOf({ ...FIRST_LIGHT, dose: 0 });
    const { quantumYield } = dilution;
    expect(quantumYield.every((value, i) => i === 0 || value >= quantumYield[i - 1]! - 1e-12)).toBe(true);
    expect(quantumYield.at(-1)!).toBeGreaterThan(2 * quantumYield[0]!);
  });

  it("says where a table is wrong, and what it should hold", () => {
    const bad = (read: (file: { path: string; bytes: Uint8Array }) => unknown, text: string) => (): unknown =>
      read({ path: "bad.csv", bytes: bytesOf(text) });
    expect(bad(readDilutions, "solution,absorbance,intensity\nsample,0.1,5\nblank,0.1,4\n")).toThrow(
      /bad\.csv:3: a row belongs to neither solution.*"blank"/su,
    );
    expect(bad(readLifetimes, "solvent,lifetime (ns)\ntoluene,4.7\ntolune,5\n")).toThrow(
      /bad\.csv:3.*toluene/su,
    );
    expect(bad(readLifetimes, "solvent,lifetime (ns),quantum yield\ntoluene,4.7,1.2\n")).toThrow(
      /quantum yield is not above 0/u,
    );
    expect(bad(readTitration, "added (eq),quantum yield\n0,32\n100,50\n")).toThrow(
      /bad\.csv:2.*out of range.*32/su,
    );
    expect(bad(readTitration, "added (mM),quantum yield\n0,0.3\n")).toThrow(/equivalents per dot/u);
    expect(bad(readTitration, "quantum yield\n0.3\n")).toThrow(/no column of doses/u);
    const read = readTitration({
      path: "t.csv",
      bytes: bytesOf("added (eq);quantum yield (%);lifetime (ps)\n0;32,4;3500\n400;81;\n"),
    });
    expect(Array.from(read.quantumYields)).toEqual([0.324, 0.81]);
    near(read.lifetimesNs![0]!, 3.5);
    expect(read.lifetimesNs![1]).toBeNaN();
    const lifetimes = readLifetimes({
      path: "l.csv",
      bytes: bytesOf("solvent,lifetime (ps),quantum yield\nDCB,4000,0.8\npentane,6000,0.96\n"),
    });
    expect(lifetimes.solvents).toEqual(["1,2-dichlorobenzene", "pentane"]);
    near(lifetimes.lifetimesNs[0]!, 5);
    near(lifetimes.lifetimesNs[1]!, 6.25);
  });

  it.skipIf(!existsSync(`${OPTICS}/imperial_cdse`))(
    "reads published aliquot spectra, and says which file is none (skipped where the data are not there)",
    () => {
      const folder = `${OPTICS}/imperial_cdse`;
      const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
        /UV-?Vis.*\.csv$/iu.test(name),
      );
      expect(names.length).toBeGreaterThan(0);
      const files = names.map((path) => ({ path, bytes: new Uint8Array(readFileSync(join(folder, path))) }));
      const found = readSpectraFiles([...files, { path: "notes.csv", bytes: bytesOf("a,b\nx,y\n") }]);
      expect(found.spectra.length).toBeGreaterThanOrEqual(names.length);
      expect(found.refused.length).toBeGreaterThan(0);
    },
  );
});

/** Runs a line as a terminal would, in a folder, and returns what it prints. */
function inTerminal(line: string, folder: string): string {
  const loader = pathToFileURL(resolve("node_modules/tsx/dist/loader.mjs")).href;
  const main = resolve("packages/cli/src/main.ts");
  const oleate = `oleate() { "${process.execPath}" --import "${loader}" --conditions=@oleate/source "${main}" "$@"; }`;
  const { stdout, stderr, status } = spawnSync("sh", ["-c", `${oleate}\n${line}`], {
    encoding: "utf8",
    cwd: folder,
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout;
}

describe.skipIf(!executablePath)("the quantum-yield page (skipped where there is no Chromium)", () => {
  const bench = workbenchOfTests();
  const folder = mkdtempSync(join(tmpdir(), "oleate-yield-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const open = async (tab = "", options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await bench.open(`#/quantum-yield${tab}`, options);
    await page.locator('[data-settled="true"]:visible').waitFor(PATIENT);
    return page;
  };
  const press = (page: Page, name: string | RegExp): Promise<void> =>
    page.getByRole("button", typeof name === "string" ? { name, exact: true } : { name }).click();
  const settled = (page: Page): Promise<void> =>
    page.locator('[data-settled="true"]:visible').first().waitFor(PATIENT);
  const command = (page: Page, index = 0): Promise<string> =>
    page.getByRole("textbox", { name: "the same in a terminal" }).nth(index).inputValue();
  const give = (page: Page, label: string, ...files: readonly (readonly [string, string])[]): Promise<void> =>
    page.getByLabel(label).setInputFiles(
      files.map(([name, text]) => ({
        name,
        mimeType: "application/octet-stream",
        buffer: Buffer.from(text),
      })),
    );
  const shown = async (page: Page): Promise<(number | null)[]> => {
    const found = page.locator("[data-yield]:visible");
    const of = async (name: string): Promise<number | null> => {
      const text = await found.getAttribute(name);
      return text ? Number(text) : null;
    };
    return [await of("data-yield"), await of("data-low"), await of("data-high")];
  };

  /** The page's yield and interval are those of its own line, to the last digits. */
  async function sameInTerminal(page: Page): Promise<void> {
    await settled(page);
    const { quantumYield } = JSON.parse(inTerminal(`${await command(page)} --json`, folder)) as {
      quantumYield: { value: number; low: number | null; high: number | null };
    };
    const wanted = [quantumYield.value, quantumYield.low, quantumYield.high];
    await expect
      .poll(
        async () => (await shown(page)).map((value, i) => (value === null ? value : value / wanted[i]!)),
        PATIENT,
      )
      .toEqual(wanted.map((value) => (value === null ? null : expect.closeTo(1, 9))));
  }

  /** Saves what a button offers, all of it. */
  async function save(page: Page, name: string | RegExp, count = 1): Promise<void> {
    const saved: Promise<unknown>[] = [];
    const done = new Promise<void>((all) => {
      page.on("download", (file) => {
        saved.push(file.saveAs(join(folder, file.suggestedFilename())));
        if (saved.length === count) all();
      });
    });
    await press(page, name);
    await done;
    await Promise.all(saved);
    page.removeAllListeners("download");
  }

  it("says the same as the command line in every way of measuring", async () => {
    const page = await open();
    expect(await page.locator("caption", { hasText: "Simulated, not measured" }).count()).toBe(1);
    await save(page, /Save these 4/u, 4);
    await sameInTerminal(page);
    await type(box(page, "emission from in nm"), "450");
    await type(box(page, "nothing absorbs at in nm"), "600");
    await page.getByRole("checkbox", { name: "emission is power, not photons" }).check();
    await sameInTerminal(page);

    await page.getByLabel("measured", { exact: true }).selectOption("numbers");
    await page.getByLabel("standard", { exact: true }).selectOption("");
    await type(box(page, "its quantum yield"), "0,92");
    await page.getByLabel("its solvent").selectOption("");
    await type(box(page, "refractive index of its solvent"), "1.334");
    await type(box(page, "photons that excite the reference"), "1.1");
    await type(box(page, "photons that excite the sample"), "1");
    await sameInTerminal(page);

    await page.getByLabel("measured", { exact: true }).selectOption("dilutions");
    await save(page, /Save simulated-dilutions/u);
    await sameInTerminal(page);
    await page.getByLabel("lines").selectOption("free");
    await sameInTerminal(page);
    await page.locator('[data-figure="gradient"] svg').waitFor();

    await page.getByLabel("measured", { exact: true }).selectOption("sphere");
    await sameInTerminal(page);
    await type(box(page, "emission window, empty sphere, P_a"), "500");
    await page.getByLabel("measurements").selectOption("2");
    await sameInTerminal(page);
    await type(box(page, "reabsorbed share of the emission"), "");
    await sameInTerminal(page);
    await page.context().close();
  });

  it("warns of the inner filter, yields above one and skewed ratios, and keeps the last answer when refused", async () => {
    const page = await open();
    await page.getByLabel("measured", { exact: true }).selectOption("numbers");
    const warned = (): Promise<string[]> =>
      page
        .locator("[data-warning]")
        .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset["warning"]!));
    await type(box(page, "absorbance of the sample"), "0.5");
    await expect.poll(warned, PATIENT).toEqual(["inner filter"]);
    await type(box(page, "absorbance of the sample"), "0.03");
    await expect.poll(warned, PATIENT).toEqual(["above one"]);
    await type(box(page, "absorbance of the sample"), "0.062");
    await type(box(page, "standard error of absorbance of the sample"), "0.012");
    await expect.poll(warned, PATIENT).toEqual(["uncertain absorption"]);
    const skew = page.locator('[data-number="upper part of the interval over the lower"] td');
    expect(Number(await skew.getAttribute("data-value"))).toBeGreaterThan(1.2);
    await type(box(page, "excitation in nm"), "600");
    await expect.poll(warned, PATIENT).toEqual(["standard", "uncertain absorption"]);

    await settled(page);
    const before = await shown(page);
    await type(box(page, "emission of the sample"), "-5");
    await expect
      .poll(() => page.getByRole("alert").first().textContent(), PATIENT)
      .toMatch(/negative.*found.*expected.*what to do/su);
    expect(await shown(page)).toEqual(before);
    await type(box(page, "emission of the sample"), "");
    await expect.poll(() => page.getByRole("alert").first().textContent(), PATIENT).toMatch(/is missing/u);
    await press(page, "All as at first");
    await expect.poll(() => page.getByRole("alert").count(), PATIENT).toBe(0);

    await page.getByLabel("measured", { exact: true }).selectOption("sphere");
    await settled(page);
    await type(box(page, "laser, sample in the beam, L_c"), "2000000");
    await expect
      .poll(() => page.getByRole("alert").first().textContent(), PATIENT)
      .toMatch(/L_c.*nothing is absorbed/su);
    await page.context().close();
  });

  it("reads spectra that are dropped, says what each may be, and takes what is chosen", async () => {
    const page = await open();
    const rows = (shape: (nm: number) => number): string =>
      Array.from(
        { length: 41 },
        (_, i) => `${400 + 5 * i};${String(shape(400 + 5 * i)).replace(".", ",")}`,
      ).join("\n");
    const gauss =
      (at: number, width: number) =>
      (nm: number): number =>
        100 * Math.exp(-(((nm - at) / width) ** 2));
    const flat = (height: number) => (): number => height;
    const dropped = await page.evaluateHandle(
      (files) => {
        const transfer = new DataTransfer();
        for (const [name, text] of files) transfer.items.add(new File([text], name));
        return transfer;
      },
      [
        ["dots emission.csv", `wavelength (nm);emission\n${rows(gauss(500, 20))}`],
        ["dots absorbance.csv", `wavelength (nm);absorbance\n${rows(flat(0.05))}`],
        ["reference emission.csv", `wavelength (nm);emission\n${rows(gauss(520, 30))}`],
        ["reference absorbance.csv", `wavelength (nm);absorbance\n${rows(flat(0.05))}`],
        ["letter.csv", "dear,sir\nthis,is\nno,spectrum\n"],
      ] as [string, string][],
    );
    await page.dispatchEvent('[aria-label="Open spectra"]', "drop", { dataTransfer: dropped });
    await page.locator('[data-spectrum="dots emission.csv"]').waitFor(PATIENT);
    expect(await page.locator("tr[data-spectrum]").count()).toBe(4);
    expect(await page.getByRole("alert").first().textContent()).toContain("letter.csv");
    await expect
      .poll(async () => (await shown(page))[0], PATIENT)
      // Equal absorbances and whole Gaussians: the areas are as the widths, times the squares of the indices.
      .toBeCloseTo(0.544 * (20 / 30) * (1.4969 / 1.3611) ** 2, 3);
    await page.getByLabel("what dots emission.csv is taken for").selectOption("");
    await expect
      .poll(() => page.getByRole("alert").allTextContents(), PATIENT)
      .toEqual(expect.arrayContaining([expect.stringMatching(/sample is not whole/u)]));
    // The first of a new set of data is not answered with the yield of the old one.
    await page.getByLabel("what dots emission.csv is taken for").selectOption("sampleEmission");
    await expect.poll(() => page.locator("[data-yield]:visible").count(), PATIENT).toBe(1);
    await press(page, "Simulated spectra");
    await expect
      .poll(async () => (await shown(page))[0], PATIENT)
      .toBeCloseTo(EXAMPLE_MEASUREMENT.quantumYield, 1);
    await give(page, "Open spectra: files", [
      "lone absorbance.csv",
      `wavelength (nm);absorbance\n${rows(flat(0.05))}`,
    ]);
    await expect.poll(() => page.locator("tr[data-spectrum]").count(), PATIENT).toBe(1);
    await expect.poll(() => page.locator("[data-yield]:visible").count(), PATIENT).toBe(0);
    await press(page, "Simulated spectra");
    await page.locator('[data-spectrum="simulated-dots-emission.csv"]').waitFor(PATIENT);
    await page.context().close();
  });

  it("gives the lifetimes of all solvents, and the weights of the models, as the command line does", async () => {
    const page = await open("/medium");
    await page.locator('[data-figure="fit"]').waitFor(PATIENT);
    interface Factors {
      solvents: {
        solvent: string;
        refractiveIndex: number;
        lifetimesNs: number[];
        factors: { factor: number }[];
      }[];
    }
    const compare = async (): Promise<void> => {
      await settled(page);
      const { solvents } = JSON.parse(inTerminal(`${await command(page)} --json`, folder)) as Factors;
      expect(await page.locator("tr[data-solvent]").count()).toBe(solvents.length);
      for (const { solvent, refractiveIndex, lifetimesNs, factors } of solvents) {
        const cells = await page
          .locator(`tr[data-solvent="${solvent}"] td`)
          .evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset["value"])));
        [refractiveIndex, ...lifetimesNs, factors[0]!.factor].forEach((value, i) => {
          near(cells[i]!, value, solvent);
        });
      }
    };
    await compare();
    await type(box(page, "lifetime in ns"), "12.5");
    await page.getByLabel("known in").selectOption("chloroform");
    await page.getByRole("checkbox", { name: "count a shell of ligands" }).check();
    await type(box(page, "thickness in nm"), "1.2");
    await type(box(page, "temperature in K"), "298.15");
    await compare();
    await press(page, "All as at first");

    await save(page, /Save simulated-lifetimes/u);
    interface Fits {
      fit: {
        fits: {
          model: string;
          weight: number;
          estimates: { value: number; interval: { low: number; high: number } }[];
        }[];
      };
    }
    for (const form of ["scale", "line"]) {
      await page.getByLabel("fitted by").selectOption(form);
      await page.locator('[data-fitted="true"]').waitFor(PATIENT);
      const { fit } = JSON.parse(inTerminal(`${await command(page, 1)} --json`, folder)) as Fits;
      for (const { model, weight, estimates } of fit.fits) {
        const cells = page.locator(`tr[data-model="${model}"] td`);
        await expect
          .poll(
            async () => Number(await cells.nth(0).getAttribute("data-value")) / estimates[0]!.value,
            PATIENT,
          )
          .toBeCloseTo(1, 9);
        near(Number(await cells.nth(1).getAttribute("data-low")), estimates[0]!.interval.low);
        near(Number(await cells.last().getAttribute("data-value")), weight);
      }
    }
    await give(page, "Open lifetimes: files", ["bad.csv", "solvent,lifetime (ns)\ntoluene,4.7\nwoter,5\n"]);
    await expect
      .poll(() => page.getByRole("alert").first().textContent(), PATIENT)
      .toMatch(/bad\.csv, line 3.*water/su);
    expect(await page.locator("tr[data-model]").count()).toBe(4);
    await page.context().close();
  });

  it("moves the light with its sliders, and keeps the last of many moves", async () => {
    const page = await open("/passivation");
    const yieldNow = async (): Promise<number> => (await shown(page))[0]!;
    const is = (wish: LightWish): Promise<void> =>
      expect
        .poll(async () => (await yieldNow()) / lightOf(wish).here.quantumYield, PATIENT)
        .toBeCloseTo(1, 9);
    await is(FIRST_LIGHT);
    const slider = page.getByRole("slider", { name: "p_deep", exact: true });
    await slider.focus();
    await page.keyboard.press("Home");
    for (let i = 0; i < 25; i++) await page.keyboard.press("PageUp");
    await page.keyboard.press("End");
    const values = { ...FIRST_LIGHT.values, p_deep: 0.2 };
    await is({ ...FIRST_LIGHT, values });
    await type(box(page, "dose in eq"), "150");
    await page.getByLabel("trap numbers").selectOption("poisson");
    await page.getByRole("checkbox", { name: "picolinate strips surface Pb" }).uncheck();
    await is({ ...FIRST_LIGHT, values, dose: 150, statistics: "poisson", etching: false });
    // Chances are at most 1: the study's own range, refused with the last answer kept.
    const before = await yieldNow();
    await type(box(page, "p_deep"), "3");
    await expect.poll(() => page.getByRole("alert").first().textContent(), PATIENT).toMatch(/out of range/u);
    expect(await yieldNow()).toBe(before);
    await press(page, "All as at first");
    await is(FIRST_LIGHT);
    await page.context().close();
  });

  it("prints the table of what the paper's numbers say, with the gap", async () => {
    const page = await open("/passivation");
    const value = async (name: string): Promise<number> =>
      Number(await page.locator(`tr[data-line="${name}"] td`).first().getAttribute("data-value"));
    expect(await value("growth of the lifetime")).toBeCloseTo(4.7 / 3.5, 12);
    expect(await value("growth of the bright dots, by the yield")).toBeCloseTo((2.5 * 3.5) / 4.7, 12);
    expect(await value("slow component read as an amplitude: growth of its light")).toBeCloseTo(
      (2.2 * 4.7) / 3.5,
      12,
    );
    expect(await value("growth of the bright dots then")).toBeCloseTo((2.2 * 3.5) / 4.7, 12);
    expect(await value("bright dots before")).toBeCloseTo((0.81 / 2.5) * (4.7 / 3.5), 12);
    const text = await page.locator(".consistency table").textContent();
    expect(text).toContain("against F: +18 %");
    expect(text).toContain("against F: −12 %");
    // Numbers that agree leave no gap.
    await type(box(page, "growth of the quantum yield"), String((2.2 * 4.7) / 3.5));
    await expect
      .poll(() => page.locator(".consistency table").textContent(), PATIENT)
      .toContain("against F: +0 %");
    await type(box(page, "lifetime before / ns"), "-1");
    await expect.poll(() => page.getByRole("alert").first().textContent(), PATIENT).toMatch(/out of range/u);
    await press(page, "As printed");
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.context().close();
  });

  it("fits a titration, finds what it was made of, and the saved study gives the same in a terminal", async () => {
    const page = await open("/passivation");
    await press(page, "Simulated titration");
    await page.locator('[data-file="simulated-titration.csv"]').waitFor(PATIENT);
    expect(await page.locator('[data-figure="yield"]').textContent()).toContain("simulated points");
    await press(page, "Fit");
    await page.locator('[data-fit="fitted"]').waitFor({ timeout: 120_000 });
    const rows = page.locator(".light-titration tr[data-parameter]");
    const numbers = await rows.evaluateAll((all) =>
      (all as HTMLElement[]).map((row) => {
        const [value, interval] = [...row.querySelectorAll("td")];
        const of = (text: string | undefined): number => Number(text);
        return {
          name: row.dataset["parameter"]!,
          value: of(value!.dataset["value"]),
          low: of(interval!.dataset["low"]),
          high: of(interval!.dataset["high"]),
        };
      }),
    );
    expect(numbers.map(({ name }) => name).sort()).toEqual([
      "K_PIC",
      "K_etch",
      "p_deep",
      "p_shallow",
      "tau_radiative",
    ]);
    const truth = FIRST_LIGHT.values as Readonly<Record<string, number>>;
    const held = numbers.filter(({ name, low, high }) => low <= truth[name]! && truth[name]! <= high);
    // Five intervals of 95 %: fewer than four that hold the truth has a probability of 2 %.
    expect(held.length).toBeGreaterThanOrEqual(4);

    mkdirSync(join(folder, "passivated-dots"));
    for (const name of ["study.yaml", "titration.csv"]) {
      const [saved] = await Promise.all([page.waitForEvent("download"), press(page, `Save ${name}`)]);
      await saved.saveAs(join(folder, "passivated-dots", name));
    }
    inTerminal(`${await command(page)} --quiet`, folder);
    const result = JSON.parse(
      readFileSync(join(folder, "passivated-dots", "result.json"), "utf8"),
    ) as ResultDocument;
    const { parameters } = result.analyses.find(({ id }) => id === "fitted")!.fit!;
    expect(parameters.map(({ name }) => name)).toEqual(numbers.map(({ name }) => name));
    parameters.forEach(({ name, value, interval }, i) => {
      near(numbers[i]!.value / value, 1, name);
      near(numbers[i]!.low / interval.low!, 1, name);
      near(numbers[i]!.high / interval.high!, 1, name);
    });

    await press(page, "Put the fit on the sliders");
    const fitted = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
    const wish: LightWish = { ...FIRST_LIGHT, values: { ...FIRST_LIGHT.values, ...fitted } };
    const wanted = lightOf(wish).here.quantumYield;
    await expect.poll(async () => (await shown(page))[0]! / wanted, PATIENT).toBeCloseTo(1, 9);
    // The light of the fit is the study's own, computed with the fitted numbers.
    const doses = result.analyses
      .find(({ id }) => id === "light")!
      .tables.find(({ id }) => id === "light-doses")!;
    near(Number(doses.columns[1]!.values[1]) / wanted, 1);

    await page.getByRole("checkbox", { name: "p_shallow" }).uncheck();
    expect(await page.locator(".titration-run:visible").textContent()).toContain("Changed since this fit");
    await press(page, "Put away");
    expect(await page.locator('[data-figure="yield"]').textContent()).not.toContain("simulated points");
    await page.context().close();
  });

  it("can be stopped in a fit, and goes on from there", async () => {
    const page = await open("/passivation");
    await press(page, "Simulated titration");
    await page.locator('[data-file="simulated-titration.csv"]').waitFor(PATIENT);
    await press(page, "Fit");
    await press(page, "Cancel");
    await page.locator('[data-fit="cancelled"]').waitFor(PATIENT);
    expect(await page.locator(".titration-run:visible").textContent()).toContain("cancelled");
    await give(page, "Open a titration: files", [
      "t.csv",
      "added (eq),quantum yield\n0,0.32\n100,0.55\n400,0.8\n900,0.73\n",
    ]);
    await page.locator('[data-file="t.csv"]').waitFor(PATIENT);
    for (const name of ["p_shallow", "tau_radiative"]) await page.getByRole("checkbox", { name }).uncheck();
    await press(page, "Fit");
    await page.locator('[data-fit="fitted"]').waitFor({ timeout: 120_000 });
    expect(await page.locator(".light-titration tr[data-parameter]").count()).toBe(3);
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "fits a phone in %s, and every control has a name",
    async (colorScheme) => {
      for (const [tab, ready] of [
        ["", "draws"],
        ["/medium", "fit"],
        ["/passivation", "dilution"],
      ] as const) {
        const page = await open(tab, { viewport: { width: 390, height: 844 }, colorScheme });
        await page.locator(`[data-figure="${ready}"]`).waitFor(PATIENT);
        if (tab === "/passivation") {
          await press(page, "Simulated titration");
          await page.locator('[data-file="simulated-titration.csv"]').waitFor(PATIENT);
        }
        expect(await flawsOf(page)).toEqual(FLAWLESS);
        await page.context().close();
      }
    },
  );

  it("opens at the tab that is linked to, and goes back", async () => {
    const page = await open("/medium");
    expect(await page.getByRole("tab", { selected: true }).textContent()).toBe("Medium");
    await page.getByRole("tab", { name: "Passivation" }).click();
    expect(page.url()).toContain("#/quantum-yield/passivation");
    await page.goBack();
    await expect.poll(() => page.getByRole("tab", { selected: true }).textContent()).toBe("Medium");
    await page.context().close();
  });

  it("raised no error in the page", () => expect(bench.faults).toEqual([]));
});

describe("the study that the page saves", () => {
  it("is checked and run with a titration that has gaps", () => {
    const rows = {
      file: "t.csv",
      simulated: false,
      doses: Float64Array.of(0, 100, 400, 900),
      quantumYields: Float64Array.of(0.32, 0.56, Number.NaN, 0.73),
      lifetimesNs: Float64Array.of(3.5, Number.NaN, 4.7, 4.75),
      notes: [],
    };
    const source = lightStudy(FIRST_LIGHT, {
      rows,
      free: ["p_deep", "p_shallow", "power"],
      yieldError: 0.02,
      lifetimeErrorNs: 0.1,
    });
    const table = readTable(bytesOf(titrationCsv(rows)), TITRATION_FILE);
    const result = runStudy(readStudyDocument(source, "study.yaml"), {
      id: "light",
      tables: new Map([[TITRATION_FILE, table]]),
    });
    const { fit } = result.analyses.find(({ id }) => id === "fitted")!;
    expect(fit!.observations).toBe(6);
    expect(fit!.parameters.map(({ name }) => name)).toEqual(["p_deep", "p_shallow", "power.OlAmBr"]);
  });
});
