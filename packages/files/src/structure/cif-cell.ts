import { InputError } from "@oleate/core";
import { pointIndex } from "./point-index.ts";
import type { Setting } from "./space-group.ts";
import { orbitOf, periodicDistance, SAME_ATOM_ANGSTROM } from "./symmetry.ts";

/** Sites closer than this are no two atoms, Angstrom; the shortest bond (H-H) is 0.74. */
const COINCIDENT_ANGSTROM = 0.4;

/** One atom of the asymmetric unit. */
export interface CifSite {
  readonly label: string;
  readonly symbol: string;
  /** Oxidation number or formal charge, e. */
  readonly charge: number;
  /** Fractional coordinates. */
  readonly at: readonly number[];
  readonly line: number;
}

/** What the contents of a cell are found from. */
export interface CellQuestion {
  readonly sites: readonly CifSite[];
  /** The settings the file may mean, at least one. */
  readonly settings: readonly Setting[];
  /** Rows, Angstrom. */
  readonly cell: Float64Array;
  /** Formula as the file states it, "Cs1 Pb1 Br3", and how many of it a cell holds. */
  readonly formula?: string;
  readonly units?: number;
  readonly file: string;
  readonly line: number;
}

/** All atoms of one cell. */
export interface CellContents {
  readonly symbols: readonly string[];
  /** Fractional coordinates, length 3 n. */
  readonly fractions: readonly number[];
  readonly charges: readonly number[];
}

/** Atoms of the cell in one setting; a site that repeats another of the same element adds nothing. */
function expand({ sites, cell, file }: CellQuestion, { operations }: Setting): CellContents {
  const symbols: string[] = [];
  const fractions: number[] = [];
  const charges: number[] = [];
  const owners: CifSite[] = [];
  const places = pointIndex(cell, COINCIDENT_ANGSTROM);
  for (const site of sites) {
    const orbit = orbitOf(site.at, operations, cell);
    const clash = places.find(orbit[0]!);
    if (clash !== undefined) {
      const other = owners[clash]!;
      const repeated = other.symbol === site.symbol && operations.length > 1;
      // Some programs list all atoms of the cell beside all operations: the same atom once more.
      if (repeated && periodicDistance(places.at(clash), orbit[0]!, cell) < SAME_ATOM_ANGSTROM) continue;
      throw new InputError({
        what: "two sites lie on one another",
        found: `${site.label} (${site.symbol}) on ${other.label} (${other.symbol}) of line ${other.line}`,
        expected: `one atom at a place, others at least ${COINCIDENT_ANGSTROM} Angstrom away`,
        remedy: "choose one of them: mixed or disordered sites cannot be built",
        place: { file, line: site.line },
      });
    }
    for (const point of orbit) {
      symbols.push(site.symbol);
      charges.push(site.charge);
      fractions.push(...point);
      owners.push(site);
      places.add(point);
    }
  }
  return { symbols, fractions, charges };
}

/** Element counts of a formula such as "C18 H33 O2" or "Cs Pb Br3". */
function formulaCounts(formula: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, symbol, count] of formula.matchAll(/([A-Z][a-z]?)(\d+(?:\.\d+)?)?/gu))
    counts.set(symbol!, (counts.get(symbol!) ?? 0) + Number(count ?? 1));
  return counts;
}

/** True when the atoms are whole formula units, as many as stated where that is stated. */
function fitsFormula(contents: CellContents, formula: string, units: number | undefined): boolean {
  const counts = formulaCounts(formula);
  const found = new Map<string, number>();
  for (const symbol of contents.symbols) found.set(symbol, (found.get(symbol) ?? 0) + 1);
  const ratios = [...counts].map(([symbol, count]) => (found.get(symbol) ?? 0) / count);
  const expected = units ?? ratios[0] ?? 0;
  return found.size === counts.size && ratios.every((ratio) => Math.abs(ratio - expected) < 1e-6);
}

function sameContents(a: CellContents, b: CellContents, cell: Float64Array): boolean {
  if (a.symbols.length !== b.symbols.length) return false;
  return a.symbols.every((symbol, i) =>
    b.symbols.some(
      (other, j) =>
        other === symbol &&
        periodicDistance(a.fractions.slice(3 * i, 3 * i + 3), b.fractions.slice(3 * j, 3 * j + 3), cell) <
          0.01,
    ),
  );
}

/**
 * All atoms of the cell. Where the space group leaves the choice of origin open, the one that gives the stated formula is
 * taken. @throws InputError for sites on one another, and when the origin cannot be told
 */
export function cellContents(question: CellQuestion): CellContents {
  const { settings, formula, units, cell } = question;
  const all = settings.map((setting) => expand(question, setting));
  if (all.length === 1) return all[0]!;
  const fitting =
    formula === undefined ? all : all.filter((contents) => fitsFormula(contents, formula, units));
  const distinct = fitting.filter(
    (one, i) => fitting.findIndex((other) => sameContents(other, one, cell)) === i,
  );
  if (distinct.length === 1) return distinct[0]!;
  throw new InputError({
    what: "the space group has two origins and the file does not say which is meant",
    found: `${settings.map(({ label }, k) => `origin ${label} gives ${all[k]!.symbols.length} atoms`).join(", ")}`,
    expected: formula === undefined ? "one that can be told" : `one that gives ${formula}`,
    remedy: 'list the symmetry operations, or write the symbol with its origin, as in "F d -3 m :2"',
    place: { file: question.file, line: question.line },
  });
}
