import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ResultDocument, readStudyDocument, runStudy } from "@oleate/core";
import { readTable } from "@oleate/files";
import { describe, expect, it } from "vitest";
import { FIRST_LIGHT } from "../../packages/workbench/src/worker/quantum-yield-first-light.ts";
import { lightOf } from "../../packages/workbench/src/worker/quantum-yield-light.ts";
import type { LightWish } from "../../packages/workbench/src/worker/quantum-yield-light-protocol.ts";
import {
  lightStudy,
  TITRATION_FILE,
  titrationCsv,
} from "../../packages/workbench/src/worker/quantum-yield-study.ts";
import { readTitration } from "../../packages/workbench/src/worker/quantum-yield-titration.ts";
import { box, executablePath, PATIENT, type } from "./browser.ts";
import { bad, bytesOf, inTerminal, near, yieldPageOfTests } from "./quantum-yield-page.ts";

describe("what the worker computes of passivated dots", () => {
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

  it("dots lose light on dilution, and bare sites grow", () => {
    const { dilution } = lightOf({ ...FIRST_LIGHT, dose: 0 });
    const { quantumYield } = dilution;
    expect(quantumYield.every((value, i) => i === 0 || value >= quantumYield[i - 1]! - 1e-12)).toBe(true);
    expect(quantumYield.at(-1)!).toBeGreaterThan(2 * quantumYield[0]!);
  });

  it("says where a titration is wrong, and what it should hold", () => {
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
  });
});

describe.skipIf(!executablePath)(
  "the quantum-yield page, passivation (skipped where there is no Chromium)",
  () => {
    const yields = yieldPageOfTests();
    const { folder, open, press, command, give, shown } = yields;

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
      await expect
        .poll(() => page.getByRole("alert").first().textContent(), PATIENT)
        .toMatch(/out of range/u);
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
      await expect
        .poll(() => page.getByRole("alert").first().textContent(), PATIENT)
        .toMatch(/out of range/u);
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

    it("raised no error in the page", () => expect(yields.faults()).toEqual([]));
  },
);

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
