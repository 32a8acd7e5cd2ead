import { describe, expect, it } from "vitest";
import { crystalOf, findShape } from "../structure/index.ts";
import {
  type InterfaceSample,
  interfaceModels,
  interfaceValues,
  type Medium,
  readMedium,
  stateOfSample,
} from "../surface/index.ts";
import {
  type ShellSignals,
  type ShellSignalValues,
  shellSignals,
  shellSignalValues,
} from "./of-interface.ts";
import { diffusionOfRadius } from "./stokes-einstein.ts";

const models = interfaceModels();

function signalsOf(
  nm: number,
  solvent: string,
  dotsMolar: number,
  given: Partial<ShellSignalValues> = {},
  added?: InterfaceSample["added"],
): ShellSignals {
  const medium: Medium = readMedium(solvent);
  const sample: InterfaceSample = {
    dot: {
      crystal: crystalOf("PbS"),
      shape: findShape("truncated-octahedron"),
      size: { by: "diameter", nm },
    },
    medium,
    dotsMolar,
    ...(added ? { added } : {}),
  };
  const values = interfaceValues();
  const state = stateOfSample(models, sample, values);
  return shellSignals(
    models.network(sample, values.partners),
    state,
    values,
    medium,
    298.15,
    shellSignalValues(given),
  );
}

describe("limits", () => {
  it("a concentrated sample diffuses as its dots, a very dilute one as what is free", () => {
    const dense = signalsOf(4.8, "toluene", 5e-2);
    expect(dense.diffusion / dense.boundDiffusion).toBeCloseTo(1, 1);
    const thin = signalsOf(4.8, "toluene", 1e-13);
    expect(thin.diffusion / thin.freeDiffusion).toBeCloseTo(1, 3);
    expect(thin.shiftPpm).toBeCloseTo(5.46, 3);
  });

  it("D is the mean over chains, and the radius read from it that of Stokes-Einstein", () => {
    const { boundShare, boundDiffusion, freeDiffusion, diffusion, apparentRadiusNm, viscosityMPaS } =
      signalsOf(4.8, "chloroform", 1e-4);
    expect(diffusion).toBeCloseTo(boundShare * boundDiffusion + (1 - boundShare) * freeDiffusion, 20);
    expect(diffusionOfRadius(apparentRadiusNm, viscosityMPaS, 298.15) / diffusion).toBeCloseTo(1, 12);
  });

  it("added acid counts one chain each, lead oleate two", () => {
    const bare = signalsOf(4.8, "toluene", 1e-4);
    const acid = signalsOf(4.8, "toluene", 1e-4, {}, { "oleic acid": { equivalents: 313 } });
    // As many acids as complexes: at most every second chain is on a dot.
    expect(acid.boundShare).toBeLessThan(0.51);
    const dioleate = signalsOf(4.8, "toluene", 1e-4, {}, { "lead oleate": { equivalents: 313 } });
    // 313 sites hold 313 chains at least and 626 at most, of 939.
    expect(dioleate.boundShare).toBeGreaterThan(1 / 3 - 0.01);
    expect(dioleate.boundShare).toBeLessThan(2 / 3);
    expect(bare.boundShare).toBeGreaterThan(0.98);
  });
});

describe("chains that are traded", () => {
  it("leave with the oleic acid: those of an acid without chains are not counted, and none is lost", () => {
    const bare = signalsOf(4.8, "toluene", 1e-4);
    const traded = signalsOf(4.8, "toluene", 1e-4, {}, { "benzoic acid": { equivalents: 3130 } });
    // Ten acids for each oleate, and the exchange constant above 1: by far most oleate is free as oleic acid.
    expect(bare.boundShare).toBeGreaterThan(0.98);
    expect(traded.boundShare).toBeLessThan(0.2);
  });
});

describe("what the paper saw, from the structure", () => {
  it("larger dots: slower, broader, downfield, more negative NOE", () => {
    const sizes = [2.51, 3.67, 4.84, 6.0, 7.17].map((nm) => signalsOf(nm, "toluene-d8", 1e-4));
    for (let i = 1; i < sizes.length; i++) {
      const [small, large] = [sizes[i - 1]!, sizes[i]!];
      expect(large.diffusion).toBeLessThan(small.diffusion);
      expect(large.widthHz).toBeGreaterThan(small.widthHz);
      expect(large.shiftPpm).toBeGreaterThan(small.shiftPpm);
      expect(large.noe).toBeLessThan(small.noe);
    }
  });

  it("2.7 nm dots in chloroform come near the D of 3e-10 m2/s that the reference reads as a fifth to a quarter free", () => {
    const { diffusion, boundShare } = signalsOf(2.7, "chloroform-d", 1e-4);
    expect(diffusion).toBeGreaterThan(2e-10);
    expect(diffusion).toBeLessThan(4e-10);
    expect(boundShare).toBeGreaterThan(0.6);
    expect(boundShare).toBeLessThan(0.9);
  });

  it("the NOE of what is free is positive, on a dot negative", () => {
    const { noeBound, noeFree, noe } = signalsOf(4.8, "toluene-d8", 1e-4);
    expect(noeFree).toBeGreaterThan(0);
    expect(noeBound).toBeLessThan(0);
    expect(noe).toBeGreaterThan(noeBound);
    expect(noe).toBeLessThan(0);
  });
});

describe("mixtures", () => {
  it("lie between their solvents in viscosity", () => {
    const [a, b, mixed] = ["toluene", "cyclohexane", "toluene 50 %, cyclohexane 50 %"].map(
      (solvent) => signalsOf(4.8, solvent, 1e-4).viscosityMPaS,
    );
    expect(mixed!).toBeCloseTo(Math.sqrt(a! * b!), 12);
  });
});
