import { DomainError, InputError, nearestNames, OleateError } from "../errors.ts";
import { type Comparison, compareModels } from "../inference/index.ts";
import { checkDecay, type DecayData } from "./decay-data.ts";
import { type DecayFit, type DecayFitOptions, fitDecay } from "./decay-fit.ts";
import { INTENSITY_NAME, OFFSET_NAME } from "./decay-problem.ts";
import type { DecayModel, DecayModelName } from "./diffusion-decay.ts";

/** Several models of one decay. */
export interface DecayComparison {
  readonly fits: readonly DecayFit[];
  readonly comparison: Comparison;
  /** Models that could not be fitted, and why. */
  readonly failed: readonly { readonly model: DecayModelName; readonly why: string }[];
}

/**
 * Fits several models to one decay and ranks them by AICc.
 *
 * @param options a held parameter is held in every model that has it
 * @throws InputError when the decay itself is refused or no model has a held parameter; DomainError when no model could be fitted
 */
export function compareDecayModels(
  data: DecayData,
  models: readonly DecayModel[],
  options: DecayFitOptions = {},
): DecayComparison {
  checkDecay(data);
  const known = new Set([
    INTENSITY_NAME,
    OFFSET_NAME,
    ...models.flatMap((model) => model.parameters.map(({ name }) => name)),
  ]);
  const unknown = Object.keys(options.fixed ?? {}).find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new InputError({
      what: "none of the models has a parameter of this name to hold",
      found: unknown,
      expected: nearestNames(unknown, [...known]).join(", "),
    });
  }
  const fits: DecayFit[] = [];
  const failed: { model: DecayModelName; why: string }[] = [];
  for (const model of models) {
    try {
      const names = new Set([INTENSITY_NAME, OFFSET_NAME, ...model.parameters.map(({ name }) => name)]);
      const fixed = Object.fromEntries(
        Object.entries(options.fixed ?? {}).filter(([name]) => names.has(name)),
      );
      fits.push(fitDecay(data, model, { ...options, fixed }));
    } catch (error) {
      if (!(error instanceof OleateError)) throw error;
      failed.push({ model: model.name, why: error.message });
    }
  }
  if (fits.length === 0) {
    throw new DomainError({
      what: `no model could be fitted to ${data.name}`,
      found: failed.map(({ model, why }) => `${model}: ${why}`).join("; ") || "no model given",
      expected: "at least one decay model that fits",
    });
  }
  const comparison = compareModels(
    fits.map(({ result, estimation }) => ({ name: result.model, fit: estimation.fit })),
  );
  return { fits, comparison, failed };
}
