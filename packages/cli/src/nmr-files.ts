import { readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { InputError } from "@oleate/core";
import { LARGEST_FILE_BYTES, unzipFiles } from "@oleate/files";
import { readBytes } from "./study-folder.ts";

/** Files of a folder looked at before it is taken for something else than an experiment. */
const MOST_FILES = 2000;

/** The files under a path, by their paths within it: of a folder, of a zip, or one file. Throws InputError. */
export function filesUnder(path: string): ReadonlyMap<string, Uint8Array> {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new InputError({ what: "there is no such file or folder", found: path });
  }
  if (!isFolder) {
    const bytes = readBytes(path, path);
    const name = basename(path);
    return /\.zip$/iu.test(name) ? unzipFiles(bytes, name) : new Map([[name, bytes]]);
  }
  const files = new Map<string, Uint8Array>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const full = join(folder, entry.name);
      if (entry.isDirectory()) visit(full);
      else if (entry.isFile() && statSync(full).size <= LARGEST_FILE_BYTES) {
        if (files.size >= MOST_FILES) {
          throw new InputError({
            what: `${path} holds more files than an experiment has`,
            found: `more than ${MOST_FILES}`,
            remedy: "name the folder of one experiment",
          });
        }
        files.set(relative(path, full).replaceAll("\\", "/"), readBytes(full, full));
      }
    }
  };
  visit(path);
  return files;
}
