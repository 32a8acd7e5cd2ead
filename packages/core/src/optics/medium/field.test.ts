import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../../errors.ts";
import { solveSquare } from "../../numerics/linear-solve.ts";
import { fieldInCoatedSphere, fieldInSphere, findLocalFieldModel, meanFieldInCube } from "./index.ts";

const permittivity = fc.double({ min: 1, max: 20, noNaN: true });
const share = fc.double({ min: 0.01, max: 1, noNaN: true });

/**
 * The field in the core by its boundary conditions: potentials -A r, -(B r + C / r^2), -(r + D / r^2) times cos theta in
 * core, shell and medium; potential and eps d/dr continuous at the radii 1 and s.
 */
function fieldByBoundaries(core: number, shell: number, outside: number, s: number): number {
  const rows = [
    [1, -1, -1, 0],
    [core, -shell, 2 * shell, 0],
    [0, s, s ** -2, -(s ** -2)],
    [0, shell, -2 * shell * s ** -3, 2 * outside * s ** -3],
  ];
  const right = Float64Array.of(0, 0, s, outside);
  expect(solveSquare(Float64Array.from(rows.flat()), 4, right)).toBe(true);
  return right[0]!;
}

describe("field in a coated sphere", () => {
  it("solves the boundary conditions at both surfaces", () => {
    fc.assert(
      fc.property(permittivity, permittivity, permittivity, share, (core, shell, outside, g) => {
        const expected = fieldByBoundaries(core, shell, outside, g ** (-1 / 3));
        expect(fieldInCoatedSphere(core, shell, outside, g) / expected).toBeCloseTo(1, 8);
      }),
    );
  });

  it("is the bare sphere's for a shell like the medium, like the core, or of no thickness", () => {
    fc.assert(
      fc.property(permittivity, permittivity, permittivity, share, (core, shell, outside, g) => {
        const bare = fieldInSphere(core, outside);
        expect(fieldInCoatedSphere(core, outside, outside, g) / bare).toBeCloseTo(1, 12);
        expect(fieldInCoatedSphere(core, core, outside, g) / bare).toBeCloseTo(1, 12);
        expect(fieldInCoatedSphere(core, shell, outside, 1) / bare).toBeCloseTo(1, 12);
      }),
    );
  });

  it("is the product of two spheres for a core lost in its shell", () => {
    fc.assert(
      fc.property(permittivity, permittivity, permittivity, (core, shell, outside) => {
        const both = fieldInSphere(core, shell) * fieldInSphere(shell, outside);
        expect(fieldInCoatedSphere(core, shell, outside, 0) / both).toBeCloseTo(1, 12);
      }),
    );
  });

  it("brings solvents closer together when the ligands' shell lies between", () => {
    const sphere = findLocalFieldModel("sphere");
    const ratio = (thicknessNm: number): number => {
      const core = { permittivity: 4, shell: { refractiveIndex: 1.46, thicknessNm, coreRadiusNm: 2.67 } };
      return sphere.lifetimeFactor(1.3575, core) / sphere.lifetimeFactor(1.4969, core);
    };
    expect(ratio(0)).toBeCloseTo(1.3387, 4);
    expect(ratio(1.8)).toBeLessThan(ratio(0.5));
    expect(ratio(0.5)).toBeLessThan(ratio(0));
    // A shell as thick as the world leaves the field of a sphere of 1.46 in the solvent, times a constant.
    const thick = findLocalFieldModel("sphere").lifetimeFactor(1.3575, { permittivity: 1.46 ** 2 });
    const thickToluene = findLocalFieldModel("sphere").lifetimeFactor(1.4969, { permittivity: 1.46 ** 2 });
    expect(ratio(1e6)).toBeCloseTo(thick / thickToluene, 6);
  });

  it("refuses what no shell is", () => {
    const sphere = findLocalFieldModel("sphere");
    const shell = { refractiveIndex: 1.46, thicknessNm: 1, coreRadiusNm: 2 };
    const act = (core: object) => () => sphere.lifetimeFactor(1.4, { permittivity: 4, ...core });
    expect(act({ shell: { ...shell, thicknessNm: -1 } })).toThrow(/thickness/u);
    expect(act({ shell: { ...shell, coreRadiusNm: 0 } })).toThrow(/radius/u);
    expect(act({ shell: { ...shell, refractiveIndex: 0.5 } })).toThrow(DomainError);
    expect(act({ shell, shape: "cube" })).toThrow(/around a sphere only/u);
    expect(() => fieldInCoatedSphere(4, 2, 2, 1.2)).toThrow(/share/u);
  });
});

describe("mean field in a cube", () => {
  it("has the limits of its construction", () => {
    expect(meanFieldInCube(2, 2)).toBe(1);
    // Slope -1/3 at no contrast, as for any body of cubic symmetry.
    expect((meanFieldInCube(1.0001, 1) - 1) / 1e-4).toBeCloseTo(-1 / 3, 4);
    // Nothing inside: the recalled polarisability of a void, 1.6383.
    expect(meanFieldInCube(1e-9, 1)).toBeCloseTo(1.6383, 4);
  });

  it.each([
    // Volume integral over 24^3 cells with the exact depolarisation of each cell, carried to fine cells.
    [1.3, 0.9108, 0.001],
    [1.785, 0.8001, 0.002],
    [2.17, 0.7316, 0.002],
    [6, 0.405, 0.005],
    [10, 0.279, 0.005],
  ])("agrees with a volume integral at a ratio of %f", (ratio, field, tolerance) => {
    expect(Math.abs(meanFieldInCube(ratio, 1) / field - 1)).toBeLessThan(tolerance);
  });

  it("moves the ratio of pentane to 1,2-dichlorobenzene by about 2 % against the sphere", () => {
    const sphere = findLocalFieldModel("sphere");
    const over = (shape: "cube" | "sphere"): number =>
      sphere.lifetimeFactor(1.3575, { permittivity: 4, shape }) /
      sphere.lifetimeFactor(1.5515, { permittivity: 4, shape });
    // The same from the values of the volume integral: a ratio of 0.980.
    expect(Math.abs(over("cube") / over("sphere") - 1)).toBeCloseTo(0.02, 2);
    expect(() => meanFieldInCube(30, 1)).toThrow(/contrast/u);
  });
});
