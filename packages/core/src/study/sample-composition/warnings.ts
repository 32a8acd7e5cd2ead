import { formatInterval, formatQuantity } from "../../quantities/index.ts";
import type { SampleCompositionInput } from "./input.ts";
import { isFixed, type Joint } from "./joint.ts";
import { hydroxidePerDot, stateAt } from "./model.ts";
import type { SampleValue } from "./result.ts";
import { FROM_ZERO } from "./search.ts";

/** What is odd about a joint estimate, in sentences: an anion-rich core, ligands beyond the charge there is, unknowns at 0.
 *  `hydroxideInterval` is that of the hydroxide per dot, where there is one. */
export function warningsOf(
  input: SampleCompositionInput,
  joint: Joint,
  hydroxideInterval: Pick<SampleValue, "low" | "high"> | undefined,
): readonly string[] {
  const warnings: string[] = [];
  const { cation, anion, stoichiometry, ligandName } = joint.sample;
  const ratio = input.measurements.find((one) => one.technique === "ICP cation/anion");
  if (ratio && ratio.value < stoichiometry) {
    const [measured, neutral] = [ratio.value, stoichiometry].map((value) => formatQuantity(value, "", 4));
    warnings.push(
      `${cation.symbol}/${anion.symbol} of ${measured} is below the stoichiometric ${neutral}: the core would be anion-rich, or there is ${anion.symbol} outside the dots.`,
    );
  }
  const hydroxide = hydroxidePerDot(stateAt(joint.sample, joint.values))[0]!;
  const balanced = input.hydroxide === "from charge balance" && hydroxideInterval !== undefined;
  if (balanced && hydroxideInterval.high !== null && hydroxideInterval.high < 0) {
    const range = formatInterval(hydroxide, hydroxideInterval.low, hydroxideInterval.high, "per dot");
    warnings.push(
      `The techniques do not fit together under charge balance: hydroxide comes out below zero beyond its interval, ${range}. The ligands carry more charge than the excess ${cation.symbol}: part of them is neutral (acid) or not on the dots, or the ratio of the elements is too low.`,
    );
  } else if (
    balanced &&
    hydroxide < 0 &&
    (hydroxideInterval.low !== null || hydroxideInterval.high !== null)
  ) {
    warnings.push(
      `The ${ligandName} carry more charge than the excess ${cation.symbol}: charge balance asks for fewer than no hydroxide. Part of the ligand is neutral (acid) or not on the dots, or the excess is larger.`,
    );
  }
  for (const unknown of FROM_ZERO) {
    if (joint.free.includes(unknown)) continue;
    if (unknown === "hydroxide" && input.hydroxide !== "free") continue;
    if (!isFixed(joint, (state) => state[unknown])) continue;
    warnings.push(`${unknown} is at its bound, 0 per dot; pulls and degrees of freedom hold it there.`);
  }
  return warnings;
}
