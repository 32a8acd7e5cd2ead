import { atomCount, InputError, type Structure, structureOf, symbolOf } from "@oleate/core";
import type { StructureFormat } from "./format.ts";
import { titleOf } from "./parts.ts";
import { linesOf, pushPosition, readElement, wholeNumber, wordsOf } from "./text.ts";
import { looksLikeAtom, xyzFrame } from "./xyz-frame.ts";

/** True for a second line that describes columns or a cell, as in extended XYZ. */
export function hasExtendedComment(comment: string | undefined): boolean {
  return /(?:^|\s)(?:Properties|Lattice)\s*=/iu.test(comment ?? "");
}

function read(text: string, file: string): Structure {
  const { comment, rows } = xyzFrame(text, file);
  const symbols: string[] = [];
  const xyz: number[] = [];
  rows.forEach((row, i) => {
    const words = wordsOf(row);
    if (words.length < 4) {
      throw new InputError({
        what: "the line is not an atom",
        found: `"${row.trim()}"`,
        expected: "an element and three coordinates in Angstrom",
        place: { file, line: i + 3 },
      });
    }
    symbols.push(readElement(words[0]!, file, i + 3));
    pushPosition(xyz, words, 1, file, i + 3);
  });
  return structureOf({ title: comment, symbols, xyz });
}

function write(structure: Structure): string {
  const { xyz } = structure;
  const lines = [String(atomCount(structure)), titleOf(structure)];
  for (let i = 0; i < atomCount(structure); i++) {
    const [x, y, z] = [xyz[3 * i]!, xyz[3 * i + 1]!, xyz[3 * i + 2]!].map((v) => v.toFixed(6).padStart(14));
    lines.push(`${symbolOf(structure, i).padEnd(2)}${x}${y}${z}`);
  }
  return `${lines.join("\n")}\n`;
}

/**
 * XYZ: the count of atoms, a comment, then an element and x, y, z in Angstrom a line (six decimals). No cell, charges,
 * bonds or residues. Columns after z are ignored. One frame a file.
 * Source: the format of XMol (Minnesota Supercomputer Center), as documented by Open Babel.
 */
export const xyzFormat: StructureFormat = {
  name: "xyz",
  extensions: ["xyz"],
  label: "XYZ",
  reads: "elements and places of one frame",
  detect: (text) => {
    const [count, comment, third] = linesOf(text.slice(0, 2000));
    return wholeNumber(count) !== undefined && !hasExtendedComment(comment) && looksLikeAtom(third);
  },
  read,
  write,
};
