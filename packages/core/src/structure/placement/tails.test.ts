import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { atomCount, symbolOf } from "../atoms.ts";
import { buildCore } from "../core.ts";
import { crystalOf } from "../crystal.ts";
import { ligandMolecule } from "../ligand-molecule.ts";
import { contactRadius } from "../radii.ts";
import { findShape } from "../shapes/index.ts";
import { length, minus, pointAt, unit, type Vector } from "../vector.ts";
import { ligandParts } from "./fragments.ts";
import { moved, poseOnto } from "./pose.ts";
import { CORE_SCALE, emptyShell, SCALES } from "./shell.ts";
import { farApart, growTail } from "./tails.ts";

const core = buildCore({
  crystal: crystalOf("PbS"),
  shape: findShape("truncated-octahedron"),
  size: { by: "diameter", nm: 2.5 },
});
const molecule = ligandMolecule("oleate");
const parts = ligandParts(molecule, molecule.donors.slice(0, 2));
const apart = farApart(molecule);
const n = atomCount(molecule.structure);

const direction = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 6.28, noNaN: true }))
  .map(([z, phi]): Vector => [Math.sqrt(1 - z * z) * Math.cos(phi), Math.sqrt(1 - z * z) * Math.sin(phi), z]);

/** A pose with the donors 2.5 Angstrom beyond the sphere around the core, the molecule outward. */
function poseAlong(out: Vector): ReturnType<typeof poseOnto> {
  const { xyz } = molecule.structure;
  const [a, b] = [pointAt(xyz, molecule.donors[0]!), pointAt(xyz, molecule.donors[1]!)];
  const middle: Vector = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
  const carbon = pointAt(
    xyz,
    Array.from({ length: n }, (_, i) => i)
      .filter((i) => symbolOf(molecule.structure, i) === "C")
      .sort((p, q) => length(minus(pointAt(xyz, p), middle)) - length(minus(pointAt(xyz, q), middle)))[0]!,
  );
  const reach = 16;
  return poseOnto(
    { origin: middle, first: unit(minus(carbon, middle)), second: minus(b, a) },
    { origin: [reach * out[0], reach * out[1], reach * out[2]], first: out, second: [0.3, 0.5, 0.8] },
  );
}

describe("growTail", () => {
  it("never puts an atom nearer than the scale allows, and keeps all bonds and angles", () => {
    let grownOnes = 0;
    fc.assert(
      fc.property(
        direction,
        fc.constantFrom(...SCALES),
        fc.array(fc.tuple(direction, fc.double({ min: 19, max: 34, noNaN: true })), { maxLength: 60 }),
        fc.integer({ min: 0, max: 1000 }),
        (out, scale, others, seed) => {
          const shell = emptyShell(core, 200, 30);
          const pose = poseAlong(out);
          const head = Array.from(parts.head, (atom) => moved(pose, pointAt(molecule.structure.xyz, atom)));
          // Carbons of other ligands, none of them on top of the head.
          const strangers = others
            .map(([u, r]): Vector => [r * u[0], r * u[1], r * u[2]])
            .filter((at) => head.every((p) => length(minus(p, at)) > 3.2));
          for (const at of strangers) shell.ligands.add(...at, contactRadius("C"), 7);
          const { xyz, blockers } = growTail(
            shell,
            parts,
            apart,
            pose,
            0,
            scale,
            700,
            createRandom(seed, "test"),
          );
          for (const who of blockers.keys()) expect([-2, 7]).toContain(who);
          if (!xyz) return;
          grownOnes++;
          const tail = parts.turns.flatMap(({ atoms }) => [...atoms]);
          expect(new Set([...parts.head, ...tail]).size).toBe(n);
          for (const atom of tail) {
            const at = pointAt(xyz, atom);
            const radius = contactRadius(symbolOf(molecule.structure, atom));
            for (const other of strangers) {
              expect(length(minus(at, other))).toBeGreaterThanOrEqual(
                scale * (radius + contactRadius("C")) - 1e-9,
              );
            }
            for (let m = 0; m < core.xyz.length / 3; m++) {
              // Ions of the core keep ligand atoms away by 1.47 Angstrom and the atom's own radius.
              const least = Math.max(scale, CORE_SCALE) * (radius + 1.47);
              if (length(minus(at, pointAt(core.xyz, m))) < least - 1e-9)
                expect.fail(`atom ${atom} at the core`);
            }
          }
          // Atoms four bonds or more apart keep 1.7 (hydrogen) or 2.7 Angstrom; those bonded keep their length.
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < i; j++) {
              if (!apart[i * n + j] || (parts.head.includes(i) && parts.head.includes(j))) continue;
              const hydrogen = [i, j].some((atom) => symbolOf(molecule.structure, atom) === "H");
              const d = length(minus(pointAt(xyz, i), pointAt(xyz, j)));
              const rigid =
                Math.abs(
                  d - length(minus(pointAt(molecule.structure.xyz, i), pointAt(molecule.structure.xyz, j))),
                ) < 1e-9;
              if (!rigid) expect(d).toBeGreaterThanOrEqual((hydrogen ? 1.7 : 2.7) - 1e-9);
            }
          }
          const { pairs } = molecule.structure.bonds;
          for (let b = 0; b < pairs.length; b += 2) {
            const [i, j] = [pairs[b]!, pairs[b + 1]!];
            const own = length(minus(pointAt(molecule.structure.xyz, i), pointAt(molecule.structure.xyz, j)));
            expect(Math.abs(length(minus(pointAt(xyz, i), pointAt(xyz, j))) - own)).toBeLessThan(1e-6);
          }
        },
      ),
      { numRuns: 60, seed: 20268 },
    );
    // Most of the tries must come to something, or the test tests nothing.
    expect(grownOnes).toBeGreaterThan(30);
  });

  it("gives up where there is no room, and says who was in the way", () => {
    const shell = emptyShell(core, 4000, 30);
    const pose = poseAlong([0, 0, 1]);
    // A wall of carbons in front of the tail.
    for (let x = -12; x <= 12; x += 1.5)
      for (let y = -12; y <= 12; y += 1.5) shell.ligands.add(x, y, 20, contactRadius("C"), 3);
    const { xyz, blockers } = growTail(shell, parts, apart, pose, 0, 0.81, 700, createRandom(1, "test"));
    expect(xyz).toBeNull();
    expect(blockers.get(3)).toBeGreaterThan(0);
  });

  it("is the same for one seed and differs for another", () => {
    const grow = (seed: number): Float64Array | null =>
      growTail(
        emptyShell(core, 10, 30),
        parts,
        apart,
        poseAlong([0, 0, 1]),
        0,
        1,
        700,
        createRandom(seed, "test"),
      ).xyz;
    expect(grow(5)).toEqual(grow(5));
    expect(grow(5)).not.toEqual(grow(6));
  });
});
