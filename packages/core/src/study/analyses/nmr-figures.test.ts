import { describe, expect, it } from "vitest";
import { readStudyDocument } from "../document.ts";
import type { AnalysisResult } from "../result.ts";
import { resultProblems } from "../result-schema.ts";
import { runStudy } from "../run.ts";

const SOURCE = `title: My dots
source: {cite: my notebook}
sample:
  nanocrystal: {material: PbS, shape: truncated-octahedron, size: 2.7 nm}
  concentration: 0.1 mM
  solvent: toluene
analyses:
  one: {kind: nmr}
  slow: {kind: nmr, signals: [exchange_rate = 0.5 /s], solvent: chloroform-d}
  bright: {kind: nmr, solvent: dichloromethane-d2}
  plain: {kind: nmr, solvent: hexane}
  acid: {kind: nmr, added: [benzoic acid = 20 eq], solvent: hexane}
  sizes: {kind: nmr, against: size, points: [2.51 nm, 3.67 nm]}
  many: {kind: nmr, against: concentration, points: [1 mM, 0.5 mM, 0.2 mM, 0.1 mM, 50 uM, 20 uM, 10 uM, 5 uM]}
`;

const result = runStudy(readStudyDocument(SOURCE, "study.yaml"), { id: "dots", tables: new Map() });
const analysis = (id: string): AnalysisResult => result.analyses.find((one) => one.id === id)!;

describe("what NMR would show of a state, as figures of a study", () => {
  it("is part of a result that holds to its schema", () => {
    expect(resultProblems(JSON.parse(JSON.stringify(result)))).toEqual([]);
  });

  it("a single state has its two regions and its map, named, high shifts first", () => {
    const { figures, maps, findings } = analysis("one");
    expect(figures.map(({ id }) => id)).toEqual(["one-vinylene", "one-aromatic"]);
    expect(figures.every(({ x }) => x.reversed === true)).toBe(true);
    const [map] = maps!;
    expect(map!.names!.map(({ name }) => name)).toEqual(["vinylene", "toluene-d8"]);
    expect(map!.columns[0]!).toBeGreaterThan(map!.columns.at(-1)!);
    expect(map!.values).toHaveLength(map!.columns.length * map!.rows.length);
    expect(Math.max(...Array.from(map!.values))).toBeGreaterThan(0.95);
    expect(map!.caption).toMatch(/Delay 100 ms.*one D/u);
    expect(findings.join()).toContain("toluene is drawn as toluene-d8");
    expect(analysis("slow").maps![0]!.caption).toMatch(/slow over the delay/u);
  });

  it("a solvent's line beside the chains runs out of the picture and does not hide them", () => {
    const [vinylene] = analysis("bright").figures;
    expect(vinylene!.caption).toMatch(/Higher than the picture: residual dichloromethane-d2/u);
    const [all] = vinylene!.series;
    // The tallest point is the solvent's; the axis ends at one and a half times the chains'.
    expect(Math.max(...all!.y)).toBeGreaterThan(3 * vinylene!.y.range![1]);
    const chains = all!.y.filter((_, i) => all!.x[i]! > 5.4);
    expect(Math.max(...chains) / vinylene!.y.range![1]).toBeCloseTo(2 / 3, 1);
  });

  it("has no aromatic region without aromatic lines, and one with an acid that has a ring", () => {
    expect(analysis("plain").figures.map(({ id }) => id)).toEqual(["plain-vinylene"]);
    expect(analysis("plain").findings.join()).toMatch(/residual lines of hexane are not tabulated/u);
    expect(analysis("acid").figures[1]!.series.map(({ name }) => name)).toEqual(["benzoic acid"]);
  });

  it("a series has its lines over one another, each for as many chains, six at most, and no map", () => {
    const { figures, maps } = analysis("sizes");
    const lines = figures.find(({ id }) => id === "sizes-vinylene")!;
    expect(maps).toBeUndefined();
    expect(lines.series.map(({ name }) => name)).toEqual(["2.51 nm", "3.67 nm"]);
    for (const { x, y } of lines.series) {
      const area = y.reduce((sum, value) => sum + value, 0) * (x[0]! - x[1]!);
      // Two protons of 1 mM of chains; a fiftieth lies in the tails beyond the region.
      expect(area).toBeGreaterThan(1.9);
      expect(area).toBeLessThan(2.01);
    }
    const many = analysis("many").figures.find(({ id }) => id === "many-vinylene")!;
    expect(many.series.map(({ name }) => name)).toHaveLength(6);
    expect(many.series[0]!.name).toBe("1 mM");
    expect(many.series[5]!.name).toBe("5 uM");
  });
});
