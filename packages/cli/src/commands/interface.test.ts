import { describe, expect, it } from "vitest";
import { printedBy } from "../test/printed.ts";
import { type InterfaceOptions, interfaceOf } from "./interface.ts";

const usual: InterfaceOptions = { concentration: "0.1 mM", solvent: "toluene", intervals: false, seed: "1" };

function printed(options: Partial<InterfaceOptions>): string {
  const { code, text } = printedBy(() => interfaceOf({ ...usual, ...options }));
  expect(code).toBe(0);
  return text;
}

describe("oleate interface", () => {
  it("says what is on the dots, by facet, and what is free", () => {
    const text = printed({ concentration: "1 uM" });
    expect(text).toMatch(/^bound {4}\d+\.\d % of the shell: \d+ of 313 complexes a dot$/mu);
    expect(text).toMatch(/^free {5}[\d.]+ uM complexes in solution/mu);
    expect(text).toMatch(/^\{100\} +150 /mu);
  });

  it("prints the same as JSON, units with every number, parameters with what was learnt of them", () => {
    const found = JSON.parse(printed({ json: true, intervals: true, add: ["oleic acid = 100 eq"] }));
    expect(found.concentration).toEqual({ value: 1e-4, unit: "M" });
    expect(found.interval.low).toBeLessThan(found.boundFraction);
    expect(found.interval.high).toBeGreaterThan(found.boundFraction);
    expect(found.freePartners["oleic acid"].unit).toBe("M");
    const bond = found.parameters.find(({ name }: { name: string }) => name === "bond_100");
    expect(bond.low).toBeLessThan(bond.value);
    const shares = found.facets.map(
      (f: Record<string, number>) => f["complexes"]! + f["partners"]! + f["empty"]!,
    );
    for (const share of shares) expect(share).toBeCloseTo(1, 9);
  });

  it("a series along every axis", () => {
    for (const against of ["concentration", "solvent", "size", "temperature", "oleic acid"]) {
      const { series } = JSON.parse(printed({ json: true, against }));
      expect(series.length, against).toBeGreaterThan(4);
    }
  });

  it.each<[Partial<InterfaceOptions>, RegExp]>([
    [{ solvent: "tolune" }, /tolune/u],
    [{ solvent: "chloroform 40 %, toluene 30 %" }, /add up to 100 %/u],
    [{ concentration: "1 ug" }, /./u],
    [{ concentration: "0 M" }, /concentration of dots is none/u],
    [{ add: ["oleic acid"] }, /what is added cannot be read/u],
    [{ add: ["oleate = 10 eq"] }, /cannot be added/u],
    [{ set: ["bond = 3 kJ/mol"] }, /no parameter is called bond/u],
    [{ set: ["bond_100 = 300 kJ/mol"] }, /out of range/u],
    [
      { material: "CdSe", shape: "sphere", size: "3 nm" },
      /no metal complexes|no bond for these sites|excess/u,
    ],
    [{ against: "weather" }, /nothing of that name to vary/u],
    [{ temperature: "10 K" }, /no temperature of a solution/u],
  ])("refuses %j", (options, message) => {
    expect(() => interfaceOf({ ...usual, ...options })).toThrow(message);
  });
});
