import { type DrawnInterval, InputError, type MeasuredNumber, parseUncertain } from "@oleate/core";
import { probabilityOf, wholeNumber } from "./flag-values.ts";
import type { SpectraFlags } from "./yield-spectra.ts";

/** Flags of `oleate quantum-yield`. */
export interface QuantumYieldOptions extends SpectraFlags {
  readonly standard?: string;
  readonly referenceYield?: string;
  readonly referenceSolvent?: string;
  readonly solvent?: string;
  readonly sample?: string[];
  readonly reference?: string[];
  readonly intercept?: string;
  readonly absolute?: string[];
  readonly error?: string;
  readonly reabsorbed?: string;
  readonly lifetime?: string;
  /** Spectra the reabsorbed share is found from, and where the sample does not absorb. */
  readonly sphereEmission?: string;
  readonly diluteEmission?: string;
  readonly redFlank?: string;
  readonly level?: string;
  readonly draws?: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/** What every way of measuring ends in. */
export interface FoundYield {
  readonly method: string;
  readonly quantumYield: {
    readonly value: number;
    readonly median: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly level: number;
    readonly unit: "";
  };
  /** Further numbers: name, value. */
  readonly numbers: Readonly<Record<string, number | null>>;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  readonly monteCarlo: DrawnInterval | null;
}

/** Settings of the intervals. */
export function drawOptions({ level, draws, seed }: QuantumYieldOptions): {
  level: number;
  draws?: number;
  seed?: number;
} {
  return {
    level: level === undefined ? 0.95 : probabilityOf("--level", level),
    ...(draws === undefined ? {} : { draws: wholeNumber("--draws", draws, 100) }),
    ...(seed === undefined ? {} : { seed: wholeNumber("--seed", seed, 0) }),
  };
}

/** Reads "0.045 +- 0.001"; `who` says what it is the number of. Throws InputError. */
export function measuredOf(text: string, who: string): MeasuredNumber {
  try {
    const { value, error } = parseUncertain(text, "");
    return { value, ...(error === null ? {} : { standardError: error }) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError({
      what: `${who} cannot be read`,
      found: `"${text.trim()}"`,
      expected: "a number, or a number and its standard error, such as 0.045 +- 0.001",
    });
  }
}

/** The quantum yield with its drawn interval, for printing. */
export const yieldOf = (
  value: number,
  interval: DrawnInterval | null,
  level: number,
): FoundYield["quantumYield"] => ({
  value,
  median: interval?.median ?? null,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
  level,
  unit: "",
});

/** The note that no interval could be drawn; none when there is one. */
export const noInterval = (interval: DrawnInterval | null): readonly string[] =>
  interval === null ? ["no interval: no number was given with an error, such as 0.045 +- 0.001"] : [];
