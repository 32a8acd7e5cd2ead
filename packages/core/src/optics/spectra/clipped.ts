import type { EnergySpectrum } from "./spectrum-input.ts";

/** A stretch of an absorption spectrum that says "at least so much" only. */
export interface ClippedStretch {
  readonly fromNm: number;
  readonly toNm: number;
  /** The absorbance it stops at, or the limit it is above. */
  readonly level: number;
  readonly why: "plateau" | "above the limit";
}

/** Absorbance above which a reading is not used: a thousandth of the light passes, and stray light is as much. */
export const HIGHEST_USED = 3;
/** Absorbance above which stray light begins to be felt: a hundredth of the light passes. */
export const STRAY_LIGHT_FELT = 2;
/** Fewest equal readings in a row that make a plateau. */
const PLATEAU_POINTS = 4;
/** Steps of the last digit by which the readings fall off beside a plateau at least; a rounded top falls off by one. */
const CORNER_STEPS = 4;

/**
 * Stretches in which the spectrometer's limit, not the sample, was read: the largest reading repeated four times and more with a
 * corner beside it, and absorbances above 3. Source of the limit: a stray light of 0.1 %, usual in small instruments, is as
 * much as the light that passes there (an estimate).
 */
export function clippedStretches({ wavelengthNm, values }: EnergySpectrum): readonly ClippedStretch[] {
  const highest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const steps = values.slice(1).map((value, i) => Math.abs(value - values[i]!));
  const digit = steps.reduce((a, b) => (b > 0 ? Math.min(a, b) : a), Number.POSITIVE_INFINITY);
  const found: ClippedStretch[] = [];
  const corner = (inside: number, outside: number): boolean =>
    outside >= 0 &&
    outside < values.length &&
    values[inside]! - values[outside]! > CORNER_STEPS * digit * (1 + 1e-9);
  const stretch = (from: number, to: number, level: number, why: ClippedStretch["why"]): void => {
    found.push({ fromNm: wavelengthNm[to]!, toNm: wavelengthNm[from]!, level, why });
  };
  for (let i = 0; i < values.length; ) {
    if (values[i] === highest) {
      let end = i + 1;
      while (end < values.length && values[end] === highest) end++;
      const angular = corner(i, i - 1) || corner(end - 1, end);
      if (end - i >= PLATEAU_POINTS && angular) {
        stretch(i, end - 1, highest, "plateau");
        i = end;
        continue;
      }
    }
    if (values[i]! > HIGHEST_USED) {
      let end = i + 1;
      while (end < values.length && values[end]! > HIGHEST_USED) end++;
      stretch(i, end - 1, HIGHEST_USED, "above the limit");
      i = end;
      continue;
    }
    i++;
  }
  return found;
}

/** The clipped stretch a wavelength in nm lies in, half a nanometre beside it included. */
export function clippedAt(
  stretches: readonly ClippedStretch[],
  wavelengthNm: number,
): ClippedStretch | undefined {
  return stretches.find(({ fromNm, toNm }) => wavelengthNm >= fromNm - 0.5 && wavelengthNm <= toNm + 0.5);
}

/** What a reader must know of clipped stretches and of stray light; none where the readings stay below 2. */
export function saidOfClipping(
  { wavelengthNm, values }: EnergySpectrum,
  stretches: readonly ClippedStretch[],
): readonly string[] {
  const notes: string[] = [];
  if (stretches.length > 0) {
    const named = stretches.map(
      ({ fromNm, toNm, level, why }) =>
        `${fromNm.toFixed(0)} to ${toNm.toFixed(0)} nm (${why === "plateau" ? `flat at ${Number(level.toPrecision(4))}` : `above ${level}`})`,
    );
    notes.push(
      `the absorbance is beyond the spectrometer at ${named.join(", ")}: not used there; dilute, or take a shorter path`,
    );
  }
  const felt = [...values.keys()].filter(
    (i) => values[i]! > STRAY_LIGHT_FELT && !clippedAt(stretches, wavelengthNm[i]!),
  );
  if (felt.length > 0) {
    const [from, to] = [felt.at(-1)!, felt[0]!].map((i) => wavelengthNm[i]!.toFixed(0));
    const where = from === to ? `at ${from}` : `between ${from} and ${to}`;
    notes.push(
      `absorbances above ${STRAY_LIGHT_FELT} ${where} nm read too low where stray light reaches the detector`,
    );
  }
  return notes;
}
