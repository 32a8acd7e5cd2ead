import { DomainError } from "../errors.ts";
import { atomCount, type Residue, type Structure, structureOf } from "./atoms.ts";
import { chargeBalance } from "./charge.ts";
import { buildCore, type Core, type CoreRequest } from "./core.ts";
import { siteOf } from "./core-shell.ts";
import type { Dot, LigandReport, LigandRequest, PlacedLigand } from "./dot.ts";
import { exchangeFor } from "./exchange.ts";
import { countLigands, isStated } from "./ligand-counts.ts";
import type { LigandMolecule } from "./ligand-molecule.ts";
import { type Placement, type PlacementOrder, placeLigands } from "./placement/place.ts";
import { coreCharge, vacanciesForNeutrality, withoutAtoms } from "./removal.ts";
import { shortestContacts } from "./shortest-contacts.ts";
import { type CoreSurface, findSites, valenceDeficit } from "./site-classes.ts";
import { length, minus, pointAt } from "./vector.ts";

/** A donor this much farther (Angstrom) from an anchor than the nearest one still holds it. */
const SAME_BOND = 0.35;

/** A whole dot as asked for. */
export interface DotRequest extends CoreRequest {
  readonly ligands?: readonly LigandRequest[];
  /** Ion that makes up the charge the ligands leave, by name; `none` leaves it; `usual` (when left out) is hydroxide for lead
   *  chalcogenides, whose dots carry one hydroxide with each ligand, and none for all others. */
  readonly balance?: "none" | "usual" | (string & {});
  /** Cation left out of the surface until the core is neutral, such as Cs: corners first, then edges. */
  readonly vacancies?: string;
  /** Seed of the conformers; 1 when left out. */
  readonly seed?: number;
  readonly onProgress?: (share: number, what: string) => void;
}

/**
 * Builds a dot: core, site classes, ligands in space, charges. Throws InputError and DomainError as `buildCore` does, for a
 * ligand that does not fit as often as asked (saying how many do), and for a charge that the named ion cannot balance.
 */
export function buildDot(request: DotRequest): Dot {
  const cut = buildCore(request);
  const lacking = request.vacancies ? vacanciesForNeutrality(cut, request.vacancies) : new Set<number>();
  const neutral = withoutAtoms(cut, lacking);
  const surface = findSites(neutral);
  let ligands = request.ligands ?? [];
  const found: string[] = [];
  for (let round = 0; ; round++) {
    const dot = ligate({ ...request, ligands }, neutral, surface, lacking.size);
    const short = dot.ligands.findIndex(({ asked, placed }) => placed < asked);
    if (short < 0) return found.length === 0 ? dot : { ...dot, notes: [...dot.notes, ...found] };
    const { name, asked, placed } = dot.ligands[short]!;
    const index = ligands.findIndex(({ molecule }) => molecule.name === name);
    // A number of our own gives way; one that was asked for is refused.
    if (index < 0 || isStated(request.ligands![index]!) || round === MOST_ROUNDS) {
      throw new DomainError({
        what: `${asked} ${name} do not fit on this dot`,
        found: `${asked} asked for, ${(asked / dot.core.areaNm2).toFixed(2)} per nm2`,
        expected: `fewer: room was found for ${placed}, ${(placed / dot.core.areaNm2).toFixed(2)} per nm2`,
        remedy: "ask for somewhat fewer, or a smaller ligand for part of them",
      });
    }
    if (round === 0)
      found.push(`${asked} ${name} were to be placed, for want of a number; they do not all fit`);
    const fewer = Math.floor(placed * ROOM_TO_BREATHE);
    ligands = ligands.map((ligand, i) => (i === index ? { ...ligand, count: fewer } : ligand));
  }
}

/** Of the ligands found room for, this share is asked for when all of them are placed anew. */
const ROOM_TO_BREATHE = 0.97;
const MOST_ROUNDS = 4;

/** Puts ligands on a neutral or charged core; some of them may have found no place. */
function ligate(request: DotRequest, neutral: Core, surface: CoreSurface, vacancies: number): Dot {
  const { wanted, notes } = countLigands(neutral, surface, request);
  const exchange = exchangeFor(neutral, surface, wanted);
  const core = withoutAtoms(neutral, exchange.gone);
  const surfaceLeft = exchange.gone.size > 0 ? findSites(core) : surface;
  const orders = exchange.orders;
  const placements =
    orders.length > 0 ? placeLigands(core, surfaceLeft, orders, request.seed ?? 1, request.onProgress) : [];
  const structure = assemble(core, orders, placements);
  const placed = placements.map((placement, i): PlacedLigand => {
    const residue = structure.residues[i + 1]!;
    const { mode, anchors, family, bondLength, bound } = placement;
    return {
      name: residue.name,
      first: residue.first,
      count: residue.count,
      mode,
      anchors,
      family,
      bondLength,
      bound,
    };
  });
  return {
    asked: request.size,
    core,
    surface: surfaceLeft,
    structure,
    placed,
    ligands: orders.map(({ ligand, count }, order) => reportOf(core, ligand, count, order, placements)),
    charge: chargeBalance(core, structure),
    contacts: shortestContacts(structure),
    notes: [
      ...(vacancies > 0 ? [`${vacancies} ${request.vacancies} left out of the surface for neutrality`] : []),
      ...notes,
      ...exchange.notes,
      ...interfaceNotes(core),
    ],
  };
}

/** What the bonds between core and shell carry when their ions differ in charge (In-Se, Zn-P). */
function interfaceNotes(core: Core): readonly string[] {
  if (!core.inner) return [];
  let surface = 0;
  for (let atom = 0; atom < core.atoms.site.length; atom++) surface += valenceDeficit(core, atom);
  const inside = coreCharge(core) - surface;
  if (Math.abs(inside) < 1e-6) return [];
  const charge = `${inside > 0 ? "+" : ""}${Number(inside.toFixed(2))} e`;
  return [
    `the interface of ${core.inner.crystal.name} and ${core.crystal.name} carries ${charge} of the core's charge: its ions differ in valence; mixing there would take it away, ligands on the surface do not`,
  ];
}

function reportOf(
  core: Core,
  ligand: LigandMolecule,
  asked: number,
  order: number,
  placements: readonly Placement[],
): LigandReport {
  const own = placements.filter((placement) => placement.order === order);
  return {
    name: ligand.name,
    charge: ligand.charge,
    asked,
    placed: own.length,
    bound: own.filter((placement) => placement.bound).length,
    perNm2: own.length / core.areaNm2,
  };
}

/** Which donor holds which anchor: the nearest one of every anchor, and every other one about as near (a chelate's second). */
function heldPairs(core: Core, { anchors, donors, xyz }: Placement): readonly (readonly [number, number])[] {
  return anchors.flatMap((anchor) => {
    const reach = donors.map((donor) => length(minus(pointAt(core.xyz, anchor), pointAt(xyz, donor))));
    const nearest = Math.min(...reach);
    return donors
      .filter((_, i) => reach[i]! < nearest + SAME_BOND)
      .map((donor): readonly [number, number] => [anchor, donor]);
  });
}

/** Core first, then one residue for each ligand. Contacts between donors and anchors are bonds of order 0. */
function assemble(
  core: Core,
  orders: readonly PlacementOrder[],
  placements: readonly Placement[],
): Structure {
  const coreAtoms = core.atoms.site.length;
  const total = placements.reduce(
    (n, { order }) => n + atomCount(orders[order]!.ligand.structure),
    coreAtoms,
  );
  const symbols: string[] = new Array(total);
  const xyz = new Float64Array(3 * total);
  const charges = new Float64Array(total);
  xyz.set(core.xyz);
  for (let atom = 0; atom < coreAtoms; atom++) {
    const site = siteOf(core, atom);
    symbols[atom] = site.symbol;
    charges[atom] = site.oxidation;
  }
  const residues: Residue[] = [{ name: "core", first: 0, count: coreAtoms, charge: coreCharge(core) }];
  const pairs: number[] = [];
  const bondOrders: number[] = [];
  let first = coreAtoms;
  for (const placement of placements) {
    const { structure, charge, name } = orders[placement.order]!.ligand;
    const count = atomCount(structure);
    for (let atom = 0; atom < count; atom++)
      symbols[first + atom] = structure.symbols[structure.element[atom]!]!;
    xyz.set(placement.xyz, 3 * first);
    charges.set(structure.charges, first);
    for (const atom of structure.bonds.pairs) pairs.push(first + atom);
    for (const order of structure.bonds.orders) bondOrders.push(order);
    for (const [anchor, donor] of heldPairs(core, placement)) {
      pairs.push(anchor, first + donor);
      bondOrders.push(0);
    }
    residues.push({ name, first, count, charge });
    first += count;
  }
  const material = core.inner ? `${core.inner.crystal.formula} in ${core.crystal.name}` : core.crystal.name;
  const title = [material, ...new Set(orders.map(({ ligand }) => ligand.name))].join(", ");
  return structureOf({
    title,
    symbols,
    xyz,
    charges,
    residues,
    bonds: { pairs: Uint32Array.from(pairs), orders: Uint8Array.from(bondOrders) },
  });
}
