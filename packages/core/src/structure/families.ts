import { InputError } from "../errors.ts";
import { type Crystal, fractional } from "./crystal.ts";
import type { Frame } from "./frame.ts";
import { formatMiller, lowestTerms, parseMiller, type Stacking } from "./planes.ts";
import type { Shape, ShapeFace, ShapeOptions } from "./shapes/index.ts";
import { edgesOf, type SizeRequest } from "./size.ts";
import {
  type Ending,
  endingsOf,
  type FacetTermination,
  possibleTerminations,
  usualTermination,
} from "./termination.ts";
import { along, type Vector } from "./vector.ts";

/** What choosing the faces needs to know. */
export interface FaceRequest {
  readonly crystal: Crystal;
  readonly shape: Shape;
  readonly size: SizeRequest;
  readonly options?: ShapeOptions;
  readonly terminations?: Readonly<Record<string, FacetTermination>> | FacetTermination;
  readonly frame: Frame;
}

/** The corner of the unit cell. */
export const ORIGIN: Vector = [0, 0, 0];

/** Faces that must lie equally far out. */
export interface Family {
  readonly name: string;
  readonly faces: readonly ShapeFace[];
  readonly ratio: number;
}

/** A family seen from one centre: its stackings and the layers it may end on. */
export interface SeenFamily extends Family {
  readonly stackings: readonly Stacking[];
  readonly endings: readonly Ending[];
  readonly termination: FacetTermination;
}

/** Layers whose heights differ by less (Angstrom) lie alike. */
const SAME_HEIGHT = 0.05;

/** Families of the faces of a shape: those that symmetry makes equal and that lie equally far out. Throws InputError for an
 *  option out of range or a Wulff construction without energies. */
export function familiesOf(request: FaceRequest): readonly Family[] {
  const { shape, size, options = {} } = request;
  const { axes, orbitOf } = request.frame;
  for (const [name, range] of Object.entries(shape.options)) {
    const value = options[name as keyof ShapeOptions];
    if (typeof value === "number" && !(value >= range.low && value <= range.high)) {
      throw new InputError({
        what: `${name} of the shape ${shape.name} is out of range`,
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
  const orbits = given.map(([plane]) => orbitOf(parseMiller(plane)));
  for (const [i, [plane, energy]] of given.entries()) {
    const twin = given.findIndex(
      (_, j) => j < i && orbits[j]!.length === orbits[i]!.length && sameMember(orbits[j]!, orbits[i]!),
    );
    if (twin >= 0 && given[twin]![1] !== energy) {
      throw new InputError({
        what: `(${given[twin]![0]}) and (${plane}) are the same faces by symmetry and have one energy`,
        found: `${given[twin]![1]} and ${energy}`,
        expected: "one energy for all of them",
      });
    }
    for (const hkl of orbits[i]!) {
      // A plane named later replaces one that symmetry gave: (-1-1-1) beside (111) in a polar crystal.
      known.set(hkl.join(" "), { hkl, ratio: energy / least });
    }
  }
  return [...known.values()];
}

function sameMember(a: readonly Vector[], b: readonly Vector[]): boolean {
  return a.some((hkl) => b.some((other) => hkl.every((value, k) => value === other[k])));
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
export function assertShown(request: FaceRequest, families: readonly Family[]): void {
  const { terminations, shape, frame } = request;
  if (typeof terminations !== "object") return;
  const planes = Object.keys(terminations);
  for (const [i, plane] of planes.entries()) {
    const orbit = frame.orbitOf(parseMiller(plane));
    const twin = planes.slice(0, i).find((other) => orbit.some((hkl) => parallel(hkl, parseMiller(other))));
    if (twin !== undefined && terminations[twin] !== terminations[plane]) {
      throw new InputError({
        what: `(${twin}) and (${plane}) are the same faces by symmetry and cannot end differently`,
        found: `${twin} = ${terminations[twin]}, ${plane} = ${terminations[plane]}`,
        expected: "one termination for all of them",
      });
    }
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

/** Bodies of four or six faces have their shape around any centre: a box of an even number of layers has it between two layers,
 *  a tetrahedron in a hole of four neighbours. */
const FACES_AROUND_ANY_CENTRE: readonly number[] = [4, 6];

/** Centres worth trying: those of highest symmetry, and for boxes and tetrahedra also points between layers. A cuboid's edges are independent of one another, so its centre may lie between layers of each. */
export function centresFor({ size, frame }: FaceRequest, families: readonly Family[]): readonly Vector[] {
  const faces = families.reduce((sum, family) => sum + family.faces.length, 0);
  const isBox = faces === 6 && frame.axes.kind === "cubic";
  if (!isBox && !(families.length === 1 && FACES_AROUND_ANY_CENTRE.includes(faces))) return frame.centres;
  const shares = [0, 1 / 4, 1 / 2];
  const shifts =
    size.by === "edges" || families.length > 1
      ? shares.flatMap((x) => shares.flatMap((y) => shares.map((z): Vector => [x, y, z])))
      : shares.map((share): Vector => [share, share, share]);
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
export function see(request: FaceRequest, family: Family, centre: Vector): readonly SeenFamily[] {
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

/** Whether two planes face the same way. */
export function parallel(a: Vector, b: Vector): boolean {
  const scale = Math.hypot(...a) / Math.hypot(...b);
  return a.every((value, k) => Math.abs(value - scale * b[k]!) < 1e-9);
}
