import type { ResultDocument } from "@oleate/core";
import { printJson } from "../print-json.ts";
import { anyFailed, chosenStudies, printClaims, runOne } from "./run.ts";

/** `oleate verify`: the claims of the studies beside what is computed, as text or JSON. */
export function verify(
  names: readonly string[],
  options: { readonly json?: boolean; readonly parts?: boolean },
): number {
  const results = chosenStudies(names).map((name) => runOne(name).result);
  if (options.json) printJson(results.flatMap((result) => result.claims));
  else {
    for (const result of results) printClaims(result, options.parts);
    for (const line of summaryLines(results)) process.stdout.write(`${line}\n`);
  }
  return anyFailed(results) ? 1 : 0;
}

const WORDS = {
  reproduced: "reproduced",
  "within-error": "within error",
  contradiction: "contradiction",
  "not-reproduced": "not reproduced",
} as const;

/** Counts of verdicts and of what they rest on, the claims that wait, and single numbers at odds. */
export function summaryLines(results: readonly ResultDocument[]): readonly string[] {
  const claims = results.flatMap((result) => result.claims);
  const verdicts = (Object.keys(WORDS) as (keyof typeof WORDS)[]).map(
    (verdict) => `${claims.filter((claim) => claim.verdict === verdict).length} ${WORDS[verdict]}`,
  );
  const resting = (basis: (typeof claims)[number]["basis"]): number =>
    claims.filter((claim) => claim.basis === basis).length;
  const odd = claims.filter((claim) => claim.parts.some(({ verdict }) => verdict === "contradiction"));
  const waiting = results.flatMap((result) => result.waiting);
  return [
    "",
    `${claims.length} claim${claims.length === 1 ? "" : "s"}: ${verdicts.join(", ")}`,
    `${resting("recomputed")} are recomputed from what the papers print and from facts; ${resting("simulated")} rest on simulated data or a model told other numbers of the paper; in ${resting("put in")} the number itself was put in`,
    ...(odd.length > 0
      ? [
          `single numbers at odds with the paper itself or with physics: ${odd.map(({ id }) => id).join(", ")} (see their notes, or --parts)`,
        ]
      : []),
    ...(waiting.length > 0
      ? [
          "",
          `${waiting.length} claim${waiting.length === 1 ? " waits" : "s wait"} for what is not built yet:`,
        ]
      : []),
    ...waiting.map(({ id, what, waits }) => `${id}  ${what}; waits ${waits}`),
  ];
}
