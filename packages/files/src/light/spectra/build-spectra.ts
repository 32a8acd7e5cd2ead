import { InputError } from "@oleate/core";
import { type ListedPoints, orderPoints } from "./order-axis.ts";
import { type NamedQuantity, namedQuantity } from "./quantity.ts";
import { type SpectraFile, type SpectraOptions, type Spectrum, stemOf } from "./spectra-file.ts";

/** A spectrum as a format found it, before its axis is put in order. */
export interface ListedSpectrum {
  readonly name: string;
  readonly points: ListedPoints;
  /** What the format knows was measured; undefined where it does not. */
  readonly quantity: NamedQuantity | undefined;
  readonly meta: Readonly<Record<string, number | string>>;
}

/** Fewest points that make a spectrum. */
const FEWEST_POINTS = 3;

function list(names: readonly string[]): string {
  return names.length > 6 ? `${names.slice(0, 6).join(", ")} and ${names.length - 6} more` : names.join(", ");
}

/**
 * Puts the spectra of a file in order: axes rise in nm, a transmittance in percent becomes a fraction, and what was
 * measured is taken from the file, else from the options, else from the file's name. @throws InputError without any spectrum
 */
export function buildSpectra(
  format: string,
  listed: readonly ListedSpectrum[],
  file: string,
  options: SpectraOptions,
): SpectraFile {
  // One letter as a file's name is no symbol of a quantity.
  const stem = stemOf(file);
  const fromName = stem.length > 1 ? namedQuantity(stem) : undefined;
  const [doubled, missing, percent, empty]: [string[], string[], string[], string[]] = [[], [], [], []];
  const used = new Map<string, number>();
  let nameUsed = false;
  const spectra: Spectrum[] = [];
  for (const { name, points, quantity, meta } of listed) {
    const ordered = orderPoints(points, name);
    if (ordered.axis.length === 0) {
      empty.push(name);
      continue;
    }
    if (ordered.axis.length < FEWEST_POINTS) {
      throw new InputError({
        what: `${name} has too few points for a spectrum`,
        found: String(ordered.axis.length),
        expected: `${FEWEST_POINTS} or more`,
        place: points.placeOf(0),
      });
    }
    if (ordered.doubled > 0) doubled.push(name);
    if (ordered.missing > 0) missing.push(name);
    const asked = options.quantity === undefined ? undefined : { quantity: options.quantity, percent: false };
    if (!quantity && !asked && fromName) nameUsed = true;
    const known = quantity ?? asked ?? fromName ?? { quantity: "unknown" as const, percent: false };
    // Percent is believed only where values exceed what a fraction can be.
    const scaled = known.percent && ordered.values.some((value) => value > 1.5);
    if (scaled) percent.push(name);
    const times = (used.get(name) ?? 0) + 1;
    used.set(name, times);
    spectra.push({
      name: times > 1 ? `${name} (${times})` : name,
      axis: ordered.axis,
      values: scaled ? ordered.values.map((value) => value / 100) : ordered.values,
      quantity: known.quantity,
      meta,
    });
  }
  if (spectra.length === 0) {
    throw new InputError({ what: "the file has an axis but no values", place: { file } });
  }
  const energy = listed.find(({ points }) => points.unit === "eV" || points.unit === "cm-1")?.points.unit;
  const emits = spectra.some(({ quantity }) => quantity === "emission" || quantity === "excitation");
  return {
    format,
    spectra,
    notes: [
      ...(nameUsed ? [`what was measured (${fromName!.quantity}) is taken from the name of the file`] : []),
      ...(energy ? [`the axis was in ${energy} and is turned into vacuum wavelengths`] : []),
      ...(energy && emits
        ? ["intensities are as written: they are not rescaled from per energy to per wavelength"]
        : []),
      ...(percent.length > 0
        ? [`transmittance in percent is turned into a fraction in ${list(percent)}`]
        : []),
      ...(doubled.length > 0 ? [`points of one wavelength are averaged in ${list(doubled)}`] : []),
      ...(missing.length > 0 ? [`points without a value are left out in ${list(missing)}`] : []),
      ...(empty.length > 0 ? [`columns without values are left out: ${list(empty)}`] : []),
    ],
  };
}
