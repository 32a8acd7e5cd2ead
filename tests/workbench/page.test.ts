import { buildNetwork, parseReactions, speciate } from "@oleate/core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { run } from "../../packages/cli/src/commands/run.ts";
import { executablePath, workbenchOfTests } from "./browser.ts";

const STUDY = "cspbbr3-picolinate";

describe.skipIf(!executablePath)(
  "the workbench in a real browser (skipped where there is no Chromium)",
  () => {
    const workbench = workbenchOfTests();
    const open = (path: string, options: BrowserContextOptions = {}): Promise<Page> =>
      workbench.open(path, { viewport: { width: 1280, height: 900 }, ...options });
    const perDot = async (page: Page, species: string): Promise<number> =>
      Number(
        await page.locator(`tr[data-species="${species}"] td[data-value]`).first().getAttribute("data-value"),
      );

    beforeAll(() => {
      const write = process.stdout.write.bind(process.stdout);
      process.stdout.write = (() => true) as typeof process.stdout.write;
      try {
        run([STUDY], { json: true });
      } finally {
        process.stdout.write = write;
      }
    }, 120_000);

    it("opens on the gallery, and a card leads to its study", async () => {
      const page = await open("");
      await page.getByRole("link", { name: "Picolinate on CsPbBr3" }).click();
      await page.getByRole("heading", { name: "Claims", exact: true }).waitFor();
      expect(await page.title()).toContain("Picolinate on CsPbBr3");
      for (const id of ["pic-01", "pic-07", "pic-17"])
        expect(await page.locator(`#claim-${id}`).count()).toBe(1);
      await page.close();
    });

    it("recomputes the state as the core does when a number is changed", async () => {
      const page = await open(`#/studies/${STUDY}`);
      const typed = page.getByRole("textbox", { name: "K_PIC in mM⁻¹" });
      await page.locator('tr[data-species="Pb.OlAmPIC"]').waitFor();
      const before = await perDot(page, "Pb.OlAmPIC");
      await typed.fill("150");
      await typed.press("Enter");
      await page.waitForFunction(
        (old) =>
          Number(
            document
              .querySelector('tr[data-species="Pb.OlAmPIC"] td[data-value]')
              ?.getAttribute("data-value"),
          ) !== old,
        before,
      );
      const network = buildNetwork(parseReactions("Pb + L <=> Pb.L\nPb + P <=> Pb.P"));
      const expected = speciate(network, [10.5e3, 150e3], {
        Pb: 6 * (4.3 / 0.587) ** 2 * 2e-6,
        L: 2.12e-3,
        P: 200 * 2e-6,
      });
      const shown = await perDot(page, "free OlAmPIC");
      expect(shown / (expected.concentrationsMolar["P"]! / 2e-6)).toBeCloseTo(1, 6);
      await page.close();
    });

    it("a slider works by keyboard alone and can be put back", async () => {
      const page = await open(`#/studies/${STUDY}`);
      const slider = page.getByRole("slider", { name: "total OlAmPIC" });
      await page.locator('tr[data-species="Pb.OlAmPIC"]').waitFor();
      const curve = await page.locator(".plot svg").innerHTML();
      await slider.focus();
      for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
      await page.waitForFunction((old) => document.querySelector(".plot svg")?.innerHTML !== old, curve);
      expect(
        Number(await page.getByRole("textbox", { name: "total OlAmPIC in eq" }).inputValue()),
      ).toBeGreaterThan(200);
      await page.getByRole("button", { name: "reset total OlAmPIC" }).click();
      expect(await page.getByRole("textbox", { name: "total OlAmPIC in eq" }).inputValue()).toBe("200");
      await page.close();
    });

    it("saves plots as SVG and PNG and data as CSV", async () => {
      const page = await open(`#/studies/${STUDY}`);
      await page.locator(".plot svg").waitFor();
      for (const [button, start] of [
        ["SVG", "<svg"],
        ["CSV", "series,"],
        ["PNG", "\x89PNG"],
      ] as const) {
        const [saved] = await Promise.all([
          page.waitForEvent("download"),
          page.locator(".plot").getByRole("button", { name: button, exact: true }).click(),
        ]);
        const chunks: Buffer[] = [];
        for await (const chunk of await saved.createReadStream()) chunks.push(chunk as Buffer);
        const content = Buffer.concat(chunks);
        expect(content.toString("latin1").startsWith(start)).toBe(true);
        expect(content.length).toBeGreaterThan(500);
        expect(saved.suggestedFilename()).toBe(`${STUDY}-state.${button.toLowerCase()}`);
      }
      await page.close();
    });

    it("shows the claims of one verdict on request", async () => {
      const page = await open(`#/studies/${STUDY}`);
      const all = page.locator("table.claims > tbody > tr");
      await all.first().waitFor();
      const count = await all.count();
      await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "within error" });
      expect(await all.count()).toBeLessThan(count);
      expect(await page.locator('table.claims > tbody > tr:not([data-verdict="within-error"])').count()).toBe(
        0,
      );
      await page.close();
    });

    it("names every control, draws every figure with a title, and has no empty figure", async () => {
      const page = await open(`#/studies/${STUDY}`);
      await page.locator("#sources").waitFor();
      const nameless = await page.evaluate(() =>
        [...document.querySelectorAll("input, select, button")]
          .filter(
            (element) =>
              !(element as HTMLInputElement).labels?.length &&
              !element.getAttribute("aria-label") &&
              !element.textContent?.trim(),
          )
          .map((element) => element.outerHTML),
      );
      expect(nameless).toEqual([]);
      const figures = await page.evaluate(() =>
        [...document.querySelectorAll("figure svg")].map(
          (svg) => svg.querySelector("title")?.textContent ?? "",
        ),
      );
      expect(figures.length).toBeGreaterThan(10);
      expect(figures.every((title) => title.length > 0)).toBe(true);
      expect(await page.getByText("no data to draw").count()).toBe(0);
      await page.close();
    });

    it("follows the system's colours and the reader's choice", async () => {
      const ground = (page: Page): Promise<string> =>
        page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const page = await open("", { colorScheme: "dark" });
      await page.getByRole("heading", { name: "Studies" }).waitFor();
      const dark = await ground(page);
      await page.getByRole("combobox", { name: "Theme" }).selectOption("light");
      expect(await ground(page)).not.toBe(dark);
      await page.close();
    });

    it("says what is wrong with an unknown study instead of a blank page", async () => {
      const before = workbench.faults.length;
      const page = await open("#/studies/no-such-study");
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").textContent()).toContain("no study no-such-study");
      await page.close();
      // The browser reports the refused request itself; that one is wanted.
      workbench.faults.splice(before);
    });

    it("fits a phone without scrolling sideways", async () => {
      const page = await open(`#/studies/${STUDY}`, { viewport: { width: 400, height: 800 } });
      await page.locator("#sources").waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
      await page.close();
    });

    it("raised no error in the page", () => expect(workbench.faults).toEqual([]));
  },
);
