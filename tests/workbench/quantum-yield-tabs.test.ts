import { describe, expect, it } from "vitest";
import { executablePath, FLAWLESS, flawsOf, PATIENT } from "./browser.ts";
import { yieldPageOfTests } from "./quantum-yield-page.ts";

describe.skipIf(!executablePath)(
  "the tabs of the quantum-yield page (skipped where there is no Chromium)",
  () => {
    const yields = yieldPageOfTests();
    const { open, press } = yields;

    it.each(["light", "dark"] as const)(
      "fits a phone in %s, and every control has a name",
      async (colorScheme) => {
        for (const [tab, ready] of [
          ["", "draws"],
          ["/medium", "fit"],
          ["/passivation", "dilution"],
        ] as const) {
          const page = await open(tab, { viewport: { width: 390, height: 844 }, colorScheme });
          await page.locator(`[data-figure="${ready}"]`).waitFor(PATIENT);
          if (tab === "/passivation") {
            await press(page, "Simulated titration");
            await page.locator('[data-file="simulated-titration.csv"]').waitFor(PATIENT);
          }
          expect(await flawsOf(page)).toEqual(FLAWLESS);
          await page.context().close();
        }
      },
    );

    it("opens at the tab that is linked to, and goes back", async () => {
      const page = await open("/medium");
      expect(await page.getByRole("tab", { selected: true }).textContent()).toBe("Medium");
      await page.getByRole("tab", { name: "Passivation" }).click();
      expect(page.url()).toContain("#/quantum-yield/passivation");
      await page.goBack();
      await expect.poll(() => page.getByRole("tab", { selected: true }).textContent()).toBe("Medium");
      await page.context().close();
    });

    it("raised no error in the page", () => expect(yields.faults()).toEqual([]));
  },
);
