import { atomCount, netCharge, type Structure, symbolOf } from "@oleate/core";
import type { StructureFormat } from "./format.ts";
import { titleOf } from "./parts.ts";

/** Bohr radius in Angstrom. Source: CODATA 2022. */
export const BOHR_ANGSTROM = 0.529177210544;

function write(structure: Structure): string {
  const { xyz, cell } = structure;
  const charge = netCharge(structure);
  const lines = [
    `# ${titleOf(structure)}`,
    `# net charge ${charge}: give it to xtb as --chrg ${Math.round(charge)}`,
    "$coord",
  ];
  for (let i = 0; i < atomCount(structure); i++) {
    const place = [0, 1, 2].map((k) => (xyz[3 * i + k]! / BOHR_ANGSTROM).toFixed(9).padStart(18)).join("");
    lines.push(`${place}  ${symbolOf(structure, i).toLowerCase()}`);
  }
  if (cell) {
    lines.push("$periodic 3", "$lattice bohr");
    for (let r = 0; r < 3; r++)
      lines.push([0, 1, 2].map((k) => (cell[3 * r + k]! / BOHR_ANGSTROM).toFixed(9).padStart(18)).join(""));
  }
  return `${[...lines, "$end"].join("\n")}\n`;
}

/**
 * Coordinates for xtb in Turbomole's form: $coord in bohr, with $periodic and $lattice for a crystal. The net charge is not
 * part of the format; it stands in a comment. Written, not read. Source: xtb documentation, geometry input.
 */
export const xtbFormat: StructureFormat = {
  name: "xtb",
  extensions: ["coord", "tmol"],
  label: "xtb or Turbomole coord",
  detect: (text) => /^\s*\$coord\b/mu.test(text.slice(0, 4000)),
  write,
};
