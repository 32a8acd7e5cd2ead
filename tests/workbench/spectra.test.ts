import { existsSync, readFileSync } from "node:fs";
import {
  analyseAbsorption,
  energyFromWavelength,
  findMaterial,
  gapBand,
  readAbsorption,
  readEmission,
  saidOfBasis,
  sizingBand,
  stokesShift,
} from "@oleate/core";
import { readSpectra, readTable } from "@oleate/files";
import { drawFigure } from "@oleate/report";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { pairsOf } from "../../packages/workbench/src/components/spectra/aliquots.ts";
import { FIRST_WISH, ownWish } from "../../packages/workbench/src/components/spectra/first-wish.ts";
import { formulasOf } from "../../packages/workbench/src/components/spectra/formulas.ts";
import { spectrumCommand } from "../../packages/workbench/src/components/spectra/spectra-command.ts";
import {
  fitFigure,
  overviewFigure,
} from "../../packages/workbench/src/components/spectra/spectra-figures.ts";
import { EXAMPLE_ALIQUOTS, exampleTables } from "../../packages/workbench/src/worker/spectra-example.ts";
import { openSpectra, timeOfName } from "../../packages/workbench/src/worker/spectra-open.ts";
import type { OpenSpectrum } from "../../packages/workbench/src/worker/spectra-protocol.ts";
import { spectrumRows } from "../../packages/workbench/src/worker/spectra-rows.ts";
import { curvesOf, sizeOf } from "../../packages/workbench/src/worker/spectra-size.ts";
import { box, EXACT, executablePath, FLAWLESS, flawsOf, PATIENT, type, workbenchOfTests } from "./browser.ts";

const DATA = "../shared/data/optics/imperial_cdse";
const measured = existsSync(DATA);
const REASON = measured ? "" : " (skipped: ../shared/data/optics/imperial_cdse is absent)";
const cdse = findMaterial("CdSe");
const count = EXAMPLE_ALIQUOTS.aliquots.length;

describe("the simulated aliquots", () => {
  const { spectra, refused } = openSpectra(null, null, 1);
  it("are the same whenever they are made, and read without a complaint", () => {
    expect(exampleTables()).toEqual(exampleTables());
    expect(refused).toEqual([]);
    expect(spectra.length).toBe(2 * count);
    expect(spectra.slice(0, count).map(({ timeS }) => timeS)).toEqual(
      EXAMPLE_ALIQUOTS.aliquots.map(({ timeS }) => timeS),
    );
  });
  it("are found to be what they were made of: size, spread and concentration within their intervals", () => {
    EXAMPLE_ALIQUOTS.aliquots.forEach((made, i) => {
      const { size, spread, concentration } = analyseAbsorption(cdse, spectra[i]!);
      for (const [found, truth] of [
        [size!, made.sizeNm],
        [spread!, made.spread],
        [concentration!.routes[0]!.concentrationMolar, 1e-6 * made.micromolar],
      ] as const) {
        expect(found.low, made.timeS.toString()).toBeLessThan(truth);
        expect(found.high, made.timeS.toString()).toBeGreaterThan(truth);
      }
    });
  });
});

describe("the rows of the page", () => {
  const { spectra } = openSpectra(null, null, 1);
  const [first, second] = spectra as [OpenSpectrum, OpenSpectrum];
  it("fit a spectrum once, whatever material, curve and path it is asked with", () => {
    let readings = 0;
    const rowOf = spectrumRows((spectrum) => {
      readings++;
      return readAbsorption(spectrum);
    });
    const wishes = [
      { ...FIRST_WISH, material: "" },
      { ...FIRST_WISH, material: "CdSe" },
      { ...FIRST_WISH, material: "CdS" },
      { ...FIRST_WISH, material: "CdSe", pathCm: 0.2 },
      { ...FIRST_WISH, material: "CdSe", curve: "CdSe Yu 2003" },
    ];
    for (const wish of wishes) {
      const row = rowOf(first, "absorption", wish);
      expect(row.kind).toBe("absorption");
      if (wish.material === "") continue;
      const { lineLowEv: low, lineHighEv: high, curve, pathCm } = wish;
      const anew = analyseAbsorption(findMaterial(wish.material), first, {
        ...(curve === "" ? {} : { curve }),
        pathCm,
        homogeneousEv: { low, high },
      });
      expect(row).toEqual({ kind: "absorption", result: anew });
    }
    expect(readings).toBe(1);
    rowOf(second, "absorption", wishes[1]!);
    rowOf(second, "emission", wishes[1]!);
    expect(readings).toBe(2);
  });
  it("say what a spectrum that cannot be read is refused for, each time", () => {
    const rowOf = spectrumRows();
    const short = {
      ...first,
      wavelengthNm: first.wavelengthNm.slice(0, 3),
      values: first.values.slice(0, 3),
    };
    for (const material of ["CdSe", "CdS"])
      expect(rowOf(short, "absorption", { ...FIRST_WISH, material }).kind).toBe("failed");
  });
});

/** Three spectra that are not as they should be: bad readings, a detector at its limit, the band of a magic-size cluster. */
function faulty(): Readonly<Record<"spiked" | "clipped" | "cluster", OpenSpectrum>> {
  const whole = openSpectra(null, null, 1).spectra[3]!;
  const { wavelengthNm, values } = whole;
  const spikes = [
    [460, 30],
    [540, -3],
    [600, 5],
  ] as const;
  const spiked = values.slice();
  for (const [nm, value] of spikes) spiked[wavelengthNm.findIndex((x) => x >= nm)] = value;
  const strong = 2.2 / analyseAbsorption(cdse, whole).first!.absorbance.value;
  const band = (nm: number): number =>
    0.5 * Math.exp(-0.5 * ((energyFromWavelength(nm) - energyFromWavelength(415)) / 0.03) ** 2) +
    0.4 / (1 + Math.exp((nm - 372) / 6)) +
    // In place of noise: too fast for any band.
    5e-4 * Math.sin(nm * nm);
  const as = (name: string, own: Float64Array): OpenSpectrum => ({ ...whole, name, values: own });
  return {
    spiked: as("spiked", spiked),
    clipped: as(
      "clipped",
      values.map((value) => Math.min(strong * value, 2.15)),
    ),
    cluster: as("cluster", wavelengthNm.map(band)),
  };
}

describe("what is left out of a fit", () => {
  const { spiked, clipped } = faulty();
  const result = analyseAbsorption(cdse, spiked);
  const names = (spec: { readonly series: readonly { readonly name: string }[] }): readonly string[] =>
    spec.series.map(({ name }) => name);

  it("is drawn as what it is, and does not squeeze the rest", () => {
    const inFit = result.setAside.filter(({ wavelengthNm }) => wavelengthNm > 500);
    expect(inFit.map(({ value }) => value)).toEqual([-3, 5]);
    const figure = fitFigure(spiked, "spiked", result);
    const points = figure.series.find(({ name }) => name === "set aside")!;
    expect(points.y).toEqual(expect.arrayContaining([-3, 5]));
    const [measured] = figure.series;
    expect(Math.max(...measured!.y)).toBeLessThan(2);
    expect(figure.y.range![1]).toBeLessThan(2.5);
    // The figure itself counts what lies outside its frame.
    expect(drawFigure(figure)).toContain("points outside the range shown");
    const row = { kind: "absorption", result } as const;
    const aliquot = { spectrum: spiked, kind: "absorption", row, shade: 0, label: "spiked" } as const;
    const over = overviewFigure([aliquot], { axis: "nm", stacked: false, scaled: false }, false);
    expect(Math.max(...over.series[0]!.y)).toBeLessThan(2);
    expect(over.caption).toContain("set aside");
  });

  it("is a stretch where the spectrometer's limit was read", () => {
    const read = analyseAbsorption(cdse, clipped);
    const figure = fitFigure(clipped, "clipped", {
      ...read,
      // Drawn over the whole record, for the stretch lies before the window of the fit.
      curve: undefined,
    } as unknown as typeof read);
    const stretch = figure.series.find(({ name }) => name === "beyond the spectrometer")!;
    const [{ fromNm, toNm }] = read.clipped as readonly [(typeof read.clipped)[number]];
    expect([stretch.x[0], stretch.x.at(-1)]).toEqual([fromNm, toNm]);
    expect(new Set(stretch.high)).toEqual(new Set([2.15]));
    expect(names(fitFigure(openSpectra(null, null, 1).spectra[3]!, "whole", result))).not.toContain(
      "beyond the spectrometer",
    );
  });

  it("is told in the words of the command: whose formula, and with what", () => {
    const row = { kind: "absorption", result } as const;
    const aliquot = { spectrum: spiked, kind: "absorption", row, shade: 0, label: "spiked" } as const;
    const formulas = formulasOf([aliquot, aliquot]);
    const { routes } = result.concentration!;
    expect(formulas).toHaveLength(2);
    expect(formulas[0]).toMatch(/^first transition: .*Jasieniak.*, with the measured energy$/u);
    expect(formulas[1]).toMatch(/^350 nm: .*Leatherdale.*, with the size/u);
    expect(routes.map(({ basis }) => basis.with)).toContain("diameter");
  });
});

describe("names, pairs, commands and curves of the page", () => {
  it.each([
    ["30 s", 30],
    ["330 s reaction", 330],
    ["5min", 300],
    ["1,5 h", 5400],
    ["aliquot_90s", 90],
    ["sample 3", null],
    ["3 samples", null],
    ["d = 3.2 nm", null],
  ])("the time in %j is %j s", (name, seconds) => {
    expect(timeOfName(name)).toBe(seconds);
  });

  it("calls the spectrum of a file with one by the file, whatever the head of its column says", () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${400 + 5 * i},${0.1 + 0.01 * i}`).join("\n");
    const named = (path: string, head: string): readonly unknown[] => {
      const bytes = new TextEncoder().encode(`wavelength (nm),${head}\n${rows}\n`);
      return openSpectra([{ path, bytes }], null, 1).spectra.map(({ name, timeS }) => [name, timeS]);
    };
    for (const head of ["PL", "em", "Absorbance", "intensity (counts)"])
      expect(named("dots 3.csv", head), head).toEqual([["dots 3", null]]);
    expect(named("aliquot 90 s.csv", "em")).toEqual([["aliquot 90 s", 90]]);
    // A time is what an aliquot is told by.
    expect(named("run.csv", "120 s")).toEqual([["120 s", 120]]);
  });

  it("takes the material of files from their names, and none where they speak of none", () => {
    expect(ownWish(["CdSe run 2.csv", "CdSe_run_2_PL.csv"]).material).toBe("CdSe");
    expect(ownWish(["run 2.csv"]).material).toBe("");
    expect(ownWish(["CdSe.csv", "PbS.csv"]).material).toBe("");
  });

  it("pairs emission with the absorption of its time, from the run of its name", () => {
    const one = (id: number, file: string, name: string, kind: "absorption" | "emission") => ({
      spectrum: { id, file, name, timeS: timeOfName(name) } as OpenSpectrum,
      kind,
      row: undefined,
      shade: 0,
      label: name,
    });
    const absorption = [
      one(1, "Run 2 UV-Vis.csv", "30 s", "absorption"),
      one(2, "Run 3 UV-Vis.csv", "30 s reaction", "absorption"),
    ];
    const emission = [
      one(3, "Run 3 FL emission.csv", "30 s", "emission"),
      one(4, "Run 2 FL emission.csv", "30 s reaction", "emission"),
      one(5, "Run 2 FL emission.csv", "60 s", "emission"),
    ];
    expect(pairsOf(absorption, emission).map((pair) => pair.emission.spectrum.id)).toEqual([4, 3]);
    expect(pairsOf(absorption.slice(0, 1), emission.slice(2))).toHaveLength(1);
    // Emission of one run is no other run's as well.
    expect(pairsOf(absorption, emission.slice(1)).map((pair) => pair.absorption.spectrum.id)).toEqual([1]);
  });

  it("writes the command with what differs from the usual", () => {
    const file = {
      file: "a b.csv",
      format: "table",
      quantity: "unknown",
      notes: [],
      kind: "emission",
    } as const;
    expect(spectrumCommand(file, FIRST_WISH)).toBe('oleate spectrum "a b.csv" --kind emission');
    const wish = { ...FIRST_WISH, curve: "CdSe Yu 2003", pathCm: 0.2, lineLowEv: 0.05 };
    expect(spectrumCommand({ ...file, kind: "absorption" }, wish)).toBe(
      'oleate spectrum "a b.csv" --material CdSe --curve "CdSe Yu 2003" --path "0.2 cm" --line "50 to 90 meV"',
    );
    expect(spectrumCommand({ ...file, kind: "left out" }, wish)).toBeNull();
  });

  it("draws no curve beyond its range, and the calculation only where bulk data suffice", () => {
    for (const { name, computed, sizeNm, lowEv, energyEv, highEv } of curvesOf("CdSe")) {
      const [from, to] = cdse.sizing.find(({ id }) => id === name)?.rangeNm ?? [1.6, 8];
      expect([sizeNm[0], sizeNm.at(-1)], name).toEqual([from, to]);
      expect(computed).toBe(name === "from bulk data");
      energyEv.forEach((energy, i) => {
        // At an end of its range an interval may end with the curve.
        expect(lowEv[i]!).toBeLessThanOrEqual(energy);
        expect(highEv[i]!).toBeGreaterThanOrEqual(energy);
        expect(highEv[i]!).toBeGreaterThan(lowEv[i]!);
      });
    }
    expect(curvesOf("HgTe")).toEqual([]);
    const { estimate, noEstimate } = sizeOf({ material: "HgTe", given: { kind: "size", value: 5 } });
    expect(estimate).toBeNull();
    expect(noEstimate).toContain("inverted");
  });

  it("colours ordered series along one scale and names the first and the last of many", () => {
    const series = Array.from({ length: 9 }, (_, i) => ({
      name: `aliquot ${i}`,
      kind: "line" as const,
      shade: i / 8,
      x: [0, 1],
      y: [i, i + 1],
    }));
    const axis = { label: "x", unit: "", scale: "linear" } as const;
    const svg = drawFigure({ id: "ordered", title: "", caption: "", x: axis, y: axis, series });
    const text = svg.slice(svg.indexOf("</desc>"));
    for (const { shade } of series) expect(text).toContain(`class="line s${Math.round(100 * shade)}"`);
    expect(text).toContain(">aliquot 0<");
    expect(text).toContain(">aliquot 8<");
    expect(text).not.toContain(">aliquot 4<");
  });
});

describe.skipIf(!executablePath)("the spectra page (skipped where there is no Chromium)", () => {
  const workbench = workbenchOfTests();
  const settled = (page: Page): Promise<void> =>
    page.locator('[role="tabpanel"]:not([hidden]) [data-settled="true"]').first().waitFor(PATIENT);
  async function open(path = "#/spectra", options: BrowserContextOptions = {}): Promise<Page> {
    const page = await workbench.open(path, options);
    await settled(page);
    return page;
  }
  async function give(page: Page, what: readonly string[] | Readonly<Record<string, string>>): Promise<void> {
    await page.getByLabel("Open spectra: files").setInputFiles(
      Array.isArray(what)
        ? [...(what as readonly string[])]
        : Object.entries(what).map(([name, text]) => ({
            name,
            mimeType: "text/csv",
            buffer: Buffer.from(text),
          })),
    );
    await page
      .locator('.spectra-panel[data-settled="false"]')
      .first()
      .waitFor({ timeout: 1000 })
      .catch(() => {});
    await settled(page);
  }
  const table = (page: Page, kind: "absorption" | "emission"): Locator =>
    page.getByRole("region", { name: `What the ${kind} says` });
  const cell = async (
    page: Page,
    kind: "absorption" | "emission",
    name: string,
    column: number,
  ): Promise<number> =>
    Number(
      await table(page, kind).locator(`tr[data-aliquot="${name}"] td`).nth(column).getAttribute("data-value"),
    );
  const near = (found: number, wanted: number): void =>
    expect(Math.abs(found / wanted - 1), `${found} against ${wanted}`).toBeLessThan(EXACT);

  it("opens with simulated aliquots, says so, and shows what the library reads of each", async () => {
    const page = await open();
    await expect.poll(() => page.getByText("Simulated, not measured").count()).toBeGreaterThan(0);
    const { spectra } = openSpectra(null, null, 1);
    for (const i of [0, 3, count - 1]) {
      const { name } = spectra[i]!;
      const read = analyseAbsorption(cdse, spectra[i]!);
      near(await cell(page, "absorption", name, 0), read.first!.wavelengthNm.value);
      near(await cell(page, "absorption", name, 3), read.size!.value);
      near(await cell(page, "absorption", name, 4), 100 * read.spread!.value);
      near(
        await cell(page, "absorption", name, 6),
        1e6 * read.concentration!.routes[2]!.concentrationMolar.value,
      );
      const light = readEmission(spectra[count + i]!);
      near(await cell(page, "emission", name, 0), light.peakNm);
      near(
        await cell(page, "emission", name, 4),
        1000 * stokesShift(read.first!.energyEv, light.peakEv).value,
      );
    }
    expect(await page.getByRole("list", { name: "What was noted" }).textContent()).toContain(
      "the curves disagree",
    );
    for (const figure of ["absorption", "emission", "fit", "sizing", "series-size", "series-stokes"])
      await expect.poll(() => page.locator(`[data-figure="${figure}"] svg`).count()).toBe(1);
    await page.context().close();
  });

  it("shows the fit of the chosen spectrum, the curves beside one another and the routes", async () => {
    const page = await open();
    await table(page, "absorption").getByRole("button", { name: "240 s" }).click();
    const detail = page.getByRole("region", { name: "One spectrum" });
    await expect.poll(() => detail.getAttribute("data-chosen")).toBe("240 s");
    expect(await detail.locator('[data-figure="fit"] text', { hasText: "first band" }).count()).toBe(1);
    const { spectra } = openSpectra(null, null, 1);
    const read = analyseAbsorption(cdse, spectra.find(({ timeS }) => timeS === 240)!);
    for (const { curve, value } of read.sizes!.answers)
      near(
        Number(await detail.locator(`tr[data-curve="${curve}"] td`).first().getAttribute("data-value")),
        value!,
      );
    expect(await detail.locator("tr[data-route]").count()).toBe(read.concentration!.routes.length);
    await table(page, "emission").getByRole("button", { name: "60 s" }).click();
    await expect.poll(() => detail.locator('[data-figure="band"] svg').count()).toBe(1);
    await page.context().close();
  });

  it("reads again for another path, curve or material, with the reason where no curve answers", async () => {
    const page = await open();
    const before = await cell(page, "absorption", "120 s", 5);
    await type(box(page, "optical path in cm"), "2");
    await settled(page);
    near(await cell(page, "absorption", "120 s", 5), before / 2);
    await page.getByLabel("size by").selectOption("CdSe Yu 2003");
    await settled(page);
    const { spectra } = openSpectra(null, null, 1);
    const yu = analyseAbsorption(cdse, spectra[3]!, { curve: "CdSe Yu 2003" });
    near(await cell(page, "absorption", "120 s", 3), yu.size!.value);
    expect(await page.getByLabel("the same in a terminal").first().inputValue()).toBe(
      'oleate spectrum simulated-aliquots-absorbance.csv --material CdSe --curve "CdSe Yu 2003" --path "2 cm"',
    );
    // Dots that absorb at 511 nm are none of PbS.
    await page.locator('[role="tabpanel"]:not([hidden])').getByLabel("material").selectOption("PbS");
    await settled(page);
    const detail = page.getByRole("region", { name: "One spectrum" });
    await expect.poll(() => detail.locator("td.reason").count(), PATIENT).toBeGreaterThan(0);
    expect(await detail.getByText("no curve answers").count()).toBe(1);
    expect(await detail.locator('[data-figure="sizing"] svg').count()).toBe(1);
    await page.context().close();
  });

  it.skipIf(!measured)(`reads measured aliquots and their emission, and pairs them${REASON}`, async () => {
    const page = await open();
    const files = ["Run 3 UV-Vis.csv", "Run 3 FL emission.csv"];
    await give(
      page,
      files.map((file) => `${DATA}/${file}`),
    );
    expect(await page.getByText("Simulated, not measured").count()).toBe(0);
    // The material of the simulated aliquots says nothing of these: without one there is no size.
    expect(await table(page, "absorption").locator("tbody tr td").nth(3).textContent()).toBe("–");
    await page.locator('[role="tabpanel"]:not([hidden])').getByLabel("material").selectOption("CdSe");
    await settled(page);
    const [absorption, emission] = files.map(
      (file) => readSpectra(readFileSync(`${DATA}/${file}`), file).spectra,
    );
    expect(await table(page, "absorption").locator("tbody tr").count()).toBe(absorption!.length);
    const of = (one: NonNullable<typeof absorption>[number]) => ({
      wavelengthNm: one.axis,
      values: one.values,
    });
    for (const i of [4, 17]) {
      const read = analyseAbsorption(cdse, of(absorption![i]!));
      const light = readEmission(of(emission![i]!));
      near(await cell(page, "absorption", absorption![i]!.name.trim(), 0), read.first!.wavelengthNm.value);
      near(
        await cell(page, "emission", emission![i]!.name.trim(), 4),
        1000 * stokesShift(read.first!.energyEv, light.peakEv).value,
      );
    }
    // A second run stands beside the first, each with its name.
    await give(page, [`${DATA}/Run 1 UV-Vis.csv`]);
    expect(await table(page, "absorption").locator("tbody tr").count()).toBe(absorption!.length + 14);
    await page.getByRole("button", { name: "close Run 3 UV-Vis.csv" }).click();
    await settled(page);
    await expect.poll(() => table(page, "absorption").locator("tbody tr").count()).toBe(14);
    await page.context().close();
  });

  it("refuses a decay, a table of results and an axis without a unit, and keeps what is open", async () => {
    const page = await open();
    const rows = Array.from({ length: 30 }, (_, i) => `${0.05 * i},${1000 - 30 * i}`).join("\n");
    await give(page, { "decay.csv": `time (ns),counts\n${rows}\n` });
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("a decay, not a spectrum");
    await give(page, { "peaks.csv": "sample,Peak (nm)\nA,512\nB,530\n" });
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("peaks.csv");
    // What is simulated does not stand beside files that were refused.
    expect(await table(page, "absorption").count()).toBe(0);
    // One of the simulated aliquots against energy, its axis without a name.
    const { wavelengthNm, values } = openSpectra(null, null, 1).spectra[3]!;
    const rowsByEnergy = [...wavelengthNm]
      .map((nm, k) => `${energyFromWavelength(nm)},${values[k]}`)
      .reverse();
    await give(page, { "sample.csv": `,absorbance\n${rowsByEnergy.join("\n")}\n` });
    const unit = page.getByLabel("unit of the axis, read again");
    await unit.selectOption("eV");
    await expect.poll(() => table(page, "absorption").locator("tbody tr").count(), PATIENT).toBe(1);
    await settled(page);
    const found = analyseAbsorption(cdse, { wavelengthNm, values }).first!;
    near(await cell(page, "absorption", "sample", 0), found.wavelengthNm.value);
    await page.context().close();
  });

  it("says what was set aside, clipped, refused as a cluster's, and what each concentration rests on", async () => {
    const page = await open();
    const all = faulty();
    const { wavelengthNm } = all.spiked;
    const rows = [...wavelengthNm].map((nm, i) =>
      [nm, ...Object.values(all).map(({ values }) => values[i])].join(","),
    );
    await give(page, { "CdSe.csv": `wavelength (nm),${Object.keys(all).join(",")}\n${rows.join("\n")}\n` });
    await expect.poll(() => table(page, "absorption").locator("tbody tr").count(), PATIENT).toBe(3);
    await settled(page);
    const detail = page.getByRole("region", { name: "One spectrum" });
    const noted = await page.getByRole("list", { name: "What was noted" }).textContent();
    const show = async (name: string): Promise<void> => {
      await table(page, "absorption").getByRole("button", { name }).click();
      await expect.poll(() => detail.getAttribute("data-chosen")).toBe(name);
    };
    for (const spectrum of Object.values(all)) {
      const read = analyseAbsorption(cdse, spectrum);
      const said = [...(read.cluster === undefined ? [] : [read.cluster]), ...read.notes];
      await show(spectrum.name);
      const shown = await detail.textContent();
      for (const note of said) {
        expect(noted).toContain(note);
        expect(shown).toContain(note);
      }
      for (const why of read.concentration?.left ?? []) expect(shown).toContain(`No concentration by ${why}`);
      const basis = await detail.locator("td[data-basis]").allTextContents();
      expect(basis).toEqual((read.concentration?.routes ?? []).map((route) => saidOfBasis(route.basis)));
      const left = detail.locator("[data-left-out]");
      const some = read.setAside.length + read.clipped.length;
      expect(await left.count()).toBe(some > 0 ? 1 : 0);
      if (some > 0) expect(await left.locator("tbody tr").count()).toBe(some);
    }
    const cluster = table(page, "absorption").locator('tr[data-aliquot="cluster"] td[data-cluster]');
    expect(await cluster.textContent()).toContain("cluster's band");
    await page.context().close();
  });

  it("stacks, scales and turns the axis into energies, and saves all numbers", async () => {
    const page = await open();
    const axis = page.locator('[data-figure="absorption"] .label').first();
    await page.getByLabel("spectra", { exact: true }).selectOption("stacked");
    await page.getByLabel("heights", { exact: true }).selectOption("scaled");
    await page.getByLabel("against", { exact: true }).selectOption("eV");
    await expect.poll(() => axis.textContent()).toContain("photon energy");
    expect(await page.locator('[data-figure="absorption"] desc').textContent()).toContain("lifted");
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save all numbers as CSV" }).click(),
    ]);
    const numbers = readTable(readFileSync((await saved.path())!), "spectra-read.csv");
    expect(numbers.rowCount).toBe(2 * count);
    await page.context().close();
  });

  it("calculates size and gap as `oleate size` does, and says how far bulk data are off", async () => {
    const page = await open("#/spectra/size");
    const answer = (curve: string): Promise<number> =>
      page
        .locator(`.size-panel tr[data-curve="${curve}"] td`)
        .first()
        .getAttribute("data-value")
        .then(Number);
    const pbs = findMaterial("PbS");
    for (const { curve, value } of gapBand(pbs, 4.8).answers) near(await answer(curve), value!);
    const given = page.locator(".size-panel").getByLabel("given");
    await given.selectOption("nm of light");
    await type(box(page, "first transition in nm"), "1339");
    const sizes = sizingBand(pbs, energyFromWavelength(1339)).answers;
    await expect.poll(() => answer("PbS Moreels 2009"), PATIENT).toBeCloseTo(sizes[0]!.value!, 6);
    near(await answer(sizes[1]!.curve), sizes[1]!.value!);
    expect(await page.locator(".size-panel .command input").inputValue()).toBe(
      'oleate size --material PbS --gap "1339 nm"',
    );
    const estimate = page.getByRole("region", { name: "From bulk data" });
    expect(await estimate.textContent()).toContain("Known error");
    await page.locator(".size-panel").getByLabel("material").selectOption("HgTe");
    await expect.poll(() => estimate.textContent(), PATIENT).toContain("cannot be worked out");
    await page.getByRole("tab", { name: "Spectra" }).click();
    await expect.poll(() => page.evaluate(() => location.hash)).toBe("#/spectra");
    await page.context().close();
  });

  it("is no wider than a phone, and every control has a name", async () => {
    for (const path of ["#/spectra", "#/spectra/size"]) {
      const page = await open(path, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
      expect(await flawsOf(page), path).toEqual(FLAWLESS);
      await page.context().close();
    }
  });

  it("reported no error in any of these", () => {
    expect(workbench.faults).toEqual([]);
  });
});
