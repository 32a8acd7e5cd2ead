import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { DomainError, type FigureSpec, InputError, OleateError } from "@oleate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIGURES } from "../test/figures.ts";
import { markupProblems } from "../test/well-formed.ts";
import { decimate } from "./decimate.ts";
import { drawFigure, figureCsv } from "./figure.ts";
import { heightOfNames } from "./names.ts";
import { axisLabel, unitLabel } from "./unit-label.ts";

const figure = (change: Partial<FigureSpec>): FigureSpec => ({
  id: "f",
  title: "t",
  caption: "",
  x: { label: "x", unit: "", scale: "linear" },
  y: { label: "y", unit: "eq", scale: "linear" },
  series: [{ name: "s", kind: "points", x: [1, 2, 3], y: [1, 2, 3] }],
  ...change,
});

describe("upright names", () => {
  const roomFor = (name: string): number => heightOfNames([{ at: 0, name }]);
  it("have room for their letters in a wide face, wide letters more than narrow ones", () => {
    // The name is 12.04 times the size of its type in DejaVu Sans, the widest of the usual faces.
    expect(roomFor("N,N-dimethylformamide")).toBeGreaterThan(2.2 * 12.04 + 3.2);
    expect(roomFor("mmmm")).toBeGreaterThan(roomFor("iiii") + 4);
    expect(heightOfNames([])).toBe(0);
  });
});

/** Names that JavaScript gives to what is not a number; drawn text holds none of them here. */
const NOT_A_NUMBER = /NaN|undefined|Infinity|\bnull\b/u;

describe("drawings kept as text", () => {
  it.each(FIGURES.filter(({ id }) => id !== "decay"))("$id", (spec) => {
    const at = (name: string): URL => new URL(`./snapshots/${name}.svg`, import.meta.url);
    const drawn = `${drawFigure(spec, { theme: "light" })}\n`;
    if (!existsSync(at(spec.id))) {
      writeFileSync(at(spec.id), drawn);
      throw new Error(`snapshots/${spec.id}.svg was missing; it is written now: look at it, then run again`);
    }
    if (drawn !== readFileSync(at(spec.id), "utf8")) {
      writeFileSync(at(`${spec.id}-changed`), drawn);
      throw new Error(
        `${spec.id} is drawn otherwise: compare snapshots/${spec.id}-changed.svg with ${spec.id}.svg`,
      );
    }
    rmSync(at(`${spec.id}-changed`), { force: true });
  });
});

describe("an axis of names", () => {
  const spec = FIGURES.find(({ id }) => id === "techniques")!;
  it("every name is drawn whole, and stands in the data instead of its place", () => {
    const lines = [...drawFigure(spec).matchAll(/class="tick" text-anchor="middle"[^>]*>([^<]+)</gu)];
    const words = (texts: readonly string[]): string[] => texts.flatMap((text) => text.split(" ")).sort();
    expect(words(lines.map((match) => match[1]!))).toEqual(words(spec.x.categories!));
    expect(figureCsv(spec)).toContain("measured,UV-vis diameter,1.01,0.98,1.04");
  });
});

describe("any figure", () => {
  const number = fc.oneof(fc.double(), fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.integer());
  const series = fc
    .record({
      name: fc.string({ unit: "binary" }),
      kind: fc.constantFrom("points", "line", "bars", "band"),
      rows: fc.array(fc.tuple(number, number, number, number), { maxLength: 20 }),
      dashed: fc.boolean(),
    })
    .map(({ name, kind, rows, dashed }) => ({
      name: `s${name}`,
      kind,
      dashed,
      x: rows.map((row) => row[0]),
      y: rows.map((row) => row[1]),
      low: rows.map((row) => row[2]),
      high: rows.map((row) => row[3]),
    }));
  const scale = fc.constantFrom("linear", "log");

  it("is well-formed and holds no number that is none, whatever the data", () => {
    fc.assert(
      fc.property(fc.array(series, { maxLength: 4 }), scale, scale, fc.string(), (list, sx, sy, title) => {
        const named = list.map((one, i) => ({ ...one, name: `s${i}` }));
        const spec = figure({
          x: { label: "x", unit: "", scale: sx },
          y: { label: "y", unit: "", scale: sy },
          series: named,
        });
        expect(drawFigure(spec)).not.toMatch(NOT_A_NUMBER);
        expect(markupProblems(drawFigure({ ...spec, title, series: list }))).toEqual([]);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it("throws nothing but the project's errors for a malformed one", () => {
    const anything = fc.anything().map((value) => value as never);
    fc.assert(
      fc.property(fc.array(number), fc.array(number), anything, anything, (x, y, kind, range) => {
        try {
          drawFigure(
            figure({
              y: { label: "y", unit: "", scale: "log", range: [range, 3] },
              series: [{ name: "s", kind, x, y }],
            }),
          );
        } catch (error) {
          expect(error).toBeInstanceOf(OleateError);
        }
      }),
      { numRuns: 500, seed: 2 },
    );
  });
});

describe("bad input", () => {
  it("is refused with the project's own errors", () => {
    const one = figure({}).series[0]!;
    expect(() => drawFigure(figure({ series: [{ ...one, y: [1] }] }))).toThrow(InputError);
    expect(() => drawFigure(figure({ series: [{ ...one, low: [1] }] }))).toThrow(InputError);
    expect(() => drawFigure(figure({ series: [{ ...one, kind: "dots" as never }] }))).toThrow(/points/u);
    expect(() => drawFigure(figure({ series: [{ ...one, kind: "band" }] }))).toThrow(InputError);
    expect(() => drawFigure(figure({ guides: [{ axis: "y", at: Number.NaN, label: "g" }] }))).toThrow(
      InputError,
    );
    expect(() => drawFigure(figure({ y: { label: "y", unit: "", scale: "log", range: [0, 1] } }))).toThrow(
      DomainError,
    );
    expect(() => drawFigure(figure({ y: { label: "y", unit: "", scale: "linear", range: [2, 1] } }))).toThrow(
      DomainError,
    );
    expect(() => drawFigure(figure({}), { widthMm: -1 })).toThrow(DomainError);
  });

  it("says where there is nothing to draw, and what was left out", () => {
    expect(drawFigure(figure({ series: [] }))).toContain("no data to draw");
    const log = { label: "y", unit: "", scale: "log" } as const;
    const none = drawFigure(
      figure({ y: log, series: [{ name: "s", kind: "points", x: [1, 2], y: [0, -1] }] }),
    );
    expect(none).toContain("no data to draw");
    expect(none).toContain("2 points at or below 0");
    const some = drawFigure(
      figure({ y: log, series: [{ name: "s", kind: "points", x: [1, 2, 3], y: [0, Number.NaN, 1] }] }),
    );
    expect(some).toContain("1 point at or below 0 not drawn on a log axis; 1 point without a value");
    const cut = figure({ y: { label: "y", unit: "", scale: "linear", range: [0, 2.5] } });
    expect(drawFigure(cut)).toContain("1 point outside the range shown");
  });
});

describe("what is drawn", () => {
  it("keeps an error bar whose end is infinite, up to the frame and without a cap there", () => {
    const bar = (high: number): string => {
      const one = {
        name: "s",
        kind: "points",
        x: [1, 2],
        y: [1, 2],
        low: [0.5, 1.5],
        high: [1.5, high],
      } as const;
      return /<path class="bar [^"]*" d="([^"]*)"/u.exec(drawFigure(figure({ series: [one] })))![1]!;
    };
    expect(bar(2.5).split("h1.6").length - 1).toBe(4);
    expect(bar(Number.POSITIVE_INFINITY).split("h1.6").length - 1).toBe(3);
  });

  it("turns an axis round, with a range and without", () => {
    for (const range of [undefined, [5, 6] as const]) {
      const x = {
        label: "shift",
        unit: "ppm",
        scale: "linear",
        reversed: true,
        ...(range ? { range } : {}),
      } as const;
      const drawn = drawFigure(
        figure({ x, series: [{ name: "a", kind: "line", x: [5.1, 5.9], y: [0, 1] }] }),
      );
      const ticks = [...drawn.matchAll(/<text class="tick"[^>]* x="([\d.]+)"[^>]*>(5\.\d)</gu)];
      expect(ticks.length).toBeGreaterThan(1);
      const sorted = [...ticks].sort((a, b) => Number(a[1]) - Number(b[1])).map((tick) => Number(tick[2]));
      expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
    }
  });

  it("stands bars side by side", () => {
    const bars = (name: string) => ({ name, kind: "bars", x: [1, 2], y: [1, 2] }) as const;
    const drawn = drawFigure(figure({ series: [bars("a"), bars("b")] }));
    const spans = [
      ...drawn.matchAll(/class="column c\d" d="M([\d.]+) [\d.]+V[\d.]+h([\d.]+)V[\d.]+ZM/gu),
    ].map((m) => [Number(m[1]), Number(m[1]) + Number(m[2])]);
    expect(spans).toHaveLength(2);
    // Rounded to 0.001 mm, so that is how far neighbours may seem to overlap.
    expect(spans[1]![0]!).toBeGreaterThanOrEqual(spans[0]![1]! - 0.002);
  });

  it("writes literal colours for a file and lets the page choose otherwise", () => {
    expect(drawFigure(figure({}), { theme: "light" })).not.toContain("var(");
    expect(drawFigure(figure({}), { theme: "dark" })).not.toContain("var(");
    expect(drawFigure(figure({}))).toContain("prefers-color-scheme:dark");
    expect(drawFigure(figure({}))).toContain("[data-theme=dark]");
  });

  it("keeps every extreme of a long series, missing numbers or not", () => {
    const y = Array.from({ length: 50_000 }, (_, i) => (i % 3 === 0 ? Number.NaN : Math.sin(i)));
    y[31_415] = 9;
    y[27_182] = -9;
    const kept = decimate(y, 200).map((i) => y[i]!);
    expect(kept.length).toBeLessThanOrEqual(400);
    expect(kept).toContain(9);
    expect(kept).toContain(-9);
    expect(kept.every(Number.isFinite)).toBe(true);
  });
});

describe("units", () => {
  it.each([
    ["/mM", "mM⁻¹"],
    ["mM^-1", "mM⁻¹"],
    ["nm-2", "nm⁻²"],
    ["/nm2", "nm⁻²"],
    ["cm2/Vs", "cm² V⁻¹ s⁻¹"],
    ["cm2/(V s)", "cm² V⁻¹ s⁻¹"],
    ["uM", "µM"],
    ["%", "%"],
  ])("%s is printed %s", (unit, printed) => {
    expect(unitLabel(unit)).toBe(printed);
    expect(axisLabel("q", unit)).toBe(`q / ${printed}`);
  });
});

describe("CSV", () => {
  it("gives back every number exactly", () => {
    const number = fc.double();
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1 }), (rows) => {
        const spec = figure({
          series: [{ name: 'a, "b"', kind: "points", x: rows.map((r) => r[0]), y: rows.map((r) => r[1]) }],
        });
        const [head, ...lines] = figureCsv(spec).trimEnd().split("\n");
        expect(head).toBe("series,x,y (eq),low,high");
        const read = (text: string): number => (text === "" ? Number.NaN : Number(text));
        lines.forEach((line, i) => {
          expect(line.startsWith('"a, ""b""",')).toBe(true);
          const [x, y] = line.slice('"a, ""b""",'.length).split(",").map(read);
          expect([x, y]).toEqual(rows[i]);
        });
        expect(lines).toHaveLength(rows.length);
      }),
      { seed: 3 },
    );
  });
});
