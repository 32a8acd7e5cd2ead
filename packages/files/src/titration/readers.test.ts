import { existsSync, readFileSync } from "node:fs";
import { InputErrors, OleateError } from "@oleate/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTitration } from "./read-titration.ts";
import type { TitrationData, TitrationHints } from "./titration-data.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, hints: TitrationHints = {}): TitrationData =>
  readTitration(bytesOf(text), "t.csv", hints);

/** The lines on which problems were found. */
function linesOf(text: string): (number | undefined)[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputErrors) return error.complaints.map(({ place }) => place?.line);
    throw error;
  }
  return [];
}

const MUSKETEER = [
  "Addition title,NH,31P ppm,,Stock 1 volume (uL),Stock 2 volume (mL),,,Stock 1,Stock 2",
  "a,9.1,27,,600,0,,[Host] (mM),0.2,0.2",
  "b,9.2,28,,600,0.2,,[Guest] (M),0,0.1",
  "c,,29,,600,0.1,,,,",
].join("\n");

const HEATS = "10\n0,2,0,0,0\n25,0.1,1,1.0,0\n0\n0\n100,-5\n200,-4\n";

describe("tables of total concentrations", () => {
  test("units come from the headers, M where there is none, and every assumption is told", () => {
    const data = read("Host (mM),Guest,Proton 1\n1,0.002,7.5\n2,0.003,\n");
    expect(data.components).toEqual(["Host", "Guest"]);
    expect(data.totalsMolar.map((total) => [...total])).toEqual([
      [0.001, 0.002],
      [0.002, 0.003],
    ]);
    expect([...data.signals[0]!.values]).toEqual([7.5, Number.NaN]);
    expect(data.signalKind).toBe("shift");
    expect(data.notes.join("\n")).toMatch(/no unit in the header `Guest`: read as M/u);
  });

  test.each([
    ["h1", "shift"],
    ["delta NH", "shift"],
    ["Abs", "absorbance"],
    ["280", "absorbance"],
    ["280 nm", "absorbance"],
    ["heat (uJ)", "heat"],
    ["anisotropy", "anisotropy"],
    ["signal", "unknown"],
    ["1500", "unknown"],
  ])("a header `%s` means %s", (header, kind) => {
    expect(read(`H,G,${header}\n1,2,3\n`).signalKind).toBe(kind);
  });

  test("three totals in a row with units of concentration, and a text column, are kept", () => {
    const data = read(
      "[SD] (µM),[F] (µM),[actin] (µM),anisotropy,trial\n0,0.005,31.1,115,one\n1,0.005,2,75,two\n",
    );
    expect(data.components).toEqual(["SD", "F", "actin"]);
    expect(data.totalsMolar[2]![0]).toBeCloseTo(31.1e-6, 15);
    expect(data.groups).toEqual({ name: "trial", values: ["one", "two"] });
  });

  test("columns can be named", () => {
    const data = read("run,s,G (mM),H (mM)\n1,5,1,2\n", { columns: { H: "H (mM)", G: "G" } });
    expect(data.components).toEqual(["H", "G"]);
    expect(data.totalsMolar.map((total) => total[0])).toEqual([0.002, 0.001]);
    expect(data.signals.map(({ name }) => name)).toEqual(["run", "s"]);
    expect(() => read("H,G,s\n1,2,3\n", { columns: { H: "Hots" } })).toThrow(/no column `Hots`.*nearest/u);
    expect(() => read("H,G,s\n1,2,3\n", { columns: { H: "H", G: "H" } })).toThrow(/one column/u);
  });

  test("bad cells are refused together, with their lines", () => {
    expect(linesOf("H,G,s\n1,0,7\n-1,NaN,7\n1,0,x\n1,2,3\n")).toEqual([3, 3, 4]);
    expect(() => read("H,G\n1,2\n")).toThrow(/at least one signal/u);
    expect(() => read("H (eq),G,s\n1,2,3\n")).toThrow(/unit of `H \(eq\)` does not fit/u);
    expect(() => read("H,G,s\n1,2,3\n", { componentCount: 0 })).toThrow(/number of components/u);
  });
});

describe("Musketeer tables", () => {
  test("totals are volumes times stocks over the whole volume", () => {
    const data = read(MUSKETEER);
    expect(data.format).toBe("musketeer");
    expect(data.components).toEqual(["Host", "Guest"]);
    // 0.2 mL of 0.1 M in 0.8 mL; the host is as concentrated in both stocks and stays so.
    expect(data.totalsMolar[1]![1]).toBeCloseTo(0.025, 12);
    for (const host of data.totalsMolar[0]!) expect(host).toBeCloseTo(2e-4, 15);
    expect(data.signals.map(({ name, unit }) => [name, unit])).toEqual([
      ["NH", ""],
      ["31P", "ppm"],
    ]);
    expect(data.signals[0]!.values[2]).toBeNaN();
    expect(data.notes.join("\n")).toMatch(/line 3.*line 4.*misprint/u);
  });

  test("missing units, stocks and numbers are refused", () => {
    expect(() => read(MUSKETEER.replace("[Host] (mM)", "[Host]"))).toThrow(/`\[Host\]` has no unit/u);
    expect(() => read(MUSKETEER.replace("[Guest] (M)", "[Guest] (mL)"))).toThrow(/does not fit/u);
    expect(() => read(MUSKETEER.replace(",,Stock 1,Stock 2", ",,Stock 1,"))).toThrow(/no column `Stock 2`/u);
    expect(linesOf(MUSKETEER.replace("600,0.2", "600,-1").replace("9.1", "?"))).toEqual([2, 3]);
    expect(linesOf(MUSKETEER.replace("600,0,", "0,0,"))).toEqual([2]);
  });
});

describe("integrated heats", () => {
  test("totals follow displacement and dilution of a cell that stays full", () => {
    const data = read(HEATS, { keepFirstInjection: true });
    expect(data.format).toBe("dh");
    const [cell, syringe] = data.totalsMolar;
    expect([...cell!]).toEqual([1e-4, 1e-4 * 0.9, 1e-4 * 0.9 * 0.8]);
    expect(syringe![1]).toBeCloseTo(1e-3 * 0.1, 15);
    expect(syringe![2]).toBeCloseTo(1e-3 * (1 - 0.9 * 0.8), 15);
    expect([...data.signals[0]!.values]).toEqual([Number.NaN, -5, -4]);
    expect(data.injections).toMatchObject({ cellVolumeLitre: 1e-3, temperatureK: 298.15, heatUnit: "ucal" });
    [0, 1e-4, 2e-4].forEach((litre, i) => {
      expect(data.injections!.injectedLitre[i]).toBeCloseTo(litre, 15);
    });
  });

  test("a file cut short, an impossible volume or a bad heat is refused", () => {
    expect(linesOf(HEATS.replace("200,-4\n", ""))).toEqual([2]);
    expect(linesOf(HEATS.replace("200,-4", "2000,x").replace("100,-5", "-1,-5"))).toEqual([6, 7, 2]);
    expect(linesOf(HEATS.replace("25,0.1,1,1.0", "-300,-0.1,1,0"))).toContain(3);
  });
});

test("bytes of any kind, and damaged files, throw nothing but the project's errors and give finite totals", () => {
  const damaged = fc
    .record({
      text: fc.constantFrom(MUSKETEER, HEATS, "Host (mM),G,h1\n1,2,3\n4,5,6\n"),
      at: fc.nat(250),
      cut: fc.nat(6),
      put: fc.oneof(
        fc.string({ maxLength: 4 }),
        fc.constantFrom("1e308", "-1", "NaN", ",", "\n", '"', "1e-320", "0x10"),
      ),
    })
    .map(({ text, at, cut, put }) => bytesOf(text.slice(0, at) + put + text.slice(at + cut)));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), damaged), (bytes) => {
      try {
        const data = readTitration(bytes, "t.csv");
        const rows = data.totalsMolar[0]!.length;
        for (const total of data.totalsMolar) {
          expect(total).toHaveLength(rows);
          expect(total.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        }
        for (const { values } of data.signals) expect(values).toHaveLength(rows);
      } catch (error) {
        if (!(error instanceof OleateError)) throw error;
      }
    }),
    { numRuns: 5000, seed: 13 },
  );
});

const HEAT_FOLDER = "../shared/data/titration/itc";
const heatsPresent = existsSync(HEAT_FOLDER);
if (!heatsPresent) console.warn(`${HEAT_FOLDER} is not here: the published calorimetry is skipped`);

/** Gas constant, cal/(mol K), of the published fit. */
const R_CAL = 1.9872036;

/** Sum of squares of heats left over by a 1:1 model and, in each file, an intercept and a slope in the titrant. */
function leftOver(
  files: readonly TitrationData[],
  kRef: number,
  enthalpyCal: number,
  competent: number,
): number {
  return files.reduce((sum, { totalsMolar, injections }) => {
    const { cellVolumeLitre: volume, injectedLitre, temperatureK, heats } = injections!;
    const k = kRef * Math.exp((-enthalpyCal / R_CAL) * (1 / temperatureK - 1 / 298.15));
    const complex = totalsMolar[0]!.map((total, i) => {
      const [host, guest] = [total * competent, totalsMolar[1]![i]!];
      const b = host + guest + 1 / k;
      return (2 * host * guest) / (b + Math.sqrt(b * b - 4 * host * guest));
    });
    const points = [...heats].flatMap((heat, i) => {
      if (i < 2) return [];
      const formed = volume * (complex[i]! - complex[i - 1]! * (1 - injectedLitre[i]! / volume));
      return [{ x: totalsMolar[1]![i]!, y: heat - 1e6 * enthalpyCal * formed }];
    });
    const mean = (of: (p: { x: number; y: number }) => number): number =>
      points.reduce((s, p) => s + of(p), 0) / points.length;
    const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
    const slope = mean(({ x, y }) => (x - mx) * (y - my)) / mean(({ x }) => (x - mx) ** 2);
    return sum + points.reduce((s, { x, y }) => s + (y - my - slope * (x - mx)) ** 2, 0);
  }, 0);
}

/*
 * Zn2+ binding to S100A14 at six temperatures (pytc-demos, notebook on the van 't Hoff enthalpy): K_ref 9062.8 /M at
 * 298.15 K, dH -6231.3 cal/mol, competent fraction 1.4715, the first injection left out. The printed numbers are means
 * over a posterior; the least squares of the same model lie within 0.1 % of them, far inside its standard errors.
 */
test.skipIf(!heatsPresent)("the van 't Hoff series has its least squares at the published constants", () => {
  const files = [5, 10, 17, 25, 30, 35].map((celsius) =>
    readTitration(new Uint8Array(readFileSync(`${HEAT_FOLDER}/${celsius}C.DH`)), `${celsius}C.DH`),
  );
  let best = [9.0, -6, 1.4];
  const misfit = ([k, h, f]: readonly number[]): number => leftOver(files, 1e3 * k!, 1e3 * h!, f!);
  // Compass search: the valley is long, so steps are halved only when none of the directions falls.
  const directions = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 0.5, 0],
    [1, 0.5, -0.05],
    [0, 1, 0.1],
    [1, 0, -0.1],
  ];
  for (let step = 0.5; step > 1e-6; ) {
    const tried = directions.flatMap((d) =>
      [1, -1].map((sign) => best.map((x, i) => x + sign * step * d[i]!)),
    );
    const [next] = tried.sort((a, b) => misfit(a) - misfit(b));
    if (misfit(next!) < misfit(best)) best = next!;
    else step /= 2;
  }
  expect(Math.abs((1e3 * best[0]!) / 9062.84 - 1)).toBeLessThan(2e-3);
  expect(Math.abs((1e3 * best[1]!) / -6231.27 - 1)).toBeLessThan(2e-3);
  expect(Math.abs(best[2]! / 1.47151 - 1)).toBeLessThan(1e-3);
  expect(misfit(best)).toBeCloseTo(19.143, 2);
});
