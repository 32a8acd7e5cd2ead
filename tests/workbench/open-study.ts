import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import {
  doseCurve,
  type Model,
  prepareStudy,
  type ResultDocument,
  runStudy,
  speciesLabel,
} from "@oleate/core";
import { type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";
import { workbenchServer } from "../../packages/cli/src/commands/open.ts";
import { loadStudy } from "../../packages/cli/src/study-folder.ts";

/** Chromium of this machine; without one the browser tests are skipped. */
export const executablePath: string | undefined = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
].find((path) => path !== undefined && existsSync(path));

/** The study the tests open, and the ligand its page varies. */
export const STUDY = "cspbbr3-picolinate";
/** The varied ligand. */
export const ADDED = "OlAmPIC";
/** One part in a million: far above rounding, far below any mistake of unit or of model. */
export const EXACT = 1e-6;

/** What the server says of a study. */
export interface Texts {
  source: string;
  files: Record<string, string>;
  result: ResultDocument | null;
}

/** A running server and browser with the study's result computed here, whatever lies in its folder. */
export interface OpenBench {
  readonly address: string;
  /** The study's model; fitted constants have no value. */
  readonly model: Model;
  readonly result: ResultDocument;
  /** Errors the browser reported. */
  readonly faults: string[];
  /** Opens the study's page, with its texts changed where a test wants them otherwise. */
  open(change?: (texts: Texts) => Texts, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the page if it is not built, runs the study, and starts the server and the browser. */
export async function startBench(): Promise<OpenBench> {
  if (!existsSync("packages/workbench/dist/index.html")) {
    execFileSync("npm", ["run", "--silent", "build", "--workspace", "@oleate/workbench"], {
      stdio: "inherit",
    });
  }
  const { document, options } = loadStudy(STUDY);
  const model = prepareStudy(document, options).modelFor(undefined, []);
  const result = runStudy(document, options);
  const faults: string[] = [];
  const browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox"] });
  const server = serve({ fetch: workbenchServer().fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    address,
    model,
    result,
    faults,
    async open(change = (texts) => texts, contextOptions = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        permissions: ["clipboard-read", "clipboard-write"],
        ...contextOptions,
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      await page.route(`**/api/studies/${STUDY}`, async (route) => {
        const answer = await route.fetch();
        const texts = { ...((await answer.json()) as Texts), result };
        await route.fulfill({ response: answer, json: change(texts) });
      });
      await page.goto(`${address}#/studies/${STUDY}`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
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
