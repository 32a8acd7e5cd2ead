import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { strToU8, zipSync } from "fflate";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { intervalText } from "../../packages/workbench/src/components/interval-text.ts";
import { shellPath, shellWord } from "../../packages/workbench/src/components/shell-word.ts";
import { EXAMPLE_TRUTH, exampleTable } from "../../packages/workbench/src/worker/nmr-series-example.ts";
import { box, executablePath, FLAWLESS, flawsOf, PATIENT, type, workbenchOfTests } from "./browser.ts";
import { experimentFiles, gradientsOf } from "./nmr-experiment.ts";

/** Same code from the same start: only the printing of a start could differ. */
const SAME = 1e-9;

interface Fitted {
  readonly name: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly identifiability: string;
}

/** Runs a line as a terminal would, in a folder, and returns what it prints as JSON. */
function inTerminal<Answer>(command: string, folder: string): Answer {
  const loader = pathToFileURL(resolve("node_modules/tsx/dist/loader.mjs")).href;
  const main = resolve("packages/cli/src/main.ts");
  const oleate = `oleate() { "${process.execPath}" --import "${loader}" --conditions=@oleate/source "${main}" "$@"; }`;
  const { stdout, stderr, status } = spawnSync("sh", ["-c", `${oleate}\n${command} --json`], {
    encoding: "utf8",
    cwd: folder,
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout) as Answer;
}

/** A workbook of one sheet. */
function workbook(rows: readonly (readonly (string | number)[])[]): Buffer {
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const cell = (value: string | number): string =>
    typeof value === "number" ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const sheet = rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("");
  return Buffer.from(
    zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      "xl/workbook.xml": strToU8(
        `<workbook xmlns:r="${relation}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
      "xl/_rels/workbook.xml.rels": strToU8(
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      "xl/worksheets/sheet1.xml": strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    }),
  );
}

const exampleRows = (): (string | number)[][] =>
  exampleTable()
    .trim()
    .split("\n")
    .map((line, i) => line.split(",").map((cell) => (i === 0 ? cell.replaceAll('"', "") : Number(cell))));

describe("words and numbers", () => {
  it("prints an interval to the digits that its width needs", () => {
    expect(intervalText(5.63712, 5.6351, 5.6392)).toEqual({ value: "5.6371", interval: "5.6351 to 5.6392" });
    expect(intervalText(311.2, 302.7, 320.4)).toEqual({ value: "311.2", interval: "302.7 to 320.4" });
    expect(intervalText(7.872e-10, 7.7e-10, 8.06e-10).interval).toBe("7.70e−10 to 8.06e−10");
    expect(intervalText(12345, 9000, 16000).interval).toBe("9000 to 16000");
    expect(intervalText(3, 2, null)).toEqual({ value: "", interval: "> 2" });
    expect(intervalText(3, null, null).interval).toBe("not bounded");
  });
  it("quotes what a shell would change", () => {
    const words = ["a b", "plain-1.csv", "it's $5", 'a "b"', "!x", "D = 1e-10 m2/s", "back\\slash `x`"];
    const printed = spawnSync("sh", ["-c", `printf '%s\\n' ${words.map(shellWord).join(" ")}`], {
      encoding: "utf8",
    });
    expect(printed.stdout.trimEnd().split("\n")).toEqual(words);
    expect(shellPath("-x.csv")).toBe("./-x.csv");
  });
});

describe.skipIf(!executablePath)("titrations on the NMR page (skipped where there is no Chromium)", () => {
  const bench = workbenchOfTests();
  const folder = mkdtempSync(join(tmpdir(), "oleate-titration-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Waits until the series that is open is in a state. */
  const becomes = (page: Page, state: string): Promise<void> =>
    page.locator(`[data-fit="${state}"]`).waitFor(PATIENT);
  async function openTitration(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await bench.open("#/nmr/titration", options);
    await becomes(page, "ready");
    return page;
  }
  const press = (page: Page, name: string): Promise<void> =>
    page.getByRole("button", { name, exact: true }).click();
  async function fitNow(page: Page): Promise<void> {
    await press(page, "Fit");
    await becomes(page, "fitted");
    await expect.poll(() => page.locator(".titration-run").textContent(), PATIENT).toMatch(/fitted in \d/u);
  }
  const buffer = (content: Buffer | string): Buffer => Buffer.from(content);
  const give = (page: Page, name: string, content: Buffer | string): Promise<void> =>
    page
      .getByLabel("table of a series")
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer: buffer(content) });
  const command = (page: Page): Promise<string> =>
    page.getByRole("textbox", { name: "the same in a terminal" }).inputValue();
  const alert = (page: Page): Promise<string | null> => page.getByRole("alert").first().textContent();

  /** Value and interval of every number in the page's table. */
  const shown = (page: Page): Promise<Record<string, (number | null)[]>> =>
    page.locator("tr[data-parameter]:visible").evaluateAll((rows) =>
      Object.fromEntries(
        (rows as HTMLElement[]).map((row) => {
          const [value, interval] = [...row.querySelectorAll("td")];
          const end = (text: string | undefined): number | null => (text ? Number(text) : null);
          return [
            row.dataset["parameter"]!,
            [Number(value!.dataset["value"]), end(interval!.dataset["low"]), end(interval!.dataset["high"])],
          ];
        }),
      ),
    );

  /** Saves the page's table, runs the page's line on it, and compares every number. */
  async function sameInTerminal(page: Page): Promise<readonly Fitted[]> {
    const save = page.getByRole("button", { name: /^Save .*\.csv$/u });
    if ((await save.count()) > 0) {
      const [saved] = await Promise.all([page.waitForEvent("download"), save.click()]);
      await saved.saveAs(join(folder, saved.suggestedFilename()));
    }
    const { parameters } = inTerminal<{ parameters: Fitted[] }>(await command(page), folder);
    const found = await shown(page);
    expect(Object.keys(found)).toEqual(parameters.map(({ name }) => name));
    for (const { name, value, low, high, identifiability } of parameters) {
      const wanted = identifiability === "fixed" ? [value] : [value, low, high];
      wanted.forEach((number, i) => {
        const here = found[name]![i]!;
        if (number === null) expect(here, name).toBeNull();
        else expect(Math.abs(here / number - 1), `${name} ${i}`).toBeLessThan(SAME);
      });
    }
    return parameters;
  }

  it("fits the simulated titration, finds what it was made of, and says the same as the command line", async () => {
    const page = await openTitration();
    expect(await page.locator(".data-line:visible").textContent()).toContain("Simulated, not measured");
    expect(await page.locator("[data-figure]").count()).toBe(4);
    await fitNow(page);
    const parameters = await sameInTerminal(page);
    const inside = parameters.filter(({ name, low, high }) => {
      const truth = EXAMPLE_TRUTH[name as keyof typeof EXAMPLE_TRUTH];
      return low! <= truth && truth <= high!;
    });
    // Nine intervals of 95 %: fewer than seven that hold the truth has a probability below 1 %.
    expect(parameters.length).toBe(9);
    expect(inside.length).toBeGreaterThanOrEqual(7);
    // One figure a kind with its residuals, and the bound fraction.
    expect(await page.locator("[data-figure]").count()).toBe(5);
    expect(await page.locator("[data-figure] figure").count()).toBe(9);
    const samples = page.locator("tr[data-sample]");
    expect(await samples.count()).toBe(16);
    const cells = await samples
      .nth(7)
      .locator("td")
      .evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset["value"])));
    // Bound and free are all of the ligand.
    expect(Math.abs((cells[2]! + cells[3]!) / cells[1]! - 1)).toBeLessThan(SAME);
    await press(page, "Copy fit");
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^parameter\tvalue\t95 % interval\tunit\twhat the data fix\nK\t\d\.\d{6,}/u);
    await page.context().close();
  });

  it("holds what is held, leaves kinds out, and takes errors, exchange and an invisible share", async () => {
    const page = await openTitration();
    await page.getByRole("checkbox", { name: "integral", exact: true }).uncheck();
    await page.getByRole("checkbox", { name: "fit D free" }).uncheck();
    await type(box(page, "D free, held at"), "7.9e-10");
    await page.getByRole("checkbox", { name: "fit shift free" }).uncheck();
    await type(box(page, "shift free, held at"), "5,46");
    await type(box(page, "standard error of D"), "6e-12");
    await page.getByRole("checkbox", { name: "exchange adds to the width" }).check();
    await type(box(page, "k exchange, held at"), "40000");
    await fitNow(page);
    expect(await command(page)).toContain("simulated-titration-fitted.csv");
    let parameters = await sameInTerminal(page);
    const held = parameters.filter(({ identifiability }) => identifiability === "fixed");
    expect(held.map(({ name }) => name)).toEqual(["D free", "shift free", "k exchange"]);
    expect(await page.locator('tr[data-parameter="D free"]').textContent()).toContain("held");
    // What is not fitted is still drawn, and says so.
    expect(await page.locator('[data-figure="integral"]').textContent()).toContain("not part of this fit");

    await page.getByRole("checkbox", { name: "integral", exact: true }).check();
    expect(await page.locator(".titration-run").textContent()).toContain("Changed since this fit");
    await page.getByRole("checkbox", { name: "a share of the bound ligand gives no signal" }).check();
    await fitNow(page);
    parameters = await sameInTerminal(page);
    expect(parameters.map(({ name }) => name)).toContain("invisible share");
    await press(page, "All as at first");
    expect(await command(page)).not.toContain("--exchange");
    await page.context().close();
  });

  it("reads workbooks, and tables that are dropped, and draws a dilution against its dots", async () => {
    const page = await openTitration();
    const rows = exampleRows();
    await give(page, "my series.xlsx", workbook(rows));
    await page.locator('[data-file="my series.xlsx"]').waitFor(PATIENT);
    await fitNow(page);
    writeFileSync(join(folder, "my series.xlsx"), workbook(rows));
    await sameInTerminal(page);

    const dilution = ["dots (uM)\tligand (mM)\tD (m2/s)\tshift (ppm)"];
    for (const [i, dots] of [1000, 300, 100, 30, 10, 3, 1].entries())
      dilution.push([dots, dots * 0.3, 1e-10 * (1 + 0.7 * i), i === 2 ? "" : 5.62 - 0.02 * i].join("\t"));
    const dropped = await page.evaluateHandle(
      (text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], "dilution.tsv"));
        return transfer;
      },
      `${dilution.join("\n")}\n`,
    );
    await page.dispatchEvent('[aria-label="Open a series"]', "drop", { dataTransfer: dropped });
    await page.locator('[data-file="dilution.tsv"]').waitFor(PATIENT);
    await becomes(page, "ready");
    expect(await page.getByLabel("drawn against").inputValue()).toBe("dots");
    expect(await page.getByRole("checkbox", { name: "logarithmic" }).isChecked()).toBe(true);
    // A row without a shift is counted where it was measured.
    expect(await page.locator('tr[data-kind="shift"]').textContent()).toContain("6");
    expect(await page.locator('tr[data-kind="width"]').count()).toBe(0);
    await press(page, "Simulated titration");
    await page.locator('[data-file="simulated-titration.csv"]').waitFor(PATIENT);
    await page.context().close();
  });

  it("says what is wrong with a table or a fit, and keeps what is open", async () => {
    const page = await openTitration();
    await fitNow(page);
    for (const [text, message] of [
      ["dots (mM),D (m2/s)\n0.1,1e-10\n", /no column `ligand \(mM\)`.*found.*expected/su],
      ["dots (mM),ligand (mM)\n0.1,2\n0.1,3\n", /nothing that NMR measures/u],
      ["dots (nm),ligand (mM),D (m2/s)\n0.1,2,1e-10\n", /another kind of unit.*nm/su],
      ["%PDF-1.4 nothing", /holds no table/u],
    ] as const) {
      await give(page, "bad.csv", text);
      await expect.poll(() => alert(page), PATIENT).toMatch(message);
      // What is simulated does not stand beside a table that was refused.
      expect(await page.locator("[data-file]").count()).toBe(0);
      expect(await page.locator("tr[data-parameter]:visible").count()).toBe(0);
      await press(page, "Simulated titration");
      await becomes(page, "ready");
      await fitNow(page);
      expect((await shown(page))["K"]![0]).toBeGreaterThan(0);
      expect(await page.getByRole("alert").count()).toBe(0);
    }
    await give(page, "zero.csv", "dots (mM),ligand (mM),shift (ppm)\n0,2,5.6\n0.1,3,5.5\n");
    await page.locator('[data-file="zero.csv"]').waitFor(PATIENT);
    expect(await page.getByRole("alert").count()).toBe(0);
    await press(page, "Fit");
    await expect.poll(() => alert(page), PATIENT).toMatch(/concentration of dots/u);
    await press(page, "Simulated titration");
    await becomes(page, "ready");
    for (const tick of await page.getByRole("checkbox", { name: /^fit / }).all()) await tick.uncheck();
    await press(page, "Fit");
    await expect.poll(() => alert(page), PATIENT).toMatch(/nothing is left to fit/u);
    await type(box(page, "K, held at"), "much");
    expect(await box(page, "K, held at").inputValue()).toBe("0.08");
    await page.context().close();
  });

  it("shows that it is fitting, can be cancelled, and fits again", async () => {
    const page = await openTitration();
    const [head, ...rows] = exampleRows();
    // Thousands of rows: long enough for a hand to reach the button.
    const many = Array.from({ length: 400 }, (_, copy) =>
      rows.map((row) =>
        row.map((value, k) => (k === 1 ? Number(value) * (1 + copy / 1e4) : value)).join(","),
      ),
    ).flat();
    await give(page, "many.csv", `${head!.join(",")}\n${many.join("\n")}\n`);
    await page.locator('[data-file="many.csv"]').waitFor(PATIENT);
    await press(page, "Fit");
    await becomes(page, "running");
    await expect
      .poll(() => page.locator(".titration-run").textContent(), PATIENT)
      .toContain(`fitting 9 unknowns to ${4 * many.length} numbers`);
    expect(await page.locator("progress").count()).toBe(1);
    expect(await box(page, "K, start").isDisabled()).toBe(true);
    await press(page, "Cancel");
    await becomes(page, "cancelled");
    expect(await page.locator(".titration-run").textContent()).toContain("cancelled");
    await press(page, "Simulated titration");
    await becomes(page, "ready");
    await fitNow(page);
    expect((await shown(page))["sites"]![0]).toBeGreaterThan(250);
    await page.context().close();
  });

  it("goes from tab to tab by address, click and arrow key, and keeps what was done", async () => {
    const page = await openTitration();
    await fitNow(page);
    await page.getByRole("tab", { name: "Titration" }).press("ArrowLeft");
    await page.locator('[data-settled="true"]').waitFor(PATIENT);
    expect(page.url()).toMatch(/#\/nmr$/u);
    await page.goBack();
    await becomes(page, "fitted");
    expect((await shown(page))["K"]).toBeDefined();
    // A series that is opened among the spectra is sent to where it belongs.
    await page.getByRole("tab", { name: "Spectra and diffusion" }).click();
    await page.getByLabel("files of NMR data").setInputFiles({
      name: "series.csv",
      mimeType: "text/csv",
      buffer: buffer(exampleTable()),
    });
    await expect.poll(() => alert(page), PATIENT).toMatch(/series of samples.*under Titration/su);
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "fits a phone in %s, and every control has a name",
    async (colorScheme) => {
      const page = await openTitration({ viewport: { width: 390, height: 844 }, colorScheme });
      await page.getByRole("checkbox", { name: "exchange adds to the width" }).check();
      await fitNow(page);
      expect(await flawsOf(page)).toEqual(FLAWLESS);
      // The intervals are in sight without scrolling sideways.
      const cut = await page
        .locator(".fitted-numbers")
        .evaluate((table) => table.scrollWidth - table.clientWidth);
      expect(cut).toBe(0);
      await page.context().close();
    },
  );

  /** Gives files to the other tab, as one folder, and waits for what comes of them. */
  async function giveSpectra(page: Page, path: string): Promise<void> {
    const input = path.includes(".") ? "files of NMR data" : "folder of an experiment";
    await page.getByLabel(input).setInputFiles(join(folder, path));
    await page
      .locator('[data-settled="false"]')
      .waitFor({ timeout: 1000 })
      .catch(() => {});
    await settled(page);
  }
  const settled = (page: Page): Promise<void> => page.locator('[data-settled="true"]').waitFor(PATIENT);
  const diffusion = (page: Page): Promise<number> =>
    page
      .locator('tr[data-decay="1"][data-parameter="D"] td[data-value]')
      .first()
      .getAttribute("data-value")
      .then(Number);
  interface Decays {
    readonly decays: readonly {
      readonly best: string;
      readonly models: readonly { readonly model: string; readonly parameters: readonly Fitted[] }[];
    }[];
  }
  /** D of the first decay by the line that the page gives. */
  async function diffusionInTerminal(page: Page): Promise<number> {
    const { decays } = inTerminal<Decays>(await command(page), folder);
    const [{ best, models } = { best: "", models: [] }] = decays;
    return models.find(({ model }) => model === best)!.parameters.find(({ name }) => name === "D")!.value;
  }

  it("reads the whole rows of a stopped experiment, takes a share of delta, and says so to a terminal", async () => {
    mkdirSync(join(folder, "stopped"), { recursive: true });
    const difflist = gradientsOf(12)
      .map((g) => 100 * g)
      .join("\n");
    const made = experimentFiles({ rows: 12, points: 1024, diffusionM2PerS: 2e-10, difflist });
    // Nine rows and a half.
    const whole = { ...made, ser: made["ser"]!.subarray(0, 9.5 * 8 * 1024) };
    for (const [name, content] of Object.entries(whole))
      writeFileSync(join(folder, "stopped", name), content);
    const page = await bench.open("#/nmr");
    await settled(page);
    await giveSpectra(page, "stopped");
    expect(await alert(page)).toMatch(/9 of its 12 rows are whole/u);
    await page.getByRole("checkbox", { name: "the experiment was stopped" }).check();
    await expect.poll(() => page.getByRole("alert").count(), PATIENT).toBe(0);
    await settled(page);
    expect(await page.locator(".data-line:visible").textContent()).toContain("9 × 1024");
    const before = await diffusion(page);
    expect(Math.abs(before / 2e-10 - 1)).toBeLessThan(0.01);
    expect(Math.abs((await diffusionInTerminal(page)) / before - 1)).toBeLessThan(1e-6);

    await page.getByLabel("taken from Δ").selectOption("stated");
    await type(box(page, "share of δ"), "1");
    // Delta' is 100 - 2 ms in place of 100 - 2/3 ms.
    const shorter = (100 - 2 / 3) / (100 - 2);
    await expect
      .poll(async () => Math.abs((await diffusion(page)) / before / shorter - 1), PATIENT)
      .toBeLessThan(1e-6);
    await settled(page);
    expect(await command(page)).toMatch(/^oleate diffusion stopped --accept-incomplete --share 1 /u);
    expect(Math.abs((await diffusionInTerminal(page)) / (await diffusion(page)) - 1)).toBeLessThan(1e-6);
    await page.getByLabel("taken from Δ").selectOption("shape");

    // Regions, models and a phase by hand: a region held, since lines are found anew where the phase is another.
    await settled(page);
    await type(box(page, "region 1 from, ppm"), "6.5");
    await settled(page);
    await type(box(page, "region 1 to, ppm"), "6.3");
    await settled(page);
    await page.getByLabel("phase", { exact: true }).selectOption("by hand");
    await type(box(page, "zero order in °"), "-4.5");
    await type(box(page, "first order in °"), "3");
    await page.getByRole("checkbox", { name: "stretched" }).check();
    await settled(page);
    await expect.poll(() => command(page), PATIENT).toContain('--phase "-4.5, 3"');
    await expect.poll(() => command(page), PATIENT).toContain('--region "6.5 to 6.3"');
    await expect
      .poll(async () => Math.abs((await diffusionInTerminal(page)) / (await diffusion(page)) - 1), PATIENT)
      .toBeLessThan(1e-6);
    await type(box(page, "line broadening in Hz"), "2");
    await expect
      .poll(() => page.getByText("Only here, not in a terminal").textContent(), PATIENT)
      .toContain("line broadening");
    await page.context().close();
  });

  it("offers every block of a compound file, and reads decays and peaks from workbooks", async () => {
    const block = (title: string, nucleus: string): string =>
      [
        `##TITLE= ${title}`,
        "##JCAMP-DX= 5.0",
        "##DATA TYPE= NMR SPECTRUM",
        "##.OBSERVE FREQUENCY= 100",
        `##.OBSERVE NUCLEUS= ${nucleus}`,
        "##XUNITS= PPM",
        "##YUNITS= ARBITRARY",
        "##FIRSTX= 10",
        "##LASTX= 0",
        "##XFACTOR= 1",
        "##YFACTOR= 1",
        "##NPOINTS= 64",
        "##XYDATA= (X++(Y..Y))",
        ...Array.from({ length: 8 }, (_, line) => {
          const ys = Array.from({ length: 8 }, (_, k) =>
            Math.round(1000 * Math.exp(-((8 * line + k - 30) ** 2) / 4) + ((7 * k + line) % 5)),
          );
          return `${10 - (10 * 8 * line) / 63} ${ys.join(" ")}`;
        }),
        "##END=",
        "",
      ].join("\n");
    writeFileSync(
      join(folder, "both.dx"),
      `##TITLE= both\n##JCAMP-DX= 5.0\n##DATA TYPE= LINK\n##BLOCKS= 2\n${block("first", "^1H")}${block("second", "^13C")}##END=\n`,
    );
    const page = await bench.open("#/nmr");
    await settled(page);
    await giveSpectra(page, "both.dx");
    expect(await page.locator(".data-line:visible").textContent()).toContain("first");
    const choice = page.getByLabel("data set");
    expect(await choice.locator("option").allTextContents()).toEqual([
      "both.dx#1 (JCAMP-DX, block 1 of 2)",
      "both.dx#2 (JCAMP-DX, block 2 of 2)",
    ]);
    await choice.selectOption("both.dx#2");
    await expect
      .poll(() => page.locator(".data-line:visible").textContent(), PATIENT)
      .toMatch(/second.*13C/u);

    const b = Array.from({ length: 12 }, (_, i) => 1e9 * (1 + 2 * i));
    const decay = b.map((x, i) => [x, Math.exp(-1.2e-10 * x) + 0.002 * Math.sin(7 * i)]);
    writeFileSync(join(folder, "decay.xlsx"), workbook([["b (s/m2)", "vinylene"], ...decay]));
    await giveSpectra(page, "decay.xlsx");
    expect(Math.abs((await diffusion(page)) / 1.2e-10 - 1)).toBeLessThan(0.02);
    writeFileSync(
      join(folder, "peaks.xlsx"),
      workbook([
        ["ppm", "intensity"],
        [7.26, 100],
        [5.34, 40],
      ]),
    );
    await giveSpectra(page, "peaks.xlsx");
    expect(await page.locator("tr[data-peak]").count()).toBe(2);
    await page.context().close();
  });

  it("raised no error in the page", () => expect(bench.faults).toEqual([]));
});
