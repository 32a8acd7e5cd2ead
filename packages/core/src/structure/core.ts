import { DomainError, InputError } from "../errors.ts";
import { cutBall } from "./ball.ts";
import { type Body, bodyThrough } from "./body.ts";
import { type Coordination, coordinationOf, withoutDangling } from "./coordination.ts";
import { type Inner, withInner } from "./core-shell.ts";
import { atomsPerFormulaUnit, type Crystal, formulaUnitVolumeNm3 } from "./crystal.ts";
import { coordinates, cutAtoms, type LatticeAtoms } from "./cut.ts";
import { type ChosenFaces, chooseFaces, type Face } from "./faces.ts";
import { type FacetChoice, facetChoices } from "./families.ts";
import { type Frame, frameOf } from "./frame.ts";
import type { LatticeBond } from "./lattice-bonds.ts";
import type { Polyhedron } from "./polyhedron.ts";
import type { Shape, ShapeOptions } from "./shapes/index.ts";
import { assertSize, type SizeRequest, wantedAtoms } from "./size.ts";
import { type FacetTermination, LAYER_MARGIN } from "./termination.ts";
import { dot, pointAt } from "./vector.ts";

/** What core is wanted. */
export interface CoreRequest {
  readonly crystal: Crystal;
  readonly shape: Shape;
  readonly size: SizeRequest;
  readonly options?: ShapeOptions;
  /** By plane ("100" -> "adatoms"), or one for all faces; what is not said takes `usualTermination`. */
  readonly terminations?: Readonly<Record<string, FacetTermination>> | FacetTermination;
  /** Take away atoms held by one bond, except adatoms; true when left out. */
  readonly prune?: boolean;
  /** A second material grown around the first, in the same lattice; the size is then that of the core alone. */
  readonly shell?: { readonly crystal: Crystal; readonly thicknessNm: number };
}

/** A bare core: its atoms on the lattice, its faces, its bonds. Lengths in Angstrom unless the name says nm. */
export interface Core extends Body {
  readonly crystal: Crystal;
  readonly bonds: readonly (readonly LatticeBond[])[];
  readonly atoms: LatticeAtoms;
  /** Coordinates from the centre as drawn (tilted where the crystal is). */
  readonly xyz: Float64Array;
  readonly coordination: Coordination;
  /** Diameter of the sphere that holds as many formula units as the core has atoms for. */
  readonly diameterNm: number;
  readonly volumeNm3: number;
  /** The inner material of a core/shell dot; the rest is `crystal`. */
  readonly inner?: Inner;
}

/** Diameter in nm of the sphere of equal volume: atoms over atoms per formula unit, times the volume of one. */
export function equalVolumeDiameterNm(crystal: Crystal, atoms: number): number {
  const volume = (atoms / atomsPerFormulaUnit(crystal)) * formulaUnitVolumeNm3(crystal);
  return Math.cbrt((6 * volume) / Math.PI);
}

/**
 * Cuts a core out of a crystal: the centre and the layers its faces end on are chosen so that the terminations hold and the
 * size is nearest to the one asked for; then atoms that hang on one bond are taken away. The result does not depend on where
 * the crystal's origin is. Throws InputError for an impossible termination, DomainError for a size below one unit cell.
 */
export function buildCore(request: CoreRequest): Core {
  const { shell } = request;
  if (!shell) return cutCore(request);
  if (!(shell.thicknessNm > 0)) {
    throw new InputError({
      what: "the shell has no thickness",
      found: String(shell.thicknessNm),
      expected: "a length above 0, such as 1.2 nm",
    });
  }
  const bare = cutCore(request);
  const size: SizeRequest =
    request.size.by === "edges"
      ? { by: "edges", nm: grown(request.size, shell.thicknessNm) }
      : bare.edgeNm === undefined
        ? { by: "diameter", nm: bare.diameterNm + 2 * shell.thicknessNm }
        : { by: "edge", nm: bare.edgeNm * (1 + shell.thicknessNm / depthNm(bare.polyhedron!)) };
  return withInner(cutCore({ ...request, crystal: shell.crystal, size }), request.crystal, bare.diameterNm);
}

/** Mean distance of the faces from the centre, weighted by area, nm. */
function depthNm({ volume, area }: Polyhedron): number {
  return (0.3 * volume) / area;
}

/** What each family of faces of the wanted core ends on and could end on; of the shell where there is one. */
export function coreFacetChoices(request: CoreRequest): readonly FacetChoice[] {
  const crystal = request.shell?.crystal ?? request.crystal;
  return facetChoices({ ...request, crystal, frame: frameOf(crystal) });
}

/** Edges with a shell on both sides, nm. */
function grown(
  size: Extract<SizeRequest, { by: "edges" }>,
  thicknessNm: number,
): readonly [number, number, number] {
  const [x, y, z] = size.nm;
  if (size.monolayers !== undefined) {
    throw new InputError({
      what: "a platelet with a shell needs its thickness as a length",
      found: `${size.monolayers} monolayers`,
      expected: "three edges",
    });
  }
  const more = 2 * thicknessNm;
  return [x + more, y + more, (z ?? x) + more];
}

function cutCore(request: CoreRequest): Core {
  const { crystal, shape } = request;
  const frame = frameOf(crystal);
  const { axes, bonds } = frame;
  if (!shape.axes.includes(axes.kind)) {
    throw new InputError({
      what: `${crystal.name} has no ${shape.name}`,
      found: `${axes.kind} axes`,
      expected: `a crystal with ${shape.axes.join(" or ")} axes`,
      remedy: "choose sphere or wulff, or another crystal form",
    });
  }
  const chosen =
    shape.name === "sphere"
      ? ballCore(request, frame)
      : facetedCore(request, chooseFaces({ ...request, frame }), bonds);
  const { atoms, coordination, faces } = chosen;
  if (atoms.site.length < crystal.sites.length / crystal.formulaUnitsPerCell) {
    throw new DomainError({
      what: "the dot is smaller than one unit cell",
      found: `${atoms.site.length} atoms left after cutting`,
      expected: `a size above ${(Math.cbrt(crystal.volume) / 10).toFixed(2)} nm, the edge of the cell of ${crystal.name}`,
      remedy: "ask for a larger dot",
    });
  }
  const xyz = coordinates(atoms, true);
  const shown = faces.filter((face) => face.area > 0);
  // Faces are planes of the lattice before it is tilted; a ball goes around the atoms as drawn.
  const tilted = crystal.sites.some(({ at, shown: drawn }) => at.some((value, k) => value !== drawn[k]));
  const body = bodyThrough(tilted && shown.length > 0 ? coordinates(atoms, false) : xyz, shown);
  const diameterNm = equalVolumeDiameterNm(crystal, atoms.site.length);
  return {
    crystal,
    bonds,
    atoms,
    xyz,
    coordination,
    ...body,
    diameterNm,
    volumeNm3: (Math.PI / 6) * diameterNm ** 3,
  };
}

interface Cut {
  readonly atoms: LatticeAtoms;
  readonly coordination: Coordination;
  readonly faces: readonly Face[];
}

function facetedCore(request: CoreRequest, chosen: ChosenFaces, bonds: Core["bonds"]): Cut {
  const atoms = cutAtoms(request.crystal, chosen.centre, chosen.region);
  const { faces } = chosen;
  if (request.prune === false) return { atoms, coordination: coordinationOf(atoms, bonds), faces };
  return { ...withoutDangling(atoms, bonds, sparedBy(atoms, faces)), faces };
}

function ballCore(request: CoreRequest, { bonds, centres }: Frame): Cut {
  const { crystal, size, terminations, prune } = request;
  if (size.by !== "diameter" && size.by !== "atoms") {
    throw new InputError({
      what: "a sphere has no edge",
      found: `size by ${size.by}`,
      expected: "a diameter or an atom count",
    });
  }
  assertSize(crystal, size);
  if (typeof terminations === "object" && Object.keys(terminations).length > 0) {
    throw new InputError({
      what: "a sphere has no planes to end on",
      found: Object.keys(terminations).join(", "),
      expected: "cations, anions or as cut, for the whole surface",
    });
  }
  const termination = typeof terminations === "string" ? terminations : "as cut";
  if (!["as cut", "cations", "anions"].includes(termination)) {
    throw new InputError({
      what: "a sphere cannot end so",
      found: termination,
      expected: "cations, anions or as cut",
    });
  }
  const atoms = cutBall(crystal, bonds, centres, wantedAtoms(crystal, size), termination);
  const complete = termination === "cations" || termination === "anions";
  const kept =
    prune === false || complete
      ? { atoms, coordination: coordinationOf(atoms, bonds) }
      : withoutDangling(atoms, bonds, () => false);
  return { ...kept, faces: [] };
}

/** Who may hang on one bond: adatoms in the outermost layer of their face; and any cation where all faces end on cations,
 *  since without it an anion below would lie open. */
function sparedBy(atoms: LatticeAtoms, faces: readonly Face[]): (atom: number) => boolean {
  const { sites } = atoms.crystal;
  const isCation = (atom: number): boolean => sites[atoms.site[atom]!]!.oxidation > 0;
  const shown = faces.filter((face) => face.area > 0);
  if (shown.every(({ termination }) => termination === "adatoms" || termination === "cations"))
    return isCation;
  const adatomFaces = shown.filter((face) => face.termination === "adatoms");
  if (adatomFaces.length === 0) return () => false;
  const flat = coordinates(atoms, false);
  return (atom) =>
    isCation(atom) &&
    adatomFaces.some((face) => dot(face.normal, pointAt(flat, atom)) > face.distance - LAYER_MARGIN);
}
