import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import {
  type AbsorptionAnalysis,
  type AbsorptionAnalysisOptions,
  analyseAbsorption,
  type ConcentrationRoute,
  citations,
  type EmissionReading,
  findMaterial,
  findSizingCurve,
  formatInterval,
  InputError,
  type Material,
  nearestNames,
  OleateError,
  parseQuantity,
  readEmission,
} from "@oleate/core";
import { readSpectra, type SpectraFile, type Spectrum, writeCsv } from "@oleate/files";
import { oneOf, positiveQuantity } from "../flag-values.ts";
import { printJson } from "../print-json.ts";
import { printNotes } from "../print-notes.ts";
import { printTable } from "../print-table.ts";
import { readBytes } from "../study-folder.ts";
import { printBand } from "./size.ts";

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
  const reads = chosen(file, options.only).map((one) => readOne(one, options, settings));
  if (options.out !== undefined) writeFileSync(options.out, curveOf(reads));
  if (options.json) printJson({ format: file.format, notes: file.notes, spectra: reads.map(withoutCurve) });
  else print(file, reads);
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

function lineOf(text: string): { readonly low: number; readonly high: number } {
  const parts = text.split(/\s+to\s+/u);
  const unit = /[a-z]+\s*$/iu.exec(text)?.[0] ?? "";
  const values = parts.map((part) => parseQuantity(/[a-z]/iu.test(part) ? part : `${part} ${unit}`, "eV"));
  return { low: values[0]!, high: values.at(-1)! };
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

function print(file: SpectraFile, reads: readonly Read[]): void {
  const absorption = reads.flatMap((read) => (read.kind === "absorption" ? [read.result] : []));
  const emission = reads.flatMap((read) => (read.kind === "emission" ? [read.result] : []));
  if (absorption.length > 0) printAbsorption(absorption);
  if (emission.length > 0) printEmission(emission);
  for (const read of reads) if (read.kind === "failed") process.stdout.write(`${read.name}: ${read.why}\n`);
  printNotes(file.notes);
  for (const { name, notes, cluster } of absorption)
    printNotes([...(cluster ? [cluster] : []), ...notes].map((note) => `${name}: ${note}`));
  const [only] = absorption;
  if (absorption.length === 1 && only?.sizes) printBand({ ...only.sizes, warnings: [] });
  if (absorption.length === 1 && only?.concentration) printRoutes(only.concentration.routes);
}

const micro = (route: ConcentrationRoute | undefined): string => {
  if (route === undefined) return "-";
  const { value, low, high } = route.concentrationMolar;
  return formatInterval(1e6 * value, 1e6 * low, 1e6 * high, "");
};

function printAbsorption(results: readonly AbsorptionAnalysis[]): void {
  const interval = (x: { value: number; low: number; high: number } | null | undefined, scale = 1): string =>
    x ? formatInterval(scale * x.value, scale * x.low, scale * x.high, "") : "-";
  const routes = results.map(({ concentration }) => concentration?.routes ?? []);
  printTable({
    columns: [
      { name: "spectrum", unit: "", values: results.map(({ name }) => name) },
      {
        name: "first transition",
        unit: "nm",
        values: results.map(({ first }) => interval(first?.wavelengthNm)),
      },
      {
        name: "half width",
        unit: "meV",
        values: results.map(({ first }) => interval(first?.halfWidthEv, 1000)),
      },
      { name: "edge", unit: "nm", values: results.map(({ first }) => first?.edgeNm.toFixed(0) ?? "-") },
      { name: "size", unit: "nm", values: results.map(({ size }) => interval(size)) },
      {
        name: "spread",
        unit: "%",
        values: results.map(({ spread }) =>
          spread?.onlyBoundedAbove ? `< ${(100 * spread.high).toFixed(0)}` : interval(spread, 100),
        ),
      },
      {
        name: "dots at the first transition",
        unit: "uM",
        values: routes.map((list) => micro(list.find(({ at }) => "transition" in at))),
      },
      {
        name: "at short wavelength",
        unit: "uM",
        values: routes.map((list) => micro(list.find(({ at }) => "wavelengthNm" in at))),
      },
    ],
  });
}

function printRoutes(routes: readonly ConcentrationRoute[]): void {
  if (routes.length === 0) return;
  printTable({
    columns: [
      { name: "extinction of", unit: "", values: routes.map(({ source }) => citations[source].cite) },
      {
        name: "at",
        unit: "",
        values: routes.map(({ at }) => ("transition" in at ? "first transition" : `${at.wavelengthNm} nm`)),
      },
      { name: "absorbance", unit: "", values: routes.map(({ absorbance }) => absorbance) },
      { name: "concentration", unit: "uM", values: routes.map(micro) },
    ],
  });
}

function printEmission(results: readonly EmissionReading[]): void {
  printTable({
    columns: [
      { name: "spectrum", unit: "", values: results.map(({ name }) => name) },
      { name: "peak as measured", unit: "nm", values: results.map(({ peakNm }) => peakNm.toFixed(1)) },
      {
        name: "peak per energy",
        unit: "eV",
        values: results.map(
          ({ peakEv }) =>
            `${peakEv.value.toFixed(4)} (${peakEv.low.toFixed(4)} to ${peakEv.high.toFixed(4)})`,
        ),
      },
      { name: "width", unit: "nm", values: results.map(({ widthNm }) => widthNm.toFixed(1)) },
      { name: "width", unit: "meV", values: results.map(({ widthEv }) => (1000 * widthEv.value).toFixed(1)) },
      { name: "area", unit: "", values: results.map(({ area }) => area) },
    ],
  });
  for (const { name, notes } of results) printNotes(notes.map((note) => `${name}: ${note}`));
}
