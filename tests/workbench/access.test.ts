import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executablePath } from "./browser.ts";
import { ADDED, computed, type OpenBench, readings, slide, startBench, typed } from "./open-study.ts";

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

describe.skipIf(!executablePath)(
  "reading, hearing and copying the page (skipped where there is no Chromium)",
  () => {
    let bench: OpenBench;
    beforeAll(async () => {
      bench = await startBench();
    }, 120_000);
    afterAll(() => bench?.close());

    it("speaks the numbers once the slider rests", async () => {
      const page = await bench.open();
      await computed(page);
      await slide(page, `total ${ADDED}`).focus();
      await page.keyboard.press("End");
      await expect
        .poll(() => page.locator("[data-summary]").textContent())
        .toContain(`At 400 equivalents of ${ADDED} per dot: `);
      await page.context().close();
    });

    it("copies tables and curves as tab-separated numbers with all their digits", async () => {
      const page = await bench.open((texts) => ({
        ...texts,
        result: {
          ...texts.result!,
          analyses: texts.result!.analyses.map((analysis) => ({
            ...analysis,
            figures: analysis.figures.map((figure) => ({
              ...figure,
              series: figure.series.map((series) => ({ ...series, name: 'H(I), "first"' })),
            })),
          })),
        },
      }));
      await computed(page);
      await page.getByRole("button", { name: "Copy numbers at this dose" }).click();
      await page.getByText("copied").first().waitFor();
      const rows = (await clipboard(page)).split("\n").map((line) => line.split("\t"));
      expect(rows[0]?.[0]).toBe("species");
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([5]));
      const shown = await readings(page);
      for (const [name, perDot] of rows.slice(1)) expect(Number(perDot)).toBe(shown[name!]);

      await page.getByRole("button", { name: "Copy claims" }).click();
      const claim = bench.result.claims.find(({ id }) => id === "pic-03")!;
      await expect.poll(() => clipboard(page)).toContain(`\t${claim.computed}\t`);

      const figure = page.locator(".figures figure").first();
      await figure.getByRole("button", { name: "Copy numbers" }).click();
      await expect.poll(async () => (await clipboard(page)).split("\n")[1]).toMatch(/^H\(I\), "first"\t\d/u);
      await page.context().close();
    });

    it("keeps the chosen theme, and the figures follow it against the system", async () => {
      const page = await bench.open(undefined, { colorScheme: "dark" });
      const ink = (): Promise<string> =>
        page
          .locator(".plot svg .label")
          .first()
          .evaluate((label) => getComputedStyle(label).fill);
      await computed(page);
      const dark = await ink();
      await page.getByRole("combobox", { name: "Theme" }).selectOption("light");
      const light = await ink();
      expect(light).not.toBe(dark);
      await page.reload();
      await computed(page);
      expect(await ink()).toBe(light);
      expect(await page.getByRole("combobox", { name: "Theme" }).inputValue()).toBe("light");
      await page.context().close();
    });

    it("begins with a skip to the content, and the first slider is reached and moved by keyboard alone", async () => {
      const page = await bench.open();
      await computed(page);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
      const onSlider = (): Promise<boolean> =>
        page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.type === "range");
      for (let i = 0; i < 30 && !(await onSlider()); i++) await page.keyboard.press("Tab");
      expect(await onSlider()).toBe(true);
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
      expect(outline).not.toBe("none");
      await page.keyboard.press("Home");
      await page.keyboard.press("PageUp");
      const dose = Number(await typed(page, `total ${ADDED} in eq`).inputValue());
      expect(dose).toBeGreaterThan(0);
      expect(dose).toBeLessThan(200);
      await page.context().close();
    });

    it.each(["light", "dark"] as const)("has sound structure and AA contrast in %s", async (colorScheme) => {
      const page = await bench.open(undefined, { colorScheme });
      await computed(page);
      const found = await page.evaluate(() => {
        for (const fold of document.querySelectorAll("details")) fold.open = true;
        const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
        const levels = [...document.querySelectorAll<HTMLElement>("h1, h2, h3, h4")]
          .filter((heading) => heading.offsetParent !== null)
          .map((heading) => Number(heading.tagName[1]));
        const channels = (colour: string): number[] => (colour.match(/[\d.]+/gu) ?? []).map(Number);
        const luminance = (colour: number[]): number => {
          const [r, g, b] = colour.slice(0, 3).map((value) => {
            const share = value / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
        };
        const ground = (element: Element | null): number[] => {
          for (let at = element; at; at = at.parentElement) {
            const colour = channels(getComputedStyle(at).backgroundColor);
            if (colour.length === 3 || colour[3]! > 0) return colour;
          }
          return [255, 255, 255];
        };
        const faint: string[] = [];
        for (const element of document.querySelectorAll<HTMLElement>(
          "body *:not(style, script, title, desc)",
        )) {
          const text = [...element.childNodes].some(
            (node) => node.nodeType === 3 && node.textContent?.trim(),
          );
          // A control that has nothing to do is exempt (WCAG 1.4.3, inactive components).
          if (!text || element.closest("[aria-disabled=true], noscript")) continue;
          const style = getComputedStyle(element);
          const front = luminance(channels(element.closest("svg") ? style.fill : style.color));
          const back = luminance(ground(element));
          const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
          if (ratio < 4.5) faint.push(`${element.textContent?.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
        }
        return {
          twice: ids.filter((id, i) => ids.indexOf(id) !== i),
          skips: levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1),
          tops: levels.filter((level) => level === 1).length,
          landmarks: ["header", "nav[aria-label]", "main"].filter((name) => !document.querySelector(name)),
          heads: [...document.querySelectorAll("th:not([scope])")].length,
          faint,
        };
      });
      expect(found).toEqual({ twice: [], skips: [], tops: 1, landmarks: [], heads: 0, faint: [] });
      await page.context().close();
    });

    it("raised no error in the page", () => expect(bench.faults).toEqual([]));
  },
);
