import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solvents } from "../../matter/index.ts";
import { buildCore, crystalOf, findShape, findSites } from "../../structure/index.ts";
import { type InterfaceNetwork, interfaceConstants, interfaceNetwork } from "./network.ts";
import { type InterfaceValues, interfaceParameters, interfaceValues } from "./parameters.ts";
import { interfaceSites } from "./sites.ts";
import { energiesIn, GAS_CONSTANT_KJ, polarityOf, readMedium } from "./solvent.ts";
import { couplingOf, type InterfaceConditions, interfaceState, interfaceTotals } from "./state.ts";

function sitesOf(nm: number) {
  const core = buildCore({
    crystal: crystalOf("PbS"),
    shape: findShape("truncated-octahedron"),
    size: { by: "diameter", nm },
  });
  return interfaceSites(core, findSites(core));
}

const DOT = sitesOf(4.8);
const usual = interfaceValues();
const model = (added: readonly string[] = [], partners = 1, sites = DOT): InterfaceNetwork =>
  interfaceNetwork(sites, "lead oleate hydroxide", added, partners);
const inToluene = (dotsMolar: number, addedMolar: Record<string, number> = {}): InterfaceConditions => ({
  dotsMolar,
  polarity: polarityOf(readMedium("toluene")),
  temperatureK: 298.15,
  addedMolar,
});

describe("sites of the 4.8 nm dot", () => {
  it("has as many complexes as excess cations: every adatom, and about half of the polar facets' cations", () => {
    expect(DOT.complexes).toBe(313);
    expect(DOT.kinds.map(({ label, count, cations }) => [label, Math.round(count), cations])).toEqual([
      ["{100}", 150, 150],
      ["{111}", 145, 296],
      ["{111} edge", 18, 36],
    ]);
    expect(DOT.kinds.reduce((sum, { count }) => sum + count, 0)).toBeCloseTo(313, 9);
  });

  it("contacts are mutual: as many from one kind to the other as back", () => {
    const n = DOT.kinds.length;
    for (let c = 0; c < n; c++) {
      for (let d = 0; d < n; d++) {
        const there = DOT.kinds[c]!.count * DOT.contacts[c * n + d]!;
        const back = DOT.kinds[d]!.count * DOT.contacts[d * n + c]!;
        expect(there).toBeCloseTo(back, 9);
      }
    }
  });

  it("refuses a dot that is not rich in cations", () => {
    const core = buildCore({
      crystal: crystalOf("PbS"),
      shape: findShape("cube"),
      size: { by: "atoms", count: 512 },
    });
    expect(() => interfaceSites(core, findSites(core))).toThrow(/no metal complexes/u);
  });
});

describe("exact limits", () => {
  it("without contacts and with one kind of bond, coverage is the Langmuir isotherm with depletion", () => {
    const values: InterfaceValues = { ...usual, contact: 0, solvent_contact: 0, bond_111: usual.bond_100 };
    const state = interfaceState(model(), values, inToluene(1e-6));
    // 313 equal sites and as many complexes: N (1 - theta)^2 = theta / K.
    const total = 313e-6;
    const k = Math.exp(usual.bond_100 / (GAS_CONSTANT_KJ * 298.15));
    const theta = 1 + (1 - Math.sqrt(1 + 4 * total * k)) / (2 * total * k);
    expect(state.boundFraction).toBeCloseTo(theta, 10);
  });

  it("strong dilution takes everything off, high concentration keeps it", () => {
    expect(interfaceState(model(), usual, inToluene(1e-14)).boundFraction).toBeLessThan(1e-5);
    expect(interfaceState(model(), usual, inToluene(1e-1)).boundFraction).toBeGreaterThan(0.99);
  });

  it("no contact energy means that size does not matter to the dissociation constants", () => {
    const values = { ...usual, contact: 0, solvent_contact: 0 };
    const constants = [2.51, 4.84, 7.17].map(
      (nm) => interfaceState(model([], 1, sitesOf(nm)), values, inToluene(1e-5)).kinds[0]!.dissociationMolar,
    );
    expect(Math.max(...constants) / Math.min(...constants)).toBeCloseTo(1, 12);
  });
});

describe("what the structure does", () => {
  it("regular dots hold the firmer the larger they are, by contacts alone", () => {
    const states = [2.51, 3.67, 4.84, 6.0, 7.17].map((nm) =>
      interfaceState(model([], 1, sitesOf(nm)), usual, inToluene(1e-5)),
    );
    const mean = states.map(({ kinds }) => {
      const sites = kinds.reduce((sum, kind) => sum + kind.sites, 0);
      return kinds.reduce((sum, kind) => sum + (kind.sites * Math.log(kind.dissociationMolar)) / sites, 0);
    });
    for (let i = 1; i < mean.length; i++) expect(mean[i]!).toBeLessThan(mean[i - 1]!);
    for (let i = 1; i < mean.length; i++)
      expect(states[i]!.boundFraction).toBeGreaterThan(states[i - 1]!.boundFraction);
  });
});

describe("partners of a complex", () => {
  const displaced = (partners: number, dotsMolar: number): number => {
    // No self-dissociation to speak of: only what partners take along counts.
    const values = {
      ...usual,
      contact: 0,
      solvent_contact: 0,
      bond_100: 60,
      bond_111: 80,
      adduct: 60,
      acid_site: -60,
    };
    const network = model(["oleic acid"], partners);
    const added = { "oleic acid": 100 * dotsMolar };
    return 1 - interfaceState(network, values, inToluene(dotsMolar, added)).boundFraction;
  };

  it("one partner: the displaced share does not depend on dilution; two: it falls", () => {
    expect(displaced(1, 1e-4)).toBeCloseTo(displaced(1, 1e-5), 6);
    // With 1 mol/L as standard state the pair takes less along the more dilute it is.
    expect(displaced(2, 1e-4)).toBeGreaterThan(1.5 * displaced(2, 1e-5));
  });

  it("takes complexes from {100} first", () => {
    const bare = interfaceState(model(), usual, inToluene(1e-4));
    const acid = interfaceState(model(["oleic acid"]), usual, inToluene(1e-4, { "oleic acid": 1e-2 }));
    const lost = acid.kinds.map((kind, c) => kind.sites * (bare.kinds[c]!.complexes - kind.complexes));
    expect(lost[0]! / lost.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(0.8);
  });

  it("an added acid trades its anion: half of the shell at K = 1 and as much acid as complexes", () => {
    const values = {
      ...usual,
      exchange: 1,
      bond_100: 60,
      bond_111: 60,
      adduct: -60,
      acid_site: -60,
      contact: 0,
    };
    const network = interfaceNetwork(DOT, "lead oleate hydroxide", ["benzoic acid"], 1);
    const conditions = inToluene(1e-4, { "benzoic acid": 313e-4 });
    const { concentrationsMolar } = interfaceState(network, values, conditions);
    let traded = 0;
    network.network.species.forEach(({ name }, s) => {
      if (/^site_.*anion of benzoic acid/u.test(name)) traded += concentrationsMolar[s]!;
    });
    // One complex in some ten thousand is free even at 60 kJ/mol.
    expect(traded / 313e-4).toBeCloseTo(0.5, 4);
  });

  it("refuses what is neither complex nor neutral partner", () => {
    expect(() => model(["oleate"])).toThrow(/cannot be added/u);
    expect(() => interfaceNetwork(DOT, "oleic acid", [], 1)).toThrow(/no metal complex/u);
  });
});

describe("identities over random conditions", () => {
  const networks = [
    model(),
    model(["oleic acid"]),
    model(["oleic acid", "lead oleate"], 2),
    model(["octylamine"]),
  ];
  const parameter = fc.record(
    Object.fromEntries(
      interfaceParameters
        .filter(({ name }) => name !== "partners")
        .map(({ name, usual: middle, range: [low, high] }) => {
          const reach = Math.min(high - middle, middle - low, 8);
          return [name, fc.double({ min: middle - reach, max: middle + reach, noNaN: true })];
        }),
    ) as Record<string, fc.Arbitrary<number>>,
  );
  const arbitrary = fc.record({
    which: fc.nat({ max: networks.length - 1 }),
    values: parameter,
    dots: fc.double({ min: -10, max: -2, noNaN: true }),
    polarity: fc.double({ min: 0, max: 1, noNaN: true }),
    temperatureK: fc.double({ min: 260, max: 370, noNaN: true }),
    added: fc.double({ min: 0, max: 500, noNaN: true }),
  });

  it("mass balance holds to 1e-12, shares add up to 1, every bond is at equilibrium with its contacts", () => {
    fc.assert(
      fc.property(arbitrary, ({ which, values, dots, polarity, temperatureK, added }) => {
        const network = networks[which]!;
        const all = interfaceValues({ ...values, exchange: 2 } as Partial<InterfaceValues>);
        const dotsMolar = 10 ** dots;
        const addedMolar = Object.fromEntries(network.added.map(({ name }) => [name, added * dotsMolar]));
        const conditions = { dotsMolar, polarity, temperatureK, addedMolar };
        const state = interfaceState(network, all, conditions);
        const totals = interfaceTotals(network, conditions);
        const { species } = network.network;
        for (const moiety of new Set(species.flatMap(({ composition }) => [...composition.keys()]))) {
          const of = (amounts: Float64Array): number =>
            species.reduce(
              (sum, { composition }, s) => sum + (composition.get(moiety) ?? 0) * amounts[s]!,
              0,
            );
          const put = of(totals);
          expect(Math.abs(of(state.concentrationsMolar) - put)).toBeLessThanOrEqual(1e-11 * put);
        }
        const energies = energiesIn(all, polarity, temperatureK);
        const coupling = couplingOf(network, energies.contact, temperatureK);
        const lnK = interfaceConstants(network, energies, all, temperatureK);
        const n = state.kinds.length;
        state.kinds.forEach((kind, c) => {
          expect(kind.complexes + kind.partners + kind.empty).toBeCloseTo(1, 9);
          const shift = state.kinds.reduce((sum, { complexes, partners }, d) => {
            // Octylamine is as long as a tail counts; oleic acid is longer.
            return sum + coupling[c * n + d]! * (complexes + partners);
          }, 0);
          const free = state.concentrationsMolar[network.network.indexOf.get(network.complex)!]!;
          const own = state.concentrationsMolar[network.places.kinds[c]!.complexes[0]!]!;
          const empty = state.concentrationsMolar[network.places.kinds[c]!.empty]!;
          if (!(free > 0 && own > 0 && empty > 0)) return;
          // Shifts are solved to 1e-10; logarithms of traces lose some digits.
          expect(Math.abs(Math.log(own / (free * empty)) - lnK[c]! - shift)).toBeLessThan(1e-6);
        });
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it("a polarity for every solvent of the table or a clear refusal; bonds fall with it", () => {
    let known = 0;
    for (const { name, polarity } of solvents) {
      if (polarity === undefined) {
        expect(() => polarityOf([{ solvent: name, share: 1 }])).toThrow(/polarity/u);
        continue;
      }
      known++;
      const { boundFraction } = interfaceState(model(), usual, {
        ...inToluene(1e-5),
        polarity: polarity.value,
      });
      expect(boundFraction).toBeGreaterThan(0);
      expect(boundFraction).toBeLessThan(1);
    }
    expect(known).toBeGreaterThan(15);
    const mixed = polarityOf(readMedium("chloroform 40 %, toluene 60 %"));
    expect(mixed).toBeCloseTo(0.4 * 0.259 + 0.6 * 0.099, 12);
    expect(() => readMedium("chloroform 40 %, toluene 40 %")).toThrow(/add up/u);
  });
});
