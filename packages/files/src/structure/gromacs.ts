import { atomCount, InputError, type Structure, symbolOf } from "@oleate/core";
import { inStandardBox } from "./cell.ts";
import type { StructureFormat, WriteOptions } from "./format.ts";
import { writeTopology } from "./gromacs-topology.ts";
import { atomNames, residueCodes, residueOfAtoms, titleOf } from "./parts.ts";
import { fixedWidth, linesOf, wholeNumber } from "./text.ts";

/** A coordinate in nm, three decimals in eight columns. */
function coordinate(angstrom: number, atom: number): string {
  const text = fixedWidth(angstrom / 10, 3, 8);
  if (text !== undefined) return text;
  throw new InputError({
    what: `atom ${atom + 1} lies outside what a gro file can hold`,
    found: `${angstrom / 10} nm`,
    expected: "-999.999 to 9999.999 nm",
    remedy: "move the structure to the origin",
  });
}

function write(structure: Structure, options: WriteOptions = {}): Readonly<Record<string, string>> {
  const { cell, xyz } = inStandardBox(structure, options.margin);
  const owner = residueOfAtoms(structure);
  const codes = residueCodes(structure);
  // A number as wide as the column hides the element from readers: the many atoms of a core go by their symbol alone.
  const names = atomNames(structure, 5).map((name, i) => (name.length < 5 ? name : symbolOf(structure, i)));
  const lines = [titleOf(structure), String(atomCount(structure)).padStart(5)];
  for (let i = 0; i < atomCount(structure); i++) {
    const residue = owner[i]!;
    const code = codes.get(structure.residues[residue]?.name ?? "") ?? "UNK";
    const place = [0, 1, 2].map((k) => coordinate(xyz[3 * i + k]!, i)).join("");
    const number = String((residue + 1) % 100_000).padStart(5);
    lines.push(
      `${number}${code.padEnd(5)}${names[i]!.padStart(5)}${String((i + 1) % 100_000).padStart(5)}${place}`,
    );
  }
  // Diagonal first, then the tilts, in the order GROMACS reads: xx yy zz xy xz yx yz zx zy.
  const order = [0, 4, 8, 1, 2, 3, 5, 6, 7];
  const box = order.map((at) => (cell[at]! / 10).toFixed(6));
  const square = order.slice(3).every((at) => cell[at] === 0);
  lines.push(`   ${(square ? box.slice(0, 3) : box).join("   ")}`);
  const symbols = Array.from({ length: atomCount(structure) }, (_, i) => symbolOf(structure, i));
  return { gro: `${lines.join("\n")}\n`, top: writeTopology(structure, { names, codes, symbols }) };
}

/**
 * GROMACS: coordinates (.gro, nm with three decimals, residue and atom numbers wrapped at 100000) and the skeleton of a
 * topology (.top) whose force-field types are left to fill in. A dot stands in a box with a margin. Written, not read.
 * Source: GROMACS reference manual, file formats gro and top.
 */
export const gromacsFormat: StructureFormat = {
  name: "gromacs",
  extensions: ["gro"],
  label: "GROMACS gro and topology skeleton",
  detect: (text) => {
    const [, count, first] = linesOf(text.slice(0, 2000));
    return (
      wholeNumber(count) !== undefined && /^[ \d]{5}.{10}[ \d]{5}(?:[ \d-]{4}\.\d{3}){3}/u.test(first ?? "")
    );
  },
  write,
};
