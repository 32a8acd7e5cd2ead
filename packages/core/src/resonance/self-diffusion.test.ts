import { expect, test } from "vitest";
import { findSolvent } from "../matter/index.ts";
import { selfDiffusion } from "./self-diffusion.ts";
import { viscosityAt } from "./viscosity.ts";

// M. Holz, S. R. Heil & A. Sacco, Phys. Chem. Chem. Phys. 2000, 2, 4740: self-diffusion at 25 C, 1e-9 m2/s. From memory, 1 %.
test.each([
  ["water", 2.299, 0.15],
  ["benzene", 2.207, 0.15],
  ["cyclohexane", 1.424, 0.15],
  ["dimethyl sulfoxide", 0.73, 0.15],
  ["methanol", 2.415, 0.4],
] as const)("%s diffuses as measured, within what the function says", (name, measured, share) => {
  const solvent = findSolvent(name);
  const d = selfDiffusion(solvent, viscosityAt(solvent, 298.15).viscosityMPaS, 298.15)!;
  expect(Math.abs(d / (measured * 1e-9) - 1)).toBeLessThan(share);
});

test("nothing is said without a density", () => {
  const { density: _, ...bare } = findSolvent("toluene");
  expect(selfDiffusion(bare, 0.55, 298.15)).toBeNull();
});
