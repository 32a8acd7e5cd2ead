import {
  type DrawnNumber,
  drawnError,
  emissionRates,
  formatInterval,
  InputError,
  type MeasuredNumber,
  parseUncertain,
} from "@oleate/core";
import { drawOptions, type FoundYield, type QuantumYieldOptions } from "./yield-found.ts";

/** A rate as it is printed: name, value, ends of its interval, unit. */
export interface PrintedRate {
  readonly name: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
}

/** What follows from a yield and `--lifetime`: the rates, and how far to trust them. */
export interface YieldRates {
  readonly rates: readonly PrintedRate[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

const ALIKE =
  "rates hold for emitters that are all alike: dark ones lower the yield, not the lifetime, and k_r of the bright ones is then larger; give the amplitude average of a decay";

function lifetimeOf(text: string): MeasuredNumber {
  let read: { value: number; error: number | null };
  try {
    read = parseUncertain(text, "ns");
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError({
      what: "--lifetime cannot be read",
      found: `"${text.trim()}"`,
      expected: "for example 4.7 ns, or 4.7 +- 0.1 ns",
    });
  }
  if (!(read.value > 0))
    throw new InputError({
      what: "--lifetime is not positive",
      found: `"${text.trim()}"`,
      expected: "above 0 ns",
    });
  return { value: read.value, ...(read.error === null ? {} : { standardError: read.error }) };
}

/** Rates from the yield found and `--lifetime`; none without that flag. Throws InputError for a lifetime that is none. */
export function ratesOfFlags(found: FoundYield, options: QuantumYieldOptions): YieldRates {
  if (options.lifetime === undefined) return { rates: [], notes: [], warnings: [] };
  const lifetime = lifetimeOf(options.lifetime);
  const { value } = found.quantumYield;
  if (!(value >= 0 && value <= 1)) {
    const warnings = ["no rates: a quantum yield outside 0 to 1 is none"];
    return { rates: [], notes: [], warnings };
  }
  const yieldWithError = { value, standardError: drawnError(found.monteCarlo) };
  const { radiativePerNs, nonradiativePerNs, radiativeLifetimeNs } = emissionRates(
    yieldWithError,
    lifetime,
    drawOptions(options),
  );
  const printed = (name: string, unit: string, number: DrawnNumber | null): PrintedRate[] =>
    number === null
      ? []
      : [
          {
            name,
            value: number.value,
            low: number.interval?.low ?? null,
            high: number.interval?.high ?? null,
            unit,
          },
        ];
  return {
    rates: [
      ...printed("radiative rate", "/ns", radiativePerNs),
      ...printed("non-radiative rate", "/ns", nonradiativePerNs),
      ...printed("radiative lifetime", "ns", radiativeLifetimeNs),
    ],
    notes: [ALIKE],
    warnings: [],
  };
}

/** A rate with its interval, or to five digits without one. */
export function printedRate({ value, low, high, unit }: PrintedRate): string {
  if (low === null || high === null) return `${Number(value.toPrecision(5))} ${unit}`;
  return formatInterval(value, low, high, unit);
}
