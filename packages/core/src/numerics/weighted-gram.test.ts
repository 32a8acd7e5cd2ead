import { describe, expect, it } from "vitest";
import { createRandom } from "./random.ts";
import { weightedGram } from "./weighted-gram.ts";

const ROWS = 50;
const WIDTH = 9;

// Numbers of columns on either side of the tiles of three.
describe.each([1, 2, 3, 4, 5, 6, 7, 8])("weightedGram of %i columns", (p) => {
  const random = createRandom(p, "gram");
  const draw = (n: number): Float64Array => Float64Array.from({ length: n }, () => random.normal());
  const matrix = draw(ROWS * WIDTH);
  const weights = draw(ROWS);
  const pulls = draw(ROWS);
  const chosen = Int32Array.from({ length: p }, (_, j) => (j * 2) % WIDTH);
  const gram = new Float64Array(p * p);
  const gradient = new Float64Array(p);
  weightedGram(matrix, chosen, weights, pulls, gram, gradient);
  const at = (i: number, a: number): number => matrix[i * WIDTH + chosen[a]!]!;

  it("sums every pair, symmetrically, and every pull", () => {
    for (let a = 0; a < p; a++) {
      let pull = 0;
      for (let i = 0; i < ROWS; i++) pull += pulls[i]! * at(i, a);
      expect(gradient[a]).toBeCloseTo(pull, 12);
      for (let b = 0; b < p; b++) {
        let sum = 0;
        for (let i = 0; i < ROWS; i++) sum += weights[i]! * at(i, a) * at(i, b);
        expect(gram[a * p + b]).toBeCloseTo(sum, 12);
        expect(gram[a * p + b]).toBe(gram[b * p + a]);
      }
    }
  });
});
