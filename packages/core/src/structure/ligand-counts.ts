import { DomainError, InputError } from "../errors.ts";
import type { DotRequest } from "./build-dot.ts";
import type { Core } from "./core.ts";
import { siteOf } from "./core-shell.ts";
import type { CrystalSite } from "./crystal.ts";
import type { LigandRequest } from "./dot.ts";
import { ligandMolecule } from "./ligand-molecule.ts";
import { coreCharge } from "./removal.ts";
import { type CoreSurface, valenceDeficit } from "./site-classes.ts";

/** A ligand with its number settled. */
export type CountedLigand = LigandRequest & { readonly count: number };

/** L-type ligands per nm2 when nobody says: about one amine for two surface cations. */
const USUAL_L_PER_NM2 = 3;
/** Share of surface cations a cationic ligand replaces when nobody says. */
const USUAL_EXCHANGE = 0.5;

/**
 * How many of each ligand: as asked, or else as many as neutrality wants. On lead chalcogenides one X-type ligand for each
 * excess cation (the other charge is hydroxide's, as found by elemental analysis and NMR); elsewhere X-type ligands take the
 * whole charge. Then the balancing ion, if one is named. Returns what was assumed, in sentences. Throws DomainError when the
 * charge that is left is no whole number of the balancing ion or has its sign.
 */
export function countLigands(
  core: Core,
  surface: CoreSurface,
  request: DotRequest,
): { readonly wanted: readonly CountedLigand[]; readonly notes: readonly string[] } {
  const charge = coreCharge(core);
  const notes: string[] = [];
  const lead = isLeadChalcogenide(core);
  const asked = request.ligands ?? [];
  for (const ligand of asked) assertFacets(core, ligand);
  const parts = asked.map((ligand) => partOf(core, surface, ligand.facets));
  const stated = asked.map((ligand, i) => statedCount(core, parts[i]!, ligand, charge, lead));
  // What has no number shares the charge that those with one leave.
  const open = asked.filter(({ molecule }, i) => stated[i] === null && molecule.charge < 0).length;
  const taken = stated.reduce<number>(
    (sum, n, i) => sum + (n ?? 0) * Math.max(0, -asked[i]!.molecule.charge),
    0,
  );
  const chargeLeft = Math.max(0, charge - taken * (lead ? 2 : 1));
  const wanted = asked.map((ligand, i): CountedLigand => {
    const { molecule } = ligand;
    const full = fullCount(core, parts[i]!, molecule.charge, chargeLeft, lead);
    const count = stated[i] ?? Math.round(usualShare(molecule.charge, open) * full);
    if (!(count >= 0) || !Number.isInteger(count)) {
      throw new InputError({
        what: `the number of ${molecule.name} is no number`,
        found:
          ligand.count !== undefined
            ? String(ligand.count)
            : ligand.perNm2 !== undefined
              ? `${ligand.perNm2} /nm2`
              : `a share of ${ligand.share}`,
        expected: "0 or more",
      });
    }
    if (stated[i] === null || (count === 0 && (ligand.share ?? 0) > 0)) {
      notes.push(noteFor(molecule.charge, molecule.name, count, lead, isElemental(core)));
    }
    return { ...ligand, count };
  });
  const balance = request.balance ?? "usual";
  const ion = balance === "usual" ? (lead && wanted.length > 0 ? "hydroxide" : "none") : balance;
  if (ion === "none") return { wanted, notes };
  const left =
    charge + wanted.reduce((sum, { count, molecule }) => sum + netGain(core, molecule.charge) * count, 0);
  // What nobody asked for is only added where it helps.
  if (left === 0 || (balance === "usual" && left < 0)) return { wanted, notes };
  const molecule = ligandMolecule(ion);
  const count = -left / molecule.charge;
  if (!(count > 0) || !Number.isInteger(count)) {
    throw new DomainError({
      what: `${molecule.name} cannot balance the charge of this dot`,
      found: `${left > 0 ? "+" : ""}${left} left by core and ligands, ${molecule.charge} of one ${molecule.name}`,
      expected: left > 0 ? "an anion whose charge divides it" : "fewer X-type ligands",
      remedy: left > 0 ? "for example hydroxide" : `ask for ${Math.ceil(-left)} fewer, or balance none`,
    });
  }
  notes.push(`${count} ${molecule.name} make up the charge`);
  return { wanted: [...wanted, { molecule, count }], notes };
}

/** Whether a number, a density or a share was given. */
export function isStated({ count, perNm2, share }: LigandRequest): boolean {
  return count !== undefined || perNm2 !== undefined || share !== undefined;
}

/** The number a ligand was given, as such, per area or as a share of a full shell; null when it has none. */
function statedCount(
  core: Core,
  part: SurfacePart,
  { molecule, count, perNm2, share }: LigandRequest,
  charge: number,
  lead: boolean,
): number | null {
  if (count !== undefined) return count;
  if (perNm2 !== undefined) return Math.round(perNm2 * part.areaNm2);
  return share === undefined
    ? null
    : Math.round(share * fullCount(core, part, molecule.charge, charge, lead));
}

/** Refuses a facet that the dot does not show. */
function assertFacets(core: Core, { molecule, facets }: LigandRequest): void {
  const shown = new Set(core.faces.map((face) => face.family));
  const missing = facets?.find((family) => !shown.has(family));
  if (missing === undefined) return;
  throw new InputError({
    what: `${molecule.name} cannot sit on ${missing}: the dot has no such facet`,
    found: missing,
    expected: [...shown].join(", ") || "no facets (a sphere)",
  });
}

function isElemental(core: Core): boolean {
  return core.crystal.sites.every(({ oxidation }) => oxidation === 0);
}

function isLeadChalcogenide(core: Core): boolean {
  return /^Pb(S|Se|Te)$/.test(core.crystal.formula);
}

/** Charge one ligand adds: a cation takes the place of a cation of the core and adds nothing. */
function netGain(core: Core, ligandCharge: number): number {
  const swapped = ligandCharge > 0 && core.crystal.sites.some((site) => site.oxidation === ligandCharge);
  return swapped ? 0 : ligandCharge;
}

function usualShare(charge: number, kinds: number): number {
  return (charge > 0 ? USUAL_EXCHANGE : 1) / Math.max(1, charge < 0 ? kinds : 1);
}

/** The part of a surface a ligand may sit on. */
interface SurfacePart {
  readonly areaNm2: number;
  /** Its atoms that lack bonds. */
  readonly atoms: readonly number[];
  /** Share of the charge that all cations of the surface want, 0 to 1. */
  readonly demandShare: number;
}

/** The facets named, or the whole surface. */
function partOf(core: Core, surface: CoreSurface, facets: readonly string[] | undefined): SurfacePart {
  const all = surface.classes.flatMap(({ atoms }) => [...atoms]);
  if (facets === undefined) return { areaNm2: core.areaNm2, atoms: all, demandShare: 1 };
  const atoms = all.filter((atom) => {
    const face = surface.faceOf[atom]!;
    return face >= 0 && facets.includes(core.faces[face]!.family);
  });
  const wanted = (among: readonly number[]): number =>
    among.reduce((sum, atom) => sum + Math.max(0, valenceDeficit(core, atom)), 0);
  const faces = core.faces.filter(({ family }) => facets.includes(family));
  return {
    areaNm2: faces.reduce((sum, { area }) => sum + area, 0) / 100,
    atoms,
    demandShare: wanted(atoms) / Math.max(wanted(all), 1e-9),
  };
}

/** How many of a ligand a share of 1 is. */
function fullCount(
  core: Core,
  { areaNm2, atoms, demandShare }: SurfacePart,
  ligandCharge: number,
  charge: number,
  lead: boolean,
): number {
  const count = (test: (site: CrystalSite) => boolean): number =>
    atoms.filter((atom) => test(siteOf(core, atom))).length;
  if (ligandCharge === 0)
    return Math.min(
      USUAL_L_PER_NM2 * areaNm2,
      count(({ oxidation }) => oxidation >= 0),
    );
  if (ligandCharge > 0) return count(({ oxidation }) => oxidation === ligandCharge);
  const full = (charge * demandShare) / (lead ? 2 : 1) / -ligandCharge;
  return Math.max(0, lead ? full : Math.floor(full));
}

function noteFor(charge: number, name: string, count: number, lead: boolean, elemental: boolean): string {
  if (count === 0 && charge < 0) {
    return elemental
      ? `no ${name}: a metal asks for no number of them; state one, or a density`
      : `no ${name}: the core has no positive charge left for it; state a number, or end the surface on cations`;
  }
  if (charge !== 0 && count === 0)
    return `no ${name}: the core has no charge that asks for it; state a number`;
  if (charge === 0) return `${count} ${name}: ${USUAL_L_PER_NM2} per nm2, since no number was given`;
  if (charge > 0) return `${count} ${name} take the place of half the surface cations of their charge`;
  return lead
    ? `${count} ${name}: one for each excess cation`
    : `${count} ${name}: as many as the charge of the core asks for`;
}
