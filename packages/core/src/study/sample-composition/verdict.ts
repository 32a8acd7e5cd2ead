import { formatQuantity } from "../../quantities/index.ts";
import type { TechniqueCheck } from "./result.ts";

/** A pull beyond this is called a disagreement, if chi-squared also falls by more than its square without the technique: where
 *  the others fix a number poorly, the linear error in its pull is too small and would raise twice as many false alarms. */
const LARGEST_PULL = 2;
/** Techniques whose removal leaves chi-squared this near the least are not told apart (a likelihood ratio of e). */
const NOT_TOLD_APART = 2;

/** A check in which the others had something to say. */
type Tested = TechniqueCheck &
  Readonly<Record<"fromOthers" | "fromOthersError" | "pull" | "chiSquaredWithout", number>>;

const isTested = (check: TechniqueCheck): check is Tested => check.pull !== null;

const short = (value: number, unit = ""): string => formatQuantity(value, unit, 4);

/** How far a measurement lies from what the others ask for, in its own standard errors. */
function ownErrorsOff({ measured, fromOthers, standardError }: Tested): number {
  return Math.abs(measured - fromOthers) / standardError;
}

function asked(check: Tested): string {
  const { name, unit, measured, fromOthers, fromOthersError, pull } = check;
  return `${name}: measured ${short(measured, unit)}, the others ask for ${short(fromOthers)} +- ${short(fromOthersError)} (pull ${pull.toFixed(1)}; ${ownErrorsOff(check).toFixed(1)} of its own standard errors)`;
}

/** Who disagrees with the others, and the sentence that says so, from all checks and chi-squared with its degrees of freedom. */
export function verdict(
  checks: readonly TechniqueCheck[],
  chiSquared: number,
  freedom: number,
  probability: number | null,
): { readonly disagreeing: readonly string[]; readonly finding: string } {
  const tested = checks.filter(isTested);
  if (tested.length === 0) {
    return {
      disagreeing: [],
      finding:
        "No technique can be checked by the others: each of them is needed to fix the unknowns. A further technique would test them.",
    };
  }
  const whole = `chi-squared ${short(chiSquared)} for ${freedom} degree${freedom === 1 ? "" : "s"} of freedom${probability === null ? "" : `, probability ${short(probability)}`}`;
  const isFar = ({ pull }: Tested): boolean => Math.abs(pull) > LARGEST_PULL;
  const dropWithout = (check: Tested): number => chiSquared - check.chiSquaredWithout;
  if (!tested.some((check) => isFar(check) && dropWithout(check) > LARGEST_PULL ** 2)) {
    const strongest = tested.reduce((a, b) => (Math.abs(b.pull) > Math.abs(a.pull) ? b : a));
    const far = isFar(strongest)
      ? ` (but chi-squared falls by only ${short(dropWithout(strongest))} without it)`
      : "";
    return {
      disagreeing: [],
      finding: `No technique is at odds with the others: ${whole}; the largest pull is ${strongest.pull.toFixed(1)}, of ${strongest.name}${far}.`,
    };
  }
  const least = Math.min(...tested.map((check) => check.chiSquaredWithout));
  const suspects = tested
    .filter((check) => check.chiSquaredWithout - least < NOT_TOLD_APART)
    .sort((a, b) => ownErrorsOff(a) - ownErrorsOff(b));
  const names = suspects.map((check) => check.name);
  const reasons = suspects.map(asked).join("; ");
  if (suspects.length === 1) {
    return {
      disagreeing: names,
      finding: `${names[0]} disagrees with the others (${whole}; ${short(least)} without it). ${reasons}.`,
    };
  }
  const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return {
    disagreeing: names,
    finding: `${list} do not agree (${whole}), and the measurements cannot say which of them is wrong; the one that would have to be off least comes first. ${reasons}.`,
  };
}
