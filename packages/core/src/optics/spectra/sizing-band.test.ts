import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { findMaterial, materials } from "../../matter/index.ts";
import { gapBand, sizingBand } from "./sizing-band.ts";

const EV_NM = 1239.841984;
const answer = (material: string, gapNm: number, curve: string) =>
  sizingBand(findMaterial(material), EV_NM / gapNm).answers.find((one) => one.curve === curve)!;

describe("all curves side by side", () => {
  it("PbS at 1339 nm: 4.80 nm by Moreels, 5.73 nm by Weidman, said to disagree by 18 %", () => {
    const band = sizingBand(findMaterial("PbS"), EV_NM / 1339);
    expect(band.answers.map(({ value }) => value!.toFixed(2))).toEqual(["4.80", "5.73"]);
    expect(band.disagreement).toBeCloseTo(0.176, 2);
    expect(band.warnings.join()).toContain("18 %");
    expect(band.low!).toBeLessThan(4.5);
    expect(band.high!).toBeGreaterThan(6);
  });

  // The reference's checks: first transitions in nm.
  it.each([
    [4.8, 1339, 1128],
    [6.6, 1659, 1518],
  ])("PbS of %d nm: %d nm and %d nm", (size, moreels, weidman) => {
    const values = gapBand(findMaterial("PbS"), size).answers.map(({ value }) => EV_NM / value!);
    expect(Math.abs(values[0]! - moreels)).toBeLessThan(0.6);
    expect(Math.abs(values[1]! - weidman)).toBeLessThan(0.6);
  });

  it("PbS of 2.7 nm: 846 nm by Moreels's curve, nothing by Weidman's, though its formula would give 592 nm", () => {
    const [moreels, weidman] = gapBand(findMaterial("PbS"), 2.7).answers;
    expect(Math.abs(EV_NM / moreels!.value! - 846)).toBeLessThan(0.6);
    expect(weidman!.value).toBeUndefined();
    expect(weidman!.reason).toContain("4.3 to 8.4 nm");
    const beyond = gapBand(findMaterial("PbS"), 2.4);
    expect(beyond.answers.map(({ value }) => value)).toEqual([undefined, undefined]);
    expect(beyond.low).toBeNull();
    expect(beyond.warnings.join()).toContain("no curve answers");
  });

  it.each([449, 469, 417, 371])("the CdTe cluster band at %d nm has no size by any curve", (nm) => {
    const band = sizingBand(findMaterial("CdTe"), EV_NM / nm);
    for (const { value, reason } of band.answers) {
      expect(value).toBeUndefined();
      expect(reason).toMatch(/magic-size/);
    }
    // Kamal's formula followed down would have said 2.24 nm at 449 nm.
    const d = 2.24;
    expect(EV_NM / (1.51 + 1 / (0.048 * d * d + 0.29 * d - 0.09))).toBeCloseTo(449, -1);
  });

  it("aqueous CdTe of 2 to 7 nm (Kovalenko 2013): 489 to 711 nm, and clusters beyond", () => {
    const cdte = findMaterial("CdTe");
    const small = gapBand(cdte, 2).answers;
    expect(small.find(({ curve }) => curve === "CdTe Kamal 2012")!.value).toBeUndefined();
    expect(EV_NM / small.find(({ curve }) => curve === "CdTe Yu 2003")!.value!).toBeCloseTo(488.7, 0);
    for (const { value } of gapBand(cdte, 7).answers) expect(EV_NM / value!).toBeGreaterThan(700);
  });

  it("a curve that is circular is shown, said to be so, and does not count as agreement", () => {
    const circular = answer("InSb", 1500, "InSb two points");
    expect(circular.caution).toContain("cannot test");
    expect(sizingBand(findMaterial("InSb"), EV_NM / 1500).disagreement).toBe(0);
  });

  it("where nothing is published bulk data answer, with the wide interval that they deserve", () => {
    const [only] = gapBand(findMaterial("InAs"), 4).answers;
    expect(only!.status).toBe("computed");
    expect(only!.high! / only!.low!).toBeGreaterThan(1.5);
    expect(gapBand(findMaterial("HgTe"), 4).warnings.join()).toContain("no curve");
    expect(gapBand(findMaterial("PbS"), 5).answers.some(({ status }) => status === "computed")).toBe(false);
  });

  it("never a value outside a curve's range, never one outside its own interval, for any material", () => {
    for (const material of materials) {
      for (let gap = 0.4; gap < 4.4; gap += 0.1) {
        for (const { value, low, high, rangeNm, reason } of sizingBand(material, gap).answers) {
          expect((value === undefined) !== (reason === undefined)).toBe(true);
          if (value === undefined) continue;
          expect(low!).toBeLessThanOrEqual(value);
          expect(high!).toBeGreaterThanOrEqual(value);
          if (rangeNm) {
            expect(value).toBeGreaterThanOrEqual(rangeNm[0] * (1 - 1e-9));
            expect(value).toBeLessThanOrEqual(rangeNm[1] * (1 + 1e-9));
          }
        }
      }
    }
  });

  it.each([0, -1, Number.NaN])("refuses a gap of %d", (gap) => {
    expect(() => sizingBand(findMaterial("PbS"), gap)).toThrow(InputError);
    expect(() => gapBand(findMaterial("PbS"), gap)).toThrow(InputError);
  });
});
