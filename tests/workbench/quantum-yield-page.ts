import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { PATIENT, workbenchOfTests } from "./browser.ts";

/** Same code from the same start: only the printing of a number could differ. */
const SAME = 1e-9;
/** A number that is not stated. */
export const NONE = { value: null, error: null };
/** No spectra chosen. */
export const NO_SPECTRA = {
  sampleEmission: null,
  sampleAbsorbance: null,
  referenceEmission: null,
  referenceAbsorbance: null,
};
/** A text as the bytes of a file. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Two numbers are the same but for their printing. */
export const near = (value: number, wanted: number, what = ""): void =>
  expect(Math.abs(value - wanted), `${what}: ${value} for ${wanted}`).toBeLessThanOrEqual(
    SAME * Math.max(1, Math.abs(wanted)),
  );
/** A reader refuses a table. */
export const bad =
  (read: (file: { path: string; bytes: Uint8Array }) => unknown, text: string) => (): unknown =>
    read({ path: "bad.csv", bytes: bytesOf(text) });

/** Runs a line as a terminal would, in a folder, and returns what it prints. */
export function inTerminal(line: string, folder: string): string {
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

/** What the tests of the page's tabs do with it, and a folder for what it saves. */
export interface YieldPage {
  readonly folder: string;
  readonly faults: () => readonly string[];
  readonly open: (tab?: string, options?: BrowserContextOptions) => Promise<Page>;
  readonly press: (page: Page, name: string | RegExp) => Promise<void>;
  readonly settled: (page: Page) => Promise<void>;
  readonly command: (page: Page, index?: number) => Promise<string>;
  readonly give: (
    page: Page,
    label: string,
    ...files: readonly (readonly [string, string])[]
  ) => Promise<void>;
  readonly shown: (page: Page) => Promise<(number | null)[]>;
  readonly sameInTerminal: (page: Page) => Promise<void>;
  readonly save: (page: Page, name: string | RegExp, count?: number) => Promise<void>;
}

/** The quantum-yield page for all tests of a `describe`. */
export function yieldPageOfTests(): YieldPage {
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

  return {
    folder,
    faults: () => bench.faults,
    open,
    press,
    settled,
    command,
    give,
    shown,
    sameInTerminal,
    save,
  };
}
