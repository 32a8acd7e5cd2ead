import { DomainError, InputError } from "../errors.ts";
import type { Axes } from "./axes.ts";
import { ANGSTROM_PER_NM, atomsPerFormulaUnit, type Crystal, formulaUnitVolumeNm3 } from "./crystal.ts";
import { countAtoms, countCharge, type Region } from "./cut.ts";
import {
  assertShown,
  centresFor,
  type FaceRequest,
  familiesOf,
  ORIGIN,
  parallel,
  type SeenFamily,
  see,
} from "./families.ts";
import { type Polyhedron, polyhedronOf } from "./polyhedron.ts";
import { assertSize, type SizeRequest, wantedAtoms } from "./size.ts";
import { type Ending, type FacetTermination, LAYER_MARGIN } from "./termination.ts";
import type { Vector } from "./vector.ts";

/** One face of a dot: its plane, its unit normal, and the distance of its outermost layer from the centre (Angstrom). */
export interface Face {
  readonly hkl: Vector;
  readonly normal: Vector;
  readonly distance: number;
  readonly termination: FacetTermination;
  /** Name of the family, "{111}": faces that symmetry makes equal and that lie equally far out. */
  readonly family: string;
  /** Square Angstrom; 0 when other faces cut it away. */
  readonly area: number;
  /** Per site of the cell: how far out atoms of that kind may stand. */
  readonly limits: Float64Array;
}

/** The chosen centre (fractional), faces and region. */
export interface ChosenFaces {
  readonly centre: Vector;
  readonly faces: readonly Face[];
  readonly region: Region;
}

/** How much an error of shape (log of the ratio of distances) weighs against an equal error of size. */
const SHAPE_WEIGHT = 0.15;
/** Who asks for a cube wants equal edges, also where the crystal does not ask for them. */
const CUBE_WEIGHT = 10;
/** A corner farther out than this many times the farthest plane means that the planes do not close. */
const FAR_CORNER = 200;
/** Layers tried for every family around the wanted distance. */
const LAYERS_TRIED = 3;

/** One choice: a distance and an ending for every family. */
interface Choice {
  readonly distance: number;
  readonly ending: Ending | null;
}

/** Chooses centre, layers and with them the distances of all faces; see `buildCore`. */
export function chooseFaces(request: FaceRequest): ChosenFaces {
  const { crystal, size, frame } = request;
  assertSize(crystal, size);
  const families = familiesOf(request);
  assertShown(request, families);
  const unitBody = polyhedronOf(
    families.flatMap((family) =>
      family.faces.map((face) => ({
        normal: frame.stackingOf(face.hkl, ORIGIN).normal,
        distance: family.ratio,
      })),
    ),
  );
  if (unitBody.circumradius > FAR_CORNER * Math.max(...families.map((family) => family.ratio))) {
    throw new InputError({
      what: "the planes given do not close a body",
      found: families.map((family) => family.name).join(" ") || "no plane",
      expected: "planes that bound the dot on every side",
      remedy: 'add planes, for example --facets "100=1, 111=0.9"',
    });
  }
  let best: Candidate | null = null;
  for (const centre of centresFor(request, families)) {
    const seen = families.flatMap((family) => see(request, family, centre));
    const count = counterAt(crystal, centre, seen);
    const candidates = candidateChoices(request, seen, unitBody, count)
      .map((choices) => ({ choices, shape: shapeError(request, seen, choices) }))
      .sort((a, b) => a.shape - b.shape);
    for (const { choices, shape } of candidates) {
      // The atoms are only counted where the shape alone does not already lose.
      if (best && shape >= best.score + TIE) break;
      const faces = facesOf(crystal, seen, choices);
      const region = regionOf(faces, seen, choices, unitBody);
      const score = shape + sizeError(request, faces, () => count(choices, region));
      const candidate = { score, centre, faces, region };
      if (
        !best ||
        score < best.score - TIE ||
        (score < best.score + TIE && isRicher(crystal, candidate, best))
      ) {
        best = candidate;
      }
    }
  }
  if (!best) {
    throw new DomainError({
      what: "no dot of this shape and size can be cut",
      remedy: "ask for a larger one",
    });
  }
  const body = polyhedronOf(best.faces);
  return {
    centre: best.centre,
    region: best.region,
    faces: best.faces.map((face, i) => ({ ...face, area: body.faces[i]!.area })),
  };
}

/** Counts the atoms that faces leave around one centre. */
type Counter = (choices: readonly Choice[], region: Region) => number;

/** A counter that remembers: the first guess often comes back among the candidates. */
function counterAt(crystal: Crystal, centre: Vector, seen: readonly SeenFamily[]): Counter {
  const known = new Map<string, number>();
  return (choices, region) => {
    const key = choices
      .map(({ distance, ending }, f) => `${distance} ${ending ? seen[f]!.endings.indexOf(ending) : ""}`)
      .join();
    const count = known.get(key) ?? countAtoms(crystal, centre, region);
    known.set(key, count);
    return count;
  };
}

interface Candidate {
  readonly score: number;
  readonly centre: Vector;
  readonly faces: readonly Face[];
  readonly region: Region;
}

/** Scores nearer than this are equal: mirror images differ by rounding only. */
const TIE = 1e-9;

/** Of two equally good dots the one richer in cations is taken, so that rounding does not decide. */
function isRicher(crystal: Crystal, a: Candidate, b: Candidate): boolean {
  return countCharge(crystal, a.centre, a.region) > countCharge(crystal, b.centre, b.region);
}

/** The layers of a family nearest to a wanted distance. */
function nearestChoices(family: SeenFamily, wanted: number, count: number): readonly Choice[] {
  if (family.termination === "as cut") return [{ distance: wanted, ending: null }];
  const { period } = family.stackings[0]!;
  return family.endings
    .flatMap((ending) => {
      const middle = Math.round((wanted - ending.height) / period);
      return [-2, -1, 0, 1, 2].map((step) => ({
        distance: ending.height + (middle + step) * period,
        ending,
      }));
    })
    .filter((choice) => choice.distance > 0.1)
    .sort((a, b) => Math.abs(a.distance - wanted) - Math.abs(b.distance - wanted))
    .slice(0, count);
}

/** Every combination of near layers worth counting for one centre. */
function candidateChoices(
  request: FaceRequest,
  seen: readonly SeenFamily[],
  unitBody: Polyhedron,
  count: Counter,
): readonly (readonly Choice[])[] {
  const { crystal, size } = request;
  if (size.by === "edges") {
    return combined(
      seen.map((family) => nearestChoices(family, halfEdge(size, family, request.frame.axes), 1)),
    );
  }
  if (size.by === "edge") {
    const scale = (size.nm * ANGSTROM_PER_NM) / unitBody.edge;
    return combined(seen.map((family) => nearestChoices(family, scale * family.ratio, LAYERS_TRIED)));
  }
  const wanted = wantedAtoms(crystal, size);
  const units = wanted / atomsPerFormulaUnit(crystal);
  const volume = units * formulaUnitVolumeNm3(crystal) * ANGSTROM_PER_NM ** 3;
  let scale = Math.cbrt(volume / unitBody.volume);
  // One look at the count corrects for what the terminations add or take.
  const first = seen.map((family) => nearestChoices(family, scale * family.ratio, 1)[0]);
  if (first.every((choice) => choice !== undefined)) {
    const faces = facesOf(crystal, seen, first);
    const found = count(first, regionOf(faces, seen, first, unitBody));
    const mean = first.reduce((sum, choice, f) => sum + choice.distance / seen[f]!.ratio, 0) / first.length;
    if (found > 0) scale = mean * Math.cbrt(wanted / found);
  }
  return combined(seen.map((family) => nearestChoices(family, scale * family.ratio, LAYERS_TRIED)));
}

/** Half the thickness along the axis of a cuboid's family, Angstrom. n monolayers are n layers of a mixed face, and n
 *  spacings between equal outermost layers where those hold one kind of ion or one half of a perovskite. */
function halfEdge(size: Extract<SizeRequest, { by: "edges" }>, family: SeenFamily, axes: Axes): number {
  const isThickness = parallel(
    axes.plane([0, 0, 1]),
    family.faces[0]!.hkl.map(Math.abs) as unknown as Vector,
  );
  if (size.monolayers === undefined || !isThickness) return (family.ratio * ANGSTROM_PER_NM) / 2;
  const spacing = family.stackings[0]!.period / Math.max(1, family.endings.length);
  if (family.termination === "stoichiometric" && size.monolayers === 1) {
    throw new DomainError({
      what: `one monolayer ending on mixed ${family.name} faces is a single sheet of atoms`,
      found: "1 monolayer",
      expected: "2 or more",
    });
  }
  const gaps = family.termination === "stoichiometric" ? size.monolayers - 1 : size.monolayers;
  return (gaps * spacing) / 2;
}

function combined(lists: readonly (readonly Choice[])[]): readonly (readonly Choice[])[] {
  return lists.reduce<readonly (readonly Choice[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((choice) => [...row, choice])),
    [[]],
  );
}

function facesOf(crystal: Crystal, seen: readonly SeenFamily[], choices: readonly Choice[]): readonly Face[] {
  return seen.flatMap((family, f) => {
    const { distance, ending } = choices[f]!;
    const limits = Float64Array.from(crystal.sites, ({ symbol }) => {
      if (ending === null) return distance;
      return ending.keeps.has(symbol) ? distance + LAYER_MARGIN : distance - LAYER_MARGIN;
    });
    const { termination, name } = family;
    return family.stackings.map(
      ({ hkl, normal }): Face => ({ hkl, normal, distance, termination, family: name, area: 0, limits }),
    );
  });
}

function regionOf(
  faces: readonly Face[],
  seen: readonly SeenFamily[],
  choices: readonly Choice[],
  unitBody: Polyhedron,
): Region {
  const scale = Math.max(...choices.map(({ distance }, f) => distance / seen[f]!.ratio));
  return { planes: faces, reach: scale * unitBody.circumradius + 1 };
}

/** Squared log error of the distances against those of the ideal shape (against the edges asked for, for a cuboid). */
function shapeError(request: FaceRequest, seen: readonly SeenFamily[], choices: readonly Choice[]): number {
  const { size, frame } = request;
  if (size.by === "edges") {
    return choices.reduce(
      (sum, { distance }, f) => sum + Math.log(distance / halfEdge(size, seen[f]!, frame.axes)) ** 2,
      0,
    );
  }
  const ratios = choices.map(({ distance }, f) => Math.log(distance / seen[f]!.ratio));
  const mean = ratios.reduce((sum, value) => sum + value, 0) / ratios.length;
  const weight = request.shape.name === "cube" ? CUBE_WEIGHT : SHAPE_WEIGHT;
  return (weight * ratios.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / ratios.length;
}

/** Squared log error of the size. */
function sizeError({ crystal, size }: FaceRequest, faces: readonly Face[], count: () => number): number {
  if (size.by === "edges") return 0;
  if (size.by === "edge") return Math.log(polyhedronOf(faces).edge / (size.nm * ANGSTROM_PER_NM)) ** 2;
  return (Math.log(count() / wantedAtoms(crystal, size)) / 3) ** 2;
}
