import { ConvergenceError, InputError } from "../errors.ts";
import {
  type Dataset,
  type Fit,
  fit,
  type Identifiability,
  type Parameter,
  profile,
} from "../inference/index.ts";
import { findLigand, molarMass, parseFormula } from "../matter/index.ts";
import { columnLength, pivotedQr } from "../numerics/linear-algebra.ts";
import { chiSquaredTail } from "../numerics/special-functions.ts";
import { formatInterval, formatQuantity } from "../quantities/index.ts";
import {
  AREA_CONVENTIONS,
  type Heating,
  MASS_LOSS_RULE,
  massLossGPerMol,
  usualHeating,
} from "../structure/composition.ts";
import { atomsPerFormulaUnit, type Crystal, crystalOf, formulaUnitVolumeNm3 } from "../structure/crystal.ts";
import type { ResultTable } from "./result.ts";

/** What was measured on a sample; each has its unit in `TECHNIQUES`. */
export type Technique =
  | "UV-vis diameter"
  | "TEM diameter"
  | "ICP cation/anion"
  | "TGA mass loss"
  | "NMR ligands per dot"
  | "NMR ligands per nm2"
  | "NMR ligands per cation"
  | "hydroxide per dot";

/** One measured number with its standard error, in the unit of the technique. Errors of different rows are taken as
 *  independent: an NMR count per dot carries the error of the concentration of dots. */
export interface SampleMeasurement {
  readonly technique: Technique;
  readonly value: number;
  readonly standardError: number;
  /** Name in the result; needed when one technique was used twice. */
  readonly name?: string;
}

/** A ligand that is not in the table. */
export interface StatedLigand {
  readonly name: string;
  readonly formula: string;
  readonly charge: number;
  readonly heating?: Heating;
}

/** What is known of a sample. Nothing is assumed beside what stands here; `assumptions` of the result repeats it. */
export interface SampleCompositionInput {
  /** A binary core of the table: PbS, PbSe, CdSe, InP ... */
  readonly material: string;
  readonly polymorph?: string;
  /** The X-type ligand that NMR and TGA see: a name of the table, or formula and charge. */
  readonly ligand: string | StatedLigand;
  /** Where the hydroxide comes from: it takes up the charge the ligands leave, it is an unknown of its own, or there is none. */
  readonly hydroxide: "from charge balance" | "free" | "none";
  /** Further ligands whose number per dot is known. */
  readonly others?: readonly (StatedLigand & { readonly perDot: number })[];
  readonly measurements: readonly SampleMeasurement[];
  /** Counts the truncated octahedron that ends on cations everywhere as one more technique: its excess of cations at the same
   *  number of atoms holds to this relative standard error. Rock salt only. */
  readonly structuralModel?: { readonly relativeTolerance: number };
  /** Area of the polyhedron through the outermost nuclei of a dot built elsewhere, nm2. */
  readonly polyhedronAreaNm2?: number;
  /** Probability of the intervals; 0.95 when left out. */
  readonly level?: number;
}

/** An estimated number; null where the measurements say nothing on that side. */
export interface SampleValue {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly identifiability: Identifiability;
  readonly note: string;
}

/** One technique beside all the others. */
export interface TechniqueCheck {
  readonly name: string;
  readonly unit: string;
  readonly measured: number;
  readonly standardError: number;
  /** At the joint estimate. */
  readonly predicted: number;
  /** From all the others, refitted without it, with its standard error; null when they do not fix it, or fix it only
   *  where no dot is possible (fewer than no cations). */
  readonly fromOthers: number | null;
  readonly fromOthersError: number | null;
  /** (measured - fromOthers) / combined error. */
  readonly pull: number | null;
  readonly chiSquaredWithout: number | null;
}

/** The joint estimate of a sample's composition. */
export interface SampleComposition {
  readonly material: string;
  readonly ligand: string;
  readonly level: number;
  /** The unknowns first (anions, excess cations, ligands, hydroxide per dot), then what follows from them. */
  readonly values: readonly SampleValue[];
  readonly techniques: readonly TechniqueCheck[];
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  /** Probability of a larger chi-squared; null without degrees of freedom. */
  readonly probability: number | null;
  /** Names of the techniques that disagree with the others; empty when none does. */
  readonly disagreeing: readonly string[];
  /** What is fixed, what is only bounded, who disagrees, in sentences. */
  readonly findings: readonly string[];
  readonly warnings: readonly string[];
  readonly assumptions: readonly string[];
}

/** A pull beyond this is called a disagreement, if chi-squared also falls by more than its square without the technique: where
 *  the others fix a number poorly, the linear error in its pull is too small and would raise twice as many false alarms. */
const LARGEST_PULL = 2;
/** Techniques whose removal leaves chi-squared this near the least are not told apart (a likelihood ratio of e). */
const NOT_TOLD_APART = 2;
const DEFAULT_LEVEL = 0.95;
/** Name of the parameter that stands for a derived number. */
const FOLLOWED = "followed";

// ---------------------------------------------------------------------------------------------------------------------
// Numbers with their derivatives by the four unknowns: [value, d/d anions, d/d excess, d/d ligands, d/d hydroxide]. The
// derivatives are exact, since a rank is read from them: what the techniques fix and what they leave open.

type Dual = readonly number[];

const UNKNOWNS = ["anions", "excess", "ligands", "hydroxide"] as const;
type Unknown = (typeof UNKNOWNS)[number];
const SIZE = UNKNOWNS.length;

const constant = (value: number): Dual => [value, 0, 0, 0, 0];
const sum = (...terms: readonly Dual[]): Dual =>
  terms.reduce((total, term) => total.map((value, i) => value + term[i]!));
const times = (a: Dual, b: Dual): Dual =>
  a.map((value, i) => (i === 0 ? value * b[0]! : value * b[0]! + a[0]! * b[i]!));
const scaled = (a: Dual, factor: number): Dual => a.map((value) => value * factor);
const power = (a: Dual, n: number): Dual => {
  const slope = n * a[0]! ** (n - 1);
  return a.map((value, i) => (i === 0 ? value ** n : slope * value));
};
const over = (a: Dual, b: Dual): Dual => times(a, power(b, -1));

// ---------------------------------------------------------------------------------------------------------------------
// The sample: what one dot weighs, measures and carries. All counts but the anions' are per anion, so that what does not
// depend on the number of dots does not depend on the number of anions either.

interface Kind {
  readonly massGPerMol: number;
  readonly lossGPerMol: number;
  readonly charge: number;
  /** Atoms of the core's cation and anion in one ligand: elemental analysis counts them. */
  readonly cations: number;
  readonly anions: number;
}

interface Sample {
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
  readonly hydroxideFrom: SampleCompositionInput["hydroxide"];
  readonly polyhedronAreaNm2: number | null;
}

/** The state of a sample: per dot the anions, per anion the rest. */
interface State {
  readonly sample: Sample;
  readonly anions: Dual;
  readonly excess: Dual;
  readonly ligands: Dual;
  readonly hydroxide: Dual;
}

type Expression = (state: State) => Dual;

function stateAt(sample: Sample, values: Float64Array): State {
  const unknown = UNKNOWNS.map((_, i): Dual => [values[i]!, ...UNKNOWNS.map((__, j) => (i === j ? 1 : 0))]);
  const state = { sample, anions: unknown[0]!, excess: unknown[1]!, ligands: unknown[2]! };
  const own = sample.hydroxideFrom;
  const hydroxide = own === "free" ? unknown[3]! : own === "none" ? constant(0) : chargeLeft(state);
  return { ...state, hydroxide };
}

type Core = Omit<State, "hydroxide">;

const perDot = (perAnion: Dual, { anions }: Core): Dual => times(perAnion, anions);
const cationsPerAnion = ({ excess, sample }: Core): Dual => sum(excess, constant(sample.stoichiometry));
const atoms = (state: Core): Dual => perDot(sum(cationsPerAnion(state), constant(1)), state);
/** d of V = pi d^3 / 6 with the volume of the lattice for every atom of the core. */
const diameterNm: Expression = (state) =>
  power(scaled(atoms(state), (6 * state.sample.atomVolumeNm3) / Math.PI), 1 / 3);
const sphereNm2: Expression = (state) => scaled(power(diameterNm(state), 2), Math.PI);
/** One property of the others, of which the number per dot is known, per anion. */
const ofOthers = (state: Core, property: keyof Kind): Dual => {
  const total = state.sample.others[property];
  // Exactly nothing, so that without others nothing depends on the number of anions through them.
  return total === 0 ? constant(0) : over(constant(total), state.anions);
};
/** q_cation e + z_X x + the others: what hydroxide is left to carry, per anion. */
const chargeLeft = (state: Core): Dual =>
  sum(
    scaled(state.excess, state.sample.cation.charge),
    scaled(state.ligands, state.sample.ligand.charge),
    ofOthers(state, "charge"),
  );
/** Sum per anion of one property over all that is not the core. */
const overLigands = (state: State, property: keyof Kind): Dual =>
  sum(
    scaled(state.ligands, state.sample.ligand[property]),
    scaled(state.hydroxide, state.sample.hydroxide[property]),
    ofOthers(state, property),
  );
const massGPerMol: Expression = (state) => {
  const { cation, anion } = state.sample;
  return sum(
    scaled(cationsPerAnion(state), cation.massGPerMol),
    constant(anion.massGPerMol),
    overLigands(state, "massGPerMol"),
  );
};
const massLoss: Expression = (state) => over(overLigands(state, "lossGPerMol"), massGPerMol(state));
const icpRatio: Expression = (state) =>
  over(
    sum(cationsPerAnion(state), overLigands(state, "cations")),
    sum(constant(1), overLigands(state, "anions")),
  );
const ligandsPerDot: Expression = (state) => perDot(state.ligands, state);
const excessPerDot: Expression = (state) => perDot(state.excess, state);
const hydroxidePerDot: Expression = (state) => perDot(state.hydroxide, state);
const chargeLeftPerDot: Expression = (state) => perDot(chargeLeft(state), state);
const chargeOpen: Expression = (state) =>
  perDot(sum(chargeLeft(state), scaled(state.hydroxide, state.sample.hydroxide.charge)), state);

/**
 * Real r of the regular truncated octahedron with n atoms that ends on cations everywhere: cations 16 r^3 + 15 r^2 + 6 r + 1,
 * anions 16 r^3 - 3 r^2, together n = 32 r^3 + 12 r^2 + 6 r + 1 (counted on the rock-salt lattice, exact for whole r).
 */
function octahedronOrder(n: Dual): Dual {
  let r = Math.cbrt(Math.max(n[0]!, 1) / 32);
  for (let i = 0; i < 50; i++) {
    const step = (((32 * r + 12) * r + 6) * r + 1 - n[0]!) / ((96 * r + 24) * r + 6);
    r -= step;
    if (Math.abs(step) <= 1e-15 * (1 + Math.abs(r))) break;
  }
  const slope = 1 / ((96 * r + 24) * r + 6);
  return n.map((value, i) => (i === 0 ? r : slope * value));
}

/** Excess 18 r^2 + 6 r + 1 of that octahedron. */
const octahedronExcess: Expression = (state) => {
  const r = octahedronOrder(atoms(state));
  return sum(scaled(power(r, 2), 18), scaled(r, 6), constant(1));
};

/** Area of the regular truncated octahedron of edge r a / sqrt(2): (6 + 12 sqrt 3) edge^2. Or the area stated. */
const polyhedronNm2: Expression = (state) => {
  const { polyhedronAreaNm2, crystal } = state.sample;
  if (polyhedronAreaNm2 !== null) return constant(polyhedronAreaNm2);
  const a = crystal.cell[0][0] / 10;
  return scaled(power(octahedronOrder(atoms(state)), 2), (3 + 6 * Math.sqrt(3)) * a * a);
};

/** Every technique: its unit, what it sees of the state, and the range a measured value can have. */
const TECHNIQUES: Readonly<
  Record<
    Technique,
    { readonly unit: string; readonly of: Expression; readonly above: number; readonly below: number }
  >
> = {
  "UV-vis diameter": { unit: "nm", of: diameterNm, above: 0, below: 1000 },
  "TEM diameter": { unit: "nm", of: diameterNm, above: 0, below: 1000 },
  "ICP cation/anion": { unit: "", of: icpRatio, above: 0, below: 1e6 },
  "TGA mass loss": { unit: "", of: massLoss, above: 0, below: 1 },
  "NMR ligands per dot": { unit: "per dot", of: ligandsPerDot, above: -1e-300, below: 1e7 },
  "NMR ligands per nm2": {
    unit: "per nm2 of the sphere",
    of: (state) => over(ligandsPerDot(state), sphereNm2(state)),
    above: -1e-300,
    below: 100,
  },
  "NMR ligands per cation": {
    unit: "per cation",
    of: (state) => over(state.ligands, cationsPerAnion(state)),
    above: -1e-300,
    below: 100,
  },
  "hydroxide per dot": { unit: "per dot", of: hydroxidePerDot, above: -1e-300, below: 1e7 },
};

/** One measured number ready for the fit. */
interface Datum {
  readonly name: string;
  readonly unit: string;
  readonly of: Expression;
  readonly value: number;
  readonly sigma: number;
}

// ---------------------------------------------------------------------------------------------------------------------
// Reading the input.

function refuse(what: string, found: string, expected: string, remedy?: string): never {
  throw new InputError(remedy === undefined ? { what, found, expected } : { what, found, expected, remedy });
}

function readSample(input: SampleCompositionInput): Sample {
  const crystal = crystalOf(input.material, input.polymorph);
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
  const kindOf = (formula: string, charge: number, heating?: Heating): Kind => ({
    massGPerMol: molarMass(formula),
    lossGPerMol: massLossGPerMol(formula, heating ?? usualHeating(formula)),
    charge,
    cations: parseFormula(formula).counts.get(cation.symbol) ?? 0,
    anions: parseFormula(formula).counts.get(anion.symbol) ?? 0,
  });
  const ligand: StatedLigand = typeof input.ligand === "string" ? findLigand(input.ligand) : input.ligand;
  if (!(ligand.charge < 0)) {
    refuse(
      `${ligand.name} is not X-type`,
      `charge ${ligand.charge}`,
      "an anion such as oleate",
      "state neutral ligands under others, with their number per dot",
    );
  }
  const others = (input.others ?? []).map(({ name, formula, charge, heating, perDot: count }): Kind => {
    if (!(Number.isFinite(count) && count >= 0)) {
      refuse(`the number of ${name} per dot is no count`, String(count), "0 or more");
    }
    const one = kindOf(formula, charge, heating);
    return {
      massGPerMol: count * one.massGPerMol,
      lossGPerMol: count * one.lossGPerMol,
      charge: count * charge,
      cations: count * one.cations,
      anions: count * one.anions,
    };
  });
  const total = (property: keyof Kind): number => others.reduce((all, one) => all + one[property], 0);
  const area = input.polyhedronAreaNm2;
  if (area !== undefined && !(area > 0 && Number.isFinite(area))) {
    refuse("the area of the polyhedron is impossible", String(area), "a positive number of nm2");
  }
  return {
    crystal,
    cation: { symbol: cation.symbol, charge: cation.oxidation, massGPerMol: molarMass(cation.symbol) },
    anion: { symbol: anion.symbol, massGPerMol: molarMass(anion.symbol) },
    stoichiometry: counts.get(cation.symbol)! / counts.get(anion.symbol)!,
    atomVolumeNm3: formulaUnitVolumeNm3(crystal) / atomsPerFormulaUnit(crystal),
    ligandName: ligand.name,
    ligand: kindOf(ligand.formula, ligand.charge, ligand.heating),
    hydroxide: kindOf("HO", -1),
    others: {
      massGPerMol: total("massGPerMol"),
      lossGPerMol: total("lossGPerMol"),
      charge: total("charge"),
      cations: total("cations"),
      anions: total("anions"),
    },
    hydroxideFrom: input.hydroxide,
    polyhedronAreaNm2: area ?? null,
  };
}

function readData(input: SampleCompositionInput, sample: Sample): readonly Datum[] {
  if (!["from charge balance", "free", "none"].includes(input.hydroxide)) {
    refuse(
      "it is not said where the hydroxide comes from",
      String(input.hydroxide),
      "from charge balance, free or none",
    );
  }
  if (input.measurements.length === 0) {
    refuse(
      "nothing was measured",
      "no technique",
      "at least one; for counts per dot a diameter, ICP cation/anion, and NMR or TGA",
    );
  }
  const names = new Set<string>();
  const data = input.measurements.map(({ technique, value, standardError, name = technique }): Datum => {
    const known = TECHNIQUES[technique];
    if (known === undefined) {
      refuse("unknown technique", `"${technique}"`, Object.keys(TECHNIQUES).join(", "));
    }
    if (names.has(name)) {
      refuse("two measurements have one name", `"${name}"`, "a name for each", "give the second a name");
    }
    names.add(name);
    if (!(value > known.above && value < known.below)) {
      const expected =
        technique === "TGA mass loss"
          ? "the share of the dry mass, between 0 and 1"
          : `${known.above === 0 ? "above 0" : "0 or more"} ${known.unit}`.trimEnd();
      refuse(`${name} is impossible`, String(value), expected);
    }
    if (!(standardError > 0 && standardError < Number.POSITIVE_INFINITY)) {
      refuse(`${name} has no usable standard error`, String(standardError), "a number above 0");
    }
    if (technique === "hydroxide per dot" && input.hydroxide === "none") {
      refuse("hydroxide was measured but there is none", "hydroxide: none", "free or from charge balance");
    }
    return { name, unit: known.unit, of: known.of, value, sigma: standardError };
  });
  const model = input.structuralModel;
  if (model === undefined) return data;
  if (sample.crystal.lattice !== "rock salt") {
    refuse(
      "the structural model is a rock-salt truncated octahedron",
      sample.crystal.name,
      "a rock-salt core",
      "leave the structural model out",
    );
  }
  if (!(model.relativeTolerance > 0 && Number.isFinite(model.relativeTolerance))) {
    refuse("the tolerance of the structural model is impossible", String(model.relativeTolerance), "above 0");
  }
  const of: Expression = (state) => over(excessPerDot(state), octahedronExcess(state));
  return [
    ...data,
    { name: "structural model", unit: "of its excess", of, value: 1, sigma: model.relativeTolerance },
  ];
}

// ---------------------------------------------------------------------------------------------------------------------
// The fit: one likelihood over the four unknowns, or over three of them and a derived number in place of the fourth.

/** A number to be reported: what it is of the state, and the unknown it replaces when its profile is followed. */
interface Quantity {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly of: Expression;
  readonly replaces: Unknown;
  /** Cannot be negative. */
  readonly positive?: boolean;
  /** What the search adds to it; 0 when left out. */
  readonly offset?: number;
}

interface Search {
  readonly sample: Sample;
  readonly data: readonly Datum[];
  readonly values: Float64Array;
  /** Unknowns held where they are. */
  readonly held: ReadonlySet<Unknown>;
  readonly replaced?: Quantity;
}

/** The unknowns at given parameters: solves for the replaced one by Newton steps, in logarithms for the anions. */
function unknownsAt({ sample, values, replaced }: Search, parameters: Float64Array): Float64Array {
  const unknowns = Float64Array.from(parameters);
  if (!replaced) return unknowns;
  const k = UNKNOWNS.indexOf(replaced.replaces);
  const target = parameters[k]! - (replaced.offset ?? 0);
  unknowns[k] = values[k]!;
  for (let i = 0; i < 60; i++) {
    const now = replaced.of(stateAt(sample, unknowns));
    const before: number = unknowns[k]!;
    unknowns[k] =
      k === 0
        ? before * Math.exp((Math.log(target / now[0]!) * now[0]!) / (before * now[1]!))
        : before + (target - now[0]!) / now[k + 1]!;
    if (Math.abs(unknowns[k]! - before) <= 2e-15 * Math.abs(before)) break;
    if (!Number.isFinite(unknowns[k]!)) break;
  }
  return unknowns;
}

/** All techniques as one data set, behind them rows that say nothing: too few measurements then give open intervals, where
 *  the fit would refuse more unknowns than data. */
function datasetOf(search: Search): Dataset {
  const { sample, data, replaced } = search;
  const k = replaced ? UNKNOWNS.indexOf(replaced.replaces) : -1;
  const rows = data.length + SIZE;
  return {
    name: "measurements",
    unit: "",
    observed: Float64Array.from({ length: rows }, (_, i) => data[i]?.value ?? 0),
    noise: { kind: "constant", sigma: 1 },
    relativeSigma: Float64Array.from({ length: rows }, (_, i) => data[i]?.sigma ?? 1),
    predict: (parameters, out, jacobian) => {
      out.fill(0);
      jacobian?.fill(0);
      const unknowns = unknownsAt(search, parameters);
      const state = stateAt(sample, unknowns);
      if (!isPossible(unknowns, state)) {
        out.fill(Number.NaN);
        return;
      }
      const by = replaced?.of(state);
      data.forEach(({ of }, row) => {
        const prediction = of(state);
        out[row] = prediction[0]!;
        if (!jacobian) return;
        for (let j = 0; j < SIZE; j++) {
          let slope = prediction[j + 1]!;
          // Along a change of unknown j the replaced one follows so that the quantity stays.
          if (by)
            slope = j === k ? slope / by[j + 1]! : slope - (prediction[k + 1]! * by[j + 1]!) / by[k + 1]!;
          jacobian[row * SIZE + j] = slope;
        }
      });
    },
  };
}

/** Rounding of a number that has been solved for to be 0. */
const ZERO = 1e-12;

function isPossible(unknowns: Float64Array, state: State): boolean {
  const [anions, , ligands, hydroxide] = unknowns;
  return anions! > 0 && ligands! >= -ZERO && hydroxide! >= -ZERO && cationsPerAnion(state)[0]! > 0;
}

function parametersOf({ sample, values, held, replaced }: Search): readonly Parameter[] {
  return UNKNOWNS.map((name, i): Parameter => {
    const fixed = held.has(name) || (name === "hydroxide" && sample.hydroxideFrom !== "free");
    if (replaced?.replaces === name) {
      const { offset = 0 } = replaced;
      const start = replaced.of(stateAt(sample, values))[0]! + offset;
      const scale = name === "anions" ? ({ transform: "log" } as const) : {};
      return {
        name: FOLLOWED,
        unit: replaced.unit,
        start,
        ...scale,
        ...(replaced.positive && name !== "anions" ? { lower: Math.min(offset, start) } : {}),
      };
    }
    const start = values[i]!;
    if (name === "anions") return { name, unit: "per dot", start, transform: "log", fixed };
    const lower = name === "excess" ? {} : { lower: Math.min(0, start) };
    return { name, unit: "per anion", start, ...lower, fixed };
  });
}

function solve(search: Search): { readonly fit: Fit; readonly values: Float64Array } {
  const found = fit({ parameters: parametersOf(search), datasets: [datasetOf(search)] });
  const parameters = Float64Array.from(found.parameters, (parameter) => parameter.value);
  return { fit: found, values: unknownsAt(search, parameters) };
}

function chiSquared(found: Fit): number {
  return found.series[0]!.standardised.reduce((total, z) => total + z * z, 0);
}

/** A point to search from: every unknown from the technique that shows it most directly, else a usual surface. */
function startValues(sample: Sample, input: SampleCompositionInput): Float64Array {
  const measured = (technique: Technique): number | undefined =>
    input.measurements.find((one) => one.technique === technique)?.value;
  const { stoichiometry: s } = sample;
  const ratio = measured("ICP cation/anion");
  const excess = ratio === undefined ? 0.3 * s : Math.max(ratio - s, 0.1 * s - s);
  const diameter = measured("UV-vis diameter") ?? measured("TEM diameter") ?? 4;
  const anions = (Math.PI * diameter ** 3) / (6 * sample.atomVolumeNm3) / (1 + s + excess);
  const perDotCount = measured("NMR ligands per dot");
  const perNm2 = measured("NMR ligands per nm2");
  const perCation = measured("NMR ligands per cation");
  const share = measured("TGA mass loss");
  const { massGPerMol: mass, lossGPerMol: loss } = sample.ligand;
  const core = (s + excess) * sample.cation.massGPerMol + sample.anion.massGPerMol;
  const ligands =
    (perDotCount === undefined ? undefined : perDotCount / anions) ??
    (perNm2 === undefined ? undefined : (perNm2 * Math.PI * diameter ** 2) / anions) ??
    (perCation === undefined ? undefined : perCation * (s + excess)) ??
    (share === undefined || loss <= share * mass ? undefined : (share * core) / (loss - share * mass)) ??
    Math.abs(excess);
  const hydroxide = measured("hydroxide per dot");
  const free = hydroxide === undefined ? 0.1 : hydroxide / anions;
  return Float64Array.of(
    anions,
    excess,
    Math.max(ligands, 1e-3),
    input.hydroxide === "free" ? Math.max(free, 1e-3) : 0,
  );
}

/** Among some unknowns, those the gradients (one a row) tell apart: columns that do not depend on one another. */
function independentUnknowns(gradients: readonly Dual[], among: readonly Unknown[]): readonly Unknown[] {
  const rows = gradients.length;
  if (rows === 0) return [];
  const matrix = new Float64Array(rows * among.length);
  among.forEach((unknown, column) => {
    const j = UNKNOWNS.indexOf(unknown) + 1;
    gradients.forEach((gradient, i) => {
      matrix[column * rows + i] = gradient[j]!;
    });
    const length = columnLength(matrix, column * rows, rows) || 1;
    for (let i = 0; i < rows; i++) matrix[column * rows + i] = matrix[column * rows + i]! / length;
  });
  const order = new Int32Array(among.length);
  const rank = pivotedQr(matrix, rows, among.length, order, new Float64Array(rows));
  return [...order.subarray(0, rank)].map((column) => among[column]!);
}

function gradientsOf(data: readonly Datum[], state: State): readonly Dual[] {
  return data.map(({ of, sigma }) => scaled(of(state), 1 / sigma));
}

// ---------------------------------------------------------------------------------------------------------------------
// Who agrees with whom.

interface Joint {
  readonly sample: Sample;
  readonly data: readonly Datum[];
  readonly values: Float64Array;
  /** Unknowns of the problem that are not at a bound. */
  readonly free: readonly Unknown[];
  readonly rank: number;
  readonly chiSquared: number;
}

function checkTechnique(joint: Joint, index: number): TechniqueCheck {
  const { sample, data, values, free, rank } = joint;
  const { name, unit, of, value, sigma } = data[index]!;
  const own = { name, unit, measured: value, standardError: sigma };
  const predicted = of(stateAt(sample, values))[0]!;
  const others = data.filter((_, i) => i !== index);
  const unchecked: TechniqueCheck = {
    ...own,
    predicted,
    fromOthers: null,
    fromOthersError: null,
    pull: null,
    chiSquaredWithout: null,
  };
  const seen = independentUnknowns(gradientsOf(others, stateAt(sample, values)), free);
  if (seen.length < rank) return unchecked;
  // What the others do not see does not move their prediction of this one, so it may be held.
  const held = new Set(UNKNOWNS.filter((unknown) => !seen.includes(unknown)));
  const refit = solve({ sample, data: others, values, held });
  if (!refit.fit.converged) return unchecked;
  const from = of(stateAt(sample, refit.values));
  const covariance = refit.fit.covariance;
  let variance = 0;
  refit.fit.freeNames.forEach((a, i) => {
    refit.fit.freeNames.forEach((b, j) => {
      const slope = (unknown: string): number => from[UNKNOWNS.indexOf(unknown as Unknown) + 1]!;
      variance += slope(a) * slope(b) * (covariance?.[i]?.[j] ?? 0);
    });
  });
  return {
    ...own,
    predicted,
    fromOthers: from[0]!,
    fromOthersError: Math.sqrt(Math.max(0, variance)),
    pull: (value - from[0]!) / Math.hypot(sigma, Math.sqrt(Math.max(0, variance))),
    chiSquaredWithout: chiSquared(refit.fit),
  };
}

/** How far a measurement lies from what the others ask for, in its own standard errors. */
function ownErrorsOff({ measured, fromOthers, standardError }: TechniqueCheck): number {
  return Math.abs(measured - fromOthers!) / standardError;
}

const short = (value: number): string => String(Number(value.toPrecision(4)));

function verdict(
  checks: readonly TechniqueCheck[],
  chi: number,
  freedom: number,
  probability: number | null,
): { readonly disagreeing: readonly string[]; readonly finding: string } {
  const tested = checks.filter((check) => check.pull !== null);
  if (tested.length === 0) {
    return {
      disagreeing: [],
      finding:
        "No technique can be checked by the others: each of them is needed to fix the unknowns. A further technique would test them.",
    };
  }
  const whole = `chi-squared ${short(chi)} for ${freedom} degree${freedom === 1 ? "" : "s"} of freedom${probability === null ? "" : `, probability ${short(probability)}`}`;
  const strongest = tested.reduce((a, b) => (Math.abs(b.pull!) > Math.abs(a.pull!) ? b : a));
  const wrong = tested.filter(
    ({ pull, chiSquaredWithout }) =>
      Math.abs(pull!) > LARGEST_PULL && chi - chiSquaredWithout! > LARGEST_PULL ** 2,
  );
  if (wrong.length === 0) {
    const drop = short(chi - strongest.chiSquaredWithout!);
    const far =
      Math.abs(strongest.pull!) > LARGEST_PULL ? ` (but chi-squared falls by only ${drop} without it)` : "";
    return {
      disagreeing: [],
      finding: `The techniques agree: ${whole}; the largest pull is ${strongest.pull!.toFixed(1)}, of ${strongest.name}${far}.`,
    };
  }
  const least = Math.min(...tested.map((check) => check.chiSquaredWithout!));
  const suspects = tested
    .filter((check) => check.chiSquaredWithout! - least < NOT_TOLD_APART)
    .sort((a, b) => ownErrorsOff(a) - ownErrorsOff(b));
  const asked = (check: TechniqueCheck): string => {
    const { name, unit, measured, fromOthers, fromOthersError, pull } = check;
    const value = `${short(measured)} ${unit}`.trimEnd();
    return `${name}: measured ${value}, the others ask for ${short(fromOthers!)} +- ${short(fromOthersError!)} (pull ${pull!.toFixed(1)}; ${ownErrorsOff(check).toFixed(1)} of its own standard errors)`;
  };
  const names = suspects.map((check) => check.name);
  if (suspects.length === 1) {
    return {
      disagreeing: names,
      finding: `${names[0]} disagrees with the others (${whole}; ${short(least)} without it). ${asked(suspects[0]!)}.`,
    };
  }
  const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return {
    disagreeing: names,
    finding: `${list} do not agree (${whole}), and the measurements cannot say which of them is wrong; the one that would have to be off least comes first. ${suspects.map(asked).join("; ")}.`,
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// What is reported.

function quantitiesOf(sample: Sample): readonly Quantity[] {
  const { cation, anion, ligandName: x, hydroxideFrom, polyhedronAreaNm2, crystal } = sample;
  const hasPolyhedron = polyhedronAreaNm2 !== null || crystal.lattice === "rock salt";
  const density =
    (count: Expression, area: Expression): Expression =>
    (state) =>
      over(count(state), area(state));
  const row = (id: string, name: string, unit: string, of: Expression, replaces: Unknown): Quantity => ({
    id,
    name,
    unit,
    of,
    replaces,
    ...(replaces === "excess" ? {} : { positive: true }),
  });
  return [
    row("anions", anion.symbol, "per dot", (state) => state.anions, "anions"),
    row("excess-cations", `excess ${cation.symbol}`, "per dot", excessPerDot, "excess"),
    row("ligands", x, "per dot", ligandsPerDot, "ligands"),
    ...(hydroxideFrom === "none"
      ? []
      : [
          row(
            "hydroxide",
            "hydroxide",
            "per dot",
            hydroxidePerDot,
            hydroxideFrom === "free" ? "hydroxide" : "excess",
          ),
        ]),
    row("cations", cation.symbol, "per dot", (state) => perDot(cationsPerAnion(state), state), "excess"),
    row("cations-per-anion", `${cation.symbol}/${anion.symbol} of the core`, "", cationsPerAnion, "excess"),
    row("diameter", "diameter of equal volume", "nm", diameterNm, "anions"),
    row("mass-loss", "mass loss on heating", "", massLoss, "ligands"),
    row("ligands-per-cation", x, `per ${cation.symbol}`, TECHNIQUES["NMR ligands per cation"].of, "ligands"),
    row("ligands-per-nm2-sphere", x, "per nm2 of the sphere", density(ligandsPerDot, sphereNm2), "ligands"),
    row(
      "excess-per-nm2-sphere",
      `excess ${cation.symbol}`,
      "per nm2 of the sphere",
      density(excessPerDot, sphereNm2),
      "excess",
    ),
    ...(hasPolyhedron
      ? [
          row(
            "ligands-per-nm2-polyhedron",
            x,
            "per nm2 of the polyhedron",
            density(ligandsPerDot, polyhedronNm2),
            "ligands",
          ),
          row(
            "excess-per-nm2-polyhedron",
            `excess ${cation.symbol}`,
            "per nm2 of the polyhedron",
            density(excessPerDot, polyhedronNm2),
            "excess",
          ),
        ]
      : []),
    row("charge-left", "charge the ligands leave for hydroxide", "e per dot", chargeLeftPerDot, "excess"),
    ...(hydroxideFrom === "from charge balance"
      ? []
      : [row("charge-unaccounted", "charge not accounted for", "e per dot", chargeOpen, "excess")]),
  ];
}

/** Whether any technique depends on an unknown at all. */
function isTouched({ data, sample, values }: Joint, unknown: Unknown): boolean {
  const state = stateAt(sample, values);
  return data.some(({ of }) => of(state)[UNKNOWNS.indexOf(unknown) + 1] !== 0);
}

/** Whether the techniques together fix an expression: its gradient is a combination of theirs. */
function isFixed({ data, sample, values }: Joint, of: Expression): boolean {
  const state = stateAt(sample, values);
  const rows = gradientsOf(data, state);
  const rank = independentUnknowns(rows, UNKNOWNS).length;
  return independentUnknowns([...rows, of(state)], UNKNOWNS).length === rank;
}

function estimateQuantity(joint: Joint, quantity: Quantity, level: number): SampleValue {
  const { id, name, unit } = quantity;
  const { of, replaces } = quantity;
  const [start, byAnions] = of(stateAt(joint.sample, joint.values));
  if (byAnions !== 0 && !isTouched(joint, "anions")) {
    return described({ id, name, unit, value: null, low: null, high: null }, level);
  }
  // A profile is followed as far as its parameter is large, so one that starts at 0 is counted from elsewhere: from what
  // it is with one ligand for each anion.
  const shifted = quantity.positive && replaces !== "anions" && start === 0;
  const ones = joint.values.map((value, i) => (UNKNOWNS[i] === replaces ? 1 : value));
  const offset = shifted ? of(stateAt(joint.sample, ones))[0]! : 0;
  const search: Search = { ...joint, held: new Set(), replaced: { ...quantity, offset } };
  const first = fit({ parameters: parametersOf(search), datasets: [datasetOf(search)] });
  const { fit: found, profiles } = profile(first, [FOLLOWED], { level, curvePoints: 0 });
  const own = found.parameters.find((parameter) => parameter.name === FOLLOWED)!;
  const [low, high] = [profiles[0]!.low, profiles[0]!.high].map((end) =>
    end === null ? null : end - offset,
  );
  const value = isFixed(joint, of) ? own.value - offset : null;
  return described({ id, name, unit, value, low: low!, high: high! }, level);
}

/** Adds in words how well a number is fixed. */
function described(found: Omit<SampleValue, "identifiability" | "note">, level: number): SampleValue {
  const { name, unit, value, low, high } = found;
  const percent = `${Number((100 * level).toPrecision(4))} %`;
  const [identifiability, text] = ((): [Identifiability, string] => {
    if (low === null && high === null) return ["unbounded", "the measurements do not fix it on either side"];
    const interval = formatInterval(value ?? low ?? high!, low, high, unit);
    if (high === null) return ["bounded-below", `${interval} (${percent})`];
    if (low === null) return ["bounded-above", `${interval} (${percent})`];
    if (value !== null) return ["identified", `${interval} (${percent})`];
    const between = `anything from ${formatQuantity(low, "", 3)} to ${formatQuantity(high, unit, 3)}`;
    return ["degenerate", `${between} (${percent})`];
  })();
  return { ...found, identifiability, note: `${name}: ${text}.` };
}

/** Ligands for each excess cation: followed as its inverse, which stays finite where the excess passes through 0. */
function ligandsPerExcess(joint: Joint, level: number): SampleValue {
  const { sample, values } = joint;
  const base = {
    id: "ligands-per-excess",
    name: `${sample.ligandName} for each excess ${sample.cation.symbol}`,
    unit: "",
  };
  if (!isTouched(joint, "ligands")) return described({ ...base, value: null, low: null, high: null }, level);
  if (!(values[2]! > 0)) return described({ ...base, value: 0, low: null, high: null }, level);
  const inverse = estimateQuantity(
    joint,
    {
      id: "",
      name: "excess for each ligand",
      unit: "",
      of: (state) => over(state.excess, state.ligands),
      replaces: "excess",
    },
    level,
  );
  const inverted = (end: number | null): number | null => (end !== null && end > 0 ? 1 / end : null);
  return described(
    { ...base, value: inverted(inverse.value), low: inverted(inverse.high), high: inverted(inverse.low) },
    level,
  );
}

function warningsOf(input: SampleCompositionInput, sample: Sample, joint: Joint): readonly string[] {
  const warnings: string[] = [];
  const { cation, anion, stoichiometry } = sample;
  const ratio = input.measurements.find((one) => one.technique === "ICP cation/anion");
  if (ratio && ratio.value < stoichiometry) {
    warnings.push(
      `${cation.symbol}/${anion.symbol} of ${short(ratio.value)} is below the stoichiometric ${short(stoichiometry)}: the core would be anion-rich, or there is ${anion.symbol} outside the dots.`,
    );
  }
  const state = stateAt(sample, joint.values);
  if (input.hydroxide === "from charge balance" && hydroxidePerDot(state)[0]! < 0) {
    warnings.push(
      `The ${sample.ligandName} carry more charge than the excess ${cation.symbol}: charge balance asks for fewer than no hydroxide. Part of the ligand is neutral (acid) or not on the dots, or the excess is larger.`,
    );
  }
  for (const unknown of UNKNOWNS) {
    if (unknown === "anions" || unknown === "excess" || joint.free.includes(unknown)) continue;
    if (unknown === "hydroxide" && input.hydroxide !== "free") continue;
    if (!isFixed(joint, (at) => at[unknown])) continue;
    warnings.push(`${unknown} is at its bound, 0 per dot; pulls and degrees of freedom hold it there.`);
  }
  return warnings;
}

function assumptionsOf(input: SampleCompositionInput, sample: Sample): readonly string[] {
  const a = sample.crystal;
  const { relativeTolerance = null } = input.structuralModel ?? {};
  return [
    `Diameters are of the sphere of equal volume: (${sample.cation.symbol} + ${sample.anion.symbol}) atoms times the volume of one in ${a.name}, ${sample.atomVolumeNm3.toPrecision(5)} nm3.`,
    `Areas: ${AREA_CONVENTIONS.sphere}; ${input.polyhedronAreaNm2 === undefined ? (a.lattice === "rock salt" ? "regular truncated octahedron through the outermost nuclei with as many atoms" : "no polyhedron, since none was given") : `polyhedron as given, ${input.polyhedronAreaNm2} nm2`}.`,
    `Mass loss: ${MASS_LOSS_RULE}`,
    {
      "from charge balance": `Hydroxide takes up the charge that the ligands leave: charge balance is assumed, ${input.measurements.some((one) => one.technique === "hydroxide per dot") ? "and tested by the hydroxide measured" : "not tested"}.`,
      free: "Hydroxide is an unknown of its own; charge balance is not assumed.",
      none: "There is no hydroxide; charge balance is not assumed.",
    }[input.hydroxide],
    ...(input.others ?? []).map(({ name, perDot: count }) => `${count} ${name} per dot, taken as exact.`),
    ...(relativeTolerance === null
      ? []
      : [
          `The excess is that of a truncated octahedron that ends on cations everywhere, within ${short(100 * relativeTolerance)} %.`,
        ]),
    "Errors of different techniques are independent and normal.",
  ];
}

/**
 * Estimates what is on the dots of a real sample from all its measurements at once: maximum likelihood of anions, excess
 * cations, X-type ligands and hydroxide per dot, without priors, with profile-likelihood intervals also for what follows from
 * them. With too few measurements the numbers they do not fix come back open, the others (ratios, say) as intervals.
 *
 * Model, per dot: cations = s anions + E; volume of the core = atoms x volume of one; molar mass = sum over all parts; mass
 * loss as in MASS_LOSS_RULE; charge left by the ligands = q_cation E + z X + others. Each technique is checked by its pull:
 * (measured - predicted by the others, refitted without it) / combined error.
 *
 * Throws InputError for impossible input, ConvergenceError when the fit does not end.
 */
export function estimateComposition(input: SampleCompositionInput): SampleComposition {
  const level = input.level ?? DEFAULT_LEVEL;
  if (!(level > 0 && level < 1)) refuse("the level of the intervals is impossible", String(level), "0 to 1");
  const sample = readSample(input);
  const data = readData(input, sample);
  const start = startValues(sample, input);
  const { fit: found, values } = solve({ sample, data, values: start, held: new Set() });
  if (!found.converged) {
    throw new ConvergenceError(
      { what: "the composition was not found", found: found.termination, remedy: "check the measurements" },
      chiSquared(found),
      found.evaluations,
    );
  }
  const free = found.parameters
    .filter((parameter) => !parameter.fixed && parameter.atBound === null)
    .map((parameter) => parameter.name as Unknown);
  const state = stateAt(sample, values);
  const rank = independentUnknowns(gradientsOf(data, state), free).length;
  const joint: Joint = { sample, data, values, free, rank, chiSquared: chiSquared(found) };
  const freedom = data.length - rank;
  const probability = freedom > 0 ? chiSquaredTail(joint.chiSquared, freedom) : null;
  const techniques = data.map((_, index) => checkTechnique(joint, index));
  const { disagreeing, finding } = verdict(techniques, joint.chiSquared, freedom, probability);
  const estimated = quantitiesOf(sample).map((quantity) => estimateQuantity(joint, quantity, level));
  const balanced: SampleValue = {
    ...{ id: "charge-unaccounted", name: "charge not accounted for", unit: "e per dot" },
    ...{ value: 0, low: 0, high: 0, identifiability: "fixed" },
    note: "charge not accounted for: 0 by construction, hydroxide takes it up.",
  };
  const all: readonly SampleValue[] = [
    ...estimated,
    ...(input.hydroxide === "from charge balance" ? [balanced] : []),
    ligandsPerExcess(joint, level),
  ];
  const unknownIds = ["anions", "excess-cations", "ligands", "hydroxide"];
  return {
    material: sample.crystal.formula,
    ligand: sample.ligandName,
    level,
    values: all,
    techniques,
    chiSquared: joint.chiSquared,
    degreesOfFreedom: freedom,
    probability,
    disagreeing,
    findings: [finding, ...all.filter(({ id }) => unknownIds.includes(id)).map(({ note }) => note)],
    warnings: warningsOf(input, sample, joint),
    assumptions: assumptionsOf(input, sample),
  };
}

/** A value of the result by its id ("excess-cations", "ligands-per-nm2-sphere"). Throws InputError for an unknown one. */
export function sampleValue(result: SampleComposition, id: string): SampleValue {
  const found = result.values.find((value) => value.id === id);
  if (found) return found;
  return refuse(
    "there is no such number of the sample",
    `"${id}"`,
    result.values.map((v) => v.id).join(", "),
  );
}

/** The result as two tables: the numbers with their intervals, and every technique beside the others. */
export function sampleCompositionTables(id: string, result: SampleComposition): readonly ResultTable[] {
  const { values, techniques, level } = result;
  const percent = `${Number((100 * level).toPrecision(4))} %`;
  const column = <Row>(name: string, rows: readonly Row[], of: (row: Row) => string | number | null) => ({
    name,
    unit: "",
    values: rows.map(of),
  });
  return [
    {
      id: `${id}-composition`,
      title: `Composition of ${result.material} with ${result.ligand}`,
      caption: `Joint estimate; ${percent} profile-likelihood intervals, open where empty.`,
      columns: [
        column("quantity", values, (row) => row.name),
        column("value", values, (row) => row.value),
        column("low", values, (row) => row.low),
        column("high", values, (row) => row.high),
        column("unit", values, (row) => row.unit),
        column("fixed by the data", values, (row) => row.identifiability),
      ],
    },
    {
      id: `${id}-techniques`,
      title: "Each technique beside the others",
      caption: "Pull: measured less what the others ask for, over the combined standard error.",
      columns: [
        column("technique", techniques, (row) => row.name),
        column("unit", techniques, (row) => row.unit),
        column("measured", techniques, (row) => row.measured),
        column("standard error", techniques, (row) => row.standardError),
        column("joint estimate", techniques, (row) => row.predicted),
        column("from the others", techniques, (row) => row.fromOthers),
        column("its standard error", techniques, (row) => row.fromOthersError),
        column("pull", techniques, (row) => row.pull),
      ],
    },
  ];
}
