import {
  ANALYSIS_KINDS,
  clusters,
  convert,
  dotPresets,
  EMISSION_COMPONENTS,
  InputError,
  interfaceParameters,
  ligands,
  localFieldModels,
  materials,
  parseUnit,
  quantumYieldStandards,
  STUDY_OBSERVABLES,
  sameDimension,
  shapes,
  solvents,
  vibrationTables,
} from "@oleate/core";
import {
  DECAY_FORMATS,
  NMR_FORMATS,
  SPECTRA_FORMATS,
  structureFormats,
  TITRATION_FORMATS,
} from "@oleate/files";
import { describe, expect, it } from "vitest";
import { printedByPromise } from "../test/printed.ts";
import { listTables } from "./list/tables.ts";
import { listEntry } from "./list.entry.ts";
import { list } from "./list.ts";

/** What the command writes. */
async function printed(table?: string, json = false): Promise<string> {
  const { code, text } = await printedByPromise(() => list(table, { json }));
  expect(code).toBe(0);
  return text;
}

const readStructures = structureFormats.filter(({ read }) => read !== undefined);

const sizes: Readonly<Record<string, number>> = {
  materials: materials.length,
  ligands: ligands.length,
  solvents: solvents.length,
  shapes: shapes.length,
  presets: dotPresets.length,
  clusters: clusters.length,
  interface: interfaceParameters.length,
  bands: vibrationTables.length,
  standards: quantumYieldStandards.length,
  components: EMISSION_COMPONENTS.length,
  medium: localFieldModels.length,
  observables: STUDY_OBSERVABLES.length,
  analyses: ANALYSIS_KINDS.length,
  formats: [TITRATION_FORMATS, NMR_FORMATS, DECAY_FORMATS, SPECTRA_FORMATS, readStructures].flat().length,
};

describe.each(Object.entries(sizes))("oleate list %s", (table, count) => {
  it("prints one line for each entry below the headings, columns aligned", async () => {
    const [heading, ...lines] = (await printed(table)).trimEnd().split("\n");
    expect(lines.length).toBe(count);
    // The second column starts at one place on every line; that of `interface` holds numbers, which end at one place.
    const headings = heading!.trim().split(/ {2,}/);
    const second = heading!.indexOf(table === "interface" ? "what" : headings[1]!);
    for (const line of lines) expect(line.slice(second - 2, second), line).toBe("  ");
  });

  it("prints every entry as JSON, with its name", async () => {
    const entries = JSON.parse(await printed(table, true)) as {
      readonly name: string;
      readonly data?: string;
    }[];
    expect(entries.length).toBe(count);
    // One name may be that of a format of spectra and of a format of decays.
    expect(new Set(entries.map(({ name, data }) => `${name} ${data}`)).size).toBe(count);
  });
});

/** The cells of the line that begins with `name`. */
async function line(table: string, name: string): Promise<readonly string[]> {
  const found = (await printed(table)).split("\n").find((text) => text.startsWith(`${name} `));
  return found!.trim().split(/ {2,}/);
}

describe("oleate list", () => {
  it("says the crystal forms of a material, and its other names", async () => {
    expect(await line("materials", "ZnS")).toEqual(["ZnS", "zinc sulfide", "zinc blende, wurtzite", "no"]);
    expect((await line("materials", "PbS")).slice(2)).toEqual([
      "galena (rock salt)",
      "yes",
      "galena, lead(II) sulfide",
    ]);
    const cdse = (
      JSON.parse(await printed("materials", true)) as { formula: string; forms: { cNm?: number }[] }[]
    ).find(({ formula }) => formula === "CdSe")!;
    expect(cdse.forms.map(({ cNm }) => cNm)).toEqual([undefined, 0.7015]);
  });

  it("says class, charge, donors and shape of a ligand", async () => {
    expect(await line("ligands", "myristate")).toEqual([
      "myristate",
      "C14H27O2^-",
      "X",
      "-1",
      "O",
      "yes",
      "tetradecanoate",
    ]);
    expect((await line("ligands", "oleylamine")).slice(2, 6)).toEqual(["L", "0", "N", "yes"]);
    expect((await line("ligands", "lead oleate")).slice(2, 5)).toEqual(["Z", "0", "its parts"]);
    expect((await line("ligands", "triselenodicadmate")).slice(2, 6)).toEqual(["X", "-2", "Se", "no"]);
  });

  it("says what a shape takes and how a cluster is made up", async () => {
    expect((await line("shapes", "truncated-octahedron")).join(" ")).toMatch(/truncation 0 to 0\.667/);
    expect((await line("clusters", "Cd35Se20X30")).slice(1)).toEqual([
      "CdSe",
      "zinc blende",
      "tetrahedron",
      "55",
      "30",
    ]);
  });

  it("leaves a number that is not known empty", async () => {
    const entries = JSON.parse(await printed("solvents", true)) as Record<string, unknown>[];
    for (const entry of entries) expect(Object.values(entry)).not.toContain(Number.NaN);
    expect(await printed("solvents")).not.toMatch(/NaN|undefined|null/);
  });

  it.each(["ligand", "materialz", "", "constructor"])("refuses %j with the nearest names", async (table) => {
    await expect(list(table)).rejects.toThrow(InputError);
    await expect(list(table)).rejects.toThrow(
      /one of materials, ligands, solvents.*; nearest: \w+, \w+, \w+/,
    );
  });

  it("names the tables where none is asked for, and all of them in the help", async () => {
    const text = await printed();
    const tables = JSON.parse(await printed(undefined, true)) as { name: string; what: string }[];
    expect(tables).toEqual(listTables.map(({ name, what }) => ({ name, what })));
    const [, help] = listEntry.takes![0]!;
    for (const { name, what } of listTables) {
      expect(text).toMatch(new RegExp(`^${name} `, "mu"));
      expect(listEntry.does).toContain(name);
      expect(help).toContain(`${name}: ${what}`);
    }
  });

  it("says of an observable what it is and which parameters are its own", async () => {
    expect((await line("observables", "bright-fraction")).slice(1)).toEqual([
      "follows from the state",
      "share of dots without a deep trap: the amplitude of the slow decay over that of all dots",
      "p_deep, p_stripped, sites_per_trap, inner_traps, power.LIGAND",
    ]);
    expect((await line("observables", "shift")).slice(1, 3)).toEqual(["ppm", "found by the fit"]);
    expect((await line("parameters", "tau_radiative")).slice(1, 4)).toEqual([
      "must be given",
      "ns",
      "0.001 to 1000000",
    ]);
    const parameters = JSON.parse(await printed("parameters", true)) as { name: string; help: string }[];
    for (const { name, help } of parameters) expect(help, name).not.toBe("");
  });

  it("says what every kind of analysis does and which of its keys must be given", async () => {
    const kinds = JSON.parse(await printed("analyses", true)) as typeof ANALYSIS_KINDS;
    for (const { name, what, keys } of kinds) {
      expect(what, name).not.toBe("");
      for (const key of keys) expect(key.name, name).not.toBe("kind");
    }
    expect(await line("analyses", "pointwise")).toEqual([
      "pointwise",
      "the constant that reproduces each row alone",
      "the surface",
      "[title] measurement constant [rounding] [with]",
    ]);
  });

  it("lists units by dimension, each spelling readable and of that dimension", async () => {
    const units = JSON.parse(await printed("units", true)) as {
      name: string;
      dimension: string;
      spellings: string[];
      prefixes: string[];
      factor: number | null;
    }[];
    const seen: string[] = [];
    for (const { name, dimension, spellings, prefixes, factor } of units) {
      if (seen.at(-1) !== dimension) {
        expect(seen, "units of one dimension stand together").not.toContain(dimension);
        seen.push(dimension);
      }
      const unit = parseUnit(name);
      if (factor !== null) expect(unit.factor).toBe(factor);
      for (const spelling of [...spellings, ...(prefixes.includes("n") ? [`n${name}`] : [])])
        expect(sameDimension(parseUnit(spelling).dimension, unit.dimension), spelling).toBe(true);
      for (const spelling of spellings)
        expect(parseUnit(spelling).factor, spelling).toBeCloseTo(unit.factor, 12);
    }
    expect(await line("units", "A")).toEqual(["A", "length", "no", "Å, angstrom"]);
    expect((await line("units", "/nm2")).slice(3)).toEqual(["per nm2, 1/nm2, /nm^2, /nm²"]);
    expect(convert(1, "angstrom", "nm")).toBeCloseTo(0.1, 12);
  });

  it("says of every format that is read its endings and what is read", async () => {
    const formats = JSON.parse(await printed("formats", true)) as {
      name: string;
      data: string;
      extensions: string[];
      reads: string;
    }[];
    for (const { name, extensions, reads } of formats) {
      expect(reads, name).not.toBe("");
      expect(extensions.length, name).toBeGreaterThan(0);
      for (const ending of extensions) expect(ending, name).toMatch(/^[A-Za-z0-9]+$/u);
    }
    expect(formats.map(({ name }) => name)).not.toContain("lammps");
    expect((await line("formats", "sdt")).slice(1, 3)).toEqual(["decay", ".sdt"]);
  });
});
