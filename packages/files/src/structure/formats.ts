import { cifFormat } from "./cif.ts";
import { extxyzFormat } from "./extxyz.ts";
import type { StructureFormat } from "./format.ts";
import { gromacsFormat } from "./gromacs.ts";
import { lammpsFormat } from "./lammps.ts";
import { mol2Format } from "./mol2.ts";
import { pdbFormat } from "./pdb.ts";
import { poscarFormat } from "./poscar.ts";
import { sdfFormat } from "./sdf.ts";
import { xtbFormat } from "./xtb.ts";
import { xyzFormat } from "./xyz.ts";

/** Every format of atomistic structures, in the order in which the content of a file is tried. */
export const structureFormats: readonly StructureFormat[] = [
  cifFormat,
  mol2Format,
  sdfFormat,
  pdbFormat,
  extxyzFormat,
  xyzFormat,
  xtbFormat,
  lammpsFormat,
  gromacsFormat,
  poscarFormat,
];
