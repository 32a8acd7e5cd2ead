import { InputError } from "../errors.ts";
import { elements, molarMass, parseFormula } from "../matter/index.ts";
import { AVOGADRO } from "../quantities/index.ts";
import { elementCounts, hillFormula } from "./atoms.ts";
import { coreCounts } from "./core-counts.ts";
import type { Dot } from "./dot.ts";
import { oxidationOf } from "./oxidation.ts";

/** What becomes of a ligand when the sample is heated to the end: it leaves whole, two hydroxides leave as one water and one
 *  oxide stays (2 OH- -> O2- + H2O), or it stays whole. */
export type Heating = "leaves" | "leaves as half a water" | "stays";

/** Ligands of one kind on a dot. The formula is of one ligand; the charge in e. */
export interface LigandCount {
  readonly name: string;
  readonly formula: string;
  readonly count: number;
  readonly charge: number;
  /** `usualHeating` of the formula when left out. */
  readonly heating?: Heating;
}

/** The counts of a dot. */
export interface CompositionInput {
  /** Atoms of the core by element, excess cations included. */
  readonly core: Readonly<Record<string, number>>;
  /** Oxidation numbers that differ from the usual ones. */
  readonly oxidation?: Readonly<Record<string, number>>;
  readonly ligands: readonly LigandCount[];
  /** Cations with fewer neighbours than in the bulk. */
  readonly surfaceCations?: number;
  /** Area of the body through the outermost nuclei, nm2. */
  readonly outermostAreaNm2?: number;
  /** Diameter of the sphere of the core's volume, nm. */
  readonly diameterNm?: number;
}

/** The two areas a number per nm2 may refer to. */
export const AREA_CONVENTIONS: { readonly outermost: string; readonly sphere: string } = {
  outermost: "polyhedron (for a ball: sphere) through the outermost nuclei",
  sphere: "sphere of equal volume, pi d^2",
};

/** How the mass loss is counted. */
export const MASS_LOSS_RULE =
  "Ligands marked `leaves` burn or evaporate completely, hydroxide leaves as half a water (2 OH- -> O2- + H2O), inorganic " +
  "ligands and the core stay as they are (no oxidation of the core, no solvent).";

/** One kind of thing on the surface, per dot and per nm2 of either area (null where that area is not known). */
export interface Coverage {
  readonly what: string;
  readonly count: number;
  readonly perNm2Outermost: number | null;
  readonly perNm2Sphere: number | null;
}

/** Part of the mass of a dot: the stoichiometric core, the excess of one ion, or the ligands of one kind. */
export interface Compartment {
  readonly name: string;
  readonly kind: "core" | "excess" | "ligand";
  readonly count: number;
  readonly massKgPerMol: number;
  readonly massFraction: number;
}

/** What a dot is made of, as balances, elemental analysis and thermogravimetry see it. */
export interface DotComposition {
  /** Core, then each ligand in brackets with its count. */
  readonly formula: string;
  readonly elements: readonly {
    readonly symbol: string;
    readonly count: number;
    readonly massFraction: number;
  }[];
  readonly compartments: readonly Compartment[];
  readonly coreChargeE: number;
  readonly ligandChargeE: number;
  readonly netChargeE: number;
  readonly molarMassKgPerMol: number;
  readonly massG: number;
  /** The same mass in the unit that suits it. */
  readonly mass: { readonly value: number; readonly unit: "zg" | "ag" | "fg" };
  /** Binary cores only: cations over anions in the core, and cations beyond the stoichiometry (negative: anion-rich). */
  readonly coreCationsPerAnion: number | null;
  readonly excessCations: number | null;
  /** Ratios of elements of the core over the whole dot, ligands included, as elemental analysis finds them. */
  readonly atomicRatios: readonly { readonly of: string; readonly to: string; readonly ratio: number }[];
  readonly massLossShare: number;
  readonly massLossParts: readonly {
    readonly name: string;
    readonly heating: Heating;
    readonly share: number;
  }[];
  readonly coverage: readonly Coverage[];
  readonly outermostAreaNm2: number | null;
  readonly sphereAreaNm2: number | null;
  readonly diameterNm: number | null;
  readonly notes: readonly string[];
}

const WATER_G_PER_MOL = molarMass("H2O");
const G_PER_KG = 1000;

/** Elements of molecules that burn or evaporate. */
const VOLATILE = new Set(["H", "D", "C", "N", "O", "F", "Si", "P", "S", "Cl", "Se", "Br", "I", "B"]);

/**
 * What usually becomes of a ligand of this formula: hydroxide leaves as half a water; a molecule with carbon and hydrogen (or
 * several carbons), or a neutral one of H, C, N, O, leaves; all others stay. Throws InputError for an organic complex of a
 * metal, of which only a part leaves.
 */
export function usualHeating(formula: string): Heating {
  const { counts, charge } = parseFormula(formula);
  const n = (symbol: string): number => counts.get(symbol) ?? 0;
  const symbols = [...counts.keys()];
  if (symbols.length === 2 && n("O") === 1 && n("H") + n("D") === 1) return "leaves as half a water";
  const organic = n("C") > 0 && (n("H") + n("D") > 0 || n("C") > 1);
  const metal = symbols.find((symbol) => !VOLATILE.has(symbol));
  if (organic && metal !== undefined) {
    throw new InputError({
      what: `only part of ${formula} leaves on heating`,
      found: `${metal} beside an organic part`,
      expected: "the metal ion and its anions as separate entries, or a stated fate",
      remedy: "count the metal among the cations of the core and the anions as ligands",
    });
  }
  const smallNeutral = charge === 0 && n("H") > 0 && symbols.every((s) => ["H", "C", "N", "O"].includes(s));
  return organic || smallNeutral ? "leaves" : "stays";
}

/** Mass in g/mol that one ligand loses on heating. Throws InputError when something else than OH is to leave as half a water. */
export function massLossGPerMol(formula: string, heating: Heating): number {
  if (heating === "stays") return 0;
  if (heating === "leaves") return molarMass(formula);
  if (usualHeating(formula) !== "leaves as half a water") {
    throw new InputError({
      what: `${formula} cannot leave as half a water`,
      expected: "hydroxide, HO",
      remedy: "say that it leaves or stays",
    });
  }
  return WATER_G_PER_MOL / 2;
}

/**
 * Mass, element ratios, mass loss and coverages of a dot from its counts.
 *
 * Mass fractions are of the whole dot; the excess of a binary core is cations - anions x |q_anion| / q_cation.
 * Throws InputError for negative counts, an empty core, an element without oxidation number or a formula that cannot be read.
 * Atomic weights: IUPAC 2021, as in `elements`.
 */
export function dotComposition(input: CompositionInput): DotComposition {
  const core = Object.entries(input.core).filter(([, count]) => count !== 0);
  for (const [symbol, count] of core) requireCount(count, `${symbol} in the core`);
  for (const { name, count } of input.ligands) requireCount(count, name);
  const ligands = input.ligands.filter(({ count }) => count > 0);
  if (core.length === 0) throw new InputError({ what: "the core has no atoms", expected: "at least one" });
  const charges = new Map(core.map(([symbol]) => [symbol, coreOxidation(symbol, core.length, input)]));
  const totals = new Map(core);
  for (const { formula, count } of ligands) {
    for (const [symbol, n] of parseFormula(formula).counts) {
      totals.set(symbol, (totals.get(symbol) ?? 0) + n * count);
    }
  }
  const massOf = ([symbol, count]: readonly [string, number]): number => weightOf(symbol) * count;
  const total = [...totals].reduce((sum, entry) => sum + massOf(entry), 0);
  const excess = excessOf(core, charges);
  const compartments = [
    ...coreCompartments(core, excess),
    ...ligands.map(({ name, formula, count }) => compartment(name, "ligand", count, molarMass(formula))),
  ].map((part): Compartment => ({ ...part, massFraction: (G_PER_KG * part.massKgPerMol) / total }));
  const lost = ligands.map(({ name, formula, count, heating = usualHeating(formula) }) => ({
    name,
    heating,
    share: (count * massLossGPerMol(formula, heating)) / total,
  }));
  const coreCharge = core.reduce((sum, [symbol, count]) => sum + count * charges.get(symbol)!, 0);
  const ligandCharge = ligands.reduce((sum, { count, charge }) => sum + count * charge, 0);
  const massG = total / AVOGADRO.value;
  const sphere = input.diameterNm === undefined ? null : Math.PI * input.diameterNm ** 2;
  const outermost = input.outermostAreaNm2 ?? null;
  const coverageOf = (what: string, count: number): Coverage => ({
    what,
    count,
    perNm2Outermost: outermost === null ? null : count / outermost,
    perNm2Sphere: sphere === null ? null : count / sphere,
  });
  return {
    formula: `${formulaText(core)}${ligands.map(({ formula, count }) => `(${withoutCharge(formula)})${count}`).join("")}`,
    elements: [...totals].map(([symbol, count]) => ({
      symbol,
      count,
      massFraction: massOf([symbol, count]) / total,
    })),
    compartments,
    coreChargeE: settled(coreCharge),
    ligandChargeE: settled(ligandCharge),
    netChargeE: settled(coreCharge + ligandCharge),
    molarMassKgPerMol: total / G_PER_KG,
    massG,
    mass: scaledMass(massG),
    coreCationsPerAnion: excess && excess.anions > 0 ? excess.cations / excess.anions : null,
    excessCations: excess?.count ?? null,
    atomicRatios: core.flatMap(([of], i) =>
      core.slice(i + 1).map(([to]) => ({ of, to, ratio: totals.get(of)! / totals.get(to)! })),
    ),
    massLossShare: lost.reduce((sum, { share }) => sum + share, 0),
    massLossParts: lost,
    coverage: [
      ...(input.surfaceCations === undefined ? [] : [coverageOf("surface cations", input.surfaceCations)]),
      ...(excess ? [coverageOf("excess cations", excess.count)] : []),
      ...ligands.map(({ name, count }) => coverageOf(name, count)),
    ],
    outermostAreaNm2: outermost,
    sphereAreaNm2: sphere,
    diameterNm: input.diameterNm ?? null,
    notes: notesOn(core, ligands, lost),
  };
}

/** Composition of a dot that has been built; `heating` by ligand name where it is not the usual one. Errors as `dotComposition`. */
export function compositionOf(dot: Dot, heating: Readonly<Record<string, Heating>> = {}): DotComposition {
  const { structure, surface } = dot;
  const ligands = new Map<string, LigandCount>();
  for (const { name, first, count, charge } of structure.residues.slice(1)) {
    const known = ligands.get(name);
    if (known) {
      ligands.set(name, { ...known, count: known.count + 1 });
      continue;
    }
    const element = structure.element.subarray(first, first + count);
    const formula = hillFormula(elementCounts({ symbols: structure.symbols, element, xyz: structure.xyz }));
    const stated = heating[name];
    ligands.set(name, { name, formula, count: 1, charge, ...(stated ? { heating: stated } : {}) });
  }
  const { crystal, inner } = dot.core;
  const sites = [...crystal.sites, ...(inner?.crystal.sites ?? [])];
  const oxidation = Object.fromEntries(sites.map((site) => [site.symbol, site.oxidation]));
  return dotComposition({
    core: Object.fromEntries(coreCounts(dot.core)),
    oxidation,
    ligands: [...ligands.values()],
    surfaceCations: surface.classes
      .filter(({ element }) => oxidation[element]! > 0)
      .reduce((sum, { count }) => sum + count, 0),
    outermostAreaNm2: dot.core.areaNm2,
    diameterNm: dot.core.diameterNm,
  });
}

/** One element alone is a metal or elemental semiconductor without charge. */
function coreOxidation(symbol: string, kinds: number, { oxidation }: CompositionInput): number {
  return kinds === 1 ? (oxidation?.[symbol] ?? 0) : oxidationOf(symbol, oxidation);
}

interface Excess {
  readonly cation: string;
  readonly anion: string;
  readonly cations: number;
  readonly anions: number;
  /** Cations of a neutral formula for one anion. */
  readonly stoichiometry: number;
  readonly count: number;
}

function excessOf(
  core: readonly (readonly [string, number])[],
  charges: ReadonlyMap<string, number>,
): Excess | null {
  const cation = core.find(([symbol]) => charges.get(symbol)! > 0);
  const anion = core.find(([symbol]) => charges.get(symbol)! < 0);
  if (core.length !== 2 || !cation || !anion) return null;
  const stoichiometry = -charges.get(anion[0])! / charges.get(cation[0])!;
  return {
    cation: cation[0],
    anion: anion[0],
    cations: cation[1],
    anions: anion[1],
    stoichiometry,
    count: settled(cation[1] - anion[1] * stoichiometry),
  };
}

type Part = Omit<Compartment, "massFraction">;

function compartment(name: string, kind: Compartment["kind"], count: number, gPerMol: number): Part {
  return { name, kind, count, massKgPerMol: (count * gPerMol) / G_PER_KG };
}

/** The stoichiometric part of a binary core and the excess of one of its ions; any other core is one part. */
function coreCompartments(core: readonly (readonly [string, number])[], excess: Excess | null): Part[] {
  if (!excess || excess.count === 0) {
    const mass = core.reduce((sum, [symbol, count]) => sum + count * weightOf(symbol), 0);
    const atoms = core.reduce((sum, [, count]) => sum + count, 0);
    return [{ name: "core", kind: "core", count: atoms, massKgPerMol: mass / G_PER_KG }];
  }
  const { cation, anion, stoichiometry, count, cations, anions } = excess;
  const inCations = Math.min(cations, anions * stoichiometry);
  const inAnions = inCations / stoichiometry;
  const mass = inCations * weightOf(cation) + inAnions * weightOf(anion);
  return [
    { name: "core", kind: "core", count: settled(inCations + inAnions), massKgPerMol: mass / G_PER_KG },
    count > 0
      ? compartment(`excess ${cation}`, "excess", count, weightOf(cation))
      : compartment(`excess ${anion}`, "excess", settled(anions - inAnions), weightOf(anion)),
  ];
}

function notesOn(
  core: readonly (readonly [string, number])[],
  ligands: readonly LigandCount[],
  lost: DotComposition["massLossParts"],
): readonly string[] {
  const shared = ligands.flatMap(({ name, formula }) =>
    core
      .filter(([symbol]) => parseFormula(formula).counts.has(symbol))
      .map(([symbol]) => `${symbol} of ${name} counts in the atomic ratios.`),
  );
  const residue = ligands
    .filter(({ formula, name }) => {
      const part = lost.find((one) => one.name === name);
      return part?.heating === "leaves" && ["P", "Si", "B"].some((s) => parseFormula(formula).counts.has(s));
    })
    .map(({ name }) => `${name} is taken to leave whole; phosphate, silicate or borate may stay behind.`);
  return [MASS_LOSS_RULE, ...shared, ...residue];
}

function requireCount(count: number, of: string): void {
  if (Number.isFinite(count) && count >= 0) return;
  throw new InputError({
    what: `the number of ${of} is no count`,
    found: String(count),
    expected: "0 or more",
  });
}

function weightOf(symbol: string): number {
  return elements.get(symbol)?.atomicWeight ?? molarMass(symbol);
}

/** Takes the rounding off a whole number that came from fractions such as 2/3. */
function settled(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) < 1e-9 ? whole + 0 : value;
}

function formulaText(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([symbol, count]) => `${symbol}${count === 1 ? "" : count}`).join("");
}

function withoutCharge(formula: string): string {
  return formula.replace(/\^.*$/, "");
}

function scaledMass(massG: number): DotComposition["mass"] {
  if (massG < 1e-18) return { value: massG * 1e21, unit: "zg" };
  return massG < 1e-15 ? { value: massG * 1e18, unit: "ag" } : { value: massG * 1e15, unit: "fg" };
}
