import { InputError } from "../errors.ts";
import { type Crystal, cartesian } from "./crystal.ts";
import { commonDivisor, cross, dot, length, minus, scaled, type Vector } from "./vector.ts";

/** Atom planes within this of each other (Angstrom) are one layer: buckled layers count as one. */
const LAYER_THICKNESS = 0.2;

/** One layer of atoms parallel to a plane: its height over the origin (Angstrom, modulo `period`) and what it holds. */
export interface Layer {
  readonly height: number;
  /** Elements with their share of the layer, as whole numbers in lowest terms. */
  readonly composition: ReadonlyMap<string, number>;
  /** Formal charge of that composition. */
  readonly charge: number;
  /** Whether it holds cations, anions or both; "atoms" in an element. */
  readonly holds: "cations" | "anions" | "both" | "atoms";
}

/** The layers of a crystal along the normal of (h k l), which repeat after `period` (Angstrom). */
export interface Stacking {
  readonly hkl: Vector;
  readonly normal: Vector;
  readonly period: number;
  readonly layers: readonly Layer[];
  /** Per site of the cell: its height (Angstrom, modulo `period`). */
  readonly siteHeights: readonly number[];
}

/** Reads Miller indices: "111", "-1-1-1", "(1 0 -1)", "10-10" (four indices of a hexagonal cell, the third is left out). */
export function parseMiller(text: string): Vector {
  const bare = text.replace(/[{}()[\]]/g, " ").trim();
  const parts = /[\s,]/.test(bare) ? bare.split(/[\s,]+/) : (bare.match(/-?\d/g) ?? []);
  const numbers = parts.map(Number);
  const three = numbers.length === 4 ? [numbers[0]!, numbers[1]!, numbers[3]!] : numbers;
  const wrongSum = numbers.length === 4 && numbers[0]! + numbers[1]! + numbers[2]! !== 0;
  if (
    three.length !== 3 ||
    wrongSum ||
    three.some((v) => !Number.isInteger(v)) ||
    three.every((v) => v === 0)
  ) {
    throw new InputError({
      what: "a plane cannot be read",
      found: `"${text}"`,
      expected: "three Miller indices such as 111 or -1-1-1, or four of a hexagonal cell such as 10-10",
    });
  }
  return [three[0]!, three[1]!, three[2]!];
}

/** Miller indices as written in text: "{111}"; a minus stands before its digit. */
export function formatMiller(hkl: Vector, brackets: "{}" | "()" = "{}"): string {
  return `${brackets[0]}${hkl.map((v) => String(v + 0)).join("")}${brackets[1]}`;
}

/** Miller indices divided by what they share: (0 0 2) is (0 0 1). */
export function lowestTerms(hkl: Vector): Vector {
  const divisor = commonDivisor(hkl);
  return [hkl[0] / divisor, hkl[1] / divisor, hkl[2] / divisor];
}

/** Normal of (h k l) in reciprocal space, 1/Angstrom: its length is one over the spacing of the planes. */
export function reciprocalVector(crystal: Crystal, hkl: Vector): Vector {
  const [a, b, c] = crystal.cell;
  const volume = dot(a, cross(b, c));
  const [p, q, r] = [cross(b, c), cross(c, a), cross(a, b)].map((v, k) => scaled(v, hkl[k]! / volume));
  return [p![0] + q![0] + r![0], p![1] + q![1] + r![1], p![2] + q![2] + r![2]];
}

/** The stacking of atom layers along (h k l) seen from `centre` (fractional). Indices are brought to lowest terms. */
export function stackingAlong(crystal: Crystal, hkl: Vector, centre: Vector): Stacking {
  const low = lowestTerms(hkl);
  const g = reciprocalVector(crystal, low);
  const period = 1 / length(g);
  const normal = scaled(g, period);
  const heights = crystal.sites
    .map((site, index) => {
      const h = dot(normal, cartesian(crystal, minus(site.at, centre)));
      const folded = h - period * Math.floor(h / period + 1e-9);
      return { index, height: folded };
    })
    .sort((a, b) => a.height - b.height);
  const groups: { readonly height: number; readonly index: number }[][] = [];
  for (const entry of heights) {
    const last = groups.at(-1);
    if (last && entry.height - last[0]!.height < LAYER_THICKNESS) last.push(entry);
    else groups.push([entry]);
  }
  // The first and the last group may be one layer cut by the fold.
  if (groups.length > 1 && groups[0]![0]!.height + period - groups.at(-1)![0]!.height < LAYER_THICKNESS) {
    const last = groups.pop()!;
    groups[0]!.push(...last.map(({ index, height }) => ({ index, height: height - period })));
  }
  const siteHeights = new Array<number>(crystal.sites.length);
  for (const { index, height } of groups.flat()) siteHeights[index] = height;
  return { hkl: low, normal, period, layers: groups.map((group) => layerOf(crystal, group)), siteHeights };
}

function layerOf(crystal: Crystal, group: readonly { height: number; index: number }[]): Layer {
  const counts = new Map<string, number>();
  let charge = 0;
  let cations = false;
  let anions = false;
  for (const { index } of group) {
    const site = crystal.sites[index]!;
    counts.set(site.symbol, (counts.get(site.symbol) ?? 0) + 1);
    charge += site.oxidation;
    if (site.oxidation > 0) cations = true;
    if (site.oxidation < 0) anions = true;
  }
  const divisor = commonDivisor([...counts.values()]);
  return {
    height: group.reduce((sum, entry) => sum + entry.height, 0) / group.length,
    composition: new Map([...counts].map(([symbol, n]) => [symbol, n / divisor])),
    charge: charge / divisor,
    holds: cations && anions ? "both" : cations ? "cations" : anions ? "anions" : "atoms",
  };
}

/** Composition of a layer as a formula, cations first: "CsBr". */
export function layerFormula(crystal: Crystal, layer: Layer): string {
  const oxidation = (symbol: string): number =>
    crystal.sites.find((site) => site.symbol === symbol)!.oxidation;
  return [...layer.composition]
    .sort(([a], [b]) => oxidation(b) - oxidation(a))
    .map(([symbol, n]) => `${symbol}${n === 1 ? "" : n}`)
    .join("");
}
