import type { NamedPlace } from "@oleate/core";
import type { Area } from "./legend.ts";
import { num } from "./marks/mark.ts";
import { escapeText } from "./unit-label.ts";

/** Least distance of two upright names, size of their type, and length of the lines that lead to them, mm. */
const PITCH_MM = 2.3;
const TYPE_MM = 2.2;
const LEADER_MM = 3.2;

/** Widths of letters as shares of the type's size, after the widest of the faces a figure may be set in. */
const LETTERS: readonly (readonly [RegExp, number])[] = [
  [/[mMWw@%]/u, 0.98],
  [/[A-Z]/u, 0.76],
  [/[ijltfI.,:;'|()\- ]/u, 0.4],
];
const ORDINARY = 0.64;

/** Length of a name as it is drawn, mm; rather too long than too short. */
const lengthOf = (name: string): number =>
  TYPE_MM *
  [...name].reduce((sum, letter) => sum + (LETTERS.find(([one]) => one.test(letter))?.[1] ?? ORDINARY), 0);

/** Room above a plot for its upright names, mm. */
export function heightOfNames(names: readonly NamedPlace[]): number {
  return names.length === 0 ? 0 : LEADER_MM + Math.max(...names.map(({ name }) => lengthOf(name)));
}

/**
 * Places as near to those wanted (sorted) as a least distance between neighbours allows, least squares, within limits:
 * isotonic regression of what is left when each is moved back by its turn (pool adjacent violators).
 */
export function spread(
  wanted: readonly number[],
  distance: number,
  low: number,
  high: number,
): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((place, i) => {
    pools.push({ sum: place - i * distance, count: 1 });
    for (;;) {
      const [a, b] = [pools.at(-2), pools.at(-1)!];
      if (!a || a.sum / a.count <= b.sum / b.count) break;
      pools.splice(-2, 2, { sum: a.sum + b.sum, count: a.count + b.count });
    }
  });
  const last = high - (wanted.length - 1) * distance;
  return pools
    .flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count))
    .map((place, i) => Math.max(low, Math.min(last, place)) + i * distance);
}

/** Names stand upright above a plot, each led to its place; where there is no room for all, every second or third stands. */
export function drawNames(
  names: readonly NamedPlace[],
  area: Area,
  x: (value: number) => number | null,
): string {
  const placed = names
    .flatMap(({ at, name }) => {
      const place = x(at);
      return place === null || place < area.left - 1e-6 || place > area.right + 1e-6 ? [] : [{ place, name }];
    })
    .sort((a, b) => a.place - b.place);
  const room = Math.floor((area.right - area.left) / PITCH_MM);
  const every = Math.max(1, Math.ceil(placed.length / room));
  const shown = placed.filter((_, i) => i % every === 0);
  const stands = spread(
    shown.map(({ place }) => place),
    PITCH_MM,
    area.left + 1,
    area.right - 0.6,
  );
  const foot = area.top - LEADER_MM;
  const lines = shown.map(
    ({ place }, i) =>
      `M${num(place)} ${num(area.top + 0.9)}V${num(area.top - 0.5)}L${num(stands[i]!)} ${num(foot + 0.5)}`,
  );
  const texts = shown.map(
    ({ name }, i) =>
      `<text class="note" transform="translate(${num(stands[i]! + 0.75)} ${num(foot)}) rotate(-90)">${escapeText(name)}</text>`,
  );
  return shown.length === 0 ? "" : `<path class="axis" d="${lines.join("")}"/>${texts.join("")}`;
}
