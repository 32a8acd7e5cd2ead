import type { Structure } from "./atoms.ts";
import type { Contacts } from "./dot.ts";

/** Contacts longer than this (Angstrom) are not looked for. */
const REACH = 3;

/**
 * Shortest distance between atoms of different ligands, and from any C or H of a ligand to the core (the first residue), in
 * Angstrom; null where none is below 3. Every pair within 3 Angstrom is looked at, by cells; linear in the number of atoms.
 */
export function shortestContacts(structure: Structure): Contacts {
  const { xyz, residues, element, symbols } = structure;
  const n = element.length;
  const coreAtoms = residues[0]?.count ?? 0;
  if (n === coreAtoms) return { betweenLigands: null, organicToCore: null };
  const owner = new Int32Array(n);
  for (const [r, { first, count }] of residues.entries()) owner.fill(r, first, first + count);
  const organic = Uint8Array.from(element, (kind) =>
    symbols[kind] === "C" || symbols[kind] === "H" ? 1 : 0,
  );
  let reach = 0;
  for (const value of xyz) reach = Math.max(reach, Math.abs(value));
  const side = Math.ceil((2 * reach) / REACH) + 3;
  const cell = new Int32Array(n);
  const counts = new Int32Array(side ** 3 + 1);
  for (let atom = 0; atom < n; atom++) {
    const axis = (k: number): number => Math.floor((xyz[3 * atom + k]! + reach) / REACH) + 1;
    cell[atom] = (axis(0) * side + axis(1)) * side + axis(2);
    counts[cell[atom]! + 1]!++;
  }
  for (let c = 0; c < counts.length - 1; c++) counts[c + 1]! += counts[c]!;
  const members = new Int32Array(n);
  const filled = counts.slice();
  for (let atom = 0; atom < n; atom++) members[filled[cell[atom]!]!++] = atom;
  let between = REACH * REACH;
  let toCore = REACH * REACH;
  for (let atom = coreAtoms; atom < n; atom++) {
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        const row = cell[atom]! + (i * side + j) * side;
        // Three cells in a row lie side by side in memory.
        for (let m = counts[row - 1]!; m < counts[row + 2]!; m++) {
          const other = members[m]!;
          if (owner[other] === owner[atom] || (other > atom && other >= coreAtoms)) continue;
          const isCore = other < coreAtoms;
          if (isCore && !organic[atom]) continue;
          const dx = xyz[3 * atom]! - xyz[3 * other]!;
          const dy = xyz[3 * atom + 1]! - xyz[3 * other + 1]!;
          const dz = xyz[3 * atom + 2]! - xyz[3 * other + 2]!;
          const d = dx * dx + dy * dy + dz * dz;
          if (isCore) toCore = Math.min(toCore, d);
          else between = Math.min(between, d);
        }
      }
    }
  }
  const told = (square: number): number | null => (square < REACH * REACH ? Math.sqrt(square) : null);
  return { betweenLigands: told(between), organicToCore: told(toCore) };
}
