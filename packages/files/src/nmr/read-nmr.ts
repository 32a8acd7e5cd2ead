import { InputError, nearestNames } from "@oleate/core";
import { checkFileSize } from "../decode.ts";
import { plainPaths } from "./bruker/folder.ts";
import { brukerFormat } from "./bruker/format.ts";
import { jcampNmrFormat } from "./jcamp/format.ts";
import { readNmrJcamp } from "./jcamp/read-jcamp.ts";
import type { NmrData, NmrOptions } from "./nmr-data.ts";
import type { NmrFormat } from "./nmr-format.ts";

/** A data set among the files given. */
export interface NmrEntry {
  /** How it is named to readNmr: the path of its file; of a JCAMP file with several blocks also "path#2". */
  readonly dataset: string;
  readonly format: NmrData["format"];
  /** What it is, in words. */
  readonly label: string;
}

/** Data sets named in a message. */
const MOST_NAMES = 12;

/** The formats of NMR data, in the order in which they are looked for. */
export const NMR_FORMATS: readonly NmrFormat[] = [brukerFormat, jcampNmrFormat];

/**
 * The NMR data sets among files, given by path: Bruker experiments (raw and processed) and JCAMP-DX files, recognised by
 * what they hold. An experiment's processed data come before its raw data. Nothing but beginnings is read.
 */
export function detectNmr(files: ReadonlyMap<string, Uint8Array>): readonly NmrEntry[] {
  const plain = plainPaths(files);
  const entries: NmrEntry[] = [];
  // Tables and curves that a program keeps inside an experiment's folder are not data sets of their own.
  const taken: string[] = [];
  for (const { name, find } of NMR_FORMATS) {
    const found = find(plain).filter(({ path }) => !taken.some((folder) => path.startsWith(folder)));
    for (const { path, label } of found) entries.push({ dataset: path, format: name, label });
    for (const { folder } of found) if (folder !== undefined) taken.push(folder);
  }
  return entries;
}

function unknown(wanted: string, entries: readonly NmrEntry[]): InputError {
  const names = entries.map(({ dataset }) => dataset);
  return new InputError({
    what: "there is no such NMR data set",
    found: `"${wanted}"`,
    expected: `one of ${names.slice(0, MOST_NAMES).join(", ")}`,
    remedy: `nearest: ${nearestNames(wanted, names).join(", ")}`,
  });
}

function nothingFound(files: ReadonlyMap<string, Uint8Array>): InputError {
  const names = [...files.keys()];
  const folder = names.some((name) => /(?:^|\/)(?:acqus?|procs?)$/u.test(name));
  return new InputError({
    what: "there are no NMR data among the files",
    found: `${names.slice(0, MOST_NAMES).join(", ")}${names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ""}`,
    expected: folder
      ? "fid or ser beside acqus, or 1r or 2rr in pdata"
      : "a Bruker experiment (acqus with fid, ser or pdata) or a JCAMP-DX file",
    remedy: folder
      ? "copy the experiment's whole folder: only its parameters are here"
      : "choose the experiment's folder, a zip of it, or a .jdx or .dx file",
  });
}

/** The data set to read: the one asked for, or the one there is. @throws InputError when it is not clear */
function chosen(entries: readonly NmrEntry[], wanted: string | undefined): NmrEntry {
  if (wanted !== undefined) {
    const bare = wanted.replace(/#\d+$/u, "");
    const fits = entries.find(({ dataset }) => dataset === wanted || dataset === bare);
    if (!fits) throw unknown(wanted, entries);
    return fits;
  }
  const experiments = new Set(
    entries.map(({ dataset }) => dataset.replace(/(?:pdata\/\d+\/(?:1r|2rr)|fid|ser)$/u, "")),
  );
  if (experiments.size === 1) return entries[0]!;
  const names = entries.map(({ dataset }) => dataset);
  throw new InputError({
    what: "the files hold several experiments",
    found: `${experiments.size}: ${names.slice(0, MOST_NAMES).join(", ")}${names.length > MOST_NAMES ? ", ..." : ""}`,
    expected: "one, or the name of one of them",
    remedy: "choose one of these data sets",
  });
}

function block(all: readonly NmrData[], wanted: string | undefined, file: string): NmrData {
  const number = Number(/#(\d+)$/u.exec(wanted ?? "")?.[1] ?? 1);
  const one = all[number - 1];
  if (!one) {
    throw new InputError({
      what: "the file has no such block",
      found: `block ${number}`,
      expected: `1 to ${all.length}`,
      place: { file },
    });
  }
  if (all.length === 1 || wanted?.includes("#")) return one;
  return {
    ...one,
    notes: [...one.notes, `the file holds ${all.length} data sets; this is the first (${file}#1)`],
  };
}

/**
 * Reads an NMR data set: from a JCAMP-DX file, or from the files of a Bruker experiment by their paths (a folder, an
 * unpacked zip). Where one experiment has processed and raw data, the processed data of lowest number are read unless
 * `options.dataset` names another (see detectNmr). Nothing is processed; what was assumed stands in the notes.
 * @throws InputError when there are no data or several experiments, and for truncated, damaged or incomplete files, with
 * file, what was found and expected, and what to do
 */
export function readNmr(files: ReadonlyMap<string, Uint8Array>, options: NmrOptions = {}): NmrData {
  const plain = plainPaths(files);
  const entries = detectNmr(plain);
  if (entries.length === 0) {
    const [only, ...others] = plain;
    if (only && others.length === 0) {
      checkFileSize(only[1].length, only[0]);
      // A JCAMP-DX file of another kind says what it holds instead.
      if (/\.(?:jdx|dx|jcamp)$/iu.test(only[0])) readNmrJcamp(only[1], only[0], options);
    }
    throw nothingFound(plain);
  }
  const { dataset, format } = chosen(entries, options.dataset);
  const { read } = NMR_FORMATS.find(({ name }) => name === format)!;
  return block(read(plain, dataset, options), options.dataset, dataset);
}
