import { inflateSync } from "node:zlib";
import { InputError, type MapSpec } from "@oleate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markupProblems } from "../test/well-formed.ts";
import { contour } from "./contours.ts";
import { drawFigure } from "./figure.ts";
import { drawMap, mapCsv } from "./map.ts";
import { spread } from "./names.ts";
import { pngAddress } from "./png.ts";
import { rampBytes } from "./ramp.ts";

const columns = Array.from({ length: 21 }, (_, i) => i / 20);
const rows = Array.from({ length: 17 }, (_, i) => 10 ** (-10 + i / 2));
const spec: MapSpec = {
  id: "bound share",
  title: "Bound share",
  caption: "Made up & plain.",
  x: { label: "polarity E_T^N", unit: "", scale: "linear" },
  y: { label: "concentration of dots", unit: "M", scale: "log" },
  columns,
  rows,
  values: Float64Array.from({ length: 21 * 17 }, (_, i) => 100 * columns[i % 21]!),
  value: { label: "bound share", unit: "%", range: [0, 100] },
  contours: [50],
  mark: { x: 0.1, y: 1e-6, name: "now" },
  names: [
    { at: 0.099, name: "toluene" },
    { at: 0.259, name: "chloroform" },
  ],
};

/** Lightness L* of a colour (CIE 1976) under the sRGB white. */
function lightness(bytes: readonly number[]): number {
  const [r, g, b] = bytes.map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const y = 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  return 116 * Math.cbrt(y) - 16;
}

describe("the scale of colours", () => {
  it("only becomes lighter, by about the same for every step", () => {
    const steps = Array.from({ length: 21 }, (_, i) => lightness(rampBytes(i / 20)));
    const rises = steps.slice(1).map((value, i) => value - steps[i]!);
    // An even scale of 21 colours from L* 35 to 88 rises by 2.6 each time.
    for (const rise of rises) {
      expect(rise).toBeGreaterThan(1.5);
      expect(rise).toBeLessThan(4.5);
    }
    expect(rampBytes(-1)).toEqual(rampBytes(0));
    expect(rampBytes(2)).toEqual(rampBytes(1));
  });
});

describe("the image", () => {
  it("holds its pixels and its palette as the format says", () => {
    const pixels = Uint8Array.from({ length: 300 * 250 }, (_, i) => i % 251);
    const palette = Array.from({ length: 256 }, (_, i) => [i, 255 - i, 7] as const);
    const bytes = Buffer.from(pngAddress(pixels, 300, palette).split(",")[1]!, "base64");
    const chunks = new Map<string, Buffer>();
    for (let at = 8; at < bytes.length; ) {
      const size = bytes.readUInt32BE(at);
      chunks.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + size));
      at += 12 + size;
    }
    expect([...chunks.keys()]).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
    expect([chunks.get("IHDR")!.readUInt32BE(0), chunks.get("IHDR")!.readUInt32BE(4)]).toEqual([300, 250]);
    expect([...chunks.get("PLTE")!.subarray(3, 6)]).toEqual([1, 254, 7]);
    const raw = inflateSync(chunks.get("IDAT")!);
    expect(raw.length).toBe(301 * 250);
    expect([...raw.subarray(301 + 1, 301 + 5)]).toEqual([...pixels.subarray(300, 304)]);
    // The last chunk is empty: its check sum is the same in every file.
    expect(bytes.readUInt32BE(bytes.length - 4)).toBe(0xae426082);
  });
});

describe("lines of equal value", () => {
  it("lie on a circle for a paraboloid, and close", () => {
    const side = 41;
    const values = Array.from(
      { length: side * side },
      (_, i) => ((i % side) - 20) ** 2 + (Math.floor(i / side) - 20) ** 2,
    );
    const segments = contour(values, side, 15 ** 2);
    const ends = new Map<string, number>();
    for (const [x1, y1, x2, y2] of segments) {
      for (const [x, y] of [
        [x1, y1],
        [x2, y2],
      ] as const) {
        // Straight lines inside a cell leave the circle by an eighth of a step's square over the radius.
        expect(Math.abs(Math.hypot(x - 20, y - 20) - 15)).toBeLessThan(0.02);
        const key = `${x.toFixed(9)} ${y.toFixed(9)}`;
        ends.set(key, (ends.get(key) ?? 0) + 1);
      }
    }
    expect(segments.length).toBeGreaterThan(80);
    expect([...ends.values()].every((count) => count % 2 === 0)).toBe(true);
  });

  it("part a saddle by its mean", () => {
    expect(contour([1, -1, -1, 1.5], 2, 0)).toHaveLength(2);
    expect(contour([1, 1, 1, 1], 2, 0)).toEqual([]);
  });
});

describe("names along an axis", () => {
  it("keep their distance and their order, and stay where there is room", () => {
    expect(spread([10, 30, 50], 2, 0, 60)).toEqual([10, 30, 50]);
    expect(spread([10, 10, 10], 2, 0, 60)).toEqual([8, 10, 12]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 25 }), (raw) => {
        const places = spread(
          raw.sort((a, b) => a - b),
          2,
          0,
          60,
        );
        places.forEach((place, i) => {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(60);
          if (i > 0) expect(place - places[i - 1]!).toBeGreaterThanOrEqual(2 - 1e-9);
        });
      }),
    );
  });

  it("stand above a figure", () => {
    const drawn = drawFigure(
      {
        id: "polarity",
        title: "Polarity",
        caption: "",
        x: spec.x,
        y: { label: "bound share", unit: "%", scale: "linear" },
        series: [{ name: "bound", kind: "line", x: columns, y: columns }],
      },
      { names: spec.names! },
    );
    expect(drawn).toContain(">chloroform</text>");
    expect(markupProblems(drawn)).toEqual([]);
  });
});

describe("a map", () => {
  it("is well-formed, and names its axes, its scale, its places and what it points at", () => {
    const drawn = drawMap(spec, { widthMm: 120, heightMm: 90 });
    expect(markupProblems(drawn)).toEqual([]);
    for (const text of ["concentration of dots / M", "bound share / %", "toluene", "now", "50 %"])
      expect(drawn).toContain(text);
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/u);
  });

  it("puts out every value", () => {
    const lines = mapCsv(spec).trim().split("\n");
    expect(lines[0]).toBe("polarity E_T^N,concentration of dots (M),bound share (%)");
    expect(lines).toHaveLength(1 + 21 * 17);
    expect(lines[22]!.split(",").map(Number)).toEqual([0, rows[1], 0]);
  });

  it("draws columns that fall from left to right as they come", () => {
    const falling = { ...spec, columns: [...columns].reverse(), contours: [], names: [] };
    const [, rising, turned] = [null, { ...spec, contours: [], names: [] }, falling].map(
      (one) => one && [...drawMap(one).matchAll(/<text class="tick"[^>]* x="([\d.]+)"[^>]*>(0\.2|0\.8)</gu)],
    );
    const places = (found: readonly RegExpExecArray[]): Record<string, number> =>
      Object.fromEntries(found.map(([, x, label]) => [label!, Number(x)]));
    expect(places(rising!)["0.2"]!).toBeLessThan(places(rising!)["0.8"]!);
    expect(places(turned!)["0.2"]!).toBeGreaterThan(places(turned!)["0.8"]!);
  });

  it("refuses values that do not fit its axes", () => {
    expect(() => drawMap({ ...spec, values: [1, 2, 3] })).toThrow(InputError);
  });
});
