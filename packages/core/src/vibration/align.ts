import { InputError } from "../errors.ts";

/** Bands of two lists that belong together, by their places in the lists given. */
export interface BandPair {
  readonly first: number;
  readonly second: number;
  /** Other partners of `first` that are nearly as good, by place. */
  readonly rivals: readonly number[];
}

/** Two lists of bands laid side by side. */
export interface BandAlignment {
  readonly pairs: readonly BandPair[];
  /** Places of bands without a partner. */
  readonly firstAlone: readonly number[];
  readonly secondAlone: readonly number[];
  /** Bands of `first` that nearly as well had no partner at all. */
  readonly doubtful: readonly number[];
}

/** An alignment that costs this little more counts as nearly as good; 1 is a pair at the limit of the tolerance. */
const NEARLY = 0.25;

/** Cost of a pair: the square of its distance in tolerances, infinite beyond one tolerance. */
function pairCost(a: number, b: number, tolerance: number): number {
  const share = Math.abs(a - b) / tolerance;
  return share <= 1 ? share * share : Number.POSITIVE_INFINITY;
}

/**
 * Lays bands of two lists side by side in order of wavenumber: of all ways in which pairs do not cross, the one of least
 * cost, where a pair costs the square of its distance in tolerances (never more than 1) and a band of `first` without a
 * partner costs 1. Forward and backward sums over all alignments (dynamic programming) give for each pair what any
 * other partner would cost, so that ambiguous ones are known.
 *
 * @param first, @param second wavenumbers, cm-1, in any order
 * @param tolerance largest distance of a pair, cm-1: one number, or one for each band of `second`
 * @throws InputError for wavenumbers or tolerances that are not positive
 */
export function alignBands(
  first: readonly number[],
  second: readonly number[],
  tolerance: number | readonly number[],
): BandAlignment {
  for (const [i, value] of [...first, ...second].entries()) {
    if (value > 0 && value < Number.POSITIVE_INFINITY) continue;
    throw new InputError({
      what: "a band has no wavenumber",
      found: `${value} cm-1 (band ${i + 1})`,
      expected: "above 0",
    });
  }
  const limit = (j: number): number =>
    typeof tolerance === "number" ? tolerance : (tolerance[j] ?? Number.NaN);
  for (let j = 0; j < second.length; j++) {
    if (limit(j) > 0) continue;
    throw new InputError({
      what: "the tolerance of bands is not positive",
      found: `${limit(j)} cm-1`,
      expected: "above 0",
    });
  }
  const byNumber = (list: readonly number[]): number[] =>
    Array.from(list.keys()).sort((a, b) => list[a]! - list[b]! || a - b);
  const [rows, columns] = [byNumber(first), byNumber(second)];
  const [n, m] = [rows.length, columns.length];
  const cost = (i: number, j: number): number =>
    pairCost(first[rows[i]!]!, second[columns[j]!]!, limit(columns[j]!));

  // before[i][j]: least cost of the first i and j bands; after[i][j]: of those from i and j on.
  const grid = (): Float64Array[] => Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  const [before, after] = [grid(), grid()];
  for (let i = 1; i <= n; i++) before[i]![0] = i;
  for (let i = n - 1; i >= 0; i--) after[i]![m] = n - i;
  for (let i = 1; i <= n; i++)
    for (let j = 1; j <= m; j++)
      before[i]![j] = Math.min(
        before[i - 1]![j]! + 1,
        before[i]![j - 1]!,
        before[i - 1]![j - 1]! + cost(i - 1, j - 1),
      );
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      after[i]![j] = Math.min(after[i + 1]![j]! + 1, after[i]![j + 1]!, after[i + 1]![j + 1]! + cost(i, j));
  const best = before[n]![m]!;

  const partner = new Int32Array(n).fill(-1);
  for (let i = n, j = m; i > 0 && j > 0; ) {
    if (before[i]![j] === before[i - 1]![j - 1]! + cost(i - 1, j - 1)) partner[--i] = --j;
    else if (before[i]![j] === before[i]![j - 1]!) j--;
    else i--;
  }
  const through = (i: number, j: number): number => before[i]![j]! + cost(i, j) + after[i + 1]![j + 1]!;
  const without = (i: number): number =>
    Math.min(...Array.from({ length: m + 1 }, (_, j) => before[i]![j]! + 1 + after[i + 1]![j]!));
  const pairs: BandPair[] = [];
  const doubtful: number[] = [];
  for (let i = 0; i < n; i++) {
    const j = partner[i]!;
    if (j < 0) continue;
    const rivals = Array.from({ length: m }, (_, k) => k)
      .filter((k) => k !== j && through(i, k) - best < NEARLY)
      .map((k) => columns[k]!);
    pairs.push({ first: rows[i]!, second: columns[j]!, rivals });
    if (without(i) - best < NEARLY) doubtful.push(rows[i]!);
  }
  const taken = new Set(pairs.map(({ second: j }) => j));
  return {
    pairs: pairs.toReversed(),
    firstAlone: rows.filter((_, i) => partner[i]! < 0).toReversed(),
    secondAlone: columns.filter((j) => !taken.has(j)).toReversed(),
    doubtful: doubtful.toReversed(),
  };
}
