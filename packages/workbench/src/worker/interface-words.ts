import {
  type DotWords,
  formatConcentration,
  type InterfaceValues,
  type InterfaceWords,
  interfaceParameters,
  REFERENCE_TEMPERATURE_K,
} from "@oleate/core";
import type { InterfaceWish } from "./interface-protocol.ts";

const short = (value: number): string => String(Number(value.toPrecision(6)));

/** Solvents with their shares by volume. */
export function solventWords({
  solvent,
  second,
  secondPercent,
}: Pick<InterfaceWish, "solvent" | "second" | "secondPercent">): string {
  if (second === "" || second === solvent || secondPercent === 0) return solvent;
  const share = Number(secondPercent.toPrecision(6));
  return `${solvent} ${short(100 - share)} %, ${second} ${short(share)} %`;
}

/** Parameters that are set, as on the command line. */
function setWords(set: Partial<InterfaceValues>): readonly string[] {
  return interfaceParameters.flatMap(({ name, unit }) =>
    set[name] === undefined ? [] : [`${name} = ${short(set[name])} ${unit}`.trim()],
  );
}

/** A wish in the words of the command line; what is as usual is left out. */
export function interfaceWordsOf(wish: InterfaceWish): InterfaceWords {
  const dot: DotWords = { material: wish.material, shape: wish.shape, size: `${short(wish.sizeNm)} nm` };
  const add = wish.additions.map(({ name, amount, unit }) => `${name} = ${short(amount)} ${unit}`);
  const set = setWords(wish.set);
  return {
    dot,
    concentration: formatConcentration(wish.concentrationUm * 1e-6, 6),
    solvent: solventWords(wish),
    ...(wish.temperatureK === REFERENCE_TEMPERATURE_K
      ? {}
      : { temperature: `${short(wish.temperatureK)} K` }),
    ...(add.length === 0 ? {} : { add }),
    ...(set.length === 0 ? {} : { set }),
  };
}

const quoted = (text: string): string => (/^[\w./-]+$/u.test(text) ? text : `"${text}"`);

/** The line that answers the same question in a terminal. */
export function interfaceCommand({ dot = {}, ...words }: InterfaceWords): string {
  const flags: readonly (readonly [flag: string, texts: readonly (string | undefined)[]])[] = [
    ["--material", [dot.material]],
    ["--shape", [dot.shape]],
    ["--size", [dot.size]],
    ["--concentration", [words.concentration]],
    ["--solvent", [words.solvent]],
    ["--temperature", [words.temperature]],
    ["--add", words.add ?? []],
    ["--set", words.set ?? []],
  ];
  const parts = flags.flatMap(([flag, texts]) => {
    const said = texts.filter((text) => text !== undefined);
    return said.length === 0 ? [] : [flag, ...said.map(quoted)];
  });
  return ["oleate interface", ...parts].join(" ");
}
