import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { materials } from "../matter/index.ts";
import { type Crystal, crystalOf } from "./crystal.ts";
import { equivalentPlanes, image, type Operation, specialCentres, symmetryOperations } from "./symmetry.ts";
import type { Vector } from "./vector.ts";

// Order of the point group times the lattice points of the conventional cell (International Tables A). The tilted perovskites
// are looked at without their tilts: the untilted lattice in the sqrt2 x sqrt2 x 2 cell of Pbnm has four lattice points of Pm-3m,
// of whose 48 point operations the cell's shape keeps 16 when a differs from c (D4h) and 8 when a, b, c all differ (D2h).
const ORDERS: Readonly<Record<string, number>> = {
  "rock salt": 48 * 4,
  "zinc blende": 24 * 4,
  wurtzite: 12,
  "cubic perovskite": 48,
  "face-centred cubic": 48 * 4,
  diamond: 48 * 4,
  "beta-tin": 16 * 2,
  fluorite: 48 * 4,
  antifluorite: 48 * 4,
  rutile: 16,
  anatase: 16 * 2,
  "orthorhombic perovskite": 8 * 4,
};

const all = materials.flatMap((material) =>
  material.polymorphs.map((form) => ({ formula: material.formula, form: form.name, lattice: form.lattice })),
);

/** The operation as text, its translation within the cell, so that equal ones are equal. */
function key({ rotation, translation }: Operation): string {
  // Translations are twelfths or sums of the sites' coordinates, known to 1e-3.
  const folded = translation.map((t) => (Math.round((t - Math.floor(t)) * 1000) % 1000).toString());
  return `${rotation
    .flat()
    .map((v) => v + 0)
    .join(" ")}|${folded.join(" ")}`;
}

function product(p: Operation, q: Operation): Operation {
  const row = (k: 0 | 1 | 2): Vector => {
    const [a, b, c] = p.rotation[k];
    const column = (j: 0 | 1 | 2): number =>
      a * q.rotation[0][j] + b * q.rotation[1][j] + c * q.rotation[2][j];
    return [column(0), column(1), column(2)];
  };
  return { rotation: [row(0), row(1), row(2)], translation: image(p, q.translation) };
}

describe.each(all)("$formula, $form", ({ formula, form, lattice }) => {
  const crystal = crystalOf(formula, form);
  const operations = symmetryOperations(crystal);

  it("has as many operations as its space group", () => {
    expect(operations).toHaveLength(ORDERS[lattice]!);
    expect(new Set(operations.map(key)).size).toBe(operations.length);
  });

  it("they form a group: the identity is in it, and every product", () => {
    const keys = new Set(operations.map(key));
    expect(keys).toContain("1 0 0 0 1 0 0 0 1|0 0 0");
    // All products for small groups, every third factor for the large ones.
    const factors = operations.length > 100 ? operations.filter((_, i) => i % 3 === 0) : operations;
    const outside = factors.flatMap((p) => operations.filter((q) => !keys.has(key(product(p, q)))));
    expect(outside).toHaveLength(0);
  });

  it("every operation keeps the crystal", () => {
    const wrong = operations.filter((operation) =>
      crystal.sites.some((site) => {
        const moved = image(operation, site.at);
        return !crystal.sites.some(
          (other) =>
            other.symbol === site.symbol &&
            other.at.every((v, k) => Math.abs(moved[k]! - v - Math.round(moved[k]! - v)) < 1e-3),
        );
      }),
    );
    expect(wrong).toHaveLength(0);
  });

  it("special centres have one highest site symmetry and are not images of one another", () => {
    const centres = specialCentres(crystal, operations);
    expect(centres.length).toBeGreaterThan(0);
    const order = (point: Vector): number =>
      operations.filter((op) =>
        image(op, point).every((v, k) => Math.abs(v - point[k]! - Math.round(v - point[k]!)) < 1e-3),
      ).length;
    expect(new Set(centres.map(order)).size).toBe(1);
    expect(operations.length % order(centres[0]!)).toBe(0);
  });
});

describe("equal planes", () => {
  const orbit = (formula: string, form: string | undefined, hkl: Vector): number =>
    equivalentPlanes(symmetryOperations(crystalOf(formula, form)), hkl).length;

  // Multiplicities of the forms (International Tables A, section 3.2).
  it("number 6, 8 and 12 in a holohedral cubic crystal, 24 for (210), 48 for (321)", () => {
    const planes: readonly (readonly [Vector, number])[] = [
      [[1, 0, 0], 6],
      [[1, 1, 1], 8],
      [[1, 1, 0], 12],
      [[2, 1, 0], 24],
      [[3, 2, 1], 48],
    ];
    for (const [hkl, count] of planes) expect(orbit("PbS", undefined, hkl)).toBe(count);
  });

  it("number 4 for (111) in zinc blende, and 1 for (001) of wurtzite: the opposite ones are others", () => {
    expect(orbit("CdSe", "zinc blende", [1, 1, 1])).toBe(4);
    expect(orbit("CdSe", "zinc blende", [-1, -1, -1])).toBe(4);
    expect(orbit("CdSe", "zinc blende", [1, 0, 0])).toBe(6);
    expect(orbit("CdSe", "wurtzite", [0, 0, 1])).toBe(1);
    expect(orbit("CdSe", "wurtzite", [1, 0, 0])).toBe(6);
    expect(orbit("CdSe", "wurtzite", [1, 1, 0])).toBe(6);
  });
});

describe("against moyo", async () => {
  type Moyo = typeof import("@spglib/moyo-wasm");
  const moyo: Moyo | null = await import("@spglib/moyo-wasm").catch(() => null);
  if (moyo) {
    const bytes = createRequire(import.meta.url).resolve("@spglib/moyo-wasm/moyo_wasm_bg.wasm");
    moyo.initSync({ module: readFileSync(bytes) });
  }

  const cellOf = (crystal: Crystal): string => {
    const symbols = [...new Set(crystal.sites.map((site) => site.symbol))];
    return JSON.stringify({
      lattice: { basis: crystal.cell.flat() },
      positions: crystal.sites.map((site) => site.at),
      numbers: crystal.sites.map((site) => symbols.indexOf(site.symbol) + 1),
    });
  };

  it.skipIf(moyo === null).each(all)(
    "the operations of $formula, $form agree (skipped without moyo)",
    (one) => {
      const crystal = crystalOf(one.formula, one.form);
      const found = moyo!.analyze_cell(cellOf(crystal), 1e-3, "Standard");
      const theirs = found.operations.map(({ rotation, translation }) => {
        // moyo gives matrices by columns.
        const r = [0, 3, 6, 1, 4, 7, 2, 5, 8].map((at) => rotation[at]!);
        const rows: Operation["rotation"] = [
          [r[0]!, r[1]!, r[2]!],
          [r[3]!, r[4]!, r[5]!],
          [r[6]!, r[7]!, r[8]!],
        ];
        return key({ rotation: rows, translation: [translation[0]!, translation[1]!, translation[2]!] });
      });
      expect(symmetryOperations(crystal).map(key).sort()).toEqual([...theirs].sort());
    },
  );
});
