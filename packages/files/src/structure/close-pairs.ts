/** Two atoms (from 0) and their distance in Angstrom. */
export interface ClosePair {
  readonly first: number;
  readonly second: number;
  readonly distance: number;
}

/**
 * Pairs of atoms nearer than `limit` Angstrom, found through a grid of cubes of that edge, so that the cost grows with the
 * number of atoms. `xyz`: Angstrom, length 3 n, finite. Periodic images are not looked at.
 */
export function closePairs(xyz: ArrayLike<number>, limit: number): readonly ClosePair[] {
  const cubes = new Map<string, number[]>();
  const cubeOf = (i: number, k: number): number => Math.floor(xyz[3 * i + k]! / limit);
  const pairs: ClosePair[] = [];
  for (let i = 0; 3 * i < xyz.length; i++) {
    const [cx, cy, cz] = [cubeOf(i, 0), cubeOf(i, 1), cubeOf(i, 2)];
    for (let n = 0; n < 27; n++) {
      const near = cubes.get(
        `${cx + (n % 3) - 1} ${cy + (Math.floor(n / 3) % 3) - 1} ${cz + Math.floor(n / 9) - 1}`,
      );
      for (const j of near ?? []) {
        const [dx, dy, dz] = [0, 1, 2].map((k) => xyz[3 * i + k]! - xyz[3 * j + k]!);
        const distance = Math.hypot(dx!, dy!, dz!);
        if (distance < limit) pairs.push({ first: j, second: i, distance });
      }
    }
    const key = `${cx} ${cy} ${cz}`;
    const cube = cubes.get(key);
    if (cube) cube.push(i);
    else cubes.set(key, [i]);
  }
  return pairs;
}
