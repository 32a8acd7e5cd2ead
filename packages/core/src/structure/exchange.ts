import { InputError } from "../errors.ts";
import type { Core } from "./core.ts";
import type { CountedLigand } from "./ligand-counts.ts";
import type { EmptySite } from "./placement/ionic.ts";
import type { PlacementOrder } from "./placement/place.ts";
import { coreCharge, spreadPick, surfaceAtoms } from "./removal.ts";
import { type CoreSurface, missingBonds } from "./site-classes.ts";
import { along, length, pointAt, unit, type Vector } from "./vector.ts";

/** Which core atoms make way for ligands of their own charge, and how to place these. */
export interface Exchange {
  readonly gone: ReadonlySet<number>;
  readonly orders: readonly PlacementOrder[];
  readonly notes: readonly string[];
}

/**
 * Settles where ions of the core are exchanged one for one: a cationic ligand takes the place of a surface cation of its
 * charge (alkylammonium for Cs+), an X-type ligand beyond what the charge of the core asks for takes the place of a surface
 * anion of charge -1 (carboxylate for Br-). Chalcogenides and oxides are not exchanged.
 */
export function exchangeFor(core: Core, surface: CoreSurface, wanted: readonly CountedLigand[]): Exchange {
  const gone = new Set<number>();
  const notes: string[] = [];
  const emptySites: (readonly EmptySite[] | undefined)[] = [];
  let open = coreCharge(core);
  wanted.forEach(({ molecule, count, facets }, i) => {
    const like = core.crystal.sites.find(
      (site) => site.oxidation === molecule.charge && molecule.charge !== 0 && molecule.charge >= -1,
    );
    const onFacets = (atom: number): boolean =>
      !gone.has(atom) && (facets === undefined || facets.includes(familyOf(core, surface, atom)));
    if (molecule.charge > 0) {
      if (!like) {
        throw new InputError({
          what: `${molecule.name} has no place on ${core.crystal.formula}`,
          found: `a cation of charge +${molecule.charge}`,
          expected: "a core with cations of that charge on its surface",
          remedy: "use an X-type or L-type ligand",
        });
      }
      const picked = spreadPick(
        core,
        surfaceAtoms(core, like.symbol, onFacets),
        count,
        `${molecule.name} in place of ${like.symbol}`,
      );
      for (const atom of picked) gone.add(atom);
      emptySites[i] = [...picked].map((atom) => emptySiteOf(core, surface, atom));
      if (count > 0) notes.push(`${count} ${molecule.name} in place of ${like.symbol}+`);
      return;
    }
    const added =
      molecule.charge === 0 ? count : Math.min(count, Math.max(0, Math.floor(open / -molecule.charge)));
    open += added * molecule.charge;
    const extra = count - added;
    if (extra === 0 || !like) {
      return;
    }
    const picked = spreadPick(
      core,
      surfaceAtoms(core, like.symbol, onFacets),
      extra,
      `${molecule.name} in place of ${like.symbol}`,
    );
    for (const atom of picked) gone.add(atom);
    notes.push(`${extra} ${molecule.name} in place of ${like.symbol}-`);
  });
  return {
    gone,
    notes,
    // Cations that lost an anion want most charge: the ligands that take its place find them by that.
    orders: wanted
      .map(({ molecule, count, facets, mode }, i): PlacementOrder => {
        return {
          ligand: molecule,
          count,
          ...(facets ? { facets } : {}),
          ...(mode ? { mode } : {}),
          ...(emptySites[i] ? { emptySites: emptySites[i]! } : {}),
        };
      })
      .filter(({ count }) => count > 0),
  };
}

function familyOf(core: Core, surface: CoreSurface, atom: number): string {
  const face = surface.faceOf[atom]!;
  return face < 0 ? "" : core.faces[face]!.family;
}

function emptySiteOf(core: Core, surface: CoreSurface, atom: number): EmptySite {
  const at = pointAt(core.xyz, atom);
  const sum = missingBonds(core, atom).reduce<Vector>(
    (total, bond) => along(total, 1, bond.direction),
    [0, 0, 0],
  );
  return { at, family: familyOf(core, surface, atom), outward: length(sum) > 0.1 ? unit(sum) : unit(at) };
}
