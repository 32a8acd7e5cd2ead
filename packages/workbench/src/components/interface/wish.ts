import {
  findLigand,
  type Ligand,
  ligands,
  materials,
  REFERENCE_TEMPERATURE_K,
  shapes,
  solventsByPolarity,
} from "@oleate/core";
import type { Addition, InterfaceWish } from "../../worker/interface-protocol.ts";

/** The solution the page opens with: a sample diluted for a quantum yield. */
export const FIRST_WISH: InterfaceWish = {
  material: "PbS",
  shape: "truncated-octahedron",
  sizeNm: 4.8,
  concentrationUm: 1,
  solvent: "toluene",
  second: "",
  secondPercent: 40,
  temperatureK: REFERENCE_TEMPERATURE_K,
  additions: [],
  set: {},
};

/** Solvents with a tabulated polarity, least polar first. */
export const SOLVENTS: ReturnType<typeof solventsByPolarity> = solventsByPolarity();

/** Materials whose dots are known to shed complexes of their cation. */
export const MATERIALS: readonly string[] = materials
  .filter(({ ions }) => ions.length === 2 && ions.some(({ element }) => ["Pb", "Cd"].includes(element)))
  .map(({ formula }) => formula);

/** Shapes that a diameter and nothing else describes. */
export const SHAPES: readonly string[] = shapes
  .filter(
    ({ sizedBy, axes, options }) =>
      sizedBy === "diameter" &&
      axes.includes("cubic") &&
      !options.edges &&
      !options.energies &&
      !options.aspect,
  )
  .map(({ name }) => name);

/** What can be added, by how it binds: metal complexes, and neutral partners. */
export const ADDABLE: readonly { readonly label: string; readonly names: readonly string[] }[] = (
  [
    ["complexes (Z-type)", (ligand) => ligand.bindingClass === "Z" && ligand.complexOf !== undefined],
    ["acids", (ligand) => ligand.bindingClass === "L" && /\bacid$/u.test(ligand.name)],
    ["neutral donors (L-type)", (ligand) => ligand.bindingClass === "L" && !/\bacid$/u.test(ligand.name)],
  ] as const satisfies readonly (readonly [string, (ligand: Ligand) => boolean])[]
).map(([label, belongs]) => ({ label, names: ligands.filter(belongs).map(({ name }) => name) }));

/** What is added first, second and third where nothing else is chosen. */
const USUAL = ["oleic acid", "lead oleate", "octylamine"].map((name) => findLigand(name).name);
const ALL: readonly string[] = [...new Set([...USUAL, ...ADDABLE.flatMap(({ names }) => names)])];

/** The ligand curves are drawn for while nothing is added. */
export const USUAL_LIGAND: string = USUAL[0]!;

/** The next addition to a list: one that is not in it yet; null when all are. */
export function nextAddition(additions: readonly Addition[]): Addition | null {
  const name = ALL.find((other) => additions.every((addition) => addition.name !== other));
  return name === undefined ? null : { name, amount: 100, unit: "eq" };
}
