import {
  clusters,
  dotPresets,
  InputError,
  ligands,
  materials,
  quantumYieldStandards,
  shapes,
  solvents,
  vibrationTables,
} from "@oleate/core";
import { describe, expect, it } from "vitest";
import { printedBy } from "../test/printed.ts";
import { list } from "./list.ts";

/** What the command writes. */
function printed(table: string, json = false): string {
  const { code, text } = printedBy(() => list(table, { json }));
  expect(code).toBe(0);
  return text;
}

const sizes = {
  materials: materials.length,
  ligands: ligands.length,
  solvents: solvents.length,
  shapes: shapes.length,
  presets: dotPresets.length,
  clusters: clusters.length,
  standards: quantumYieldStandards.length,
  bands: vibrationTables.length,
};

describe.each(Object.entries(sizes))("oleate list %s", (table, count) => {
  it("prints one line for each entry below the headings, columns aligned", () => {
    const [heading, ...lines] = printed(table).trimEnd().split("\n");
    expect(lines.length).toBe(count);
    // The second column starts at one place on every line, unless it holds numbers, which end at one place.
    const second = heading!.indexOf(heading!.trim().split(/ {2,}/)[1]!);
    for (const line of lines) expect(line.slice(second - 2, second), line).toBe("  ");
  });

  it("prints every entry as JSON, with its name", () => {
    const entries = JSON.parse(printed(table, true)) as { readonly name: string }[];
    expect(entries.length).toBe(count);
    expect(new Set(entries.map(({ name }) => name)).size).toBe(count);
  });
});

/** The cells of the line that begins with `name`. */
function line(table: string, name: string): readonly string[] {
  const found = printed(table)
    .split("\n")
    .find((text) => text.startsWith(`${name} `));
  return found!.trim().split(/ {2,}/);
}

describe("oleate list", () => {
  it("says the crystal forms of a material, and its other names", () => {
    expect(line("materials", "ZnS")).toEqual(["ZnS", "zinc sulfide", "zinc blende, wurtzite", "no"]);
    expect(line("materials", "PbS").slice(2)).toEqual([
      "galena (rock salt)",
      "yes",
      "galena, lead(II) sulfide",
    ]);
    const cdse = (
      JSON.parse(printed("materials", true)) as { formula: string; forms: { cNm?: number }[] }[]
    ).find(({ formula }) => formula === "CdSe")!;
    expect(cdse.forms.map(({ cNm }) => cNm)).toEqual([undefined, 0.7015]);
  });

  it("says class, charge, donors and shape of a ligand", () => {
    expect(line("ligands", "myristate")).toEqual([
      "myristate",
      "C14H27O2^-",
      "X",
      "-1",
      "O",
      "yes",
      "tetradecanoate",
    ]);
    expect(line("ligands", "oleylamine").slice(2, 6)).toEqual(["L", "0", "N", "yes"]);
    expect(line("ligands", "lead oleate").slice(2, 5)).toEqual(["Z", "0", "its parts"]);
    expect(line("ligands", "triselenodicadmate").slice(2, 6)).toEqual(["X", "-2", "Se", "no"]);
  });

  it("says what a shape takes and how a cluster is made up", () => {
    expect(line("shapes", "truncated-octahedron").join(" ")).toMatch(/truncation 0 to 0\.667/);
    expect(line("clusters", "Cd35Se20X30").slice(1)).toEqual([
      "CdSe",
      "zinc blende",
      "tetrahedron",
      "55",
      "30",
    ]);
  });

  it("leaves a number that is not known empty", () => {
    const entries = JSON.parse(printed("solvents", true)) as Record<string, unknown>[];
    for (const entry of entries) expect(Object.values(entry)).not.toContain(Number.NaN);
    expect(printed("solvents")).not.toMatch(/NaN|undefined|null/);
  });

  it.each(["ligand", "materialz", "", "constructor"])("refuses %j with the nearest names", (table) => {
    expect(() => list(table)).toThrow(InputError);
    expect(() => list(table)).toThrow(/one of materials, ligands, solvents.*; nearest: \w+, \w+, \w+/);
  });
});
