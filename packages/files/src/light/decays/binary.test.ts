import { existsSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDecays } from "./index.ts";
import { eachSpcPhoton } from "./spc.ts";
import { writeSdt } from "./test/bh-file.ts";
import { joined, type WrittenTag, writePqHeader } from "./test/pq-file.ts";

const SPC = "../shared/data/trpl/phconvert_spc/test_noise";
const HAS_SPC = existsSync(`${SPC}.spc`);

function writePhu(curves: readonly Uint32Array[], widthsS: readonly number[], cut = 0): Uint8Array {
  const tags = (base: number): WrittenTag[] => [
    ["HistoResult_NumberOfCurves", "int", curves.length],
    ["HistoResult_BitsPerBin", "int", 32],
    ...curves.flatMap((counts, i): WrittenTag[] => [
      ["HistResDscr_CurveIndex", "int", i + 4, i],
      [
        "HistResDscr_DataOffset",
        "int",
        base + curves.slice(0, i).reduce((sum, one) => sum + 4 * one.length, 0),
        i,
      ],
      ["HistResDscr_HistogramBins", "int", counts.length, i],
      ["HistResDscr_MDescResolution", "float", widthsS[i]!, i],
      ["HistResDscr_MDescStopAfter", "int", 1500, i],
      ["HistResDscr_SyncRate", "int", 10_000_000, i],
    ]),
  ];
  const header = writePqHeader("PQHISTO", tags(writePqHeader("PQHISTO", tags(0)).length));
  const all = joined([header, ...curves.map((counts) => new Uint8Array(counts.buffer))]);
  return all.subarray(0, all.length - cut);
}

describe("PicoQuant histograms (.phu)", () => {
  const curves = [Uint32Array.of(0, 5, 4_000_000_000, 3), Uint32Array.of(1, 2, 3, 4, 5, 6)];

  test("curves of different length and width come back", () => {
    const file = readDecays(writePhu(curves, [4e-12, 512e-12]), "a.bin");
    expect(file.format).toBe("phu");
    expect(file.curves.map(({ counts }) => [...counts])).toEqual(curves.map((counts) => [...counts]));
    expect(file.curves.map(({ channelWidthNs }) => Number(channelWidthNs.toPrecision(12)))).toEqual([
      0.004, 0.512,
    ]);
    expect(file.curves[1]!.name).toBe("curve 2");
    expect(file.curves[0]!.meta).toEqual({ repetitionPeriodNs: 100, integrationTimeS: 1.5 });
  });

  test("a truncated one is refused with the channels there are, or read on demand", () => {
    const cut = writePhu(curves, [4e-12, 512e-12], 9);
    expect(() => readDecays(cut, "a.phu")).toThrow(
      /a\.phu: the file is truncated \(found 3 of 6 channels of curve 2/u,
    );
    const file = readDecays(cut, "a.phu", { acceptIncomplete: true });
    expect([...file.curves[1]!.counts]).toEqual([1, 2, 3]);
    expect(file.notes.join()).toMatch(/3 of 6 channels of curve 2 were read/u);
  });
});

describe("Becker & Hickl .sdt", () => {
  const irf = Array.from({ length: 64 }, (_, i) => (i === 10 ? 65535 : i % 7));
  const decay = Array.from({ length: 64 }, (_, i) => Math.round(5000 * Math.exp(-i / 9)));

  test("blocks of every kind of counts, plain and zipped", () => {
    const bytes = writeSdt(
      [
        { counts: irf, kind: "u16" },
        { counts: decay.map((count) => 70000 * count), kind: "u32", zipped: true },
        { counts: decay.map((count) => count / 4), kind: "f64" },
        { counts: decay, kind: "u16", zipped: true },
      ],
      50e-9,
      4,
      64,
    );
    const { format, curves, notes } = readDecays(bytes, "a");
    expect(format).toBe("sdt");
    expect(curves.map(({ counts }) => [...counts])).toEqual([
      irf,
      decay.map((count) => 70000 * count),
      decay.map((count) => count / 4),
      decay,
    ]);
    // The range is kept in single precision: 50 ns / 4 / 64.
    expect(curves[0]!.channelWidthNs).toBeCloseTo(50 / 4 / 64, 6);
    expect(curves[0]!.meta.integrationTimeS).toBe(30);
    expect(notes.join()).toMatch(/65535.*in block 1/u);
  });

  test("the width of a published file: 3 blocks of 1024, 1.9537081674680935e-11 s", () => {
    // Reference, section 4 (140507p.sdt): range over gain over 1024 channels, range in single precision.
    const width = 1.9537081674680935e-11;
    const gain = 5;
    const { curves } = readDecays(
      writeSdt([{ counts: new Array(1024).fill(1), kind: "u16" }], width * gain * 1024, gain, 1024),
      "a",
    );
    expect(curves[0]!.channelWidthNs / (width * 1e9)).toBeCloseTo(1, 7);
  });

  test("several curves in a block are separate, an image is added up", () => {
    const pages = writeSdt([{ counts: [...decay, ...irf, ...decay], kind: "u16", content: 1 }], 50e-9, 1, 64);
    expect(readDecays(pages, "a").curves.map(({ counts }) => [...counts])).toEqual([decay, irf, decay]);
    const image = writeSdt(
      [{ counts: Array.from({ length: 300 * 64 }, (_, i) => decay[i % 64]!), kind: "u16", content: 6 }],
      50e-9,
      1,
      64,
    );
    const { curves, notes } = readDecays(image, "a");
    expect([...curves[0]!.counts]).toEqual(decay.map((count) => 300 * count));
    expect(notes.join()).toMatch(/300 pixels are added up/u);
  });

  test("newer headers, whose offsets have a high byte", () => {
    expect([
      ...readDecays(writeSdt([{ counts: decay, kind: "u16" }], 50e-9, 1, 64, 0x25f), "a").curves[0]!.counts,
    ]).toEqual(decay);
  });

  test("other blocks are named and left out; nothing else is refused", () => {
    const fcs = writeSdt([{ counts: decay, kind: "u16", content: 2 }], 50e-9, 1, 64);
    expect(() => readDecays(fcs, "a")).toThrow(/block 1 holds no decay \(FCS\)/u);
    const both = writeSdt(
      [
        { counts: decay, kind: "u16", content: 2 },
        { counts: decay, kind: "u16" },
      ],
      50e-9,
      1,
      64,
    );
    expect(readDecays(both, "a").notes.join()).toMatch(/block 1 holds no decay \(FCS\) and is left out/u);
  });

  test("cut anywhere it is refused; on demand the whole blocks are read", () => {
    const bytes = writeSdt(
      [
        { counts: irf, kind: "u16" },
        { counts: decay, kind: "u16", zipped: true },
      ],
      50e-9,
      1,
      64,
    );
    fc.assert(
      fc.property(fc.integer({ min: 34, max: bytes.length - 1 }), (length) => {
        expect(() => readDecays(bytes.subarray(0, length), "a")).toThrow(/truncated|damaged/u);
      }),
      { numRuns: 80, seed: 2 },
    );
    const { curves, notes } = readDecays(bytes.subarray(0, bytes.length - 5), "a", {
      acceptIncomplete: true,
    });
    expect(curves.map(({ counts }) => [...counts])).toEqual([irf]);
    expect(notes.join()).toMatch(/1 of 2 blocks were read/u);
  });
});

describe(`Becker & Hickl .spc${HAS_SPC ? "" : " (skipped: ../shared/data/trpl is absent)"}`, () => {
  test.skipIf(!HAS_SPC)("every record is that of the list beside it (phconvert's test file)", () => {
    const listed = readFileSync(`${SPC}.asc`, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/u).map(Number));
    const found: number[][] = [];
    const { clockNs, photons } = eachSpcPhoton(readFileSync(`${SPC}.spc`), (macro, micro) =>
      found.push([macro, micro]),
    );
    expect(clockNs).toBe(9.5);
    expect(photons).toBe(listed.length);
    expect(found).toEqual(listed);
  });

  test.skipIf(!HAS_SPC)("the histogram is that of the micro times; its width comes from the .set", () => {
    const set = new Map([["test_noise.set", new Uint8Array(readFileSync(`${SPC}.set`))]]);
    const { curves, notes } = readDecays(readFileSync(`${SPC}.spc`), "any name", { companions: set });
    const plain = new Float64Array(4096);
    for (const line of readFileSync(`${SPC}.asc`, "utf8").trim().split("\n"))
      plain[Number(line.trim().split(/\s+/u)[1])]!++;
    expect(curves).toHaveLength(1);
    expect([...curves[0]!.counts]).toEqual([...plain]);
    // SP_TAC_TC of the same file, the width the instrument's program computed: 2.4430455e-12 s.
    expect(curves[0]!.channelWidthNs).toBeCloseTo(2.4430455e-3, 9);
    expect(notes.join()).toMatch(/1087 photons that the card declares invalid/u);
  });

  test.skipIf(!HAS_SPC)(
    "without the width it is refused with the remedy, and cut inside a record too",
    () => {
      const bytes = new Uint8Array(readFileSync(`${SPC}.spc`));
      expect(() => readDecays(bytes, "a.spc")).toThrow(/\.set file that was saved with it/u);
      const options = { channelWidthNs: 0.01 };
      expect(() => readDecays(bytes.subarray(0, 1001), "a.spc", options)).toThrow(/ends? inside a record/u);
      expect(
        readDecays(bytes.subarray(0, 1001), "a.spc", { ...options, acceptIncomplete: true }).notes.join(),
      ).toMatch(/truncated/u);
      expect(() => readDecays(readFileSync(`${SPC}.set`), "a.set")).toThrow(
        /settings of one \(\.set\) only/u,
      );
    },
  );

  test.skipIf(!HAS_SPC)(
    "of several setup files that of the same name is taken; none of its name is refused",
    () => {
      const text = readFileSync(`${SPC}.set`, "latin1");
      const other = Uint8Array.from(text.replace("SP_TAC_G,I,5", "SP_TAC_G,I,1"), (char) =>
        char.charCodeAt(0),
      );
      const own = new Uint8Array(readFileSync(`${SPC}.set`));
      const bytes = readFileSync(`${SPC}.spc`);
      const width = (file: string, names: readonly string[]): number =>
        readDecays(bytes, file, {
          companions: new Map(names.map((name, i) => [name, i === 0 ? other : own])),
        }).curves[0]!.channelWidthNs;
      expect(width("folder/Test.spc", ["a.set", "test.set"])).toBeCloseTo(2.4430455e-3, 9);
      expect(width("test.spc", ["test.set", "a.set"])).toBeCloseTo(5 * 2.4430455e-3, 8);
      expect(width("test.spc", ["a.set"])).toBeCloseTo(5 * 2.4430455e-3, 8);
      expect(() => width("test.spc", ["a.set", "b.set"])).toThrow(/2 setup files, none of its name/u);
    },
  );

  test("markers, gaps, single overflows and routing", () => {
    const word = (flags: number, adc: number, route: number, time: number): number =>
      flags * 2 ** 28 + adc * 2 ** 16 + route * 2 ** 12 + time;
    const words = Uint32Array.of(
      0x80000032,
      word(0, 4095, 0, 10),
      word(4, 4000, 3, 5),
      word(9, 0, 0, 6),
      word(2, 4095, 3, 7),
      0xc0000002,
      word(0, 0, 0, 1),
    );
    const seen: number[][] = [];
    const totals = eachSpcPhoton(new Uint8Array(words.buffer), (...one) => seen.push(one));
    expect(totals).toEqual({
      clockNs: 5,
      photons: 4,
      overflows: 3,
      markers: 1,
      invalid: 0,
      gaps: 1,
      bytesLeft: 0,
    });
    expect(seen).toEqual([
      [10, 0, 0],
      [4096 + 5, 95, 3],
      [4096 + 7, 0, 3],
      [3 * 4096 + 1, 4095, 0],
    ]);
    const { curves } = readDecays(new Uint8Array(words.buffer), "a", { channelWidthNs: 0.01 });
    expect(curves.map(({ name }) => name)).toEqual(["channel 0", "channel 3"]);
  });
});
