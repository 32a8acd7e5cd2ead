import type { Identifiability } from "../../inference/index.ts";
import { refuse } from "./refuse.ts";

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

/** A value of the result by its id ("excess-cations", "ligands-per-nm2-sphere"). Throws InputError for an unknown one. */
export function sampleValue(result: SampleComposition, id: string): SampleValue {
  const found = result.values.find((value) => value.id === id);
  if (found) return found;
  return refuse(
    "there is no such number of the sample",
    `"${id}"`,
    result.values.map((value) => value.id).join(", "),
  );
}
