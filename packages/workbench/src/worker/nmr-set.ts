import { type DecayData, type DiffusionTiming, InputError, OleateError, type Table } from "@oleate/core";
import {
  decaysFromTable,
  diffusionTiming,
  type NmrData,
  type NmrIntegral,
  type NmrPeak,
  type PeakTable,
  readNmr,
  readPeakTable,
  readSeriesTable,
  readTable,
} from "@oleate/files";
import { EXAMPLE_NAME, exampleData } from "./nmr-example.ts";
import { isTable, type Opened } from "./nmr-open.ts";
import type { DataAnswer, NmrWish, StatedTiming } from "./nmr-protocol.ts";

/** What was read: a measurement, decays of a table, or a table of lines. */
export type ReadSet =
  | { readonly kind: "measurement"; readonly data: NmrData }
  | { readonly kind: "decays"; readonly decays: readonly DecayData[]; readonly notes: readonly string[] }
  | {
      readonly kind: "table";
      readonly source: string;
      readonly peaks: readonly NmrPeak[];
      readonly integrals: readonly NmrIntegral[];
      readonly notes: readonly string[];
    };

/** Timing with a laboratory's own share of delta, which is taken from Delta alone, as `oleate diffusion --share` does. */
export function withShare(timing: DiffusionTiming, share: number | null): DiffusionTiming {
  if (share === null) return timing;
  const { bipolar: _gap, ...alone } = timing;
  return { ...alone, durationShare: share };
}

/** Timing as the core takes it, from what the page states in ms. */
export function timingOf(stated: StatedTiming): DiffusionTiming {
  const { nucleus, durationMs, delayMs, shape, bipolar, gapMs } = stated;
  return {
    nucleus,
    durationS: durationMs / 1e3,
    delayS: delayMs / 1e3,
    shape,
    ...(bipolar ? { bipolar: { gapS: gapMs / 1e3 } } : {}),
  };
}

/** Timing as the page states it. */
function statedTiming({ nucleus, durationS, delayS, shape, bipolar }: DiffusionTiming): StatedTiming {
  const ms = (seconds: number): number => Number((1e3 * seconds).toPrecision(12));
  return {
    nucleus,
    shape,
    durationMs: ms(durationS),
    delayMs: ms(delayS),
    bipolar: bipolar !== undefined,
    gapMs: ms(bipolar?.gapS ?? 0),
  };
}

/** The data set of a wish: the one it names, or the first. @throws InputError where there is none */
export function chosenSet({ files, sets }: Opened, wanted: string | null): string {
  const [first] = sets;
  if (!first) {
    // The reader knows best what is missing.
    readNmr(files);
    throw new InputError({ what: "there are no data sets among the files" });
  }
  return sets.find(({ name }) => name === wanted)?.name ?? first.name;
}

/** True for a table whose first column is a gradient or a b factor. */
function holdsDecays(bytes: Uint8Array, file: string): boolean {
  if (/\.xml$/iu.test(file)) return false;
  try {
    const [first] = readTable(bytes, file).columns;
    return (
      first !== undefined &&
      (/^(?:b|g|grad\w*)\b/iu.test(first.name) || /^(?:T\/m|G\/cm|s\/m2)$/u.test(first.unit))
    );
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

function numbersIn(text: string): readonly number[] {
  return text
    .trim()
    .split(/[\s,;]+/u)
    .map((word) => Number(word));
}

/** True for a table of dots and ligand with what NMR measured of them. */
function holdsSeries(bytes: Uint8Array, file: string): boolean {
  try {
    readSeriesTable(bytes, file);
    return true;
  } catch (error) {
    if (error instanceof OleateError) return false;
    throw error;
  }
}

/** Lines or integrals of a table. @throws InputError, which sends a series to where it can be fitted */
function linesOf(bytes: Uint8Array, file: string): PeakTable {
  if (!/\.xml$/iu.test(file) && holdsSeries(bytes, file))
    throw new InputError({
      what: "the table is a series of samples, not a spectrum or a decay",
      found: "columns of dots and ligand",
      expected: "decays, peaks or integrals",
      remedy: "open it under Titration, where series are fitted",
      place: { file },
    });
  if (!/\.xlsx$/iu.test(file)) return readPeakTable(bytes, file);
  const lines = textLines(readTable(bytes, file));
  return readPeakTable(new TextEncoder().encode(lines), file);
}

/** A table as lines of cells parted by tabs: tables of peaks are read as text. */
function textLines({ columns, lineOfRow }: Table): string {
  const rows = lineOfRow.map((_, row) => columns.map(({ text }) => text[row] ?? ""));
  return [columns.map(({ header }) => header), ...rows].map((cells) => cells.join("\t")).join("\n");
}

/** Reads a data set. @throws InputError as the readers do */
export function readSet(opened: Opened, dataset: string, wish: NmrWish): ReadSet {
  if (dataset === EXAMPLE_NAME) return { kind: "measurement", data: exampleData() };
  const set = opened.sets.find(({ name }) => name === dataset)!;
  if (isTable(set)) {
    const bytes = opened.files.get(dataset)!;
    if (holdsDecays(bytes, dataset)) {
      const timing = wish.timing ? withShare(timingOf(wish.timing), wish.share) : undefined;
      const { decays, notes } = decaysFromTable(bytes, dataset, timing);
      return { kind: "decays", decays, notes };
    }
    return { kind: "table", ...linesOf(bytes, dataset) };
  }
  const full = wish.fullGradient.trim();
  const data = readNmr(opened.files, {
    dataset,
    ...(wish.gradients.trim() === "" ? {} : { gradientsTeslaPerMetre: numbersIn(wish.gradients) }),
    ...(full === "" ? {} : { fullGradientTeslaPerMetre: numbersIn(full)[0]! }),
    ...(wish.acceptIncomplete ? { acceptIncomplete: true } : {}),
  });
  return { kind: "measurement", data };
}

/** Name of a row: its gradient, its delay, or its number. */
function rowName({ diffusion, rowQuantity }: NmrData, row: number): string {
  const gradient = diffusion?.gradientsTeslaPerMetre?.[row];
  if (gradient !== undefined) return `${Number(gradient.toPrecision(4))} T/m`;
  const value = rowQuantity?.values[row];
  return value === undefined ? "" : `${Number(value.toPrecision(4))} ${rowQuantity!.unit}`.trimEnd();
}

function fileTiming(data: NmrData): StatedTiming | null {
  try {
    return data.diffusion ? statedTiming(diffusionTiming(data)) : null;
  } catch (error) {
    // Refused where the decays are made, with its reason.
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** What the page shows of a set before its spectra. */
export function describeSet(set: ReadSet, dataset: string): Omit<DataAnswer, "kind" | "ticket" | "key"> {
  const none = {
    dataset,
    simulated: dataset === EXAMPLE_NAME,
    title: dataset,
    nucleus: "",
    referenceMHz: 0,
    rows: 0,
    points: 0,
    temperatureK: null,
    solvent: "",
    pulseProgram: "",
    rowNames: [],
    timing: null,
    diffusion: false,
    peaks: [],
    integrals: [],
    notes: [],
  };
  if (set.kind === "decays")
    return { ...none, what: "decays", diffusion: true, rows: set.decays.length, notes: set.notes };
  if (set.kind === "table") {
    const integrals = set.integrals.map(({ highPpm, lowPpm, value }) => ({
      fromPpm: highPpm,
      toPpm: lowPpm,
      value,
    }));
    return { ...none, what: "table", title: set.source, peaks: set.peaks, integrals, notes: set.notes };
  }
  const { data } = set;
  return {
    ...none,
    what: data.kind,
    title: data.title || dataset,
    nucleus: data.nucleus,
    referenceMHz: data.referenceFrequencyMHz,
    rows: data.re.length,
    points: data.re[0]?.length ?? 0,
    temperatureK: data.temperatureK ?? null,
    solvent: data.solvent ?? "",
    pulseProgram: data.pulseProgram ?? "",
    rowNames: data.re.map((_, row) => rowName(data, row)),
    timing: fileTiming(data),
    diffusion: data.diffusion !== undefined,
    peaks: data.peaks ?? [],
    notes: data.notes,
  };
}
