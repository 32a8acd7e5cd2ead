import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Structure, structureOf } from "./atoms.ts";
import { shortestContacts } from "./shortest-contacts.ts";

/** The same two distances by looking at every pair. */
function byPairs(structure: Structure): { betweenLigands: number | null; organicToCore: number | null } {
  const { xyz, residues, symbols, element } = structure;
  const owner = residues.flatMap(({ count }, r) => new Array<number>(count).fill(r));
  let [between, toCore] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < owner.length; i++) {
    for (let j = 0; j < i; j++) {
      if (owner[i] === owner[j]) continue;
      const d = Math.hypot(
        xyz[3 * i]! - xyz[3 * j]!,
        xyz[3 * i + 1]! - xyz[3 * j + 1]!,
        xyz[3 * i + 2]! - xyz[3 * j + 2]!,
      );
      // Residues are in order, so the core is the one with the lower index.
      if (owner[j] === 0) {
        const symbol = symbols[element[i]!];
        if (symbol === "C" || symbol === "H") toCore = Math.min(toCore, d);
      } else between = Math.min(between, d);
    }
  }
  const told = (d: number): number | null => (d < 3 ? d : null);
  return { betweenLigands: told(between), organicToCore: told(toCore) };
}

const atom = fc.record({
  symbol: fc.constantFrom("C", "H", "O", "N"),
  at: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -9, max: 9, noNaN: true }))),
});
const parts = fc.tuple(
  fc.array(atom, { minLength: 1, maxLength: 8 }),
  fc.array(fc.array(atom, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
);

function assembled([core, ligands]: typeof parts extends fc.Arbitrary<infer T> ? T : never): Structure {
  const all = [core.map(({ at }) => ({ symbol: "Pb", at })), ...ligands];
  let first = 0;
  const residues = all.map((atoms, r) => {
    const residue = { name: r === 0 ? "core" : "ligand", first, count: atoms.length, charge: 0 };
    first += atoms.length;
    return residue;
  });
  const flat = all.flat();
  return structureOf({
    symbols: flat.map(({ symbol }) => symbol),
    xyz: flat.flatMap(({ at }) => at as unknown as number[]),
    residues,
  });
}

describe("shortestContacts", () => {
  it("finds what a look at every pair finds", () => {
    let below = 0;
    fc.assert(
      fc.property(parts, (given) => {
        const structure = assembled(given);
        const found = shortestContacts(structure);
        const expected = byPairs(structure);
        for (const key of ["betweenLigands", "organicToCore"] as const) {
          if (expected[key] === null) expect(found[key]).toBeNull();
          else {
            below++;
            expect(found[key]).toBeCloseTo(expected[key], 9);
          }
        }
      }),
      { numRuns: 400, seed: 20267 },
    );
    expect(below).toBeGreaterThan(100);
  });

  it("is null for a bare core and for one ligand far away", () => {
    const core = { name: "core", first: 0, count: 1, charge: 0 };
    const bare = structureOf({ symbols: ["Pb"], xyz: [0, 0, 0], residues: [core] });
    expect(shortestContacts(bare)).toEqual({ betweenLigands: null, organicToCore: null });
    const far = structureOf({
      symbols: ["Pb", "C"],
      xyz: [0, 0, 0, 3.5, 0, 0],
      residues: [core, { name: "ligand", first: 1, count: 1, charge: 0 }],
    });
    expect(shortestContacts(far)).toEqual({ betweenLigands: null, organicToCore: null });
  });

  it("does not count a donor at the core as a contact, but does count its carbon", () => {
    const structure = structureOf({
      symbols: ["Pb", "O", "C"],
      xyz: [0, 0, 0, 2.4, 0, 0, 2.9, 0, 0],
      residues: [
        { name: "core", first: 0, count: 1, charge: 2 },
        { name: "ligand", first: 1, count: 2, charge: -1 },
      ],
    });
    expect(shortestContacts(structure).organicToCore).toBeCloseTo(2.9, 12);
  });
});
