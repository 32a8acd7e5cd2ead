import type { ReactNode } from "react";
import { type Aliquot, absorptionOf, emissionOf } from "./aliquots.ts";
import { formulasOf } from "./formulas.ts";

/** Names of spectra written out; beyond these they are counted. */
const MOST_NAMES = 4;

interface Noted {
  readonly text: string;
  readonly names: readonly string[];
  /** Whether the numbers in it are the first spectrum's alone. */
  readonly varies: boolean;
}

/** What was noted of one spectrum, as `oleate spectrum` says it. */
export function notesOf(aliquot: Aliquot): readonly string[] {
  const read = absorptionOf(aliquot);
  const cluster = read?.cluster;
  return [...(cluster === undefined ? [] : [cluster]), ...(read?.notes ?? emissionOf(aliquot)?.notes ?? [])];
}

/** What was noted, once for all spectra it was noted of: notes that differ in their numbers alone are one. */
export function notedOf(aliquots: readonly Aliquot[]): readonly Noted[] {
  const found = new Map<string, Noted>();
  for (const aliquot of aliquots) {
    for (const text of notesOf(aliquot)) {
      const key = text.replace(/\d+(?:\.\d+)?/gu, "#");
      const entry = found.get(key) ?? { text, names: [], varies: false };
      found.set(key, {
        ...entry,
        names: [...entry.names, aliquot.label],
        varies: entry.varies || text !== entry.text,
      });
    }
  }
  return [...found.values()];
}

/** Warnings of all spectra, each with the spectra it belongs to. */
export function Notes({ aliquots }: { readonly aliquots: readonly Aliquot[] }): ReactNode {
  const noted = notedOf(aliquots);
  if (noted.length === 0) return null;
  const whose = (names: readonly string[]): string =>
    names.length === aliquots.length && names.length > 1
      ? `all ${names.length}`
      : names.length > MOST_NAMES
        ? `${names.slice(0, MOST_NAMES).join(", ")} and ${names.length - MOST_NAMES} more`
        : names.join(", ");
  return (
    <ul className="cautions" aria-label="What was noted">
      {noted.map(({ text, names, varies }) => (
        <li key={text}>
          <strong>{whose(names)}</strong>
          {varies ? ` (numbers of ${names[0]})` : ""}: {text}
        </li>
      ))}
    </ul>
  );
}

/** Molar absorption that the concentrations of a series rest on. */
export function Formulas({ aliquots }: { readonly aliquots: readonly Aliquot[] }): ReactNode {
  const formulas = formulasOf(aliquots);
  if (formulas.length === 0) return null;
  return (
    <ul className="findings aside" aria-label="Molar absorption taken">
      {formulas.map((formula) => (
        <li key={formula}>Extinction, {formula}</li>
      ))}
    </ul>
  );
}
