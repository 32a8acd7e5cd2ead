export { type CsvColumn, writeCsv } from "./csv.ts";
export { checkFileSize, decodeText, LARGEST_FILE_BYTES, type ReadOptions } from "./decode.ts";
export { findColumn } from "./find-column.ts";
export { type HeaderParts, splitHeader } from "./header.ts";
export * from "./nmr/index.ts";
export * from "./structure/index.ts";
export { type NotedTable, readTable, requireNonNegative, requireNumbers } from "./table.ts";
export * from "./titration/index.ts";
export { unzipFiles } from "./unzip.ts";
