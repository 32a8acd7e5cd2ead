import { InputError, OleateError } from "@oleate/core";
import { detectNmr, readNmr, unzipFiles } from "@oleate/files";
import type { GivenFile } from "./given-file.ts";
import { EXAMPLE_NAME } from "./nmr-example.ts";
import type { NmrSet } from "./nmr-protocol.ts";

/** Files by their paths, and the data sets among them; no files for the simulated set. */
export interface Opened {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly sets: readonly NmrSet[];
  /** Name of the file or folder that was opened; "." for loose files of one folder, null for the simulated set. */
  readonly source: string | null;
}

/** Files looked at before what was given is taken for something else than experiments. */
const MOST_FILES = 2000;
const TABLE = /\.(?:csv|tsv|txt|dat|xml|xlsx)$/iu;

/** The simulated set alone. */
export const EXAMPLE: Opened = {
  files: new Map(),
  sets: [{ name: EXAMPLE_NAME, label: "simulated array of decays" }],
  source: null,
};

/** Folders of Bruker experiments, with their trailing slash. */
function experimentsOf(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  return [...files.keys()].flatMap((path) => {
    const folder = /^((?:.*\/)?)acqus?$/u.exec(path)?.[1];
    return folder === undefined ? [] : [folder];
  });
}

/** What a command line would be given in place of these files. */
function sourceOf(given: readonly GivenFile[]): string {
  const [first] = given;
  if (given.length === 1) return first!.path;
  const folder = /^[^/]+(?=\/)/u.exec(first!.path)?.[0];
  return folder !== undefined && given.every(({ path }) => path.startsWith(`${folder}/`)) ? folder : ".";
}

/** Data sets in a JCAMP-DX file: a compound file has several, and its reader says how many. */
function blocksIn(files: ReadonlyMap<string, Uint8Array>, dataset: string): number {
  const text = new TextDecoder("latin1").decode(files.get(dataset)!);
  if ((text.match(/^\s*##\s*TITLE\s*=/gimu) ?? []).length < 2) return 1;
  try {
    const { notes } = readNmr(files, { dataset });
    return Number(notes.map((note) => /holds (\d+) data sets/u.exec(note)?.[1]).find(Boolean) ?? 1);
  } catch (error) {
    // What is wrong with it is said when it is looked at.
    if (error instanceof OleateError) return 1;
    throw error;
  }
}

/**
 * Files as they were given, archives unpacked, with the data sets among them: NMR data, and tables that lie outside of
 * experiments. @throws InputError for nothing, too much, or files without data
 */
export function openFiles(given: readonly GivenFile[]): Opened {
  if (given.length === 0)
    throw new InputError({
      what: "nothing was opened",
      found: "an empty folder",
      expected: "an experiment's folder, a zip of it, a .jdx or .dx file, or a table",
    });
  if (given.length > MOST_FILES)
    throw new InputError({
      what: "the folder holds more files than an experiment has",
      found: String(given.length),
      expected: `at most ${MOST_FILES}`,
      remedy: "choose the folder of one experiment",
    });
  const files = new Map<string, Uint8Array>();
  for (const { path, bytes } of given) {
    if (!/\.zip$/iu.test(path)) files.set(path, bytes);
    else for (const [inside, content] of unzipFiles(bytes, path)) files.set(inside, content);
  }
  const found = detectNmr(files).flatMap(({ dataset, label, format }): readonly NmrSet[] => {
    const blocks = format === "jcamp" ? blocksIn(files, dataset) : 1;
    if (blocks === 1) return [{ name: dataset, label }];
    return Array.from({ length: blocks }, (_, i) => ({
      name: `${dataset}#${i + 1}`,
      label: `${label}, block ${i + 1} of ${blocks}`,
    }));
  });
  const experiments = experimentsOf(files);
  const tables = [...files.keys()]
    .filter((path) => TABLE.test(path) && !experiments.some((folder) => path.startsWith(folder)))
    .map((path): NmrSet => ({ name: path, label: "table" }));
  return { files, sets: [...found, ...tables], source: sourceOf(given) };
}

/** Whether a data set is a table. */
export const isTable = ({ label }: NmrSet): boolean => label === "table";
