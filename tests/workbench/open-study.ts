import {
  doseCurve,
  type Model,
  prepareStudy,
  type ResultDocument,
  runStudy,
  speciesLabel,
} from "@oleate/core";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { loadStudy } from "../../packages/cli/src/study-folder.ts";
import { EXACT, type OpenWorkbench, startWorkbench } from "./browser.ts";

/** The study the tests open, and the ligand its page varies. */
export const STUDY = "cspbbr3-picolinate";
/** The varied ligand. */
export const ADDED = "OlAmPIC";

/** What the server says of a study. */
export interface Texts {
  source: string;
  files: Record<string, string>;
  result: ResultDocument | null;
}

/** A running server and browser with the study's result computed here, whatever lies in its folder. */
export interface OpenBench {
  /** The study's model; fitted constants have no value. */
  readonly model: Model;
  readonly result: ResultDocument;
  readonly workbench: OpenWorkbench;
  /** Errors the browser reported. */
  readonly faults: string[];
  /** Opens the study's page, with its texts changed where a test wants them otherwise. */
  open(change?: (texts: Texts) => Texts, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Runs the study, and starts the server and the browser. */
export async function startBench(): Promise<OpenBench> {
  const { document, options } = loadStudy(STUDY);
  const model = prepareStudy(document, options).modelFor(undefined, []);
  const result = runStudy(document, options);
  const workbench = await startWorkbench();
  return {
    workbench,
    model,
    result,
    faults: workbench.faults,
    open: (change = (texts) => texts, contextOptions = {}) =>
      workbench.open(
        `#/studies/${STUDY}`,
        { viewport: { width: 1280, height: 900 }, ...contextOptions },
        (page) =>
          page.route(`**/api/studies/${STUDY}`, async (route) => {
            const answer = await route.fetch();
            const texts = { ...((await answer.json()) as Texts), result };
            await route.fulfill({ response: answer, json: change(texts) });
          }),
      ),
    close: workbench.close,
  };
}

/** Waits for the first computed state. */
export const computed = (page: Page): Promise<void> => page.locator("tr[data-species]").first().waitFor();
/** The box a number is typed into. */
export const typed = (page: Page, name: string): Locator => page.getByRole("textbox", { name });
/** The slider of a number. */
export const slide = (page: Page, name: string): Locator => page.getByRole("slider", { name, exact: true });

/** The numbers per dot of the page's table, species by species. */
export const readings = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>("tr[data-species]")].map((row) => [
        row.dataset["species"]!,
        Number(row.querySelector<HTMLElement>("td[data-value]")!.dataset["value"]),
      ]),
    ),
  );

/** The same numbers from the core, at a dose in equivalents per dot and constants in /mM. */
export function expected(
  model: Model,
  perMillimolar: Readonly<Record<string, number>>,
  dose: number,
): Record<string, number> {
  const constants = model.constants.map((constant) => ({
    ...constant,
    valueMolar: perMillimolar[constant.name]! * 1e3,
  }));
  const there = doseCurve({ ...model, constants }, ADDED, [dose * model.dotsMolar]);
  return Object.fromEntries(
    Array.from(there, (molar, index) => [speciesLabel(model, index), molar / model.dotsMolar]),
  );
}

/** Waits until the page's numbers are the core's for these constants and this dose. */
export async function settles(
  page: Page,
  model: Model,
  perMillimolar: Readonly<Record<string, number>>,
  dose: number,
): Promise<void> {
  const wanted = expected(model, perMillimolar, dose);
  const free = `free ${ADDED}`;
  await expect
    .poll(async () => Math.abs((await readings(page))[free]! / wanted[free]! - 1))
    .toBeLessThan(EXACT);
  const shown = await readings(page);
  expect(Object.keys(shown).sort()).toEqual(Object.keys(wanted).sort());
  for (const [name, value] of Object.entries(wanted))
    expect(Math.abs(shown[name]! / value - 1), name).toBeLessThan(EXACT);
}
