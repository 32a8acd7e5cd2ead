import { describe, expect, it } from "vitest";
import { DomainError, InputError } from "../errors.ts";
import { createRandom } from "../inference/index.ts";
import {
  assignBands,
  bandShifts,
  bandsLeft,
  findVibrationTable,
  readRingModes,
  readSplitting,
  splittingRanges,
  vibrationTables,
} from "./index.ts";

const picolinate = findVibrationTable("picolinate");
const freePerCm = picolinate.bands.map(({ wavenumberPerCm }) => wavenumberPerCm);

describe("tables", () => {
  it("fall in wavenumber, carry source and uncertainty, and are found by name and alias", () => {
    for (const { name, aliases, bands } of vibrationTables) {
      const numbers = bands.map(({ wavenumberPerCm }) => wavenumberPerCm);
      expect(numbers, name).toEqual(numbers.toSorted((a, b) => b - a));
      for (const band of bands) {
        expect(band.wavenumberPerCm).toBeGreaterThan(400);
        expect(band.wavenumberPerCm).toBeLessThan(3500);
        expect(band.uncertaintyPerCm).toBeGreaterThan(0);
        expect(band.source.cite).not.toBe("");
      }
      for (const alias of [name, ...aliases]) expect(findVibrationTable(alias).name).toBe(name);
    }
    expect(() => findVibrationTable("picolinat")).toThrow(InputError);
    expect(() => findVibrationTable("picolinat")).toThrow(/nearest: picolinate/u);
  });

  it("tell octadecene by 991 and 908 cm-1, which washing takes away", () => {
    // Malinoski et al., text on Figure S14.
    const telling = findVibrationTable("ODE")
      .bands.filter(({ status }) => status === "published")
      .map(({ wavenumberPerCm }) => wavenumberPerCm);
    expect(telling).toEqual([991, 908]);
    expect(bandsLeft([2923, 1465, 990.5, 909], telling, 4)).toEqual({ seen: [991, 908], gone: [] });
    expect(bandsLeft([2923, 1465, 722], telling, 4)).toEqual({ seen: [], gone: [991, 908] });
  });
});

describe("shifts on binding", () => {
  const ring = picolinate.bands.filter(({ group }) => group === "ring");
  const boundBy = (shift: number): number[] =>
    picolinate.bands.map(({ wavenumberPerCm, group }) => wavenumberPerCm + (group === "ring" ? shift : 0));

  it("have sign, size and significance against the resolution", () => {
    const free = { wavenumbersPerCm: [1590, 995], resolutionPerCm: 4 };
    const { shifts } = bandShifts(free, { wavenumbersPerCm: [1009, 1593], resolutionPerCm: 4 }, picolinate);
    expect(shifts.map(({ shiftPerCm, direction }) => [shiftPerCm, direction])).toEqual([
      [3, "none"],
      [14, "up"],
    ]);
    // Both positions to half of 4 cm-1: 2.83 cm-1.
    expect(shifts[1]!.significance).toBeCloseTo(14 / Math.sqrt(8), 10);
    expect(shifts.map(({ band }) => band!.assignment)).toEqual(["ring stretch 8a", "ring breathing 1"]);
    const swapped = bandShifts(
      { wavenumbersPerCm: [1009], resolutionPerCm: 4 },
      { wavenumbersPerCm: [995], resolutionPerCm: 4 },
    );
    expect(swapped.shifts[0]!.direction).toBe("down");
  });

  it("carry the names that a free band might have nearly as well", () => {
    const of = (freeBand: number) =>
      bandShifts(
        { wavenumbersPerCm: [freeBand], resolutionPerCm: 4 },
        { wavenumbersPerCm: [freeBand + 10], resolutionPerCm: 4 },
        picolinate,
      );
    // Between the asymmetric stretch at 1612 (15) and 8a at 1590 (8): 10 of 34 and 12 of 20 tolerances.
    const between = of(1602);
    expect(between.shifts[0]!.band!.assignment).toBe("COO asymmetric stretch");
    expect(between.shifts[0]!.otherNames).toEqual([]);
    const nearer = of(1599);
    expect(nearer.shifts[0]!.otherNames.map(({ assignment }) => assignment)).toHaveLength(1);
    // Half way between 8a and 8b both names are those of ring modes: it counts.
    const ringOnly = of(1578);
    expect(ringOnly.shifts[0]!.otherNames.map(({ group }) => group)).toEqual(["ring"]);
    expect(readRingModes(ringOnly)).toMatchObject({ up: 1, ambiguous: 0 });
  });

  it("leave a band that may be no ring mode out of the reading of the ring", () => {
    const free = { wavenumbersPerCm: [1597.5, 995], resolutionPerCm: 4 };
    const bound = { wavenumbersPerCm: [1610, 1009], resolutionPerCm: 4 };
    const reading = readRingModes(bandShifts(free, bound, picolinate));
    expect(reading).toMatchObject({ up: 1, ambiguous: 1 });
  });

  it("read as coordination by N where ring modes rise, and not where they stay or scatter", () => {
    const of = (shift: number) =>
      readRingModes(
        bandShifts(
          { wavenumbersPerCm: freePerCm, resolutionPerCm: 2 },
          { wavenumbersPerCm: boundBy(shift), resolutionPerCm: 2 },
          picolinate,
          20,
        ),
      );
    const up = of(8);
    expect(up.verdict).toBe("pyridine N coordinates");
    expect(up.sentence).toMatch(
      /^ring modes shift up on binding: the pyridine N coordinates \(\d+ up, 0 down/u,
    );
    expect(up.meanShiftPerCm).toBeCloseTo(8, 6);
    expect(up.chance).toBeCloseTo(0.5 ** up.up, 12);
    expect(of(0).verdict).toBe("pyridine N does not coordinate");
    expect(of(0).still).toBe(ring.length);
    expect(of(-8).verdict).toBe("undecided");
    expect(of(-8).down).toBeGreaterThan(5);
  });

  it("find every band of a simulated spectrum again, with its shift", () => {
    const random = createRandom(3, "bands");
    for (let turn = 0; turn < 50; turn++) {
      const shifts = freePerCm.map(() => 5 + 2 * random.normal());
      const bound = freePerCm.map((value, i) => value + shifts[i]!);
      const order = Array.from(bound.keys());
      random.shuffle(order);
      const found = bandShifts(
        { wavenumbersPerCm: freePerCm, resolutionPerCm: 2 },
        { wavenumbersPerCm: order.map((i) => bound[i]!), resolutionPerCm: 2 },
        picolinate,
      );
      // The closest bands lie 22 cm-1 apart, the shifts scatter by 2: order and distance find all of them.
      expect(found.shifts.length).toBe(freePerCm.length);
      for (const one of found.shifts) {
        const i = freePerCm.indexOf(one.freePerCm);
        expect(one.shiftPerCm).toBeCloseTo(shifts[i]!, 9);
      }
    }
  });

  it("against the table alone count its uncertainty, and list what is new and what is gone", () => {
    const found = assignBands({ wavenumbersPerCm: [1009, 1598, 2250], resolutionPerCm: 4 }, picolinate);
    expect(found.newInBound).toEqual([2250]);
    expect(found.goneFromFree).toContain(702);
    const breathing = found.shifts.find(({ freePerCm: free }) => free === 995)!;
    expect(breathing.significance).toBeCloseTo(14 / Math.hypot(2, 6), 10);
    const ambiguous = assignBands({ wavenumbersPerCm: [1578], resolutionPerCm: 4 }, picolinate).shifts[0]!;
    expect(ambiguous.ambiguous.join()).toMatch(/ring stretch 8/u);
    expect(readRingModes({ ...found, shifts: [ambiguous] }).ambiguous).toBe(1);
  });

  it("refuse empty lists, a resolution of 0, and a comparison without ring modes", () => {
    const good = { wavenumbersPerCm: [1000], resolutionPerCm: 4 };
    expect(() => bandShifts({ ...good, wavenumbersPerCm: [] }, good)).toThrow(/free ligand has no bands/u);
    expect(() => bandShifts(good, { ...good, resolutionPerCm: 0 })).toThrow(
      /resolution of the bound spectrum/u,
    );
    expect(() => readRingModes(bandShifts(good, good))).toThrow(DomainError);
  });
});

describe("carboxylate splitting", () => {
  it.each([
    [1530, 1440, ["chelating"]],
    [1560, 1420, ["bridging", "ionic"]],
    [1578, 1414, ["bridging", "ionic"]],
    [1640, 1360, ["unidentate"]],
  ] as const)("%i and %i cm-1", (asymmetric, symmetric, modes) => {
    expect(readSplitting(asymmetric, symmetric, 4).modes).toEqual(modes);
  });

  it("is compared with the ionic salt where that is known", () => {
    expect(readSplitting(1530, 1440, 4, 164).sentence).toContain(
      "well below (chelating) the ionic salt's 164 cm-1",
    );
    expect(readSplitting(1640, 1360, 4, 222).sentence).toContain("well above (unidentate)");
    expect(readSplitting(1560, 1400, 4, 164).sentence).toContain("near (bridging or ionic)");
  });

  it("has ranges that ascend, and refuses bands the wrong way round", () => {
    for (const { fromPerCm, toPerCm } of splittingRanges) expect(fromPerCm).toBeLessThan(toPerCm);
    expect(() => readSplitting(1400, 1550, 4)).toThrow(DomainError);
    expect(() => readSplitting(1550, 1400, 0)).toThrow(/resolution of 0/u);
  });
});
