import { symbolOf } from "../atoms.ts";
import type { Core } from "../core.ts";
import { siteOf } from "../core-shell.ts";
import type { LigandMolecule } from "../ligand-molecule.ts";
import { contactRadius, donorBondLength } from "../radii.ts";
import { pointAt, type Vector } from "../vector.ts";
import { type ContactGrid, contactGrid } from "./contacts.ts";
import type { LigandParts } from "./fragments.ts";
import { moved, type Pose, turnedPose } from "./pose.ts";
import type { Seat } from "./poses.ts";

/** How far ligand atoms keep from ions of the core, Angstrom, at full scale: carbon 2.95, hydrogen 2.45. */
const CORE_RADIUS = 1.47;
/** Ligand atoms never come nearer to the core than this share of the usual distance: hydrogen 2.06 Angstrom. */
export const CORE_SCALE = 0.84;
/** Donors come as near to cations as their bonds are long, within this share. */
const DONOR_SCALE = 0.97;
/** Scales of the usual contact distances tried in turn, from relaxed to just acceptable (H...H 1.96 to 1.59 Angstrom). */
export const SCALES: readonly number[] = [1, 0.93, 0.87, 0.81];

/** Everything in space while ligands are placed. */
export interface Shell {
  readonly cations: ContactGrid;
  readonly anions: ContactGrid;
  readonly ligands: ContactGrid;
}

/** An empty shell around a core with room for `atoms` ligand atoms out to `tail` Angstrom beyond it. */
export function emptyShell(core: Core, atoms: number, tail: number): Shell {
  let reach = 0;
  for (let n = 0; n < core.xyz.length; n += 3) {
    reach = Math.max(reach, Math.hypot(core.xyz[n]!, core.xyz[n + 1]!, core.xyz[n + 2]!));
  }
  const count = core.atoms.site.length;
  const cations = contactGrid(reach + 1, count);
  const anions = contactGrid(reach + 1, count);
  for (let atom = 0; atom < count; atom++) {
    const { oxidation } = siteOf(core, atom);
    const [x, y, z] = pointAt(core.xyz, atom);
    (oxidation < 0 ? anions : cations).add(x, y, z, CORE_RADIUS, 0);
  }
  return { cations, anions, ligands: contactGrid(reach + tail + 3, atoms + 1) };
}

/** A ligand to be placed: its parts and how near its donors may come to the core. */
export interface Guest {
  readonly parts: LigandParts;
  /** Per atom: radius against cations of the core; smaller for donors, which bind there. */
  readonly cationRadii: Float64Array;
}

/** Prepares a ligand taken apart for its donors on one kind of metal. */
export function guestOf(parts: LigandParts, core: Core): Guest {
  const { ligand } = parts;
  const metals = [
    ...new Map(core.crystal.sites.filter((s) => s.oxidation >= 0).map((s) => [s.symbol, s])).values(),
  ];
  const shortest = (donor: number): number =>
    Math.min(...metals.map((m) => donorBondLength(m.symbol, m.oxidation, symbolOf(ligand.structure, donor))));
  const cationRadii = Float64Array.from(parts.radii);
  // A donor may come up to its bond: a tenth of an Angstrom less, so that the bond itself is no clash.
  for (const donor of ligand.donors) cationRadii[donor] = shortest(donor) - 0.1 - CORE_RADIUS;
  return { parts, cationRadii };
}

/** Whether a donor alone has room at a point, at a scale. */
export function donorIsFree(
  shell: Shell,
  guest: Guest,
  donor: number,
  [x, y, z]: Vector,
  owner: number,
  scale: number,
): boolean {
  const radius = guest.parts.radii[donor]!;
  return !(
    shell.cations.blocked(x, y, z, guest.cationRadii[donor]!, -2, DONOR_SCALE) ||
    shell.anions.blocked(x, y, z, radius, -2, CORE_SCALE) ||
    shell.ligands.blocked(x, y, z, radius, owner, scale)
  );
}

/** Largest scale at which the head of a ligand is free in this pose; 0 when it is not free at the smallest. */
export function headScale(shell: Shell, guest: Guest, seat: Seat, owner: number, floor: number): number {
  const { head, radii, ligand } = guest.parts;
  let best = 1;
  for (let k = 0; k < head.length; k++) {
    const atom = head[k]!;
    const [x, y, z] = moved(seat.pose, pointAt(ligand.structure.xyz, atom));
    const donor = seat.donors.includes(atom);
    if (
      shell.cations.blocked(
        x,
        y,
        z,
        donor ? guest.cationRadii[atom]! : radii[atom]!,
        -2,
        donor ? DONOR_SCALE : CORE_SCALE,
      )
    )
      return 0;
    if (shell.anions.blocked(x, y, z, radii[atom]!, -2, CORE_SCALE)) return 0;
    while (shell.ligands.blocked(x, y, z, radii[atom]!, owner, best)) {
      const lower = SCALES.find((scale) => scale < best && scale >= floor);
      if (lower === undefined) return 0;
      best = lower;
    }
  }
  return best;
}

/** Whether every piece that hangs on the head has an angle at which it is free, at the tightest scale. */
export function tailCanBegin(shell: Shell, guest: Guest, seat: Seat, owner: number): boolean {
  const { turns, ligand } = guest.parts;
  const { xyz } = ligand.structure;
  const scale = SCALES[SCALES.length - 1]!;
  return turns.every(({ parent, from, to, atoms, angles }) => {
    if (parent >= 0) return true;
    return angles.some((angle) => {
      const pose = turnedPose(seat.pose, xyz, from, to, angle);
      return atoms.every(
        (atom) => blockerOf(shell, ligand, atom, moved(pose, pointAt(xyz, atom)), owner, scale) === -1,
      );
    });
  });
}

/** Puts the head of a ligand into the shell; returns its entries. */
export function addHead(shell: Shell, guest: Guest, pose: Pose, owner: number): readonly number[] {
  const { head, radii, ligand } = guest.parts;
  return Array.from(head, (atom) => {
    const [x, y, z] = moved(pose, pointAt(ligand.structure.xyz, atom));
    return shell.ligands.add(x, y, z, radii[atom]!, owner);
  });
}

/** Whether an atom of a tail is free of the core and of other ligands; -1 when it is, else who blocks (-2 for the core). */
export function blockerOf(
  shell: Shell,
  ligand: LigandMolecule,
  atom: number,
  [x, y, z]: Vector,
  owner: number,
  scale: number,
): number {
  const radius = contactRadius(symbolOf(ligand.structure, atom));
  const toCore = Math.max(scale, CORE_SCALE);
  if (shell.cations.blocked(x, y, z, radius, -2, toCore) || shell.anions.blocked(x, y, z, radius, -2, toCore))
    return -2;
  return shell.ligands.blocker(x, y, z, radius, owner, scale);
}
