import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError, InputError } from "../../errors.ts";
import { findMaterial, materials } from "../../matter/index.ts";
import { canConfine, confinedGap, sizeFromConfinedGap } from "./confined-gap.ts";
import { confinementError, energyInterval } from "./confinement-error.ts";
import { sphereExcitonShift } from "./exciton-shift.ts";

const able = materials.filter(canConfine);
const insb = findMaterial("InSb");

describe("every material whose rows suffice", () => {
  it("is one with band edges: tetrahedral, lead salts, CsPbBr3", () => {
    expect(able.map(({ formula }) => formula).sort()).toEqual(
      ["CdS", "CdSe", "CdTe", "CsPbBr3", "InAs", "InP", "InSb", "PbS", "PbSe", "ZnSe"].sort(),
    );
  });

  it.each(able.map((material) => [material.formula, material] as const))(
    "%s: comes to the bulk gap, falls with size, is lower for a finite barrier",
    (_, material) => {
      for (const shape of ["sphere", "cube"] as const) {
        const at = (nm: number): number => confinedGap(material, nm, { shape }).energyEv;
        let before = Number.POSITIVE_INFINITY;
        // From 3 nm: below, attraction in a material of small permittivity may win.
        for (const nm of [3, 4, 5, 7, 10, 15]) {
          expect(at(nm)).toBeLessThan(before);
          expect(confinedGap(material, nm, { shape, barrier: "infinite" }).energyEv).toBeGreaterThan(at(nm));
          before = at(nm);
        }
        // 3000 nm: what is left goes as 1/d (attraction) or 1/d^2.
        expect(Math.abs(at(3000) - material.gap!.value)).toBeLessThan(1e-3);
      }
    },
  );

  it("gives a size back from its gap", () => {
    fc.assert(
      fc.property(fc.constantFrom(...able), fc.double({ min: 2.5, max: 12, noNaN: true }), (material, nm) => {
        const gap = confinedGap(material, nm).energyEv;
        expect(Math.abs(sizeFromConfinedGap(material, gap) / nm - 1)).toBeLessThan(1e-6);
      }),
      { numRuns: 40, seed: 1 },
    );
  });
});

describe("InSb (Kovalenko 2013: 1250 nm at 5.6 nm, 1750 nm at 8.6 nm)", () => {
  const nm = (size: number, options = {}): number =>
    1239.841984 / confinedGap(insb, size, { bulkGapEv: 0.18, ...options }).energyEv;

  it("is within 10 % at both ends, from bulk data alone", () => {
    expect(Math.abs(nm(5.6) / 1250 - 1)).toBeLessThan(0.1);
    expect(Math.abs(nm(8.6) / 1750 - 1)).toBeLessThan(0.1);
  });

  it("stays so over the errors of affinity, barrier and E_P, one at a time", () => {
    const edges = insb.bandEdges!;
    const changed = [
      ...[-0.5, 0.5].map((electronAffinityEv) =>
        nm(5.6, { barrier: { electronAffinityEv, ionisationEnergyEv: 8.8 } }),
      ),
      ...[8.3, 9.3].map((ionisationEnergyEv) =>
        nm(5.6, { barrier: { electronAffinityEv: 0, ionisationEnergyEv } }),
      ),
      ...[22.5, 24.1].map((value) => {
        const material = { ...insb, bandEdges: { ...edges, kaneEnergy: { ...edges.kaneEnergy, value } } };
        return 1239.841984 / confinedGap(material, 5.6, { bulkGapEv: 0.18 }).energyEv;
      }),
    ];
    for (const value of changed) expect(Math.abs(value / 1250 - 1)).toBeLessThan(0.1);
  });

  it("is 18 to 30 % off in infinite walls: the barrier is what makes the difference", () => {
    expect(nm(5.6, { barrier: "infinite" }) / 1250 - 1).toBeCloseTo(-0.295, 2);
    expect(nm(8.6, { barrier: "infinite" }) / 1750 - 1).toBeCloseTo(-0.175, 2);
  });
});

describe("its known error", () => {
  const error = confinementError();

  it("comes from every measured curve of spheres and cubes, and names what is left out", () => {
    expect(error.curves.map(({ curve }) => curve).sort()).toEqual(
      [
        "CdS Yu 2003",
        "CdSe Capek 2010",
        "CdSe Jasieniak 2009",
        "CdSe Yu 2003",
        "CdTe Kamal 2012",
        "CdTe Yu 2003",
        "PbS Moreels 2009",
        "PbS Weidman 2014",
        "PbSe Moreels 2007",
        "ZnSe Toufanian 2021",
      ].sort(),
    );
    expect(error.left.join()).toContain("InP Almeida 2023: tetrahedra");
    // The curve through the paper's own points must not count.
    expect(error.left.join()).toContain("InSb two points");
  });

  it("is what the docs say: -21 to +101 % of the shift, -10 to +26 % of the energy", () => {
    expect(error.shift.low).toBeCloseTo(-0.21, 2);
    expect(error.shift.high).toBeCloseTo(1.01, 2);
    expect(error.energy.low).toBeCloseTo(-0.1, 2);
    expect(error.energy.high).toBeCloseTo(0.26, 2);
  });

  it("holds both measured InSb transitions", () => {
    for (const [size, wavelength] of [
      [5.6, 1250],
      [8.6, 1750],
    ] as const) {
      const { energyEv, bulkGapEv } = confinedGap(insb, size, { bulkGapEv: 0.18 });
      const [low, high] = energyInterval(energyEv, bulkGapEv);
      expect(low).toBeLessThan(1239.84 / wavelength);
      expect(high).toBeGreaterThan(1239.84 / wavelength);
    }
  });
});

describe("attraction and polarisation", () => {
  const e2 = 1.43996454;

  it("Brus's 1.786: the attraction of two sin(pi x)/x densities by direct integration", () => {
    const n = 4000;
    let [inside, sum] = [0, 0];
    for (let i = 0; i < n; i++) {
      const x = (i + 0.5) / n;
      const density = (2 * Math.sin(Math.PI * x) ** 2) / n;
      // Each pair once: 1/r_> with the charge inside.
      sum += (2 * density * (inside + density / 2)) / x;
      inside += density;
    }
    expect(sum).toBeCloseTo(1.786, 3);
    expect(sphereExcitonShift(2, 10, 2).coulombEv).toBeCloseTo((-sum * e2) / (10 * 2), 4);
  });

  it("polarisation: twice Lannoo's 0.47 (eps - eps')/(eps + eps') for one carrier", () => {
    const share = (inside: number, outside: number): number => {
      const own = sphereExcitonShift(1.7, inside, outside).polarisationEv;
      return own / ((2 * 0.47 * e2 * (inside - outside)) / (inside * 1.7 * (inside + outside)));
    };
    // Their formula is a fit of the series for large contrast; at 5 to 1 it is 12 % high.
    expect(Math.abs(share(2000, 2) - 1)).toBeLessThan(0.02);
    expect(share(10, 2)).toBeCloseTo(0.884, 2);
  });

  it("vanishes without contrast and changes sign with it", () => {
    expect(sphereExcitonShift(2, 5, 5).polarisationEv).toBe(0);
    expect(sphereExcitonShift(2, 3, 9).polarisationEv).toBeLessThan(0);
  });
});

describe("what cannot be", () => {
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("a size of %d", (size) => {
    expect(() => confinedGap(insb, size)).toThrow(InputError);
  });

  it("an inverted gap, a metal, a gap no size has", () => {
    expect(() => confinedGap(findMaterial("HgTe"), 5)).toThrow(/inverted order/);
    expect(() => confinedGap(findMaterial("Au"), 5)).toThrow(DomainError);
    expect(() => sizeFromConfinedGap(insb, 0.05)).toThrow(DomainError);
  });
});
