import { energyFromWavenumber, InputError, type Place, wavelengthFromEnergy } from "@oleate/core";
import { AXIS_WORDS, plainWords, wordIn } from "../words.ts";
import type { SpectralUnit } from "./spectra-file.ts";

/** Characters of the longest header that names an axis. */
const LONGEST_HEADER = 80;

/** A spectral axis that a header or record names. */
export interface NamedAxis {
  readonly unit: SpectralUnit;
  /** False where the word alone (Wavelength, Energy) says the unit. */
  readonly explicit: boolean;
}

const NM = /(?:^|[^a-z])nm(?![a-z])|nanomet/iu;
const EV = /(?:^|[^a-z])ev(?![a-z])|electron\s*-?\s*volt/iu;
const PER_CM = /cm\s*(?:\^|\*\*)?\s*[({]?\s*[-\u2212\u207b]\s*[1\u00b9]|1\s*\/\s*cm|kayser/iu;
const UM = /(?:^|[^a-z])[u\u00b5\u03bc]m(?![a-z])|micromet|micron/iu;
const AXIS_WORD =
  /wave\s*-?\s*length|lambda|\u03bb|photon\s*energy|^\s*energy\b|wave\s*-?\s*number|^\s*wl\b|^\s*w\.?l\.?\s*[([]/iu;

/** What a word of another language says the axis is: one that the heading begins with, so that "Intensität bei Wellenlänge" is none. */
function foreignAxis(header: string): SpectralUnit | undefined {
  const plain = plainWords(header);
  return AXIS_WORDS.some(([, words]) => words.some((word) => plain.startsWith(word)))
    ? wordIn(header, AXIS_WORDS)
    : undefined;
}

/** The spectral axis that a header names; undefined for any other header. "Wavelength", "nm", "E (eV)", "Wellenlänge [nm]". */
export function namedAxis(header: string): NamedAxis | undefined {
  if (header.length > LONGEST_HEADER) return undefined;
  const foreign = foreignAxis(header);
  const word = foreign !== undefined || AXIS_WORD.test(header);
  const bare =
    /^\s*[[(]?(?:nm|ev|cm\s*\^?-1|1\/cm|[u\u00b5\u03bc]m|nanometers?|micrometers?|x)[\])]?\.?\s*$/iu.test(
      header,
    );
  // "E (eV)", "x/nm": a symbol and the unit; "Diameter_nm" or "Peak (nm)" are results, not an axis.
  const symbol = /^\s*[a-z\u03bb\u03bd]\w?\s*[([/,_]/iu.test(header);
  if (!word && !bare && !symbol) return undefined;
  if (PER_CM.test(header)) return { unit: "cm-1", explicit: true };
  if (EV.test(header)) return { unit: "eV", explicit: true };
  if (NM.test(header)) return { unit: "nm", explicit: true };
  if (UM.test(header)) return { unit: "um", explicit: true };
  if (!word) return undefined;
  if (foreign) return { unit: foreign, explicit: false };
  if (/number/iu.test(header)) return { unit: "cm-1", explicit: false };
  return { unit: /energy/iu.test(header) ? "eV" : "nm", explicit: false };
}

/** Wavelengths, nm, that a table of spectra is believed to have: vacuum ultraviolet to far infrared. */
const SHORTEST_NM = 1;
const LONGEST_NM = 1e6;

/** Wavelength in nm of a value of an axis. @throws InputError for what is no wavelength of light */
export function wavelengthNm(value: number, unit: SpectralUnit, place: Place): number {
  const nm = !(value > 0)
    ? Number.NaN
    : unit === "nm"
      ? value
      : unit === "um"
        ? value * 1000
        : wavelengthFromEnergy(unit === "eV" ? value : energyFromWavenumber(value));
  if (nm >= SHORTEST_NM && nm <= LONGEST_NM) return nm;
  throw new InputError({
    what: "a value of the axis is no wavelength of light",
    found: `${value} ${unit}`,
    expected: `${SHORTEST_NM} to ${LONGEST_NM} nm`,
    remedy: "check the unit of the axis",
    place,
  });
}
