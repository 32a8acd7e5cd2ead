import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import {
  type AbsorptionAnalysis,
  type AbsorptionAnalysisOptions,
  analyseAbsorption,
  type EmissionReading,
  findMaterial,
  findSizingCurve,
  InputError,
  type Material,
  nearestNames,
  OleateError,
  readEmission,
} from "@oleate/core";
import { readSpectra, type SpectraFile, type Spectrum, writeCsv } from "@oleate/files";
import { oneOf, positiveQuantity } from "../flag-values.ts";
import { gatherNotes } from "../gathered-notes.ts";
import { printJson } from "../print-json.ts";
import { printNotes } from "../print-notes.ts";
import { readBytes } from "../study-folder.ts";
import { printAbsorption, printEmission } from "./spectrum-tables.ts";

/** Flags of `oleate spectrum`. */
export interface SpectrumOptions {
  readonly material?: string;
  readonly kind?: string;
  readonly only?: string[];
  readonly curve?: string;
  readonly path?: string;
  readonly line?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** What came of one spectrum of the file. */
type Read =
  | { readonly name: string; readonly kind: "absorption"; readonly result: AbsorptionAnalysis }
  | { readonly name: string; readonly kind: "emission"; readonly result: EmissionReading }
  | { readonly name: string; readonly kind: "failed"; readonly why: string };

/** `oleate spectrum`: first transition, size, spread and concentration of each absorption spectrum; peak, width, area of emission. */
export function spectrum(path: string, options: SpectrumOptions): number {
  const file = readSpectra(readBytes(path, path), basename(path));
  const settings = settingsOf(options);
  const listed = chosen(file, options.only);
  const reads = listed.map((one) => readOne(one, options, settings));
  const notes = [...file.notes, ...takenAs(listed, options.kind)];
  if (options.out !== undefined) writeFileSync(options.out, curveOf(reads));
  if (options.json) printJson({ format: file.format, notes, spectra: reads.map(withoutCurve) });
  else print(notes, reads);
  // A file of which nothing could be read is bad input; one bad aliquot of many is told beside the others.
  return reads.every(({ kind }) => kind === "failed") ? 2 : 0;
}

function chosen({ spectra }: SpectraFile, only: readonly string[] | undefined): readonly Spectrum[] {
  if (only === undefined) return spectra;
  return only.map((name) => {
    const found = spectra.find((one) => one.name.trim().toLowerCase() === name.trim().toLowerCase());
    if (found) return found;
    const names = spectra.map((one) => one.name);
    throw new InputError({
      what: "the file holds no spectrum of that name",
      found: `"${name}"`,
      expected: `one of ${nearestNames(name, names).join(", ")}`,
    });
  });
}

/** How absorption is read; the material is needed only where there is absorption to read. */
interface Settings extends AbsorptionAnalysisOptions {
  readonly material: Material | null;
}

/** The flags, read once: what is wrong with them is wrong for every spectrum. Throws InputError. */
function settingsOf({ material: name, curve, path, line }: SpectrumOptions): Settings {
  const material = name === undefined ? null : findMaterial(name);
  return {
    material,
    ...(curve === undefined || !material ? {} : { curve: findSizingCurve(material, curve).id }),
    ...(path === undefined ? {} : { pathCm: positiveQuantity("--path", path, "cm") }),
    ...(line === undefined ? {} : { homogeneousEv: lineOf(line) }),
  };
}

function readOne(one: Spectrum, options: SpectrumOptions, { material, ...settings }: Settings): Read {
  const kind = kindOf(one, options.kind);
  const measured = { name: one.name, wavelengthNm: one.axis, values: one.values };
  try {
    if (kind === "emission") return { name: one.name, kind, result: readEmission(measured) };
    const absorbance =
      one.quantity === "transmittance"
        ? { ...measured, values: one.values.map((t) => -Math.log10(t)) }
        : measured;
    return {
      name: one.name,
      kind,
      result: analyseAbsorption(material ?? noMaterial(), absorbance, settings),
    };
  } catch (error) {
    if (!(error instanceof OleateError)) throw error;
    return { name: one.name, kind: "failed", why: error.message };
  }
}

function noMaterial(): never {
  throw new InputError({
    what: "an absorption spectrum is read with its material",
    expected: "--material CdSe, or --kind emission",
    remedy: "see `oleate list materials`",
  });
}

function kindOf({ quantity }: Spectrum, asked: string | undefined): "absorption" | "emission" {
  if (asked !== undefined) return oneOf("--kind", asked, ["absorption", "emission"]);
  return quantity === "emission" ? "emission" : "absorption";
}

/** Says of spectra that are neither what they were read as. */
function takenAs(listed: readonly Spectrum[], asked: string | undefined): readonly string[] {
  if (asked !== undefined) return [];
  const has = (quantity: Spectrum["quantity"]): boolean => listed.some((one) => one.quantity === quantity);
  return [
    ...(has("excitation")
      ? ["excitation spectra are read as absorption, which they follow in dilute solution only"]
      : []),
    ...(has("unknown")
      ? ["what was measured is not said: read as absorption (--kind emission reads it as emission)"]
      : []),
  ];
}

/** The width of one dot's line, "60 meV" or "30 to 90 meV", in eV. Throws InputError. */
function lineOf(text: string): { readonly low: number; readonly high: number } {
  const parts = text.split(/\s+to\s+/u);
  const unit = /[a-z]+\s*$/iu.exec(text)?.[0] ?? "";
  const [low, high = low!] = parts.map((part) =>
    positiveQuantity("--line", /[a-z]/iu.test(part) ? part : `${part} ${unit}`, "eV", "30 to 90 meV"),
  );
  if (parts.length <= 2 && low! <= high) return { low: low!, high };
  throw new InputError({
    what: "--line is no range of widths",
    found: `"${text}"`,
    expected: 'a width or two, the smaller first, such as "30 to 90 meV"',
  });
}

function withoutCurve(read: Read): Read {
  if (read.kind !== "absorption") return read;
  const { curve: _, ...result } = read.result;
  return { ...read, result };
}

/** The fitted curves as CSV: wavelength, measured, fitted and first band above the background, one block of columns each. */
function curveOf(reads: readonly Read[]): string {
  const curves = reads.flatMap((read) =>
    read.kind === "absorption" && read.result.curve ? [{ name: read.name, ...read.result.curve }] : [],
  );
  const longest = Math.max(0, ...curves.map(({ wavelengthNm }) => wavelengthNm.length));
  const padded = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: longest }, (_, i) => values[i] ?? Number.NaN);
  if (curves.length === 0) {
    throw new InputError({
      what: "there is no fitted curve to write",
      found: "no absorption spectrum with a first transition",
    });
  }
  return writeCsv(
    curves.flatMap(({ name, wavelengthNm, measured, fitted, firstBand }) => [
      { header: `${name} wavelength (nm)`, values: padded(wavelengthNm) },
      { header: `${name} measured`, values: padded(measured) },
      { header: `${name} fitted`, values: padded(fitted) },
      { header: `${name} first band`, values: padded(firstBand) },
    ]),
  );
}

function print(notesOfFile: readonly string[], reads: readonly Read[]): void {
  const absorption = reads.flatMap((read) => (read.kind === "absorption" ? [read.result] : []));
  const emission = reads.flatMap((read) => (read.kind === "emission" ? [read.result] : []));
  if (absorption.length > 0) printAbsorption(absorption);
  if (absorption.length > 0 && emission.length > 0) process.stdout.write("\n");
  if (emission.length > 0) printEmission(emission);
  const failed = reads.flatMap(({ name, ...read }) =>
    read.kind === "failed" ? [{ of: name, note: read.why }] : [],
  );
  for (const line of gatherNotes(failed, "spectra", reads.length))
    process.stdout.write(`not read  ${line}\n`);
  const said = [
    ...absorption.flatMap(({ name, notes, cluster }) =>
      [...(cluster ? [cluster] : []), ...notes].map((note) => ({ of: name, note })),
    ),
    ...emission.flatMap(({ name, notes }) => notes.map((note) => ({ of: name, note }))),
  ];
  printNotes([...notesOfFile, ...gatherNotes(said, "spectra", reads.length)]);
}
