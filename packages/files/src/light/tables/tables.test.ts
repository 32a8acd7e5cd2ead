import { describe, expect, it } from "vitest";
import { readDilutionTable, readLifetimeTable } from "./index.ts";

const bytes = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join("\n")}\n`);

describe("a table of dilutions", () => {
  it("is parted into sample and reference, whatever the order of the rows and of the columns", () => {
    const { sample, reference, notes } = readDilutionTable(
      bytes("absorbance;solution;intensity", "0,02;Sample;1,5", "0,03;reference;2", "0,04; sample ;3,1"),
      "d.csv",
    );
    expect(Array.from(sample.absorbance)).toEqual([0.02, 0.04]);
    expect(Array.from(sample.intensity)).toEqual([1.5, 3.1]);
    expect(Array.from(reference.absorbance)).toEqual([0.03]);
    expect(notes).toHaveLength(1);
  });

  it.each([
    [
      "every row that belongs to neither",
      ["sampel,0.1,1", "sample,0.1,1", "other,0.1,1"],
      /d.csv:2.*\n.*d.csv:4/u,
    ],
    ["a missing absorbance", ["sample,,1", "reference,0.1,1"], /d.csv:2.*absorbance/u],
    ["a table of the sample alone", ["sample,0.1,1", "sample,0.2,2"], /no dilutions of the reference/u],
  ])("refuses %s", (_, rows, message) => {
    expect(() => readDilutionTable(bytes("solution,absorbance,intensity", ...rows), "d.csv")).toThrow(
      message,
    );
  });
});

describe("tables with German and French headings", () => {
  it.each([
    ["German", ["Lösung;Extinktion;Intensität (a.u.)", "Probe;0,02;1,5", "Referenz;0,03;2"]],
    ["German without umlauts", ["LOESUNG;Absorption;Flaeche", "probe;0,02;1,5", "Standard;0,03;2"]],
    ["French", ["solution;densité optique;intensité / u.a.", "échantillon;0,02;1,5", "référence;0,03;2"]],
    [
      "accents in two parts",
      ["solution;absorbance;intensite\u0301", "e\u0301chantillon;0,02;1,5", "étalon;0,03;2"],
    ],
  ])("dilutions: %s", (_, lines) => {
    const { sample, reference } = readDilutionTable(bytes(...lines), "d.csv");
    expect([...sample.absorbance, ...sample.intensity]).toEqual([0.02, 1.5]);
    expect([...reference.absorbance, ...reference.intensity]).toEqual([0.03, 2]);
  });

  it.each([
    ["German", "Lösungsmittel;Lebensdauer / ps;Fehler (ps);Quantenausbeute (%)"],
    [
      "German, the other words",
      "Lösemittel;Abklingzeit (ps);Unsicherheit (ps);Fluoreszenzquantenausbeute (%)",
    ],
    ["French", "solvant;durée de vie (ps);incertitude (ps);rendement quantique [%]"],
    ["mixed", "Solvent;Lebensdauer (ps);error (ps);Quantum_Yield (%)"],
  ])("lifetimes: %s", (_, heading) => {
    const table = readLifetimeTable(bytes(heading, "toluene;4000;100;80", "pentane;6000;120;60"), "t.csv");
    expect(Array.from(table.lifetimesNs)).toEqual([5, 10]);
    expect(Array.from(table.errorsNs!)).toEqual([0.125, 0.2]);
  });

  it("takes the English word where both stand, and refuses two words for one column", () => {
    const both = bytes("solvent,lifetime (ns),Lebensdauer (ns)", "toluene,4,5");
    expect(Array.from(readLifetimeTable(both, "t.csv").lifetimesNs)).toEqual([4]);
    const two = bytes("solvent,Abklingzeit (ns),Lebensdauer (ns)", "toluene,4,5");
    expect(() => readLifetimeTable(two, "t.csv")).toThrow(/several columns.*Abklingzeit.*Lebensdauer/u);
  });

  it("takes no longer heading for the word in it", () => {
    const other = bytes("solvent,lifetime (ns),Fehler der Quantenausbeute", "toluene,4,0.1");
    expect(readLifetimeTable(other, "t.csv").errorsNs).toBeNull();
    expect(() => readLifetimeTable(bytes("solvent,mittlere Lebensdauer (ns)", "toluene,4"), "t.csv")).toThrow(
      /no column `lifetime`/u,
    );
  });
});

describe("a table of lifetimes", () => {
  it("divides lifetimes and errors by the quantum yields, in whatever units", () => {
    const table = readLifetimeTable(
      bytes("solvent,lifetime (ps),error (ps),quantum yield (%)", "CyH,2500,50,50", "toluene,4000,100,80"),
      "t.csv",
    );
    expect(table.solvents).toEqual(["cyclohexane", "toluene"]);
    expect(Array.from(table.measuredNs)).toEqual([2.5, 4]);
    expect(Array.from(table.lifetimesNs)).toEqual([5, 5]);
    expect(table.errorsNs?.[1]).toBeCloseTo(0.125, 12);
    expect(table.warnings).toEqual([]);
  });

  it("takes an empty optional cell as not given, and says what that does", () => {
    const table = readLifetimeTable(
      bytes(
        "solvent,lifetime (ns),error (ns),quantum yield",
        "toluene,4,0.1,0.8",
        "pentane,6,,",
        "DCB,3,0.1,n/a",
      ),
      "t.csv",
    );
    expect(Array.from(table.lifetimesNs)).toEqual([5, 6, 3]);
    expect(table.quantumYields).toEqual(Float64Array.of(0.8, Number.NaN, Number.NaN));
    expect(table.errorsNs).toBeNull();
    expect(table.warnings).toHaveLength(2);
    expect(table.warnings[0]).toMatch(/no quantum yield is given in pentane, 1,2-dichlorobenzene/u);
    expect(table.warnings[1]).toMatch(/no error is given in pentane/u);
  });

  it("takes a column without any value as not there", () => {
    const table = readLifetimeTable(
      bytes("solvent,lifetime (ns),error (ns),quantum yield", "toluene,4,,", "pentane,6,,"),
      "t.csv",
    );
    expect([table.errorsNs, table.quantumYields, table.warnings]).toEqual([null, null, []]);
    expect(Array.from(table.lifetimesNs)).toEqual([4, 6]);
  });

  it("names every row that is wrong at once", () => {
    const wrong = bytes(
      "solvent,lifetime (ns),error (ns),quantum yield",
      "tolune,4,0.1,",
      "pentane,6,0.1,1.4",
      "CyH,-5,0.1,0.9",
      "DCB,4,0,0.9",
    );
    expect(() => readLifetimeTable(wrong, "t.csv")).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /t\.csv:4.*lifetime[\s\S]*t\.csv:5.*error[\s\S]*t\.csv:2[\s\S]*toluene[\s\S]*t\.csv:3.*at most 1/u,
        ),
      }),
    );
  });

  it("refuses a missing lifetime, and a word for a yield", () => {
    expect(() => readLifetimeTable(bytes("solvent,lifetime (ns)", "toluene,"), "t.csv")).toThrow(/t.csv:2/u);
    const word = bytes("solvent,lifetime (ns),quantum yield", "toluene,4,high");
    expect(() => readLifetimeTable(word, "t.csv")).toThrow(/t.csv:2.*quantum yield.*high/u);
  });
});
