/** One atom of a unit cell: element symbol and fractional coordinates in [0, 1). */
export interface Site {
  readonly element: string;
  readonly at: readonly [x: number, y: number, z: number];
}

type Point = readonly [number, number, number];

const FACE_CENTRED: readonly Point[] = [
  [0, 0, 0],
  [0, 0.5, 0.5],
  [0.5, 0, 0.5],
  [0.5, 0.5, 0],
];

function wrapped(value: number): number {
  const inside = value - Math.floor(value);
  return inside > 1 - 1e-9 ? 0 : inside;
}

function shifted(element: string, points: readonly Point[], by: Point): readonly Site[] {
  return points.map(([x, y, z]) => ({
    element,
    at: [wrapped(x + by[0]), wrapped(y + by[1]), wrapped(z + by[2])],
  }));
}

/** Conventional cell of rock salt (Fm-3m, Z = 4): cation on the corners and faces, anion half an edge away. */
export function rockSaltSites(cation: string, anion: string): readonly Site[] {
  return [...shifted(cation, FACE_CENTRED, [0, 0, 0]), ...shifted(anion, FACE_CENTRED, [0.5, 0.5, 0.5])];
}

/** Conventional cell of zinc blende (F-43m, Z = 4): anion a quarter of the body diagonal from the cation. */
export function zincBlendeSites(cation: string, anion: string): readonly Site[] {
  return [...shifted(cation, FACE_CENTRED, [0, 0, 0]), ...shifted(anion, FACE_CENTRED, [0.25, 0.25, 0.25])];
}

/** Conventional cell of fluorite MX2 (Fm-3m, Z = 4): cation on the corners and faces, anion in all eight tetrahedral holes. */
export function fluoriteSites(cation: string, anion: string): readonly Site[] {
  return [
    ...shifted(cation, FACE_CENTRED, [0, 0, 0]),
    ...shifted(anion, FACE_CENTRED, [0.25, 0.25, 0.25]),
    ...shifted(anion, FACE_CENTRED, [0.75, 0.75, 0.75]),
  ];
}

/** Conventional cell of antifluorite M2X (Fm-3m, Z = 4): fluorite with the ions exchanged, the anion on the corners and faces. */
export function antifluoriteSites(cation: string, anion: string): readonly Site[] {
  return fluoriteSites(anion, cation);
}

/** Conventional cell of diamond (Fd-3m, 8 atoms, origin on an atom): zinc blende of one element. */
export function diamondSites(element: string): readonly Site[] {
  return zincBlendeSites(element, element);
}

/** Conventional cell of face-centred cubic (Fm-3m, 4 atoms). */
export function faceCentredSites(element: string): readonly Site[] {
  return shifted(element, FACE_CENTRED, [0, 0, 0]);
}

/** Cell of wurtzite (P6_3mc, Z = 2, hexagonal axes, gamma 120 degrees); `u` is the anion's height, 3/8 in the ideal one. */
export function wurtziteSites(cation: string, anion: string, u = 0.375): readonly Site[] {
  const column: readonly Point[] = [
    [1 / 3, 2 / 3, 0],
    [2 / 3, 1 / 3, 0.5],
  ];
  return [...shifted(cation, column, [0, 0, 0]), ...shifted(anion, column, [0, 0, u])];
}

/** Cell of the cubic perovskite ABX3 (Pm-3m, Z = 1): B on the corner, A in the centre, X on the edges. */
export function cubicPerovskiteSites(a: string, b: string, x: string): readonly Site[] {
  return [
    { element: b, at: [0, 0, 0] },
    { element: a, at: [0.5, 0.5, 0.5] },
    { element: x, at: [0.5, 0, 0] },
    { element: x, at: [0, 0.5, 0] },
    { element: x, at: [0, 0, 0.5] },
  ];
}

/** Cell of beta-tin (I4_1/amd, 4 atoms, origin on an atom). Positions: Mehl et al. 2017, A_tI4_141_a, moved to an atom. */
export function betaTinSites(element: string): readonly Site[] {
  const points: readonly Point[] = [
    [0, 0, 0],
    [0.5, 0, 0.25],
    [0.5, 0.5, 0.5],
    [0, 0.5, 0.75],
  ];
  return shifted(element, points, [0, 0, 0]);
}

/** Cell of anatase MX2 (I4_1/amd, Z = 4, origin on the cation); the anions are above and below every cation by `u` of the
 *  c axis, each also bonded to two cations beside it. Positions: Horn et al. 1972. */
export function anataseSites(cation: string, anion: string, u: number): readonly Site[] {
  const points: readonly Point[] = [
    [0, 0, 0],
    [0.5, 0.5, 0.5],
    [0, 0.5, 0.25],
    [0.5, 0, 0.75],
  ];
  return [
    ...shifted(cation, points, [0, 0, 0]),
    ...shifted(anion, points, [0, 0, u]),
    ...shifted(anion, points, [0, 0, -u]),
  ];
}

/** Cell of rutile MX2 (P4_2/mnm, Z = 2); `u` is the anion's parameter. */
export function rutileSites(cation: string, anion: string, u: number): readonly Site[] {
  return [
    ...shifted(
      cation,
      [
        [0, 0, 0],
        [0.5, 0.5, 0.5],
      ],
      [0, 0, 0],
    ),
    ...shifted(
      anion,
      [
        [u, u, 0],
        [1 - u, 1 - u, 0],
        [0.5 - u, 0.5 + u, 0.5],
        [0.5 + u, 0.5 - u, 0.5],
      ],
      [0, 0, 0],
    ),
  ];
}

/** The free coordinates of the GdFeO3-type cell in Pbnm: A at (x, y, 1/4), X1 at (x, y, 1/4), X2 general. */
export interface OrthorhombicPerovskite {
  readonly a: readonly [x: number, y: number];
  readonly x1: readonly [x: number, y: number];
  readonly x2: readonly [x: number, y: number, z: number];
}

/** Coordinates that put every atom of the Pbnm cell where the untilted cubic perovskite has it. */
export const UNTILTED: OrthorhombicPerovskite = { a: [0, 0], x1: [0, 0.5], x2: [0.75, 0.25, 0] };

/** Cell of the orthorhombic perovskite ABX3 (Pbnm, Z = 4, B at (1/2, 0, 0)): the eight operations on the free sites. */
export function orthorhombicPerovskiteSites(
  a: string,
  b: string,
  x: string,
  free: OrthorhombicPerovskite,
): readonly Site[] {
  return [
    ...orbit(a, [free.a[0], free.a[1], 0.25]),
    ...orbit(b, [0.5, 0, 0]),
    ...orbit(x, [free.x1[0], free.x1[1], 0.25]),
    ...orbit(x, free.x2),
  ];
}

function orbit(element: string, [x, y, z]: Point): readonly Site[] {
  const half: readonly Point[] = [
    [x, y, z],
    [-x, -y, z + 0.5],
    [x + 0.5, 0.5 - y, -z],
    [0.5 - x, y + 0.5, 0.5 - z],
  ];
  const images = [...half, ...half.map(([p, q, r]): Point => [-p, -q, -r])];
  const found = new Map<string, Site>();
  for (const site of shifted(element, images, [0, 0, 0])) {
    found.set(site.at.map((value) => wrapped(Math.round(value * 1e6) / 1e6).toFixed(6)).join(" "), site);
  }
  return [...found.values()];
}
