import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, type SizingBand } from "@oleate/core";
import { describe, expect, it } from "vitest";
import { printedBy } from "../test/printed.ts";
import { size } from "./size.ts";
import { spectrum } from "./spectrum.ts";

describe("oleate size", () => {
  it("shows all curves for a wavelength, and the same for its energy", () => {
    const { text } = printedBy(() => size({ material: "PbS", gap: "1339 nm" }));
    expect(text).toMatch(/PbS Moreels 2009 +4\.80/u);
    expect(text).toMatch(/PbS Weidman 2014 +5\.73/u);
    expect(text).toContain("disagree by 18 %");
    const json = printedBy(() => size({ material: "PbS", gap: "0.92595 eV", json: true })).text;
    expect((JSON.parse(json) as SizingBand).answers[0]!.value).toBeCloseTo(4.8, 2);
  });

  it("goes from size to transition", () => {
    expect(printedBy(() => size({ material: "PbS", size: "4.8 nm" })).text).toContain("1128 nm");
  });

  it("asks for one of the two", () => {
    expect(() => size({ material: "PbS" })).toThrow(InputError);
    expect(() => size({ material: "PbS", gap: "1 eV", size: "4 nm" })).toThrow(InputError);
  });
});

describe("oleate spectrum", () => {
  const folder = mkdtempSync(join(tmpdir(), "oleate-"));
  const file = join(folder, "aliquot.csv");
  const rows = Array.from({ length: 251 }, (_, i) => 350 + i).map((nm) => {
    const e = 1239.84 / nm;
    const band = (centre: number, sigma: number): number => Math.exp(-0.5 * ((e - centre) / sigma) ** 2);
    const value = 0.2 * band(2.4, 0.05) + 0.16 * band(2.55, 0.07) + 0.3 * Math.max(0, e - 2.6) ** 1.5;
    return `${nm},${value.toFixed(6)}`;
  });
  writeFileSync(file, `Wavelength (nm),Absorbance\n${rows.join("\n")}\n`);

  it("reads an absorption spectrum: table, JSON and the fitted curve", () => {
    const out = join(folder, "curve.csv");
    const { text, code } = printedBy(() => spectrum(file, { material: "CdSe", out }));
    expect(code).toBe(0);
    expect(text).toContain("CdSe Jasieniak 2009");
    expect(readFileSync(out, "utf8").split("\n")[0]).toContain("fitted");
    const json = printedBy(() => spectrum(file, { material: "CdSe", json: true })).text;
    const [only] = (JSON.parse(json) as { spectra: { result: { first: { energyEv: { value: number } } } }[] })
      .spectra;
    expect(Math.abs(only!.result.first.energyEv.value - 2.4)).toBeLessThan(0.006);
  });

  it("asks for the material, and names the spectra there are", () => {
    const { text, code } = printedBy(() => spectrum(file, {}));
    expect(code).toBe(2);
    expect(text).toContain("--material");
    expect(() => spectrum(file, { material: "CdSe", only: ["30 s"] })).toThrow(/no spectrum of that name/u);
    expect(() => spectrum(file, { kind: "raman" })).toThrow(InputError);
  });
});
