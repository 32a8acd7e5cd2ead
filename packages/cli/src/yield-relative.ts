import {
  type EmittingSolution,
  findQuantumYieldStandard,
  findSolvent,
  InputError,
  type MeasuredNumber,
  nearestNames,
  relativeQuantumYield,
  solventIndex,
  standardWarnings,
} from "@oleate/core";
import { readAssignments } from "./commands/speciate.ts";
import { positiveQuantity } from "./flag-values.ts";
import { gatherNotes, type NoteOf } from "./gathered-notes.ts";
import { yieldOfDilutions } from "./yield-dilutions.ts";
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
  throw new InputError({
    what: `a relative quantum yield needs ${flag}`,
    expected: `for example ${flag} "${example}"`,
    remedy: "or give the areas of an integrating sphere with --absolute",
  });
}

/** The reference solution: its quantum yield and refractive index. */
export interface Reference {
  readonly yield: MeasuredNumber;
  readonly index: number;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

/** The yield of --reference-yield, a share; what is none is a slip in the flag and not in a file. Throws InputError. */
function statedYield(text: string): MeasuredNumber {
  const stated = measuredOf(text, "--reference-yield");
  if (stated.value > 0 && stated.value <= 1) return stated;
  throw new InputError({
    what: "--reference-yield is no quantum yield",
    found: `"${text.trim()}"`,
    expected: "above 0, at most 1",
    remedy: "write 95 % as 0.95",
  });
}

function referenceOf(options: QuantumYieldOptions): Reference {
  const { standard, referenceYield, referenceSolvent, excitation } = options;
  if (standard === undefined) {
    const text = need(referenceYield, "--standard", "rhodamine 6G");
    const index = indexOf(need(referenceSolvent, "--reference-solvent", "ethanol"));
    return {
      yield: statedYield(text),
      index: index.value,
      warnings: [],
      notes: [`reference: ${index.note}`],
    };
  }
  const known = findQuantumYieldStandard(standard);
  const index = indexOf(referenceSolvent ?? known.solvent);
  const tabulated = `${known.quantumYield} +- ${known.uncertainty}: ${known.source.cite}${known.note === "" ? "" : `; ${known.note}`}`;
  const taken =
    referenceYield === undefined
      ? `in ${known.solvent} (${known.conditions}), ${tabulated}`
      : `taken with ${referenceYield.trim()} as stated, not the tabulated yield (in ${known.solvent}, ${tabulated})`;
  return {
    yield:
      referenceYield === undefined
        ? { value: known.quantumYield, standardError: known.uncertainty }
        : statedYield(referenceYield),
    index: index.value,
    warnings: standardWarnings(
      known,
      excitation === undefined ? undefined : positiveQuantity("--excitation", excitation, "nm", "405 nm"),
    ),
    notes: [`reference: ${known.name} ${taken}`, `reference: ${index.note}`],
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
    if (text !== undefined) return measuredOf(text, `${name} of ${flag}`);
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
    ...(excitation === undefined ? {} : { excitation: measuredOf(excitation, `excitation of ${flag}`) }),
  };
}

/** A relative quantum yield from numbers, spectra or a table of dilutions. */
export function relativeFromFlags(table: string | undefined, options: QuantumYieldOptions): FoundYield {
  const reference = referenceOf(options);
  const sampleIndex = indexOf(need(options.solvent, "--solvent", "toluene"));
  const notes = [...reference.notes, `sample: ${sampleIndex.note}`];
  if (table !== undefined) return yieldOfDilutions(table, options, reference, sampleIndex.value, notes);
  const spectra = options.sampleEmission !== undefined || options.referenceEmission !== undefined;
  const ofFiles: NoteOf[] = [];
  const pair = (who: "sample" | "reference", refractiveIndex: number): EmittingSolution => {
    if (!spectra) {
      const texts = need(options[who]?.join(","), `--${who}`, "I = 1.8e6 +- 2e4, A = 0.045 +- 0.001");
      return solutionOf([texts], `--${who}`, refractiveIndex);
    }
    const read = solutionOfFiles(who, options, refractiveIndex);
    ofFiles.push(...read.notes);
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
    notes: [...notes, ...gatherNotes(ofFiles, "files", 4), ...noInterval(found.interval)],
    monteCarlo: found.interval,
  };
}
