import {
  DECAY_FORMATS,
  NMR_FORMATS,
  type ReadFormat,
  SPECTRA_FORMATS,
  structureFormats,
  TITRATION_FORMATS,
} from "@oleate/files";
import { type Listing, listing } from "./listing.ts";

/** The formats of every kind of data; those of structures that are only written are left out. */
const KINDS: Readonly<Record<string, readonly ReadFormat[]>> = {
  titration: TITRATION_FORMATS,
  NMR: NMR_FORMATS,
  decay: DECAY_FORMATS,
  spectrum: SPECTRA_FORMATS,
  structure: structureFormats.flatMap(({ name, label, extensions, read, reads = "" }) =>
    read ? [{ name, label, extensions, reads }] : [],
  ),
};

/** Every file format that is read, by the kind of data. */
export function table(): Listing {
  const rows = Object.entries(KINDS).flatMap(([data, formats]) =>
    formats.map(({ name, label, extensions, reads }) => ({ name, data, extensions, label, reads })),
  );
  return listing(rows, (row) => row, {
    name: ["", ({ name }) => name],
    data: ["", ({ data }) => data],
    endings: ["", ({ extensions }) => extensions.map((ending) => `.${ending}`).join(" ")],
    format: ["", ({ label }) => label],
    "what is read": ["", ({ reads }) => reads],
  });
}
