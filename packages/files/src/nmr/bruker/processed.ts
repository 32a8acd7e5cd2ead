import { InputError } from "@oleate/core";
import { ppmOf } from "../axis.ts";
import type { NmrData, NmrOptions } from "../nmr-data.ts";
import { numberParameter, type Parameters } from "../parameters.ts";
import { bytesPerNumber, numbersOf, requireBytes, submatrixRows } from "./binary.ts";
import {
  COPY_AGAIN,
  commonOf,
  experimentOf,
  type Files,
  needed,
  neededPositive,
  storageOf,
} from "./experiment.ts";
import { type BrukerEntry, neededParameters } from "./folder.ts";

interface Size {
  readonly rows: number;
  readonly columns: number;
  readonly tileRows: number;
  readonly tileColumns: number;
}

/** Size of processed data and of the submatrices they are stored in. @throws InputError when they do not fit */
function sizeOf(procs: Parameters, proc2s: Parameters | undefined, folder: string): Size {
  const columns = needed(procs, "SI", `${folder}procs`);
  const rows = proc2s ? needed(proc2s, "SI", `${folder}proc2s`) : 1;
  const tileColumns = (proc2s && numberParameter(procs, "XDIM")) || columns;
  const tileRows = (proc2s && numberParameter(proc2s, "XDIM")) || rows;
  if (!(columns >= 1 && rows >= 1) || columns % tileColumns !== 0 || rows % tileRows !== 0) {
    throw new InputError({
      what: "the submatrices do not fill the processed data",
      found: `${rows} x ${columns} points in submatrices of ${tileRows} x ${tileColumns}`,
      expected: "SI a multiple of XDIM in both dimensions",
      place: { file: `${folder}procs` },
    });
  }
  return { rows, columns, tileRows, tileColumns };
}

/** The spectra of a 1r or 2rr file; see readBruker. */
export function readProcessed(files: Files, entry: BrukerEntry, options: NmrOptions): NmrData {
  const folder = entry.processed!;
  const experiment = experimentOf(files, entry);
  const { parameters: procs } = neededParameters(files, `${folder}procs`);
  const isArray = entry.path.endsWith("2rr");
  const proc2s = isArray ? neededParameters(files, `${folder}proc2s`).parameters : undefined;
  const size = sizeOf(procs, proc2s, folder);
  const storage = storageOf(procs, "P", `${folder}procs`);
  const measured = isArray ? (numberParameter(experiment.acqu2s ?? {}, "TD") ?? size.rows) : 1;
  // Rows beyond those measured are zeros that fill up to a power of two.
  const rows = Math.min(size.rows, measured);
  const read = (name: string): readonly Float64Array[] => {
    const path = folder + name;
    const bytes = files.get(path);
    if (!bytes) return [];
    requireBytes(
      bytes.length,
      size.rows * size.columns * bytesPerNumber(storage),
      name,
      { file: path },
      COPY_AGAIN,
    );
    return isArray ? submatrixRows(bytes, storage, size, rows) : [numbersOf(bytes, storage, 0, size.columns)];
  };
  const common = commonOf(files, entry, experiment, rows, options);
  const sf = common.referenceFrequencyMHz;
  const widthHz = neededPositive(procs, "SW_p", `${folder}procs`);
  const offset = needed(procs, "OFFSET", `${folder}procs`);
  // Rows that were not transformed keep the imaginary part of the row in 2ii; a true 2D has it in 2ir.
  const rowwise = (numberParameter(proc2s ?? {}, "FT_mod") ?? 0) === 0;
  return {
    ...common,
    kind: isArray ? "pseudo-2d-spectrum" : "spectrum",
    spectralWidthHz: widthHz,
    carrierPpm: offset - widthHz / sf / 2,
    re: read(isArray ? "2rr" : "1r"),
    im: read(isArray ? (rowwise ? "2ii" : "2ir") : "1i"),
    groupDelayPoints: 0,
    ppm: ppmOf(size.columns, offset, widthHz, sf),
  };
}
