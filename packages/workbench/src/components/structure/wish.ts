import {
  findMaterial,
  findShape,
  type Ligand,
  ligands,
  type Material,
  materials,
  parseFormula,
  type Shape,
  shapes,
} from "@oleate/core";
import type { DotWish, LigandWish, SizeBy } from "../../worker/structure-protocol.ts";

/** Surface energies to begin a Wulff construction with: planes that close a body on the axes of the crystal. */
const ENERGIES = { cubic: "100=0.16, 111=0.20", hexagonal: "100=0.16, 001=0.20, 00-1=0.20" } as const;

/** The wish the page opens with, on which presets build. */
export const FIRST_WISH: DotWish = {
  material: "PbS",
  form: "galena",
  shape: "truncated-octahedron",
  sizeBy: "diameter",
  diameterNm: 4.8,
  edgeNm: 3,
  atoms: 1000,
  edgesNm: [8, 8, 3],
  monolayers: 4,
  truncation: 1 / 3,
  aspect: 1.5,
  energies: ENERGIES.cubic,
  terminations: {},
  shell: "",
  shellNm: 0.9,
  ligands: [],
  balance: "usual",
  vacancies: "none",
  seed: 1,
};

/** A ligand as it is added: as many as such dots usually carry, on every facet. */
export const FIRST_LIGAND: LigandWish = { name: "oleate", amount: "usual", value: 0, family: "", mode: "" };

/** Ways a size can be given for a shape. */
export function sizeWays(shape: Shape): readonly SizeBy[] {
  if (shape.options.edges) return ["edges", "monolayers"];
  return shape.name === "sphere" ? ["diameter", "atoms"] : ["diameter", "edge", "atoms"];
}

type AxesKind = Shape["axes"][number];

/** What kind of axes the named shapes find in a crystal form of the table. */
function axesKind(material: Material, form: string): AxesKind {
  const lattice = (material.polymorphs.find(({ name }) => name === form) ?? material.polymorphs[0]).lattice;
  if (lattice === "wurtzite") return "hexagonal";
  return lattice === "beta-tin" || lattice === "rutile" || (lattice as string) === "anatase"
    ? "rectangular"
    : "cubic";
}

/** The shapes a crystal form can take. */
export function shapesFor(material: string, form: string): readonly Shape[] {
  const kind = axesKind(findMaterial(material), form);
  return shapes.filter((shape) => shape.axes.includes(kind));
}

/** A changed wish made whole: a form the material has, a shape the form has, a way of size the shape has. */
export function completed(wish: DotWish, change: Partial<DotWish>): DotWish {
  const next = { ...wish, ...change };
  const material = findMaterial(next.material);
  const form = material.polymorphs.find(({ name }) => name === next.form) ?? material.polymorphs[0];
  const possible = shapesFor(material.formula, form.name);
  const shape = possible.find(({ name }) => name === next.shape) ?? possible[0]!;
  const ways = sizeWays(shape);
  const other = next.material !== wish.material || form.name !== wish.form || shape.name !== wish.shape;
  const axes = axesKind(material, form.name) === "hexagonal" ? "hexagonal" : "cubic";
  const untouched = Object.values(ENERGIES).some((text) => text === next.energies);
  const range = shape.options.aspect;
  const resets =
    shape.name !== wish.shape && change.aspect === undefined && range?.usual !== undefined
      ? { aspect: range.usual }
      : {};
  return {
    ...next,
    ...resets,
    energies: untouched ? ENERGIES[axes] : next.energies,
    form: form.name,
    shape: shape.name,
    sizeBy: ways.includes(next.sizeBy) ? next.sizeBy : ways[0]!,
    shell: shellsFor(material.formula, form.name).includes(next.shell) ? next.shell : "",
    vacancies: material.ions.some(({ element }) => element === next.vacancies) ? next.vacancies : "none",
    terminations: other && change.terminations === undefined ? {} : next.terminations,
  };
}

/** Ion pairs and metal complexes have no shape of their own: their parts are placed. */
const hasShape = (ligand: Ligand): boolean => ligand.parts === undefined && ligand.complexOf === undefined;

/** Ligands that can be placed one by one, grouped by how they bind; ion pairs go on as their two ions. */
export function ligandGroups(): readonly { readonly label: string; readonly names: readonly string[] }[] {
  const named = (bindingClass: string): readonly string[] =>
    ligands
      .filter((ligand) => ligand.bindingClass === bindingClass && ligand.complexOf === undefined)
      .map(({ name }) => name);
  return [
    { label: "X-type", names: named("X") },
    { label: "L-type", names: named("L") },
    { label: "Z-type", names: named("Z") },
    { label: "cations", names: named("cation") },
    { label: "ion pairs", names: named("ion pair") },
  ].filter(({ names }) => names.length > 0);
}

/** Ions small enough to fill the gaps ligands leave: three atoms at most. */
export function balanceIons(): readonly string[] {
  return ligands
    .filter((ligand) => {
      if (ligand.charge === 0 || !hasShape(ligand)) return false;
      const counts = [...parseFormula(ligand.formula).counts.values()];
      return counts.reduce((sum, n) => sum + n, 0) <= 3;
    })
    .map(({ name }) => name);
}

/** Materials of the same lattice, which can be grown around a crystal form. */
export function shellsFor(name: string, form: string): readonly string[] {
  const { formula, ions, polymorphs } = findMaterial(name);
  const { lattice } = polymorphs.find((entry) => entry.name === form) ?? polymorphs[0];
  return materials
    .filter((other) => other.formula !== formula && ions.length > 1)
    .filter((other) => other.polymorphs.some((entry) => entry.lattice === lattice))
    .map((other) => other.formula);
}

/** Cations of a material that can be left out of its surface, once it has anions too. */
export function vacancyChoices(name: string): readonly string[] {
  const { ions } = findMaterial(name);
  return ions.length < 2 ? [] : ions.filter(({ oxidation }) => oxidation > 0).map(({ element }) => element);
}

/** The shape of a wish. */
export function shapeOf(wish: DotWish): Shape {
  return findShape(wish.shape);
}
