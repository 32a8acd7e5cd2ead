import { boundSpecies, speciesLabel } from "@oleate/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXACT, executablePath, flawsOf, PATIENT } from "./browser.ts";
import {
  ADDED,
  computed,
  expected,
  type OpenBench,
  readings,
  STUDY,
  settles,
  slide,
  startBench,
  typed,
} from "./open-study.ts";

describe.skipIf(!executablePath)("a study's page (skipped where there is no Chromium)", () => {
  let bench: OpenBench;
  beforeAll(async () => {
    bench = await startBench();
  }, 120_000);
  afterAll(() => bench?.close());

  it("starts from the first fit of a fitted constant, and says so", async () => {
    const page = await bench.open();
    await computed(page);
    const fit = bench.result.analyses.find((analysis) =>
      analysis.fit?.parameters.some((p) => p.name === "K_PIC"),
    )!;
    const start = fit.fit!.parameters.find((p) => p.name === "K_PIC")!.value;
    await settles(page, bench.model, { K_L: 10.5, K_PIC: start }, 200);
    expect(await page.getByText(`starts at: ${fit.title}`).count()).toBe(1);
    await page.context().close();
  });

  it("after a slider move, every number and every curve is the core's", async () => {
    const page = await bench.open();
    await computed(page);
    const before = await page.locator(".plot svg").innerHTML();
    await slide(page, "K_PIC").focus();
    for (let i = 0; i < 7; i++) await page.keyboard.press("PageDown");
    // A moved slider holds four digits, so the box shows its value whole.
    const constant = Number(await typed(page, "K_PIC in").inputValue());
    expect(constant).toBeLessThan(100);
    await settles(page, bench.model, { K_L: 10.5, K_PIC: constant }, 200);
    expect(await page.locator(".plot svg").innerHTML()).not.toBe(before);

    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".plot").getByRole("button", { name: "CSV", exact: true }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await saved.createReadStream()) chunks.push(chunk as Buffer);
    const rows = Buffer.concat(chunks).toString("utf8").trim().split("\n").slice(1);
    const curve = rows.map((row) => row.split(",")).filter(([name]) => name === `free ${ADDED}`);
    expect(curve.length).toBe(201);
    // The study's own speciation runs from 0 to 400 equivalents.
    expect([Number(curve[0]![1]), Number(curve.at(-1)![1])]).toEqual([0, 400]);
    for (const [, dose, free] of curve.slice(1).filter((_, i) => i % 20 === 0)) {
      const wanted = expected(bench.model, { K_L: 10.5, K_PIC: constant }, Number(dose))[`free ${ADDED}`]!;
      expect(Math.abs(Number(free) / wanted - 1)).toBeLessThan(EXACT);
    }
    const species = boundSpecies(bench.model).map((index) => speciesLabel(bench.model, index));
    const series = new Set(rows.map((row) => row.split(",")[0]));
    for (const name of species) expect(series).toContain(name);
    await page.context().close();
  });

  it("ends on the last of many quick moves, each under a frame", async () => {
    const page = await bench.open();
    await computed(page);
    const times = await page.evaluate(async () => {
      const thumb = [...document.querySelectorAll<HTMLInputElement>("input[type=range]")].find(
        (input) => input.labels?.[0]?.textContent === "K_PIC",
      )!;
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!;
      const move = (step: number): void => {
        set.call(thumb, String(step));
        thumb.dispatchEvent(new Event("input", { bubbles: true }));
      };
      // A burst without a pause: answers that come late must not win.
      for (let i = 0; i < 50; i++) move(900 - i);
      const seen: number[] = [];
      for (let i = 0; i < 31; i++) {
        move(300 + 10 * i);
        await new Promise((resolve) => setTimeout(resolve, 50));
        seen.push(
          Number(document.querySelector<HTMLElement>("[data-milliseconds]")!.dataset["milliseconds"]),
        );
      }
      return seen.sort((a, b) => a - b);
    });
    await settles(
      page,
      bench.model,
      { K_L: 10.5, K_PIC: Number(await typed(page, "K_PIC in").inputValue()) },
      200,
    );
    // The median, since other work on the machine delays single moves.
    expect(times[15]).toBeLessThan(16);
    await page.context().close();
  });

  it("refuses text that is no number, and says when a number is beyond the model", async () => {
    const page = await bench.open();
    await computed(page);
    const before = await readings(page);
    const box = typed(page, "Pb sites per dot");
    await box.fill("many");
    expect(await box.getAttribute("aria-invalid")).toBe("true");
    await box.press("Enter");
    expect(Number(await box.inputValue())).toBeGreaterThan(300);
    expect(await readings(page)).toEqual(before);
    await box.fill("1e9");
    await box.press("Enter");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("expected");
    await page.getByRole("button", { name: "All as in the study" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
    expect(await readings(page)).toEqual(before);
    await page.context().close();
  });

  it("works before the study was run, and names the command", async () => {
    const page = await bench.open((texts) => ({ ...texts, result: null }));
    await computed(page);
    expect(await page.locator("article").textContent()).toContain(`oleate run ${STUDY}`);
    expect(await page.getByRole("heading", { name: "Claims" }).count()).toBe(0);
    await typed(page, "K_PIC in").fill("150");
    await typed(page, "K_PIC in").press("Enter");
    await settles(page, bench.model, { K_L: 10.5, K_PIC: 150 }, 200);
    await page.context().close();
  });

  it("says what is wrong with a study that cannot be read, and keeps the rest", async () => {
    const page = await bench.open((texts) => ({
      ...texts,
      source: texts.source.replace("solvent:", "solvnet:"),
    }));
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/solvnet[\s\S]*solvent/u);
    expect(await page.locator("table.claims").count()).toBe(1);
    await page.context().close();
  });

  it("loses one figure that cannot be drawn, not the page", async () => {
    const page = await bench.open((texts) => {
      const [first, ...rest] = texts.result!.analyses.filter((analysis) => analysis.fit);
      const [figure, ...others] = first!.figures;
      const broken = { ...figure!, series: [{ name: "short", kind: "line", x: [1, 2], y: [1] } as const] };
      return {
        ...texts,
        result: { ...texts.result!, analyses: [{ ...first!, figures: [broken, ...others] }, ...rest] },
      };
    });
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("columns of different lengths");
    expect(await page.locator("#sources").count()).toBe(1);
    await page.context().close();
  });

  it("answers a malformed address in words", async () => {
    const page = await bench.open();
    await computed(page);
    const before = bench.faults.length;
    await page.goto(new URL("#/studies/%E0%A4%A", page.url()).href);
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("cannot be read");
    await page.context().close();
    // The browser reports the refused request itself; that one is wanted.
    bench.faults.splice(before);
  });

  it("gives an absent ligand a slider, and counts each species against its own sites", async () => {
    const page = await bench.open((texts) => ({
      ...texts,
      source: texts.source
        .replace("    OlAmPIC: 0 mM\n", "    OlAmPIC: 0 mM\n    oleate: 0 mM\n")
        .replace("sites: {Pb: 6 (size/lattice)^2}", "sites: {Pb: 6 (size/lattice)^2, Br: 100}")
        .replace("K_PIC = fit\n", "K_PIC = fit\n    - Br + oleate <=> Br.oleate ; K_OA = 1 /mM\n"),
    }));
    await computed(page);
    expect(await typed(page, "total oleate").inputValue()).toBe("0");
    await typed(page, "total oleate").fill("1");
    await typed(page, "total oleate").press("Enter");
    await expect.poll(async () => (await readings(page))["Br.oleate"]).toBeGreaterThan(1);
    const cells = page.locator('tr[data-species="Br.oleate"] td');
    const share = Number(await cells.nth(2).getAttribute("data-value"));
    const perDot = (await readings(page))["Br.oleate"]!;
    // 100 sites of Br on a dot: the share in per cent is the count itself.
    expect(Math.abs(share / perDot - 1)).toBeLessThan(EXACT);
    const spread = Number(await cells.nth(3).getAttribute("data-value"));
    const binomial = Math.sqrt(perDot * (1 - perDot / 100));
    // The spread is a sum over all counts per dot; rounding of its hundred terms stays far below this.
    expect(Math.abs(spread / binomial - 1)).toBeLessThan(EXACT);
    await page.context().close();
  });

  it.each([390, 1400])(
    "says of a study without a ligand to vary that it has none, and is no wider than %i",
    async (width) => {
      const page = await bench.workbench.open("#/studies/pbs-oleate", { viewport: { width, height: 900 } });
      await page.locator('[data-state="none"]').waitFor(PATIENT);
      expect(await page.getByRole("alert").count()).toBe(0);
      const { over, heads } = await flawsOf(page);
      expect([over, heads]).toEqual([0, 0]);
      await page.context().close();
    },
  );

  it("raised no error in the page", () => expect(bench.faults).toEqual([]));
});
