import { describe, expect, test } from "vitest";
import { checkDecaySize, isPtuHead, readDecays } from "./index.ts";
import { writeSdt } from "./test/bh-file.ts";
import { writePtu } from "./test/pq-file.ts";

const read = (text: string, options = {}) => readDecays(new TextEncoder().encode(text), "a.csv", options);

describe("size", () => {
  const text = new TextEncoder().encode("time,counts\n0,1\n");
  const ptu = writePtu(0x01010304, Uint32Array.of(5 << 10));

  test("text and binary files have limits and remedies of their own; records are streamed", () => {
    const mega = 2 ** 20;
    expect(() => checkDecaySize(100 * mega, text, "a.csv")).toThrow(/at most 64 MB; keep only the columns/u);
    const binary = Uint8Array.of(1, 0, 2);
    expect(() => checkDecaySize(100 * mega, binary, "a.sdt")).not.toThrow();
    expect(() => checkDecaySize(2000 * mega, binary, "a.sdt")).toThrow(/1020 MB; save fewer curves, pixels/u);
    expect([isPtuHead(ptu.subarray(0, 16)), isPtuHead(text), isPtuHead(binary)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("times that fall", () => {
  const rising = read("time (ns),a,b\n0,1,5\n0.05,2,6\n0.1,3,7\n0.15,4,8\n");
  test("are read from the last row to the first, with a note", () => {
    const falling = read("time (ns),a,b\n0.15,4,8\n0.1,3,7\n0.05,2,6\n0,1,5\n");
    expect(falling.curves).toEqual(rising.curves);
    expect(falling.notes.join()).toMatch(/times fall .* from the last to the first/u);
    expect(rising.notes.join()).not.toContain("times fall");
  });

  test("a column that ends early misses its earliest times", () => {
    const [, b] = read("time (ns),a,b\n0.15,4,8\n0.1,3,7\n0.05,2,6\n0,1,\n").curves;
    expect([...b!.counts]).toEqual([6, 7, 8]);
    expect(b!.startNs).toBeCloseTo(0.05, 12);
  });

  test("in Glotaran's text too", () => {
    const rows = (times: string, counts: string) =>
      `remark\nremark\nTime explicit\nIntervalnr 3\n${times}\n680 ${counts}\n`;
    const back = read(rows("2 1 0", "7 8 9"), { timeUnit: "ps" });
    expect(back.curves).toEqual(read(rows("0 1 2", "9 8 7"), { timeUnit: "ps" }).curves);
    expect(back.notes.join()).toContain("times fall");
  });

  test("a missing row is still told, by its line; times that turn are refused", () => {
    expect(() => read("time (ns),a\n0.2,4\n0.15,4\n0.1,3\n0,1\n")).toThrow(/a\.csv:5: .*not equally wide/u);
    expect(() => read("time (ns),a\n0,4\n0.1,4\n0.05,3\n0,1\n")).toThrow(/neither rise nor fall|too few/u);
  });
});

describe("numbered channels before the times", () => {
  test("are passed over: the times are the column that says so", () => {
    const { curves } = read("channel,time (ps),counts\n0,0,2\n1,50,3\n2,100,4\n");
    expect(curves).toHaveLength(1);
    expect(curves[0]).toMatchObject({ name: "counts", channelWidthNs: 0.05, startNs: 0 });
    expect([...curves[0]!.counts]).toEqual([2, 3, 4]);
    expect(read("channel,time,counts\n0,0,2\n1,50,3\n2,100,4\n", { timeUnit: "ps" }).curves).toEqual(curves);
  });

  test("without times the width is asked for, in words that hold on the page and in a terminal", () => {
    expect(() => read("channel,counts\n0,2\n1,3\n2,4\n")).toThrow(
      /channel width .*--channel-width "0\.05 ns"/u,
    );
    expect(read("channel,counts\n0,2\n1,3\n2,4\n", { channelWidthNs: 0.05 }).curves[0]!.channelWidthNs).toBe(
      0.05,
    );
  });
});

describe("what is asked for names its flag", () => {
  test("truncated records, the channel of the pulses, their period, the unit of time", () => {
    const whole = writePtu(
      0x01010304,
      Uint32Array.from({ length: 10 }, (_, i) => i << 10),
    );
    expect(() => readDecays(whole.subarray(0, whole.length - 8), "a.ptu")).toThrow(
      /"read what there is of a truncated file" \(in a terminal --accept-incomplete\)/u,
    );
    expect(() => readDecays(writePtu(0x00010203, Uint32Array.of(5)), "a.ptu")).toThrow(/--pulse-channel 0/u);
    const unknown = writePtu(0x01010204, Uint32Array.of(5), [
      ["MeasDesc_GlobalResolution", "float", 4e-12],
      ["TTResult_SyncRate", "int", 0],
    ]);
    expect(() => readDecays(unknown, "a.ptu")).toThrow(/--pulse-period "50 ns"/u);
    expect(read("0,1\n0.1,2\n0.2,3\n").notes.join()).toMatch(/in ns; .*--time-unit ps/u);
  });
});

test("an .sdt of which whole blocks are there asks for the flag that reads them", () => {
  const block = { counts: Array.from({ length: 64 }, (_, i) => i), kind: "u16" } as const;
  const bytes = writeSdt([block, block], 50e-9, 1, 64);
  expect(() => readDecays(bytes.subarray(0, bytes.length - 10), "a.sdt")).toThrow(/--accept-incomplete/u);
});

describe("an .sdt whose last block leads nowhere", () => {
  test.each([1, 2])("%i zipped blocks: next offset 0 is the end of the file", (count) => {
    const counts = Array.from({ length: 64 }, (_, i) => 100 - i);
    const block = { counts, kind: "u16", zipped: true } as const;
    const bytes = writeSdt(
      Array.from({ length: count }, () => block),
      50e-9,
      1,
      64,
    );
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = view.getInt32(14, true);
    for (let b = 1; b < count; b++) at = view.getUint32(at + 6, true);
    expect(view.getUint32(at + 6, true)).toBe(bytes.length);
    view.setUint32(at + 6, 0, true);
    const { curves } = readDecays(bytes, "a.sdt");
    expect(curves.map((curve) => [...curve.counts])).toEqual(Array.from({ length: count }, () => counts));
  });
});
