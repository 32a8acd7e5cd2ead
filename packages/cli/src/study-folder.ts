import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Complaint,
  InputError,
  nearestNames,
  OleateError,
  type RunOptions,
  readStudyDocument,
  type StudyDocument,
  studyFiles,
  type Table,
} from "@oleate/core";
import { checkFileSize, decodeText, readTable } from "@oleate/files";

/** A study folder read whole: its document and its data tables. */
export interface LoadedStudy {
  readonly folder: string;
  readonly document: StudyDocument;
  readonly options: RunOptions;
}

/** Folders that hold studies: the working directory's own, then the project's gallery. */
function galleries(): readonly string[] {
  const own = join(process.cwd(), "studies");
  const shipped = fileURLToPath(new URL("../../../studies", import.meta.url));
  return [...new Set([own, shipped])].filter((folder) => existsSync(folder));
}

/** All studies of the galleries, by folder name. */
export function listStudies(): readonly string[] {
  const found = new Map<string, string>();
  for (const gallery of galleries()) {
    for (const name of readdirSync(gallery).sort()) {
      if (!found.has(name) && existsSync(join(gallery, name, "study.yaml")))
        found.set(name, join(gallery, name));
    }
  }
  return [...found.values()];
}

/** Folder of a study named by path or by its name in the gallery. @throws InputError with the nearest names */
export function findStudy(name: string): string {
  const direct = resolve(name);
  if (existsSync(join(direct, "study.yaml"))) return direct;
  if (basename(direct) === "study.yaml" && existsSync(direct)) return join(direct, "..");
  const known = listStudies();
  const match = known.find((folder) => basename(folder) === name);
  if (match) return match;
  throw new InputError({
    what: `there is no study ${name}`,
    expected: "a folder with study.yaml, or one of the gallery",
    remedy: `nearest: ${nearestNames(
      name,
      known.map((folder) => basename(folder)),
    ).join(", ")}; \`oleate init FOLDER\` begins a new one`,
  });
}

/** Reads a file's bytes after checking its size. @throws InputError when it is missing or too large */
export function readBytes(path: string, shown: string): Uint8Array {
  let size: number;
  try {
    const status = statSync(path);
    if (!status.isFile()) throw new InputError({ what: `${shown} is not a file` });
    size = status.size;
  } catch (error) {
    if (error instanceof OleateError) throw error;
    throw new InputError({
      what: `cannot open ${shown}`,
      found: (error as Error).message,
      remedy: "check the name and that it can be read",
    });
  }
  checkFileSize(size, shown);
  return new Uint8Array(readFileSync(path));
}

/** Loads a study folder; data files that cannot be read are reported when something asks for them. */
export function loadStudy(
  name: string,
  onProgress?: RunOptions["onProgress"],
  unknownKeys?: Complaint[],
): LoadedStudy {
  const folder = findStudy(name);
  const shown = join(basename(folder), "study.yaml");
  const document = readStudyDocument(
    decodeText(readBytes(join(folder, "study.yaml"), shown), shown),
    shown,
    unknownKeys,
  );
  const tables = new Map<string, Table>();
  for (const file of studyFiles(document.study)) {
    const path = resolve(folder, file);
    if (!existsSync(path)) continue;
    tables.set(file, readTable(readBytes(path, file), file));
  }
  return {
    folder,
    document,
    options: { id: basename(folder), tables, ...(onProgress ? { onProgress } : {}) },
  };
}

/** Writes a file whole or not at all. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new InputError({
      what: `cannot write ${basename(path)}`,
      found: (error as Error).message,
      remedy: "check that the folder can be written to",
    });
  }
}
