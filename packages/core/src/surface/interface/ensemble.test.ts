import { describe, expect, it } from "vitest";
import { crystalOf, findShape } from "../../structure/index.ts";
import { drawEnsemble } from "./ensemble.ts";
import { grisorioObservations } from "./observations.ts";
import { interfaceParameters, interfaceValues } from "./parameters.ts";
import { interfaceCaveats, interfaceModels, stateOfSample } from "./sample.ts";

const models = interfaceModels();
const ensemble = drawEnsemble(grisorioObservations, 25, 3);

describe("parameter sets that agree with what was seen", () => {
  it("the usual values are one of them", () => {
    for (const { id, predict, low, high } of grisorioObservations) {
      const predicted = predict(models, interfaceValues());
      expect(predicted, id).toBeGreaterThanOrEqual(low);
      expect(predicted, id).toBeLessThanOrEqual(high);
    }
  });

  it("every member lies within the limits of every observation and within what is possible", () => {
    for (const member of ensemble.members) {
      for (const { id, predict, low, high } of grisorioObservations) {
        const predicted = predict(models, member);
        expect(predicted >= low && predicted <= high, id).toBe(true);
      }
      for (const { name, plausible } of interfaceParameters) {
        expect(member[name]).toBeGreaterThanOrEqual(plausible[0]);
        expect(member[name]).toBeLessThanOrEqual(plausible[1]);
      }
    }
  });

  it("what no observation touches stays as wide as it was; the adduct is told by the acid", () => {
    const remains = (name: string): number =>
      ensemble.parameters.find((parameter) => parameter.name === name)!.remains;
    // 25 draws know their 5 and 95 % points to about a tenth of the width.
    expect(remains("amine")).toBeGreaterThan(0.75);
    expect(remains("entropy")).toBeGreaterThan(0.75);
    expect(remains("adduct")).toBeLessThan(0.4);
  });

  it("the same seed draws the same, another one others; held parameters are kept", () => {
    expect(drawEnsemble(grisorioObservations, 3, 3)).toEqual(drawEnsemble(grisorioObservations, 3, 3));
    const other = drawEnsemble(grisorioObservations, 3, 4, { bond_100: 20 });
    expect(other.members.map(({ bond_100 }) => bond_100)).toEqual([20, 20, 20]);
    expect(other.members[0]!.bond_111).not.toBe(ensemble.members[0]!.bond_111);
  });

  it("gives up where observations contradict each other", () => {
    const never = { ...grisorioObservations[0]!, low: 2, high: 3 };
    expect(() => drawEnsemble([never], 1, 1)).toThrow(/no set of parameters/u);
  });
});

describe("states of the members", () => {
  it("are found at every concentration and addition, however strongly tails attract", () => {
    const { members } = drawEnsemble(grisorioObservations, 12, 1);
    const dot = {
      crystal: crystalOf("PbS"),
      shape: findShape("truncated-octahedron"),
      size: { by: "diameter", nm: 4.8 } as const,
    };
    for (const member of [...members, { ...interfaceValues(), contact: -3.9 }]) {
      for (const dotsMolar of [1e-9, 1e-7, 1e-5, 1e-3]) {
        for (const equivalents of [0, 50, 200, 500]) {
          const sample = { dot, medium: 0.099, dotsMolar, added: { "oleic acid": { equivalents } } };
          const { boundFraction } = stateOfSample(models, sample, member);
          expect(boundFraction).toBeGreaterThanOrEqual(0);
          expect(boundFraction).toBeLessThanOrEqual(1);
        }
      }
    }
  });
});

describe("caveats", () => {
  it("another material than that of the observations is said", () => {
    const dot = (formula: string) => ({
      crystal: crystalOf(formula),
      shape: findShape("truncated-octahedron"),
      size: { by: "diameter", nm: 4 } as const,
    });
    const sample = { dotsMolar: 1e-6, medium: 0.1 };
    expect(interfaceCaveats({ ...sample, dot: dot("PbS") })).toEqual([]);
    expect(interfaceCaveats({ ...sample, dot: dot("CdSe") }).join()).toMatch(/energies are those of PbS/u);
  });
});
