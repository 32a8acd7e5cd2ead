import { readFileSync } from "node:fs";
import {
  type FigureSpec,
  type InterfaceWords,
  interfaceModels,
  interfaceValues,
  type MapSpec,
  readInterfaceWords,
  type ShellSignals,
  type ShellSignalValues,
  shellPicture,
  shellResonances,
  shellSignals,
  shellSignalValues,
  stateOfSample,
} from "@oleate/core";
import { figureCsv, mapCsv } from "@oleate/report";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { box, EXACT, executablePath, FLAWLESS, flawsOf, PATIENT, type, workbenchOfTests } from "./browser.ts";

const FIRST: InterfaceWords = { concentration: "1 uM", solvent: "toluene" };
const models = interfaceModels();

/** What the core says NMR would show. */
function known(
  words: InterfaceWords,
  given: Partial<ShellSignalValues> = {},
  delayS = 0.1,
): { readonly signals: ShellSignals; readonly figures: readonly FigureSpec[]; readonly map: MapSpec } {
  const { sample, set } = readInterfaceWords(words);
  const values = interfaceValues(set);
  const state = stateOfSample(models, sample, values);
  const network = models.network(sample, values.partners);
  const own = shellSignalValues(given);
  const { medium, temperatureK = 298.15 } = sample;
  if (typeof medium === "number") throw new Error("a solvent is wanted");
  const signals = shellSignals(network, state, values, medium, temperatureK, own);
  const lines = shellResonances(network, state, signals, own, medium, temperatureK);
  const experiment = { protonMHz: own.proton, exchangePerS: own.exchange_rate, delayS };
  return { signals, ...shellPicture("interface-nmr", lines, experiment) };
}

describe.skipIf(!executablePath)("what NMR would show (skipped where there is no Chromium)", () => {
  const workbench = workbenchOfTests();

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await workbench.open("#/interface", options);
    await page.locator("[data-nmr]").first().waitFor(PATIENT);
    return page;
  }
  const shown = async (page: Page, name: string): Promise<number> =>
    Number(await page.locator(`tr[data-nmr="${name}"] td`).getAttribute("data-value"));
  /** Waits until the panel's numbers are the core's. */
  async function settles(page: Page, signals: ShellSignals): Promise<void> {
    await expect
      .poll(async () => Math.abs((await shown(page, "D in fast exchange")) / signals.diffusion - 1), PATIENT)
      .toBeLessThan(EXACT);
    // An answer to the change before may stand for a moment: what it does not concern agrees already.
    for (const [name, value] of [
      ["radius one would read from it", signals.apparentRadiusNm],
      ["chains on dots", 100 * signals.boundShare],
      ["vinylene shift", signals.shiftPpm],
      ["vinylene width", signals.widthHz],
      ["of it by tumbling", signals.homogeneousHz],
      ["NOE", signals.noe],
    ] as const)
      await expect
        .poll(async () => Math.abs((await shown(page, name)) / value - 1), { ...PATIENT, message: name })
        .toBeLessThan(EXACT);
  }
  const caption = (page: Page, text: string): Promise<void> =>
    page.locator(".interface-nmr figcaption", { hasText: text }).waitFor(PATIENT);
  async function csvOf(page: Page, title: string): Promise<string> {
    const figure = page.locator("figure", { hasText: title });
    const saved = page.waitForEvent("download");
    await figure.getByRole("button", { name: "CSV" }).click();
    return readFileSync(await (await saved).path(), "utf8");
  }

  it("says, draws and saves what the core says, for the solution and the experiment that are chosen", async () => {
    const page = await open();
    await settles(page, known(FIRST).signals);
    await page.getByLabel("solvent", { exact: true }).selectOption("chloroform");
    await type(box(page, "concentration in µM"), "100");
    await type(box(page, "proton frequency in MHz"), "700");
    await type(box(page, "exchange rate in s⁻¹"), "5000");
    const chosen = known(
      { concentration: "100 uM", solvent: "chloroform" },
      { proton: 700, exchange_rate: 5000 },
    );
    await settles(page, chosen.signals);
    await caption(page, "700 MHz; areas");
    expect(await csvOf(page, "Vinylene region")).toBe(figureCsv(chosen.figures[0]!));
    expect(await csvOf(page, "Aromatic region")).toBe(figureCsv(chosen.figures[1]!));
    expect(await csvOf(page, "DOSY map")).toBe(mapCsv(chosen.map));
    expect(await page.locator(".interface-nmr").textContent()).toContain(
      "chloroform is drawn as chloroform-d",
    );
    expect(await page.locator(".interface-nmr-figures svg").last().textContent()).toContain("chloroform-d");
    const spent = Number(await page.locator(".interface-nmr").getAttribute("data-milliseconds"));
    console.info(`spectra and map in ${spent.toFixed(0)} ms`);
    // Some 20 ms on a machine of its own; the rest is room for a busy one.
    expect(spent).toBeLessThan(2000);
    await page.context().close();
  });

  it("shows two D where exchange is slower than the delay", async () => {
    const page = await open();
    await type(box(page, "exchange rate in s⁻¹"), "0.5");
    await caption(page, "Exchange is slow over the delay");
    await type(box(page, "diffusion delay in ms"), "1000");
    await caption(page, "Exchange takes about as long as the delay");
    await page.getByRole("button", { name: "Experiment as at first" }).click();
    await caption(page, "Exchange is fast over the delay");
    await settles(page, known(FIRST).signals);
    await page.context().close();
  });

  it("says in the panel what cannot be shown, and the rest of the page stands", async () => {
    const page = await open();
    const alert = page.locator(".interface-nmr").getByRole("alert");
    await page.getByText("Parameters of the signals").click();
    await type(box(page, "shell in nm"), "9");
    await expect.poll(() => alert.textContent(), PATIENT).toMatch(/shell is out of range.*0\.5 to 4 nm/u);
    await type(box(page, "shell in nm"), "2.2");
    await settles(page, known(FIRST, { shell: 2.2 }).signals);
    expect(await alert.count()).toBe(0);
    // Viscosities are tabulated at one temperature and carried 30 K.
    await type(box(page, "temperature in K"), "345");
    await expect.poll(() => alert.textContent(), PATIENT).toMatch(/viscosity/u);
    await page.locator("[data-bound]").waitFor();
    expect(await page.getByRole("alert").count()).toBe(1);
    await page.context().close();
  });

  it("copies its numbers", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Copy numbers of NMR" }).click();
    await page.getByText("copied").first().waitFor();
    const rows = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
    const row = rows.find((line) => line.startsWith("vinylene width"))!;
    expect(Number(row.split("\t")[1])).toBe(await shown(page, "vinylene width"));
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "fits a phone in %s, with every parameter open",
    async (colorScheme) => {
      const page = await open({ viewport: { width: 390, height: 844 }, colorScheme });
      await page.getByText("Parameters of the signals").click();
      await page.locator(".interface-nmr-figures svg").first().waitFor(PATIENT);
      expect(await flawsOf(page)).toEqual(FLAWLESS);
      await page.context().close();
    },
  );

  it("raised no error in the page", () => expect(workbench.faults).toEqual([]));
});
