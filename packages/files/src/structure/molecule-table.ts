import { AROMATIC, InputError } from "@oleate/core";

/** Atoms and bonds as a molfile is read, appended row by row; pairs count from 0. */
export interface MoleculeTable {
  readonly symbols: string[];
  readonly xyz: number[];
  readonly charges: number[];
  readonly pairs: number[];
  readonly orders: number[];
}

/** Order of a bond from the type a molfile gives it: 1, 2, 3, 4 aromatic; 0, 8, 9 and 10 are contacts. @throws InputError */
export function readBondOrder(type: string, file: string, line: number): number {
  if (/^[123]$/u.test(type)) return Number(type);
  if (type === "4") return AROMATIC;
  if (/^(?:0|8|9|10)$/u.test(type)) return 0;
  throw new InputError({
    what: "unknown type of bond",
    found: `"${type}"`,
    expected: "1, 2, 3, 4 (aromatic), 8 or 9 (contact)",
    remedy: "query bonds (5, 6, 7) do not belong in a structure: give them an order",
    place: { file, line },
  });
}
