import { readFileSync } from "node:fs";
import { buildDot, coreFormula, dotPresets, readDotWords } from "@oleate/core";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { buildCommand } from "../../packages/workbench/src/components/structure/command.ts";
import { PRESETS } from "../../packages/workbench/src/components/structure/presets.ts";
import { wordsOf } from "../../packages/workbench/src/worker/structure-words.ts";
import { executablePath, FLAWLESS, flawsOf, PATIENT, workbenchOfTests } from "./browser.ts";

/** Side of the square that pictures are shrunk to before they are compared. */
const SIDE = 100;
/** Share of such pixels that may differ between two drawings of one view (edges fall on other pixels), and that must differ
 *  when a class goes away: the sites of the preset's largest class cover far more of the picture. */
const SAME = 0.01;
const OTHER = 0.03;

/** Red, green, blue, alpha of the picture's pixels, shrunk. */
const pixels = (page: Page): Promise<readonly number[]> =>
  page.evaluate((side) => {
    const small = document.createElement("canvas");
    small.width = side;
    small.height = side;
    const context = small.getContext("2d")!;
    context.drawImage(document.querySelector<HTMLCanvasElement>(".stage canvas")!, 0, 0, side, side);
    return [...context.getImageData(0, 0, side, side).data];
  }, SIDE);

/** Share of pixels in which any channel differs by more than a fifth of its range. */
function difference(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  for (let at = 0; at < a.length; at += 4) {
    if ([0, 1, 2, 3].some((k) => Math.abs(a[at + k]! - b[at + k]!) > 51)) count++;
  }
  return count / (SIDE * SIDE);
}

/** Places inside the gold dot, in pixels of the shrunk picture. */
const POINTS: readonly (readonly [x: number, y: number])[] = [40, 46, 54, 60].flatMap((x) =>
  [34, 44, 56, 66].map((y) => [x, y] as const),
);
/** Of those, how many may lie on a highlight or on the edge between two atoms, where colour tells nothing. */
const MISREAD = 5;

interface Swatch {
  readonly name: string;
  readonly colour: readonly number[];
}

/** The swatch of the hue most like a pixel's: light and shade change its length, not its direction. */
function nearest(swatches: readonly Swatch[], pixel: readonly number[]): string {
  const likeness = ({ colour }: Swatch): number => {
    const dot = colour.reduce((sum, value, k) => sum + value * pixel[k]!, 0);
    return dot / (Math.hypot(...colour) * Math.hypot(...pixel));
  };
  return swatches.reduce((best, swatch) => (likeness(swatch) > likeness(best) ? swatch : best)).name;
}

const alphaAt = (image: readonly number[], x: number, y: number): number => image[4 * (y * SIDE + x) + 3]!;

/** The legend as the page shows it. */
const legend = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>("[data-category]")].map((entry) => [
        entry.dataset["category"]!,
        Number(entry.querySelector(".count")!.textContent),
      ]),
    ),
  );

const formula = (page: Page): Locator => page.locator("[data-formula]");
const cell = (page: Page, key: string): Locator => page.locator(`tr[data-number="${key}"] td`).first();

describe("the page's controls and the words of the command line", () => {
  it.each(dotPresets)(
    "$name: through the controls and back into words it is the same request",
    ({ name, words }) => {
      const { wish } = PRESETS.find((preset) => preset.name === name)!;
      expect(readDotWords(wordsOf(wish))).toEqual(readDotWords(words));
    },
  );

  it("writes a line a shell reads back: what holds a space is quoted", () => {
    const { wish } = PRESETS.find((preset) => preset.name === "cspbbr3-csbr")!;
    expect(buildCommand(wordsOf(wish))).toBe(
      'oleate build --material CsPbBr3 --shape cube --size "4.11 nm" --termination CsBr --ligand "oleylammonium = 40 %" --vacancies Cs',
    );
  });
});

describe.skipIf(!executablePath)("the structure page (skipped where there is no Chromium)", () => {
  const workbench = workbenchOfTests();

  async function openDot(
    preset: string,
    { bare = true, ...options }: BrowserContextOptions & { bare?: boolean } = {},
  ): Promise<Page> {
    const page = await workbench.open("#/structure", options);
    await page.getByRole("button", { name: preset, exact: true }).click();
    const remove = page.getByRole("button", { name: /^remove/u });
    if (bare) while ((await remove.count()) > 0) await remove.first().click();
    return page;
  }

  const gold = buildDot(readDotWords({ cluster: "Au309" }));

  it("draws a dot on a clear ground, says what it is, and its site classes are the core's own", async () => {
    const page = await openDot("au-309");
    await expect.poll(() => formula(page).textContent(), PATIENT).toBe("Au309");
    const own = Object.fromEntries(gold.surface.classes.map(({ name, count }) => [name, count]));
    const inside = 309 - gold.surface.classes.reduce((sum, { count }) => sum + count, 0);
    expect(await legend(page)).toEqual({ ...own, inside });
    await expect.poll(async () => alphaAt(await pixels(page), SIDE / 2, SIDE / 2), PATIENT).toBe(255);
    expect(alphaAt(await pixels(page), 1, 1)).toBe(0);
    const words = await page.getByRole("img").getAttribute("aria-label");
    expect(words).toContain("Au309, 309 atoms");
    expect(words).toContain(`${gold.surface.classes[0]!.count} ${gold.surface.classes[0]!.name}`);
    await page.context().close();
  });

  it("shows an atom's class when the middle is clicked, and steps through its class by keyboard", async () => {
    const page = await openDot("au-309");
    await expect.poll(() => formula(page).textContent(), PATIENT).toBe("Au309");
    await expect.poll(async () => alphaAt(await pixels(page), SIDE / 2, SIDE / 2), PATIENT).toBe(255);
    await page.locator(".stage canvas").click();
    const panel = page.locator("[data-picked]");
    await expect.poll(() => panel.textContent()).toMatch(/site classAu \{1\d\d\}/u);
    const atom = Number(await panel.getAttribute("data-picked"));
    const own = gold.surface.classes[gold.surface.classOf[atom]!]!;
    expect(await panel.textContent()).toContain(`site class${own.name}`);
    expect(await panel.textContent()).toContain(`coordination${own.coordination} of 12`);
    await page.getByRole("button", { name: "Next site of this class" }).focus();
    await page.keyboard.press("Enter");
    const next = Number(await panel.getAttribute("data-picked"));
    expect(next).not.toBe(atom);
    expect(gold.surface.classOf[next]).toBe(gold.surface.classOf[atom]);
    // Wherever one clicks, the class named is the one whose colour is under the pointer.
    const swatches = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("[data-category]")].map((entry) => ({
        name: entry.dataset["category"]!,
        colour: getComputedStyle(entry.querySelector(".swatch")!).backgroundColor.match(/\d+/gu)!.map(Number),
      })),
    );
    const frame = (await page.locator(".stage canvas").boundingBox())!;
    await page.getByRole("button", { name: "Clear" }).click();
    await page.waitForTimeout(1000);
    const image = await pixels(page);
    let right = 0;
    for (const [x, y] of POINTS) {
      const at = 4 * (y * SIDE + x);
      const seen = nearest(swatches, image.slice(at, at + 3));
      await page.mouse.click(
        frame.x + ((x + 0.5) / SIDE) * frame.width,
        frame.y + ((y + 0.5) / SIDE) * frame.height,
      );
      const said = await panel.textContent();
      if (said?.includes(`site class${seen === "inside" ? "Au inside" : seen}`)) right++;
    }
    expect(right).toBeGreaterThanOrEqual(POINTS.length - MISREAD);
    await page.context().close();
  });

  it("hides a class at a click of its legend and colours by facet", async () => {
    const { words } = dotPresets.find(({ name }) => name === "cspbbr3-csbr")!;
    const cube = buildDot({ ...readDotWords(words), ligands: [] });
    const page = await openDot("cspbbr3-csbr");
    await expect.poll(() => formula(page).textContent(), PATIENT).toBe(coreFormula(cube.core));
    await expect.poll(async () => alphaAt(await pixels(page), SIDE / 2, SIDE / 2), PATIENT).toBe(255);
    // The resting view of a slow machine is drawn a second time, finely.
    await page.waitForTimeout(1500);
    const before = await pixels(page);
    expect(difference(before, await pixels(page))).toBeLessThan(SAME);
    const entry = page.locator("[data-category]").first();
    await entry.click();
    expect(await entry.getAttribute("aria-pressed")).toBe("false");
    await expect.poll(async () => difference(before, await pixels(page)), PATIENT).toBeGreaterThan(OTHER);
    await entry.click();
    await expect.poll(async () => difference(before, await pixels(page)), PATIENT).toBeLessThan(SAME);
    await page.getByLabel("colour by").selectOption("facet");
    expect(Object.keys(await legend(page))).toEqual([
      ...new Set(cube.core.faces.map(({ family }) => family)),
      "inside",
    ]);
    const facet = await pixels(page);
    await page.getByRole("button", { name: "turn right" }).click();
    await expect.poll(async () => difference(facet, await pixels(page)), PATIENT).toBeGreaterThan(OTHER);
    await page.context().close();
  });

  it("rebuilds while the size moves, keeps the last dot when a size is refused, and says why beside it", async () => {
    const page = await openDot("cspbbr3-csbr");
    await expect.poll(() => formula(page).textContent(), PATIENT).toMatch(/^Cs/u);
    const atoms = async (): Promise<number> =>
      Number(await cell(page, "core-atoms").getAttribute("data-value"));
    const before = await atoms();
    const slider = page.getByRole("slider", { name: "edge" });
    await slider.focus();
    await page.keyboard.press("PageUp");
    await expect.poll(atoms, PATIENT).toBeGreaterThan(before);
    const larger = await atoms();
    const box = page.getByRole("textbox", { name: "edge in nm" });
    await box.fill("0.2");
    await box.press("Enter");
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("below one unit cell");
    expect(await atoms()).toBe(larger);
    await box.fill("3");
    await box.press("Enter");
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
    expect(await page.getByLabel("the same in a terminal").inputValue()).toContain("3 nm");
    await page.context().close();
  });

  it("ends the faces as chosen: the same numbers as the core gives", async () => {
    const page = await openDot("cspbbr3-pbbr2");
    const { words } = dotPresets.find(({ name }) => name === "cspbbr3-pbbr2")!;
    const own = buildDot({ ...readDotWords(words), ligands: [] });
    await expect.poll(() => formula(page).textContent(), PATIENT).toBe(coreFormula(own.core));
    expect(Number(await cell(page, "core-charge").getAttribute("data-value"))).toBe(own.charge.core);
    expect(Number(await cell(page, "area").getAttribute("data-value"))).toBe(own.core.areaNm2);
    await page.context().close();
  });

  it("places ligands once the controls rest, hides them, and saves XYZ and picture of what is shown", async () => {
    const page = await openDot("cdse-35-20", { bare: false });
    const own = buildDot(readDotWords({ cluster: "Cd35Se20X30", ligands: ["benzoate"] }));
    await expect.poll(() => formula(page).textContent(), PATIENT).toBe("Cd35Se20(benzoate)30");
    expect(Number(await cell(page, "net-charge").getAttribute("data-value"))).toBe(0);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save file" }).click();
    const lines = readFileSync(await (await saved).path(), "utf8").split("\n");
    expect(lines[0]!.trim()).toBe(String(own.structure.element.length));
    expect(lines[2]).toMatch(/^Cd\s/u);
    const taken = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save picture" }).click();
    const picture = readFileSync(await (await taken).path());
    const width = await page.locator(".stage").evaluate((stage) => stage.clientWidth);
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    expect(picture.readUInt32BE(16)).toBe(2 * width);
    const before = await pixels(page);
    await page.getByLabel("ligands", { exact: true }).selectOption("hidden");
    await expect.poll(async () => difference(before, await pixels(page)), PATIENT).toBeGreaterThan(OTHER);
    await page.context().close();
  });

  it("keeps its numbers where the browser cannot draw", async () => {
    const before = workbench.faults.length;
    const page = await workbench.open("#/structure", {}, (blank) =>
      blank.addInitScript(() => {
        HTMLCanvasElement.prototype.getContext = () => null;
      }),
    );
    await expect.poll(() => formula(page).textContent(), PATIENT).toContain("Pb1289S976");
    expect(await page.getByRole("alert").textContent()).toContain("WebGL 2 is missing");
    expect(Number(await cell(page, "core-charge").getAttribute("data-value"))).toBe(2 * (1289 - 976));
    await page.context().close();
    // The library that draws says itself that it cannot; the page must not fail.
    const own = workbench.faults.splice(before).filter((fault) => !/THREE|WebGL/u.test(fault));
    expect(own).toEqual([]);
  });

  it.each(["light", "dark"] as const)(
    "fits a phone in %s, and every control has a name",
    async (colorScheme) => {
      const page = await openDot("au-309", { viewport: { width: 390, height: 844 }, colorScheme });
      await expect.poll(() => formula(page).textContent(), PATIENT).toBe("Au309");
      expect(await flawsOf(page)).toEqual(FLAWLESS);
      await page.context().close();
    },
  );

  it("raised no error in the page", () => expect(workbench.faults).toEqual([]));
});
