import {
  type CurveAnswer,
  citations,
  energyFromWavelength,
  findMaterial,
  gapBand,
  InputError,
  type SizingBand,
  sizingBand,
  statusWord,
  wavelengthFromEnergy,
} from "@oleate/core";
import { positiveQuantity } from "../flag-values.ts";
import { printJson } from "../print-json.ts";
import { printNotes } from "../print-notes.ts";
import { printTable } from "../print-table.ts";

/** Flags of `oleate size`. */
export interface SizeOptions {
  readonly material: string;
  readonly gap?: string;
  readonly size?: string;
  readonly json?: boolean;
}

/** A photon energy in eV written as one or as a wavelength. Throws InputError. */
function photonEnergy(flag: string, text: string): number {
  const example = "1339 nm or 0.926 eV";
  // No boundary of words: between a digit and a letter there is none.
  return /(?<![a-z])(?:nm|um|\u00b5m|\u03bcm)\s*$/u.test(text)
    ? energyFromWavelength(positiveQuantity(flag, text, "nm", example))
    : positiveQuantity(flag, text, "eV", example);
}

/** `oleate size`: sizes from a first transition, or first transitions from a size, by every curve side by side. */
export function size(options: SizeOptions): number {
  const { gap, size: length } = options;
  if ((gap === undefined) === (length === undefined)) {
    throw new InputError({
      what: "either a first transition or a size is asked for",
      found: gap === undefined ? "neither" : "both",
      expected: '--gap "1339 nm", --gap "0.926 eV" or --size "4.8 nm"',
    });
  }
  const material = findMaterial(options.material);
  const band =
    gap === undefined
      ? gapBand(material, positiveQuantity("--size", length!, "nm", "4.8 nm"))
      : sizingBand(material, photonEnergy("--gap", gap));
  if (options.json) printJson(band);
  else printBand(band);
  return 0;
}

/** Why a curve is silent, or what to know of its answer; once, with the curve's name. */
function saidOf({ curve, reason, caution }: CurveAnswer): readonly string[] {
  const text = reason ?? caution;
  if (text === undefined) return [];
  return [text.startsWith(curve) ? text : `${curve}: ${text}`];
}

/** The band of curves as a table, and below it why a curve gives no answer. */
export function printBand(band: SizingBand): void {
  const answers = band.answers;
  const of = (value: number | undefined): string =>
    value === undefined
      ? "-"
      : band.unit === "nm"
        ? value.toFixed(2)
        : `${value.toFixed(3)} eV, ${wavelengthFromEnergy(value).toFixed(0)} nm`;
  const range = ({ low, high, value }: CurveAnswer): string =>
    value === undefined ? "" : `${low!.toFixed(2)} to ${high!.toFixed(2)}`;
  if (answers.length > 0) {
    printTable({
      columns: [
        { name: "curve", unit: "", values: answers.map(({ curve }) => curve) },
        {
          name: band.unit === "nm" ? "size (nm)" : "first transition",
          unit: "",
          values: answers.map(({ value }) => of(value)),
        },
        {
          name: band.unit === "nm" ? "interval (nm)" : "interval (eV)",
          unit: "",
          values: answers.map(range),
        },
        { name: "length", unit: "", values: answers.map((one) => one.size) },
        {
          name: "holds for (nm)",
          unit: "",
          values: answers.map(({ rangeNm }) => (rangeNm ? `${rangeNm[0]} to ${rangeNm[1]}` : "")),
        },
        { name: "status", unit: "", values: answers.map(({ status }) => statusWord(status)) },
      ],
    });
  }
  printNotes([...answers.flatMap(saidOf), ...band.warnings]);
  const sources = [...new Set(answers.flatMap(({ source }) => (source ? [source] : [])))];
  for (const source of sources) process.stdout.write(`source  ${citations[source].cite}\n`);
}
