import { formatQuantity, SERIES_UNITS } from "@oleate/core";
import { hasExchange, KIND_NAMES, kindsIn, numbersIn } from "../../../worker/nmr-series-model.ts";
import type { SeriesNumber, SeriesRows, SeriesWish } from "../../../worker/nmr-series-protocol.ts";
import { shellPath, shellWord } from "../../shell-word.ts";
import { NUMBER_WORDS } from "./first-wish.ts";

/** True where every kind of the table is fitted, so that the command line can take the table as it is. */
export function isWhole(rows: SeriesRows, wish: SeriesWish): boolean {
  return kindsIn(rows, wish).length === Object.keys(rows.measured).length;
}

/** Name of the table that the command reads: the file's own, or that of the kinds which are fitted. */
export function tableName(rows: SeriesRows, wish: SeriesWish): string {
  return isWhole(rows, wish) ? rows.file : `${rows.file.replace(/\.[^./]*$/u, "")}-fitted.csv`;
}

/** The line that makes the same fit in a terminal. */
export function seriesCommand(rows: SeriesRows, wish: SeriesWish): string {
  const used = numbersIn(rows, wish);
  const words = (name: SeriesNumber, unit: string): string => {
    const { value, fit } = wish.numbers[name];
    return `${fit ? "fit from " : ""}${formatQuantity(value, unit)}`;
  };
  const state = (name: "bound" | "free"): string =>
    (["D", "shift", "width"] as const)
      .filter((signal) => used.includes(`${signal} ${name}`))
      .map((signal) => {
        const number: SeriesNumber = `${signal} ${name}`;
        return `${signal} = ${words(number, NUMBER_WORDS[number].unit)}`;
      })
      .join(", ");
  const noise = kindsIn(rows, wish)
    .filter((kind) => wish.noise[kind] !== undefined)
    .map((kind) => `${KIND_NAMES[kind]} = ${formatQuantity(wish.noise[kind]!, SERIES_UNITS[kind])}`)
    .join(", ");
  const flags: readonly (readonly [flag: string, text: string])[] = [
    ["--K", words("K", "/mM")],
    ["--sites", words("sites", "")],
    ["--bound", state("bound")],
    ["--free", state("free")],
    ["--noise", noise],
    ["--integral", used.includes("integral per mM") ? words("integral per mM", "") : ""],
    ["--invisible", wish.invisible ? words("invisible share", "") : ""],
    ["--exchange", hasExchange(rows, wish) ? words("k exchange", "/s") : ""],
    ["--proton", hasExchange(rows, wish) ? formatQuantity(wish.protonMHz, "MHz") : ""],
  ];
  const said = flags.flatMap(([flag, text]) => (text === "" ? [] : [flag, shellWord(text)]));
  return ["oleate nmr-fit", shellPath(tableName(rows, wish)), ...said].join(" ");
}
