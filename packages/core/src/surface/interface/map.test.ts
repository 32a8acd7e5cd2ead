import { describe, expect, it } from "vitest";
import { interfaceMap } from "./map.ts";
import { interfaceValues } from "./parameters.ts";
import { interfaceModels, stateOfSample } from "./sample.ts";
import { readInterfaceWords } from "./words.ts";

const models = interfaceModels();
const CONCENTRATIONS = [1e-10, 1e-8, 1e-6, 1e-4, 1e-2];
/** Even steps, as a map has them, and then none. */
const POLARITIES = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.6, 1];

const sampleWith = (add: readonly string[], size = "3.67 nm") =>
  readInterfaceWords({ dot: { size }, concentration: "1 uM", solvent: "toluene", add }).sample;

describe("the map over concentration and polarity", () => {
  it.each([
    ["nothing added", [], {}],
    ["oleic acid by equivalents", ["oleic acid = 100 eq"], {}],
    ["benzoic acid and octylamine in mM", ["benzoic acid = 2 mM", "octylamine = 5 mM"], {}],
    ["repulsion between tails", [], { contact: 3 }],
    // Attraction this strong lets a full and an empty shell last side by side: every point begins from the full one.
    ["strong attraction", [], { contact: -6, bond_100: 12, bond_111: 12 }],
  ] as const)("%s: every point is the state of that sample", (_, add, set) => {
    const sample = sampleWith(add);
    const values = interfaceValues(set);
    const map = interfaceMap(models, sample, values, CONCENTRATIONS, POLARITIES);
    CONCENTRATIONS.forEach((dotsMolar, row) => {
      POLARITIES.forEach((medium, column) => {
        const { boundFraction } = stateOfSample(models, { ...sample, dotsMolar, medium }, values);
        // Contacts are solved to 1e-10 of RT from either start.
        expect(Math.abs(map[row * POLARITIES.length + column]! - boundFraction)).toBeLessThan(1e-8);
      });
    });
  });

  it("refuses a concentration that is none, in whichever row it stands", () => {
    expect(() => interfaceMap(models, sampleWith([]), interfaceValues(), [1e-6, 2], [0.1])).toThrow(
      /concentration/u,
    );
  });
});
