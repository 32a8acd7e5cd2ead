/** A line between two places of a grid, in steps from its first row and column: x, y, x, y. */
export type Segment = readonly [number, number, number, number];

/**
 * Where a surface over a grid has a level: marching squares, straight inside each cell; a saddle is parted by its mean.
 * @param values row-major, `columns` in each row
 */
export function contour(values: ArrayLike<number>, columns: number, level: number): readonly Segment[] {
  const rows = Math.floor(values.length / columns);
  const found: Segment[] = [];
  const at = (row: number, column: number): number => values[row * columns + column]! - level;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const a = at(row, column);
      const b = at(row, column + 1);
      const d = at(row + 1, column);
      const c = at(row + 1, column + 1);
      const above = Number(a > 0) + Number(b > 0) + Number(c > 0) + Number(d > 0);
      if (above === 0 || above === 4) continue;
      const cuts: (readonly [number, number])[] = [];
      if (a > 0 !== b > 0) cuts.push([column + a / (a - b), row]);
      if (b > 0 !== c > 0) cuts.push([column + 1, row + b / (b - c)]);
      if (d > 0 !== c > 0) cuts.push([column + d / (d - c), row + 1]);
      if (a > 0 !== d > 0) cuts.push([column, row + a / (a - d)]);
      if (cuts.length === 4 && a + b + c + d > 0 !== a > 0) cuts.push(cuts.shift()!);
      for (let i = 0; i + 1 < cuts.length; i += 2) found.push([...cuts[i]!, ...cuts[i + 1]!]);
    }
  }
  return found;
}
