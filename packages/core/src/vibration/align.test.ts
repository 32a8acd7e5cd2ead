import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { alignBands } from "./index.ts";

const costOf = (a: number, b: number, tolerance: number): number =>
  Math.abs(a - b) <= tolerance ? ((a - b) / tolerance) ** 2 : Number.POSITIVE_INFINITY;

/** Least cost of all alignments without crossings, by trying every one; `forbid` bars one pair. */
function leastCost(
  first: readonly number[],
  second: readonly number[],
  tolerance: number,
  forbid?: readonly [number, number],
): number {
  const [a, b] = [first.toSorted((x, y) => x - y), second.toSorted((x, y) => x - y)];
  const from = (i: number, j: number): number => {
    if (i === a.length) return 0;
    let best = 1 + from(i + 1, j);
    for (let k = j; k < b.length; k++) {
      if (forbid && a[i] === forbid[0] && b[k] === forbid[1]) continue;
      best = Math.min(best, costOf(a[i]!, b[k]!, tolerance) + from(i + 1, k + 1));
    }
    return best;
  };
  return from(0, 0);
}

const list = fc.uniqueArray(fc.integer({ min: 900, max: 1050 }), { minLength: 1, maxLength: 5 });

describe("bands side by side", () => {
  it("cost the least of all alignments, do not cross, and leave none out", () => {
    fc.assert(
      fc.property(list, list, fc.integer({ min: 5, max: 60 }), (first, second, tolerance) => {
        const { pairs, firstAlone, secondAlone } = alignBands(first, second, tolerance);
        const total =
          firstAlone.length +
          pairs.reduce((sum, pair) => sum + costOf(first[pair.first]!, second[pair.second]!, tolerance), 0);
        expect(total).toBeCloseTo(leastCost(first, second, tolerance), 10);
        expect(pairs.length + firstAlone.length).toBe(first.length);
        expect(pairs.length + secondAlone.length).toBe(second.length);
        for (const one of pairs)
          for (const other of pairs)
            if (first[one.first]! < first[other.first]!)
              expect(second[one.second]!).toBeLessThan(second[other.second]!);
      }),
    );
  });

  it("names a rival exactly where barring the pair costs little", () => {
    fc.assert(
      fc.property(list, list, fc.integer({ min: 5, max: 60 }), (first, second, tolerance) => {
        const best = leastCost(first, second, tolerance);
        const { pairs, doubtful } = alignBands(first, second, tolerance);
        for (const pair of pairs) {
          const dearer =
            leastCost(first, second, tolerance, [first[pair.first]!, second[pair.second]!]) - best;
          const isAmbiguous = pair.rivals.length > 0 || doubtful.includes(pair.first);
          // Away from the limit of 0.25 the two ways of counting must agree.
          if (Math.abs(dearer - 0.25) > 1e-9) expect(isAmbiguous).toBe(dearer < 0.25);
        }
      }),
    );
  });

  it("move together: a common shift of half the spacing still pairs in order", () => {
    const free = [990, 1040, 1090, 1140];
    const bound = free.map((value) => value + 14);
    expect(alignBands(bound, free, 25).pairs.map(({ first, second }) => [first, second])).toEqual([
      [3, 3],
      [2, 2],
      [1, 1],
      [0, 0],
    ]);
  });

  it("say so where a band lies midway between two", () => {
    const { pairs } = alignBands([1000], [990, 1010], 25);
    expect(pairs[0]!.rivals.length).toBe(1);
    // 24 of a tolerance of 25: no partner would cost hardly more.
    expect(alignBands([1000], [976], 25).doubtful).toEqual([0]);
    expect(alignBands([1000], [975], 24).pairs).toEqual([]);
  });

  it("refuse wavenumbers and tolerances that are none", () => {
    expect(() => alignBands([0], [990], 25)).toThrow(InputError);
    expect(() => alignBands([990], [Number.NaN], 25)).toThrow(/NaN cm-1 \(band 2\)/u);
    expect(() => alignBands([990], [990], 0)).toThrow(/tolerance/u);
  });
});
