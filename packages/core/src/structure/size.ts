import { DomainError, InputError } from "../errors.ts";
import { ANGSTROM_PER_NM, atomsPerFormulaUnit, type Crystal, formulaUnitVolumeNm3 } from "./crystal.ts";
import type { Vector } from "./vector.ts";

/** A size as asked for. Edges run along x, y, z between the outermost layers; monolayers replace the one along z. */
export type SizeRequest =
  | { readonly by: "diameter"; readonly nm: number }
  | { readonly by: "edge"; readonly nm: number }
  | { readonly by: "atoms"; readonly count: number }
  | {
      readonly by: "edges";
      readonly nm: readonly [number, number] | readonly [number, number, number];
      readonly monolayers?: number;
    };

/** A size in words: "diameter 4.8 nm", "edges 8, 8 nm, 4 monolayers", "512 atoms". */
export function sizeWords(size: SizeRequest): string {
  if (size.by === "atoms") return `${size.count} atoms`;
  if (size.by !== "edges") return `${size.by} ${size.nm} nm`;
  const layers = size.monolayers === undefined ? "" : `, ${size.monolayers} monolayers`;
  return `edges ${size.nm.join(", ")} nm${layers}`;
}

const MOST_ATOMS = 30_000_000;

/** Refuses sizes that are no number, below one unit cell, or far beyond a nanocrystal. */
export function assertSize(crystal: Crystal, size: SizeRequest): void {
  const cellEdge = Math.cbrt(crystal.volume) / ANGSTROM_PER_NM;
  const lengths = size.by === "atoms" ? [] : size.by === "edges" ? size.nm : [size.nm];
  const counts = size.by === "atoms" ? [size.count] : size.by === "edges" ? [size.monolayers ?? 1] : [];
  for (const count of counts) {
    if (Number.isFinite(count) && !Number.isInteger(count)) {
      throw new InputError({
        what: "a count is not whole",
        found: String(count),
        expected: "a whole number",
      });
    }
    if (Number.isFinite(count) && count > MOST_ATOMS) {
      throw new DomainError({
        what: "the size is far beyond a nanocrystal",
        found: `${count} atoms`,
        expected: `at most ${MOST_ATOMS}`,
      });
    }
  }
  for (const value of [...lengths, ...counts]) {
    if (Number.isFinite(value) && value > 0) continue;
    throw new InputError({
      what: "the size is not a size",
      found: String(value),
      expected: "a length above 0 such as 4.8 nm, or a count above 0",
    });
  }
  for (const value of lengths) {
    if (value < cellEdge) {
      throw new DomainError({
        what: "the size is below one unit cell",
        found: `${value} nm`,
        expected: `more than ${cellEdge.toFixed(3)} nm, the edge of the cell of ${crystal.name}`,
        remedy: "ask for a larger dot, or a cluster by its atom count",
      });
    }
    if (value > 100) {
      throw new DomainError({
        what: "the size is far beyond a nanocrystal",
        found: `${value} nm`,
        expected: "at most 100 nm (some 30 million atoms)",
        remedy: "check the unit",
      });
    }
  }
}

/** Atoms that a dot of a diameter or count should have. */
export function wantedAtoms(
  crystal: Crystal,
  size: Extract<SizeRequest, { by: "diameter" } | { by: "atoms" }>,
): number {
  if (size.by === "atoms") return size.count;
  return ((Math.PI / 6) * size.nm ** 3 * atomsPerFormulaUnit(crystal)) / formulaUnitVolumeNm3(crystal);
}

/** Edges along x, y, z in nm; a thickness in monolayers stands as 0.1 nm until the layers are known. */
export function edgesOf(size: Extract<SizeRequest, { by: "edges" }>): Vector {
  return [size.nm[0], size.nm[1], size.monolayers === undefined ? (size.nm[2] ?? size.nm[0]) : 0.1];
}
