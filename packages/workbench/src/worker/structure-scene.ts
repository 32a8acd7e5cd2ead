import { type Dot, type Structure, valenceDeficit } from "@oleate/core";
import type { DotScene, LigandRow } from "./structure-protocol.ts";

/** Donors of a ligand by index within it, by the ligand's name. */
export type DonorsOf = (name: string) => readonly number[];

/** What is drawn of a dot: typed arrays of its own, which may be transferred, and the faces and classes in words. */
export function sceneOf({ core, surface, structure, placed }: Dot, donorsOf: DonorsOf): DotScene {
  const coreCount = core.atoms.site.length;
  const n = structure.element.length;
  const missing = new Uint8Array(coreCount);
  const deficit = new Float32Array(coreCount);
  for (let atom = 0; atom < coreCount; atom++) {
    const lacking = core.bonds[core.atoms.site[atom]!]!.length - core.coordination.number[atom]!;
    missing[atom] = lacking;
    if (lacking > 0) deficit[atom] = valenceDeficit(core, atom);
  }
  const ligands = placed.map(
    ({ name, first, count, mode, anchors, family, bondLength, bound }): LigandRow => ({
      name,
      first,
      count,
      mode,
      anchors: [...anchors],
      family,
      bondLength,
      bound,
    }),
  );
  const ligandOf = new Int32Array(n).fill(-1);
  const head = new Uint8Array(n);
  ligands.forEach(({ name, first, count }, index) => {
    ligandOf.fill(index, first, first + count);
    for (const donor of donorsOf(name)) head[first + donor] = 1;
  });
  const bonds = ligandBonds(structure, coreCount);
  for (let at = 0; at < bonds.length; at += 2) {
    const [a, b] = [bonds[at]!, bonds[at + 1]!];
    if (a < coreCount || b < coreCount) continue;
    if (head[a] === 1 && head[b] === 0) head[b] = 2;
    else if (head[b] === 1 && head[a] === 0) head[a] = 2;
  }
  return {
    symbols: structure.symbols,
    element: structure.element.slice(),
    xyz: Float32Array.from(structure.xyz),
    coreCount,
    classes: surface.classes.map(
      ({ name, element, coordination, missing: lacks, count, neighbours, demand }) => ({
        name,
        element,
        coordination,
        missing: lacks,
        count,
        neighbours,
        demand,
      }),
    ),
    classOf: surface.classOf.slice(),
    faceOf: surface.faceOf.slice(),
    coordination: core.coordination.number.slice(),
    missing,
    deficit,
    start: core.coordination.start.slice(),
    neighbours: core.coordination.to.slice(),
    faces: core.faces.map((face, index) => ({
      family: face.family,
      hkl: `(${face.hkl.join(" ")})`,
      termination: face.termination,
      areaNm2: face.area / 100,
      corners: core.polyhedron?.faces[index]?.corners ?? [],
    })),
    ligands,
    ligandOf,
    head,
    bonds,
  };
}

function ligandBonds(structure: Structure, coreCount: number): Uint32Array {
  const { pairs } = structure.bonds;
  const kept: number[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at]! >= coreCount || pairs[at + 1]! >= coreCount) kept.push(pairs[at]!, pairs[at + 1]!);
  }
  return Uint32Array.from(kept);
}

/** The buffers of a scene, to be handed over rather than copied. */
export function buffersOf(scene: DotScene): ArrayBuffer[] {
  return [
    scene.element,
    scene.xyz,
    scene.classOf,
    scene.faceOf,
    scene.coordination,
    scene.missing,
    scene.deficit,
    scene.start,
    scene.neighbours,
    scene.ligandOf,
    scene.head,
    scene.bonds,
  ].map((array) => array.buffer as ArrayBuffer);
}
