import { InputError, type Place } from "@oleate/core";

/** Rows of a ser file begin at multiples of this many bytes. */
export const BLOCK_BYTES = 1024;

/** How numbers are stored. */
export interface Storage {
  readonly littleEndian: boolean;
  /** 4-byte integers, or 8-byte floats. */
  readonly float64: boolean;
  /** Every number is multiplied with it, 2^NC. */
  readonly scale: number;
}

/** Bytes of one number. */
export function bytesPerNumber(storage: Storage): number {
  return storage.float64 ? 8 : 4;
}

/** Numbers `offset`, `offset` + `stride`, ... of a stretch of a file that begins at byte `start`, scaled. */
export function numbersOf(
  bytes: Uint8Array,
  storage: Storage,
  start: number,
  count: number,
  offset = 0,
  stride = 1,
): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = bytesPerNumber(storage);
  const { littleEndian, float64, scale } = storage;
  const values = new Float64Array(count);
  let at = start + offset * width;
  const step = stride * width;
  if (float64)
    for (let i = 0; i < count; i++, at += step) values[i] = view.getFloat64(at, littleEndian) * scale;
  else for (let i = 0; i < count; i++, at += step) values[i] = view.getInt32(at, littleEndian) * scale;
  if (float64 && !values.every(Number.isFinite)) {
    throw new InputError({
      what: "the stored numbers are not finite",
      found: "NaN or infinity",
      remedy: "check DTYPA and BYTORDA in acqus, or get the file again",
    });
  }
  return values;
}

/** Refuses a file shorter than its parameters say. @throws InputError with bytes found and expected */
export function requireBytes(
  found: number,
  expected: number,
  what: string,
  place: Place,
  remedy: string,
): void {
  if (found >= expected) return;
  throw new InputError({
    what: `${what} is truncated`,
    found: `${found} bytes`,
    expected: `${expected} bytes`,
    remedy,
    place,
  });
}

/** Real and imaginary parts of decays. */
export interface ComplexRows {
  readonly re: readonly Float64Array[];
  readonly im: readonly Float64Array[];
}

/**
 * Decays of a fid or ser file: `rows` rows of `numbers` interleaved numbers (re, im, re, ...). Rows of a ser file are
 * filled up to whole blocks of 1024 bytes, unless the file is exactly as long as the bare rows.
 */
export function interleavedRows(
  bytes: Uint8Array,
  storage: Storage,
  rows: number,
  numbers: number,
): ComplexRows {
  const bare = numbers * bytesPerNumber(storage);
  const pitch = rowPitch(bytes.length, storage, rows, numbers);
  const points = numbers >> 1;
  const starts = Array.from({ length: rows }, (_, row) => row * (rows > 1 ? pitch : bare));
  return {
    re: starts.map((start) => numbersOf(bytes, storage, start, points, 0, 2)),
    im: starts.map((start) => numbersOf(bytes, storage, start, points, 1, 2)),
  };
}

/** Bytes from the beginning of one row of a ser file to that of the next. */
export function rowPitch(length: number, storage: Storage, rows: number, numbers: number): number {
  const bare = numbers * bytesPerNumber(storage);
  return length === rows * bare ? bare : Math.ceil(bare / BLOCK_BYTES) * BLOCK_BYTES;
}

/**
 * Rows of a processed 2rr file, `rows` by `columns`, which is stored as submatrices of `tileRows` by `tileColumns`, each
 * row by row, one submatrix after another along a row of them. The first `wanted` rows are returned.
 */
export function submatrixRows(
  bytes: Uint8Array,
  storage: Storage,
  size: {
    readonly rows: number;
    readonly columns: number;
    readonly tileRows: number;
    readonly tileColumns: number;
  },
  wanted: number,
): readonly Float64Array[] {
  const { columns, tileRows, tileColumns } = size;
  const tilesAcross = Math.ceil(columns / tileColumns);
  const tileNumbers = tileRows * tileColumns;
  return Array.from({ length: wanted }, (_, row) => {
    const values = new Float64Array(columns);
    for (let tile = 0; tile < tilesAcross; tile++) {
      const tileIndex = Math.floor(row / tileRows) * tilesAcross + tile;
      const start = (tileIndex * tileNumbers + (row % tileRows) * tileColumns) * bytesPerNumber(storage);
      values.set(numbersOf(bytes, storage, start, tileColumns), tile * tileColumns);
    }
    return values;
  });
}
