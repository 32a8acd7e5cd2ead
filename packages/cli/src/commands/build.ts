import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import {
  buildDot,
  type Crystal,
  crystalFromCell,
  type Dot,
  type DotSummary,
  type DotWords,
  dotPresets,
  InputError,
  type LigandMolecule,
  moleculeAsLigand,
  nearestNames,
  OleateError,
  readDotWords,
  summariseDot,
} from "@oleate/core";
import { moleculeFromSmiles, readStructure, structureFormats, writeStructure } from "@oleate/files";
import { printJson } from "../print-json.ts";
import { printTable } from "../print-table.ts";
import { startProgress } from "../progress.ts";
import { readBytes } from "../study-folder.ts";
import { readAssignments } from "./speciate.ts";

interface BuildOptions {
  readonly preset?: string;
  readonly material?: string;
  readonly polymorph?: string;
  readonly cif?: string;
  readonly oxidation?: string[];
  readonly cluster?: string;
  readonly shape?: string;
  readonly size?: string;
  readonly diameter?: string;
  readonly edge?: string;
  readonly edges?: string;
  readonly monolayers?: string;
  readonly atoms?: string;
  readonly truncation?: string;
  readonly aspect?: string;
  readonly facets?: string;
  readonly termination?: string;
  readonly shell?: string;
  readonly ligand?: string[];
  readonly smiles?: string[];
  readonly molecule?: string[];
  readonly balance?: string;
  readonly vacancies?: string;
  readonly prune?: boolean;
  readonly seed?: string;
  readonly json?: boolean;
  readonly xyz?: string;
  readonly out?: string[];
}

function numberOf(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new InputError({ what: `${flag} is no number`, found: `"${text}"`, expected: "a number such as 4" });
}

function presetOf(name: string | undefined): DotWords {
  if (name === undefined) return {};
  const preset = dotPresets.find((entry) => entry.name === name);
  if (preset) return preset.words;
  const names = dotPresets.map((entry) => entry.name);
  throw new InputError({
    what: "unknown preset",
    found: `"${name}"`,
    expected: `nearest ${nearestNames(name, names).join(", ")}`,
    remedy: `one of ${names.join(", ")}`,
  });
}

/** The dot in words: the preset's, with what the flags say in its place. */
function wordsOf(options: BuildOptions): DotWords {
  const flags: Record<string, unknown> = {
    material: options.material,
    polymorph: options.polymorph,
    cluster: options.cluster,
    shape: options.shape,
    size: options.size,
    diameter: options.diameter,
    edge: options.edge,
    edges: options.edges,
    monolayers: numberOf(options.monolayers, "--monolayers"),
    atoms: numberOf(options.atoms, "--atoms"),
    truncation: numberOf(options.truncation, "--truncation"),
    aspect: numberOf(options.aspect, "--aspect"),
    facets: options.facets,
    termination: options.termination,
    shell: options.shell,
    ligands: options.ligand,
    balance: options.balance,
    vacancies: options.vacancies,
    prune: options.prune === false ? false : undefined,
    seed: numberOf(options.seed, "--seed"),
  };
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  const preset: Record<string, unknown> = { ...presetOf(options.preset) };
  // A size given one way replaces the preset's given another way.
  const sizes = ["size", "diameter", "edge", "edges", "atoms", "cluster"];
  if (sizes.some((key) => key in given)) for (const key of sizes) delete preset[key];
  return { ...preset, ...given };
}

async function crystalOfFile(options: BuildOptions): Promise<Crystal | undefined> {
  if (options.cif === undefined) {
    if (options.oxidation === undefined) return undefined;
    throw new InputError({
      what: "--oxidation goes with --cif",
      found: options.oxidation.join(" "),
      remedy: "materials of the table have their oxidation numbers",
    });
  }
  const stated = Object.fromEntries(
    readAssignments(options.oxidation ?? [], "--oxidation").map(([symbol, text]) => [
      symbol,
      numberOf(text, "--oxidation")!,
    ]),
  );
  return crystalFromCell(
    await readStructure(readBytes(options.cif, options.cif), basename(options.cif)),
    stated,
  );
}

/** Molecules of the user's own, by the name --ligand uses for them. */
async function moleculesOf(options: BuildOptions): Promise<ReadonlyMap<string, LigandMolecule>> {
  const found = new Map<string, LigandMolecule>();
  for (const text of options.smiles ?? []) {
    // A SMILES may itself hold "=": only the first one parts the name from it.
    const [name, smiles] = [
      text.slice(0, text.indexOf("=")).trim(),
      text.slice(text.indexOf("=") + 1).trim(),
    ];
    if (!text.includes("=") || name === "" || !/^[\w .-]+$/u.test(name)) {
      throw new InputError({
        what: "--smiles needs a name",
        found: `"${text}"`,
        expected: "NAME=SMILES, such as myacid=[O-]C(=O)CCCC",
      });
    }
    found.set(name, moleculeAsLigand(await moleculeFromSmiles(smiles, name), { name }));
  }
  for (const [name, text] of readAssignments(options.molecule ?? [], "--molecule")) {
    const [file, charge, donors] = text.split(";").map((part) => part.trim());
    const molecule = await readStructure(readBytes(file!, file!), basename(file!));
    found.set(
      name,
      moleculeAsLigand(molecule, {
        name,
        ...(charge ? { charge: numberOf(charge, "the charge in --molecule")! } : {}),
        ...(donors ? { donors: donors.split(/\s+/u).map((atom) => numberOf(atom, "a donor")! - 1) } : {}),
      }),
    );
  }
  return found;
}

/** Writes a structure in every format asked for; all files are whole, or none is there. Returns the names written. */
function writeAll(dot: Dot, paths: readonly string[]): readonly string[] {
  const drafts: { readonly name: string; readonly draft: string }[] = [];
  try {
    for (const path of paths) {
      const ending = extname(path).slice(1) || basename(path);
      const files = Object.entries(writeStructure(dot.structure, ending));
      const stem = extname(path) === "" ? path : path.slice(0, -extname(path).length);
      for (const [kind, text] of files) {
        const name = files.length === 1 ? path : `${stem}.${kind}`;
        const draft = join(dirname(name), `.${basename(name)}.part`);
        mkdirSync(dirname(name), { recursive: true });
        drafts.push({ name, draft });
        writeFileSync(draft, text);
      }
    }
    for (const { name, draft } of drafts) renameSync(draft, name);
  } catch (error) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    if (error instanceof OleateError) throw error;
    throw new InputError({
      what: "the files cannot be written",
      found: (error as Error).message,
      remedy: "check that the folder exists and can be written to",
    });
  }
  return drafts.map(({ name }) => name);
}

/** `oleate build`: a dot from words, its numbers and its files. */
export async function build(options: BuildOptions): Promise<number> {
  const outputs = [...(options.xyz === undefined ? [] : [options.xyz]), ...(options.out ?? [])];
  for (const path of outputs) formatExists(path);
  const twice = outputs.find((path, i) => outputs.indexOf(path) < i);
  if (twice !== undefined) {
    throw new InputError({ what: "a file is asked for twice", found: twice, expected: "each file once" });
  }
  const crystal = await crystalOfFile(options);
  const words = wordsOf(options);
  const request = readDotWords(words, {
    ...(crystal ? { crystal } : {}),
    molecules: await moleculesOf(options),
  });
  const progress = startProgress("build");
  let dot: Dot;
  try {
    dot = buildDot({ ...request, onProgress: (share, what) => progress.update(share, what) });
  } finally {
    progress.end();
  }
  const summary = summariseDot(dot);
  const written = writeAll(dot, outputs);
  if (options.json) printJson({ ...summary, files: written });
  else printSummary(summary, written);
  return 0;
}

/** Refuses an unknown ending before any work is done. */
function formatExists(path: string): void {
  const ending = (extname(path).slice(1) || basename(path)).toLowerCase();
  const known = structureFormats.filter(({ write }) => write);
  if (known.some(({ name, extensions }) => name === ending || extensions.includes(ending))) return;
  const endings = known.map(({ extensions }) => `.${extensions[0]}`);
  throw new InputError({
    what: "the file has an unknown ending",
    found: `"${path}"`,
    expected: endings.join(", "),
    remedy: `nearest: .${
      nearestNames(
        ending,
        known.flatMap(({ extensions }) => extensions),
      )[0]
    }`,
  });
}

function printSummary(summary: DotSummary, written: readonly string[]): void {
  const line = (label: string, text: string): void =>
    void process.stdout.write(`${label.padEnd(12)}${text}\n`);
  const { size, area, charges, contacts } = summary;
  line("material", summary.material);
  line("formula", summary.formula);
  line("atoms", `${summary.atoms}, ${summary.coreAtoms} of them in the core`);
  const axes = size.edges?.map(({ value }) => value.toFixed(3)).join(" x ");
  line(
    "size",
    `asked ${size.asked}; diameter ${size.diameter.value.toFixed(3)} nm (${size.diameter.convention})${
      axes ? `; edges ${axes} nm` : size.edge ? `; edge ${size.edge.value.toFixed(3)} nm` : ""
    }`,
  );
  line(
    "area",
    `${area.outermostNuclei.value.toFixed(2)} nm2 (${area.outermostNuclei.convention}); ${area.equalVolumeSphere.value.toFixed(2)} nm2 (${area.equalVolumeSphere.convention})`,
  );
  line(
    "charge",
    `${signed(charges.net)} (core ${signed(charges.core)}, ligands ${signed(charges.ligands)})${charges.dipoleDebye === null ? "" : `; dipole of the formal charges ${charges.dipoleDebye.toFixed(0)} D`}`,
  );
  if (charges.offers.length > 0) line("to balance", charges.offers.join("; or "));
  if (summary.cationsPerAnion !== null) {
    line(
      "ratio",
      `${summary.cationsPerAnion.toFixed(4)} cations per anion${summary.excessCations === null ? "" : `, ${summary.excessCations} excess cations`}`,
    );
  }
  line(
    "surface",
    `${summary.surfaceCations.count} cations short of bonds: ${summary.surfaceCations.perNm2.outermostNuclei.toFixed(2)} /nm2 (outermost nuclei), ${summary.surfaceCations.perNm2.equalVolumeSphere.toFixed(2)} /nm2 (equal-volume sphere)`,
  );
  const { composition } = summary;
  line(
    "mass",
    `${composition.mass.value.toPrecision(4)} ${composition.mass.unit} a dot, ${composition.molarMass.value.toPrecision(5)} kg/mol; ${composition.parts.map(({ name, massFraction }) => `${name} ${(100 * massFraction).toFixed(1)} %`).join(", ")}`,
  );
  if (composition.massLoss.share > 0) {
    line(
      "on heating",
      `loses ${(100 * composition.massLoss.share).toFixed(2)} % (organic ligands, and two hydroxides as one water)`,
    );
  }
  if (contacts.betweenLigands)
    line(
      "contacts",
      `${contacts.betweenLigands.value.toFixed(2)} A between ligands${contacts.organicToCore ? `, ${contacts.organicToCore.value.toFixed(2)} A from C or H to the core` : ""}`,
    );
  for (const note of summary.notes) line("note", note);
  if (summary.facets.length > 0) {
    process.stdout.write("\n");
    printTable({
      columns: [
        { name: "facet", unit: "", values: summary.facets.map((facet) => facet.family) },
        { name: "faces", unit: "", values: summary.facets.map((facet) => facet.count) },
        { name: "area", unit: "nm2", values: summary.facets.map((facet) => facet.area.value) },
        { name: "share", unit: "%", values: summary.facets.map((facet) => 100 * facet.share) },
        { name: "ends on", unit: "", values: summary.facets.map((facet) => facet.termination) },
      ],
    });
  }
  process.stdout.write("\n");
  printTable({
    columns: [
      { name: "site class", unit: "", values: summary.sites.map((site) => site.name) },
      { name: "count", unit: "", values: summary.sites.map((site) => site.count) },
      { name: "bonds lacking", unit: "", values: summary.sites.map((site) => site.missing) },
      { name: "neighbours", unit: "", values: summary.sites.map((site) => site.neighbours) },
      { name: "demand", unit: "e", values: summary.sites.map((site) => site.demand.value) },
    ],
  });
  if (summary.coverage.length > 0) {
    process.stdout.write("\n");
    printTable({
      columns: [
        { name: "ligand", unit: "", values: summary.coverage.map((entry) => entry.ligand) },
        { name: "placed", unit: "", values: summary.coverage.map((entry) => entry.placed) },
        { name: "bound", unit: "", values: summary.coverage.map((entry) => entry.bound) },
        {
          name: "polyhedron",
          unit: "/nm2",
          values: summary.coverage.map((entry) => entry.perNm2.outermostNuclei),
        },
        {
          name: "equal-volume sphere",
          unit: "/nm2",
          values: summary.coverage.map((entry) => entry.perNm2.equalVolumeSphere),
        },
      ],
    });
  }
  for (const name of written) process.stdout.write(`\nwrote ${name}`);
  if (written.length > 0) process.stdout.write("\n");
}

function signed(charge: number): string {
  return charge > 0 ? `+${charge}` : String(charge);
}
