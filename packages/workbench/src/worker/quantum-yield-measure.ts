import {
  type EmittingSolution,
  findQuantumYieldStandard,
  findSolvent,
  gradientQuantumYield,
  InputError,
  type MeasuredNumber,
  relativeQuantumYield,
  solutionFromSpectra,
  solventIndex,
  standardWarnings,
  type WavelengthSpectrum,
} from "@oleate/core";
import type {
  MeasureAsk,
  MeasureFound,
  MeasureWish,
  SolutionNumbers,
  StatedSolvent,
} from "./quantum-yield-protocol.ts";
import { sphere } from "./quantum-yield-sphere.ts";
import { drawsOf, LEVEL, type Measured, needed, number, ONE } from "./quantum-yield-stated.ts";

function indexOf(
  { name, index }: StatedSolvent,
  who: string,
): { readonly value: number; readonly note: string } {
  if (name === "") {
    const value = needed(index, `the refractive index of the ${who}'s solvent`);
    return { value, note: `${who}: refractive index ${value} as stated` };
  }
  const { value, note } = solventIndex(findSolvent(name));
  return { value, note: `${who}: refractive index ${value} of ${name}, ${note}` };
}

interface Reference {
  readonly quantumYield: MeasuredNumber;
  readonly index: number;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

function referenceOf(wish: MeasureWish): Reference {
  if (wish.standard === "") {
    const index = indexOf(wish.ownSolvent, "reference");
    return {
      quantumYield: number(wish.ownYield, "the reference's quantum yield"),
      index: index.value,
      warnings: [],
      notes: [index.note],
    };
  }
  const known = findQuantumYieldStandard(wish.standard);
  const index = indexOf({ name: known.solvent, index: null }, "reference");
  return {
    quantumYield: { value: known.quantumYield, standardError: known.uncertainty },
    index: index.value,
    warnings: standardWarnings(known, wish.excitationNm ?? undefined),
    notes: [
      `reference: ${known.name} in ${known.solvent} (${known.conditions}), ${known.quantumYield} ± ${known.uncertainty}: ${known.source.cite}${known.note === "" ? "" : `; ${known.note}`}`,
      index.note,
    ],
  };
}

function solutionOfNumbers(who: string, numbers: SolutionNumbers, index: number): EmittingSolution {
  return {
    intensity: number(numbers.intensity, `the emission of the ${who}`),
    absorbance: number(numbers.absorbance, `the absorbance of the ${who}`),
    refractiveIndex: { value: index },
    ...(numbers.excitation.value === null
      ? {}
      : { excitation: number(numbers.excitation, `the excitation of the ${who}`) }),
  };
}

function solutionOfSpectra(
  who: string,
  emission: WavelengthSpectrum | null,
  absorbance: WavelengthSpectrum | null,
  wish: MeasureWish,
  index: number,
): EmittingSolution {
  if (!emission || !absorbance)
    throw new InputError({
      what: `the ${who} is not whole`,
      found: emission ? "no absorption spectrum" : absorbance ? "no emission spectrum" : "no spectra",
      expected: "its emission and its absorption spectrum",
      remedy: "drop the files, and say in the table what each spectrum is",
    });
  return solutionFromSpectra(
    { emission, absorbance, refractiveIndex: index },
    {
      excitationNm: needed(wish.excitationNm, "the excitation wavelength"),
      ...(wish.fromNm === null ? {} : { fromNm: wish.fromNm }),
      ...(wish.toNm === null ? {} : { toNm: wish.toNm }),
      ...(wish.blankNm === null ? {} : { absorbanceBaselineNm: wish.blankNm }),
      ...(wish.power ? { quantity: "power" as const } : {}),
      areaError: (wish.areaErrorPercent ?? 0) / 100,
      absorbanceError: wish.absorbanceError ?? 0,
    },
  );
}

function relative(ask: MeasureAsk): Measured {
  const { wish, spectra } = ask;
  const reference = referenceOf(wish);
  const index = indexOf(wish.solvent, "sample");
  const fromSpectra = wish.way === "spectra";
  const sample = fromSpectra
    ? solutionOfSpectra("sample", spectra.sampleEmission, spectra.sampleAbsorbance, wish, index.value)
    : solutionOfNumbers("sample", wish.sample, index.value);
  const other = fromSpectra
    ? solutionOfSpectra(
        "reference",
        spectra.referenceEmission,
        spectra.referenceAbsorbance,
        wish,
        reference.index,
      )
    : solutionOfNumbers("reference", wish.reference, reference.index);
  const found = relativeQuantumYield(sample, other, reference.quantumYield, { level: LEVEL });
  // As many numbers of each solution, so that they can be told apart again.
  const inputs = [sample, other].flatMap(({ intensity, absorbance, refractiveIndex, excitation = ONE }) => [
    intensity,
    absorbance,
    refractiveIndex,
    excitation,
  ]);
  const solution = (values: readonly MeasuredNumber[], from: number): EmittingSolution => ({
    intensity: values[from]!,
    absorbance: values[from + 1]!,
    refractiveIndex: values[from + 2]!,
    excitation: values[from + 3]!,
  });
  const named = (who: string, one: EmittingSolution): readonly (readonly [string, number])[] => [
    [`emission of the ${who}`, one.intensity.value],
    [`absorbance of the ${who}`, one.absorbance.value],
  ];
  const answer: MeasureFound = {
    way: wish.way,
    method: fromSpectra ? "relative, from spectra" : "relative, one point",
    value: found.value,
    low: found.interval?.low ?? null,
    high: found.interval?.high ?? null,
    level: LEVEL,
    drawn: found.interval,
    histogram: null,
    numbers: [
      ["absorptance of the sample", found.absorptance.sample],
      ["absorptance of the reference", found.absorptance.reference],
      ["the linear form would give", found.linearForm],
    ],
    read: fromSpectra ? [...named("sample", sample), ...named("reference", other)] : [],
    lines: null,
    warnings: [...reference.warnings, ...found.warnings],
    notes: [...reference.notes, index.note],
  };
  return {
    found: answer,
    histogram: () =>
      drawsOf(
        [...inputs, reference.quantumYield],
        (values) => relativeQuantumYield(solution(values, 0), solution(values, 4), values[8]!).value,
        found.interval,
      ),
  };
}

function gradient({ wish, dilutions }: MeasureAsk): Measured {
  if (!dilutions)
    throw new InputError({
      what: "there are no dilutions",
      expected: "a table with columns solution, absorbance, intensity",
    });
  const reference = referenceOf(wish);
  const index = indexOf(wish.solvent, "sample");
  const found = gradientQuantumYield(
    { ...dilutions.sample, refractiveIndex: index.value },
    { ...dilutions.reference, refractiveIndex: reference.index },
    reference.quantumYield,
    { intercept: wish.intercept, level: LEVEL },
  );
  const [phi, slope, yieldOf, sampleIntercept, referenceIntercept] = found.estimates.map(
    ({ value }) => value,
  );
  const { low, high } = found.quantumYield.interval;
  const scale = (index.value / reference.index) ** 2;
  const count = (absorbance: Float64Array): number => absorbance.length;
  const answer: MeasureFound = {
    way: "dilutions",
    method: `relative, gradients of ${count(dilutions.sample.absorbance)} and ${count(dilutions.reference.absorbance)} dilutions`,
    value: found.quantumYield.value,
    low,
    high,
    level: LEVEL,
    drawn: null,
    histogram: null,
    numbers: found.estimates
      .slice(1)
      .filter(({ identifiability }) => identifiability !== "fixed")
      .map(({ name, value }) => [name, value] as const),
    read: [],
    lines: {
      sample: { slope: (slope! * phi!) / (yieldOf! * scale), intercept: sampleIntercept! },
      reference: { slope: slope!, intercept: referenceIntercept! },
    },
    warnings: [...reference.warnings, ...found.warnings],
    notes: [...reference.notes, index.note, ...dilutions.notes],
  };
  return { found: answer, histogram: () => null };
}

/** The quantum yield of a measurement as `oleate quantum-yield` finds it. */
export function measured(ask: MeasureAsk): Measured {
  const { way } = ask.wish;
  const { found, histogram } =
    way === "sphere" ? sphere(ask) : way === "dilutions" ? gradient(ask) : relative(ask);
  if (found.low !== null || found.high !== null) return { found, histogram };
  const note = "no interval: no number was given with an error, such as 0.045 ± 0.001";
  return { found: { ...found, notes: [...found.notes, note] }, histogram };
}
