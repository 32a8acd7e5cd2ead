import { existsSync, readFileSync } from "node:fs";
import { OleateError } from "@oleate/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNmr } from "./index.ts";

const SPECTRUM = "../shared/data/nmr/jcamp_data_test/ethylvinylether_1h.jdx";
const SET = "../shared/data/nmr/nmrtools_15n_xste/test/test-data/15n-xste-ts3";
const HAS_DATA = existsSync(SPECTRUM) && existsSync(SET);
const SKIPPED = HAS_DATA ? "" : " (skipped: ../shared/data/nmr is absent)";

/** True when a reading ends in data of finite numbers or in an error of the project. */
function endsWell(read: () => ReturnType<typeof readNmr>): boolean {
  try {
    const data = read();
    const { frequencyMHz, referenceFrequencyMHz, spectralWidthHz, carrierPpm, groupDelayPoints } = data;
    return (
      [...data.re, ...data.im, data.ppm ?? []].every((row) => [...row].every(Number.isFinite)) &&
      [frequencyMHz, referenceFrequencyMHz, spectralWidthHz].every((value) => value > 0 && value <= 1e9) &&
      Math.abs(carrierPpm) < 1e9 &&
      groupDelayPoints >= 0
    );
  } catch (error) {
    if (error instanceof OleateError) return true;
    throw error;
  }
}

describe(`files cut or changed anywhere${SKIPPED}`, () => {
  test.skipIf(!HAS_DATA)("a JCAMP file cut at any byte is refused, or is whole", () => {
    const bytes = readFileSync(SPECTRUM);
    const last = bytes.lastIndexOf("##END NTUPLES");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: bytes.length }), (length) => {
        const read = () => readNmr(new Map([["a.jdx", bytes.subarray(0, length)]]));
        if (length < last - 40) expect(read).toThrow(OleateError);
        else expect(endsWell(read)).toBe(true);
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  test("a repetition without end, numbers beyond all bounds, frequencies of nothing", () => {
    const text = (frequency: string, factor: string, data: string): string =>
      `##TITLE= x\n##JCAMP-DX= 5\n##DATA TYPE= NMR SPECTRUM\n##.OBSERVE FREQUENCY= ${frequency}\n##XUNITS= HZ\n##FIRSTX= 2\n##LASTX= 0\n##NPOINTS= 3\n##YFACTOR= ${factor}\n##XYDATA= (X++(Y..Y))\n${data}\n##END=\n`;
    const read = (...parts: readonly [string, string, string]) =>
      readNmr(new Map([["a.jdx", new Uint8Array(Buffer.from(text(...parts)))]]));
    expect([...read("100", "1", "2ABC").re[0]!]).toEqual([1, 2, 3]);
    expect(() => read("100", "1", "2AZ9999999999999")).toThrow(/more data than announced/u);
    expect(() => read("100", "1e308", "2A9B9C9")).toThrow(/too large/u);
    expect(() => read("100", "1e999", "2ABC")).toThrow(/YFACTOR= holds no number/u);
    expect(() => read("0", "1", "2ABC")).toThrow(/not above 0/u);
  });

  test.skipIf(!HAS_DATA)("a line of data taken out of a JCAMP file is noticed", () => {
    const lines = readFileSync(SPECTRUM, "latin1").split("\n");
    const first = lines.findIndex((line) => line.startsWith("##DATA TABLE"));
    fc.assert(
      fc.property(fc.integer({ min: first + 1, max: first + 1000 }), (at) => {
        const text = lines.toSpliced(at, 1).join("\n");
        expect(() => readNmr(new Map([["a.jdx", new Uint8Array(Buffer.from(text, "latin1"))]]))).toThrow(
          OleateError,
        );
      }),
      { numRuns: 40, seed: 12 },
    );
  });

  test.skipIf(!HAS_DATA)(
    "bytes changed in the files of parameters end in an error or in finite numbers",
    () => {
      const names = ["acqus", "acqu2s", "difflist", "ser", "pdata/1/procs", "pdata/1/proc2s", "pdata/1/2rr"];
      const whole = new Map(names.map((name) => [name, new Uint8Array(readFileSync(`${SET}/${name}`))]));
      fc.assert(
        fc.property(
          fc.constantFrom("acqus", "acqu2s", "difflist", "pdata/1/procs", "pdata/1/proc2s"),
          fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 126 })), { minLength: 1, maxLength: 40 }),
          fc.constantFrom("ser", "pdata/1/2rr"),
          (name, changes, dataset) => {
            const files = new Map(whole);
            const bytes = whole.get(name)!.slice();
            for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
            files.set(name, bytes);
            expect(endsWell(() => readNmr(files, { dataset }))).toBe(true);
          },
        ),
        { numRuns: 300, seed: 13 },
      );
    },
  );
});
