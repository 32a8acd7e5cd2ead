import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type DecayOptions, readDecays } from "./index.ts";

const TRPL = "../shared/data/trpl";
const PICOHARP = `${TRPL}/ohno_picoharp_dat/aAS_TEST3_RH80.dat`;
const STREAK = `${TRPL}/pyglotaran/pyglotaran_examples/study_fluorescence/data/data.ascii`;
const HAS_DATA = existsSync(PICOHARP) && existsSync(STREAK);
const SKIPPED = HAS_DATA ? "" : " (skipped: ../shared/data/trpl is absent)";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, options: DecayOptions = {}) => readDecays(utf8(text), "decay.txt", options);
const sum = (counts: Float64Array): number => counts.reduce((all, count) => all + count, 0);

describe(`published files${SKIPPED}`, () => {
  test.skipIf(!HAS_DATA)("PicoHarp text: four curves, two widths, and the sums that are known", () => {
    const { format, curves, notes } = readDecays(readFileSync(PICOHARP), "x.bin");
    expect(format).toBe("picoharp-text");
    expect(curves.map(({ channelWidthNs }) => channelWidthNs)).toEqual([0.512, 0.512, 0.004, 0.004]);
    expect(curves.map(({ counts }) => counts.length)).toEqual([65536, 65536, 65536, 65536]);
    expect(curves.map(({ counts }) => sum(counts))).toEqual([457090, 458382, 266989, 207029]);
    expect(notes.join()).toMatch(/different width: 0\.512, 0\.004 ns/u);
  });

  test.skipIf(!HAS_DATA)("PicoHarp text that was cut", () => {
    const cut = readFileSync(PICOHARP).subarray(0, 5000);
    const whole = cut.subarray(0, cut.lastIndexOf(10));
    expect(() => readDecays(whole, "x.dat")).toThrow(/truncated \(found \d+ channels; expected 65536/u);
    expect(readDecays(whole, "x.dat", { acceptIncomplete: true }).notes.join()).toMatch(
      /of 65536 channels were read/u,
    );
  });

  test.skipIf(!HAS_DATA)("streak camera data: 49 wavelengths of 923 times", () => {
    const { format, curves, notes } = readDecays(readFileSync(STREAK), "data.ascii", { timeUnit: "ps" });
    expect(format).toBe("glotaran-text");
    expect(curves).toHaveLength(49);
    expect(curves.every(({ counts }) => counts.length === 923)).toBe(true);
    expect(curves[0]!.meta.wavelengthNm).toBe(626.0996704);
    expect(curves[0]!.startNs).toBeCloseTo(-0.1009776535, 12);
    expect(curves[0]!.counts[0]).toBe(50.75050354);
    expect(notes.join()).not.toMatch(/unit of time/u);
    expect(readDecays(readFileSync(STREAK), "a").notes.join()).toMatch(/names no unit of time/u);
  });
});

describe("text of any origin", () => {
  test("two columns without a header are ns and counts, and a note says so", () => {
    const { format, curves, notes } = read("0,1\n0.1,2\n0.2,3\n0.3,0\n");
    expect(format).toBe("text");
    expect(curves).toHaveLength(1);
    expect(curves[0]).toMatchObject({ channelWidthNs: 0.1, startNs: 0 });
    expect([...curves[0]!.counts]).toEqual([1, 2, 3, 0]);
    expect(notes.join()).toMatch(/taken to be in ns/u);
    expect(read("0,1\n10,2\n20,3\n", { timeUnit: "ps" }).curves[0]!.channelWidthNs).toBeCloseTo(0.01, 12);
  });

  test.each([
    ["Time (ns),Counts", 0.5],
    ["Time [ps],Counts", 0.0005],
    ["t/us,Counts", 500],
    ["Time_ns,Counts", 0.5],
    ["ns,counts", 0.5],
    ["time (\u00b5s),counts", 500],
    ["Time[ns],Decay[Cnts]", 0.5],
    ["Time (s),Counts", 5e8],
  ])("the unit of `%s`", (header, width) => {
    const { curves, notes } = read(`${header}\n0,1\n0.5,2\n1,3\n1.5,4\n`);
    expect(curves[0]!.channelWidthNs / width).toBeCloseTo(1, 12);
    expect(notes.join()).not.toMatch(/taken to be/u);
  });

  test("byte order mark, semicolons, decimal commas, remarks above, several curves", () => {
    const { curves } = read(
      "\ufeffEasyTau 2\nSample: dots\n\nTime [ns];IRF;Decay 450 nm\n0,984;1;2\n1,000;3;4\n1,016;5;6\n1,032;7;8\n",
    );
    expect(curves.map(({ name }) => name)).toEqual(["IRF", "Decay 450 nm"]);
    expect(curves[1]).toMatchObject({ startNs: 0.984, meta: { wavelengthNm: 450 } });
    expect(curves[1]!.channelWidthNs).toBeCloseTo(0.016, 12);
    expect([...curves[1]!.counts]).toEqual([2, 4, 6, 8]);
  });

  test("tabs and runs of spaces; UTF-16; carriage returns", () => {
    const expected = [4, 5, 6];
    for (const text of [
      "0\t4\n1\t5\n2\t6\n",
      "  0   4\n  1   5\n  2   6\n",
      "0 4\r0.5 5\r1 6",
      "# t c\r\n0 4\r\n1 5\r\n2 6\r\n",
    ])
      expect([...read(text).curves[0]!.counts]).toEqual(expected);
    const wide = "0;4\n1;5\n2;6\n";
    const bytes = new Uint8Array(2 + 2 * wide.length);
    bytes.set([0xff, 0xfe]);
    for (let i = 0; i < wide.length; i++) bytes[2 + 2 * i] = wide.charCodeAt(i);
    expect([...readDecays(bytes, "a").curves[0]!.counts]).toEqual(expected);
    const latin = Uint8Array.from("Time (\u00b5s);c\n0;4\n1;5\n2;6\n", (char) => char.charCodeAt(0));
    expect(readDecays(latin, "a").curves[0]!.channelWidthNs).toBe(1000);
  });

  test("columns of times in pairs keep their own channels, and may end early", () => {
    const { curves } = read(
      "Time[ns]\tDecay[Cnts]\tTime[ns]\tIRF[Cnts]\n0\t1\t5\t2\n0.1\t3\t5.2\t4\n0.2\t5\t5.4\t6\n0.3\t3\t\t\n0.4\t3\t\t\n",
    );
    expect(
      curves.map(({ name, channelWidthNs, startNs, counts }) => [
        name,
        channelWidthNs,
        startNs,
        counts.length,
      ]),
    ).toEqual([
      ["Decay", 0.1, 0, 5],
      ["IRF", 0.2, 5, 3],
    ]);
  });

  test("times rounded to few digits are the equal channels they come from", () => {
    const rows = Array.from({ length: 500 }, (_, i) => `${(i * 0.0164).toFixed(2)},${i}`).join("\n");
    // The last time is rounded by at most 0.005 over 499 channels.
    expect(Math.abs(read(rows).curves[0]!.channelWidthNs - 0.0164)).toBeLessThan(0.006 / 499);
    const significant = Array.from(
      { length: 4000 },
      (_, i) => `${Number((i * 0.027431).toPrecision(5))} 1`,
    ).join("\n");
    // Five digits leave the last time, 109.70, uncertain by 0.005 over 3999 channels.
    expect(Math.abs(read(significant).curves[0]!.channelWidthNs - 0.027431)).toBeLessThan(0.006 / 3999);
  });

  test("curves of zeros, fractions and negatives are kept with a note", () => {
    const { curves, notes } = read("Time (ns),a,b,c\n0,0,1.5,-1\n1,0,2,3\n2,0,2,3\n");
    expect(curves).toHaveLength(3);
    expect(notes.join("\n")).toMatch(
      /no photon was counted in a\n.*below 0 in c.*\n.*no whole numbers in b/u,
    );
  });
});

describe("instruments' texts", () => {
  const ibh =
    "Item name: Decay_1\n\nReal time: 362.06\nLive time: 155.88\n\nComment: \n\n\nChan\tData\n1\t0\n2\t7\n3\t9\n";

  test("IBH DataStation without its calibration needs the width", () => {
    expect(() => read(ibh)).toThrow(/does not say how wide.*ns\/ch.*state the channel width/u);
    const { format, curves } = read(ibh, { channelWidthNs: 0.0548 });
    expect(format).toBe("ibh-text");
    expect(curves[0]).toMatchObject({
      name: "Decay_1",
      channelWidthNs: 0.0548,
      startNs: 0,
      meta: { integrationTimeS: 155.88 },
    });
    expect([...curves[0]!.counts]).toEqual([0, 7, 9]);
  });

  test.each([
    ["Time calibration: 0.0548 ns/ch", 0.0548],
    ["Time calibration: 5.48E-11 s/ch", 0.0548],
    ["Time calibration: 54,8 ps/ch", 0.0548],
  ])("with `%s`", (line, width) => {
    expect(read(ibh.replace("Comment: ", line)).curves[0]!.channelWidthNs).toBeCloseTo(width, 12);
  });

  test("Edinburgh or Horiba fluorimeter with a time axis", () => {
    const { format, curves } = read(
      "Labels,IRF,dots,\nType,Time Scan,Time Scan,\nEm Wavelength,405,520,\nXAxis,Time(ps),Time(ps),\nYAxis,Counts,Counts,\n\n0,1,2,\n50,3.00000000E+0,4,\n100,5,6,\n",
    );
    expect(format).toBe("fluorimeter-text");
    expect(curves.map(({ name }) => name)).toEqual(["IRF", "dots"]);
    expect(curves[1]!.channelWidthNs).toBeCloseTo(0.05, 12);
    expect(curves[1]!.meta).toEqual({ wavelengthNm: 520 });
    expect([...curves[0]!.counts]).toEqual([1, 3, 5]);
  });

  test("Glotaran's wavelength explicit is the same table, turned", () => {
    const time = "a\nb\nTime explicit\nIntervalnr 3\n0 1 2\n500 1 2 3\n510 4 5 6\n";
    const wave = "a\nb\nWavelength explicit\nIntervalnr 2\n500 510\n0 1 4\n1 2 5\n2 3 6\n";
    expect(read(wave).curves).toEqual(read(time).curves);
    expect(() => read(time.replace("4 5 6", "4 5"))).toThrow(/do not fill the table/u);
    expect(() => read(time.replace("Intervalnr 3", "Intervalnr"))).toThrow(/do not fill the table/u);
  });
});

describe("what is refused, and how", () => {
  test.each([
    ["", /the file is empty/u],
    ["\ufeff", /empty/u],
    ["hello\nworld\n", /holds no decay.*begins "hello"/u],
    ["Wavelength (nm),A\n400,1\n401,2\n402,3\n", /is a spectrum, not a decay/u],
    ["Labels,a,\nXaxis,Wavelength,\n\n500,1,\n501,2,\n502,1,\n", /is a spectrum, not a decay/u],
    [
      "Time (ns),c\n0,1\n1,2\n2,3\n4,3\n5,3\n",
      /decay\.txt:5: the channels are not equally wide \(found a step of 2 ns, mostly 1 ns/u,
    ],
    ["0,1\n0.1,2\n0.2,3\n0.5,3\n0.6,1\n", /decay\.txt:4: .*step of 0\.3 ns, mostly 0\.1 ns/u],
    ["0.001,1\n0.01,2\n0.1,3\n1,3\n10,1\n", /not equally wide/u],
    ["3,1\n2,2\n1,3\n3,3\n", /decay\.txt:4: the times neither rise nor fall throughout/u],
    [
      "0,1\n0.1,2\nabc,3\n0.3,3\n0.4,1\n0.5,2\n",
      /decay\.txt:3: the rows of numbers are interrupted \(found "abc,3"/u,
    ],
    ["0,1\n1,2\n2,3\n3,x\n4,1\n", /decay\.txt:4:2: a cell among the numbers holds no number \(found "x"/u],
    ["0,1\n1,2\n2,3\n\nnext\n0,1\n1,2\n2,3\n", /interrupted/u],
    ["0,1,1\n1,2,1\n2,,1\n3,4,1\n4,4,1\n", /decay\.txt:3: the counts of curve 1 have a gap/u],
    ["0 1 1\n1 2 1\n2 1\n3 4 1\n4 4 1\n", /decay\.txt:3: a row has another number of cells/u],
    ["0;1,5\n1.5;2\n3.0;3\n", /both with a decimal comma and with a decimal point/u],
    ["0;1,234\n1;2,345\n2;3,456\n", /may be a decimal sign or part thousands/u],
    ["0,1\n1,2e999\n2,3\n", /too large/u],
  ])("%j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("a channel of %d ns", (channelWidthNs) => {
    expect(() => read("Chan Data\n1 1\n2 2\n3 3\n", { channelWidthNs })).toThrow(/not above 0/u);
  });

  test("binary data of another kind", () => {
    expect(() => readDecays(new Uint8Array(100), "a.bin")).toThrow(/binary data that begin 00 00/u);
    expect(() => readDecays(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), "a.xlsx")).toThrow(/binary data/u);
  });
});
