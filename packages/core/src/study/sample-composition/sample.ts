import { findLigand, molarMass, parseFormula } from "../../matter/index.ts";
import { type Heating, massLossGPerMol, usualHeating } from "../../structure/composition.ts";
import {
  atomsPerFormulaUnit,
  type Crystal,
  crystalOf,
  formulaUnitVolumeNm3,
} from "../../structure/crystal.ts";
import type { HydroxideSource, SampleCompositionInput, StatedLigand } from "./input.ts";
import { refuse } from "./refuse.ts";

/** What one ligand, or all ligands of a kind on one dot, add to the dot. */
export interface Kind {
  readonly massGPerMol: number;
  readonly lossGPerMol: number;
  readonly charge: number;
  /** Atoms of the core's cation and anion in it: elemental analysis counts them. */
  readonly cations: number;
  readonly anions: number;
}

/** What is known of a sample before anything is measured. */
export interface Sample {
  readonly crystal: Crystal;
  readonly cation: { readonly symbol: string; readonly charge: number; readonly massGPerMol: number };
  readonly anion: { readonly symbol: string; readonly massGPerMol: number };
  /** Cations of a neutral formula for one anion. */
  readonly stoichiometry: number;
  readonly atomVolumeNm3: number;
  readonly ligandName: string;
  readonly ligand: Kind;
  readonly hydroxide: Kind;
  /** Sum over all other ligands of one dot. */
  readonly others: Kind;
  readonly hydroxideFrom: HydroxideSource;
  readonly polyhedronAreaNm2: number | null;
}

const NOTHING: Kind = { massGPerMol: 0, lossGPerMol: 0, charge: 0, cations: 0, anions: 0 };

const withMore = (all: Kind, count: number, one: Kind): Kind => ({
  massGPerMol: all.massGPerMol + count * one.massGPerMol,
  lossGPerMol: all.lossGPerMol + count * one.lossGPerMol,
  charge: all.charge + count * one.charge,
  cations: all.cations + count * one.cations,
  anions: all.anions + count * one.anions,
});

/** The ions of a binary crystal, and the cations for each anion. */
function binaryOf(crystal: Crystal): {
  readonly cation: Crystal["sites"][number];
  readonly anion: Crystal["sites"][number];
  readonly stoichiometry: number;
} {
  const counts = new Map<string, number>();
  for (const { symbol } of crystal.sites) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  const cation = crystal.sites.find((site) => site.oxidation > 0);
  const anion = crystal.sites.find((site) => site.oxidation < 0);
  if (counts.size !== 2 || !cation || !anion) {
    refuse(
      `${crystal.formula} is not a binary compound`,
      [...counts.keys()].join(", "),
      "one kind of cation and one of anion, such as PbS, PbSe, CdSe, InP",
      "the forward composition of a built dot works for every core",
    );
  }
  return { cation, anion, stoichiometry: counts.get(cation.symbol)! / counts.get(anion.symbol)! };
}

/** The crystal of a binary core with its ions. Throws InputError for an unknown material or one that is not binary. */
export function readBinaryCore(
  material: string,
  polymorph?: string,
): { readonly crystal: Crystal } & ReturnType<typeof binaryOf> {
  const crystal = crystalOf(material, polymorph);
  return { crystal, ...binaryOf(crystal) };
}

/** The X-type ligand of a sample, by a name of the table or as stated. Throws InputError for one that is no anion. */
export function readXTypeLigand(given: string | StatedLigand): StatedLigand {
  const ligand: StatedLigand = typeof given === "string" ? findLigand(given) : given;
  if (!(ligand.charge < 0)) {
    refuse(
      `${ligand.name} is not X-type`,
      `charge ${ligand.charge}`,
      "an anion such as oleate",
      "state neutral ligands under others, with their number per dot",
    );
  }
  return ligand;
}

/**
 * Looks up the core and the ligands of a sample: molar masses and losses in g/mol, charges in e, volume of one atom in nm3.
 * Throws InputError for a core that is not binary, a ligand that is no anion, a negative number of others or no area.
 */
export function readSample(input: SampleCompositionInput): Sample {
  const { crystal, cation, anion, stoichiometry } = readBinaryCore(input.material, input.polymorph);
  const kindOf = (formula: string, charge: number, heating?: Heating): Kind => ({
    massGPerMol: molarMass(formula),
    lossGPerMol: massLossGPerMol(formula, heating ?? usualHeating(formula)),
    charge,
    cations: parseFormula(formula).counts.get(cation.symbol) ?? 0,
    anions: parseFormula(formula).counts.get(anion.symbol) ?? 0,
  });
  const ligand = readXTypeLigand(input.ligand);
  let others = NOTHING;
  for (const { name, formula, charge, heating, perDot } of input.others ?? []) {
    if (!(Number.isFinite(perDot) && perDot >= 0)) {
      refuse(`the number of ${name} per dot is no count`, String(perDot), "0 or more");
    }
    others = withMore(others, perDot, kindOf(formula, charge, heating));
  }
  const area = input.polyhedronAreaNm2;
  if (area !== undefined && !(area > 0 && Number.isFinite(area))) {
    refuse("the area of the polyhedron is impossible", String(area), "a positive number of nm2");
  }
  return {
    crystal,
    cation: { symbol: cation.symbol, charge: cation.oxidation, massGPerMol: molarMass(cation.symbol) },
    anion: { symbol: anion.symbol, massGPerMol: molarMass(anion.symbol) },
    stoichiometry,
    atomVolumeNm3: formulaUnitVolumeNm3(crystal) / atomsPerFormulaUnit(crystal),
    ligandName: ligand.name,
    ligand: kindOf(ligand.formula, ligand.charge, ligand.heating),
    hydroxide: kindOf("HO", -1),
    others,
    hydroxideFrom: input.hydroxide,
    polyhedronAreaNm2: area ?? null,
  };
}
