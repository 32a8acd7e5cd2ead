import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, materials, type SizingBand } from "@oleate/core";
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

  it.each(["1339nm", "1339 nm", "1.339um", "1.339 \u00b5m", "0.92595eV"])(
    "reads a gap written as %s",
    (gap) => {
      expect(printedBy(() => size({ material: "PbS", gap })).text).toMatch(/PbS Moreels 2009 +4\.80/u);
    },
  );

  it("warns where a magic-size cluster is known", () => {
    for (const [material, gap] of [
      ["CdSe", "415nm"],
      ["CdTe", "491nm"],
      ["CdTe", "506nm"],
    ] as const)
      expect(printedBy(() => size({ material, gap })).text).toMatch(
        /magic-size cluster .* no size by a curve/u,
      );
  });

  it("answers at either end of a curve through two points", () => {
    for (const asked of [{ gap: "2.76 eV" }, { gap: "2.51 eV" }, { size: "3.7nm" }, { size: "6.6nm" }])
      expect(printedBy(() => size({ material: "CsPbBr3", ...asked })).text).toMatch(
        /CsPbBr3 Malinoski two points +\d/u,
      );
    expect(printedBy(() => size({ material: "PbS", size: "2.7 nm" })).text).toMatch(/Moreels 2009.*846 nm/u);
  });

  it("goes from size to transition", () => {
    expect(printedBy(() => size({ material: "PbS", size: "4.8 nm" })).text).toContain("1128 nm");
  });

  it("says of a curve that is silent what it holds for, in the words of the question", () => {
    const silent = printedBy(() => size({ material: "PbS", gap: "300 nm" })).text;
    expect(silent).toMatch(
      /note {2}PbS Moreels 2009: outside the first transitions of its sizes, 846 to 1996 nm/u,
    );
    expect(printedBy(() => size({ material: "PbS", size: "12 nm" })).text).toMatch(
      /note {2}PbS Weidman 2014: outside.*4\.3 to 8\.4 nm/u,
    );
    expect(printedBy(() => size({ material: "CdTe", gap: "417 nm" })).text).toMatch(/magic-size clusters/u);
  });

  it.each([
    [{ gap: "30 kg" }, /--gap cannot be read.*1339 nm or 0\.926 eV/u],
    [{ gap: "-3 nm" }, /--gap is not positive.*-3 nm/u],
    [{ size: "5 ps" }, /--size cannot be read.*"5 ps".*4\.8 nm/u],
    [{ size: "0 nm" }, /--size is not positive.*0 nm/u],
  ])("refuses %o in the field's units", (asked, message) => {
    expect(() => size({ material: "PbS", ...asked })).toThrow(message);
    // Base units of the SI are no chemist's.
    expect(() => size({ material: "PbS", ...asked })).not.toThrow(/\(m\)|kg s|m\^2/u);
  });

  it.each(materials.filter(({ sizing }) => sizing.length > 0).map(({ formula }) => formula))(
    "follows no curve of %s beyond its range, and says how far curves disagree",
    (formula) => {
      for (let nm = 300; nm <= 2400; nm += 100) {
        const text = printedBy(() => size({ material: formula, gap: `${nm} nm`, json: true })).text;
        const { answers, disagreement, warnings } = JSON.parse(text) as SizingBand;
        for (const { value, rangeNm, reason } of answers) {
          if (value === undefined) expect(reason).toBeTruthy();
          else if (rangeNm) {
            // Ends are printed to three digits or so.
            expect(value).toBeGreaterThanOrEqual(rangeNm[0] * (1 - 1e-3));
            expect(value).toBeLessThanOrEqual(rangeNm[1] * (1 + 1e-3));
          }
        }
        expect(warnings.some((text) => text.includes("disagree"))).toBe(disagreement > 0.05);
      }
    },
  );

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

  it("names in a series the curve of each size, its range and source, and says once what holds for many", () => {
    const names = ["20 s", "40 s", "60 s"];
    const series = rows.map((row) => {
      const [nm, value] = row.split(",");
      return [nm, ...names.map((_, i) => (Number(value) * (1 + 0.1 * i)).toFixed(6))].join(",");
    });
    const path = join(folder, "aliquots.csv");
    writeFileSync(path, `Wavelength (nm),${names.join(",")}\n${series.join("\n")}\n`);
    const { text } = printedBy(() => spectrum(path, { material: "CdSe", kind: "absorption" }));
    const lines = text.split("\n");
    expect(lines.find((line) => line.includes("Jasieniak 2009 (nm)"))).toMatch(
      /Yu 2003 \(nm\).*disagree by/u,
    );
    expect(text).toMatch(
      /curve {2}CdSe Yu 2003: diameter, for 1\.6 to 7\.6 nm; Yu, Qu, Guo, Peng, Chem\. Mater\. 2003/u,
    );
    expect(text).toContain("used for spread and concentration, by CdSe Jasieniak 2009");
    const notes = lines.filter((line) => line.startsWith("note"));
    expect(notes.filter((line) => line.includes("curves disagree")).length).toBeLessThanOrEqual(1);
    const said = notes.map((line) => line.replace(/^.*?: /u, ""));
    expect(new Set(said).size).toBe(said.length);
    const tables = lines.filter((line) => !/^(?:note|curve|sizes|extinction)/u.test(line));
    expect(Math.max(...tables.map(({ length }) => length))).toBeLessThanOrEqual(100);
    const yu = printedBy(() =>
      spectrum(path, { material: "CdSe", kind: "absorption", curve: "CdSe Yu 2003" }),
    );
    expect(yu.text).toContain("used for spread and concentration, by CdSe Yu 2003");
  });

  it("names what was set aside, the basis of each extinction, and formulas that were left out", () => {
    const spoilt = rows.map((row, i) => (i < 2 ? `${row.split(",")[0]},0` : row));
    const path = join(folder, "spoilt.csv");
    writeFileSync(path, `Wavelength (nm),Absorbance\n${spoilt.join("\n")}\n`);
    const { text } = printedBy(() => spectrum(path, { material: "CdSe" }));
    expect(text).toMatch(/2 readings far off the neighbours .* set aside/u);
    expect(text).toMatch(/the measured energy +Jasieniak et al\. 2009/u);
    expect(text).toMatch(/nm by CdSe Yu 2003 +Yu et al\. 2003/u);
    expect(text).toMatch(/no concentration {2}by Leatherdale/u);
  });

  it("says what a spectrum without a kind was taken for", () => {
    const path = join(folder, "plain.csv");
    writeFileSync(path, `Wellenlänge (nm),Intensität\n${rows.join("\n")}\n`);
    expect(printedBy(() => spectrum(path, { material: "CdSe" })).text).toContain("read as absorption");
  });

  it("refuses a range of widths that runs backwards", () => {
    expect(() => spectrum(file, { material: "CdSe", line: "90 to 30 meV" })).toThrow(/the smaller first/u);
    expect(() => spectrum(file, { material: "CdSe", line: "30 nm" })).toThrow(/--line cannot be read/u);
  });

  it("asks for the material, and names the spectra there are", () => {
    const { text, code } = printedBy(() => spectrum(file, {}));
    expect(code).toBe(2);
    expect(text).toContain("--material");
    expect(() => spectrum(file, { material: "CdSe", only: ["30 s"] })).toThrow(/no spectrum of that name/u);
    expect(() => spectrum(file, { kind: "raman" })).toThrow(InputError);
  });
});
