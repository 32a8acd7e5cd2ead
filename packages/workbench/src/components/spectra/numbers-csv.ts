import type { WithInterval } from "@oleate/core";
import { type CsvColumn, writeCsv } from "@oleate/files";
import { type Aliquot, absorptionOf, emissionOf, type Pair } from "./aliquots.ts";
import { notesOf } from "./notes.tsx";
import { routeAt } from "./series-figures.ts";

type Given = WithInterval | null | undefined;

/** Value and both ends as three columns. */
function columns(
  name: string,
  unit: string,
  scale: number,
  aliquots: readonly Aliquot[],
  read: (one: Aliquot) => Given,
): readonly CsvColumn[] {
  const found = aliquots.map(read);
  const end = (key: keyof WithInterval): Float64Array =>
    Float64Array.from(found, (one) => (one ? scale * one[key] : Number.NaN));
  return (["value", "low", "high"] as const).map((key) => ({
    header: `${name}${key === "value" ? "" : ` ${key}`} (${unit})`,
    values: end(key),
  }));
}

/** Everything that was read, a line a spectrum, as CSV. */
export function numbersCsv(aliquots: readonly Aliquot[], pairs: readonly Pair[]): string {
  const of = (
    name: string,
    unit: string,
    scale: number,
    read: (one: Aliquot) => Given,
  ): readonly CsvColumn[] => columns(name, unit, scale, aliquots, read);
  const numbers = (name: string, read: (one: Aliquot) => number | null | undefined): CsvColumn => ({
    header: name,
    values: Float64Array.from(aliquots, (one) => read(one) ?? Number.NaN),
  });
  return writeCsv([
    { header: "file", values: aliquots.map(({ spectrum }) => spectrum.file) },
    { header: "spectrum", values: aliquots.map(({ spectrum }) => spectrum.name) },
    numbers("time (s)", ({ spectrum }) => spectrum.timeS),
    ...of("first transition", "nm", 1, (one) => absorptionOf(one)?.first?.wavelengthNm),
    numbers("readings set aside", (one) => absorptionOf(one)?.setAside.length),
    ...of("half width", "meV", 1000, (one) => absorptionOf(one)?.first?.halfWidthEv),
    numbers("edge (nm)", (one) => absorptionOf(one)?.first?.edgeNm),
    ...of("size", "nm", 1, (one) => absorptionOf(one)?.size),
    ...of("spread", "%", 100, (one) => absorptionOf(one)?.spread),
    ...of(
      "dots at the first transition",
      "uM",
      1e6,
      (one) => routeAt(absorptionOf(one)?.concentration?.routes, "first")?.concentrationMolar,
    ),
    ...of(
      "dots at short wavelength",
      "uM",
      1e6,
      (one) => routeAt(absorptionOf(one)?.concentration?.routes, "short")?.concentrationMolar,
    ),
    numbers("emission peak (nm)", (one) => emissionOf(one)?.peakNm),
    ...of("emission peak per energy", "eV", 1, (one) => emissionOf(one)?.peakEv),
    numbers("emission width (nm)", (one) => emissionOf(one)?.widthNm),
    ...of("emission width", "meV", 1000, (one) => emissionOf(one)?.widthEv),
    ...of("Stokes shift", "meV", 1000, (one) => pairs.find(({ emission }) => emission === one)?.stokesEv),
    { header: "notes", values: aliquots.map((one) => notesOf(one).join("; ")) },
  ]);
}
