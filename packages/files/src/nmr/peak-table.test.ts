import { describe, expect, test } from "vitest";
import { readPeakTable } from "./peak-table.ts";

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));
const read = (text: string, file = "t.txt") => readPeakTable(bytesOf(text), file);

describe("tables of peaks and integrals", () => {
  test("Mnova's peaks, decimal commas too", () => {
    const text =
      "No.\tppm\tHz\tIntensity\tWidth\tAnnotation\n1\t5,36\t2680,0\t120,5\t12,0\tvinylene\n2\t0,88\t440,0\t300,0\t3,0\t\n";
    expect(read(text)).toMatchObject({
      peaks: [
        { ppm: 5.36, intensity: 120.5, widthHz: 12, label: "vinylene" },
        { ppm: 0.88, intensity: 300, widthHz: 3 },
      ],
      integrals: [],
    });
  });

  test("TopSpin's exported peaks", () => {
    const text = "Peak\tv(F1) [ppm]\tIntensity [abs]\tAnnotation\n1\t7.2600\t1200.5\tCDCl3\n";
    expect(read(text).peaks).toEqual([{ ppm: 7.26, intensity: 1200.5, label: "CDCl3" }]);
  });

  test("Mnova's integrals", () => {
    const text =
      "Name\tRange\tNormalized\tAbsolute\nA\t7.30 .. 7.20\t5.00\t1234.5\nB\t2.10 .. 2.30\t3.02\t745.1\n";
    expect(read(text).integrals).toEqual([
      { highPpm: 7.3, lowPpm: 7.2, value: 5, absolute: 1234.5, label: "A" },
      { highPpm: 2.3, lowPpm: 2.1, value: 3.02, absolute: 745.1, label: "B" },
    ]);
  });

  test("TopSpin's listing of pp", () => {
    const text = `DU=/opt, USER=x, NAME=a, EXPNO=1, PROCNO=1
F1=12.000ppm, F2=-1.000ppm, MI=0.00cm, MAXI=10000.00cm, PC=1.400
      #      ADDRESS  FREQUENCY              INTENSITY
                       [Hz]        [PPM]
      1      2614.1    4095.453     10.2386       0.35
      2      9876.5     440.101      1.1000      12.00
`;
    expect(read(text).peaks).toEqual([
      { ppm: 10.2386, intensity: 0.35 },
      { ppm: 1.1, intensity: 12 },
    ]);
  });

  test("what is no such table is refused with its place", () => {
    expect(() => read("a,b\n1,2\n")).toThrow(/neither peaks nor integrals.*`a`, `b`/u);
    expect(() => read("<PeakList></PeakList>")).toThrow(/no peaks/u);
    expect(() => read("ppm\tIntensity\n1.0\thigh\n")).toThrow(/t\.txt:2.*no number/u);
    expect(() => read("Range\tIntegral\nhere\t1\n")).toThrow(/t\.txt:2.*no region/u);
  });
});
