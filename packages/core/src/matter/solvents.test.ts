import { describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { foldName } from "./find.ts";
import { molarMass, parseFormula } from "./formula.ts";
import { findSolvent, solvents } from "./solvents.ts";

const byName = solvents.map((solvent) => [solvent.name, solvent] as const);

describe("every solvent", () => {
  it.each(byName)("%s melts below its boiling point and is a neutral molecule", (_, solvent) => {
    if (solvent.boilingPoint && solvent.meltingPoint) {
      expect(solvent.meltingPoint.value).toBeLessThan(solvent.boilingPoint.value);
    }
    expect(parseFormula(solvent.formula).charge).toBe(0);
  });

  // The permittivity holds the electronic part n^2 and more; 3 % covers dispersion (CS2 absorbs in the near ultraviolet) and the 5 K between the two columns.
  it.each(byName)(
    "%s: permittivity is not below the squared index",
    (_, { permittivity, refractiveIndex }) => {
      if (!permittivity || !refractiveIndex) return;
      expect(permittivity.value / refractiveIndex.value ** 2).toBeGreaterThan(0.97);
    },
  );

  // Without a dipole the two are the same but for the infrared part, under 3 %.
  it.each([
    "pentane",
    "hexane",
    "heptane",
    "octane",
    "decane",
    "cyclohexane",
    "benzene",
    "carbon disulfide",
    "tetrachloroethylene",
  ])("%s: permittivity is the squared index within 3 %%", (name) => {
    const { permittivity, refractiveIndex } = findSolvent(name);
    expect(Math.abs(permittivity!.value / refractiveIndex!.value ** 2 - 1)).toBeLessThan(0.03);
  });

  it("answers to each of its names, and no name means two solvents", () => {
    const every = solvents.flatMap(({ name, aliases }) => [name, ...aliases].map(foldName));
    expect(every.filter((name, i) => every.indexOf(name) !== i)).toEqual([]);
    for (const solvent of solvents) {
      for (const name of [solvent.name, ...solvent.aliases]) expect(findSolvent(name)).toBe(solvent);
    }
  });

  it("falls in index from 20 to 25 C where both were read, by 4 to 8 in 10^4 per kelvin", () => {
    const slopes = solvents.flatMap(({ name, refractiveIndex, refractiveIndex25 }) =>
      refractiveIndex && refractiveIndex25
        ? [{ name, slope: (refractiveIndex.value - refractiveIndex25.value) / 5 }]
        : [],
    );
    expect(slopes.length).toBeGreaterThan(5);
    for (const { name, slope } of slopes) {
      expect(slope, name).toBeGreaterThan(3.5e-4);
      expect(slope, name).toBeLessThan(8e-4);
    }
  });
});

describe("refractive indices", () => {
  // Of the alkanes the shorter expands more, and its index falls more.
  it("of the alkanes fall with temperature the less the longer the chain", () => {
    const slopes = ["pentane", "hexane", "heptane", "octane", "decane"].map((name) => {
      const { refractiveIndex, refractiveIndex25 } = findSolvent(name);
      return refractiveIndex!.value - refractiveIndex25!.value;
    });
    for (let i = 1; i < slopes.length; i++) expect(slopes[i]!).toBeLessThan(slopes[i - 1]!);
  });

  // n^2 = 1 + 1.50387 L^2/(L^2 - 0.03049), Kedenburg et al. 2012 at 20 C; Chemnitz et al. 2017 likewise with a term in the infrared.
  it("of carbon disulfide is that of two dispersion formulas at 589.3 nm, to 5 in 10^4", () => {
    const square = 0.5893 ** 2;
    const kedenburg = Math.sqrt(1 + (1.50387 * square) / (square - 0.03049));
    const chemnitz = Math.sqrt(
      1 + (1.499426 * square) / (square - 0.178763 ** 2) + (0.089531 * square) / (square - 6.591946 ** 2),
    );
    const { value, uncertainty } = findSolvent("CS2").refractiveIndex!;
    for (const other of [kedenburg, chemnitz]) expect(Math.abs(value - other)).toBeLessThan(5e-4);
    expect(uncertainty).toBeGreaterThan(0);
  });
});

describe("deuterated solvents", () => {
  const heavy = solvents.filter(({ deuteratedFrom }) => deuteratedFrom !== undefined);

  it.each(heavy.map((solvent) => [solvent.name, solvent] as const))(
    "%s is heavier by its deuterons",
    (_, solvent) => {
      const ordinary = findSolvent(solvent.deuteratedFrom!);
      const deuterons = parseFormula(solvent.formula).counts.get("D")!;
      expect(molarMass(solvent.formula) - molarMass(ordinary.formula)).toBeCloseTo(
        deuterons * (2.0141 - 1.008),
        9,
      );
      expect(parseFormula(ordinary.formula).counts.get("H")).toBe(
        deuterons + (parseFormula(solvent.formula).counts.get("H") ?? 0),
      );
    },
  );

  it.each(heavy.map((solvent) => [solvent.name, solvent] as const))(
    "%s says how its viscosity was made",
    (_, solvent) => {
      const ordinary = findSolvent(solvent.deuteratedFrom!);
      const rule =
        ordinary.viscosity!.value * Math.sqrt(molarMass(solvent.formula) / molarMass(ordinary.formula));
      if (solvent.viscosity!.status === "estimated") {
        expect(Math.abs(solvent.viscosity!.value / rule - 1)).toBeLessThan(1e-4);
        expect(solvent.viscosity!.uncertainty! / solvent.viscosity!.value).toBeGreaterThan(0.03 - 1e-3);
      } else expect(solvent.name).toBe("deuterium oxide");
    },
  );

  // Suppliers' densities at 25 C: CDCl3 1.500, C6D6 0.950, toluene-d8 0.943, DMSO-d6 1.190; the rule is said to hold within 1 %.
  it.each([
    ["CDCl3", 1.5, 0.012],
    ["C6D6", 0.95, 0.01],
    ["toluene-d8", 0.943, 0.01],
    ["DMSO-d6", 1.19, 0.01],
  ])("%s: density by the molar volume is near the supplier's %d", (name, density, within) => {
    expect(Math.abs(findSolvent(name).density!.value / density - 1)).toBeLessThan(within);
  });
});

describe("published numbers", () => {
  // Dielectric factor (eps + 2 n^2)^2 / n^5 with eps = 4, as in the lifetimes of Malinoski et al., Fig. 3B.
  it.each([
    ["pentane", 12.8132],
    ["hexane", 12.322],
    ["octane", 11.7287],
    ["cyclohexane", 11.0316],
    ["chloroform", 10.5913],
    ["toluene", 9.5713],
    ["1,2-dichlorobenzene", 8.6421],
    ["ethyl acetate", 12.3936],
  ])("%s: dielectric factor %d", (name, factor) => {
    const optical = findSolvent(name).refractiveIndex!.value ** 2;
    expect((4 + 2 * optical) ** 2 / optical ** 2.5).toBeCloseTo(factor, 3);
  });

  // Viscosities at 25 C of the CRC handbook; the correlations used here agree within 2.5 %.
  it.each([
    ["toluene", 0.56],
    ["benzene", 0.604],
    ["chloroform", 0.537],
    ["hexane", 0.3],
    ["dimethyl sulfoxide", 1.987],
    ["methanol", 0.544],
    ["water", 0.89],
    ["octane", 0.508],
  ])("%s: %d mPa s", (name, viscosity) => {
    expect(Math.abs(findSolvent(name).viscosity!.value / viscosity - 1)).toBeLessThan(0.025);
  });
});

describe("findSolvent", () => {
  it("takes the names chemists write", () => {
    for (const name of ["Toluene-D8", "toluene d8", "C7D8"])
      expect(findSolvent(name).name).toBe("toluene-d8");
    expect(findSolvent("cdcl₃").name).toBe("chloroform-d");
    expect(findSolvent("DCB").name).toBe("1,2-dichlorobenzene");
  });

  it("names three nearest for an unknown one", () => {
    expect(() => findSolvent("toluen")).toThrow(InputError);
    expect(() => findSolvent("toluen")).toThrow(/nearest toluene, /);
  });
});
