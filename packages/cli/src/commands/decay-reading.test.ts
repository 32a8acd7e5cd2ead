import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom, decayMeans, drawCounts, exponentialEmission, prepareDecay } from "@oleate/core";
import { afterAll, describe, expect, it } from "vitest";
import { decayFromFile } from "../decay-files.ts";
import { printedByPromise } from "../test/printed.ts";
import type { DecayOptions } from "./decay-flags.ts";
import { decays } from "./decay-series.ts";

const STREAK = "../shared/data/trpl/pyglotaran/pyglotaran_examples/study_fluorescence/data/data.ascii";
const REFERENCE = "../shared/data/trpl/pyglotaran/optimized_parameters_reference.csv";
const folder = mkdtempSync(join(tmpdir(), "oleate-reading-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
async function printed(path: string, options: DecayOptions): Promise<string> {
  const { code, text } = await printedByPromise(() => decays([path], options));
  expect(code).toBe(0);
  return text;
}
const json = async (path: string, options: DecayOptions) =>
  JSON.parse(await printed(path, { ...options, json: true }));

/** A .ptu of T3 records (MultiHarp, 25 ps) or T2 records (PicoHarp, 4 ps); `announced` records. */
function ptu(records: Uint32Array, announced: number, type = 0x00010307): Uint8Array {
  const tag = (name: string, kind: number, value: number): Uint8Array => {
    const bytes = new Uint8Array(48);
    const view = new DataView(bytes.buffer);
    bytes.set(new TextEncoder().encode(name));
    view.setInt32(32, -1, true);
    view.setUint32(36, kind, true);
    if (kind === 0x20000008) view.setFloat64(40, value, true);
    else view.setBigInt64(40, BigInt(value), true);
    return bytes;
  };
  const [whole, float] = [0x10000008, 0x20000008];
  const head = new Uint8Array(16);
  head.set(new TextEncoder().encode("PQTTTR"));
  const t2 = type === 0x00010203;
  return Buffer.concat([
    head,
    tag("TTResultFormat_TTTRRecType", whole, type),
    tag("TTResultFormat_BitsPerRecord", whole, 32),
    tag("MeasDesc_Resolution", float, 25e-12),
    tag("MeasDesc_GlobalResolution", float, t2 ? 4e-12 : 50e-9),
    tag("TTResult_SyncRate", whole, 20_000_000),
    tag("TTResult_NumberOfRecords", whole, announced),
    tag("Header_End", 0xffff0008, 0),
    new Uint8Array(records.buffer),
  ]);
}

const random = createRandom(5, "reading");
const delays = Array.from({ length: 4000 }, () => 120 + Math.floor(-188 * Math.log(1 - random.uniform())));
const T3 = Uint32Array.from(
  delays.filter((delay) => delay < 2000),
  (delay) => delay << 10,
);
const COMMON: DecayOptions = { irfFwhm: "0.3 ns", components: "1", intervals: false };

describe("a .ptu", () => {
  it("is streamed whatever its size, with bounded memory", async () => {
    // Sparse: records of 0 are photons of the first channel.
    const path = written("big.ptu", ptu(T3, 20_000_000));
    truncateSync(path, ptu(new Uint32Array(0), 0).length + 4 * 20_000_000);
    const before = process.memoryUsage().arrayBuffers;
    const { decay } = await decayFromFile(path, undefined, "--column");
    // 80 MB of file, 16 MB of histograms, and chunks of 1 MB that wait to be collected.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(70e6);
    expect(decay.counts.reduce((sum, count) => sum + count, 0)).toBe(20_000_000);
    expect(decay.counts[0]).toBe(20_000_000 - T3.length);
    rmSync(path);
  });

  it("cut short is refused with the flag that reads it, and read with it", async () => {
    const path = written("cut.ptu", ptu(T3, T3.length + 100));
    await expect(decays([path], COMMON)).rejects.toThrow(/truncated .*--accept-incomplete/u);
    const found = await json(path, { ...COMMON, acceptIncomplete: true });
    expect(found.counts).toBe(T3.length);
    expect(found.notes.join()).toMatch(/truncated: \d+ of \d+ records; those were read/u);
  });

  it("whose header announces no records but that is whole is read with a note", async () => {
    const found = await json(written("open.ptu", ptu(T3, 0)), COMMON);
    expect(found.counts).toBe(T3.length);
    expect(found.notes.join()).toMatch(/announces 0 records/u);
  });

  it("of T2 records without their channel of pulses is read once that is stated", async () => {
    const words: number[] = [];
    for (const [k, delay] of delays.entries()) {
      // A pulse every 50 ns: 12500 units of 4 ps; photons in units of 25 ps, so that channels are joined.
      if (delay >= 1900) continue;
      const at = 12500 * (k + 1);
      words.push(at, 2 ** 28 + at + Math.floor(delay * 6.25));
    }
    const path = written("t2.ptu", ptu(Uint32Array.from(words), words.length, 0x00010203));
    await expect(decays([path], COMMON)).rejects.toThrow(/--pulse-channel 0/u);
    const { decay } = await decayFromFile(path, undefined, "--column", { pulseChannel: "0" });
    expect(decay.counts.reduce((sum, count) => sum + count, 0)).toBe(words.length / 2);
    await expect(decays([path], { ...COMMON, pulseChannel: "one" })).rejects.toThrow(/--pulse-channel/u);
  });
});

describe("what text leaves out", () => {
  const counts = Float64Array.from({ length: 300 }, (_, i) =>
    i < 20 ? 3 : Math.round(2000 * 0.98 ** (i - 20)),
  );
  const rows = (cell: (i: number, n: number) => string): string =>
    Array.from(counts, (n, i) => cell(i, n)).join("\n");

  it("the unit of time", async () => {
    const path = written(
      "bare.csv",
      rows((i, n) => `${50 * i},${n}`),
    );
    const found = await json(path, { irf: false, components: "1", intervals: false, timeUnit: "ps" });
    expect(found.channelWidth.value).toBeCloseTo(0.05, 12);
    expect(found.notes.join()).not.toContain("unit of time");
    const assumed = await json(path, { irf: false, components: "1", intervals: false });
    expect(assumed.notes.join()).toMatch(/taken to be in ns; .*--time-unit ps/u);
    await expect(decays([path], { irf: false, timeUnit: "fortnight" })).rejects.toThrow(
      /--time-unit.*ps, ns/u,
    );
  });

  it("the width of numbered channels; times behind the numbers are found", async () => {
    const path = written("chan.csv", `channel,counts\n${rows((i, n) => `${i},${n}`)}`);
    await expect(decays([path], { irf: false })).rejects.toThrow(/--channel-width "0\.05 ns"/u);
    const options: DecayOptions = { irf: false, components: "1", intervals: false };
    const found = await json(path, { ...options, channelWidth: "50 ps" });
    const both = written(
      "both.csv",
      `channel,time (ns),counts\n${rows((i, n) => `${i},${(0.05 * i).toFixed(2)},${n}`)}`,
    );
    expect((await json(both, options)).lifetimes[0].value).toBeCloseTo(found.lifetimes[0].value, 9);
    await expect(decays([path], { irf: false, channelWidth: "-1 ns" })).rejects.toThrow(/--channel-width/u);
  });

  it("an empty .set beside a table is none of its business", async () => {
    written("empty.set", "");
    const path = written(
      "beside.csv",
      `time (ns),counts\n${rows((i, n) => `${(0.05 * i).toFixed(2)},${n}`)}`,
    );
    expect((await json(path, { irf: false, components: "1", intervals: false })).curve.of).toBe(1);
  });
});

describe("held values", () => {
  const [CHANNELS, WIDTH] = [512, 0.05];
  const model = {
    components: [exponentialEmission],
    response: { kind: "gaussian", fwhmNs: 0.4 },
  } as const;
  const empty = { name: "x", counts: new Float64Array(CHANNELS).fill(1), channelWidthNs: WIDTH };
  const means = decayMeans(prepareDecay(empty, model), Float64Array.of(2, 0, 4, 800, 4.7));
  const pulse = Float64Array.from({ length: CHANNELS }, (_, i) =>
    Math.round(1e5 * Math.exp(-0.5 * ((i - 79.5) / 3.4) ** 2)),
  );
  const table = (values: Float64Array): string =>
    ["time (ns),counts", ...Array.from(values, (n, i) => `${(i * WIDTH).toFixed(2)},${n}`)].join("\n");
  const data = written("decay.csv", table(drawCounts(means, random)));
  const irf = written("irf.csv", table(pulse));

  it("that cannot be are refused", async () => {
    for (const background of ["1e6", "300", "-5"])
      await expect(decays([data], { irf, background }), background).rejects.toThrow(
        /background held for decay\.csv/u,
      );
    await expect(decays([data], { irf, shift: "1 us" })).rejects.toThrow(/out of the record/u);
    await expect(decays([data], { irf, irfBackground: "1000" })).rejects.toThrow(
      /background held for the response/u,
    );
    await expect(decays([data], { irf: false, shift: "0 ns" })).rejects.toThrow(
      /--shift does not go with --no-irf/u,
    );
    for (const mode of ["stack", "global"] as const)
      await expect(
        decays([data, data], { irf, background: "1e6", components: "1", [mode]: true, threads: "1" }),
      ).rejects.toThrow(/background held/u);
    const { background } = await json(data, { irf, background: "2", components: "1", intervals: false });
    expect(background.value).toBe(2);
  });

  it("behind the rise the shift of a measured response is held at half a channel, and a warning says what that means", async () => {
    const options: DecayOptions = { irf, components: "1", intervals: false, from: "6 ns" };
    const found = await json(data, options);
    const half = found.shift.value;
    expect(found.shift).toMatchObject({ low: half, high: half });
    expect(half).toBeCloseTo(found.channelWidth.value / 2, 12);
    expect(found.warnings.join()).toMatch(/begins behind the rise.*held at .* ns, half a channel/u);
    const stack = await json(data, { ...options, stack: true, threads: "1" });
    expect(stack.notes.join()).toMatch(/behind the rise.*is held at/u);
    expect((await json(data, { ...options, shift: "0.1 ns" })).shift.value).toBe(0.1);
    expect((await json(data, { ...options, from: "1 ns" })).shift.standardError).toBeGreaterThan(0);
  });

  it("readings that are no counts are fitted together, and written beside their fit", async () => {
    const scaled = written("scaled.csv", table(drawCounts(means, random).map((n) => 0.37 * n - 5)));
    const options: DecayOptions = { irf, components: "1", global: true };
    await expect(decays([scaled], options)).rejects.toThrow(
      /no decay of the series holds counts.*--noise constant/u,
    );
    const out = join(folder, "readings.csv");
    const text = await printed(scaled, { ...options, noise: "constant", out });
    expect(text).toMatch(/1 decay of 512 channels, readings by least squares, 1 shared lifetime/u);
    // 4.7 ns to five standard errors of some 0.02.
    expect(Math.abs(Number(/lifetime +([\d.]+) \(/u.exec(text)![1]) - 4.7)).toBeLessThan(0.15);
    expect(readFileSync(out, "utf8").split("\n")[0]).toBe(
      "time (ns),scaled.csv counts,scaled.csv fit,scaled.csv residual",
    );
    await expect(decays([scaled], { irf, noise: "constant" })).rejects.toThrow(/constant with --global/u);
  });

  it("the JSON without intervals has the standard errors that the text prints", async () => {
    const options: DecayOptions = { irf, components: "1", intervals: false };
    const { lifetimes } = await json(data, options);
    expect(lifetimes[0]).toMatchObject({ low: null, high: null });
    const [, shown] = /lifetime +[\d.]+ \+- ([\d.]+) ns/u.exec(await printed(data, options))!;
    expect(lifetimes[0].standardError).toBeCloseTo(Number(shown), 3);
  });
});

describe.skipIf(!existsSync(STREAK) || !existsSync(REFERENCE))(
  "pyglotaran's streak data (skipped: ../shared/data/trpl/pyglotaran is absent)",
  () => {
    const options: DecayOptions = {
      global: true,
      timeUnit: "ps",
      noise: "constant",
      components: "4",
      irfFwhm: "3.6595 ps",
      rise: "0.476 ps",
      period: "13.2 ns",
      background: "0",
    };

    it("the documented command gives its authors' lifetimes to 2 %", async () => {
      // irf.width is a standard deviation; kinetic.1 and kinetic.2 feed the states.
      const reference = readFileSync(REFERENCE, "utf8");
      const value = (label: string): number =>
        Number(new RegExp(`^${label},([^,]+),`, "mu").exec(reference)![1]);
      expect(2.354820045 * value("irf.width")).toBeCloseTo(3.6595, 3);
      expect(1 / (value("kinetic.1") + value("kinetic.2"))).toBeCloseTo(0.476, 3);
      const found = await json(STREAK, options);
      // The target model's eigenvalues, as tests/data/streak-lifetimes computes them.
      for (const [k, ps] of [4.34, 14.6, 46.9].entries())
        expect(Math.abs((1000 * found.lifetimes[k].value) / ps - 1), `lifetime ${k + 1}`).toBeLessThan(0.02);
      // Times of the file are middles of channels of 0.217 ps from -100.978 ps on; the shift counts from the first one's left edge.
      expect(Math.abs(1000 * found.shift.value - 100.9776535 - 0.1087 - value("irf.center"))).toBeLessThan(
        0.02,
      );
      expect(found.spectra.map(({ name }: { name: string }) => name)).toHaveLength(4);
      expect(found.spectra[0].values.some((amplitude: number) => amplitude < 0)).toBe(true);
      expect(found.warnings.join()).toMatch(/residuals are correlated/u);
    });

    it("without --noise constant it is refused with the way out, and not in a circle", async () => {
      const { noise: _, rise: __, background: ___, ...counts } = options;
      await expect(decays([STREAK], counts)).rejects.toThrow(/--global --noise constant/u);
      await expect(decays([STREAK], { ...counts, rise: "0.5 ps" })).rejects.toThrow(/--rise does not go/u);
    });
  },
);
