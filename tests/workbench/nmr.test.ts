import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  compareDecayModels,
  diffusionOfRadius,
  findSolvent,
  integrateSeries,
  monoExponential,
  radiusOfDiffusion,
  viscosityAt,
} from "@oleate/core";
import { diffusionDecays, readNmr } from "@oleate/files";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { keptApart, ticksBetween } from "../../packages/workbench/src/components/nmr/draw-spectra.ts";
import { exampleData } from "../../packages/workbench/src/worker/nmr-example.ts";
import { box, EXACT, executablePath, FLAWLESS, flawsOf, PATIENT, type, workbenchOfTests } from "./browser.ts";
import { experimentFiles, gradientsOf } from "./nmr-experiment.ts";

const DATA = "../shared/data/nmr";
const DOSY = `${DATA}/nmrtools_15n_xste/test/test-data/15n-xste-ts3`;
const measured = existsSync(DOSY);
const REASON = measured ? "" : " (skipped: ../shared/data/nmr is absent)";

/** The files under a folder by their paths within it. */
function filesUnder(folder: string, within = ""): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  for (const name of readdirSync(join(folder, within))) {
    const path = join(within, name);
    if (!statSync(join(folder, path)).isDirectory()) found.set(path, readFileSync(join(folder, path)));
    else for (const [inner, bytes] of filesUnder(folder, path)) found.set(inner, bytes);
  }
  return found;
}

describe("the simulated set", () => {
  it("is the same whenever it is made", () => {
    expect(exampleData().re[3]!.slice(0, 40)).toEqual(exampleData().re[3]!.slice(0, 40));
  });
  it("keeps the names of regions apart, whatever their order, and leaves those that are", () => {
    const placed = keptApart([100, 20, 102, 60], [8, 8, 8, 8]);
    expect(placed.filter((_, i) => i !== 2)).toEqual([100, 20, 60]);
    expect(placed[2]! - placed[0]!).toBeGreaterThan(8);
    expect(placed[2]! - placed[0]!).toBeLessThan(20);
    expect(keptApart([], [])).toEqual([]);
  });

  it("has ticks at round shifts", () => {
    expect(ticksBetween(-1.5, 10.5, 7)).toEqual({ at: [0, 2, 4, 6, 8, 10], digits: 0 });
    expect(ticksBetween(5.2, 5.9, 7).digits).toBe(1);
  });
});

describe.skipIf(!executablePath)("the NMR page (skipped where there is no Chromium)", () => {
  const workbench = workbenchOfTests();

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await workbench.open("#/nmr", options);
    await settled(page);
    return page;
  }

  const settled = (page: Page): Promise<void> => page.locator('[data-settled="true"]').waitFor(PATIENT);
  /** Gives files to the page, by path or as name and content, and waits until it has read them. */
  async function give(page: Page, what: string | Readonly<Record<string, Buffer | string>>): Promise<void> {
    if (typeof what === "string") {
      const input = statSync(what).isDirectory() ? "folder of an experiment" : "files of NMR data";
      await page.getByLabel(input).setInputFiles(what);
    } else {
      await page.getByLabel("files of NMR data").setInputFiles(
        Object.entries(what).map(([name, content]) => ({
          name,
          mimeType: "application/octet-stream",
          buffer: Buffer.from(content),
        })),
      );
    }
    await page
      .locator('[data-settled="false"]')
      .waitFor({ timeout: 1000 })
      .catch(() => {});
    await settled(page);
  }
  const cell = (page: Page, row: string, column: number): Promise<number> =>
    page
      .locator(`tr${row}`)
      .first()
      .locator("td[data-value]")
      .nth(column)
      .getAttribute("data-value")
      .then(Number);
  /** D of a decay in the overview: the first number of its row. */
  const diffusion = (page: Page, decay: number, name = "D"): Promise<number> =>
    cell(page, `[data-decay="${decay}"][data-parameter="${name}"]`, 0);
  async function setRegion(page: Page, index: number, fromPpm: number, toPpm: number): Promise<void> {
    await type(box(page, `region ${index} from, ppm`), String(fromPpm));
    await expect
      .poll(() => box(page, `region ${index} from, ppm`).inputValue(), PATIENT)
      .toBe(fromPpm.toFixed(3));
    await type(box(page, `region ${index} to, ppm`), String(toPpm));
    await expect
      .poll(() => box(page, `region ${index} to, ppm`).inputValue(), PATIENT)
      .toBe(toPpm.toFixed(3));
    await settled(page);
  }
  const dragAcross = async (page: Page, from: number, to: number, shift = false): Promise<void> => {
    const area = (await page.locator("canvas.spectra").boundingBox())!;
    if (shift) await page.keyboard.down("Shift");
    await page.mouse.move(area.x + from * area.width, area.y + 80);
    await page.mouse.down();
    await page.mouse.move(area.x + ((from + to) / 2) * area.width, area.y + 90);
    await page.mouse.move(area.x + to * area.width, area.y + 90);
    await page.mouse.up();
    if (shift) await page.keyboard.up("Shift");
  };

  it("opens with simulated data, says so, and finds the radii they were made with", async () => {
    const page = await open();
    expect(await page.locator(".data-line").textContent()).toContain("Simulated, not measured");
    const { viscosityMPaS } = viscosityAt(findSolvent("toluene-d8"), 298.15);
    const chains = diffusionOfRadius(3.6, viscosityMPaS, 298.15);
    // Phase and baseline of the broad lines are found, not known: D comes back within 3 %.
    expect(Math.abs((await diffusion(page, 4)) / chains - 1)).toBeLessThan(0.03);
    const acid = diffusionOfRadius(0.5, viscosityMPaS, 298.15);
    expect(Math.abs((await diffusion(page, 2, "D fast")) / acid - 1)).toBeLessThan(0.1);
    expect(await page.locator("[data-dosy] svg").count()).toBe(1);
    await page.context().close();
  });

  it.skipIf(!measured)(`gives D and radius of the measured diffusion experiment${REASON}`, async () => {
    const page = await open();
    await give(page, DOSY);
    const data = readNmr(filesUnder(DOSY), { dataset: "pdata/1/2rr" });
    expect(await page.locator(".data-line").textContent()).toContain("700.2 MHz");
    while ((await page.getByRole("button", { name: /^remove region/u }).count()) > 1) {
      await page
        .getByRole("button", { name: /^remove region/u })
        .last()
        .click();
      await settled(page);
    }
    await setRegion(page, 1, 8.6, 7.7);
    const [decay] = diffusionDecays(data, { regions: [{ fromPpm: 8.6, toPpm: 7.7 }] }).decays;
    const { result } = compareDecayModels(decay!, [monoExponential]).fits[0]!;
    const known = result.parameters.find(({ name }) => name === "D")!;
    await expect
      .poll(async () => Math.abs((await diffusion(page, 1)) / known.value - 1), PATIENT)
      .toBeLessThan(EXACT);
    // NMRTools.jl reports 1.624(70)e-10.
    expect(Math.abs((await diffusion(page, 1)) - 1.624e-10)).toBeLessThan(0.01e-10);
    const [integral] = integrateSeries(data.re, data.ppm!, [{ fromPpm: 8.6, toPpm: 7.7 }]);
    expect(await cell(page, '[data-region="1"]', 3)).toBeCloseTo(integral!.intensities[0]!, 3);
    expect(await cell(page, '[data-region="1"]', 4)).toBeCloseTo(integral!.errors[0]!, 3);

    await type(box(page, "viscosity in mPa s"), "0.889257");
    const radius = radiusOfDiffusion(known.value, 0.889257, data.temperatureK!);
    await expect
      .poll(() => cell(page, '[data-decay="1"][data-parameter="D"]', 1), PATIENT)
      .toBeCloseTo(radius, 6);
    expect(Math.abs(radius - 1.513)).toBeLessThan(0.005);
    await page.getByRole("button", { name: "Copy diffusion" }).click();
    await page.getByText("copied").first().waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const row = copied
      .split("\n")
      .find((line) => line.startsWith("8.600 to 7.700 ppm"))!
      .split("\t");
    expect(Math.abs(Number(row[2]) / known.value - 1)).toBeLessThan(EXACT);
    await page.context().close();
  });

  it.skipIf(!measured)(`processes raw data, by hand as well as by itself${REASON}`, async () => {
    const page = await open();
    await give(page, DOSY);
    await page.getByLabel("data set").selectOption({ index: 2 });
    await expect
      .poll(() => page.locator(".data-line").getAttribute("data-dataset"), PATIENT)
      .toMatch(/ser$/u);
    await settled(page);
    await page.getByLabel("phase", { exact: true }).selectOption("by hand");
    await type(box(page, "zero order in °"), "13.15499");
    await type(box(page, "first order in °"), "0");
    await type(box(page, "line broadening in Hz"), "30");
    await settled(page);
    await page.getByRole("button", { name: "Tallest lines" }).click();
    await settled(page);
    while ((await page.getByRole("button", { name: /^remove region/u }).count()) > 1) {
      await page
        .getByRole("button", { name: /^remove region/u })
        .last()
        .click();
      await settled(page);
    }
    await setRegion(page, 1, 8.6, 7.7);
    await page.getByLabel("baseline").selectOption("none");
    await settled(page);
    // Raw decays give the processed set's D within its own error.
    await expect
      .poll(async () => Math.abs((await diffusion(page, 1)) - 1.624e-10), PATIENT)
      .toBeLessThan(0.07e-10);
    await page.context().close();
  });

  it.skipIf(!measured)(`opens spectra, archives and other arrays${REASON}`, async () => {
    const page = await open();
    await give(page, `${DATA}/bruker_data_test/aspirin-1h.zip`);
    // The methyl of aspirin in CDCl3.
    const tops = await page
      .locator("tr[data-region]")
      .evaluateAll((rows) =>
        rows.map((row) => Number(row.querySelectorAll<HTMLElement>("td[data-value]")[2]!.dataset["value"])),
      );
    expect(tops.some((ppm) => Math.abs(ppm - 2.3) < 0.05)).toBe(true);
    expect(await page.getByText("No pulsed gradients").count()).toBe(1);
    await give(page, `${DATA}/bruker_data_test/inversionRecovery2D.zip`);
    expect(await page.getByLabel("rows").textContent()).toContain("10 s");
    await give(page, `${DATA}/jcamp_data_test/ethylvinylether_1h.jdx`);
    expect(await page.locator(".data-line").textContent()).toContain("400.1 MHz");
    await give(page, `${DATA}/jcamp_data_test/dosy-1d-ledbpgp2s1d.fid.dx`);
    expect(await page.getByRole("alert").textContent()).toContain("one gradient step");
    await page.context().close();
  });

  it("zooms by dragging, sets regions with Shift, and goes back", async () => {
    const page = await open();
    const window_ = async (): Promise<number[]> =>
      (await page.locator("canvas.spectra").getAttribute("data-window"))!.split(" ").map(Number);
    const whole = await window_();
    const regions = await page.locator("tr[data-region]").count();
    await dragAcross(page, 0.3, 0.5);
    await expect.poll(window_).not.toEqual(whole);
    const [left, right] = await window_();
    const at = (share: number): number => whole[0]! + share * (whole[1]! - whole[0]!);
    // The plot's margins are 2 % of its width.
    expect(Math.abs(left! - at(0.3))).toBeLessThan(0.3);
    expect(Math.abs(right! - at(0.5))).toBeLessThan(0.3);
    await dragAcross(page, 0.2, 0.6, true);
    await expect.poll(() => page.locator("tr[data-region]").count()).toBe(regions + 1);
    await settled(page);
    const added = `[data-region="${regions + 1}"]`;
    expect(await cell(page, added, 0)).toBeLessThan(left!);
    expect(await cell(page, added, 1)).toBeGreaterThan(right!);
    await expect
      .poll(() => page.locator(`tr[data-decay="${regions + 1}"]`).count(), PATIENT)
      .toBeGreaterThan(0);
    await page.getByRole("button", { name: "whole" }).click();
    await expect.poll(window_).toEqual(whole);
    await page.getByRole("button", { name: "nearer" }).click();
    expect((await window_())[0]).toBeLessThan(whole[0]!);
    await page.context().close();
  });

  it("asks for gradients that are missing, and for the full gradient of those in percent", async () => {
    const page = await open();
    const made = { rows: 8, points: 1024, diffusionM2PerS: 2e-10 };
    await give(page, experimentFiles({ ...made, difflist: null }));
    expect(await page.getByRole("alert").textContent()).toMatch(/no file difflist.*difflist beside acqus/su);
    const field = page.getByLabel("gradients of the rows");
    await type(field, "0.02 0.1");
    await expect
      .poll(() => page.getByRole("alert").textContent(), PATIENT)
      .toMatch(/as many gradients as rows/u);
    await type(field, gradientsOf(8).join(" "));
    await expect.poll(() => page.getByRole("alert").count(), PATIENT).toBe(0);
    await settled(page);
    // One line of signal to noise 1000 and eight steps: D within 1 %.
    expect(Math.abs((await diffusion(page, 1)) / 2e-10 - 1)).toBeLessThan(0.01);

    const percent = gradientsOf(8).map((g) => `${100 * (g / 0.535)} %`);
    await give(page, experimentFiles({ ...made, difflist: percent.join("\n") }));
    await type(page.getByLabel("gradient at 100 %"), "0.535");
    await expect.poll(() => page.getByRole("alert").count(), PATIENT).toBe(0);
    await settled(page);
    expect(Math.abs((await diffusion(page, 1)) / 2e-10 - 1)).toBeLessThan(0.01);
    await page.context().close();
  });

  it("reads tables of decays and of peaks, and asks for the timing of gradients", async () => {
    const page = await open();
    const b = Array.from({ length: 12 }, (_, i) => 1e9 * (1 + 2 * i));
    const noise = (i: number): number => 0.002 * Math.sin(7 * i);
    const lines = b.map((x, i) => `${x},${Math.exp(-1.2e-10 * x) + noise(i)}`);
    await give(page, { "decay.csv": `b (s/m2),vinylene\n${lines.join("\n")}\n` });
    expect(Math.abs((await diffusion(page, 1)) / 1.2e-10 - 1)).toBeLessThan(0.02);
    const g = gradientsOf(10);
    await give(page, { "g.csv": `g (T/m),I\n${g.map((x) => `${x},${Math.exp(-8 * x * x)}`).join("\n")}\n` });
    expect(await page.getByRole("alert").textContent()).toContain("timing of the experiment");
    await page.getByLabel("timing", { exact: true }).selectOption("stated");
    await expect.poll(() => page.locator('tr[data-decay="1"]').count(), PATIENT).toBeGreaterThan(0);
    // Dropped on the page, which takes it as if it were chosen.
    const dropped = await page.evaluateHandle(
      (text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], "dropped.csv"));
        return transfer;
      },
      `b (s/m2),chains\n${lines.join("\n")}\n`,
    );
    await page.dispatchEvent(".open-data", "drop", { dataTransfer: dropped });
    await expect
      .poll(() => page.locator(".data-line").getAttribute("data-dataset"), PATIENT)
      .toBe("dropped.csv");
    await give(page, { "peaks.csv": "ppm,intensity\n7.26,100\n5.34,40\n" });
    expect(await cell(page, '[data-peak="2"]', 0)).toBe(5.34);
    await page.context().close();
  });

  it("keeps what is open when files cannot be read, and says why", async () => {
    const page = await open();
    await give(page, { "notes.pdf": "%PDF-1.4 nothing of use" });
    expect(await page.getByRole("alert").textContent()).toMatch(
      /no NMR data.*notes\.pdf.*Bruker experiment/su,
    );
    // What is simulated does not stand beside files that were refused.
    expect(await page.locator(".data-line, .nmr-bench").count()).toBe(0);
    const made = experimentFiles({ rows: 8, points: 1024, diffusionM2PerS: 2e-10, difflist: "1\n2\n" });
    await give(page, { ...made, ser: made["ser"]!.subarray(0, 30_000) });
    expect(await page.getByRole("alert").textContent()).toMatch(/found.*expected/su);
    await page.getByRole("button", { name: "Simulated data" }).click();
    await expect.poll(() => page.getByRole("alert").count(), PATIENT).toBe(0);
    await page.context().close();
  });

  it("reads, transforms and fits 64 rows of 32k points within seconds", async () => {
    const folder = mkdtempSync(join(tmpdir(), "oleate-nmr-"));
    const difflist = gradientsOf(64)
      .map((g) => 100 * g)
      .join("\n");
    const made = experimentFiles({ rows: 64, points: 16_384, diffusionM2PerS: 2e-10, difflist });
    for (const [name, content] of Object.entries(made)) writeFileSync(join(folder, name), content);
    const page = await open();
    const begun = performance.now();
    await give(page, folder);
    const all = performance.now() - begun;
    rmSync(folder, { recursive: true });
    expect(Math.abs((await diffusion(page, 1)) / 2e-10 - 1)).toBeLessThan(0.01);
    const worker = Number(await page.locator("span[data-milliseconds]").getAttribute("data-milliseconds"));
    const drawn = Number(await page.locator("canvas.spectra").getAttribute("data-milliseconds"));
    console.info(
      `64 x 32k points: ${worker.toFixed(0)} ms in the worker, ${all.toFixed(0)} ms from file to fit, drawn in ${drawn.toFixed(0)} ms`,
    );
    // The goal is 1 s on a machine of its own; a busy one gets five times that.
    expect(worker).toBeLessThan(5000);
    expect(drawn).toBeLessThan(500);
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "fits a phone in %s, and every control has a name",
    async (colorScheme) => {
      const page = await open({ viewport: { width: 390, height: 844 }, colorScheme });
      await page.getByLabel("timing", { exact: true }).selectOption("stated");
      await page.getByLabel("phase", { exact: true }).selectOption("by hand");
      await settled(page);
      expect(await flawsOf(page)).toEqual(FLAWLESS);
      await page.context().close();
    },
  );

  it("raised no error in the page", () => expect(workbench.faults).toEqual([]));
});
