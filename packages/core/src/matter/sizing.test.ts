import { describe, expect, it } from "vitest";
import { DomainError, InputError } from "../errors.ts";
import { molarExtinction, molarExtinctionAtGap } from "./extinction.ts";
import type { Material } from "./material-types.ts";
import { findMaterial, materials } from "./materials.ts";
import { gapFromSize, sizeFromGap } from "./sizing.ts";
import type { SizingCurve } from "./sizing-types.ts";

const EV_NM = 1239.841984;
const curves = materials.flatMap((material) => material.sizing.map((curve) => ({ material, curve })));
const each = curves.map(({ material, curve }) => [curve.id, material, curve] as const);

function sizesIn(curve: SizingCurve): readonly number[] {
  const [low, high] = curve.rangeNm;
  return Array.from({ length: 41 }, (_, i) => low + ((high - low) * i) / 40);
}

function wavelengthNm(material: Material, sizeNm: number, curve?: string): number {
  return EV_NM / gapFromSize(material, sizeNm, curve).value;
}

describe("every sizing curve", () => {
  it("has a name of its own", () => {
    expect(new Set(curves.map(({ curve }) => curve.id)).size).toBe(curves.length);
  });

  it.each(each)("%s falls with size over its range and stays above the bulk gap", (_, material, curve) => {
    const gaps = sizesIn(curve).map((size) => gapFromSize(material, size, curve.id).value);
    for (let i = 1; i < gaps.length; i++) expect(gaps[i]!).toBeLessThan(gaps[i - 1]!);
    // 0.1 eV: the confined cube may fall below the free-carrier gap by the exciton's binding.
    if (material.gap) expect(gaps.at(-1)!).toBeGreaterThan(material.gap.value - 0.1);
  });

  it.each(each)("%s returns from size to gap to size", (_, material, curve) => {
    for (const size of sizesIn(curve)) {
      const back = sizeFromGap(material, gapFromSize(material, size, curve.id).value, curve.id);
      // 1e-9: two bisections to 1e-12 in wavelength or size, and the slope between them.
      expect(Math.abs(back.value / size - 1)).toBeLessThan(1e-9);
      expect(back.warnings.some(({ kind }) => kind === "outside range")).toBe(false);
    }
  });

  it.each(each)("%s puts its value inside its interval and names the length", (_, material, curve) => {
    for (const size of sizesIn(curve)) {
      const gap = gapFromSize(material, size, curve.id);
      expect(gap.low).toBeLessThanOrEqual(gap.value);
      expect(gap.high).toBeGreaterThanOrEqual(gap.value);
      expect(gap.size).toBe(curve.size);
      const back = sizeFromGap(material, gap.value, curve.id);
      expect(back.low).toBeLessThanOrEqual(back.value);
      expect(back.high).toBeGreaterThanOrEqual(back.value);
    }
  });

  it.each(each)("%s never extrapolates silently", (_, material, curve) => {
    for (const size of [
      curve.rangeNm[0] * 0.9,
      curve.rangeNm[1] * 1.1,
      curve.rangeNm[0] / 10,
      curve.rangeNm[1] * 10,
    ]) {
      let warned = false;
      try {
        warned = gapFromSize(material, size, curve.id).warnings.some(({ kind }) => kind === "outside range");
      } catch (error) {
        warned = error instanceof DomainError;
      }
      expect(warned, `${size} nm`).toBe(true);
    }
  });
});

describe("published sizes and wavelengths", () => {
  const pbs = findMaterial("PbS");
  // First absorption maxima computed from the printed coefficients of each article, to 1 nm.
  it.each([
    [4.8, "PbS Moreels 2009", 1339],
    [6.6, "PbS Moreels 2009", 1659],
    [2.7, "PbS Moreels 2009", 846],
    [4.8, "PbS Weidman 2014", 1128],
    [6.6, "PbS Weidman 2014", 1518],
  ])("PbS %d nm by %s absorbs at %d nm", (size, curve, nm) => {
    expect(Math.abs(wavelengthNm(pbs, size, curve) - nm)).toBeLessThan(0.6);
  });

  it("refuses Weidman's curve at 2.7 nm; Moreels's holds there and warns below", () => {
    expect(() => gapFromSize(pbs, 2.7, "PbS Weidman 2014")).toThrow(DomainError);
    expect(gapFromSize(pbs, 2.7).warnings.map(({ kind }) => kind)).not.toContain("outside range");
    expect(gapFromSize(pbs, 2.5).warnings.map(({ kind }) => kind)).toContain("outside range");
  });

  it("shows how far the two PbS curves differ", () => {
    const answer = gapFromSize(pbs, 4.8);
    expect(answer.curve).toBe("PbS Moreels 2009");
    expect(answer.high).toBeGreaterThanOrEqual(EV_NM / 1128.6);
    expect(answer.warnings.map(({ kind }) => kind)).toContain("curves differ");
  });

  it.each([
    [500, 2.68],
    [550, 3.22],
  ])("CdTe absorbing at %d nm is %d nm across (Kamal 2012)", (nm, size) => {
    expect(sizeFromGap(findMaterial("CdTe"), EV_NM / nm).value).toBeCloseTo(size, 2);
  });

  it.each([449, 469, 417])("refuses the CdTe cluster band at %d nm, naming clusters", (nm) => {
    const cdte = findMaterial("CdTe");
    for (const curve of [undefined, ...cdte.sizing.map(({ id }) => id)]) {
      expect(() => sizeFromGap(cdte, EV_NM / nm, curve)).toThrow(/magic-size/);
    }
    expect(() => gapFromSize(cdte, 1.6)).toThrow(/magic-size/);
  });

  it("agrees with the volume form of the InP curve, E = 1.33 + 1.219 V^-0.251, within its own interval", () => {
    for (const edge of [2, 3, 4.1]) {
      const volume = edge ** 3 / (6 * Math.SQRT2);
      const answer = gapFromSize(findMaterial("InP"), edge);
      const byVolume = 1.33 + 1.219 * volume ** -0.251;
      expect(byVolume).toBeGreaterThan(answer.low);
      expect(byVolume).toBeLessThan(answer.high);
    }
  });

  it.each([
    [5.6, 1250],
    [8.6, 1750],
  ])("InSb of %d nm absorbs at %d nm (Kovalenko 2013), said to be circular", (size, nm) => {
    expect(Math.abs(wavelengthNm(findMaterial("InSb"), size) - nm)).toBeLessThan(1);
    expect(gapFromSize(findMaterial("InSb"), size).warnings.map(({ kind }) => kind)).toContain("circular");
  });

  it("gives PbS of 4.8 nm 2.5768 per uM per cm at 400 nm (Moreels 2009)", () => {
    const [answer] = molarExtinction(pbs, 4.8);
    expect(answer!.value / 1e6).toBeCloseTo(2.5768, 4);
    expect(answer!.inRange).toBe(true);
  });

  it("agrees on CdSe between Yu's and Jasieniak's extinction within their errors", () => {
    const answers = molarExtinction(findMaterial("CdSe"), 4);
    expect(answers.map(({ source }) => source)).toEqual(["jasieniak2009", "yu2003", "leatherdale2002"]);
    expect(answers[0]!.low).toBeLessThan(answers[1]!.high);
    expect(answers[1]!.low).toBeLessThan(answers[0]!.high);
    expect(molarExtinction(findMaterial("Au"), 4)).toEqual([]);
  });

  it("at a gap takes the energy itself, the size of the source's own curve, or else the size given", () => {
    const cdse = findMaterial("CdSe");
    const gap = EV_NM / 550;
    const [jasieniak, yu, leatherdale] = molarExtinctionAtGap(cdse, gap, 3.5);
    expect(jasieniak!.basis).toEqual({ with: "energy", gapEv: gap });
    const ofYu = sizeFromGap(cdse, gap, "CdSe Yu 2003").value;
    expect(yu!.basis).toEqual({ with: "diameter", diameterNm: ofYu, curve: "CdSe Yu 2003" });
    expect(yu!.value / (5857 * ofYu ** 2.65)).toBeCloseTo(1, 12);
    expect(leatherdale!.basis).toEqual({ with: "diameter", diameterNm: 3.5, curve: null });
  });

  it("at a gap where a source's own curve has no size, leaves that formula out", () => {
    const sources = molarExtinctionAtGap(findMaterial("CdSe"), EV_NM / 420, 1.7).map(({ source }) => source);
    expect(sources).toEqual(["yu2003", "leatherdale2002"]);
  });
});

describe("CsPbBr3", () => {
  const cspbbr3 = findMaterial("CsPbBr3");
  const pairs = [
    [2.76, 3.7],
    [2.51, 6.6],
  ] as const;

  it("reproduces the pairs of Malinoski et al. by the curve drawn through them, and says that this is circular", () => {
    for (const [gap, edge] of pairs) {
      const answer = sizeFromGap(cspbbr3, gap, "CsPbBr3 Malinoski two points");
      expect(answer.value).toBeCloseTo(edge, 2);
      expect(answer.warnings.map(({ kind }) => kind)).toContain("circular");
    }
  });

  it("takes either end of the curve through the pairs, whose coefficients are rounded", () => {
    const curve = "CsPbBr3 Malinoski two points";
    for (const [gap, edge] of pairs) {
      const kinds = [sizeFromGap(cspbbr3, gap, curve), gapFromSize(cspbbr3, edge, curve)].flatMap(
        ({ warnings }) => warnings.map(({ kind }) => kind),
      );
      expect(kinds).not.toContain("outside range");
    }
    // A hundredth beyond an end is beyond it.
    expect(gapFromSize(cspbbr3, 6.67, curve).warnings.map(({ kind }) => kind)).toContain("outside range");
  });

  it("has by default an estimate that knows nothing of those pairs, and whose interval holds both", () => {
    for (const [gap, edge] of pairs) {
      const answer = sizeFromGap(cspbbr3, gap);
      expect(answer.curve).toBe("CsPbBr3 two-band cube");
      expect(answer.low).toBeLessThan(edge);
      expect(answer.high).toBeGreaterThan(edge);
      expect(answer.warnings.map(({ kind }) => kind)).not.toContain("circular");
    }
    // Measured against the paper: 3.66 nm for 3.7 nm, 5.94 nm for 6.6 nm.
    expect(sizeFromGap(cspbbr3, 2.76, "CsPbBr3 two-band cube").value).toBeCloseTo(3.66, 2);
    expect(sizeFromGap(cspbbr3, 2.51, "CsPbBr3 two-band cube").value).toBeCloseTo(5.94, 2);
  });

  it("uses the gap and reduced mass of the material's own rows", () => {
    const { relation } = cspbbr3.sizing[0]!;
    expect(relation.form).toBe("confined cube");
    if (relation.form !== "confined cube") return;
    expect(relation.gapEv).toBe(cspbbr3.gap!.value);
    expect(relation.reducedMass).toBe(cspbbr3.reducedMass!.value);
  });

  it("takes the Coulomb integral of two cosine-squared densities in a unit cube", () => {
    // <1/r> = 2/sqrt(pi) int_0^inf g(t)^3 dt with g the one-dimensional Gaussian overlap; midpoint sums, good to 1e-3.
    const n = 240;
    const nodes = Array.from({ length: n }, (_, i) => (i + 0.5) / n - 0.5);
    const weights = nodes.map((x) => (2 * Math.cos(Math.PI * x) ** 2) / n);
    let sum = 0;
    const steps = 160;
    for (let k = 0; k < steps; k++) {
      const s = (k + 0.5) / steps;
      const t = s / (1 - s);
      let g = 0;
      if (t > 40) g = (Math.sqrt(Math.PI) / t) * 1.5;
      else
        for (let i = 0; i < n; i++)
          for (let j = 0; j < n; j++)
            g += weights[i]! * weights[j]! * Math.exp(-((t * (nodes[i]! - nodes[j]!)) ** 2));
      sum += g ** 3 / (1 - s) ** 2 / steps;
    }
    const { relation } = cspbbr3.sizing[0]!;
    if (relation.form !== "confined cube") throw new Error("the default curve changed its form");
    expect(Math.abs(((2 / Math.sqrt(Math.PI)) * sum) / relation.coulomb - 1)).toBeLessThan(3e-3);
  });
});

describe("errors", () => {
  it("refuses numbers that are no size or gap", () => {
    for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => sizeFromGap(findMaterial("PbS"), bad)).toThrow(InputError);
      expect(() => gapFromSize(findMaterial("PbS"), bad)).toThrow(InputError);
      expect(() => molarExtinction(findMaterial("PbS"), bad)).toThrow(InputError);
    }
  });

  it("names the curves there are, and says when there is none", () => {
    expect(() => sizeFromGap(findMaterial("CdSe"), 2.2, "Yu")).toThrow(/CdSe Yu 2003/);
    expect(() => sizeFromGap(findMaterial("HgTe"), 0.5)).toThrow(DomainError);
  });
});

// Means of the three lowest bright excitons in the data of Abbas, Chabeda et al.; the three-parameter fit leaves 2.3 meV rms, 4.3 meV at most.
it.each([
  [1.9, 2.2436],
  [2.5, 2.0619],
  [3.1, 1.9666],
  [3.8, 1.889],
  [4.4, 1.8563],
  [5.0, 1.8241],
  [5.7, 1.805],
  [6.3, 1.7878],
  [6.9, 1.7771],
])("CsPbI3 of %d nm has its computed exciton at %d eV within 5 meV", (edge, gap) => {
  expect(Math.abs(gapFromSize(findMaterial("CsPbI3"), edge).value - gap)).toBeLessThan(0.005);
});
