import { elementLook } from "../../three/element-look.ts";
import type { DotScene } from "../../worker/structure-protocol.ts";

/** By what atoms are coloured. */
export type Colouring = "element" | "facet" | "site class";

/** One entry of the legend: atoms that share a colour and are shown or hidden together. */
export interface Category {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
  readonly count: number;
}

/** Categories of a scene, and per atom the index of its own. */
export interface Coloured {
  readonly categories: readonly Category[];
  readonly of: Int16Array;
}

/** Told apart by all kinds of colour vision in this order, on white and on near-black (Okabe & Ito 2008; Tol's muted set). */
const PALETTE = [
  "#e07b1a",
  "#2f8fd0",
  "#12a27c",
  "#c9629c",
  "#d6b62c",
  "#6a5fc4",
  "#d1452f",
  "#5fbcd3",
  "#93a53a",
  "#a05a86",
  "#3c7d55",
  "#b08a5a",
];
const INSIDE = "#8b939b";
/** Ligands step back where facets or classes are coloured. */
const LIGANDS = ["#b3bac1", "#97a0a9", "#c9bfae", "#a9b7bd"];

function collected(
  n: number,
  keyOf: (atom: number) => string,
  colourOf: (key: string) => string,
  order: (keys: readonly string[]) => readonly string[] = (keys) => keys,
): Coloured {
  const found = new Map<string, number>();
  const raw = new Int16Array(n);
  const counts: number[] = [];
  for (let atom = 0; atom < n; atom++) {
    const key = keyOf(atom);
    let index = found.get(key);
    if (index === undefined) {
      index = found.size;
      found.set(key, index);
      counts.push(0);
    }
    raw[atom] = index;
    counts[index]!++;
  }
  const keys = order([...found.keys()]);
  const place = new Int16Array(found.size);
  keys.forEach((key, i) => {
    place[found.get(key)!] = i;
  });
  return {
    categories: keys.map((key) => ({
      key,
      label: key,
      colour: colourOf(key),
      count: counts[found.get(key)!]!,
    })),
    of: raw.map((index) => place[index]!),
  };
}

const ligandName = (scene: DotScene, atom: number): string => scene.ligands[scene.ligandOf[atom]!]!.name;

/** Categories with the surface first (in the order given), then what lies inside, then the ligands. */
function bySurface(scene: DotScene, keyOf: (atom: number) => string, surface: readonly string[]): Coloured {
  const names = [...new Set(scene.ligands.map(({ name }) => name))];
  const rank = (key: string): number => {
    const at = surface.indexOf(key);
    return at >= 0 ? at : key === "inside" ? surface.length : surface.length + 1 + names.indexOf(key);
  };
  const colourOf = (key: string): string => {
    const at = surface.indexOf(key);
    if (at >= 0) return PALETTE[at % PALETTE.length]!;
    return key === "inside" ? INSIDE : LIGANDS[Math.max(0, names.indexOf(key)) % LIGANDS.length]!;
  };
  return collected(
    scene.element.length,
    (atom) => (atom < scene.coreCount ? keyOf(atom) : ligandName(scene, atom)),
    colourOf,
    (keys) => [...keys].sort((a, b) => rank(a) - rank(b)),
  );
}

/** Sorts every atom into the categories of a colouring. */
export function colouredBy(scene: DotScene, colouring: Colouring): Coloured {
  if (colouring === "element") {
    return collected(
      scene.element.length,
      (atom) => scene.symbols[scene.element[atom]!]!,
      (symbol) => elementLook(symbol).colour,
    );
  }
  if (colouring === "facet") {
    const families = [...new Set(scene.faces.map(({ family }) => family))];
    const named = families.length > 0 ? families : ["surface"];
    return bySurface(
      scene,
      (atom) => {
        if (scene.classOf[atom]! < 0) return "inside";
        const face = scene.faceOf[atom]!;
        return face < 0 ? "surface" : scene.faces[face]!.family;
      },
      named.includes("surface") ? named : [...named, "surface"],
    );
  }
  return bySurface(
    scene,
    (atom) => scene.classes[scene.classOf[atom]!]?.name ?? "inside",
    scene.classes.map(({ name }) => name),
  );
}

/** Tints of facets drawn over atoms that are coloured by something else. */
const TINTS = ["#8fa9c4", "#c4b08f", "#9dbfa9", "#bf9db4", "#a8a8c9"];

/** Colour of a facet family as drawn: that of its atoms where they are coloured by facet, else a tint of its own. */
export function familyColour(scene: DotScene, family: string, colouring: Colouring): string {
  const families = [...new Set(scene.faces.map((face) => face.family))];
  const colours = colouring === "facet" ? PALETTE : TINTS;
  return colours[Math.max(0, families.indexOf(family)) % colours.length]!;
}
