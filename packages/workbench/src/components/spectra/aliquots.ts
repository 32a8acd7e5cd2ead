import { type AbsorptionAnalysis, type EmissionReading, stokesShift, type WithInterval } from "@oleate/core";
import type { OpenSpectrum, SpectrumRow } from "../../worker/spectra-protocol.ts";
import type { SpectraBench } from "./use-spectra.ts";

/** A spectrum of the page with what was read of it. */
export interface Aliquot {
  readonly spectrum: OpenSpectrum;
  readonly kind: "absorption" | "emission";
  /** Undefined until it is read. */
  readonly row: SpectrumRow | undefined;
  /** Place among the spectra of its kind, 0 to 1, which gives the colour. */
  readonly shade: number;
  /** Its name, with its file where several are open. */
  readonly label: string;
}

/** Everything read from an absorption spectrum; undefined for another kind, or nothing yet. */
export const absorptionOf = ({ row }: Aliquot): AbsorptionAnalysis | undefined =>
  row?.kind === "absorption" ? row.result : undefined;
/** What was read from an emission spectrum; undefined for another kind, or nothing yet. */
export const emissionOf = ({ row }: Aliquot): EmissionReading | undefined =>
  row?.kind === "emission" ? row.result : undefined;

/** File name without folders and ending. */
export const stem = (file: string): string => file.replace(/^.*[\\/]/u, "").replace(/(?<=.)\.[^.]*$/u, "");

/** The spectra of one kind in the order given, files one after the other. */
export function aliquotsOf(
  { files, spectra, rows }: Pick<SpectraBench, "files" | "spectra" | "rows">,
  kind: Aliquot["kind"],
): readonly Aliquot[] {
  const own = new Set(files.flatMap((file) => (file.kind === kind ? [file.file] : [])));
  const chosen = spectra.filter(({ file }) => own.has(file));
  return chosen.map((spectrum, i) => ({
    spectrum,
    kind,
    row: rows.get(spectrum.id),
    shade: chosen.length > 1 ? i / (chosen.length - 1) : 0,
    label:
      own.size > 1 && spectrum.name !== stem(spectrum.file)
        ? `${stem(spectrum.file)}: ${spectrum.name}`
        : spectrum.name,
  }));
}

/** Letters two names begin with in common. */
function common(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i]?.toLowerCase() === b[i]?.toLowerCase()) i++;
  return i;
}

const sameAliquot = (a: OpenSpectrum, b: OpenSpectrum): boolean =>
  a.timeS !== null && b.timeS !== null
    ? Math.abs(a.timeS - b.timeS) < 1e-6 * Math.max(1, a.timeS)
    : a.name.toLowerCase() === b.name.toLowerCase();

/** Absorption and emission of one aliquot, and the distance of their maxima in eV. */
export interface Pair {
  readonly absorption: Aliquot;
  readonly emission: Aliquot;
  readonly stokesEv: WithInterval | null;
}

/** How alike the names of two spectra's files begin. */
const likeness = (a: Aliquot, b: Aliquot): number => common(stem(a.spectrum.file), stem(b.spectrum.file));

/** Of several, the one from the file whose name begins most like that of `one`; the first of equals. */
const mostAlike = (one: Aliquot, others: readonly Aliquot[]): Aliquot | undefined =>
  others.toSorted((a, b) => likeness(one, b) - likeness(one, a))[0];

/**
 * Emission that belongs to each absorption: of the same time or name, from the file whose name begins most alike, so that each is
 * the other's nearest; a single one of each belong together whatever their names.
 */
export function pairsOf(absorption: readonly Aliquot[], emission: readonly Aliquot[]): readonly Pair[] {
  const alone = absorption.length === 1 && emission.length === 1;
  const belongs = (a: Aliquot, b: Aliquot): boolean => alone || sameAliquot(a.spectrum, b.spectrum);
  return absorption.flatMap((one): readonly Pair[] => {
    const found = mostAlike(
      one,
      emission.filter((other) => belongs(one, other)),
    );
    if (!found) return [];
    // Another run's absorption may be nearer to it.
    const back = mostAlike(
      found,
      absorption.filter((other) => belongs(other, found)),
    );
    if (back !== one) return [];
    const [first, light] = [absorptionOf(one)?.first, emissionOf(found)];
    const stokesEv = first && light ? stokesShift(first.energyEv, light.peakEv) : null;
    return [{ absorption: one, emission: found, stokesEv }];
  });
}

/** What the aliquots of the page are drawn against. */
export interface SeriesAxis {
  readonly label: string;
  readonly unit: string;
  readonly at: (aliquot: Aliquot, index: number) => number;
}

/** Time where all aliquots tell one, else their order. */
export function seriesAxis(aliquots: readonly Aliquot[]): SeriesAxis {
  const times = aliquots.map(({ spectrum }) => spectrum.timeS);
  const known = times.every((time) => time !== null) && new Set(times).size > 1;
  if (!known) return { label: "aliquot", unit: "", at: (_, index) => index + 1 };
  const longest = Math.max(...(times as readonly number[]));
  const [unit, seconds] = longest > 3 * 3600 ? ["h", 3600] : longest > 20 * 60 ? ["min", 60] : ["s", 1];
  return { label: "time of the aliquot", unit, at: ({ spectrum }) => spectrum.timeS! / seconds };
}
