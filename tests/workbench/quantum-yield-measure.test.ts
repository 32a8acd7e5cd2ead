import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { relativeQuantumYield } from "@oleate/core";
import { describe, expect, it } from "vitest";
import { FIRST_MEASURE } from "../../packages/workbench/src/components/quantum-yield/measure/first-measure.ts";
import { measureCommand } from "../../packages/workbench/src/components/quantum-yield/measure/measure-command.ts";
import { guessUses } from "../../packages/workbench/src/components/quantum-yield/measure/spectra-uses.ts";
import { readDilutions } from "../../packages/workbench/src/worker/quantum-yield-dilutions.ts";
import { EXAMPLE_MEASUREMENT } from "../../packages/workbench/src/worker/quantum-yield-example.ts";
import { measured } from "../../packages/workbench/src/worker/quantum-yield-measure.ts";
import type { ReadSpectrum } from "../../packages/workbench/src/worker/quantum-yield-protocol.ts";
import { readSpectraFiles } from "../../packages/workbench/src/worker/quantum-yield-spectra.ts";
import { box, executablePath, PATIENT, type } from "./browser.ts";
import { bad, bytesOf, NO_SPECTRA, NONE, near, yieldPageOfTests } from "./quantum-yield-page.ts";

const OPTICS = "../shared/data/optics";

describe("what the worker computes of a measured quantum yield", () => {
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

  it("turns a transmittance into the absorbance that a yield needs", () => {
    const text = "wavelength (nm),transmittance (%)\n400,10\n450,50\n500,100\n";
    const { spectra, notes } = readSpectraFiles([{ path: "t.csv", bytes: bytesOf(text) }]);
    expect(spectra[0]).toMatchObject({ quantity: "absorbance", alone: false });
    Array.from(spectra[0]!.spectrum.values).forEach((value, i) => {
      near(value, [1, Math.log10(2), 0][i]!);
    });
    expect(notes.join()).toContain("transmittance turned into absorbance");
  });

  it("says where a table of dilutions is wrong, and what it should hold", () => {
    expect(bad(readDilutions, "solution,absorbance,intensity\nsample,0.1,5\nblank,0.1,4\n")).toThrow(
      /bad\.csv:3: a row belongs to neither solution.*"blank"/su,
    );
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

describe.skipIf(!executablePath)(
  "the quantum-yield page, measured (skipped where there is no Chromium)",
  () => {
    const yields = yieldPageOfTests();
    const { open, press, settled, give, shown, sameInTerminal, save } = yields;

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
      // How the simulated spectra were measured says nothing of these.
      expect(await page.locator("[data-yield]:visible").count()).toBe(0);
      expect(await box(page, "excitation in nm").inputValue()).toBe("");
      await page.getByLabel("standard", { exact: true }).selectOption("coumarin 153");
      await page.getByLabel("solvent", { exact: true }).selectOption("toluene");
      await type(box(page, "excitation in nm"), "420");
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

    it("raised no error in the page", () => expect(yields.faults()).toEqual([]));
  },
);
