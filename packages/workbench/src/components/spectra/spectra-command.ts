import type { SizeAsk, SpectraWish } from "../../worker/spectra-protocol.ts";
import { shellPath, shellWord } from "../shell-word.ts";
import { FIRST_WISH } from "./first-wish.ts";
import type { ShownFile } from "./use-spectra.ts";

const plain = (value: number): number => Number(value.toPrecision(12));

/** The line that reads the spectra of a file in a terminal; null for a file that is left out. */
export function spectrumCommand({ file, kind, quantity }: ShownFile, wish: SpectraWish): string | null {
  if (kind === "left out" || (kind === "absorption" && wish.material === "")) return null;
  const told = quantity === "emission" ? "emission" : "absorption";
  const flags: (readonly [string, string])[] = [
    ["--kind", told === kind ? "" : kind],
    ["--material", kind === "absorption" ? wish.material : ""],
  ];
  if (kind === "absorption") {
    const line = `${plain(1000 * wish.lineLowEv)} to ${plain(1000 * wish.lineHighEv)} meV`;
    const usual = wish.lineLowEv === FIRST_WISH.lineLowEv && wish.lineHighEv === FIRST_WISH.lineHighEv;
    flags.push(
      ["--curve", wish.curve],
      ["--path", wish.pathCm === 1 ? "" : `${wish.pathCm} cm`],
      ["--line", usual ? "" : line],
    );
  }
  const said = flags.flatMap(([flag, text]) => (text === "" ? [] : [flag, shellWord(text)]));
  return ["oleate spectrum", shellPath(file), ...said].join(" ");
}

/** Unit the calculator's number is typed in. */
export type GivenUnit = "nm of light" | "eV" | "nm of size";

/** The line that gives the calculator's table in a terminal. */
export function sizeCommand({ material }: Pick<SizeAsk, "material">, unit: GivenUnit, typed: number): string {
  const flag = unit === "nm of size" ? "--size" : "--gap";
  return `oleate size --material ${shellWord(material)} ${flag} ${shellWord(`${plain(typed)} ${unit === "eV" ? "eV" : "nm"}`)}`;
}
