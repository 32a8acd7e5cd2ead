import {
  clusters,
  dotPresets,
  type Fact,
  InputError,
  interfaceParameters,
  type Ligand,
  ligandMolecule,
  ligands,
  type Material,
  materials,
  nearestNames,
  type Polymorph,
  quantumYieldStandards,
  type ResultTable,
  type Shape,
  type Solvent,
  shapes,
  solvents,
  vibrationTables,
} from "@oleate/core";
import { printJson } from "../print-json.ts";
import { printTable } from "../print-table.ts";

type Cell = number | string | null;

/** One table of names: what a machine gets, and the columns a reader gets of each entry. */
interface Listing {
  readonly entries: readonly Readonly<Record<string, unknown>>[];
  readonly columns: ResultTable["columns"];
}

/** Puts the cells of each entry under their headings; a heading is a name, or a name and a unit. */
function listing<T>(
  rows: readonly T[],
  entry: (row: T) => Readonly<Record<string, unknown>>,
  columns: Readonly<Record<string, readonly [unit: string, cell: (row: T) => Cell]>>,
): Listing {
  return {
    entries: rows.map(entry),
    columns: Object.entries(columns).map(([name, [unit, cell]]) => ({ name, unit, values: rows.map(cell) })),
  };
}

/** The other names of an entry, less its formula, which has a column of its own. */
function others({
  aliases,
  formula,
}: {
  readonly aliases: readonly string[];
  readonly formula?: string;
}): string {
  return aliases.filter((alias) => alias !== formula).join(", ");
}

/** A crystal form by its name, with the lattice where the name does not say it. */
function formName({ name, lattice }: Polymorph): string {
  return name === lattice ? name : `${name} (${lattice})`;
}

function formEntry({ name, lattice, spaceGroup, a, b, c }: Polymorph): Readonly<Record<string, unknown>> {
  return { name, lattice, spaceGroup, aNm: a.value, bNm: b?.value, cNm: c?.value };
}

function materialListing(): Listing {
  return listing<Material>(
    materials,
    ({ formula, name, aliases, polymorphs, sizing }) => ({
      formula,
      name,
      aliases,
      forms: polymorphs.map(formEntry),
      sizingCurve: sizing.length > 0,
    }),
    {
      formula: ["", ({ formula }) => formula],
      name: ["", ({ name }) => name],
      "crystal forms, the usual first": ["", ({ polymorphs }) => polymorphs.map(formName).join(", ")],
      "sizing curve": ["", ({ sizing }) => (sizing.length > 0 ? "yes" : "no")],
      "also called": ["", others],
    },
  );
}

/** Whether a dot can be drawn with it: as one molecule, as the parts it is made of, or not at all. */
function shapeOf({ name, parts, complexOf }: Ligand): "yes" | "its parts" | "no" {
  if (parts || complexOf) return "its parts";
  try {
    ligandMolecule(name);
    return "yes";
  } catch (error) {
    if (error instanceof InputError) return "no";
    throw error;
  }
}

function ligandListing(): Listing {
  return listing<Ligand>(
    ligands,
    (ligand) => ({
      name: ligand.name,
      aliases: ligand.aliases,
      formula: ligand.formula,
      charge: ligand.charge,
      class: ligand.bindingClass,
      donors: ligand.donors,
      shape: shapeOf(ligand),
      smiles: ligand.smiles,
    }),
    {
      name: ["", ({ name }) => name],
      formula: ["", ({ formula }) => formula],
      class: ["", ({ bindingClass }) => bindingClass],
      charge: ["", ({ charge }) => charge],
      "binds by": ["", ({ donors }) => donors.join(" ")],
      shape: ["", shapeOf],
      "also called": ["", others],
    },
  );
}

const factValue = (fact: Fact | undefined): number | null => fact?.value ?? null;

function solventListing(): Listing {
  return listing<Solvent>(
    solvents,
    (solvent) => ({
      name: solvent.name,
      aliases: solvent.aliases,
      formula: solvent.formula,
      permittivity: factValue(solvent.permittivity),
      refractiveIndex: factValue(solvent.refractiveIndex),
      viscosityMPaS: factValue(solvent.viscosity),
      densityGPerCm3: factValue(solvent.density),
      boilingPointK: factValue(solvent.boilingPoint),
      polarity: factValue(solvent.polarity),
    }),
    {
      name: ["", ({ name }) => name],
      formula: ["", ({ formula }) => formula],
      permittivity: ["", ({ permittivity }) => factValue(permittivity)],
      index: ["", ({ refractiveIndex }) => factValue(refractiveIndex)],
      viscosity: ["mPa s", ({ viscosity }) => factValue(viscosity)],
      density: ["g/cm3", ({ density }) => factValue(density)],
      boils: ["K", ({ boilingPoint }) => factValue(boilingPoint)],
      "E_T^N": ["", ({ polarity }) => factValue(polarity)],
      "also called": ["", others],
    },
  );
}

/** The numbers a shape takes beside its size, with the range of each: "truncation 0 to 0.5". */
function shapeOptions({ options }: Shape): string {
  return Object.entries(options)
    .map(([name, { low, high }]) =>
      Number.isFinite(high) ? `${name} ${shortNumber(low)} to ${shortNumber(high)}` : name,
    )
    .join(", ");
}

const shortNumber = (value: number): string => String(Number(value.toPrecision(3)));

function shapeListing(): Listing {
  return listing<Shape>(
    shapes,
    ({ name, aliases, help, sizedBy, options }) => ({ name, aliases, what: help, sizedBy, options }),
    {
      name: ["", ({ name }) => name],
      "sized by": ["", ({ sizedBy }) => sizedBy],
      takes: ["", shapeOptions],
      what: ["", ({ help }) => help],
      "also called": ["", others],
    },
  );
}

const LISTINGS: Readonly<Record<string, () => Listing>> = {
  materials: materialListing,
  ligands: ligandListing,
  solvents: solventListing,
  shapes: shapeListing,
  presets: () =>
    listing(dotPresets, ({ name, what, words }) => ({ name, what, words }), {
      name: ["", ({ name }) => name],
      what: ["", ({ what }) => what],
    }),
  clusters: () =>
    listing(clusters, (cluster) => ({ ...cluster }), {
      name: ["", ({ name }) => name],
      material: ["", ({ material }) => material],
      "crystal form": ["", ({ polymorph }) => polymorph],
      shape: ["", ({ shape }) => shape],
      "core atoms": ["", ({ atoms }) => atoms],
      "X ligands": ["", ({ xLigands }) => xLigands],
    }),
  interface: () =>
    listing(interfaceParameters, (parameter) => ({ ...parameter }), {
      name: ["", ({ name }) => name],
      usual: ["", ({ usual }) => usual],
      unit: ["", ({ unit }) => unit],
      plausible: ["", ({ plausible: [low, high] }) => `${low} to ${high}`],
      what: ["", ({ help }) => help],
      "fixed by": ["", ({ source }) => source],
    }),
  bands: () =>
    listing(vibrationTables, (table) => ({ ...table }), {
      name: ["", ({ name }) => name],
      "holds for": ["", ({ state }) => state],
      bands: ["cm-1", ({ bands }) => bands.map(({ wavenumberPerCm }) => wavenumberPerCm).join(", ")],
      "also called": ["", others],
    }),
  standards: () =>
    listing(quantumYieldStandards, (standard) => ({ ...standard }), {
      name: ["", ({ name }) => name],
      solvent: ["", ({ solvent }) => solvent],
      conditions: ["", ({ conditions }) => conditions],
      yield: ["", ({ quantumYield }) => String(quantumYield)],
      "+-": ["", ({ uncertainty }) => String(uncertainty)],
      excite: ["nm", ({ excitationNm: [low, high] }) => `${low} to ${high}`],
      emits: ["nm", ({ emissionNm: [low, high] }) => `${low} to ${high}`],
      source: [
        "",
        ({ source, status }) => `${source.cite.split(",")[0]}${status === "published" ? "" : " (recalled)"}`,
      ],
      "also called": ["", others],
    }),
};

/** `oleate list`: the names one can choose from, as a table or as JSON. Throws InputError for a word that is no table. */
export function list(table: string, options: { readonly json?: boolean } = {}): number {
  const make = Object.hasOwn(LISTINGS, table) ? LISTINGS[table] : undefined;
  if (make === undefined) {
    const names = Object.keys(LISTINGS);
    throw new InputError({
      what: "there is no such list",
      found: `"${table}"`,
      expected: `one of ${names.join(", ")}`,
      remedy: `nearest: ${nearestNames(table, names).join(", ")}`,
    });
  }
  const { entries, columns } = make();
  if (options.json) printJson(entries);
  else printTable({ columns });
  return 0;
}
