import { InputError } from "@oleate/core";
import { privateParameters, recordText, splitJcamp } from "../jcamp/records.ts";
import type { Parameters } from "../parameters.ts";
import { decodeParameters } from "../text.ts";

/** One data set of a folder of experiments. */
export interface BrukerEntry {
  /** Path of the file with the points. */
  readonly path: string;
  /** Folder of the experiment, with its trailing slash; "" at the top. */
  readonly experiment: string;
  /** Folder of the processed data, with its trailing slash; absent for raw data. */
  readonly processed?: string;
}

/** Files of the experiment's folder that are read as text when they are there. */
const TEXTS: readonly string[] = [
  "difflist",
  "gradient_calib",
  "pulseprogram",
  "vdlist",
  "vclist",
  "Difframp",
  "difframp",
];

/** Paths with forward slashes, without the shadow files of archives made on a Mac. */
export function plainPaths(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const plain = new Map<string, Uint8Array>();
  for (const [path, bytes] of files) {
    const forward = path.replace(/\\/gu, "/").replace(/^\.?\//u, "");
    if (!/(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store)/u.test(forward)) plain.set(forward, bytes);
  }
  return plain;
}

/** The Bruker data sets among files (paths as plainPaths gives them): processed ones of an experiment before its raw one. */
export function brukerEntries(files: ReadonlyMap<string, Uint8Array>): readonly BrukerEntry[] {
  const entries: BrukerEntry[] = [];
  for (const path of [...files.keys()].sort()) {
    const processed = /^((?:.*\/)?)(pdata\/\d+\/)(?:1r|2rr)$/u.exec(path);
    if (processed)
      entries.push({ path, experiment: processed[1]!, processed: processed[1]! + processed[2]! });
    const raw = /^((?:.*\/)?)(?:fid|ser)$/u.exec(path);
    if (raw && files.has(`${raw[1]}acqus`)) entries.push({ path, experiment: raw[1]! });
  }
  return entries.sort(
    (a, b) =>
      a.experiment.localeCompare(b.experiment, "en", { numeric: true }) ||
      Number(a.processed === undefined) - Number(b.processed === undefined) ||
      a.path.localeCompare(b.path, "en", { numeric: true }),
  );
}

/** Parameters of a file such as acqus; undefined where it is not there. @throws InputError when it is none of that kind */
export function parametersIn(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
): { readonly parameters: Parameters; readonly latin: boolean; readonly title: string } | undefined {
  const bytes = files.get(path);
  if (!bytes) return undefined;
  const { text, latin } = decodeParameters(bytes, path);
  const block = splitJcamp(text, path)[0]!;
  return { parameters: privateParameters(block), latin, title: recordText(block, "TITLE") ?? "" };
}

/** As parametersIn, of a file that must be there. @throws InputError naming it */
export function neededParameters(files: ReadonlyMap<string, Uint8Array>, path: string) {
  const found = parametersIn(files, path);
  if (found) return found;
  throw new InputError({
    what: "a file of parameters is missing",
    found: `no ${path}`,
    expected: "it beside the data",
    remedy: "choose the experiment's whole folder, or the zip of it",
    place: { file: path },
  });
}

/** Texts of an experiment's folder by name, with the gradient lists and shapes. */
export function textsOf(
  files: ReadonlyMap<string, Uint8Array>,
  experiment: string,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const read = (name: string): void => {
    const bytes = files.get(experiment + name);
    if (bytes && bytes.length > 0) texts.set(name, decodeParameters(bytes, experiment + name).text);
  };
  for (const name of TEXTS) read(name);
  for (const path of files.keys()) {
    const name = path.slice(experiment.length);
    if (path.startsWith(experiment) && /^gpnam_?\d+$/u.test(name)) read(name);
  }
  for (const [, name] of (texts.get("pulseprogram") ?? "").matchAll(
    /list<gradient>\s*\w+\s*=\s*<([^>/]+)>/gu,
  ))
    if (name && !texts.has(name)) read(name);
  return texts;
}
