import type { DotWish } from "../../worker/structure-protocol.ts";
import { FIRST_LIGAND, FIRST_WISH } from "./wish.ts";

/** A dot to begin from. */
export interface Preset {
  readonly title: string;
  readonly wish: DotWish;
}

const bromideCube: DotWish = {
  ...FIRST_WISH,
  material: "CsPbBr3",
  form: "cubic",
  shape: "cube",
  sizeBy: "edge",
  edgeNm: 4.3,
};

/** Dots of the literature, ready to be changed. */
export const PRESETS: readonly Preset[] = [
  {
    title: "PbS with oleate, 4.8 nm",
    wish: {
      ...FIRST_WISH,
      ligands: [FIRST_LIGAND],
    },
  },
  { title: "CsPbBr3 cube, CsBr faces", wish: bromideCube },
  {
    title: "CsPbBr3 cube, PbBr2 faces",
    wish: { ...bromideCube, terminations: { "{100}": "PbBr2" } },
  },
  {
    title: "Cd35Se20 tetrahedron",
    wish: {
      ...FIRST_WISH,
      material: "CdSe",
      form: "zinc blende",
      shape: "tetrahedron",
      sizeBy: "atoms",
      atoms: 55,
      ligands: [{ ...FIRST_LIGAND, name: "benzoate" }],
    },
  },
  {
    title: "Wurtzite CdSe prism",
    wish: {
      ...FIRST_WISH,
      material: "CdSe",
      form: "wurtzite",
      shape: "hexagonal-prism",
      diameterNm: 4,
      aspect: 1.5,
    },
  },
  {
    title: "Au309 cuboctahedron",
    wish: {
      ...FIRST_WISH,
      material: "Au",
      form: "gold",
      shape: "cuboctahedron",
      sizeBy: "atoms",
      atoms: 309,
    },
  },
];
