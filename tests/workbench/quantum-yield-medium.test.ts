import { describe, expect, it } from "vitest";
import { readLifetimes } from "../../packages/workbench/src/worker/quantum-yield-lifetimes.ts";
import { box, executablePath, PATIENT, type } from "./browser.ts";
import { bad, bytesOf, inTerminal, near, yieldPageOfTests } from "./quantum-yield-page.ts";

describe("lifetimes in solvents, read by the worker", () => {
  it("turns them radiative, and says where a table is wrong", () => {
    expect(bad(readLifetimes, "solvent,lifetime (ns)\ntoluene,4.7\ntolune,5\n")).toThrow(
      /bad\.csv:3.*toluene/su,
    );
    expect(bad(readLifetimes, "solvent,lifetime (ns),quantum yield\ntoluene,4.7,1.2\n")).toThrow(
      /quantum yield is not above 0/u,
    );
    const lifetimes = readLifetimes({
      path: "l.csv",
      bytes: bytesOf("solvent,lifetime (ps),quantum yield\nDCB,4000,0.8\npentane,6000,0.96\n"),
    });
    expect(lifetimes.solvents).toEqual(["1,2-dichlorobenzene", "pentane"]);
    near(lifetimes.lifetimesNs[0]!, 5);
    near(lifetimes.lifetimesNs[1]!, 6.25);
  });
});

describe.skipIf(!executablePath)(
  "the quantum-yield page, medium (skipped where there is no Chromium)",
  () => {
    const yields = yieldPageOfTests();
    const { folder, open, press, settled, command, give, save } = yields;

    it("gives the lifetimes of all solvents, and the weights of the models, as the command line does", async () => {
      const page = await open("/medium");
      await page.locator('[data-figure="fit"]').waitFor(PATIENT);
      interface Factors {
        solvents: {
          solvent: string;
          refractiveIndex: number;
          lifetimesNs: number[];
          factors: { factor: number }[];
        }[];
      }
      const compare = async (): Promise<void> => {
        await settled(page);
        const { solvents } = JSON.parse(inTerminal(`${await command(page)} --json`, folder)) as Factors;
        expect(await page.locator("tr[data-solvent]").count()).toBe(solvents.length);
        for (const { solvent, refractiveIndex, lifetimesNs, factors } of solvents) {
          const cells = await page
            .locator(`tr[data-solvent="${solvent}"] td`)
            .evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset["value"])));
          [refractiveIndex, ...lifetimesNs, factors[0]!.factor].forEach((value, i) => {
            near(cells[i]!, value, solvent);
          });
        }
      };
      await compare();
      await type(box(page, "lifetime in ns"), "12.5");
      await page.getByLabel("known in").selectOption("chloroform");
      await page.getByRole("checkbox", { name: "count a shell of ligands" }).check();
      await type(box(page, "thickness in nm"), "1.2");
      await type(box(page, "temperature in K"), "298.15");
      await compare();
      await press(page, "All as at first");

      await save(page, /Save simulated-lifetimes/u);
      interface Fits {
        fit: {
          fits: {
            model: string;
            weight: number;
            estimates: { value: number; interval: { low: number; high: number } }[];
          }[];
        };
      }
      for (const form of ["scale", "line"]) {
        await page.getByLabel("fitted by").selectOption(form);
        await page.locator('[data-fitted="true"]').waitFor(PATIENT);
        const { fit } = JSON.parse(inTerminal(`${await command(page, 1)} --json`, folder)) as Fits;
        for (const { model, weight, estimates } of fit.fits) {
          const cells = page.locator(`tr[data-model="${model}"] td`);
          await expect
            .poll(
              async () => Number(await cells.nth(0).getAttribute("data-value")) / estimates[0]!.value,
              PATIENT,
            )
            .toBeCloseTo(1, 9);
          near(Number(await cells.nth(1).getAttribute("data-low")), estimates[0]!.interval.low);
          near(Number(await cells.last().getAttribute("data-value")), weight);
        }
      }
      await give(page, "Open lifetimes: files", ["bad.csv", "solvent,lifetime (ns)\ntoluene,4.7\nwoter,5\n"]);
      await expect
        .poll(() => page.getByRole("alert").first().textContent(), PATIENT)
        .toMatch(/bad\.csv, line 3.*water/su);
      // What is simulated does not stand beside a table that was refused.
      expect(await page.locator("tr[data-model]").count()).toBe(0);
      await press(page, "Simulated lifetimes");
      await expect.poll(() => page.locator("tr[data-model]").count(), PATIENT).toBe(4);
      await page.context().close();
    });

    it("raised no error in the page", () => expect(yields.faults()).toEqual([]));
  },
);
