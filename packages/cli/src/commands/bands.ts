import { basename } from "node:path";
import {
  assignBands,
  atPlace,
  type BandGroup,
  type BandShift,
  bandShifts,
  convert,
  findVibrationTable,
  InputError,
  InputErrors,
  type Place,
  type RingReading,
  readRingModes,
  readSplitting,
  type ShiftComparison,
  type SplittingReading,
  type VibrationTable,
} from "@oleate/core";
import { decodeText, type NotedTable, readTable, requireNumbers } from "@oleate/files";
import { positiveQuantity } from "../flag-values.ts";
import { printJson } from "../print-json.ts";
import { printNotes } from "../print-notes.ts";
import { printTable } from "../print-table.ts";
import { readBytes } from "../study-folder.ts";

/** Flags of `oleate bands`. */
export interface BandsOptions {
  readonly ligand?: string;
  readonly tolerance: string;
  readonly resolution: string;
  readonly json?: boolean;
}

/** Infrared bands that are believed, cm-1. The lower end also catches decimal commas: 1590,25 would be 1590 and 25. */
const [LOWEST_PER_CM, HIGHEST_PER_CM] = [100, 12_800];
/** A list longer than this is a spectrum, not its bands. */
const MOST_BANDS = 200;

/** Positions of one spectrum, cm-1, and what was assumed in reading them. */
interface ReadBands {
  readonly wavenumbersPerCm: readonly number[];
  readonly notes: readonly string[];
}

/** A comparison and what it says. */
interface Reading {
  readonly ring: RingReading | null;
  readonly splitting: SplittingReading | null;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

/** `oleate bands`: bands of the bound ligand beside those of the free one, or of a table, and what the shifts mean. */
export function bands(first: string, second: string | undefined, options: BandsOptions): number {
  const [freeText, boundText] = second === undefined ? [undefined, first] : [first, second];
  const table = options.ligand === undefined ? undefined : findVibrationTable(options.ligand);
  const tolerancePerCm = positiveQuantity("--tolerance", options.tolerance, "cm-1", "25 cm-1");
  const resolutionPerCm = positiveQuantity("--resolution", options.resolution, "cm-1", "4 cm-1");
  const free = freeText === undefined ? null : readBands("FREE", freeText);
  const bound = readBands("BOUND", boundText);
  const listed = { wavenumbersPerCm: bound.wavenumbersPerCm, resolutionPerCm };
  const comparison = free
    ? bandShifts({ ...free, resolutionPerCm }, listed, table, tolerancePerCm)
    : assignBands(listed, requireTable(table), tolerancePerCm);
  const reading = readShifts(comparison, table, free !== null, resolutionPerCm);
  const notes = [
    free
      ? `shifts are between the two lists, positions known to half of ${resolutionPerCm} cm-1`
      : `free bands are those of the table, ${table!.state}; their uncertainty counts. Give FREE where it was measured`,
    ...new Set([...(free?.notes ?? []), ...bound.notes]),
    ...reading.notes,
  ];
  if (options.json) {
    printJson({
      ligand: table?.name ?? null,
      freeFrom: free ? "list" : "table",
      tolerancePerCm,
      resolutionPerCm,
      ...comparison,
      ...reading,
      notes,
    });
    return 0;
  }
  printShifts(comparison, tolerancePerCm);
  for (const one of [reading.ring, reading.splitting]) if (one) process.stdout.write(`${one.sentence}\n`);
  printNotes(notes, reading.warnings);
  printSources(comparison.shifts, reading.splitting);
  return 0;
}

function requireTable(table: VibrationTable | undefined): VibrationTable {
  if (table) return table;
  throw new InputError({
    what: "one list of bands has nothing to be compared with",
    expected: "bands of the free ligand before those of the bound one, or a table of them",
    remedy: "--ligand picolinate; oleate list bands names the tables",
  });
}

/** Bands written on the command line, "1590, 1567, 1383", or the first column of a file. Throws InputError. */
function readBands(who: string, text: string): ReadBands {
  const bare = text.replace(/\s*cm\^?-1/gu, "");
  return /^[\d.,;\s]+$/u.test(bare) ? writtenBands(who, bare) : tabulatedBands(who, text);
}

function writtenBands(who: string, text: string): ReadBands {
  const cells = text
    .trim()
    .split(text.includes(";") ? /\s*;\s*/u : /\s*,\s*|\s+/u)
    .filter((cell) => cell !== "");
  checkCount(who, cells.length);
  const wavenumbersPerCm = cells.map((cell) => checkBand(who, Number(cell), cell));
  return { wavenumbersPerCm, notes: [] };
}

function tabulatedBands(who: string, path: string): ReadBands {
  const table = readColumns(readBytes(path, path), basename(path));
  const { file, lineOfRow, notes } = table;
  const column = table.columns[0]!;
  requireNumbers(column, table, true);
  checkCount(who, table.rowCount, { file });
  const values = atPlace({ file }, () =>
    Array.from(column.values, (value) => (column.unit === "" ? value : convert(value, column.unit, "cm-1"))),
  );
  const wavenumbersPerCm = values.map((value, row) =>
    checkBand(who, value, column.text[row]!, { file, line: lineOfRow[row]! }),
  );
  return { wavenumbersPerCm, notes };
}

/** Reads a table that may lack its header; lines are those of the file. Throws InputError(s). */
function readColumns(bytes: Uint8Array, file: string): NotedTable {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const text = isZip ? "" : decodeText(bytes, file);
  const lines = text.split(/\r\n|\n|\r/u);
  const at = lines.findIndex((line) => !/^\s*(?:[#%]|$)/u.test(line));
  const line = lines[at]?.trim() ?? "";
  if (at < 0 || !/^[\d.,;\s eE+-]+$/u.test(line)) return readTable(bytes, file);
  if (/^\d+,\d+$/u.test(line)) {
    throw new InputError({
      what: "a comma may be a decimal sign or part two columns",
      found: `"${line}"`,
      remedy: "write a header line, such as wavenumber (cm-1), or decimal points",
      place: { file, line: at + 1 },
    });
  }
  const delimiter = ["\t", ";", ","].find((one) => line.includes(one)) ?? " ";
  const width = line.split(delimiter === " " ? /\s+/u : delimiter).length;
  const header = Array.from({ length: width }, (_, c) => (c === 0 ? "wavenumber" : `column${c + 1}`));
  const named = new TextEncoder().encode(`${header.join(delimiter)}\n${text}`);
  try {
    const table = readTable(named, file);
    return { ...table, lineOfRow: table.lineOfRow.map((one) => one - 1) };
  } catch (error) {
    if (!(error instanceof InputErrors)) throw error;
    // The header that was added moved every line down by one.
    const moved = error.complaints.map((complaint) => {
      const { place } = complaint;
      return place?.line === undefined
        ? complaint
        : { ...complaint, place: { ...place, line: place.line - 1 } };
    });
    throw new InputErrors(moved);
  }
}

function checkCount(who: string, count: number, place?: Place): void {
  if (count >= 1 && count <= MOST_BANDS) return;
  throw new InputError({
    what: `${who} is no list of bands`,
    found: `${count} row${count === 1 ? "" : "s"}`,
    expected: `1 to ${MOST_BANDS} positions`,
    remedy: "list the positions of the bands; a whole spectrum is not read",
    ...(place ? { place } : {}),
  });
}

function checkBand(who: string, value: number, text: string, place?: Place): number {
  if (value >= LOWEST_PER_CM && value <= HIGHEST_PER_CM) return value;
  throw new InputError({
    what: `a band of ${who} is no wavenumber in the infrared`,
    found: `"${text}"`,
    expected: `${LOWEST_PER_CM} to ${HIGHEST_PER_CM} cm-1`,
    remedy: "write wavenumbers in cm-1, with decimal points",
    ...(place ? { place } : {}),
  });
}

/** What the shifts mean: ring modes, and the carboxylate splitting where both stretches were matched. */
function readShifts(
  comparison: ShiftComparison,
  table: VibrationTable | undefined,
  isMeasured: boolean,
  resolutionPerCm: number,
): Reading {
  const { shifts } = comparison;
  const of = (group: BandGroup): readonly BandShift[] => shifts.filter(({ band }) => band?.group === group);
  const ring = of("ring").length > 0 ? readRingModes(comparison) : null;
  const [asymmetric, symmetric] = [of("carboxylate asymmetric")[0], of("carboxylate symmetric")[0]];
  const [warnings, notes]: [string[], string[]] = [[], []];
  if (!table) notes.push("bands are not named, so nothing is read from them: --ligand names them");
  const has = (part: string): boolean => table?.bands.some(({ group }) => group.startsWith(part)) ?? false;
  if (!ring && has("ring")) notes.push("no ring mode is matched, so none is read");
  if (ring && ring.ambiguous > 0) notes.push(`ambiguous ring modes left out: ${ring.ambiguous}`);
  if (!asymmetric || !symmetric) {
    if (has("carboxylate"))
      notes.push("the splitting is not read: not both carboxylate stretches are matched");
    return { ring, splitting: null, warnings, notes };
  }
  const unsure = ({ band, ambiguous, otherNames, isNameDoubtful }: BandShift): boolean =>
    ambiguous.length > 0 || isNameDoubtful || otherNames.some(({ group }) => group !== band?.group);
  if (unsure(asymmetric) || unsure(symmetric))
    warnings.push("a carboxylate stretch fits another band nearly as well: the splitting is doubtful");
  // Tenths, so that 1612.3 - 1390.1 is not printed with the rest of a binary fraction.
  const ionic = Math.round(10 * (asymmetric.freePerCm - symmetric.freePerCm)) / 10;
  if (isMeasured) notes.push(`FREE is taken for the ionic salt, of splitting ${ionic} cm-1`);
  const splitting = readSplitting(
    asymmetric.boundPerCm,
    symmetric.boundPerCm,
    resolutionPerCm,
    isMeasured ? ionic : undefined,
  );
  return { ring, splitting, warnings, notes };
}

const tenths = (value: number): string => value.toFixed(1);
const signed = (value: number): string => `${value > 0 ? "+" : ""}${tenths(value)}`;

/** Partners and names nearly as good as those taken. */
function rivalsText({ ambiguous, otherNames, isNameDoubtful }: BandShift): string {
  const names = [
    ...otherNames.map(({ assignment, wavenumberPerCm }) => `${assignment} (${wavenumberPerCm} cm-1)`),
    ...(isNameDoubtful ? ["no band of the table"] : []),
  ];
  return [...ambiguous, ...(names.length > 0 ? [`called ${names.join(" or ")}`] : [])].join("; ");
}

function printShifts({ shifts, goneFromFree, newInBound }: ShiftComparison, tolerancePerCm: number): void {
  const column = (name: string, unit: string, cell: (shift: BandShift) => string) => ({
    name,
    unit,
    values: shifts.map(cell),
  });
  if (shifts.length === 0)
    process.stdout.write(`no bound band lies within ${tolerancePerCm} cm-1 of a free one\n`);
  else
    printTable({
      columns: [
        column("band", "", ({ band }) => band?.assignment ?? "-"),
        column("free", "cm-1", ({ freePerCm }) => tenths(freePerCm)),
        column("bound", "cm-1", ({ boundPerCm }) => tenths(boundPerCm)),
        column("shift", "cm-1", ({ shiftPerCm }) => signed(shiftPerCm)),
        column("sign", "", ({ direction }) => (direction === "none" ? "within error" : direction)),
        column("shift/error", "", ({ significance }) => tenths(significance)),
        column("fits nearly as well", "", rivalsText),
      ],
    });
  const rest = [
    ["only free ", goneFromFree],
    ["only bound", newInBound],
  ] as const;
  for (const [name, list] of rest)
    if (list.length > 0) process.stdout.write(`${name}  ${list.map(tenths).join(", ")} cm-1\n`);
}

function printSources(shifts: readonly BandShift[], splitting: SplittingReading | null): void {
  const named = shifts.flatMap(({ band }) =>
    band ? [band.status === "published" ? band.source.cite : `recalled: ${band.source.cite}`] : [],
  );
  const cited = new Set([...named, ...(splitting ? [`ranges recalled: ${splitting.source.cite}`] : [])]);
  for (const cite of cited) process.stdout.write(`source  ${cite}\n`);
}
