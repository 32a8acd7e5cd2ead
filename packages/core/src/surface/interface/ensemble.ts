import { DomainError } from "../../errors.ts";
import { quantile } from "../../numerics/order-statistics.ts";
import { createRandom } from "../../numerics/random.ts";
import type { InterfaceObservation } from "./observations.ts";
import {
  type InterfaceParameterName,
  type InterfaceValues,
  interfaceParameters,
  interfaceValues,
} from "./parameters.ts";
import { type InterfaceModels, interfaceModels } from "./sample.ts";

/** Parameter sets that agree with what was seen. */
export interface InterfaceEnsemble {
  readonly members: readonly InterfaceValues[];
  /** Sets drawn to find them. */
  readonly drawn: number;
  /** For each parameter: median and the range of nine in ten, and how much narrower that is than what was thought possible. */
  readonly parameters: readonly EnsembleParameter[];
  /** For each observation: the share of all draws that agree with it alone; small where it says much. */
  readonly observations: readonly { readonly id: string; readonly agree: number }[];
}

/** What an ensemble says of one parameter. */
export interface EnsembleParameter {
  readonly name: InterfaceParameterName;
  readonly unit: string;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Width of nine in ten draws that agree over that of all draws: 1 where nothing was learnt. */
  readonly remains: number;
}

/** Draws of which every observation is asked. */
const SURVEY = 1000;
/** Draws without a single agreeing set before it is given up. */
const HOPELESS = 20_000;

/**
 * Draws parameter sets, uniform over what is thought possible, and keeps those whose predictions lie within the limits of every
 * observation (rejection sampling): the spread of what they predict is what the observations leave open. `held` are kept as
 * given. Deterministic for a seed. Throws DomainError when 20 000 draws find none.
 */
export function drawEnsemble(
  observations: readonly InterfaceObservation[],
  count: number,
  seed: number,
  held: Partial<InterfaceValues> = {},
  onProgress: (share: number) => void = () => {},
): InterfaceEnsemble {
  const random = createRandom(seed, "interface ensemble");
  const models = interfaceModels();
  const free = interfaceParameters.filter(
    ({ name, plausible: [low, high] }) => held[name] === undefined && high > low,
  );
  const members: InterfaceValues[] = [];
  const tallies = observations.map(() => 0);
  // Every observation is asked of the first draws, so that what each says alone is known; later the first refusal ends it.
  const asked = SURVEY;
  const order = observations.map((_, i) => i);
  let drawn = 0;
  let surveyed = 0;
  while (members.length < count) {
    if (drawn >= HOPELESS && members.length === 0) {
      throw new DomainError({
        what: "no set of parameters agrees with all observations",
        found: `none of ${drawn} draws`,
        expected: "limits that leave room, and held parameters within what is possible",
      });
    }
    drawn++;
    const values = interfaceValues({
      ...Object.fromEntries(
        free.map(({ name, plausible: [low, high] }) => [name, low + (high - low) * random.uniform()]),
      ),
      ...held,
    });
    const survey = surveyed < asked;
    if (survey) surveyed++;
    const agrees = judge(observations, order, models, values, survey ? tallies : null);
    // What refuses most for its cost is asked first from here on; who is kept does not depend on the order.
    if (surveyed === asked && survey) {
      const worth = (i: number): number => (asked - tallies[i]!) / observations[i]!.states;
      order.sort((a, b) => worth(b) - worth(a));
    }
    if (!agrees) continue;
    members.push(values);
    onProgress(members.length / count);
  }
  return {
    members,
    drawn,
    parameters: free.map(({ name, unit, plausible: [low, high] }) => {
      const sorted = members.map((member) => member[name]).sort((a, b) => a - b);
      const at = (share: number): number => quantile(sorted, share);
      return {
        name,
        unit,
        median: at(0.5),
        low: at(0.05),
        high: at(0.95),
        remains: (at(0.95) - at(0.05)) / (0.9 * (high - low)),
      };
    }),
    observations: observations.map(({ id }, i) => ({ id, agree: tallies[i]! / surveyed })),
  };
}

function judge(
  observations: readonly InterfaceObservation[],
  order: readonly number[],
  models: InterfaceModels,
  values: InterfaceValues,
  tallies: number[] | null,
): boolean {
  let all = true;
  for (const i of order) {
    const { predict, low, high } = observations[i]!;
    const predicted = predict(models, values);
    const agrees = predicted >= low && predicted <= high;
    if (agrees && tallies) tallies[i]!++;
    all &&= agrees;
    if (!all && !tallies) return false;
  }
  return all;
}
