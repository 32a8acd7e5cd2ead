import { LARGEST_FILE_BYTES } from "@oleate/files";
import type { GivenFile } from "../worker/given-file.ts";

/** Entries of a dropped folder read at most; the worker refuses more than an experiment has. */
const MOST_ENTRIES = 2001;

async function bytesOf(file: File, path: string): Promise<GivenFile> {
  return { path, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Files of a folder that are far larger than any data are passed over; a file chosen by itself is read as it is. */
const small = ({ size }: File): boolean => size <= LARGEST_FILE_BYTES;

/** Files of an input, with their paths within the folder that was chosen. */
export function filesOfInput(list: FileList): Promise<readonly GivenFile[]> {
  const files = [...list].slice(0, MOST_ENTRIES);
  return Promise.all(
    files
      .filter((file) => file.webkitRelativePath === "" || small(file))
      .map((file) => bytesOf(file, file.webkitRelativePath || file.name)),
  );
}

function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  return new Promise((resolve, reject) => {
    // A reader gives its entries in portions until one is empty.
    const next = (): void =>
      reader.readEntries((portion) => {
        found.push(...portion);
        if (portion.length === 0 || found.length > MOST_ENTRIES) resolve(found);
        else next();
      }, reject);
    next();
  });
}

async function filesUnder(entry: FileSystemEntry, found: GivenFile[]): Promise<void> {
  if (found.length >= MOST_ENTRIES) return;
  if (entry.isDirectory) {
    for (const inner of await entriesOf(entry as FileSystemDirectoryEntry)) await filesUnder(inner, found);
    return;
  }
  const file = await new Promise<File>((resolve, reject) =>
    (entry as FileSystemFileEntry).file(resolve, reject),
  );
  if (small(file)) found.push(await bytesOf(file, entry.fullPath.replace(/^\//u, "")));
}

/** Files that were dropped, folders with all that is in them. Must be called while the drop is being handled. */
export async function filesOfDrop(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0) return filesOfInput(transfer.files);
  const found: GivenFile[] = [];
  for (const entry of entries) await filesUnder(entry, found);
  return found;
}
