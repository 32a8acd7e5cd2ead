import { atomCount, InputError, type Structure, symbolOf } from "@oleate/core";
import { cellParameters, inStandardBox } from "./cell.ts";
import { atomNames, neighbours, residueCodes, residueOfAtoms, titleOf, wholeCharges } from "./parts.ts";
import { fixedWidth, oneLine } from "./text.ts";

/** How the full name of a residue is written beside its code. */
export const RESIDUE_REMARK = "REMARK 999 RESIDUE ";

/** Number of an atom in five columns, from 1: decimal, then hybrid-36. @throws InputError beyond 87 440 031 atoms */
export function hybridSerial(serial: number): string {
  if (serial <= 99_999) return String(serial).padStart(5);
  const block = 26 * 36 ** 4;
  const rest = serial - 100_000;
  if (rest < 2 * block) {
    const text = ((rest % block) + 10 * 36 ** 4).toString(36);
    return rest < block ? text.toUpperCase() : text;
  }
  throw new InputError({
    what: `atom ${serial} is beyond what a PDB file can number`,
    remedy: "write extxyz",
  });
}

function coordinate(value: number, atom: number): string {
  const text = fixedWidth(value, 3, 8);
  if (text !== undefined) return text;
  throw new InputError({
    what: `atom ${atom + 1} lies outside what a PDB file can hold`,
    found: `${value} Angstrom`,
    expected: "-999.999 to 9999.999",
    remedy: "move the structure to the origin, or write extxyz",
  });
}

/** The atom's name in columns 13 to 16: a one-letter element leaves the first column blank. */
function nameField(name: string, symbol: string): string {
  return (symbol.length === 1 && name.length < 4 ? ` ${name}` : name).toUpperCase().padEnd(4);
}

function chargeField(charge: number): string {
  return charge === 0 || Math.abs(charge) > 9 ? "  " : `${Math.abs(charge)}${charge < 0 ? "-" : "+"}`;
}

function titleLines(title: string): string[] {
  const width = 69;
  return Array.from({ length: Math.ceil(title.length / width) }, (_, i) => {
    const mark = i === 0 ? "    " : String(i + 1).padStart(4);
    return `TITLE ${mark}${title.slice(i * width, (i + 1) * width)}`;
  });
}

function bondLines(structure: Structure): string[] {
  const lines: string[] = [];
  neighbours(structure).forEach((list, i) => {
    const partners = list.flatMap(({ atom, order }) =>
      Array.from({ length: order === 2 || order === 3 ? order : 1 }, () => hybridSerial(atom + 1)),
    );
    for (let k = 0; k < partners.length; k += 4)
      lines.push(`CONECT${hybridSerial(i + 1)}${partners.slice(k, k + 4).join("")}`);
  });
  return lines;
}

/** The text of a PDB file; its conventions stand at `pdbFormat`. Without a cell the coordinates stay where they are. */
export function writePdb(structure: Structure): string {
  const codes = residueCodes(structure);
  const names = atomNames(structure, 4);
  const owner = residueOfAtoms(structure);
  const charges = wholeCharges(structure);
  const xyz = structure.cell ? inStandardBox(structure).xyz : structure.xyz;
  const lines = titleLines(titleOf(structure));
  for (const [name, code] of codes) lines.push(`${RESIDUE_REMARK}${code} = ${oneLine(name)}`);
  if (structure.cell) {
    const [a, b, c, alpha, beta, gamma] = cellParameters(structure.cell);
    const lengths = [a, b, c].map((v) => v.toFixed(3).padStart(9)).join("");
    const angles = [alpha, beta, gamma].map((v) => v.toFixed(2).padStart(7)).join("");
    lines.push(`CRYST1${lengths}${angles} P 1           1`);
  }
  for (let i = 0; i < atomCount(structure); i++) {
    const symbol = symbolOf(structure, i);
    const residue = owner[i]!;
    const code = (codes.get(structure.residues[residue]?.name ?? "") ?? "UNK").padStart(3);
    const number = String((residue + 1) % 10_000).padStart(4);
    const place = [0, 1, 2].map((k) => coordinate(xyz[3 * i + k]!, i)).join("");
    lines.push(
      `HETATM${hybridSerial(i + 1)} ${nameField(names[i]!, symbol)} ${code}  ${number}    ${place}  1.00  0.00` +
        `          ${symbol.toUpperCase().padStart(2)}${chargeField(charges[i]!)}`,
    );
  }
  lines.push(...bondLines(structure), "END");
  return `${lines.join("\n")}\n`;
}
