import { type DotWords, dotPresets, InputError, nearestNames } from "@oleate/core";

/** What `oleate build` is told. */
export interface BuildOptions {
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

/** A number given as a flag. @throws InputError for anything else */
export function numberOf(text: string | undefined, flag: string): number | undefined {
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
export function wordsOf(options: BuildOptions): DotWords {
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
