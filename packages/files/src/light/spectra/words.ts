import type { SpectralQuantity, SpectralUnit } from "./spectra-file.ts";

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
    ["émission", "fluoreszenz", "photolumineszenz", "lumineszenz", "luminescence", "emissionsspektrum"],
  ],
];

/** German and French headings that name a reading and no sample, small letters. */
export const READING_WORDS: readonly string[] = [
  "intensität",
  "intensitaet",
  "intensitat",
  "intensité",
  "intensite",
  "zählrate",
  "zählereignisse",
  "ereignisse",
  "coups",
  "messwert",
  "messwerte",
  "wert",
  "werte",
  "valeur",
  "valeurs",
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
