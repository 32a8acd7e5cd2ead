import { quantumYieldStandards } from "@oleate/core";
import type { ReadSpectrum, SpectrumUse } from "../../../worker/quantum-yield-protocol.ts";

/** What a spectrum can be taken for, in the words of the page. */
export const USES: readonly (readonly [SpectrumUse, string])[] = [
  ["sampleEmission", "emission of the sample"],
  ["sampleAbsorbance", "absorption of the sample"],
  ["referenceEmission", "emission of the reference"],
  ["referenceAbsorbance", "absorption of the reference"],
];

/** Places of the spectra in the list that are taken for each use. */
export type Uses = Readonly<Record<SpectrumUse, number | null>>;

const NOTHING: Uses = {
  sampleEmission: null,
  sampleAbsorbance: null,
  referenceEmission: null,
  referenceAbsorbance: null,
};

const STANDARD_NAMES = quantumYieldStandards
  .flatMap(({ name, aliases }) => [name, ...aliases])
  .filter((name) => name.length > 3)
  .map((name) => name.toLowerCase().replace(/[\s-]/gu, ""));

function isReference({ label }: ReadSpectrum): boolean {
  const plain = label.toLowerCase().replace(/[\s_-]/gu, "");
  return /ref(?!r)|standard|std|dye/u.test(plain) || STANDARD_NAMES.some((name) => plain.includes(name));
}

/** Emission or absorption; null for what is neither, such as an excitation spectrum. */
function kindOf({ quantity, label }: ReadSpectrum): "Emission" | "Absorbance" | null {
  if (quantity === "emission") return "Emission";
  if (quantity === "absorbance") return "Absorbance";
  if (quantity !== "unknown") return null;
  const words = label.replaceAll("_", " ");
  if (/emi|fluo|photolum|\bpl\b/iu.test(words)) return "Emission";
  return /abs|uv-?vis/iu.test(words) ? "Absorbance" : null;
}

/**
 * A first guess of what each spectrum is, from its quantity and the words of its name. Where names do not tell sample from
 * reference and there are just two of a kind, the first is the sample; of a series of aliquots only the first is taken.
 */
export function guessUses(spectra: readonly ReadSpectrum[]): Uses {
  const found: Record<SpectrumUse, number | null> = { ...NOTHING };
  for (const kind of ["Emission", "Absorbance"] as const) {
    const alike = spectra.flatMap((one, index) => (kindOf(one) === kind ? [index] : []));
    const references = alike.filter((index) => isReference(spectra[index]!));
    const others = alike.filter((index) => !references.includes(index));
    found[`sample${kind}`] = others[0] ?? null;
    found[`reference${kind}`] = references[0] ?? (alike.length === 2 ? (others[1] ?? null) : null);
  }
  return found;
}

/** Uses after one spectrum is taken for something: it loses what it was, and the other loses its use. */
export function withUse(uses: Uses, index: number, use: SpectrumUse | ""): Uses {
  const without = Object.fromEntries(
    Object.entries(uses).map(([name, at]) => [name, at === index ? null : at]),
  ) as Record<SpectrumUse, number | null>;
  return use === "" ? without : { ...without, [use]: index };
}
