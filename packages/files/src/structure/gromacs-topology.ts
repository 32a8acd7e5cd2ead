import { elements, type Residue, type Structure } from "@oleate/core";
import { residueOfAtoms, titleOf } from "./parts.ts";

/** The names the gro file uses, so that both files agree. */
export interface GromacsNames {
  /** Name of every atom. */
  readonly names: readonly string[];
  /** Code of every residue name. */
  readonly codes: ReadonlyMap<string, string>;
  /** Element of every atom. */
  readonly symbols: readonly string[];
}

interface Kind {
  readonly title: string;
  readonly residue: Residue;
  readonly bonds: readonly string[];
}

/** Bonds within every residue, counted from 1 within it; `between` counts the others. */
function bondsByResidue(structure: Structure): { within: readonly string[][]; between: number } {
  const owner = residueOfAtoms(structure);
  const within: string[][] = structure.residues.map(() => []);
  let between = 0;
  const { pairs, orders } = structure.bonds;
  orders.forEach((order, b) => {
    const [i, j] = [pairs[2 * b]!, pairs[2 * b + 1]!];
    const residue = owner[i]!;
    const { first } = structure.residues[residue]!;
    if (order === 0 || residue !== owner[j]) between++;
    else within[residue]!.push(`${i - first + 1} ${j - first + 1} 1`);
  });
  return { within, between };
}

function moleculeType({ title, residue, bonds }: Kind, structure: Structure, names: GromacsNames): string[] {
  const { first, count, name } = residue;
  const lines = ["", "[ moleculetype ]", "; name  nrexcl", `${title} 3`, "", "[ atoms ]"];
  lines.push(";   nr type resnr residue atom cgnr charge mass   ; type: put the force field's type here");
  for (let k = 0; k < count; k++) {
    const symbol = names.symbols[first + k]!;
    const charge = Number(structure.charges[first + k]!.toFixed(9));
    const weight = elements.get(symbol)!.atomicWeight;
    lines.push(
      `${k + 1} TODO_${symbol} 1 ${names.codes.get(name)} ${names.names[first + k]} ${k + 1} ${charge} ${weight}`,
    );
  }
  if (bonds.length > 0)
    lines.push("", "[ bonds ]", ";  ai aj funct   ; parameters: from the force field", ...bonds);
  return lines;
}

/**
 * Skeleton of a GROMACS topology: a molecule type for each kind of residue (same name, elements, charges and bonds), the
 * list of molecules in the order of the gro file. Atom types read TODO_<element>; grompp refuses the file until they,
 * the non-bonded and the bonded parameters are filled in. Charges are formal charges, to be replaced as well.
 */
export function writeTopology(structure: Structure, names: GromacsNames): string {
  const { within, between } = bondsByResidue(structure);
  const kinds = new Map<string, Kind>();
  const used = new Map<string, number>();
  const sequence: { title: string; times: number }[] = [];
  structure.residues.forEach((residue, r) => {
    const { first, count, name } = residue;
    const inside = `${names.symbols.slice(first, first + count).join(" ")}|${structure.charges.slice(first, first + count).join(" ")}`;
    const key = `${name}|${inside}|${within[r]!.join(",")}`;
    let kind = kinds.get(key);
    if (!kind) {
      const code = name.trim().replace(/\s+/gu, "_") || "molecule";
      const number = (used.get(code) ?? 0) + 1;
      used.set(code, number);
      kind = { title: number === 1 ? code : `${code}_${number}`, residue, bonds: within[r]! };
      kinds.set(key, kind);
    }
    const last = sequence[sequence.length - 1];
    if (last?.title === kind.title) last.times++;
    else sequence.push({ title: kind.title, times: 1 });
  });
  const lines = [
    `; Skeleton of a topology for ${titleOf(structure)}.`,
    "; FILL IN before use: every TODO_ type, the non-bonded parameters, the bonded parameters and the charges",
    "; (those given are formal charges). Angles and dihedrals: generate them from the bonds with the force field's tools.",
    `; ${between} contacts between ions or between residues are not bonds of a molecule type; if the force field`,
    "; bonds them, list them in [ intermolecular_interactions ] with the atom numbers of the gro file.",
    "",
    "[ defaults ]",
    "; nbfunc comb-rule gen-pairs fudgeLJ fudgeQQ   ; those of the force field",
    "1 2 yes 0.5 0.8333",
    "",
    "[ atomtypes ]",
    "; name at.num mass charge ptype sigma(nm) epsilon(kJ/mol)   ; sigma and epsilon 0 stand for nothing filled in",
    ...structure.symbols.map((symbol) => {
      const { atomicNumber, atomicWeight } = elements.get(symbol)!;
      return `; TODO_${symbol} ${atomicNumber} ${atomicWeight} 0.0 A 0.0 0.0`;
    }),
  ];
  for (const kind of kinds.values()) lines.push(...moleculeType(kind, structure, names));
  lines.push(
    "",
    "[ system ]",
    titleOf(structure),
    "",
    "[ molecules ]",
    "; name count, in the order of the gro file",
  );
  for (const { title, times } of sequence) lines.push(`${title} ${times}`);
  return `${lines.join("\n")}\n`;
}
