import {
  convert,
  InputError,
  InputErrors,
  OleateError,
  type SeriesKind,
  type TableColumn,
} from "@oleate/core";
import { readTable } from "../table.ts";

/** A titration, dilution or solvent series measured by NMR, read from a table; NaN where a row was not measured. */
export interface SeriesTable {
  readonly dotsMilliMolar: Float64Array;
  /** All ligand of the sample, bound and free. */
  readonly ligandMilliMolar: Float64Array;
  readonly measured: Partial<Readonly<Record<SeriesKind, Float64Array>>>;
  readonly notes: readonly string[];
}

/** What a column may be called, and the unit it is turned into. */
const COLUMNS: Readonly<
  Record<"dots" | "ligand" | SeriesKind, { readonly names: RegExp; readonly unit: string }>
> = {
  dots: { names: /^(?:dots?|qds?|ncs?|c_?dots?)$/iu, unit: "mM" },
  ligand: { names: /^(?:ligands?|total ligand|c_?ligand)$/iu, unit: "mM" },
  diffusion: { names: /^(?:d|diffusion)$/iu, unit: "m2/s" },
  shift: { names: /^(?:shift|delta)$/iu, unit: "" },
  width: { names: /^(?:width|fwhm|line ?width)$/iu, unit: "Hz" },
  integral: { names: /^(?:integral|area)$/iu, unit: "" },
};

/**
 * Reads a series: columns `dots (mM)` and `ligand (mM)`, and any of `D (m2/s)`, `shift (ppm)`, `width (Hz)`, `integral`.
 * Throws InputError(s) with file and column for missing columns, wrong units or cells that are no numbers.
 */
export function readSeriesTable(bytes: Uint8Array, file: string): SeriesTable {
  const table = readTable(bytes, file);
  const found = (key: keyof typeof COLUMNS): TableColumn | undefined =>
    table.columns.find(({ name }) => COLUMNS[key].names.test(name.trim()));
  const complaints: InputError[] = [];
  const values = (key: keyof typeof COLUMNS): Float64Array | undefined => {
    const column = found(key);
    if (!column) return undefined;
    const { unit } = COLUMNS[key];
    try {
      const own = column.unit === "ppm" ? "" : column.unit;
      return column.values.map((value) => (own === unit || own === "" ? value : convert(value, own, unit)));
    } catch (error) {
      if (!(error instanceof OleateError)) throw error;
      complaints.push(
        new InputError({
          what: `column \`${column.header}\` has another kind of unit`,
          found: column.unit,
          expected: unit || "a pure number or ppm",
          place: { file, line: 1 },
        }),
      );
      return undefined;
    }
  };
  const required = (key: "dots" | "ligand"): Float64Array => {
    const column = values(key);
    if (column === undefined && !found(key)) {
      complaints.push(
        new InputError({
          what: `the table has no column \`${key} (mM)\``,
          found: table.columns.map(({ header }) => `\`${header}\``).join(", "),
          expected: "dots (mM), ligand (mM) and any of D (m2/s), shift (ppm), width (Hz), integral",
          place: { file, line: 1 },
        }),
      );
    }
    return column ?? new Float64Array();
  };
  const [dotsMilliMolar, ligandMilliMolar] = [required("dots"), required("ligand")];
  const kinds: readonly SeriesKind[] = ["diffusion", "shift", "width", "integral"];
  const measured = Object.fromEntries(
    kinds.flatMap((kind) => {
      const column = values(kind);
      return column ? [[kind, column]] : [];
    }),
  );
  if (complaints.length > 0) throw new InputErrors(complaints.map(({ complaint }) => complaint));
  if (Object.keys(measured).length === 0) {
    throw new InputError({
      what: "the table holds nothing that NMR measures",
      found: table.columns.map(({ header }) => `\`${header}\``).join(", "),
      expected: "any of D (m2/s), shift (ppm), width (Hz), integral",
      place: { file, line: 1 },
    });
  }
  return { dotsMilliMolar, ligandMilliMolar, measured, notes: table.notes };
}
