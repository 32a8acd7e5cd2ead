import { type Solvent, solvents } from "../../matter/index.ts";
import { above0 } from "./checks.ts";
import type { EmittingCore, LocalFieldModel } from "./model.ts";
import { type SolventIndex, solventIndex } from "./solvent-index.ts";

/** What the models say of one solvent. */
export interface SolventFactors {
  readonly solvent: string;
  readonly index: SolventIndex;
  /** Permittivity n^2. */
  readonly permittivity: number;
  /** By model, in the order asked: a number proportional to the lifetime, and its ratio to the reference solvent. */
  readonly factors: readonly { readonly model: string; readonly factor: number; readonly ratio: number }[];
}

/** Every solvent with a tabulated refractive index, least refracting first; deuterated forms left out. */
export function solventsByIndex(): readonly Solvent[] {
  return solvents
    .filter((one) => one.refractiveIndex !== undefined && one.deuteratedFrom === undefined)
    .toSorted((a, b) => a.refractiveIndex!.value - b.refractiveIndex!.value);
}

/**
 * Factors of the radiative lifetime in solvents by several local-field models, with their ratio to a reference solvent.
 *
 * @param temperatureK of the refractive indices; default 293.15
 * @throws DomainError for a solvent without index
 */
export function mediumFactors(
  models: readonly LocalFieldModel[],
  wanted: readonly Solvent[],
  reference: Solvent,
  core: EmittingCore,
  temperatureK?: number,
): readonly SolventFactors[] {
  const atReference = solventIndex(reference, temperatureK).value;
  return wanted.map((solvent) => {
    const index = solventIndex(solvent, temperatureK);
    return {
      solvent: solvent.name,
      index,
      permittivity: index.value ** 2,
      factors: models.map((model) => {
        const factor = model.lifetimeFactor(index.value, core);
        return { model: model.name, factor, ratio: factor / model.lifetimeFactor(atReference, core) };
      }),
    };
  });
}

/**
 * Radiative lifetime in one medium from that in another: tau_to = tau_from F(n_to) / F(n_from), ns.
 *
 * @param lifetimeNs radiative lifetime in the medium of index `fromIndex`, ns, > 0
 */
export function lifetimeInMedium(
  model: LocalFieldModel,
  core: EmittingCore,
  lifetimeNs: number,
  fromIndex: number,
  toIndex: number,
): number {
  const ratio = model.lifetimeFactor(toIndex, core) / model.lifetimeFactor(fromIndex, core);
  return above0("a lifetime (ns)", lifetimeNs) * ratio;
}
