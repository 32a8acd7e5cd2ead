import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { type Dot, InputError, nearestNames, OleateError } from "@oleate/core";
import { structureFormats, writeStructure } from "@oleate/files";

/** Writes a structure in every format asked for; all files are whole, or none is there. Returns the names written. */
export function writeAll(dot: Dot, paths: readonly string[]): readonly string[] {
  const drafts: { readonly name: string; readonly draft: string }[] = [];
  try {
    for (const path of paths) {
      const ending = extname(path).slice(1) || basename(path);
      const files = Object.entries(writeStructure(dot.structure, ending));
      const stem = extname(path) === "" ? path : path.slice(0, -extname(path).length);
      for (const [kind, text] of files) {
        const name = files.length === 1 ? path : `${stem}.${kind}`;
        const draft = join(dirname(name), `.${basename(name)}.part`);
        mkdirSync(dirname(name), { recursive: true });
        drafts.push({ name, draft });
        writeFileSync(draft, text);
      }
    }
    for (const { name, draft } of drafts) renameSync(draft, name);
  } catch (error) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    if (error instanceof OleateError) throw error;
    throw new InputError({
      what: "the files cannot be written",
      found: (error as Error).message,
      remedy: "check that the folder exists and can be written to",
    });
  }
  return drafts.map(({ name }) => name);
}

/** Refuses an unknown ending before any work is done. */
export function formatExists(path: string): void {
  const ending = (extname(path).slice(1) || basename(path)).toLowerCase();
  const known = structureFormats.filter(({ write }) => write);
  if (known.some(({ name, extensions }) => name === ending || extensions.includes(ending))) return;
  const endings = known.map(({ extensions }) => `.${extensions[0]}`);
  throw new InputError({
    what: "the file has an unknown ending",
    found: `"${path}"`,
    expected: endings.join(", "),
    remedy: `nearest: .${
      nearestNames(
        ending,
        known.flatMap(({ extensions }) => extensions),
      )[0]
    }`,
  });
}
