/** One column of a data file: its header as written, the unit named in the header (or ""), and its cells. */
export interface TableColumn {
  readonly header: string;
  /** The header without its unit: "added" of "added (eq)", "Host concentration" of "Host concentration / M". */
  readonly name: string;
  readonly unit: string;
  /** Cell texts, one a row, trimmed; "" when empty. */
  readonly text: readonly string[];
  /** Cells as numbers; NaN where the cell is empty or not a number. */
  readonly values: Float64Array;
}

/** A data file read as columns of equal length. `firstRowLine` is the file line (from 1) of the first data row. */
export interface Table {
  readonly file: string;
  readonly columns: readonly TableColumn[];
  readonly rowCount: number;
  /** File line of every row, counted from 1. */
  readonly lineOfRow: readonly number[];
}
