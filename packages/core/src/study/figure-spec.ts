/** One axis of a figure. `unit` is "" for a pure number. */
export interface Axis {
  readonly label: string;
  readonly unit: string;
  readonly scale: "linear" | "log";
  /** Fixed range; without it the range of the data is used. */
  readonly range?: readonly [number, number];
  /** Names that stand at 0, 1, 2 ... in place of numbers, on a linear x axis. */
  readonly categories?: readonly string[];
  /** High values at the left, as shifts are drawn; of a linear x axis. */
  readonly reversed?: boolean;
}

/**
 * One series of a figure; `x` and `y` have the same length. A "points" series may carry error bars
 * (`low`, `high`: the ends, not half-lengths, in the unit of y); a "band" fills between `low` and `high`.
 * Points at or below zero on a log axis are left out and counted in the caption by the drawing code.
 */
export interface Series {
  readonly name: string;
  readonly kind: "points" | "line" | "band" | "bars";
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
  readonly dashed?: boolean;
  /** Series of the same colour group share a colour (data and its fit). Default: each its own. */
  readonly group?: number;
  /** Place in an order of series, 0 for the first to 1 for the last, which gives the colour: aliquots by their time. */
  readonly shade?: number;
}

/** A horizontal or vertical guide with its label, such as the 95 % threshold of a profile. */
export interface Guide {
  readonly axis: "x" | "y";
  readonly at: number;
  readonly label: string;
}

/** A figure as plain data: what the report prints, the page draws and the CSV holds. */
export interface FigureSpec {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly guides?: readonly Guide[];
}

/** A name that belongs to one place of the x axis. */
export interface NamedPlace {
  readonly at: number;
  readonly name: string;
}

/** A quantity over two others, as colours with lines of equal value. */
export interface MapSpec {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Places of columns, left to right, and rows, bottom to top, evenly spaced on their scales. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  /** Row-major, in the unit of `value`. */
  readonly values: ArrayLike<number>;
  /** What the colours mean, and the values at the ends of their scale. */
  readonly value: {
    readonly label: string;
    readonly unit: string;
    readonly range: readonly [number, number];
  };
  /** Values with a line of their own. */
  readonly contours?: readonly number[];
  /** A place that is pointed at. */
  readonly mark?: { readonly x: number; readonly y: number; readonly name: string };
  /** Names along x, above the map. */
  readonly names?: readonly NamedPlace[];
}
