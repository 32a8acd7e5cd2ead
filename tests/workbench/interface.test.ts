import { readFileSync } from "node:fs";
import {
  drawEnsemble,
  grisorioObservations,
  type InterfaceState,
  type InterfaceWords,
  interfaceModels,
  interfaceParameters,
  interfaceSeries,
  interfaceValues,
  polarityOf,
  readInterfaceWords,
  stateOfSample,
} from "@oleate/core";
import { rampColour } from "@oleate/report";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { FIRST_WISH } from "../../packages/workbench/src/components/interface/wish.ts";
import { interfaceCommand, interfaceWordsOf } from "../../packages/workbench/src/worker/interface-words.ts";
import { box, EXACT, executablePath, FLAWLESS, flawsOf, PATIENT, type, workbenchOfTests } from "./browser.ts";

const FIRST: InterfaceWords = { concentration: "1 uM", solvent: "toluene" };

const models = interfaceModels();
const stateOf = (words: InterfaceWords): InterfaceState => {
  const { sample, set } = readInterfaceWords(words);
  return stateOfSample(models, sample, interfaceValues(set));
};

describe("the page's controls and the words of the command line", () => {
  it("what the page opens with is what the command line takes for granted, but diluted", () => {
    const { sample, set } = readInterfaceWords(interfaceWordsOf(FIRST_WISH));
    expect(sample).toEqual(readInterfaceWords(FIRST).sample);
    expect(set).toEqual({});
  });

  it("every control reaches the sample", () => {
    const { sample, set } = readInterfaceWords(
      interfaceWordsOf({
        ...FIRST_WISH,
        sizeNm: 3.67,
        concentrationUm: 0.05,
        solvent: "chloroform",
        second: "toluene",
        secondPercent: 33.3,
        temperatureK: 320,
        additions: [
          { name: "oleic acid", amount: 100, unit: "eq" },
          { name: "octylamine", amount: 2.5, unit: "mM" },
        ],
        set: { contact: -2, partners: 2 },
      }),
    );
    expect(sample.dot.size).toEqual({ by: "diameter", nm: 3.67 });
    expect(sample.dotsMolar).toBeCloseTo(5e-8, 20);
    expect(polarityOf(sample.medium as never)).toBeCloseTo(0.667 * 0.259 + 0.333 * 0.099, 12);
    expect(sample.temperatureK).toBe(320);
    expect(sample.added).toEqual({ "oleic acid": { equivalents: 100 }, octylamine: { molar: 2.5e-3 } });
    expect(set).toEqual({ contact: -2, partners: 2 });
  });

  it("writes a line a shell reads back", () => {
    const wish = {
      ...FIRST_WISH,
      second: "chloroform",
      additions: [{ name: "oleic acid", amount: 100, unit: "eq" as const }],
    };
    expect(interfaceCommand(interfaceWordsOf(wish))).toBe(
      'oleate interface --material PbS --shape truncated-octahedron --size "4.8 nm" --concentration "1 uM" --solvent "toluene 60 %, chloroform 40 %" --add "oleic acid = 100 eq"',
    );
    const concentrations = [1e-4, 0.5, 1, 2500, 1e4].map(
      (concentrationUm) => interfaceWordsOf({ ...FIRST_WISH, concentrationUm }).concentration,
    );
    expect(concentrations).toEqual(["100 pM", "500 nM", "1 uM", "2.5 mM", "10 mM"]);
  });
});

describe.skipIf(!executablePath)("the interface page (skipped where there is no Chromium)", () => {
  const workbench = workbenchOfTests();

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await workbench.open("#/interface", options);
    await page.locator("[data-bound]").waitFor(PATIENT);
    return page;
  }

  const bound = async (page: Page): Promise<number> =>
    Number(await page.locator("[data-bound]").getAttribute("data-bound"));
  const numbers = (page: Page, row: string): Promise<number[]> =>
    page
      .locator(`tr[${row}] td[data-value]`)
      .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset["value"])));

  /** Waits until the page's numbers are the core's for these words. */
  async function settles(page: Page, words: InterfaceWords): Promise<void> {
    const state = stateOf(words);
    await expect
      .poll(async () => Math.abs((await bound(page)) / state.boundFraction - 1), PATIENT)
      .toBeLessThan(EXACT);
    for (const kind of state.kinds) {
      const shown = await numbers(page, `data-facet="${kind.label}"`);
      const wanted = [
        kind.sites,
        100 * kind.complexes,
        100 * kind.partners,
        100 * kind.empty,
        kind.dissociationMolar,
      ];
      shown.forEach((value, i) => {
        expect(Math.abs(value - wanted[i]!), kind.label).toBeLessThanOrEqual(EXACT * Math.abs(wanted[i]!));
      });
      expect(shown).toHaveLength(wanted.length);
    }
    const [free] = await numbers(page, 'data-free="complexes"');
    expect(Math.abs(free! / state.freeComplexMolar - 1)).toBeLessThan(EXACT);
  }

  it("says what the core says, also of a mixture with what was added, and copies it", async () => {
    const page = await open();
    await settles(page, FIRST);
    await type(box(page, "concentration in µM"), "20");
    await page.getByLabel("mixed with").selectOption("chloroform");
    await page.getByRole("button", { name: "Add oleic acid" }).click();
    await page.getByRole("button", { name: "Add lead oleate" }).click();
    await type(box(page, "lead oleate in eq"), "30");
    const words = {
      concentration: "20 uM",
      solvent: "toluene 60 %, chloroform 40 %",
      add: ["oleic acid = 100 eq", "lead oleate = 30 eq"],
    };
    await settles(page, words);
    const [acid] = await numbers(page, 'data-free="oleic acid"');
    expect(Math.abs(acid! / stateOf(words).freePartnersMolar["oleic acid"]! - 1)).toBeLessThan(EXACT);
    await page.getByRole("button", { name: "Copy numbers" }).first().click();
    await page.getByText("copied").first().waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const row = copied.split("\n").find((line) => line.startsWith("{100}"))!;
    expect(row.split("\t").slice(1).map(Number)).toEqual(await numbers(page, 'data-facet="{100}"'));
    await page.context().close();
  });

  it("keeps the last of many moves", async () => {
    const page = await open();
    const slider = page.getByRole("slider", { name: "concentration", exact: true });
    await slider.focus();
    await page.keyboard.press("Home");
    for (let i = 0; i < 25; i++) await page.keyboard.press("PageUp");
    await page.keyboard.press("End");
    await settles(page, { ...FIRST, concentration: "10 mM" });
    // Answers of moves in between would come by now.
    await page.waitForTimeout(300);
    await settles(page, { ...FIRST, concentration: "10 mM" });
    await page.context().close();
  });

  it("gives the interval and the bands of the same parameter sets as the command line", async () => {
    const page = await open();
    await page.locator("p[data-low]").waitFor(PATIENT);
    const { members } = drawEnsemble(grisorioObservations, 60, 1);
    const { sample } = readInterfaceWords(FIRST);
    const [point] = interfaceSeries(
      models,
      sample,
      interfaceValues(),
      "concentration",
      [sample.dotsMolar],
      members,
    );
    const shown = page.locator("p[data-low]");
    expect(Math.abs(Number(await shown.getAttribute("data-low")) - point!.low!)).toBeLessThan(EXACT);
    expect(Math.abs(Number(await shown.getAttribute("data-high")) - point!.high!)).toBeLessThan(EXACT);
    for (const axis of ["concentration", "solvent", "size", "ligand"])
      await page.locator(`[data-curve="${axis}"][data-band="true"]`).waitFor(PATIENT);
    const solvents = await page.locator('[data-curve="solvent"] svg').textContent();
    for (const name of ["toluene", "chloroform", "water", "N,N-dimethylformamide"])
      expect(solvents).toContain(name);
    await page.context().close();
  });

  it("draws a map of 200 x 200 solutions that are the core's", async () => {
    const page = await open();
    const map = page.locator('[data-map="200"]');
    await map.waitFor(PATIENT);
    const saved = page.waitForEvent("download");
    await map.getByRole("button", { name: "CSV" }).click();
    const lines = readFileSync(await (await saved).path(), "utf8")
      .trim()
      .split("\n");
    expect(lines[0]).toBe("polarity E_T^N,concentration of dots (M),bound share (%)");
    expect(lines).toHaveLength(1 + 200 * 200);
    const { sample } = readInterfaceWords(FIRST);
    for (const at of [1, 4321, 20_000, 31_234, 40_000]) {
      const [medium, dotsMolar, share] = lines[at]!.split(",").map(Number) as [number, number, number];
      const state = stateOfSample(models, { ...sample, medium, dotsMolar }, interfaceValues());
      expect(Math.abs(share - 100 * state.boundFraction)).toBeLessThan(100 * EXACT);
    }
    await page.context().close();
  });

  it("colours the dot by what its scale says", async () => {
    const page = await open();
    const { kinds } = stateOf(FIRST);
    for (const shown of ["complexes", "empty"] as const) {
      await page.getByLabel("colour by").selectOption(shown);
      for (const kind of kinds) {
        const entry = page.locator(`[data-kind="${kind.label}"]`);
        expect(await entry.textContent()).toContain(`${(100 * kind[shown]).toFixed(1)} %`);
        const colour = await entry
          .locator(".swatch")
          .evaluate((swatch) => getComputedStyle(swatch).backgroundColor);
        const bytes = colour.match(/\d+/gu)!.map((byte) => Number(byte).toString(16).padStart(2, "0"));
        expect(`#${bytes.join("")}`).toBe(rampColour(kind[shown]));
      }
    }
    expect(await page.locator(".stage canvas").getAttribute("aria-label")).toContain("empty sites: {100}");
    await page.context().close();
  });

  it("says beside its control what cannot be, and keeps the last answer", async () => {
    const page = await open();
    const alert = page.getByRole("alert");
    const before = await bound(page);
    const refused = async (text: RegExp): Promise<void> => {
      await expect.poll(() => alert.allTextContents(), PATIENT).toEqual([expect.stringMatching(text)]);
      expect(await bound(page)).toBe(before);
    };
    await page.getByLabel("shape").selectOption("sphere");
    await refused(/no metal complexes/u);
    await page.getByLabel("shape").selectOption("truncated-octahedron");
    await expect.poll(() => alert.count()).toBe(0);
    await type(box(page, "diameter in nm"), "0.3");
    await refused(/below one unit cell/u);
    await type(box(page, "diameter in nm"), "4.8");
    await expect.poll(() => alert.count()).toBe(0);
    await type(box(page, "temperature in K"), "900");
    await refused(/temperature/u);
    await type(box(page, "temperature in K"), "298.15");
    await type(box(page, "concentration in µM"), "2000000");
    await refused(/concentration of dots/u);
    await page.getByRole("button", { name: "All as at first" }).click();
    await expect.poll(() => alert.count()).toBe(0);
    await page.getByText("Parameters of the model").click();
    await type(box(page, "contact in kJ mol⁻¹"), "-9");
    await refused(/contact is out of range/u);
    await page.context().close();
  });

  it("holds a parameter that is set, and goes back to the usual one", async () => {
    const page = await open();
    const { unit, usual } = interfaceParameters.find(({ name }) => name === "bond_100")!;
    await page.getByText("Parameters of the model").click();
    const other = usual - 5;
    await type(box(page, "bond_100 in kJ mol⁻¹"), String(other));
    await settles(page, { ...FIRST, set: [`bond_100 = ${other} ${unit}`] });
    expect(await page.getByLabel("the same in a terminal").inputValue()).toContain(
      `--set "bond_100 = ${other} kJ/mol"`,
    );
    await page.getByRole("button", { name: "All as usual" }).click();
    await settles(page, FIRST);
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "fits a phone in %s, and every control has a name",
    async (colorScheme) => {
      const page = await open({ viewport: { width: 390, height: 844 }, colorScheme });
      await page.getByRole("button", { name: "Add oleic acid" }).click();
      await page.getByText("Parameters of the model").click();
      await page.locator('[data-map="200"]').waitFor(PATIENT);
      expect(await flawsOf(page)).toEqual(FLAWLESS);
      const over = await page
        .locator(".interface-answer .scroll")
        .first()
        .evaluate((table) => table.scrollWidth - table.clientWidth);
      expect(over).toBe(0);
      await page.context().close();
    },
  );

  it("raised no error in the page", () => expect(workbench.faults).toEqual([]));
});
