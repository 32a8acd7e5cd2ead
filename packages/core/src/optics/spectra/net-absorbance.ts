import { backgroundAt } from "./background.ts";
import { clippedAt } from "./clipped.ts";
import type { AbsorptionReading } from "./first-transition.ts";
import { type MeasuredSpectrum, spectrumByEnergy } from "./spectrum-input.ts";

/** How far from a reading an absorbance is still taken from it, nm. */
const SLACK_NM = 0.6;

/**
 * Absorbance above the background between measured points, by wavelength in nm: null beyond 0.6 nm of the measured range, and the
 * reason in words where the spectrometer's limit was read. Bad points of the reading are passed over.
 */
export function netAbsorbance(
  spectrum: MeasuredSpectrum,
  { background, setAside, clipped }: AbsorptionReading,
): (wavelengthNm: number) => number | string | null {
  const bad = new Set(setAside.map(({ wavelengthNm }) => wavelengthNm));
  const all = spectrumByEnergy(spectrum);
  const kept = [...all.values.keys()].filter((i) => !bad.has(all.wavelengthNm[i]!));
  const nmOf = (k: number): number => all.wavelengthNm[kept[k]!]!;
  return (nm) => {
    const last = kept.length - 1;
    if (nm < nmOf(last) - SLACK_NM || nm > nmOf(0) + SLACK_NM) return null;
    const stretch = clippedAt(clipped, nm);
    if (stretch) return `the spectrometer's limit was read there (${Number(stretch.level.toPrecision(4))})`;
    const after = kept.findIndex((i) => all.wavelengthNm[i]! <= nm);
    const k = after < 0 ? last : Math.max(1, after);
    const share = (nmOf(k - 1) - nm) / (nmOf(k - 1) - nmOf(k));
    const [before, next] = [all.values[kept[k - 1]!]!, all.values[kept[k]!]!];
    const raw = before + Math.min(1, Math.max(0, share)) * (next - before);
    return raw - backgroundAt(background, all.energyEv[kept[k]!]!);
  };
}
