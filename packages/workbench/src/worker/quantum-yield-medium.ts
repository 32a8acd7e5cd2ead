import {
  alikeModels,
  type EmittingCore,
  emittingCore,
  findMaterial,
  findSolvent,
  fitLifetimesInMedia,
  InputError,
  localFieldModels,
  mediumFactors,
  solventIndex,
  solventsByIndex,
} from "@oleate/core";
import type {
  CoreWish,
  MediumFitAsk,
  MediumFitted,
  MediumFound,
  MediumWish,
} from "./quantum-yield-protocol.ts";

/** Ends of the refractive indices that curves are drawn over, and their number. */
const INDICES = { from: 1.32, to: 1.64, count: 81 };
const CURVE_INDICES: readonly number[] = Array.from(
  { length: INDICES.count },
  (_, i) => INDICES.from + ((INDICES.to - INDICES.from) * i) / (INDICES.count - 1),
);

/** The core of the words; a cube takes no shell, which the core says. @throws InputError for a permittivity not stated */
function coreOf({
  material,
  permittivity,
  shape,
  shell,
  shellNm,
  shellIndex,
  diameterNm,
}: CoreWish): EmittingCore {
  if (material === "" && permittivity === null)
    throw new InputError({
      what: "the permittivity of the core is missing",
      expected: "a number, such as 4",
    });
  const bare = material === "" ? { permittivity: permittivity! } : emittingCore(findMaterial(material));
  return {
    ...bare,
    shape,
    ...(shell
      ? { shell: { refractiveIndex: shellIndex, thicknessNm: shellNm, coreRadiusNm: diameterNm / 2 } }
      : {}),
  };
}

/** What four local-field models say of every solvent with a known index, as `oleate medium` does. */
export function mediumOf(wish: MediumWish): MediumFound {
  const core = coreOf(wish.core);
  const reference = findSolvent(wish.reference);
  const rows = mediumFactors(localFieldModels, solventsByIndex(), reference, core, wish.temperatureK);
  const atReference = solventIndex(reference, wish.temperatureK).value;
  const alike = alikeModels(
    localFieldModels,
    rows.map(({ index }) => index.value),
    core,
  );
  return {
    models: localFieldModels.map(({ name, title, formula, note, source }) => ({
      name,
      title,
      formula,
      note,
      cite: source.cite,
    })),
    corePermittivity: core.permittivity,
    rows: rows.map(({ solvent, index, permittivity, factors }) => ({
      solvent,
      index: index.value,
      indexNote: index.note,
      permittivity,
      factors: factors.map(({ factor }) => factor),
      ratios: factors.map(({ ratio }) => ratio),
      lifetimesNs: factors.map(({ ratio }) => wish.lifetimeNs * ratio),
    })),
    indices: CURVE_INDICES,
    curves: localFieldModels.map((model) =>
      CURVE_INDICES.map(
        (index) => model.lifetimeFactor(index, core) / model.lifetimeFactor(atReference, core),
      ),
    ),
    alike: alike.map(
      ({ models, largestDifference }) =>
        `${models[0]} and ${models[1]} differ by at most ${(100 * largestDifference).toFixed(2)} % over these solvents once the scale is free: lifetimes cannot tell them apart.`,
    ),
  };
}

/** Lifetimes fitted by all models, as `oleate medium --lifetimes` does. */
export function lifetimesFitted({ wish, rows, form }: MediumFitAsk): MediumFitted {
  const core = coreOf(wish.core);
  const indexOf = (name: string): number => solventIndex(findSolvent(name), wish.temperatureK).value;
  const indices = Float64Array.from(rows.solvents, indexOf);
  const atReference = indexOf(wish.reference);
  const { fits, comparison, sentences } = fitLifetimesInMedia(
    { indices, lifetimesNs: rows.lifetimesNs, ...(rows.errorsNs ? { errorsNs: rows.errorsNs } : {}) },
    localFieldModels,
    core,
    { referenceIndex: atReference, form },
  );
  return {
    fits: fits.map((fit, i) => ({ ...fit, aiccDifference: comparison.models[i]!.aiccDifference })),
    form,
    sentences,
    rowIndices: Array.from(indices),
    indices: CURVE_INDICES,
    curves: fits.map(({ estimates: [scale, intercept] }, i) => {
      const model = localFieldModels[i]!;
      const reference = model.lifetimeFactor(atReference, core);
      return CURVE_INDICES.map(
        (index) => (scale!.value * model.lifetimeFactor(index, core)) / reference + (intercept?.value ?? 0),
      );
    }),
  };
}
