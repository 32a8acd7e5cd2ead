import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contactGrid } from "./contacts.ts";

interface Ball {
  readonly at: readonly [number, number, number];
  readonly radius: number;
  readonly owner: number;
}

const coordinate = fc.double({ min: -13, max: 13, noNaN: true });
const ball: fc.Arbitrary<Ball> = fc.record({
  at: fc.tuple(coordinate, coordinate, coordinate),
  radius: fc.double({ min: 0.1, max: 3.6, noNaN: true }),
  owner: fc.integer({ min: 0, max: 5 }),
});
// A step adds a ball, takes away one of those that are in (by a share of the list), or asks.
const step = fc.oneof(
  { weight: 5, arbitrary: ball.map((b) => ({ kind: "add" as const, ball: b })) },
  {
    weight: 2,
    arbitrary: fc
      .double({ min: 0, max: 0.999, noNaN: true })
      .map((share) => ({ kind: "remove" as const, share })),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      ball,
      scale: fc.double({ min: 0.3, max: 1.2, noNaN: true }),
    }),
  },
);

function owners(present: readonly Ball[], { at, radius, owner }: Ball, scale: number): ReadonlySet<number> {
  const near = present.filter(
    (other) =>
      other.owner !== owner &&
      Math.hypot(...at.map((v, k) => v - other.at[k]!)) < scale * (radius + other.radius),
  );
  return new Set(near.map((other) => other.owner));
}

describe("contactGrid", () => {
  it("answers as a look at every pair does, after any adds and removals", () => {
    fc.assert(
      // The reach is below some of the points on purpose: what lies outside counts to the outermost cells.
      fc.property(fc.array(step, { maxLength: 80 }), fc.constantFrom(6, 10, 14), (steps, reach) => {
        const grid = contactGrid(reach, 80);
        const present: { entry: number; ball: Ball }[] = [];
        for (const one of steps) {
          if (one.kind === "add") {
            const { at, radius, owner } = one.ball;
            present.push({ entry: grid.add(...at, radius, owner), ball: one.ball });
          } else if (one.kind === "remove") {
            const [gone] = present.splice(Math.floor(one.share * present.length), 1);
            if (gone) grid.remove(gone.entry);
          } else {
            const { at, radius, owner } = one.ball;
            const expected = owners(
              present.map((p) => p.ball),
              one.ball,
              one.scale,
            );
            expect(grid.blocked(...at, radius, owner, one.scale)).toBe(expected.size > 0);
            const who = grid.blocker(...at, radius, owner, one.scale);
            if (expected.size === 0) expect(who).toBe(-1);
            else expect(expected).toContain(who);
          }
        }
      }),
      { numRuns: 300, seed: 20265 },
    );
  });

  it("uses its room again: as many as fit can come and go for ever", () => {
    const grid = contactGrid(5, 3);
    for (let round = 0; round < 10; round++) {
      const entries = [0, 1, 2].map((i) => grid.add(i * 3 - 3, 0, 0, 0.5, i));
      expect(grid.blocker(3, 0, 0, 0.5, 9, 1)).toBe(2);
      for (const entry of entries) grid.remove(entry);
      expect(grid.blocked(3, 0, 0, 0.5, 9, 1)).toBe(false);
    }
  });
});
