import { describe, expect, it } from "vitest";
import { ligands } from "../matter/index.ts";
import { buildDot } from "./build-dot.ts";
import type { Dot } from "./dot.ts";
import { ligandMolecule } from "./ligand-molecule.ts";
import { ligandGeometries } from "./tables/ligand-geometries.ts";
import { readDotWords } from "./words.ts";

const shaped = ligands.filter(({ name }) => ligandGeometries[name] !== undefined);

/** Four of a ligand: X- and L-types on lead sulfide, cations in place of Cs. */
function four(name: string, charge: number): Dot {
  return buildDot(
    readDotWords({
      ...(charge > 0
        ? { material: "CsPbBr3", polymorph: "cubic", shape: "cube", size: "2.35 nm", vacancies: "Cs" }
        : { material: "PbS", shape: "truncated-octahedron", size: "2.5 nm", balance: "none" }),
      ligands: [`${name} = 4`],
    }),
  );
}

describe.each(shaped.map(({ name, charge }) => [name, charge] as const))("four %s", (name, charge) => {
  it("are placed, bound and apart, at the bond lengths told", () => {
    const dot = four(name, charge);
    const { xyz } = dot.structure;
    const { donors } = ligandMolecule(name);
    expect(dot.ligands[0]).toMatchObject({ asked: 4, placed: 4, bound: 4 });
    expect(dot.contacts.betweenLigands ?? 9).toBeGreaterThan(1.5);
    expect(dot.contacts.organicToCore ?? 9).toBeGreaterThan(2);
    for (const { first, anchors, bondLength } of dot.placed) {
      // Donors to anchors, from the coordinates of the finished dot: the one that was told is among them.
      const lengths = donors.flatMap((donor) =>
        anchors.map((anchor) =>
          Math.hypot(...[0, 1, 2].map((k) => xyz[3 * (first + donor) + k]! - xyz[3 * anchor + k]!)),
        ),
      );
      // Turning tails never moves a donor that is bound: equal to rounding.
      expect(Math.min(...lengths.map((length) => Math.abs(length - bondLength)))).toBeLessThan(1e-6);
    }
  });
});
