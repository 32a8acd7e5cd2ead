import type {
  DilutionRows,
  MeasureWish,
  ReadSpectrum,
  SpectrumUse,
  Stated,
  StatedSolvent,
} from "../../../worker/quantum-yield-protocol.ts";
import { shellPath, shellWord } from "../../shell-word.ts";

/** A number with its error as the command line reads it: 0.045 +- 0.001. */
const words = ({ value, error }: Stated): string =>
  value === null ? "?" : `${value}${error === null ? "" : ` +- ${error}`}`;
const solventWords = ({ name, index }: StatedSolvent): string => (name === "" ? String(index ?? "?") : name);

/** File names of spectra in a command; "?" where none is chosen. */
export type SpectrumFiles = Readonly<Record<SpectrumUse, ReadSpectrum | null>>;

/** Name of a file that holds one spectrum alone: its own, or one to save it as. */
export function spectrumFile({ file, alone, label }: ReadSpectrum): string {
  return alone ? file : `${label.replace(/[^\w.-]+/gu, "-")}.csv`;
}

const FLAGS: Readonly<Record<SpectrumUse, string>> = {
  sampleEmission: "--sample-emission",
  sampleAbsorbance: "--sample-absorbance",
  referenceEmission: "--reference-emission",
  referenceAbsorbance: "--reference-absorbance",
};

const EITHER_END = (wish: MeasureWish, files: SpectrumFiles): string => {
  const { fromNm, toNm } = wish;
  if (fromNm === null && toNm === null) return "";
  // The command line wants both ends; the open one is the end of the spectra.
  const axes = [files.sampleEmission, files.referenceEmission].flatMap(
    (one) => one?.spectrum.wavelengthNm ?? [],
  );
  const first = Math.max(...axes.map((axis) => axis[0]!));
  const last = Math.min(...axes.map((axis) => axis.at(-1)!));
  return `${fromNm ?? first} to ${toNm ?? last} nm`;
};

type Flag = readonly [flag: string, text: string];

function referenceFlags({ standard, ownYield, ownSolvent }: MeasureWish): Flag[] {
  if (standard !== "") return [["--standard", standard]];
  return [
    ["--reference-yield", words(ownYield)],
    ["--reference-solvent", solventWords(ownSolvent)],
  ];
}

function spectraFlags(wish: MeasureWish, files: SpectrumFiles): Flag[] {
  return [
    ["--excitation", wish.excitationNm === null ? "" : `${wish.excitationNm} nm`],
    ["--range", EITHER_END(wish, files)],
    ["--blank", wish.blankNm === null ? "" : `${wish.blankNm} nm`],
    ["--area-error", wish.areaErrorPercent ? `${wish.areaErrorPercent} %` : ""],
    ["--absorbance-error", wish.absorbanceError ? String(wish.absorbanceError) : ""],
  ];
}

/** The line that gives the same in a terminal. */
export function measureCommand(
  wish: MeasureWish,
  files: SpectrumFiles,
  dilutions: Pick<DilutionRows, "file"> | null,
): string {
  const said = (flags: readonly Flag[]): string[] =>
    flags.flatMap(([flag, text]) => (text === "" ? [] : [flag, shellWord(text)]));
  const line = (...parts: readonly string[]): string => ["oleate quantum-yield", ...parts].join(" ");
  if (wish.way === "sphere") {
    const names = wish.three
      ? (["La", "Lb", "Lc", "Pa", "Pb", "Pc"] as const)
      : (["La", "Lc", "Pa", "Pc"] as const);
    const areas = names
      .filter((name) => name !== "Pa" || wish.sphere.Pa.value !== null)
      .map((name) => `${name} = ${words(wish.sphere[name])}`);
    return line(
      ...said([
        ["--absolute", areas.join(", ")],
        ["--error", wish.sphereErrorPercent ? `${wish.sphereErrorPercent} %` : ""],
        ["--reabsorbed", wish.reabsorbed.value === null ? "" : words(wish.reabsorbed)],
      ]),
    );
  }
  const both: Flag[] = [...referenceFlags(wish), ["--solvent", solventWords(wish.solvent)]];
  if (wish.way === "numbers") {
    const of = ({ intensity, absorbance, excitation }: MeasureWish["sample"]): string =>
      `I = ${words(intensity)}, A = ${words(absorbance)}${excitation.value === null ? "" : `, excitation = ${words(excitation)}`}`;
    return line(
      ...said([
        ...both,
        ["--sample", of(wish.sample)],
        ["--reference", of(wish.reference)],
        ["--excitation", wish.excitationNm === null ? "" : `${wish.excitationNm} nm`],
      ]),
    );
  }
  if (wish.way === "dilutions")
    return line(
      shellPath(dilutions?.file ?? "?"),
      ...said([...both, ["--intercept", wish.intercept === "free" ? "free" : ""]]),
    );
  const paths = (Object.keys(FLAGS) as SpectrumUse[]).flatMap((use) => {
    const spectrum = files[use];
    return [FLAGS[use], spectrum ? shellPath(spectrumFile(spectrum)) : "?"];
  });
  return line(
    ...said(both),
    ...paths,
    ...said(spectraFlags(wish, files)),
    ...(wish.power ? ["--power"] : []),
  );
}
