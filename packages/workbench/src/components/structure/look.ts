import { bytesOf, elementLook } from "../../three/element-look.ts";
import type { Look } from "../../three/stage.ts";
import type { StickList } from "../../three/sticks.ts";
import type { DotScene } from "../../worker/structure-protocol.ts";
import { type Coloured, type Colouring, familyColour } from "./colouring.ts";

/** How the dot is shown. */
export interface ViewChoices {
  readonly mode: "space-filling" | "ball";
  readonly colouring: Colouring;
  readonly ligands: "thin" | "as the core" | "heads" | "hidden";
  readonly facets: boolean;
  /** Keys of categories that are switched off. */
  readonly off: ReadonlySet<string>;
}

const BALL = 0.4;
/** Radius of a thin ligand's sticks and of a ball's bonds, Angstrom. */
const THIN = 0.19;
const BOND = 0.13;
/** Hydrogens of thin ligands. */
const THINNEST = 0.09;
/** Bonds of the core are drawn up to this many atoms: inside a larger one nobody sees them. */
const MOST_BONDED = 20_000;

/** Whether each atom is drawn at all. */
function shownAtoms(scene: DotScene, coloured: Coloured, choices: ViewChoices): Uint8Array {
  const off = coloured.categories.map(({ key }) => choices.off.has(key));
  return Uint8Array.from(coloured.of, (category, atom) => {
    if (off[category]) return 0;
    if (atom < scene.coreCount || choices.ligands === "thin" || choices.ligands === "as the core") return 1;
    return choices.ligands === "heads" && scene.head[atom]! > 0 ? 1 : 0;
  });
}

function radiiOf(scene: DotScene, shown: Uint8Array, choices: ViewChoices): Float32Array {
  const byElement = scene.symbols.map((symbol) => elementLook(symbol).radius);
  const scale = choices.mode === "ball" ? BALL : 1;
  return Float32Array.from(shown, (seen, atom) => {
    if (!seen) return 0;
    const own = byElement[scene.element[atom]!]!;
    if (atom < scene.coreCount || choices.ligands === "as the core") return scale * own;
    // Donors stay visible as small balls, the rest of a ligand is as thin as its sticks.
    if (scene.symbols[scene.element[atom]!] === "H") return THINNEST;
    return scene.head[atom] === 1 ? Math.max(THIN, 0.4 * own) : THIN;
  });
}

function sticksOf(scene: DotScene, shown: Uint8Array, colours: Uint8Array, choices: ViewChoices): StickList {
  const pairs: number[] = [];
  const thick: number[] = [];
  const add = (a: number, b: number, radius: number): void => {
    if (!shown[a] || !shown[b]) return;
    pairs.push(a, b);
    thick.push(radius);
  };
  const filled = choices.mode === "space-filling";
  if (!(filled && choices.ligands === "as the core")) {
    const thin = choices.ligands !== "as the core";
    const hydrogen = scene.symbols.indexOf("H");
    for (let at = 0; at < scene.bonds.length; at += 2) {
      const [a, b] = [scene.bonds[at]!, scene.bonds[at + 1]!];
      const dative = a < scene.coreCount || b < scene.coreCount;
      const toHydrogen = scene.element[a] === hydrogen || scene.element[b] === hydrogen;
      add(a, b, dative || !thin ? BOND : toHydrogen ? THINNEST : THIN);
    }
  }
  if (!filled && scene.coreCount <= MOST_BONDED) {
    for (let atom = 0; atom < scene.coreCount; atom++) {
      for (let at = scene.start[atom]!; at < scene.start[atom + 1]!; at++) {
        if (scene.neighbours[at]! > atom) add(atom, scene.neighbours[at]!, BOND);
      }
    }
  }
  const n = thick.length;
  const ends = new Float32Array(6 * n);
  const halves = new Uint8Array(6 * n);
  for (let i = 0; i < 2 * n; i++) {
    const atom = pairs[i]!;
    for (let k = 0; k < 3; k++) {
      ends[3 * i + k] = scene.xyz[3 * atom + k]!;
      halves[3 * i + k] = colours[3 * atom + k]!;
    }
  }
  return { ends, colours: halves, radii: Float32Array.from(thick) };
}

/** What the stage draws of a scene under the choices made. */
export function lookOf(scene: DotScene, coloured: Coloured, choices: ViewChoices): Look {
  const shown = shownAtoms(scene, coloured, choices);
  const bytes = coloured.categories.map(({ colour }) => bytesOf(colour));
  const colours = new Uint8Array(3 * shown.length);
  coloured.of.forEach((category, atom) => {
    colours.set(bytes[category]!, 3 * atom);
  });
  return {
    radii: radiiOf(scene, shown, choices),
    colours,
    sticks: sticksOf(scene, shown, colours, choices),
    polygons: choices.facets
      ? scene.faces
          .filter(({ corners }) => corners.length > 2)
          .map(({ corners, family }) => ({ corners, colour: familyColour(scene, family, choices.colouring) }))
      : [],
  };
}

/** Distance of the farthest atom shown from the centre with its radius, Angstrom; ligands count unless they are hidden. */
export function reachOf(scene: DotScene, ligands: ViewChoices["ligands"]): number {
  const end = ligands === "thin" || ligands === "as the core" ? scene.element.length : scene.coreCount;
  let most = 0;
  for (let atom = 0; atom < end; atom++) {
    const [x, y, z] = [scene.xyz[3 * atom]!, scene.xyz[3 * atom + 1]!, scene.xyz[3 * atom + 2]!];
    most = Math.max(most, x * x + y * y + z * z);
  }
  return Math.sqrt(most) + 2;
}
