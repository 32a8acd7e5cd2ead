import { formatQuantity } from "../../quantities/index.ts";
import type { SampleCompositionInput } from "./input.ts";
import { isFixed, type Joint } from "./joint.ts";
import { hydroxidePerDot, stateAt } from "./model.ts";
import { FROM_ZERO } from "./search.ts";

/** What is odd about a joint estimate, in sentences: an anion-rich core, ligands beyond the charge there is, unknowns at 0. */
export function warningsOf(input: SampleCompositionInput, joint: Joint): readonly string[] {
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
  if (input.hydroxide === "from charge balance" && hydroxide < 0) {
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
