import { InputError } from "../errors.ts";
import { findLigand } from "../matter/index.ts";
import { parseQuantity } from "../quantities/index.ts";
import type { DotRequest } from "./build-dot.ts";
import { findCluster } from "./clusters.ts";
import { type Crystal, crystalOf } from "./crystal.ts";
import type { BindingMode, LigandRequest } from "./dot.ts";
import { type LigandMolecule, ligandMolecule } from "./ligand-molecule.ts";
import { formatMiller, parseMiller } from "./planes.ts";
import { findShape, type Shape, type ShapeOptions } from "./shapes/index.ts";
import type { SizeRequest } from "./size.ts";

/** A dot in the words of the command line, the study file and the page; every quantity carries its unit. */
export interface DotWords {
  /** A material of the table. */
  readonly material?: string;
  readonly polymorph?: string;
  /** A known cluster by its formula, such as Cd35Se20X30; stands for material, shape and size. */
  readonly cluster?: string;
  readonly shape?: string;
  /** The size the shape is usually given by: the diameter of equal volume, or the edge. */
  readonly size?: string;
  readonly diameter?: string;
  readonly edge?: string;
  /** Three edges of a cuboid, or two with `monolayers`: "10 nm, 8 nm, 2.4 nm". */
  readonly edges?: string;
  readonly monolayers?: number;
  readonly atoms?: number;
  readonly truncation?: number;
  readonly aspect?: number;
  /** Surface energies for a Wulff construction: "100 = 0.16, 111 = 0.20". */
  readonly facets?: string;
  /** One word for all faces, or by plane: "100 = adatoms, 111 = cations". */
  readonly termination?: string;
  /** "CdS, 1.2 nm": a second material and how thick it is grown on. */
  readonly shell?: string;
  /** Each "oleate", "oleate = 200", "oleate = 3 /nm2", "oleate = 40 %", with " on 111" and " as bridging" when wanted. */
  readonly ligands?: readonly string[];
  readonly balance?: string;
  readonly vacancies?: string;
  readonly prune?: boolean;
  readonly seed?: number;
}

/** What words may refer to that is not in the tables: crystals and molecules read from files, by name. */
export interface WordSources {
  readonly crystal?: Crystal;
  readonly molecules?: ReadonlyMap<string, LigandMolecule>;
}

const MODES: readonly BindingMode[] = ["monodentate", "chelating", "bridging"];

/** Reads a dot in words. Throws InputError with what was found and expected. */
export function readDotWords(words: DotWords, sources: WordSources = {}): DotRequest {
  const cluster = words.cluster === undefined ? null : findCluster(words.cluster);
  const material = words.material ?? cluster?.material;
  if (material === undefined && !sources.crystal) {
    throw new InputError({
      what: "no material is named",
      expected: "a material such as PbS, or a CIF",
      remedy: "for example --material PbS",
    });
  }
  const crystal = sources.crystal ?? crystalOf(material!, words.polymorph ?? cluster?.polymorph);
  const shape = findShape(words.shape ?? cluster?.shape ?? "sphere");
  refuseIdle(words, shape, sources);
  const options: ShapeOptions = {
    ...optionOf(shape, "truncation", words.truncation),
    ...optionOf(shape, "aspect", words.aspect),
    ...(words.facets === undefined ? {} : { energies: energiesOf(words.facets) }),
  };
  return {
    crystal,
    shape,
    size: cluster ? { by: "atoms", count: cluster.atoms } : sizeOf(words, shape),
    options,
    ...(words.termination === undefined ? {} : { terminations: terminationsOf(words.termination) }),
    ...(words.shell === undefined ? {} : { shell: shellOf(words.shell, crystal) }),
    ...(words.prune === undefined ? {} : { prune: words.prune }),
    ...(words.balance === undefined ? {} : { balance: words.balance }),
    ...(words.vacancies === undefined || words.vacancies === "none" ? {} : { vacancies: words.vacancies }),
    ...(words.seed === undefined ? {} : { seed: words.seed }),
    ligands: (words.ligands ?? []).flatMap((text) => ligandsOf(text, crystal, sources)),
  };
}

/** Refuses words that would be read by nobody, so that no wish is passed over in silence. */
function refuseIdle(words: DotWords, shape: Shape, sources: WordSources): void {
  const idle = (what: string, found: string, remedy: string): never => {
    throw new InputError({ what, found, remedy });
  };
  const { facets, edges, monolayers } = words;
  if (facets !== undefined && !shape.options.energies)
    idle(
      `the shape ${shape.name} takes no surface energies`,
      facets,
      "choose the shape wulff, or leave them out",
    );
  if (edges !== undefined && !shape.options.edges)
    idle(
      `the shape ${shape.name} has no edges of its own along x, y, z`,
      edges,
      "choose the shape cuboid, or give one edge",
    );
  if (monolayers !== undefined && words.atoms !== undefined)
    idle(
      "monolayers and a number of atoms both set the size",
      `${monolayers} and ${words.atoms}`,
      "leave one out",
    );
  if (monolayers !== undefined && !shape.options.edges)
    idle(`the shape ${shape.name} is not given in monolayers`, String(monolayers), "choose the shape cuboid");
  if (words.cluster !== undefined) {
    const own = ["material", "polymorph", "shape", "size", "diameter", "edge", "edges", "atoms"] as const;
    const beside = own.filter((key) => words[key] !== undefined);
    if (beside.length > 0)
      idle(
        "a known cluster has its own material, shape and size",
        beside.join(", "),
        "leave one of them out",
      );
  }
  if (sources.crystal && (words.material !== undefined || words.polymorph !== undefined)) {
    const named = words.material ?? words.polymorph;
    idle("the crystal is given twice", `${named} beside a crystal file`, "leave one of them out");
  }
  const used = (words.ligands ?? []).map((text) => partsOfLigand(text).name);
  for (const name of sources.molecules?.keys() ?? []) {
    if (!used.includes(name))
      idle(`the molecule ${name} is not put on the dot`, name, `add --ligand ${name}`);
  }
}

/** The parts of a ligand in words: NAME [= AMOUNT] [on FACETS] [as MODE]. */
function partsOfLigand(text: string): {
  readonly name: string;
  readonly amount: string | undefined;
  readonly facets: string | undefined;
  readonly mode: string | undefined;
} {
  const match = /^(.+?)(?:\s*=\s*(.+?))?(?:\s+on\s+(.+?))?(?:\s+as\s+(\S+))?\s*$/.exec(text.trim());
  return { name: match?.[1] ?? "", amount: match?.[2], facets: match?.[3], mode: match?.[4] };
}

function optionOf(shape: Shape, name: "truncation" | "aspect", value: number | undefined): ShapeOptions {
  if (value === undefined) return {};
  if (shape.options[name]) return { [name]: value };
  throw new InputError({
    what: `the shape ${shape.name} takes no ${name}`,
    found: String(value),
    remedy: `leave out ${name}, or choose another shape`,
  });
}

/** Splits "100 = a, 111 = b" into pairs. */
function pairsOf(text: string, what: string): readonly (readonly [string, string])[] {
  const seen = new Set<string>();
  return text.split(",").map((part) => {
    const match = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(part);
    if (match) {
      const plane = formatMiller(parseMiller(match[1]!));
      if (!seen.has(plane)) {
        seen.add(plane);
        return [match[1]!, match[2]!] as const;
      }
      throw new InputError({
        what: `${what} names a plane twice`,
        found: plane,
        expected: "each plane once",
      });
    }
    throw new InputError({
      what: `${what} cannot be read`,
      found: `"${part.trim()}"`,
      expected: "PLANE = VALUE, parted by commas",
    });
  });
}

function energiesOf(text: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    pairsOf(text, "the surface energies").map(([plane, value]) => {
      const energy = Number(value);
      if (Number.isFinite(energy) && energy > 0) return [plane, energy];
      throw new InputError({
        what: `the surface energy of ${plane} is no positive number`,
        found: `"${value}"`,
        expected: "numbers in one common unit, such as 0.16",
      });
    }),
  );
}

function terminationsOf(text: string): string | Readonly<Record<string, string>> {
  if (!text.includes("=")) return text.trim();
  return Object.fromEntries(pairsOf(text, "the termination"));
}

function shellOf(text: string, core: Crystal): { readonly crystal: Crystal; readonly thicknessNm: number } {
  const match = /^\s*([^,=]+?)\s*[,=]\s*(.+)$/.exec(text);
  if (!match) {
    throw new InputError({
      what: "the shell cannot be read",
      found: `"${text}"`,
      expected: 'a material and a thickness: "CdS, 1.2 nm"',
    });
  }
  // The shell grows in the crystal form of the core.
  return { crystal: crystalOf(match[1]!, core.lattice), thicknessNm: parseQuantity(match[2]!, "nm") };
}

function sizeOf(words: DotWords, shape: Shape): SizeRequest {
  const given = (["size", "diameter", "edge", "edges", "atoms"] as const).filter(
    (key) => words[key] !== undefined,
  );
  if (given.length !== 1) {
    throw new InputError({
      what: given.length === 0 ? "no size is given" : "the size is given more than once",
      found: given.length === 0 ? "nothing" : given.join(" and "),
      expected: "one of size, diameter, edge, edges, atoms",
      remedy: 'for example --size "4.8 nm"',
    });
  }
  if (words.edges !== undefined) return edgesOf(words.edges, words.monolayers);
  if (words.atoms !== undefined) return { by: "atoms", count: words.atoms };
  const text = (words.size ?? words.diameter ?? words.edge)!;
  const nm = parseQuantity(text, "nm");
  const by = words.diameter !== undefined ? "diameter" : words.edge !== undefined ? "edge" : shape.sizedBy;
  if (shape.name === "cuboid") {
    if (by === "diameter" && words.diameter !== undefined) {
      throw new InputError({
        what: "a cuboid is not sized by a diameter",
        found: text,
        expected: 'edges, such as --edges "8 nm, 8 nm, 3 nm", or one edge',
      });
    }
    return {
      by: "edges",
      nm: [nm, nm],
      ...(words.monolayers === undefined ? {} : { monolayers: words.monolayers }),
    };
  }
  return { by, nm };
}

function edgesOf(text: string, monolayers: number | undefined): SizeRequest {
  const nm = text.split(",").map((part) => parseQuantity(part, "nm"));
  const [x, y, z] = nm;
  if (x !== undefined && y !== undefined && monolayers !== undefined && nm.length === 2) {
    return { by: "edges", nm: [x, y], monolayers };
  }
  if (x !== undefined && y !== undefined && z !== undefined && nm.length === 3 && monolayers === undefined) {
    return { by: "edges", nm: [x, y, z] };
  }
  throw new InputError({
    what: "the edges cannot be read",
    found: `"${text}"${monolayers === undefined ? "" : ` and ${monolayers} monolayers`}`,
    expected: "three lengths, or two lengths and a number of monolayers",
  });
}

/** One ligand in words; an ion pair becomes its two ions, without one that the core is made of. */
function ligandsOf(text: string, crystal: Crystal, sources: WordSources): readonly LigandRequest[] {
  const { name, amount, facets, mode } = partsOfLigand(text);
  if (mode !== undefined && !MODES.includes(mode as BindingMode)) {
    throw new InputError({
      what: `${name} cannot bind that way`,
      found: `"${mode}"`,
      expected: MODES.join(", "),
    });
  }
  const rest = {
    ...(amount === undefined ? {} : amountOf(amount, name)),
    ...(facets === undefined
      ? {}
      : { facets: facets.split(/[,+]/).map((f) => formatMiller(parseMiller(f))) }),
    ...(mode === undefined ? {} : { mode: mode as BindingMode }),
  };
  const own = sources.molecules?.get(name);
  if (own) return [{ molecule: own, ...rest }];
  const { parts } = findLigand(name);
  if (!parts) return [{ molecule: ligandMolecule(name), ...rest }];
  return parts
    .map((part) => ligandMolecule(part))
    .filter(
      ({ structure }) => !(structure.element.length === 1 && crystal.formula.includes(structure.symbols[0]!)),
    )
    .map((molecule) => ({ molecule, ...rest }));
}

function amountOf(text: string, name: string): Pick<LigandRequest, "count" | "perNm2" | "share"> {
  if (/^\d+$/.test(text)) return { count: Number(text) };
  if (/%\s*$/.test(text)) return { share: parseQuantity(text, "") };
  if (/nm/.test(text)) return { perNm2: parseQuantity(text, "nm^-2") };
  throw new InputError({
    what: `the amount of ${name} cannot be read`,
    found: `"${text}"`,
    expected: 'a count ("313"), a density ("3 /nm2") or a share ("40 %")',
  });
}
