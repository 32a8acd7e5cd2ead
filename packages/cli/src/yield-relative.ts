import { basename } from "node:path";
import {
  type EmittingSolution,
  findQuantumYieldStandard,
  findSolvent,
  gradientQuantumYield,
  InputError,
  type MeasuredNumber,
  nearestNames,
  parseQuantity,
  relativeQuantumYield,
  solventIndex,
  standardWarnings,
} from "@oleate/core";
import { findColumn, readTable, requireNumbers } from "@oleate/files";
import { readAssignments } from "./commands/speciate.ts";
import { readBytes } from "./study-folder.ts";
import {
  drawOptions,
  type FoundYield,
  measuredOf,
  noInterval,
  type QuantumYieldOptions,
  yieldOf,
} from "./yield-found.ts";
import { solutionOfFiles } from "./yield-spectra.ts";

/** Refractive index of a solvent's name, or the index itself. */
function indexOf(text: string): { readonly value: number; readonly note: string } {
  if (/^\s*[\d.]+\s*$/u.test(text))
    return { value: Number(text), note: `refractive index ${text} as stated` };
  const solvent = findSolvent(text);
  const { value, note } = solventIndex(solvent);
  return { value, note: `refractive index ${value} of ${solvent.name}, ${note}` };
}

function need(value: string | undefined, flag: string, example: string): string {
  if (value !== undefined) return value;
  throw new InputError({ what: `a quantum yield needs ${flag}`, remedy: `for example ${flag} "${example}"` });
}

interface Reference {
  readonly yield: MeasuredNumber;
  readonly index: number;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

function referenceOf(options: QuantumYieldOptions): Reference {
  const { standard, referenceYield, referenceSolvent, excitation } = options;
  if (standard === undefined) {
    const text = need(referenceYield, "--standard", "rhodamine 6G");
    const index = indexOf(need(referenceSolvent, "--reference-solvent", "ethanol"));
    return { yield: measuredOf(text), index: index.value, warnings: [], notes: [`reference: ${index.note}`] };
  }
  const known = findQuantumYieldStandard(standard);
  const index = indexOf(referenceSolvent ?? known.solvent);
  return {
    yield:
      referenceYield === undefined
        ? { value: known.quantumYield, standardError: known.uncertainty }
        : measuredOf(referenceYield),
    index: index.value,
    warnings: standardWarnings(known, excitation === undefined ? undefined : parseQuantity(excitation, "nm")),
    notes: [
      `reference: ${known.name} in ${known.solvent} (${known.conditions}), ${known.quantumYield} +- ${known.uncertainty}: ${known.source.cite}${known.note === "" ? "" : `; ${known.note}`}`,
      `reference: ${index.note}`,
    ],
  };
}

const SOLUTION_KEYS = ["I", "A", "excitation"];

/** Reads "I = 1.8e6 +- 2e4, A = 0.045 +- 0.001". */
function solutionOf(texts: readonly string[], flag: string, refractiveIndex: number): EmittingSolution {
  const given = new Map(readAssignments(texts, flag));
  for (const name of given.keys()) {
    if (SOLUTION_KEYS.includes(name)) continue;
    throw new InputError({
      what: `${flag} names nothing that is measured`,
      found: name,
      expected: SOLUTION_KEYS.join(", "),
      remedy: `nearest: ${nearestNames(name, SOLUTION_KEYS).join(", ")}`,
    });
  }
  const of = (name: string): MeasuredNumber => {
    const text = given.get(name);
    if (text !== undefined) return measuredOf(text);
    throw new InputError({
      what: `${flag} lacks ${name}`,
      expected: "I (area of the emission) and A (absorbance at the excitation)",
      remedy: `${flag} "I = 1.8e6 +- 2e4, A = 0.045 +- 0.001"`,
    });
  };
  const excitation = given.get("excitation");
  return {
    intensity: of("I"),
    absorbance: of("A"),
    refractiveIndex: { value: refractiveIndex },
    ...(excitation === undefined ? {} : { excitation: measuredOf(excitation) }),
  };
}

/** A relative quantum yield from numbers, spectra or a table of dilutions. */
export function relativeFromFlags(table: string | undefined, options: QuantumYieldOptions): FoundYield {
  const reference = referenceOf(options);
  const sampleIndex = indexOf(need(options.solvent, "--solvent", "toluene"));
  const notes = [...reference.notes, `sample: ${sampleIndex.note}`];
  if (table !== undefined) return gradient(table, options, reference, sampleIndex.value, notes);
  const spectra = options.sampleEmission !== undefined || options.referenceEmission !== undefined;
  const pair = (who: "sample" | "reference", refractiveIndex: number): EmittingSolution => {
    if (!spectra) {
      const texts = need(options[who]?.join(","), `--${who}`, "I = 1.8e6 +- 2e4, A = 0.045 +- 0.001");
      return solutionOf([texts], `--${who}`, refractiveIndex);
    }
    const read = solutionOfFiles(who, options, refractiveIndex);
    notes.push(...read.notes);
    return read.solution;
  };
  const sample = pair("sample", sampleIndex.value);
  const referenceSolution = pair("reference", reference.index);
  const draw = drawOptions(options);
  const found = relativeQuantumYield(sample, referenceSolution, reference.yield, draw);
  return {
    method: spectra ? "relative, from spectra" : "relative, one point",
    quantumYield: yieldOf(found.value, found.interval, draw.level),
    numbers: {
      "absorbance of the sample": sample.absorbance.value,
      "absorptance of the sample": found.absorptance.sample,
      "absorptance of the reference": found.absorptance.reference,
      "the linear form would give": found.linearForm,
    },
    warnings: [...reference.warnings, ...found.warnings],
    notes: [...notes, ...noInterval(found.interval)],
    monteCarlo: found.interval,
  };
}

/** Rows of a table that belong to the sample or to the reference, by the column `solution`. */
function gradient(
  path: string,
  options: QuantumYieldOptions,
  reference: Reference,
  sampleIndex: number,
  notes: readonly string[],
): FoundYield {
  const table = readTable(readBytes(path, path), basename(path));
  const [solutions, absorbances, intensities] = ["solution", "absorbance", "intensity"].map((name) =>
    findColumn(table, name),
  ) as [ReturnType<typeof findColumn>, ReturnType<typeof findColumn>, ReturnType<typeof findColumn>];
  for (const column of [absorbances, intensities]) requireNumbers(column, table, true);
  const words = solutions.text.map((text) => text.toLowerCase());
  const odd = words.findIndex((word) => word !== "sample" && word !== "reference");
  if (odd >= 0) {
    throw new InputError({
      what: "a row belongs to neither solution",
      found: `"${solutions.text[odd]}"`,
      expected: "sample or reference in the column `solution`",
      place: { file: table.file, line: table.lineOfRow[odd]! },
    });
  }
  const rowsOf = (who: string): number[] => Array.from(words.keys()).filter((i) => words[i] === who);
  const dilutions = (who: string, refractiveIndex: number) => ({
    intensity: Float64Array.from(rowsOf(who), (i) => intensities.values[i]!),
    absorbance: Float64Array.from(rowsOf(who), (i) => absorbances.values[i]!),
    refractiveIndex,
  });
  const { intercept = "zero" } = options;
  if (intercept !== "zero" && intercept !== "free") {
    throw new InputError({
      what: "--intercept is not known",
      found: `"${intercept}"`,
      expected: "zero or free",
    });
  }
  const draw = drawOptions(options);
  const found = gradientQuantumYield(
    dilutions("sample", sampleIndex),
    dilutions("reference", reference.index),
    reference.yield,
    { intercept, level: draw.level },
  );
  const { value, interval } = found.quantumYield;
  return {
    method: `relative, gradients of ${rowsOf("sample").length} and ${rowsOf("reference").length} dilutions`,
    quantumYield: {
      value,
      median: null,
      low: interval.low,
      high: interval.high,
      level: draw.level,
      unit: "",
    },
    numbers: Object.fromEntries(
      found.estimates
        .slice(1)
        .filter(({ identifiability }) => identifiability !== "fixed")
        .map((one) => [one.name, one.value]),
    ),
    warnings: [...reference.warnings, ...found.warnings],
    notes: [...notes, ...table.notes],
    monteCarlo: null,
  };
}
