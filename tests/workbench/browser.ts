import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { workbenchServer } from "../../packages/cli/src/commands/open.ts";

/** Chromium of this machine; without one the browser tests are skipped. */
export const executablePath: string | undefined = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
].find((path) => path !== undefined && existsSync(path));

/** One part in a million: far above rounding, far below any mistake of unit or of model. */
export const EXACT = 1e-6;
/** A machine without a graphics device, and work that takes a worker seconds, need time. */
export const PATIENT: { readonly timeout: number } = { timeout: 60_000 };

/** A running server and browser. */
export interface OpenWorkbench {
  /** Errors that pages reported. */
  readonly faults: string[];
  /** Opens a page in a context of its own; `path` from the server's root, such as "#/nmr". `prepare`: before it loads. */
  open(
    path: string,
    options?: BrowserContextOptions,
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the page if it is not built, and starts the server and the browser. */
export async function startWorkbench(): Promise<OpenWorkbench> {
  if (!existsSync("packages/workbench/dist/index.html")) {
    execFileSync("npm", ["run", "--silent", "build", "--workspace", "@oleate/workbench"], {
      stdio: "inherit",
    });
  }
  const browser = await chromium.launch({
    executablePath: executablePath!,
    // Dots are drawn without a graphics device.
    args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader"],
  });
  const server = serve({ fetch: workbenchServer().fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const faults: string[] = [];
  return {
    faults,
    async open(path, options = {}, prepare) {
      const context = await browser.newContext({
        viewport: { width: 1400, height: 900 },
        permissions: ["clipboard-read", "clipboard-write"],
        ...options,
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" || message.text().startsWith("THREE")) faults.push(message.text());
      });
      await prepare?.(page);
      await page.goto(`${address}${path}`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** The workbench for all tests of a `describe`: started before the first, closed after the last. */
export function workbenchOfTests(): Omit<OpenWorkbench, "close"> {
  let started: OpenWorkbench | undefined;
  beforeAll(async () => {
    started = await startWorkbench();
  }, 120_000);
  afterAll(() => started?.close());
  return {
    get faults() {
      return started!.faults;
    },
    open: (...words) => started!.open(...words),
  };
}

/** The box of a number or text by its whole name. */
export const box = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
/** Types into a box and ends with Enter. */
export async function type(into: Locator, text: string): Promise<void> {
  await into.fill(text);
  await into.press("Enter");
}

/** What a page must have none of: width beyond the window, controls without a name, ids twice, heads without a scope. */
export interface PageFlaws {
  readonly over: number;
  readonly unnamed: readonly string[];
  readonly twice: readonly string[];
  readonly heads: number;
}
/** A page as it should be. */
export const FLAWLESS: PageFlaws = { over: 0, unnamed: [], twice: [], heads: 0 };

/** The flaws of a page as it is now. */
export const flawsOf = (page: Page): Promise<PageFlaws> =>
  page.evaluate(() => {
    const named = (control: HTMLInputElement | HTMLButtonElement | HTMLSelectElement): boolean =>
      (control.labels?.length ?? 0) > 0 ||
      control.hasAttribute("aria-label") ||
      (control instanceof HTMLButtonElement && control.textContent?.trim() !== "");
    const controls = document.querySelectorAll<HTMLInputElement | HTMLButtonElement | HTMLSelectElement>(
      "main input, main button, main select",
    );
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return {
      over: document.documentElement.scrollWidth - innerWidth,
      unnamed: [...controls].filter((control) => !named(control)).map(({ outerHTML }) => outerHTML),
      twice: ids.filter((id, i) => ids.indexOf(id) !== i),
      heads: document.querySelectorAll("th:not([scope])").length,
    };
  });
