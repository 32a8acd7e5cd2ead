import { existsSync, readdirSync, readFileSync } from "node:fs";
import { wavelengthFromEnergy } from "@oleate/core";
import { describe, expect, test } from "vitest";
import { detectLight } from "../detect-light.ts";
import { readSpectra, type SpectraOptions } from "./index.ts";

const OPTICS = "../shared/data/optics";
const CDSE = `${OPTICS}/imperial_cdse`;
const HAS_DATA = existsSync(CDSE);
const SKIPPED = HAS_DATA ? "" : " (skipped: ../shared/data/optics is absent)";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, name = "a.txt", options: SpectraOptions = {}) =>
  readSpectra(utf8(text), name, options);

/** Spectra of every file, their quantity, and the points of each. */
const PUBLISHED: readonly (readonly [string, number, string, number])[] = [
  ["Run 1 UV-Vis.csv", 14, "absorbance", 251],
  ["Run 2 FL emission.csv", 14, "emission", 181],
  ["Run 2 FL excitation.csv", 15, "excitation", 101],
  ["Run 2 UV-Vis.csv", 16, "absorbance", 251],
  ["Run 3 FL emission.csv", 18, "emission", 121],
  ["Run 3 UV-Vis.csv", 18, "absorbance", 451],
  ["Run 3 overnight full comparison.csv", 6, "absorbance", 451],
  ["Run 4 FL emission.csv", 18, "emission", 151],
  ["Run 4 FL excitation.csv", 18, "excitation", 131],
  ["Run 4 UV-Vis.csv", 18, "absorbance", 251],
];

describe(`published aliquots of CdSe${SKIPPED}`, () => {
  test.skipIf(!HAS_DATA)("every table of the folder is listed here", () => {
    expect(PUBLISHED.map(([name]) => name)).toEqual(
      readdirSync(CDSE)
        .filter((name) => name.endsWith(".csv"))
        .toSorted(),
    );
  });

  test.skipIf(!HAS_DATA).each(PUBLISHED)(
    "%s: %i spectra of %s, %i points each",
    (name, count, quantity, points) => {
      const bytes = readFileSync(`${CDSE}/${name}`);
      const { spectra } = readSpectra(bytes, name);
      expect(spectra).toHaveLength(count);
      for (const { axis, values, quantity: found } of spectra) {
        expect([axis.length, values.length, found]).toEqual([points, points, quantity]);
        expect(axis.every((nm, i) => i === 0 || nm > axis[i - 1]!)).toBe(true);
        expect(values.every(Number.isFinite)).toBe(true);
      }
      // Names are those of the header line, whatever its spaces.
      const header = readFileSync(`${CDSE}/${name}`, "utf8").split(/\r?\n/u)[0]!.split(",").slice(1);
      expect(spectra.map((one) => one.name)).toEqual(header.map((cell) => cell.trim()));
      expect(detectLight(bytes, name).kind).toBe("spectrum");
    },
  );

  test.skipIf(!HAS_DATA)("values stay with their wavelengths when the axis is turned", () => {
    const [first] = readSpectra(readFileSync(`${CDSE}/Run 1 UV-Vis.csv`), "Run 1 UV-Vis.csv").spectra;
    expect([first!.axis[0], first!.values[0]]).toEqual([350.0107117, 0.302091986]);
    expect([first!.axis.at(-1), first!.values.at(-1)]).toEqual([599.9901733, 0.006099063]);
  });

  test.skipIf(!HAS_DATA)(
    "the Cary's log below the numbers tells the quantity, and is left out with a note",
    () => {
      const { notes } = readSpectra(readFileSync(`${CDSE}/Run 3 overnight full comparison.csv`), "nameless");
      expect(notes.join()).toMatch(/lines after the numbers, from line 454, are left out/u);
    },
  );

  test.skipIf(!HAS_DATA)("tables of syntheses and sizes are no spectra", () => {
    for (const path of [
      "hot_injection_cdse/CdSe_Raw.csv",
      "synthesizer_cspbbr3/dataset_synthesizer.csv",
      "apl_qd/almeida_inp_points.csv",
    ]) {
      const bytes = readFileSync(`${OPTICS}/${path}`);
      expect(() => readSpectra(bytes, path)).toThrow(/table of syntheses or of peaks is no spectrum/u);
      expect(detectLight(bytes, path).kind).toBe("unknown");
    }
  });
});

describe("tables", () => {
  test("pairs of columns with the samples above (Cary), of unequal length", () => {
    const { spectra } = read(
      "seed,,after 20 min,,\nWavelength (nm),Abs,Wavelength (nm),%T,\n500,0.1,510,50,\n499,0.2,509,60,\n498,0.3,508,70,\n497,0.4,,,\n496,0.5,,,\n\nseed\nCollection Time: 1\nX Mode  Nanometers\nY Mode  Abs\n",
    );
    expect(spectra.map(({ name, quantity }) => [name, quantity])).toEqual([
      ["seed", "absorbance"],
      ["after 20 min", "transmittance"],
    ]);
    expect([...spectra[0]!.axis]).toEqual([496, 497, 498, 499, 500]);
    expect([...spectra[1]!.values]).toEqual([0.7, 0.6, 0.5]);
  });

  test("Shimadzu: a title, quoted headers with a point after the unit", () => {
    const { spectra } = read(
      '"RawData - dots.spc"\n"Wavelength nm.","Abs."\n300.00,0.123\n300.50,0.124\n301.00,0.2\n',
      "dots.txt",
    );
    expect(spectra).toHaveLength(1);
    expect(spectra[0]).toMatchObject({ name: "dots", quantity: "absorbance" });
    expect([...spectra[0]!.axis]).toEqual([300, 300.5, 301]);
  });

  test("axes in eV, cm-1 and um become nm, rising", () => {
    const ev = read("Energy (eV)\tPL\n2\t1\n2.1\t2\n2.2\t3\n");
    expect([...ev.spectra[0]!.axis]).toEqual([2.2, 2.1, 2].map(wavelengthFromEnergy));
    expect([...ev.spectra[0]!.values]).toEqual([3, 2, 1]);
    expect(ev.notes.join("\n")).toMatch(/was in eV.*\n.*not rescaled/u);
    const perCm = read("Wavenumber (cm-1);A\n20000;1\n16000;2\n10000;3\n").spectra[0]!.axis;
    // 1e7 / wavenumber, to rounding.
    [500, 625, 1000].forEach((nm, i) => {
      expect(perCm[i]! / nm).toBeCloseTo(1, 12);
    });
    expect([...read("Wavelength (\u00b5m),A\n0.5,1\n0.6,2\n0.75,3\n").spectra[0]!.axis]).toEqual([
      500, 600, 750,
    ]);
  });

  test("a header without a unit is believed where it says wavelength; none at all where nothing else fits", () => {
    expect(read("Wavelength,S1\n400,1\n401,2\n402,3\n").spectra[0]!.name).toBe("S1");
    const bare = read("400 1\n401 2\n402 3\n");
    expect([...bare.spectra[0]!.axis]).toEqual([400, 401, 402]);
    expect(bare.notes.join()).toMatch(/has no name: it is taken to be wavelengths in nm/u);
    expect(() => read("1.5 1\n1.6 2\n1.7 3\n")).toThrow(
      /no spectral axis \(found a first column without a name from 1\.5 to 1\.7/u,
    );
    expect(read("1.5 1\n1.6 2\n1.7 3\n", "a", { axisUnit: "eV" }).spectra[0]!.axis[2]).toBe(
      wavelengthFromEnergy(1.5),
    );
  });

  test("comments, decimal commas, a byte order mark", () => {
    const { spectra } = read("\ufeff# lamp on\n# Wavelength (nm);dots\n400,5;0,1\n401,5;0,2\n402,5;0,3\n");
    expect(spectra[0]!.name).toBe("dots");
    expect([...spectra[0]!.axis]).toEqual([400.5, 401.5, 402.5]);
  });

  test("doubled points are averaged, empty cells and empty columns left out", () => {
    const { spectra, notes } = read("nm,a,b,c\n400,1,1,\n401,2,,\n401,4,3,\n402,5,5,\n403,6,6,\n");
    expect([...spectra[0]!.axis]).toEqual([400, 401, 402, 403]);
    expect([...spectra[0]!.values]).toEqual([1, 3, 5, 6]);
    expect([...spectra[1]!.axis]).toEqual([400, 401, 402, 403]);
    expect([...spectra[1]!.values]).toEqual([1, 3, 5, 6]);
    expect(notes.join("\n")).toMatch(/averaged in a/u);
    expect(notes.join("\n")).toMatch(/without a value are left out in b/u);
  });

  test("spectra of one name are told apart", () => {
    expect(read("nm,a,a\n400,1,1\n401,2,2\n402,3,3\n").spectra.map(({ name }) => name)).toEqual([
      "a",
      "a (2)",
    ]);
  });

  test("the name of the file tells the quantity only where nothing else does", () => {
    const text = "nm,a\n400,1\n401,2\n402,3\n";
    expect(read(text, "dots.csv").spectra[0]!.quantity).toBe("unknown");
    const named = read(text, "dots PL.csv");
    expect(named.spectra[0]!.quantity).toBe("emission");
    expect(named.notes.join()).toMatch(/taken from the name of the file/u);
    expect(read(text, "dots PL.csv", { quantity: "excitation" }).spectra[0]!.quantity).toBe("excitation");
    expect(read("nm,Absorbance\n400,1\n401,2\n402,3\n", "dots PL.csv").spectra[0]!.quantity).toBe(
      "absorbance",
    );
  });
});

describe("instruments", () => {
  test("Ocean Insight", () => {
    const { format, spectra } = read(
      "Data from dots.txt Node\n\nDate: Mon Nov 21\nIntegration Time (sec): 1.0E-1\nXAxis mode: Wavelengths\nNumber of Pixels in Spectrum: 3\n>>>>>Begin Spectral Data<<<<<\n178.1\t-3.2\n178.5\t4.0E1\n179\t2\n",
      "dots.txt",
    );
    expect(format).toBe("ocean");
    expect(spectra[0]).toMatchObject({ name: "dots", quantity: "unknown" });
    expect(spectra[0]!.meta["Integration Time (sec)"]).toBe("1.0E-1");
    expect([...spectra[0]!.values]).toEqual([-3.2, 40, 2]);
    const older = read(
      "SpectraSuite Data File\n++++\n>>>>>Begin Processed Spectral Data<<<<<\n500,1\t1\n500,2\t2\n500,3\t3\n>>>>>End Processed Spectral Data<<<<<\n",
    );
    expect([...older.spectra[0]!.axis]).toEqual([500.1, 500.2, 500.3]);
  });

  test("PerkinElmer", () => {
    const text = (unit: string, y: string): string =>
      `PE UV       SUBTECH     SPECTRUM    ASCII       PEDS        4.00  \n-1\nfoo.asc\n21/01/01\n12:00:00.00\n21/01/01\n12:00:00.00\nme\nMy sample\n\n#HDR\n-1\n#GR\n${unit}\n${y}\n1.0\n0.0\n500\n-1\n3\n#DATA\n502\t10\n501\t20\n500\t30\n`;
    const { format, spectra } = read(text("nm", "%T"));
    expect(format).toBe("perkin-elmer");
    expect(spectra[0]).toMatchObject({ name: "My sample", quantity: "transmittance" });
    expect([...spectra[0]!.values]).toEqual([0.3, 0.2, 0.1]);
    expect(read(text("nm", "A")).spectra[0]!.quantity).toBe("absorbance");
    expect(() => read(text("furlong", "A"))).toThrow(/unit of the axis is not known.*furlong/u);
    expect(() => read(text("nm", "A").split("#DATA")[0]!)).toThrow(/no line #DATA/u);
  });

  test("Edinburgh or Horiba fluorimeter", () => {
    const { format, spectra } = read(
      "Labels,a,b,\nType,Emission Scan,Excitation Scan,\nStart,500,500,\nFixed/Offset,400,600,\nXaxis,Wavelength,Wavelength,\nYaxis,Counts,Counts,\n\n500,1.0E+1,2,\n501,3,4,\n502,3,4,\n",
    );
    expect(format).toBe("fluorimeter-text");
    expect(spectra.map(({ name, quantity, meta }) => [name, quantity, meta["fixed/offset"]])).toEqual([
      ["a", "emission", "400"],
      ["b", "excitation", "600"],
    ]);
    expect(() => read("Labels,a,\nXaxis,Time(ns),\n\n0,1,\n1,3,\n2,3,\n")).toThrow(
      /is a decay, not a spectrum/u,
    );
  });

  test("JCAMP-DX, in its difference form, in wavenumbers, and of other kinds", () => {
    const text = (type: string, unit: string, first: number, last: number): string =>
      `##TITLE= dye\n##JCAMP-DX= 4.24\n##DATA TYPE= ${type}\n##XUNITS= ${unit}\n##YUNITS= ABSORBANCE\n##FIRSTX= ${first}\n##LASTX= ${last}\n##NPOINTS= 3\n##XFACTOR= 1\n##YFACTOR= 0.01\n##XYDATA= (X++(Y..Y))\n${first}A0J0J0\n##END=\n`;
    const { format, spectra } = read(text("UV/VIS SPECTRUM", "NANOMETERS", 500, 498));
    expect(format).toBe("jcamp");
    expect(spectra[0]).toMatchObject({ name: "dye", quantity: "absorbance" });
    expect([...spectra[0]!.axis]).toEqual([498, 499, 500]);
    [0.3, 0.2, 0.1].forEach((value, i) => {
      expect(spectra[0]!.values[i]).toBeCloseTo(value, 12);
    });
    expect(read(text("INFRARED SPECTRUM", "1/CM", 1000, 2000)).spectra[0]!.axis[0]).toBeCloseTo(5000, 8);
    expect(() => read(text("NMR SPECTRUM", "HZ", 0, 2))).toThrow(
      /no optical spectrum \(found NMR SPECTRUM.*read it as NMR data/u,
    );
    expect(() => read(text("UV/VIS SPECTRUM", "FATHOMS", 500, 498))).toThrow(
      /axis is not known \(found FATHOMS/u,
    );
    expect(() =>
      read(text("UV/VIS SPECTRUM", "NANOMETERS", 500, 498).replace("NPOINTS= 3", "NPOINTS= 9")),
    ).toThrow(/truncated/u);
  });
});

describe("what is refused, and how", () => {
  test.each([
    ["", /the file is empty/u],
    ["hello\n", /holds no spectrum.*begins "hello"/u],
    ["Time (ns),Counts\n0,1\n1,2\n2,3\n", /is a decay, not a spectrum/u],
    ["Diameter_nm,gap\n2,3\n3,2.5\n4,2.2\n", /no spectral axis \(found a first column `Diameter_nm`/u],
    [
      "nm,A\n400,1\n402,2\n401,3\n403,1\n",
      /a\.txt:4: the axis of a goes back and forth \(found 401 after 402/u,
    ],
    ["nm,A\n0,1\n1,2\n2,3\n", /a\.txt:2: a value of the axis is no wavelength of light \(found 0 nm/u],
    ["nm,A\n400,1\n401,x\n402,3\n403,3\n404,1\n", /a\.txt:3: .*401,x/u],
    [
      "nm,A\n400,1\n401,2\n402,3\n403,x\n404,1\n",
      /a\.txt:5:2: a cell among the numbers holds no number \(found "x"/u,
    ],
  ])("%j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test("binary data", () => {
    expect(() => readSpectra(new Uint8Array(64), "a.spc")).toThrow(/binary data.*JCAMP-DX/u);
  });
});

describe("decay or spectrum", () => {
  test.each([
    ["Time (ns),c\n0,1\n1,2\n2,3\n", "decay"],
    ["0,1\n1,2\n2,3\n", "decay"],
    ["400,1\n401,2\n402,3\n", "spectrum"],
    ["800,1\n799,2\n798,3\n", "spectrum"],
    ["Wavelength,1\n400,1\n401,2\n402,3\n", "spectrum"],
    ["#PicoHarp 300  Histogram Data\n", "decay"],
    ["Labels,a\nXaxis,Time(ns)\n0,1\n", "decay"],
    ["Labels,a\nXaxis,Wavelength\n500,1\n", "spectrum"],
    ["##TITLE= x\n", "spectrum"],
    ["Dose (eq),d\n0,1\n1,2\n2,3\n", "unknown"],
    ["words\n", "unknown"],
    ["", "unknown"],
  ])("%j is %s", (text, kind) => {
    expect(detectLight(utf8(text), "a")).toMatchObject({ kind });
  });
});
