import { InputError } from "@oleate/core";
import { detectNmr, unzipFiles } from "@oleate/files";
import { EXAMPLE_NAME } from "./nmr-example.ts";
import type { GivenFile, NmrSet } from "./nmr-protocol.ts";

/** Files by their paths, and the data sets among them; no files for the simulated set. */
export interface Opened {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly sets: readonly NmrSet[];
}

/** Files looked at before what was given is taken for something else than experiments. */
const MOST_FILES = 2000;
const TABLE = /\.(?:csv|tsv|txt|dat|xml)$/iu;

/** The simulated set alone. */
export const EXAMPLE: Opened = {
  files: new Map(),
  sets: [{ name: EXAMPLE_NAME, label: "simulated array of decays" }],
};

/** Folders of Bruker experiments, with their trailing slash. */
function experimentsOf(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  return [...files.keys()].flatMap((path) => {
    const folder = /^((?:.*\/)?)acqus?$/u.exec(path)?.[1];
    return folder === undefined ? [] : [folder];
  });
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
  const found = detectNmr(files).map(({ dataset, label }): NmrSet => ({ name: dataset, label }));
  const experiments = experimentsOf(files);
  const tables = [...files.keys()]
    .filter((path) => TABLE.test(path) && !experiments.some((folder) => path.startsWith(folder)))
    .map((path): NmrSet => ({ name: path, label: "table" }));
  return { files, sets: [...found, ...tables] };
}

/** Whether a data set is a table. */
export const isTable = ({ label }: NmrSet): boolean => label === "table";
