import { DomainError, InputError } from "../errors.ts";
import type { Axes } from "./axes.ts";
import { atomsPerFormulaUnit, type Crystal, formulaUnitVolumeNm3, fractional } from "./crystal.ts";
import { countAtoms, countCharge, type Region } from "./cut.ts";
import type { Frame } from "./frame.ts";
import { formatMiller, lowestTerms, parseMiller, type Stacking } from "./planes.ts";
import { type Polyhedron, polyhedronOf } from "./polyhedron.ts";
import type { Shape, ShapeFace, ShapeOptions } from "./shapes/index.ts";
import {
  type Ending,
  endingsOf,
  type FacetTermination,
  LAYER_MARGIN,
  possibleTerminations,
  usualTermination,
} from "./termination.ts";
import { along, type Vector } from "./vector.ts";

/** A size as asked for. Edges run along x, y, z between the outermost layers; monolayers replace the one along z. */
export type SizeRequest =
  | { readonly by: "diameter"; readonly nm: number }
  | { readonly by: "edge"; readonly nm: number }
  | { readonly by: "atoms"; readonly count: number }
  | {
      readonly by: "edges";
      readonly nm: readonly [number, number] | readonly [number, number, number];
      readonly monolayers?: number;
    };

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

/** What choosing the faces needs to know. */
export interface FaceRequest {
  readonly crystal: Crystal;
  readonly shape: Shape;
  readonly size: SizeRequest;
  readonly options?: ShapeOptions;
  readonly terminations?: Readonly<Record<string, FacetTermination>> | FacetTermination;
  readonly frame: Frame;
}

/** The chosen centre (fractional), faces and region. */
export interface ChosenFaces {
  readonly centre: Vector;
  readonly faces: readonly Face[];
  readonly region: Region;
}

const ANGSTROM_PER_NM = 10;
/** How much an error of shape (log of the ratio of distances) weighs against an equal error of size. */
const SHAPE_WEIGHT = 0.15;
/** A corner farther out than this many times the farthest plane means that the planes do not close. */
const FAR_CORNER = 200;
const ORIGIN: Vector = [0, 0, 0];
/** Layers tried for every family around the wanted distance. */
const LAYERS_TRIED = 3;

/** Faces that must lie equally far out. */
interface Family {
  readonly name: string;
  readonly faces: readonly ShapeFace[];
  readonly ratio: number;
}

/** A family seen from one centre: its stackings and the layers it may end on. */
interface SeenFamily extends Family {
  readonly stackings: readonly Stacking[];
  readonly endings: readonly Ending[];
  readonly termination: FacetTermination;
}

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
  for (const centre of centresFor(request)) {
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

/** Layers whose heights differ by less (Angstrom) lie alike. */
const SAME_HEIGHT = 0.05;

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

const MOST_ATOMS = 30_000_000;

/** Refuses sizes that are no number, below one unit cell, or far beyond a nanocrystal. */
export function assertSize(crystal: Crystal, size: SizeRequest): void {
  const cellEdge = Math.cbrt(crystal.volume) / ANGSTROM_PER_NM;
  const lengths = size.by === "atoms" ? [] : size.by === "edges" ? size.nm : [size.nm];
  const counts = size.by === "atoms" ? [size.count] : size.by === "edges" ? [size.monolayers ?? 1] : [];
  for (const count of counts) {
    if (Number.isFinite(count) && !Number.isInteger(count)) {
      throw new InputError({
        what: "a count is not whole",
        found: String(count),
        expected: "a whole number",
      });
    }
    if (Number.isFinite(count) && count > MOST_ATOMS) {
      throw new DomainError({
        what: "the size is far beyond a nanocrystal",
        found: `${count} atoms`,
        expected: `at most ${MOST_ATOMS}`,
      });
    }
  }
  for (const value of [...lengths, ...counts]) {
    if (Number.isFinite(value) && value > 0) continue;
    throw new InputError({
      what: "the size is not a size",
      found: String(value),
      expected: "a length above 0 such as 4.8 nm, or a count above 0",
    });
  }
  for (const value of lengths) {
    if (value < cellEdge) {
      throw new DomainError({
        what: "the size is below one unit cell",
        found: `${value} nm`,
        expected: `more than ${cellEdge.toFixed(3)} nm, the edge of the cell of ${crystal.name}`,
        remedy: "ask for a larger dot, or a cluster by its atom count",
      });
    }
    if (value > 100) {
      throw new DomainError({
        what: "the size is far beyond a nanocrystal",
        found: `${value} nm`,
        expected: "at most 100 nm (some 30 million atoms)",
        remedy: "check the unit",
      });
    }
  }
}

function familiesOf(request: FaceRequest): readonly Family[] {
  const { shape, size, options = {} } = request;
  const { axes, orbitOf } = request.frame;
  for (const [name, range] of Object.entries(shape.options)) {
    const value = options[name as keyof ShapeOptions];
    if (typeof value === "number" && !(value >= range.low && value <= range.high)) {
      throw new InputError({
        what: `${name} of a ${shape.name} is out of range`,
        found: String(value),
        expected: `${range.low} to ${Number(range.high.toFixed(4))}`,
      });
    }
  }
  const faces =
    shape.name === "wulff"
      ? wulffFaces(orbitOf, options.energies ?? {})
      : shape.faces(axes, size.by === "edges" ? { ...options, edges: edgesOf(size) } : options);
  const families = new Map<string, ShapeFace[]>();
  for (const face of faces) {
    const orbit = orbitOf(face.hkl);
    const key = `${orbit
      .map((hkl) => hkl.join(" "))
      .sort()
      .join(";")}|${face.ratio.toFixed(9)}`;
    families.set(key, [...(families.get(key) ?? []), face]);
  }
  return [...families.values()].map((members) => ({
    name: familyName(members),
    faces: members,
    ratio: members[0]!.ratio,
  }));
}

/** The member of one sign, else with the most positive indices, stands for the family, in lowest terms. */
function familyName(members: readonly ShapeFace[]): string {
  const rank = ({ hkl: [h, k, l] }: ShapeFace): number =>
    (Math.min(h, k, l) < 0 && Math.max(h, k, l) > 0 ? 0 : 100) + h + k + l + 1e-2 * h + 1e-4 * k;
  const { hkl } = members.reduce((best, face) => (rank(face) > rank(best) ? face : best));
  return formatMiller(lowestTerms(hkl));
}

function wulffFaces(
  orbitOf: Frame["orbitOf"],
  energies: Readonly<Record<string, number>>,
): readonly ShapeFace[] {
  const given = Object.entries(energies);
  const least = Math.min(...given.map(([, energy]) => energy));
  if (given.length === 0 || !(least > 0)) {
    throw new InputError({
      what: "a Wulff construction needs a positive surface energy for every plane",
      found: given.map(([plane, energy]) => `${plane}=${energy}`).join(", ") || "none",
      expected: 'for example --facets "100=0.16, 111=0.20"',
    });
  }
  const known = new Map<string, ShapeFace>();
  for (const [plane, energy] of given) {
    for (const hkl of orbitOf(parseMiller(plane))) {
      // A plane named later replaces one that symmetry gave: (-1-1-1) beside (111) in a polar crystal.
      known.set(hkl.join(" "), { hkl, ratio: energy / least });
    }
  }
  return [...known.values()];
}

/** What each family of faces of a shape ends on and could end on, in the order of the shape's faces; families that symmetry or
 *  polarity tells apart are listed apart. Empty for a sphere. */
export function facetChoices(request: FaceRequest): readonly FacetChoice[] {
  if (request.shape.name === "sphere") return [];
  const { crystal, frame } = request;
  const choices = new Map<string, FacetChoice>();
  for (const family of familiesOf(request)) {
    const [first] = see(request, family, frame.centres[0]!);
    if (!first || choices.has(family.name)) continue;
    choices.set(family.name, {
      family: family.name,
      termination: first.termination,
      possible: possibleTerminations(crystal, frame.bonds, first.stackings[0]!),
    });
  }
  return [...choices.values()];
}

/** One family of faces: what it ends on, and everything it could end on. */
export interface FacetChoice {
  readonly family: string;
  readonly termination: FacetTermination;
  readonly possible: readonly FacetTermination[];
}

/** Refuses a termination for a plane that the shape does not show. */
function assertShown(request: FaceRequest, families: readonly Family[]): void {
  const { terminations, shape, frame } = request;
  if (typeof terminations !== "object") return;
  for (const plane of Object.keys(terminations)) {
    const shown = families.some((family) => statedFor({ [plane]: "cations" }, family, frame.orbitOf));
    if (shown) continue;
    throw new InputError({
      what: `the ${shape.name} has no face (${plane})`,
      found: `${plane} = ${terminations[plane]}`,
      expected: [...new Set(families.map((family) => family.name))].join(", "),
      remedy: "leave it out, or choose a shape that shows it",
    });
  }
}

/** Centres worth trying. A cuboid's edges are independent of one another, so its centre may also lie between layers of each. */
function centresFor({ size, frame }: FaceRequest): readonly Vector[] {
  if (size.by !== "edges") return frame.centres;
  const shifts = [0, 1 / 4, 1 / 2].flatMap((x) =>
    [0, 1 / 4, 1 / 2].flatMap((y) => [0, 1 / 4, 1 / 2].map((z): Vector => [x, y, z])),
  );
  return frame.centres.flatMap((centre) =>
    shifts.map(([x, y, z]) => {
      // A shift along a plane's normal by a share of its period: r = sum of share times period squared times g.
      const axes = [frame.axes.plane([1, 0, 0]), frame.axes.plane([0, 1, 0]), frame.axes.plane([0, 0, 1])];
      return axes.reduce<Vector>((point, plane, k) => {
        const { normal, period } = frame.stackingOf(plane, ORIGIN);
        return along(point, [x, y, z][k]! * period, fractional(frame.crystal, normal));
      }, centre);
    }),
  );
}

/** A family as one centre sees it: in groups of faces whose layers lie alike, each with the layers it may end on. The centre of a
 *  crystal with screw axes or glide planes sees equal faces differently. */
function see(request: FaceRequest, family: Family, centre: Vector): readonly SeenFamily[] {
  const { crystal, terminations, shape } = request;
  const { bonds, orbitOf, stackingOf } = request.frame;
  const groups: { readonly stacking: Stacking; readonly faces: ShapeFace[] }[] = [];
  for (const face of family.faces) {
    const stacking = stackingOf(face.hkl, centre);
    const group = groups.find((other) => looksLike(other.stacking, stacking));
    if (group) group.faces.push(face);
    else groups.push({ stacking, faces: [face] });
  }
  const stated = typeof terminations === "object" ? statedFor(terminations, family, orbitOf) : terminations;
  const showsOctahedral = shape.axes.includes("cubic") && shape.name !== "cube" && shape.name !== "cuboid";
  return groups.map(({ faces }) => {
    const stackings = faces.map((face) => stackingOf(face.hkl, centre));
    const termination = stated ?? usualTermination(crystal, bonds, stackings[0]!, showsOctahedral);
    const endings = termination === "as cut" ? [] : endingsOf(crystal, bonds, stackings[0]!, termination);
    return { ...family, faces, stackings, endings, termination };
  });
}

/** Whether two stackings have the same layers at the same heights. */
function looksLike(a: Stacking, b: Stacking): boolean {
  return (
    a.layers.length === b.layers.length &&
    a.layers.every((layer) =>
      b.layers.some((other) => {
        const d = Math.abs(layer.height - other.height);
        const same = [...layer.composition].every(([symbol, n]) => other.composition.get(symbol) === n);
        return same && Math.min(d, Math.abs(a.period - d)) < SAME_HEIGHT;
      }),
    )
  );
}

function statedFor(
  terminations: Readonly<Record<string, FacetTermination>>,
  family: Family,
  orbitOf: Frame["orbitOf"],
): FacetTermination | undefined {
  for (const [plane, termination] of Object.entries(terminations)) {
    const orbit = orbitOf(parseMiller(plane));
    const member = family.faces.some((face) => orbit.some((hkl) => parallel(hkl, face.hkl)));
    if (member) return termination;
  }
  return undefined;
}

function parallel(a: Vector, b: Vector): boolean {
  const scale = Math.hypot(...a) / Math.hypot(...b);
  return a.every((value, k) => Math.abs(value - scale * b[k]!) < 1e-9);
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

/** Atoms that a dot of a diameter or count should have. */
export function wantedAtoms(
  crystal: Crystal,
  size: Extract<SizeRequest, { by: "diameter" } | { by: "atoms" }>,
): number {
  if (size.by === "atoms") return size.count;
  return ((Math.PI / 6) * size.nm ** 3 * atomsPerFormulaUnit(crystal)) / formulaUnitVolumeNm3(crystal);
}

/** Edges along x, y, z in nm; a thickness in monolayers stands as 0.1 nm until the layers are known. */
function edgesOf(size: Extract<SizeRequest, { by: "edges" }>): Vector {
  return [size.nm[0], size.nm[1], size.monolayers === undefined ? (size.nm[2] ?? size.nm[0]) : 0.1];
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
  return (SHAPE_WEIGHT * ratios.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / ratios.length;
}

/** Squared log error of the size. */
function sizeError({ crystal, size }: FaceRequest, faces: readonly Face[], count: () => number): number {
  if (size.by === "edges") return 0;
  if (size.by === "edge") return Math.log(polyhedronOf(faces).edge / (size.nm * ANGSTROM_PER_NM)) ** 2;
  return (Math.log(count() / wantedAtoms(crystal, size)) / 3) ** 2;
}
