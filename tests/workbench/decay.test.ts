import { existsSync, readFileSync } from "node:fs";
import {
  compareEmission,
  decayNumberTexts,
  decayShareTexts,
  type EmissionDecay,
  type EmissionFitOptions,
  exponentialEmission,
  fitEmissionDecay,
  fitGlobal,
  fitRateDistribution,
  openAverageNote,
  rangeOfTimes,
  secondRiseNote,
} from "@oleate/core";
import { readDecays } from "@oleate/files";
import { drawFigure } from "@oleate/report";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { decayEntry } from "../../packages/cli/src/commands/decay.entry.ts";
import { writePtu } from "../../packages/files/src/light/decays/test/pq-file.ts";
import {
  decayCommand,
  distributionCommand,
  sharedCommand,
} from "../../packages/workbench/src/components/decay/command-line.ts";
import { countedSpan } from "../../packages/workbench/src/components/decay/figures.ts";
import { heard, NONE, resultOf } from "../../packages/workbench/src/components/decay/fitted.ts";
import { coordinateOf } from "../../packages/workbench/src/components/decay/shared-figure.ts";
import { stacked } from "../../packages/workbench/src/components/decay/stacked.ts";
import {
  exampleWish,
  FIRST_READING,
  firstWish,
  USUAL,
} from "../../packages/workbench/src/components/decay/wish.ts";
import { EXAMPLE, exampleCsv, exampleDecays } from "../../packages/workbench/src/worker/decay-example.ts";
import { searchedFit, sharedOptions, wholeFit } from "../../packages/workbench/src/worker/decay-fit.ts";
import { freeDistribution, sharedFit } from "../../packages/workbench/src/worker/decay-many.ts";
import { openCurves } from "../../packages/workbench/src/worker/decay-open.ts";
import type { FitAsk } from "../../packages/workbench/src/worker/decay-protocol.ts";
import { box, EXACT, executablePath, FLAWLESS, flawsOf, PATIENT, type, workbenchOfTests } from "./browser.ts";

const FILE = readDecays(new TextEncoder().encode(exampleCsv()), EXAMPLE.file);
const decayNamed = (name: string): EmissionDecay => {
  const { counts, channelWidthNs, startNs } = FILE.curves.find((curve) => curve.name === name)!;
  return { name, counts, channelWidthNs, startNs };
};
/** As the simulated decays are looked at first. */
const FIRST = { response: { kind: "gaussian", fwhmNs: EXAMPLE.fwhmNs }, prompt: true } as const;
const exponentials = (count: number): EmissionFitOptions["components"] =>
  Array.from({ length: count }, () => exponentialEmission);
const TWO_PULSES = "../shared/data/trpl/ohno_picoharp_dat/aAS_TEST3_RH80.dat";
const TWO_PULSES_REASON = existsSync(TWO_PULSES) ? "" : ` (skipped: ${TWO_PULSES} is absent)`;
/** Searches that begin elsewhere end within the tolerance of a fit, far below the standard error. */
const SAME_OPTIMUM = 1e-3;

describe("the simulated decays", () => {
  it("are the same whenever they are made, and their file holds them whole", () => {
    expect(exampleDecays().curves[1]!.counts).toEqual(exampleDecays().curves[1]!.counts);
    exampleDecays().curves.forEach(({ counts, channelWidthNs }, i) => {
      expect(FILE.curves[i]!.counts).toEqual(counts);
      expect(Math.abs(FILE.curves[i]!.channelWidthNs / channelWidthNs - 1)).toBeLessThan(1e-9);
    });
  });
});

describe("what is known of a fit while it is made", () => {
  const ask: FitAsk = {
    ...USUAL,
    key: "a",
    decay: decayNamed("before"),
    response: FIRST.response,
    component: "exponential",
    count: 2,
    prompt: false,
  };

  it("has averages and shares of first order until the whole is there, which is that of the command", () => {
    const found = searchedFit(ask);
    const searched = heard(NONE, {
      kind: "fit",
      ticket: 1,
      key: "a",
      found,
      searched: true,
      milliseconds: 1,
    });
    expect(resultOf(searched.fits.get("a")!).averages.amplitude.method).toBe("first order");
    const whole = heard(searched, { kind: "settled", ticket: 1, key: "a", result: wholeFit(ask, found) });
    const { response } = FIRST;
    const known = fitEmissionDecay(ask.decay, { response, components: exponentials(2) }).result;
    expect(whole.fits.get("a")!.phase).toBe("settled");
    expect(resultOf(whole.fits.get("a")!)).toEqual(known);
    expect(known.averages.intensity.method).toBe("profile likelihood");
  });
});

describe("what the decay page says of files", () => {
  const curve = (name: string, counts: readonly number[]) => ({
    name,
    counts: Float64Array.from(counts),
    channelWidthNs: 0.1,
    startNs: 0,
    meta: {},
  });

  it("draws a long record where its counts are, and a full one whole", () => {
    const counts = new Float64Array(65_536);
    const decay = { name: "d", counts, channelWidthNs: 0.5, startNs: 0 };
    expect(countedSpan(decay)).toEqual([0, 32_768]);
    for (let i = 40; i < 240; i++) counts[i] = 5;
    // A tenth of the 200 channels with counts is drawn beyond them.
    expect(countedSpan(decay)).toEqual([0, 130]);
    counts[60_000] = 1;
    expect(countedSpan(decay)).toEqual([0, 32_768]);
  });

  it("takes the curve that is called a response for one, of the same channels only", () => {
    const curves = openCurves("a.csv", { curves: [curve("IRF", [0, 9, 1]), curve("680 nm", [3, 2, 1])] });
    expect(firstWish(curves)).toMatchObject({
      shown: "a.csv 2",
      response: { kind: "curve", key: "a.csv 1" },
      series: ["a.csv 2"],
    });
    const wider = curves.map((one, i) => (i === 0 ? { ...one, channelWidthNs: 0.2 } : one));
    expect(firstWish(wider)!.response).toEqual({ kind: "none" });
  });

  it("writes the line of a terminal, names quoted, and none for part of a file together", () => {
    const curves = [
      ...openCurves("my decay.csv", { curves: [curve("a", [1]), curve("b", [1])] }),
      ...openCurves("irf.csv", { curves: [curve("irf", [1])] }),
    ];
    const wish = { ...firstWish(curves)!, fromNs: 1.5, prompt: true, count: 2 };
    expect(decayCommand(wish, FIRST_READING, curves)).toBe(
      'oleate decay "my decay.csv" --column 1 --irf irf.csv --components 2 --prompt --from "1.5 ns"',
    );
    expect(sharedCommand(wish, FIRST_READING, curves, wish.series, 2)).toBe(
      'oleate decay "my decay.csv" --global --components 2 --irf irf.csv --prompt --from "1.5 ns"',
    );
    expect(sharedCommand(wish, FIRST_READING, curves, wish.series.slice(1), 2)).toBeNull();
    const example = exampleDecays().curves;
    expect(decayCommand(exampleWish(example)!, FIRST_READING, example)).toBe(
      `oleate decay ${EXAMPLE.file} --column 1 --irf-fwhm "0.57 ns" --components auto --prompt`,
    );
  });

  it("writes what the files leave out and a held shift into that line, with flags that the command has", () => {
    const curves = [
      ...openCurves("d.ptu", { curves: [curve("a", [1])] }),
      ...openCurves("irf.ptu", { curves: [curve("irf", [1])] }),
    ];
    const wish = { ...firstWish(curves)!, shiftNs: -0.25, backgroundCounts: 2, count: 1 };
    const reading = {
      timeUnit: "us",
      channelWidthNs: 0.05,
      syncChannel: 0,
      syncPeriodNs: 50,
      acceptIncomplete: true,
    } as const;
    const stated =
      '--background 2 --shift "-0.25 ns" --accept-incomplete --time-unit us --channel-width "0.05 ns" --pulse-channel 0 --pulse-period "50 ns"';
    const lines = [
      decayCommand(wish, reading, curves)!,
      distributionCommand(wish, reading, curves, "entropy")!,
      sharedCommand(wish, reading, curves, wish.series, 2)!,
    ];
    const known = (decayEntry.flags ?? []).map(([written]) => written.split(" ")[0]);
    for (const line of lines) {
      expect(line).toContain(stated);
      for (const [flag] of line.matchAll(/--[a-z-]+/gu)) expect(known, line).toContain(flag);
    }
    // Without a response there is nothing to be shifted.
    const bare = { ...wish, response: { kind: "none" } } as const;
    expect(decayCommand(bare, FIRST_READING, curves)).toBe(
      "oleate decay d.ptu --no-irf --components 1 --background 2",
    );
  });

  it("holds the shift of a measured response at half a channel behind the rise, as the command does, and says so", () => {
    const measured = { kind: "measured", histogram: decayNamed("response") } as const;
    const ask: FitAsk = {
      ...USUAL,
      key: "a",
      decay: decayNamed("after"),
      response: measured,
      count: 1,
      fromNs: 15,
    };
    expect(sharedOptions({ ...ask, shiftNs: 0.2 }).shiftNs).toBe(0.2);
    const held = /begins behind the rise.*held at [\d.]+ ns/u;
    const { result } = searchedFit(ask);
    expect(result.shift).toMatchObject({ method: "held", value: ask.decay.channelWidthNs / 2 });
    expect(result.warnings.join()).toMatch(held);
    expect(sharedFit([ask, { ...ask, decay: decayNamed("before") }], 2).warnings.join()).toMatch(held);
    expect(freeDistribution(ask, "curvature").warnings.join()).toMatch(held);
  });

  it("takes what names begin with for a coordinate where all do", () => {
    expect(coordinateOf(["f.csv, 620 nm", "f.csv, 640 nm"])).toEqual({ unit: "nm", values: [620, 640] });
    expect(coordinateOf(["620 nm", "blank"])).toBeNull();
    expect(coordinateOf(["1 h", "1 h"])).toBeNull();
  });

  it("draws counts and residuals with their frames in line", () => {
    const x = [0, 1, 2];
    const axis = { label: "t", unit: "ns", scale: "linear" } as const;
    const spec = (id: string, most: number) => ({
      id,
      title: id,
      caption: "",
      x: axis,
      y: { label: "y", unit: "", scale: "linear" as const },
      series: [{ name: "y", kind: "line" as const, x, y: [0, most / 2, most] }],
    });
    const leftOf = (svg: string): number => Number(/<clipPath[^>]*><rect x="([\d.]+)"/u.exec(svg)![1]);
    const size = { widthMm: 100, upperMm: 60, lowerMm: 35 };
    for (const [upper, lower] of [
      [90_000, 3],
      [3, 90_000],
    ] as const) {
      const { svg, frame } = stacked(spec("a", upper), spec("b", lower), size, "light");
      const parts = svg.split("<svg ").slice(2);
      const lefts = parts.map((part) => Number(/^x="([\d.]+)"/u.exec(part)![1]) + leftOf(part));
      const rights = parts.map(
        (part) => Number(/^x="([\d.]+)"/u.exec(part)![1]) + Number(/ width="([\d.]+)"/u.exec(part)![1]),
      );
      expect(lefts[0]).toBeCloseTo(lefts[1]!, 6);
      expect(rights[0]).toBeCloseTo(rights[1]!, 6);
      expect(frame.left * size.widthMm).toBeCloseTo(lefts[0]!, 6);
    }
    // The two differ when each is drawn for itself, or the test would show nothing.
    expect(leftOf(drawFigure(spec("a", 3)))).not.toBe(leftOf(drawFigure(spec("b", 90_000))));
  });
});

describe.skipIf(!executablePath)("the decay page (skipped where there is no Chromium)", () => {
  const workbench = workbenchOfTests();

  const settled = (page: Page): Promise<void> => page.locator('[data-settled="true"]').waitFor(PATIENT);
  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await workbench.open("#/decay", options);
    await settled(page);
    return page;
  }
  /** Does something that changes the fit, and waits for the new one. */
  async function after(page: Page, step: () => Promise<unknown>): Promise<void> {
    await step();
    await page
      .locator('[data-settled="false"]')
      .waitFor({ timeout: 1000 })
      .catch(() => {});
    await settled(page);
  }
  const give = (page: Page, files: Readonly<Record<string, Uint8Array | string>>): Promise<void> =>
    after(page, () =>
      page.getByLabel("files of decays", { exact: true }).setInputFiles(
        Object.entries(files).map(([name, content]) => ({
          name,
          mimeType: "application/octet-stream",
          buffer: Buffer.from(content),
        })),
      ),
    );
  const row = (page: Page, name: string): Locator =>
    page.locator(`.decay-answer tr[data-parameter="${name}"]`);
  const number = (page: Page, name: string): Promise<number> =>
    row(page, name).locator("td[data-value]").getAttribute("data-value").then(Number);
  const ends = async (page: Page, name: string): Promise<readonly number[]> => {
    const cell = row(page, name).locator("td[data-low]");
    return [Number(await cell.getAttribute("data-low")), Number(await cell.getAttribute("data-high"))];
  };
  const handle = (page: Page, end: "from" | "to"): Locator => page.locator(`[data-end="${end}"]`);
  const handleAt = (page: Page, end: "from" | "to"): Promise<number> =>
    handle(page, end).getAttribute("aria-valuenow").then(Number);
  const command = (page: Page): Promise<string> => page.locator(".command input").first().inputValue();
  const showDecay = (page: Page, name: string): Promise<void> =>
    after(page, () => page.getByRole("radio", { name, exact: true }).check());
  const response = (page: Page): Locator => page.getByRole("combobox", { name: "response", exact: true });

  it("opens with simulated decays, says so, and gives the core's numbers and intervals", async () => {
    const page = await open();
    expect(await page.locator(".data-line").textContent()).toContain("Simulated, not measured");
    for (const [name, truth] of [
      ["before", EXAMPLE.beforeNs],
      ["after", EXAMPLE.afterNs],
    ] as const) {
      await showDecay(page, name);
      const known = fitEmissionDecay(decayNamed(name), { ...FIRST, components: exponentials(1) }).result;
      const { lifetime, area } = known.components[0]!;
      expect(compareEmission(decayNamed(name), exponentialEmission, FIRST).chosen).toBe(0);
      expect(Math.abs((await number(page, "lifetime")) / lifetime.value - 1)).toBeLessThan(EXACT);
      const [low, high] = await ends(page, "lifetime");
      // Ends of a profile are found to 1e-4 of their distance from another start.
      expect(Math.abs(low! - lifetime.low!)).toBeLessThan(SAME_OPTIMUM * (lifetime.value - lifetime.low!));
      expect(Math.abs(high! - lifetime.high!)).toBeLessThan(SAME_OPTIMUM * (lifetime.high! - lifetime.value));
      expect(low).toBeLessThan(truth);
      expect(high).toBeGreaterThan(truth);
      expect(Math.abs((await number(page, "area")) / area.value - 1)).toBeLessThan(EXACT);
      const goodness = page.locator(".goodness");
      expect(Math.abs(Number(await goodness.getAttribute("data-p")) - known.goodness.p)).toBeLessThan(EXACT);
      const average = page.locator('[data-average="amplitude"]');
      expect(await average.textContent()).toContain("for quantum yields");
      expect(
        Math.abs(Number(await average.getAttribute("data-value")) / known.averages.amplitude.value - 1),
      ).toBeLessThan(EXACT);
    }
    await page.context().close();
  });

  it("says shares and averages with the numbers, intervals and notes of the command", async () => {
    const page = await open();
    await after(page, () => page.getByRole("button", { name: "2", exact: true }).click());
    const known = fitEmissionDecay(decayNamed("before"), { ...FIRST, components: exponentials(2) }).result;
    const printed = (text: string): string => text.replaceAll("-", "\u2212");
    for (const which of ["amplitude", "intensity"] as const) {
      const average = page.locator(`[data-average="${which}"]`);
      const number = known.averages[which];
      expect(number.method).toBe("profile likelihood");
      expect(await average.getAttribute("data-method")).toBe(number.method);
      // The same call of the same code: not a digit may differ.
      expect(await average.getAttribute("data-low")).toBe(String(number.low ?? ""));
      expect(await average.getAttribute("data-high")).toBe(String(number.high ?? ""));
      const texts = decayNumberTexts(number);
      const said = await average.textContent();
      expect(said).toContain(printed(texts.value));
      expect(said).toContain(printed(texts.interval));
      expect(said).toContain(openAverageNote(known, number));
      expect(said).not.toContain("first order");
    }
    for (const [k, one] of known.components.entries()) {
      for (const [name, number] of [
        [`share of the amplitude ${k + 1}`, one.amplitudeFraction],
        [`share of the light ${k + 1}`, one.areaFraction],
      ] as const) {
        const texts = decayShareTexts(number);
        const cells = row(page, name).locator("td");
        expect(await cells.nth(0).textContent()).toBe(texts.value);
        expect(await cells.nth(1).textContent()).toBe(texts.interval);
      }
    }
    await page.context().close();
  });

  it.skipIf(!existsSync(TWO_PULSES))(`says that a record holds two pulses${TWO_PULSES_REASON}`, async () => {
    const page = await open();
    // The first of four curves is enough: what is left over of the others takes longer.
    await page.getByLabel("files of decays", { exact: true }).setInputFiles(TWO_PULSES);
    await page.locator(".decay-answer .cautions").getByText("the light rises twice").waitFor(PATIENT);
    const [curve] = readDecays(readFileSync(TWO_PULSES), "two.dat").curves;
    const note = secondRiseNote({ ...curve!, name: "two" })!;
    expect(note).toContain("near 19.5 ns and 69.1 ns");
    expect(await page.locator(".decay-answer .cautions").textContent()).toContain(note);
    await page.context().close();
  });

  it("fits the range that is dragged in the plot, or moved by keys, or typed", async () => {
    const page = await open();
    const place = (await handle(page, "to").boundingBox())!;
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
    await after(page, async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let i = 1; i <= 10; i++) await page.mouse.move(x - 16 * i, y);
      await page.mouse.up();
    });
    const to = await handleAt(page, "to");
    expect(to).toBeGreaterThan(20);
    expect(to).toBeLessThan(45);
    expect(await command(page)).toContain(`--to "${to} ns"`);
    const before = decayNamed("before");
    const fitTo = (end: number): number =>
      fitEmissionDecay(before, {
        ...FIRST,
        components: exponentials(1),
        range: rangeOfTimes(before, undefined, end),
        intervals: false,
      }).result.components[0]!.lifetime.value;
    expect(Math.abs((await number(page, "lifetime")) / fitTo(to) - 1)).toBeLessThan(EXACT);
    await handle(page, "to").focus();
    await after(page, () => page.keyboard.press("Shift+ArrowLeft"));
    expect(await handleAt(page, "to")).toBeCloseTo(to - 10 * EXAMPLE.channelNs, 9);
    await page.keyboard.press("End");
    await expect.poll(() => command(page)).not.toContain("--to");
    await after(page, () => type(box(page, "to in ns"), "30"));
    expect(await handleAt(page, "to")).toBe(30);
    expect(Math.abs((await number(page, "lifetime")) / fitTo(30) - 1)).toBeLessThan(EXACT);
    await page.context().close();
  });

  it("answers while the width of the response is moved, and follows with the intervals", async () => {
    const page = await open();
    const slider = page.getByRole("slider", { name: "full width at half maximum" });
    await slider.focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
    await page.locator('.decay-answer[data-phase="quick"]').waitFor(PATIENT);
    await settled(page);
    const fwhmNs = Number(await box(page, "full width at half maximum in ns").inputValue());
    const known = fitEmissionDecay(decayNamed("before"), {
      response: { kind: "gaussian", fwhmNs },
      prompt: true,
      components: exponentials(1),
      intervals: false,
    }).result;
    expect(fwhmNs).toBeGreaterThan(EXAMPLE.fwhmNs);
    expect(Math.abs((await number(page, "lifetime")) / known.components[0]!.lifetime.value - 1)).toBeLessThan(
      SAME_OPTIMUM,
    );
    await page.context().close();
  });

  it("takes another curve for the response, numbers of components and shapes", async () => {
    const page = await open();
    await showDecay(page, "after");
    await after(page, () => response(page).selectOption({ label: "response" }));
    expect(await command(page)).toContain("--irf-column 3");
    const histogram = decayNamed("response");
    const known = (options: Partial<EmissionFitOptions>) =>
      fitEmissionDecay(decayNamed("after"), {
        prompt: true,
        response: { kind: "measured", histogram },
        components: exponentials(1),
        intervals: false,
        ...options,
      }).result.components;
    expect(Math.abs((await number(page, "lifetime")) / known({})[0]!.lifetime.value - 1)).toBeLessThan(EXACT);
    await page.getByRole("checkbox", { name: "a prompt part, faster than the response" }).uncheck();
    await after(page, () => page.getByRole("button", { name: "2", exact: true }).click());
    const two = known({ prompt: false, components: exponentials(2) });
    expect(Math.abs((await number(page, "lifetime 2")) / two[1]!.lifetime.value - 1)).toBeLessThan(
      SAME_OPTIMUM,
    );
    expect(await page.locator(".decay-answer").textContent()).toContain("far below the response");
    await page.getByRole("button", { name: "1", exact: true }).click();
    await after(page, () => page.getByLabel("shape").selectOption("stretched"));
    expect(await row(page, "stretch").count()).toBe(1);
    expect(await command(page)).toContain("--components 1 --stretched");
    await after(page, () => type(box(page, "background in counts"), "2"));
    expect(await row(page, "background").textContent()).toContain("held");
    await page.context().close();
  });

  it("reads all again, once, when what the files leave out is stated after some were added", async () => {
    const page = await open();
    // Both without a name for their times.
    const text = exampleCsv().replace(/^[^\n]*/u, "t,before,after,response");
    await give(page, { "one.csv": text });
    const rows = page.locator("tr[data-curve]");
    const before = await rows.count();
    await after(page, () =>
      page.getByLabel("further files of decays", { exact: true }).setInputFiles({
        name: "two.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(text),
      }),
    );
    await expect.poll(() => rows.count(), PATIENT).toBe(2 * before);
    await page.getByText("What a file may leave out").click();
    await page.getByLabel("unit of time").selectOption("us");
    await expect.poll(() => command(page), PATIENT).toContain("--time-unit us");
    // What is shown was read again too: its times are microseconds now.
    await expect.poll(() => handleAt(page, "to"), PATIENT).toBeGreaterThan(1000);
    await settled(page);
    expect(await rows.count()).toBe(2 * before);
    await page.context().close();
  });

  it("refuses a held background that the counts contradict and a held shift beyond the record", async () => {
    const page = await open();
    await after(page, () => type(box(page, "background in counts"), "1000000"));
    const alert = page.locator(".decay-says").getByRole("alert");
    await expect.poll(() => alert.textContent(), PATIENT).toContain("lies above its counts");
    await after(page, () => type(box(page, "background in counts"), ""));
    await expect.poll(() => alert.count(), PATIENT).toBe(0);
    await after(page, () => type(box(page, "shift in ns"), "5000"));
    await expect.poll(() => alert.textContent(), PATIENT).toContain("shift");
    expect(await command(page)).toContain('--shift "5000 ns"');
    await page.context().close();
  });

  it("fits a series alone and together, and gives the core's shared lifetimes", async () => {
    const page = await open();
    await expect
      .poll(() => page.locator('.decay-series tbody[data-phase="settled"]').count(), PATIENT)
      .toBe(2);
    await page.getByRole("button", { name: "Fit together" }).click();
    await page.locator('tr[data-shared="shift"]').waitFor(PATIENT);
    const known = fitGlobal({ decays: ["before", "after"].map(decayNamed) }, { ...FIRST, lifetimes: 2 });
    for (const [k, { value }] of known.lifetimes.entries()) {
      const cell = page.locator(`tr[data-shared="lifetime ${k + 1}"] td[data-value]`);
      expect(Math.abs(Number(await cell.getAttribute("data-value")) / value - 1)).toBeLessThan(EXACT);
    }
    expect(Math.abs(known.lifetimes[0]!.value - EXAMPLE.beforeNs)).toBeLessThan(0.1);
    await page.getByRole("button", { name: "Copy shared numbers" }).click();
    await page.getByText("copied").first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("lifetime 2\t4.7");
    await type(box(page, "background in counts"), "1");
    await page.getByText("Something has changed since: these numbers").waitFor();
    await page.context().close();
  });

  it("computes a free distribution of lifetimes", async () => {
    const page = await open();
    await showDecay(page, "after");
    await page.locator(".distribution summary").click();
    await page.getByRole("button", { name: "Compute for after" }).click();
    await page.locator('[data-distribution="found"]').waitFor(PATIENT);
    const [peak] = fitRateDistribution(decayNamed("after"), FIRST).peaks;
    const shown = Number(await page.locator("tr[data-peak]").first().getAttribute("data-peak"));
    expect(Math.abs(shown / peak!.lifetimeNs - 1)).toBeLessThan(EXACT);
    // The lifetime is found to about a step of the grid, a factor 1.15.
    expect(Math.abs(Math.log(shown / EXAMPLE.afterNs))).toBeLessThan(0.15);
    expect(await page.locator('[data-distribution="found"] svg').count()).toBe(1);
    await page.context().close();
  });

  it("reads files of several formats at once, dropped as well as chosen", async () => {
    const page = await open();
    const records = Uint32Array.from({ length: 40_000 }, (_, i) => {
      // Quantiles of an exponential of 200 channels: a decay without noise.
      const delay = Math.min(3124, 100 + Math.floor(-200 * Math.log(1 - ((i >> 1) + 0.5) / 20_000)));
      return (((i & 1) << 25) | (delay << 10) | (i & 1023)) >>> 0;
    });
    const ptu = writePtu(0x01010304, records);
    await give(page, { "dots.ptu": ptu, [EXAMPLE.file]: exampleCsv() });
    expect(await page.locator("tr[data-curve]").count()).toBe(5);
    const [first] = readDecays(ptu, "dots.ptu").curves;
    expect(await page.locator("tr[data-shown=true]").textContent()).toContain("20 000");
    const tau = 200 * first!.channelWidthNs;
    expect(Math.abs((await number(page, "lifetime")) / tau - 1)).toBeLessThan(0.01);
    await page.getByText("Pulses and counting").click();
    expect(await page.locator(".decay-controls").textContent()).toContain("The file says 50 ns");
    const dropped = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "dropped.csv"));
      return transfer;
    }, exampleCsv());
    await page.dispatchEvent(".open-data", "drop", { dataTransfer: dropped });
    await page.locator('tr[data-curve="dropped.csv, before"]').waitFor(PATIENT);
    await settled(page);
    // A column called response is taken for one.
    expect(await command(page)).toBe("oleate decay dropped.csv --column 1 --irf-column 3 --components auto");
    await page.context().close();
  });

  it("shows how far a large file of records has been read, and can be cancelled", async () => {
    const page = await open();
    const head = writePtu(0x01010304, Uint32Array.of(0), [["TTResult_NumberOfRecords", "int", 1e8]]);
    await page.evaluate((start) => {
      // 400 MB that are the same 8 MB over again.
      const chunk = new Uint32Array(2 ** 21).fill(100 << 10);
      const file = new File([Uint8Array.from(start), ...Array(50).fill(chunk)], "large.ptu");
      const transfer = new DataTransfer();
      transfer.items.add(file);
      document
        .querySelector(".open-data")!
        .dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
    }, Array.from(head));
    await page.getByText(/reading large\.ptu, \d+ %/u).waitFor(PATIENT);
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByText("Reading was cancelled; what was open stays.").waitFor();
    expect(await page.locator(".data-line").textContent()).toContain("Simulated");
    await page.context().close();
  });

  it("keeps what is open when files cannot be read, and says what is wrong with counts", async () => {
    const page = await open();
    await give(page, { "bad.csv": "time (ns),counts\n0,1\n1,2\n3,3\n4,5\n" });
    expect(await page.getByRole("alert").textContent()).toMatch(
      /bad\.csv, line 4.*not equally wide.*found.*expected.*what to do/su,
    );
    // What is simulated does not stand beside files that were refused.
    expect(await page.locator(".data-line, .decay-drawing").count()).toBe(0);
    const lines = Array.from({ length: 60 }, (_, i) => `${i},${Math.round(900 * Math.exp(-i / 6)) - 2}`);
    await give(page, { "negative.csv": `time (ns),counts\n${lines.join("\n")}\n` });
    expect(await page.getByRole("alert").textContent()).toMatch(/is negative.*raw histogram/su);
    expect(await page.locator(".decay-drawing svg").count()).toBeGreaterThan(0);
    await after(page, () => page.getByRole("button", { name: "Simulated decays" }).click());
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.context().close();
  });

  it("saves the figure, the curves and the simulated file", async () => {
    const page = await open();
    const saved = async (name: string): Promise<string> => {
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name, exact: true }).first().click(),
      ]);
      return readFileSync((await file.path())!, "utf8");
    };
    const curves = await saved("CSV of the curves");
    expect(curves.split("\n")[0]).toBe('"time (ns)",counts,fit,residual,exponential,"prompt part"');
    expect(curves.trim().split("\n")).toHaveLength(EXAMPLE.channels + 1);
    const svg = await saved("SVG");
    expect(svg).toMatch(/^<svg xmlns[^>]*width="\d+mm"/u);
    expect(svg).toContain("residual");
    expect(await saved(`Save ${EXAMPLE.file}`)).toBe(exampleCsv());
    await page.context().close();
  });

  it.each([
    ["light", 390],
    ["dark", 390],
    ["light", 1400],
  ] as const)("has no flaws in %s at %i pixels", async (colorScheme, width) => {
    const page = await open({ viewport: { width, height: 844 }, colorScheme });
    await page.getByText("Pulses and counting").click();
    await page.locator(".distribution summary").click();
    expect(await flawsOf(page)).toEqual(FLAWLESS);
    await page.context().close();
  });

  it("raised no error in the page", () => expect(workbench.faults).toEqual([]));
});
