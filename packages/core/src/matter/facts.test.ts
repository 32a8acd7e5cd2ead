import { describe, expect, it } from "vitest";
import { citations } from "./citations.ts";
import { citation, citationsOf, factsOf } from "./facts-of.ts";
import { ligands } from "./ligands.ts";
import { materials } from "./materials.ts";
import { solvents } from "./solvents.ts";
import { acidBasePairs } from "./tables/acidity.ts";
import { clusterBands } from "./tables/cluster-bands.ts";

const everything: readonly (readonly [string, object])[] = [
  ...materials.map((entry) => [`material ${entry.formula}`, entry] as const),
  ...ligands.map((entry) => [`ligand ${entry.name}`, entry] as const),
  ...solvents.map((entry) => [`solvent ${entry.name}`, entry] as const),
  ...clusterBands.map((entry) => [`cluster ${entry.name}`, entry] as const),
  ...acidBasePairs.map((entry) => [`acid ${entry.acid}`, entry] as const),
];

const facts = everything.flatMap(([name, entry]) =>
  factsOf(entry).map(({ path, fact }) => ({ where: `${name}: ${path}`, fact })),
);

describe("every fact", () => {
  it("is there in number", () => {
    expect(facts.length).toBeGreaterThan(500);
  });

  it("names a known source and a unit, and is finite", () => {
    for (const { where, fact } of facts) {
      expect(Object.keys(citations), where).toContain(fact.source);
      expect(fact.unit.length, where).toBeGreaterThan(0);
      expect(Number.isFinite(fact.value), where).toBe(true);
    }
  });

  it("is positive, but for the inverted gap of HgTe and the coordinates of an untilted cell", () => {
    const notPositive = facts.filter(({ fact }) => fact.value <= 0).map(({ where }) => where);
    expect(notPositive).toEqual(["material HgTe: gap", "material CsPbI3: polymorphs.0.positions"]);
  });

  it("carries an uncertainty when it was not read, and a rule when it was estimated", () => {
    for (const { where, fact } of facts) {
      if (fact.status === "published") continue;
      expect(fact.uncertainty, where).toBeGreaterThan(0);
      if (fact.status === "estimated") expect(fact.note ?? "", where).not.toBe("");
    }
  });

  it("has an uncertainty smaller than the value, a temperature above zero and an ordered range", () => {
    for (const { where, fact } of facts) {
      if (fact.uncertainty !== undefined && fact.value !== 0) {
        expect(fact.uncertainty, where).toBeLessThan(Math.abs(fact.value) + 1e-12);
      }
      if (fact.temperatureK !== undefined) expect(fact.temperatureK, where).toBeGreaterThan(0);
      if (fact.range !== undefined) expect(fact.range[0], where).toBeLessThan(fact.range[1]);
    }
  });
});

describe("citationsOf", () => {
  it("gives the sources of an entry once each", () => {
    const keys = citationsOf(materials[0]!).map(({ key }) => key);
    expect(keys).toEqual([
      "sze1981",
      "crc",
      "madelung",
      "wise2000",
      "wikiLeadSulfide",
      "kangWise1997",
      "moreels2009",
      "estimate",
      "weidman2014",
    ]);
    expect(citationsOf({})).toEqual([]);
    expect(citation("yu2003")).toEqual({ key: "yu2003", ...citations.yu2003 });
  });

  it("uses every citation of the table somewhere", () => {
    const used = new Set(everything.flatMap(([, entry]) => citationsOf(entry).map(({ key }) => key)));
    // The weights of the elements and the crystal positions of beta-tin cite their sources in words; the PbS paper is a study's.
    const elsewhere = new Set(["iupac2021", "aflow", "grisorio2016", "growth2021", "yan2020"]);
    expect(Object.keys(citations).filter((key) => !used.has(key as never) && !elsewhere.has(key))).toEqual(
      [],
    );
  });
});
