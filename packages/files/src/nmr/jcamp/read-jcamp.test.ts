import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { detectNmr, type NmrData, readNmr, requireGradients } from "../index.ts";

const NMR_DATA = "../shared/data/nmr";
const HAS_DATA = existsSync(NMR_DATA);
const SKIPPED = HAS_DATA ? "" : " (skipped: ../shared/data/nmr is absent)";
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));
const measured = (name: string): NmrData =>
  readNmr(new Map([[name, readFileSync(`${NMR_DATA}/jcamp_data_test/${name}`)]]));
const of = (text: string): NmrData => readNmr(new Map([["a.jdx", bytesOf(text)]]));
const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

const HEAD = `##TITLE= made up
##JCAMP-DX= 5.00 $$ by hand
##DATA TYPE= NMR SPECTRUM
##.OBSERVE FREQUENCY= 100
##.OBSERVE NUCLEUS= ^13C
`;
const TABLE = `##XUNITS= HZ
##YUNITS= ARBITRARY UNITS
##FIRSTX= 400
##LASTX= 0
##NPOINTS= 5
##XFACTOR= 1
##YFACTOR= 0.5
##XYDATA= (X++(Y..Y))
400 2 4 6
100 8 10
##END=
`;

describe("made-up JCAMP files", () => {
  test("a plain spectrum", () => {
    const data = of(HEAD + TABLE);
    expect(data).toMatchObject({ kind: "spectrum", title: "made up", nucleus: "13C", frequencyMHz: 100 });
    expect([...data.re[0]!]).toEqual([1, 2, 3, 4, 5]);
    expect([...data.ppm!]).toEqual([4, 3, 2, 1, 0]);
  });

  test("an axis that rises is turned round", () => {
    const data = of(
      HEAD +
        TABLE.replace("FIRSTX= 400", "FIRSTX= 0")
          .replace("LASTX= 0", "LASTX= 400")
          .replace("400 2", "0 2")
          .replace("100 8", "300 8"),
    );
    expect([...data.ppm!]).toEqual([4, 3, 2, 1, 0]);
    expect([...data.re[0]!]).toEqual([5, 4, 3, 2, 1]);
  });

  test("decimal commas", () => {
    const text =
      HEAD.replace("FREQUENCY= 100", "FREQUENCY= 100,5") +
      TABLE.replace("YFACTOR= 0.5", "YFACTOR= 0,5").replace("2 4 6", "2,5 4,0 6,0");
    const data = of(text);
    expect(data.frequencyMHz).toBe(100.5);
    expect([...data.re[0]!]).toEqual([1.25, 2, 3, 4, 5]);
  });

  test("pairs of X and Y, and a peak table", () => {
    const pairs = `##XUNITS= PPM\n##NPOINTS= 3\n##XYPOINTS= (XY..XY)\n3.0, 1; 2.0, 5\n1.0, -2\n##END=\n`;
    expect([...of(HEAD + pairs).re[0]!]).toEqual([1, 5, -2]);
    const peaks = `##XUNITS= HZ\n##NPOINTS= 2\n##PEAK TABLE= (XYW..XYW)\n300, 10, 2\n150, 4, 1\n##END=\n`;
    expect(of(HEAD + peaks).peaks).toEqual([
      { ppm: 3, intensity: 10, widthHz: 2 },
      { ppm: 1.5, intensity: 4, widthHz: 1 },
    ]);
  });

  test("a compound file: blocks by number, others passed over", () => {
    const one = HEAD + TABLE;
    const two = one.replace("made up", "second").replace("^13C", "^1H");
    const other = "##TITLE= x\n##DATA TYPE= INFRARED SPECTRUM\n##END=\n";
    const link = `##TITLE= both\n##JCAMP-DX= 5\n##DATA TYPE= LINK\n##BLOCKS= 3\n${one}${other}${two}##END=\n`;
    const files = new Map([["both.dx", bytesOf(link)]]);
    expect(detectNmr(files).map(({ dataset }) => dataset)).toEqual(["both.dx"]);
    expect(readNmr(files)).toMatchObject({
      title: "made up",
      notes: [expect.stringMatching(/2 data sets/u)],
    });
    expect(readNmr(files, { dataset: "both.dx#2" })).toMatchObject({ title: "second", nucleus: "1H" });
    expect(() => readNmr(files, { dataset: "both.dx#3" })).toThrow(/no such block/u);
  });

  test("n-tuples: real and imaginary pages over time", () => {
    const pages = `##TITLE= t
##JCAMP-DX= 5
##DATA TYPE= NMR FID
##.OBSERVE FREQUENCY= 100
##.OBSERVE NUCLEUS= ^1H
##NTUPLES= NMR FID
##VAR_NAME= TIME, FID/REAL, FID/IMAG, PAGE NUMBER
##SYMBOL= X, R, I, N
##VAR_DIM= 4, 4, 4, 2
##UNITS= SECONDS, ARBITRARY UNITS, ARBITRARY UNITS,
##FACTOR= 0.001, 2, 3, 1
##FIRST= 0, 1, 1, 1
##LAST= 0.003, 1, 1, 2
##PAGE= N=1
##DATA TABLE= (X++(R..R)), XYDATA
0AJJJ
3D
##PAGE= N=2
##DATA TABLE= (X++(I..I)), XYDATA
0ABCD
##END NTUPLES= NMR FID
##END=
`;
    const data = of(pages);
    expect(data.kind).toBe("fid");
    expect(data.spectralWidthHz).toBeCloseTo(1000, 9);
    expect([[...data.re[0]!], [...data.im[0]!]]).toEqual([
      [2, 4, 6, 8],
      [3, 6, 9, 12],
    ]);
    expect(() => of(pages.replace("0ABCD", "0ABC"))).toThrow(
      /a\.jdx:20: the data are truncated.*3 points.*4/u,
    );
  });

  test("what is wrong is said with its line", () => {
    expect(() => of(HEAD.replace("NMR SPECTRUM", "INFRARED SPECTRUM") + TABLE)).toThrow(
      /no NMR data.*INFRARED/u,
    );
    expect(() => of((HEAD + TABLE).replace("##.OBSERVE FREQUENCY= 100\n", ""))).toThrow(/OBSERVEFREQUENCY/u);
    expect(() => of(HEAD + TABLE.replace("= HZ", "= FURLONGS"))).toThrow(/FURLONGS.*HZ or PPM/u);
    expect(() => of(HEAD + TABLE.replace("(X++(Y..Y))", "(R++(A..A))"))).toThrow(/form of the data/u);
    expect(() => of(HEAD + TABLE.replace("100 8 10\n", ""))).toThrow(/truncated/u);
    expect(of(HEAD + TABLE.replace("##END=\n", "")).notes).toEqual([expect.stringMatching(/without ##END/u)]);
    expect(() => of("hello")).toThrow(/not JCAMP-DX/u);
    expect(() => readNmr(new Map([["a.jdx", new Uint8Array()]]))).toThrow(/empty/u);
  });
});

describe(`measured JCAMP files${SKIPPED}`, () => {
  test.skipIf(!HAS_DATA)("a decay of a one-row diffusion experiment: every point, and its parameters", () => {
    const data = measured("dosy-1d-ledbpgp2s1d.fid.dx");
    expect(data).toMatchObject({
      kind: "fid",
      nucleus: "1H",
      frequencyMHz: 400.0820004,
      temperatureK: 297.9998,
      solvent: "CDCl3",
      pulseProgram: "ledbpgp2s1d",
      groupDelayPoints: 76,
    });
    // Sums, extremes and a point of an independent decoding in Python; MIN and MAX of the file's own records.
    const [re, im] = [data.re[0]!, data.im[0]!];
    expect([re.length, sum(re), re[1000], re[8191]]).toEqual([8192, 26_528, 36_451, -972]);
    expect([im.length, sum(im), im[1000], im[8191]]).toEqual([8192, -14_655, -34_589, 1254]);
    expect(Math.max(...re)).toBe(90_427);
    expect(Math.min(...im)).toBe(-96_339);
    expect(data.spectralWidthHz).toBeCloseTo(4795.39641943734, 6);
    expect(data.diffusion).toMatchObject({
      deltaSeconds: 0.005,
      bigDeltaSeconds: 0.1,
      bipolar: true,
      gradientsTeslaPerMetre: null,
      shape: { name: "SMSQ10.100", kind: "smsq10", integralFactor: 0.9 },
    });
    expect(() => requireGradients(data)).toThrow(/one gradient step/u);
  });

  test.skipIf(!HAS_DATA)(
    "a spectrum in differences: every point, and lines where ethyl vinyl ether has them",
    () => {
      const data = measured("ethylvinylether_1h.jdx");
      expect(data).toMatchObject({ kind: "spectrum", nucleus: "1H", solvent: "DMSO", temperatureK: 303 });
      const re = data.re[0]!;
      expect([re.length, sum(re), sum(data.im[0]!)]).toEqual([16_384, 10_199_240_915, 2_798_821_058]);
      expect(Math.max(...re)).toBe(520_359_808);
      // CH3 triplet near 1.2, OCH2 quartet near 3.7, =CH2 near 3.9 and 4.2, OCH= near 6.5 ppm.
      const share = (low: number, high: number): number =>
        data.ppm!.reduce((total, ppm, i) => total + (ppm >= low && ppm <= high ? re[i]! : 0), 0);
      const perProton = share(1.0, 1.4) / 3;
      expect(share(3.55, 4.4) / perProton).toBeCloseTo(4, 0);
      expect(share(6.3, 6.7) / perProton).toBeCloseTo(1, 0);
      expect(data.ppm![0]).toBeCloseTo(11.00659, 9);
      expect(data.spectralWidthHz).toBeCloseTo(4807.69230769231, 6);
    },
  );

  test.skipIf(!HAS_DATA)("an inversion recovery in pages of plain numbers", () => {
    const data = measured("pseudoT1.jdx");
    expect(data).toMatchObject({ kind: "pseudo-2d-fid", nucleus: "1H", solvent: "D2O" });
    expect(data.temperatureK).toBeCloseTo(306.15, 2);
    expect(data.re.map((row) => row.length)).toEqual(new Array(8).fill(2048));
    expect([...data.rowQuantity!.values]).toEqual([
      0.01, 0.0346526, 0.12008, 0.41611, 1.44193, 4.99666, 17.3147, 60,
    ]);
    expect(data.rowQuantity).toMatchObject({ name: "T1", unit: "s" });
    // First points as the pages' own FIRST records give them, six digits.
    expect(data.re[0]![0]).toBeCloseTo(-1936.2, 1);
    expect(data.im[7]![0]).toBeCloseTo(33.8361, 2);
    expect(sum(data.re[7]!)).toBeCloseTo(1_357_580_280 * 1.19208e-6, 6);
    expect(data.re[0]![0]).toBeLessThan(0);
    expect(data.re[7]![0]).toBeGreaterThan(0);
  });
});
