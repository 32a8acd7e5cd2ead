import { describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { crystalOf, findShape } from "../structure/index.ts";
import {
  type InterfaceSample,
  interfaceModels,
  interfaceValues,
  readMedium,
  stateOfSample,
} from "../surface/index.ts";
import { dosyMap } from "./dosy-map.ts";
import {
  type ShellSignals,
  type ShellSignalValues,
  shellSignals,
  shellSignalValues,
} from "./of-interface.ts";
import { type ShellResonances, shellResonances } from "./shell-resonances.ts";
import { shellMap, shellSpectrum } from "./shell-spectrum.ts";
import { centroidPpm, integrateRegion, simulateSpectrum } from "./spectrum.ts";

const models = interfaceModels();

function seen(
  solvent: string,
  added: InterfaceSample["added"] = {},
  given: Partial<ShellSignalValues> = {},
): ShellResonances & { readonly signals: ShellSignals } {
  const medium = readMedium(solvent);
  const sample: InterfaceSample = {
    dot: {
      crystal: crystalOf("PbS"),
      shape: findShape("truncated-octahedron"),
      size: { by: "diameter", nm: 2.7 },
    },
    medium,
    dotsMolar: 1e-4,
    added,
  };
  const values = interfaceValues();
  const signalValues = shellSignalValues(given);
  const state = stateOfSample(models, sample, values);
  const network = models.network(sample, values.partners);
  const signals = shellSignals(network, state, values, medium, 298.15, signalValues);
  return { signals, ...shellResonances(network, state, signals, signalValues, medium, 298.15) };
}

const AXIS = { leftPpm: 7, rightPpm: 4, points: 6001, protonMHz: 500 };
const chainsOf = ({ resonances }: ShellResonances) => resonances.filter(({ of }) => of === "chains");

describe("the spectrum of a state", () => {
  it.each([0, 10, 300, 2000, 1e5])(
    "holds two protons for each chain, whatever the exchange (%d /s)",
    (rate) => {
      const all = seen("chloroform-d");
      const { boundChainsMolar, freeChainsMolar } = all.signals;
      const area = integrateRegion(shellSpectrum(chainsOf(all), AXIS, rate), 7, 4);
      // Lorentz tails beyond 1.4 ppm (700 Hz) hold 2 w/(pi 700 Hz), 0.2 % of a line 2 Hz wide at half its half height.
      expect(area / (2e3 * (boundChainsMolar + freeChainsMolar))).toBeCloseTo(1, 2);
    },
  );

  it("stands where and is as wide as the numbers of fast exchange say", () => {
    const all = seen("chloroform-d", {}, { exchange_rate: 2e4 });
    const spectrum = shellSpectrum(chainsOf(all), AXIS, 2e4);
    expect(centroidPpm(spectrum, 5.8, 5.2)).toBeCloseTo(all.signals.shiftPpm, 3);
    const top = spectrum.intensity.reduce((most, value) => Math.max(most, value), 0);
    const above = spectrum.intensity.filter((value) => value > top / 2).length;
    // Points lie 0.25 Hz apart. The number folds the parts of the width as one line, which is 15 % off at most.
    expect((above * 0.25) / all.signals.widthHz).toBeGreaterThan(0.85);
    expect((above * 0.25) / all.signals.widthHz).toBeLessThan(1.15);
  });

  it("without exchange shows the bound and the free line", () => {
    const all = seen("chloroform-d");
    const { signals } = all;
    const spectrum = shellSpectrum(chainsOf(all), AXIS, 0);
    const between = (signals.boundShiftPpm + 5.46) / 2;
    const bound = integrateRegion(spectrum, 7, between);
    const free = integrateRegion(spectrum, between, 4);
    expect(bound / (bound + free)).toBeCloseTo(signals.boundShare, 1);
  });

  it("has the residual lines of the deuterated form, and says so", () => {
    const all = seen("toluene");
    const solvent = all.resonances.filter(({ of }) => of === "solvent");
    expect(solvent.map(({ states }) => states[0]!.shiftPpm)).toEqual([6.97, 7.01, 7.09]);
    expect(all.notes).toEqual(["toluene is drawn as toluene-d8"]);
    // 9.4 mol/L of C7D8, 0.5 % of 8 hydrogens, four lines of which the methyl one is left out.
    expect(solvent[0]!.amountsMilliMolar[0]).toBeCloseTo((9.4e3 * 8 * 0.005) / 4, -1);
    expect(seen("hexane").notes.join()).toMatch(/hexane are not tabulated/u);
    expect(seen("toluene-d8").notes).toEqual([]);
    const mixed = seen("toluene-d8 50 %, chloroform-d 50 %").resonances.filter(({ of }) => of === "solvent");
    expect(mixed.map(({ states }) => states[0]!.shiftPpm).sort()).toEqual([6.97, 7.01, 7.09, 7.26]);
  });

  it("has the ring protons of what was added, all of them", () => {
    const all = seen("toluene-d8", { "benzoic acid": { equivalents: 50 } });
    const ring = all.resonances.filter(({ of }) => of === "ligand");
    expect(ring.map(({ protons }) => protons)).toEqual([2, 1, 2]);
    // 50 for each dot at 0.1 mM, free, on dots and traded.
    const [bound, free] = Array.from(ring[0]!.amountsMilliMolar);
    expect(bound! + free!).toBeCloseTo(5, 6);
    expect(bound!).toBeGreaterThan(0);
    expect(all.notes.join()).toMatch(/benzoic acid: shifts recalled/u);
  });
});

describe("the DOSY map of a state", () => {
  const axis = { leftPpm: 7.6, rightPpm: 5.2, points: 241, protonMHz: 500 };
  /** D at the highest point of the map's columns about a shift. */
  function diffusionAt(all: ShellResonances, ppm: number, rate: number, low = 0, high = 1): number {
    const map = shellMap(all.resonances, axis, 200, rate, 0.1);
    const column = map.ppm.findIndex((at) => at <= ppm);
    let [best, most] = [0, -1];
    for (let row = 0; row < 200; row++) {
      const d = 10 ** map.log10Diffusion[row]!;
      const value = map.intensity[row * 241 + column]!;
      if (value > most && d > low && d < high) [best, most] = [d, value];
    }
    return best;
  }

  it("has one D in fast exchange and two in slow", () => {
    const all = seen("chloroform-d");
    const { signals } = all;
    // Rows stand 2.4 % apart; a maximum lies within one of them.
    expect(diffusionAt(all, signals.shiftPpm, 2000) / signals.diffusion).toBeCloseTo(1, 1);
    expect(shellMap(all.resonances, axis, 200, 2000, 0.1).regime).toBe("fast");
    expect(diffusionAt(all, signals.boundShiftPpm, 0.5, 0, 3e-10) / signals.boundDiffusion).toBeCloseTo(1, 1);
    expect(diffusionAt(all, 5.46, 0.5) / signals.freeDiffusion).toBeCloseTo(1, 1);
    expect(shellMap(all.resonances, axis, 200, 0.5, 0.1).regime).toBe("slow");
    expect(shellMap(all.resonances, axis, 200, 10, 0.1).regime).toBe("intermediate");
    // Chloroform diffuses with some 2.4e-9 m2/s; the estimate is good to 15 %.
    const solvent = diffusionAt(all, 7.26, 2000);
    expect(solvent).toBeGreaterThan(2e-9);
    expect(solvent).toBeLessThan(3e-9);
  });

  it("shows dilute chains as well as the solvent: every highest point is 1", () => {
    const map = shellMap(seen("chloroform-d").resonances, axis, 200, 2000, 0.1);
    for (const [from, to] of [
      [7.6, 6.5],
      [6.5, 5.2],
    ] as const) {
      let most = 0;
      map.intensity.forEach((value, i) => {
        const ppm = map.ppm[i % 241]!;
        if (ppm <= from && ppm > to) most = Math.max(most, value);
      });
      expect(most).toBeCloseTo(1, 2);
    }
  });

  it("takes spectra that are there already, on its own axis only", () => {
    const component = {
      name: "one",
      shiftPpm: 5.5,
      protons: 2,
      concentrationMilliMolar: 3,
      lorentzHz: 10,
      gaussHz: 5,
      diffusionM2PerS: 1e-10,
      logWidth: 0.1,
    };
    const rows = { slowM2PerS: 1e-11, fastM2PerS: 1e-9, points: 50 };
    const spectrum = simulateSpectrum([component], axis);
    const ready = { name: "one", spectrum, diffusionM2PerS: 1e-10, logWidth: 0.1 };
    expect(dosyMap([ready], axis, rows).intensity).toEqual(dosyMap([component], axis, rows).intensity);
    expect(() => dosyMap([ready], { ...axis, points: 240 }, rows)).toThrow(InputError);
  });
});
