import { existsSync, readFileSync } from "node:fs";
import { OleateError } from "@oleate/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectLight } from "../detect-light.ts";
import { readSpectra } from "../spectra/index.ts";
import { readDecays, readPtu } from "./index.ts";
import { writeSdt } from "./test/bh-file.ts";
import { writePtu } from "./test/pq-file.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const SPC = "../shared/data/trpl/phconvert_spc/test_noise.spc";

const rows = (from: number, step: number): string =>
  Array.from({ length: 40 }, (_, i) => `${(from + i * step).toFixed(2)};${i * i};${40 - i}`).join("\n");

const SEEDS: readonly (readonly [string, Uint8Array])[] = [
  [
    "T3",
    writePtu(
      0x01010304,
      Uint32Array.from({ length: 60 }, (_, i) => (i << 10) | i),
    ),
  ],
  [
    "T2",
    writePtu(
      0x00010207,
      Uint32Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 0x80000000 : 0) + 100 * i),
    ),
  ],
  [
    "sdt",
    writeSdt(
      [
        { counts: [1, 2, 3, 4], kind: "u32", zipped: true },
        { counts: [5, 6, 7, 8], kind: "u16" },
      ],
      5e-8,
      1,
      4,
    ),
  ],
  ["text", utf8(`Time (ns);a;b 450 nm\n${rows(0, 0.05)}\n`)],
  [
    "picoharp",
    utf8(
      `#PicoHarp 300  Histogram Data\n#channels per curve\n40\n#ns/channel\n0.5\t0.5\t0.1\n#counts\n${rows(0, 1).replaceAll(";", "\t")}\n`,
    ),
  ],
  ["ibh", utf8(`Item name: a\nTime calibration: 0.05 ns/ch\nChan\tData\n1\t1\n2\t2\n3\t3\n4\t4\n`)],
  ["glotaran", utf8("a\nb\nTime explicit\nIntervalnr 3\n0 1 2\n500 1 2 3\n510 4 5 6\n")],
  ["table", utf8(`dots PL\n"Wavelength (nm)";a;"b"\n${rows(400, 1)}\n\nY Mode Abs\n`)],
  [
    "fluorimeter",
    utf8(
      "Labels,a,b,\nType,Emission Scan,Emission Scan,\nXaxis,Wavelength,Wavelength,\n\n500,1,2,\n501,3,4,\n502,3,4,\n",
    ),
  ],
  ["ocean", utf8("Date: x\n>>>>>Begin Spectral Data<<<<<\n178.1\t-3.2\n178.5\t4.0E1\n179\t2\n")],
  [
    "jcamp",
    utf8(
      "##TITLE= d\n##DATA TYPE= UV/VIS SPECTRUM\n##XUNITS= NANOMETERS\n##FIRSTX= 500\n##LASTX= 498\n##NPOINTS= 3\n##YFACTOR= 0.01\n##XYDATA= (X++(Y..Y))\n500A0J0J0\n##END=\n",
    ),
  ],
  ...(existsSync(SPC) ? [["spc", new Uint8Array(readFileSync(SPC)).subarray(0, 4000)] as const] : []),
];

const OPTIONS = { acceptIncomplete: true, channelWidthNs: 0.01, syncChannel: 0 } as const;

/** Runs every reader: each must end in finite numbers or in an error of the project. */
async function allEndWell(bytes: Uint8Array): Promise<boolean> {
  const readings: (() => unknown)[] = [
    () => {
      for (const options of [{}, OPTIONS])
        for (const { counts, channelWidthNs, startNs } of readDecays(bytes, "a", options).curves) {
          if (!(channelWidthNs > 0 && Number.isFinite(channelWidthNs) && Number.isFinite(startNs)))
            return false;
          if (counts.length < 2 || !counts.every(Number.isFinite)) return false;
        }
      return true;
    },
    () =>
      readSpectra(bytes, "a").spectra.every(
        ({ axis, values }) =>
          axis.length === values.length &&
          axis.every((nm, i) => nm > (axis[i - 1] ?? 0)) &&
          values.every(Number.isFinite),
      ),
    () => detectLight(bytes, "a").kind !== undefined,
    () =>
      readPtu([bytes.subarray(0, 100), bytes.subarray(100)], OPTIONS).then(({ curves }) => curves.length > 0),
  ];
  for (const reading of readings) {
    try {
      if ((await reading()) !== true) return false;
    } catch (error) {
      if (!(error instanceof OleateError)) throw error;
    }
  }
  return true;
}

describe("files cut or changed anywhere end in numbers or in a message", () => {
  test.each(SEEDS)("%s, whole", async (_, bytes) => {
    expect(await allEndWell(bytes)).toBe(true);
  });

  test.each(SEEDS)("%s, cut", async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), async (length) => {
        expect(await allEndWell(bytes.subarray(0, length))).toBe(true);
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  test.each(SEEDS)("%s, with bytes changed", async (_, bytes) => {
    const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const changed = bytes.slice();
        for (const { at, to } of changes) changed[at] = to;
        expect(await allEndWell(changed)).toBe(true);
      }),
      { numRuns: 80, seed: 4 },
    );
  });

  test("bytes of chance", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await allEndWell(bytes)).toBe(true);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
