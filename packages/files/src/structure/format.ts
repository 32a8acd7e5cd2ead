import type { Structure } from "@oleate/core";

/** What a writer may be told. */
export interface WriteOptions {
  /** Empty space left around a dot where the format cannot do without a box, Angstrom; DEFAULT_MARGIN unless given. */
  readonly margin?: number;
}

/** Empty space around a dot on every side of a box it is put in, Angstrom: two images of it never come within 20. */
export const DEFAULT_MARGIN = 10;

/** One file format of atomistic structures. A format that is only written has no `read`, and the other way round. */
export interface StructureFormat {
  /** How it is named on the command line. */
  readonly name: string;
  /** Endings of its files, without the dot, the usual one first. */
  readonly extensions: readonly string[];
  /** What it is, in a few words. */
  readonly label: string;
  /** True when the content (or a name such as POSCAR, which has no ending) is unmistakably of this format. */
  readonly detect: (text: string, fileName: string) => boolean;
  /** What is read of it, in a few words; given wherever `read` is. */
  readonly reads?: string;
  /** The structure in a file of this format. @throws InputError with file and line */
  readonly read?: (text: string, fileName: string) => Structure | Promise<Structure>;
  /** The text of the file; where the format needs several, the text by ending. */
  readonly write?: (
    structure: Structure,
    options?: WriteOptions,
  ) => string | Readonly<Record<string, string>>;
}
