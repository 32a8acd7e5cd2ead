import { describe, expect, it, test } from "vitest";
import { detectLight } from "../detect-light.ts";
import { namedAxis } from "./axis-unit.ts";
import { isQuantityOnly, namedQuantity } from "./quantity.ts";
import { readSpectra } from "./read-spectra.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean): Uint8Array =>
  Uint8Array.from(
    [...`\ufeff${text}`].flatMap((sign) => {
      const code = sign.charCodeAt(0);
      return little ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff];
    }),
  );
/** Bytes of one sign each: the text holds no sign beyond 0xFF but those given. */
const windows = (text: string): Uint8Array =>
  Uint8Array.from([...text].map((sign) => ({ "\u2013": 0x96, "\u2019": 0x92 })[sign] ?? sign.charCodeAt(0)));

const ROWS = "400;0,12\n401;0,13\n402;0,15\n403;0,14\n";

describe("headings in German and French", () => {
  test.each([
    ["Wellenlänge (nm)", "nm"],
    ["Wellenlänge [nm]", "nm"],
    ["Wellenlänge / nm", "nm"],
    ["WELLENLÄNGE", "nm"],
    ["Wellenla\u0308nge [nm]", "nm"],
    ["Wellenlaenge_nm", "nm"],
    ["Longueur d'onde (nm)", "nm"],
    ["Longueur d\u2019onde [nm]", "nm"],
    ["Longueur d'onde (µm)", "um"],
    ["Photonenenergie (eV)", "eV"],
    ["Énergie [eV]", "eV"],
    ["Wellenzahl (cm-1)", "cm-1"],
    ["Nombre d'onde", "cm-1"],
  ])("%s is an axis in %s", (header, unit) => {
    expect(namedAxis(header)?.unit).toBe(unit);
  });

  test.each(["Energieeintrag", "Intensität bei Wellenlänge", "Energien der Dimere", "Wellen"])(
    "%s is none",
    (header) => {
      expect(namedAxis(header)).toBeUndefined();
    },
  );

  test.each([
    ["Absorption", "absorbance"],
    ["Absorbance", "absorbance"],
    ["Extinktion", "absorbance"],
    ["Extinktion [a.u.]", "absorbance"],
    ["Densité optique", "absorbance"],
    ["Fluoreszenz (Counts)", "emission"],
    ["Émission", "emission"],
    ["Anregung", "excitation"],
    ["Durchlässigkeit (%)", "transmittance"],
  ])("%s is %s, and no sample", (header, quantity) => {
    expect(namedQuantity(header)?.quantity).toBe(quantity);
    expect(isQuantityOnly(header)).toBe(true);
  });

  test.each([
    "Intensität",
    "Intensität (a.u.)",
    "Intensität / a.u.",
    "Intensité [u.a.]",
    "Zählrate",
    "Coups",
  ])("%s is a reading, and no sample", (header) => {
    expect(isQuantityOnly(header)).toBe(true);
    expect(namedQuantity(header)).toBeUndefined();
  });

  test.each([
    ["em", "emission"],
    ["Em.", "emission"],
    ["Fl", "emission"],
    ["Fl.", "emission"],
    ["PL", "emission"],
    ["PL (counts)", "emission"],
    ["abs", "absorbance"],
    ["A", "absorbance"],
    ["A (a.u.)", "absorbance"],
    ["OD", "absorbance"],
    ["O.D.", "absorbance"],
    ["OD / 1", "absorbance"],
  ])("%s alone is %s, and no sample", (header, quantity) => {
    expect(namedQuantity(header)?.quantity).toBe(quantity);
    expect(isQuantityOnly(header)).toBe(true);
  });

  test.each(["a", "em 2", "flask", "fl-3", "Emil", "A1", "pla", "modal"])("%s may be a sample", (header) => {
    expect(namedQuantity(header)).toBeUndefined();
    expect(isQuantityOnly(header)).toBe(false);
  });

  test("a sample keeps its name", () => {
    expect(isQuantityOnly("Probe 3")).toBe(false);
    expect(isQuantityOnly("Ansatz A / 30 s")).toBe(false);
  });
});

describe("a file with such headings", () => {
  const text = `Wellenlänge (nm);Extinktion\n${ROWS}`;
  const dashed = `Longueur d\u2019onde (nm);Absorbance\n${ROWS}404;\u20130,01\n`;

  it.each([
    ["UTF-8", utf8(text)],
    ["UTF-8 with its mark", utf8(`\ufeff${text}`)],
    ["UTF-16, low byte first", utf16(text, true)],
    ["UTF-16, high byte first", utf16(text, false)],
    ["Windows-1252", windows(text)],
  ])("is read from %s", (encoding, bytes) => {
    const { spectra, notes } = readSpectra(bytes, "probe.csv");
    expect(spectra[0]).toMatchObject({ name: "probe", quantity: "absorbance" });
    expect(Array.from(spectra[0]!.axis)).toEqual([400, 401, 402, 403]);
    expect(spectra[0]!.values[0]).toBe(0.12);
    expect(notes.some((note) => note.includes("Windows-1252"))).toBe(encoding === "Windows-1252");
    expect(detectLight(bytes, "probe.csv").kind).toBe("spectrum");
  });

  it("has its apostrophe and its minus read from Windows-1252", () => {
    const { spectra } = readSpectra(windows(dashed), "probe.csv");
    expect(spectra[0]!.values[4]).toBe(-0.01);
    expect(spectra[0]!.quantity).toBe("absorbance");
  });

  it("may name samples over its columns", () => {
    const { spectra } = readSpectra(
      utf8(`Wellenlänge [nm]\tProbe 1\tProbe 2\n400\t1\t2\n401\t1\t2\n402\t2\t3\n`),
      "x.txt",
    );
    expect(spectra.map(({ name }) => name)).toEqual(["Probe 1", "Probe 2"]);
  });

  it.each([
    ["abs,PL", ["abs", "PL"], ["absorbance", "emission"]],
    ["OD,Em.", ["OD", "Em."], ["absorbance", "emission"]],
    ["A,Fl", ["A", "Fl"], ["absorbance", "emission"]],
    ["counts,counts", ["counts", "counts (2)"], ["unknown", "unknown"]],
    ["abs,", ["abs", "column 3"], ["absorbance", "unknown"]],
  ])("names its columns as their heads do: %s", (heads, names, quantities) => {
    const { spectra } = readSpectra(utf8(`nm,${heads}\n400,1,2\n401,1,2\n402,2,3\n`), "both.csv");
    expect(spectra.map(({ name }) => name)).toEqual(names);
    expect(spectra.map(({ quantity }) => quantity)).toEqual(quantities);
  });
});
