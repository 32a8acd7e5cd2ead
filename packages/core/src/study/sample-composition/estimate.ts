import { chiSquaredTail } from "../../numerics/special-functions.ts";
import { assumptionsOf } from "./assumptions.ts";
import { checkTechnique } from "./checks.ts";
import { readData } from "./data.ts";
import type { SampleCompositionInput } from "./input.ts";
import { estimateQuantity, ligandsPerExcess } from "./intervals.ts";
import { estimateJoint } from "./joint.ts";
import { type Quantity, quantitiesOf, UNKNOWN_IDS } from "./quantities.ts";
import { refuse } from "./refuse.ts";
import type { SampleComposition, SampleValue } from "./result.ts";
import { readSample } from "./sample.ts";
import { startValues } from "./start.ts";
import { verdict } from "./verdict.ts";
import { warningsOf } from "./warnings.ts";

const DEFAULT_LEVEL = 0.95;

/** What charge balance leaves open. */
const BALANCED: SampleValue = {
  id: "charge-unaccounted",
  name: "charge not accounted for",
  unit: "e per dot",
  value: 0,
  low: 0,
  high: 0,
  identifiability: "fixed",
  note: "charge not accounted for: 0 by construction, hydroxide takes it up.",
};

/** Ids and units of all numbers `estimateComposition` reports of a sample. Throws InputError as it does. */
export function compositionQuantities(
  input: SampleCompositionInput,
): readonly Pick<Quantity, "id" | "unit">[] {
  return [
    ...quantitiesOf(readSample(input)),
    ...(input.hydroxide === "from charge balance" ? [BALANCED] : []),
    { id: "ligands-per-excess", unit: "" },
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
  const joint = estimateJoint(sample, data, startValues(sample, input));
  const degreesOfFreedom = data.length - joint.rank;
  const probability = degreesOfFreedom > 0 ? chiSquaredTail(joint.chiSquared, degreesOfFreedom) : null;
  const techniques = data.map((_, index) => checkTechnique(joint, index));
  const { disagreeing, finding } = verdict(techniques, joint.chiSquared, degreesOfFreedom, probability);
  const values: readonly SampleValue[] = [
    ...quantitiesOf(sample).map((quantity) => estimateQuantity(joint, quantity, level)),
    ...(input.hydroxide === "from charge balance" ? [BALANCED] : []),
    ligandsPerExcess(joint, level),
  ];
  return {
    material: sample.crystal.formula,
    ligand: sample.ligandName,
    level,
    values,
    techniques,
    chiSquared: joint.chiSquared,
    degreesOfFreedom,
    probability,
    disagreeing,
    findings: [finding, ...values.filter(({ id }) => UNKNOWN_IDS.includes(id)).map(({ note }) => note)],
    warnings: warningsOf(
      input,
      joint,
      values.find(({ id }) => id === "hydroxide"),
    ),
    assumptions: assumptionsOf(input, sample),
  };
}
