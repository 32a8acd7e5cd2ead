import { describe, expect, it } from "vitest";
import { DomainError } from "../errors.ts";
import { symbolOf } from "./atoms.ts";
import { buildDot } from "./build-dot.ts";
import type { Dot } from "./dot.ts";
import { ligandMolecule } from "./ligand-molecule.ts";
import { readDotWords } from "./words.ts";

// Picolinate binds Pb through N and O at once, closing a ring of five (Pb-O 2.44 to 2.52, Pb-N 2.50 to 2.74 in the computed
// complexes of the reference). Windows: 2.55 and 2.65 from Shannon's radii, 0.35 either way.
const dot = buildDot(
  readDotWords({
    material: "CsPbBr3",
    shape: "cube",
    size: "4.11 nm",
    termination: "PbBr2",
    ligands: ["picolinate"],
  }),
);
const { structure } = dot;
const distance = (a: number, b: number): number =>
  Math.hypot(...[0, 1, 2].map((k) => structure.xyz[3 * a + k]! - structure.xyz[3 * b + k]!));

describe("picolinate on the PbBr2 face", () => {
  const molecule = ligandMolecule("picolinate").structure;
  const n = Array.from(molecule.element).findIndex((_, atom) => symbolOf(molecule, atom) === "N");
  const oxygens = Array.from(molecule.element, (_, atom) => atom).filter(
    (atom) => symbolOf(molecule, atom) === "O",
  );

  it("has N and one O within a bond of one and the same Pb", () => {
    const chelating = dot.placed.filter(({ first, anchors }) =>
      anchors.some((pb) => {
        const [dn, ...dO] = [n, ...oxygens].map((atom) => distance(first + atom, pb));
        return dn! > 2.3 && dn! < 3.0 && dO.some((d) => d > 2.2 && d < 2.9);
      }),
    );
    expect(dot.placed).toHaveLength(23);
    expect(chelating).toHaveLength(23);
    expect(dot.placed.every(({ mode }) => mode === "chelating")).toBe(true);
  });

  const told = (mode: string): Dot =>
    buildDot(
      readDotWords({
        material: "CsPbBr3",
        shape: "cube",
        size: "2.94 nm",
        termination: "PbBr2",
        ligands: [`picolinate = 10 as ${mode}`],
      }),
    );

  it("can be told to hold by one donor", () => {
    const other = told("monodentate");
    expect(other.placed.map(({ mode }) => mode)).toEqual(new Array(10).fill("monodentate"));
  });

  it("cannot bridge two Pb 5.9 Angstrom apart with a bromide between them, and says that none fits", () => {
    expect(() => told("bridging")).toThrow(DomainError);
    expect(() => told("bridging")).toThrow(/10 picolinate do not fit.*room was found for 0/u);
  });
});
