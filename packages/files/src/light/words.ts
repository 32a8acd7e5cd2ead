import type { SpectralQuantity, SpectralUnit } from "./spectra/spectra-file.ts";

/** German and French words for a spectral axis, small letters, with the unit they mean where none is written. */
export const AXIS_WORDS: readonly (readonly [SpectralUnit, readonly string[]])[] = [
  [
    "nm",
    ["wellenlänge", "wellenlaenge", "wellenlange", "longueur d'onde", "longueur d onde", "long. d'onde"],
  ],
  ["eV", ["photonenenergie", "energie", "énergie", "énergie du photon"]],
  ["cm-1", ["wellenzahl", "nombre d'onde", "nombre d onde"]],
];

/** German and French words for what was measured, small letters. */
export const QUANTITY_WORDS: readonly (readonly [SpectralQuantity, readonly string[]])[] = [
  [
    "absorbance",
    ["extinktion", "extinction", "absorbanz", "optische dichte", "densité optique", "absorptionsspektrum"],
  ],
  ["transmittance", ["transmissionsgrad", "durchlässigkeit", "durchlaessigkeit", "facteur de transmission"]],
  ["excitation", ["anregung", "anregungsspektrum"]],
  [
    "emission",
    [
      "émission",
      "fluoreszenz",
      "photolumineszenz",
      "lumineszenz",
      "luminescence",
      "emissionsspektrum",
      "emissionsintensität",
      "emissionsintensitaet",
      "fluoreszenzintensität",
      "fluoreszenzintensitaet",
      "lumineszenzintensität",
      "fluoreszenzspektrum",
      "lumineszenzspektrum",
      "intensité d'émission",
      "intensité de fluorescence",
    ],
  ],
];

/** German and French words for the strength of light, small letters. */
const INTENSITY_WORDS: readonly string[] = [
  "intensität",
  "intensitaet",
  "intensitat",
  "intensité",
  "intensite",
  "zählrate",
  "zählereignisse",
  "ereignisse",
  "coups",
];

/** German and French headings that name a reading and no sample, small letters. */
export const READING_WORDS: readonly string[] = [
  ...INTENSITY_WORDS,
  "messwert",
  "messwerte",
  "wert",
  "werte",
  "valeur",
  "valeurs",
];

/** Columns of tables of light by their English names, with the German and French ones, small letters. */
export const COLUMN_WORDS: readonly (readonly [string, readonly string[]])[] = [
  ["solution", ["lösung", "loesung", "losung"]],
  [
    "absorbance",
    [
      ...QUANTITY_WORDS.filter(([quantity]) => quantity === "absorbance").flatMap(([, words]) => words),
      "absorption",
    ],
  ],
  [
    "intensity",
    [
      ...INTENSITY_WORDS,
      "fluoreszenzintensität",
      "integrierte intensität",
      "fläche",
      "flaeche",
      "intensité intégrée",
      "aire",
    ],
  ],
  ["solvent", ["lösungsmittel", "loesungsmittel", "losungsmittel", "lösemittel", "loesemittel", "solvant"]],
  [
    "lifetime",
    ["lebensdauer", "abklingzeit", "fluoreszenzlebensdauer", "durée de vie", "duree de vie", "temps de vie"],
  ],
  [
    "error",
    ["fehler", "unsicherheit", "standardabweichung", "erreur", "incertitude", "écart type", "écart-type"],
  ],
  [
    "quantum yield",
    [
      "quantenausbeute",
      "fluoreszenzquantenausbeute",
      "rendement quantique",
      "rendement quantique de fluorescence",
    ],
  ],
];

/** What a row of dilutions may say it is of, in English, German and French, small letters. */
export const SOLUTION_WORDS: readonly (readonly ["sample" | "reference", readonly string[]])[] = [
  ["sample", ["sample", "probe", "échantillon", "echantillon"]],
  ["reference", ["reference", "standard", "referenz", "référence", "étalon", "etalon"]],
];

/** A heading in small letters with composed accents and plain apostrophes, as the tables above are written. */
export function plainWords(heading: string): string {
  return heading
    .normalize("NFC")
    .replace(/[\u2019\u02bc\u00b4`]/gu, "'")
    .replace(/_/gu, " ")
    .toLowerCase()
    .trim();
}

/** The entry whose word the heading begins with or holds as a word of its own; letters with accents count as letters. */
export function wordIn<Meaning>(
  heading: string,
  table: readonly (readonly [Meaning, readonly string[]])[],
): Meaning | undefined {
  const plain = plainWords(heading);
  return table.find(([, words]) =>
    words.some((word) => {
      for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1))
        if (!/\p{L}/u.test(plain[at - 1] ?? "") && !/\p{L}/u.test(plain[at + word.length] ?? "")) return true;
      return false;
    }),
  )?.[0];
}
