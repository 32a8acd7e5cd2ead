import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDecays, readPtu } from "./index.ts";
import { joined, type WrittenTag, writePtu } from "./test/pq-file.ts";
import { RECORD_TYPES, type RecordType } from "./tttr-records.ts";

/** What happens in a measurement, in order. */
type Happening =
  | { readonly kind: "photon"; readonly detector: number; readonly delay: number; readonly pulse: number }
  | { readonly kind: "marker" }
  | { readonly kind: "sync"; readonly wait: number }
  | { readonly kind: "overflow"; readonly times: number };

const hex = (code: number): string => code.toString(16).padStart(8, "0");

/** A T3 record written from the layout of the format's description, by arithmetic and not by shifts. */
function t3Word(type: RecordType, one: Happening): number {
  const [photon, delay, pulse, special] =
    type.layout === "picoharp" ? [2 ** 28, 2 ** 16, 1, 15 * 2 ** 28] : [2 ** 25, 2 ** 10, 1, 2 ** 31];
  if (one.kind === "photon") return one.detector * photon + one.delay * delay + one.pulse * pulse;
  if (type.layout === "picoharp") return special + (one.kind === "marker" ? 3 * delay : 0);
  return (
    special + (one.kind === "marker" ? 2 * 2 ** 25 : 63 * 2 ** 25 + (one.kind === "overflow" ? one.times : 1))
  );
}

const happening = (detectors: readonly [number, number], channels: number): fc.Arbitrary<Happening> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant("photon" as const),
        detector: fc.integer({ min: detectors[0], max: detectors[1] }),
        delay: fc.integer({ min: 0, max: channels - 1 }),
        pulse: fc.integer({ min: 0, max: 1023 }),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: "marker" as const }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("overflow" as const), times: fc.integer({ min: 1, max: 5 }) }),
    },
  );

const T3_TAGS: readonly WrittenTag[] = [];

describe("T3 records", () => {
  test.each(RECORD_TYPES.filter(({ mode }) => mode === "T3"))(
    "$name: random records give the plain histogram",
    (type) => {
      const channels = type.layout === "picoharp" ? 4096 : 32768;
      const detectors: readonly [number, number] = type.layout === "picoharp" ? [0, 14] : [0, 62];
      fc.assert(
        fc.property(fc.array(happening(detectors, channels), { maxLength: 300 }), (all) => {
          const file = readDecays(
            writePtu(
              type.code,
              Uint32Array.from(all, (one) => t3Word(type, one)),
              T3_TAGS,
            ),
            "a.ptu",
          );
          const expected = new Map<string, number>();
          for (const one of all) {
            if (one.kind !== "photon") continue;
            const key = `${one.detector + (type.layout === "picoharp" ? 0 : 1)}/${one.delay}`;
            expected.set(key, (expected.get(key) ?? 0) + 1);
          }
          const found = new Map<string, number>();
          for (const { counts, meta } of file.curves)
            counts.forEach((count, delay) => {
              if (count > 0) found.set(`${meta.detector}/${delay}`, count);
            });
          expect(found).toEqual(expected);
          const overflows = all.reduce(
            (sum, one) => sum + (one.kind === "overflow" ? (type.counted ? one.times : 1) : 0),
            0,
          );
          const markers = all.filter(({ kind }) => kind === "marker").length;
          expect(file.notes[0]).toContain(`${overflows} overflows of the clock, ${markers} markers`);
        }),
        { numRuns: 25, seed: 5 },
      );
    },
  );

  test("width, period, length and time come from the header", () => {
    const { curves } = readDecays(writePtu(0x00010306, Uint32Array.of((1 << 25) | (7 << 10))), "a.ptu");
    expect(curves).toHaveLength(1);
    expect(curves[0]).toMatchObject({ name: "channel 2", startNs: 0 });
    expect(curves[0]!.channelWidthNs).toBeCloseTo(0.016, 12);
    expect(curves[0]!.meta).toMatchObject({ detector: 2, integrationTimeS: 2 });
    expect(curves[0]!.meta.repetitionPeriodNs).toBeCloseTo(50, 9);
    // 50 ns at 16 ps are 3125 channels; those beyond can hold no photon.
    expect(curves[0]!.counts).toHaveLength(3125);
    expect(curves[0]!.counts[7]).toBe(1);
  });

  test("a count beyond the period is kept and said", () => {
    const { curves, notes } = readDecays(writePtu(0x00010306, Uint32Array.of(4000 << 10)), "a.ptu");
    expect(curves[0]!.counts).toHaveLength(4001);
    expect(notes.join()).toMatch(/later than one period/u);
  });

  test("no photon at all is a curve of zeros with a note", () => {
    const { curves, notes } = readDecays(writePtu(0x01010304, Uint32Array.of(0xfe000002)), "a.ptu");
    expect(curves).toHaveLength(1);
    expect(curves[0]!.counts.every((count) => count === 0)).toBe(true);
    expect(notes.join()).toMatch(/no photon was counted in channel 1/u);
  });
});

/** Records of pulses and photons at absolute times, with the overflows a clock of the type needs. */
function t2Records(
  type: RecordType,
  events: readonly { readonly at: number; readonly detector: number | "sync" }[],
): Uint32Array {
  const words: number[] = [];
  let wraps = 0;
  for (const { at, detector } of events) {
    for (; at - wraps * type.overflow >= type.overflow; wraps++)
      words.push(type.layout === "picoharp" ? 0xf0000000 : 0xfe000000 + (type.counted ? 1 : 0));
    const rest = at - wraps * type.overflow;
    if (type.layout === "picoharp") words.push((detector === "sync" ? 0 : detector) * 2 ** 28 + rest);
    else words.push((detector === "sync" ? 2 ** 31 : detector * 2 ** 25) + rest);
  }
  return Uint32Array.from(words);
}

describe("T2 records", () => {
  const tags: readonly WrittenTag[] = [["MeasDesc_GlobalResolution", "float", 4e-12]];
  test.each(RECORD_TYPES.filter(({ mode }) => mode === "T2"))(
    "$name: photons are placed after the last pulse",
    (type) => {
      const delay = fc.record({
        wait: fc.integer({ min: 0, max: 3e6 }),
        delay: fc.integer({ min: 0, max: 12499 }),
        detector: fc.integer({ min: 1, max: 4 }),
      });
      fc.assert(
        fc.property(fc.array(delay, { minLength: 1, maxLength: 200 }), (all) => {
          const events: { at: number; detector: number | "sync" }[] = [];
          const expected = new Map<string, number>();
          let clock = 17;
          for (const { wait, delay: after, detector } of all) {
            // Waits of a few ms make the clocks of every type run over.
            clock += wait * 60;
            events.push({ at: clock, detector: "sync" }, { at: clock + after, detector });
            clock += after;
            const key = `${detector + (type.layout === "picoharp" ? 0 : 1)}/${after}`;
            expected.set(key, (expected.get(key) ?? 0) + 1);
          }
          const bytes = writePtu(type.code, t2Records(type, events), tags);
          const file = readDecays(bytes, "a.ptu", type.layout === "picoharp" ? { syncChannel: 0 } : {});
          const found = new Map<string, number>();
          for (const { counts, meta, channelWidthNs } of file.curves) {
            // 50 ns of 4 ps fit into the channels, so none are joined.
            expect(channelWidthNs).toBeCloseTo(0.004, 12);
            counts.forEach((count, channel) => {
              if (count > 0) found.set(`${meta.detector}/${channel}`, count);
            });
          }
          expect(found).toEqual(expected);
          expect(file.notes[0]).toContain(`${all.length} pulses`);
        }),
        { numRuns: 20, seed: 6 },
      );
    },
  );

  test("fine time units are joined so that a period takes at most 65536 channels", () => {
    // 1 us in units of 1 ps: 1 000 000 units, 16 a channel.
    const records = Uint32Array.of(0x80000000, 100, 999_999);
    const slow: readonly WrittenTag[] = [
      ["MeasDesc_GlobalResolution", "float", 1e-12],
      ["TTResult_SyncRate", "int", 1_000_000],
    ];
    const [curve] = readDecays(writePtu(0x01010204, records, slow), "a.ptu").curves;
    expect(curve!.channelWidthNs).toBeCloseTo(0.016, 12);
    expect(curve!.counts[Math.floor(100 / 16)]).toBe(1);
    expect(curve!.counts[Math.floor(999_999 / 16)]).toBe(1);
  });

  test("photons before the first pulse or long after one are counted in the notes", () => {
    const records = Uint32Array.of(5, 0x80000000 + 10, 20, 1_000_000);
    const { notes } = readDecays(writePtu(0x01010204, records, tags), "a.ptu");
    expect(notes.join("\n")).toMatch(/1 photons before the first pulse/u);
    expect(notes.join("\n")).toMatch(/1 photons more than 50\.5\d? ns after a pulse/u);
  });

  test("without pulses, or without the channel of pulses, it is refused", () => {
    expect(() => readDecays(writePtu(0x01010204, Uint32Array.of(5, 6), tags), "a.ptu")).toThrow(
      /hold no pulses/u,
    );
    expect(() => readDecays(writePtu(0x00010203, Uint32Array.of(5, 6), tags), "a.ptu")).toThrow(
      /--pulse-channel/u,
    );
    const unknownRate: readonly WrittenTag[] = [...tags, ["TTResult_SyncRate", "int", 0]];
    expect(() => readDecays(writePtu(0x01010204, Uint32Array.of(5), unknownRate), "a.ptu")).toThrow(
      /--pulse-period/u,
    );
  });
});

describe("a stream", () => {
  const records = Uint32Array.from(
    { length: 5000 },
    (_, i) => ((i % 3) << 25) | (((i * 37) % 3000) << 10) | (i % 1024),
  );
  const bytes = writePtu(0x01010304, records, [["Description", "text", "odd"]]);
  async function* cut(sizes: readonly number[]): AsyncGenerator<Uint8Array> {
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const size = sizes[i % sizes.length]!;
      yield bytes.slice(at, at + size);
      at += size;
    }
  }

  test("gives what the whole file gives, however it is cut", async () => {
    const whole = readDecays(bytes, "a.ptu");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 }),
        async (sizes) => {
          expect(await readPtu(cut(sizes), { name: "a.ptu" })).toEqual(whole);
        },
      ),
      { numRuns: 20, seed: 7 },
    );
    // A file that does not begin on a multiple of four bytes in memory.
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(readDecays(shifted.subarray(1), "a.ptu")).toEqual(whole);
  });

  test("tells its progress and can be stopped", async () => {
    const seen: number[] = [];
    await readPtu(cut([4096]), { progress: ({ recordsRead }) => seen.push(recordsRead) });
    expect(seen.at(-1)).toBe(5000);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    const signal = { aborted: false };
    const stopped = readPtu(cut([4096]), { signal, progress: () => (signal.aborted = true) });
    await expect(stopped).rejects.toThrow(/was stopped/u);
  });

  test("refuses what is no .ptu at its first chunk", async () => {
    await expect(readPtu([new Uint8Array(64).fill(65)])).rejects.toThrow(/no \.ptu/u);
    await expect(readPtu([])).rejects.toThrow(/inside its header/u);
  });
});

describe("files that are not as they should be", () => {
  const records = Uint32Array.from({ length: 100 }, (_, i) => (i % 50) << 10);
  const bytes = writePtu(0x01010304, records);

  test("a truncated file says how many of how many records there are, and is read on demand", () => {
    const cut = bytes.subarray(0, bytes.length - 4 * 30 - 2);
    expect(() => readDecays(cut, "a.ptu")).toThrow(
      /a\.ptu: the file is truncated \(found 69 of 100 records/u,
    );
    const { curves, notes } = readDecays(cut, "a.ptu", { acceptIncomplete: true });
    expect(curves[0]!.counts.reduce((sum, count) => sum + count, 0)).toBe(69);
    expect(notes.join()).toMatch(/truncated: 69 of 100 records; those were read/u);
  });

  test("a file cut inside its header", () => {
    expect(() => readDecays(bytes.subarray(0, 300), "a.ptu")).toThrow(
      /ends inside its header.*no Header_End/u,
    );
  });

  test("bytes after the last record are left out with a note", () => {
    expect(readDecays(joined([bytes, new Uint8Array(10)]), "a.ptu").notes.join()).toMatch(
      /10 bytes after the last record/u,
    );
  });

  test("a measurement that was never closed announces no records: all are read, with a note", () => {
    const open = writePtu(0x01010304, records, [["TTResult_NumberOfRecords", "int", 0]]);
    const { curves, notes } = readDecays(open, "a.ptu");
    expect(curves[0]!.counts).toEqual(readDecays(bytes, "a.ptu").curves[0]!.counts);
    expect(notes.join()).toMatch(/announces 0 records.*all 100 that follow were read/u);
    // One that ends inside a record was cut.
    const cut = open.subarray(0, open.length - 2);
    expect(() => readDecays(cut, "a.ptu")).toThrow(
      /99 whole records and 2 bytes of another, none announced/u,
    );
    expect(readDecays(cut, "a.ptu", { acceptIncomplete: true }).notes.join()).toMatch(/truncated: 99 whole/u);
  });

  test("an unknown type of record is named beside the known ones", () => {
    const unknown = writePtu(0x01020999, records);
    expect(() => readDecays(unknown, "a.ptu")).toThrow(
      /0x01020999.*0x00010303 \(PicoHarp 300 T3\).*MultiHarp/u,
    );
    for (const { code } of RECORD_TYPES)
      expect(() => readDecays(unknown, "a.ptu")).toThrow(new RegExp(hex(code), "iu"));
  });

  test("a header without resolution, with records of 64 bits, with a tag of no known type", () => {
    expect(() =>
      readDecays(writePtu(0x01010304, records, [["MeasDesc_Resolution", "float", 0]]), "a.ptu"),
    ).toThrow(/MeasDesc_Resolution/u);
    expect(() =>
      readDecays(writePtu(0x01010304, records, [["TTResultFormat_BitsPerRecord", "int", 64]]), "a.ptu"),
    ).toThrow(/64 bits/u);
    const odd = bytes.slice();
    odd[16 + 36] = 0x99;
    expect(() => readDecays(odd, "a.ptu")).toThrow(/tag File_Comment of the unknown type/u);
  });
});
