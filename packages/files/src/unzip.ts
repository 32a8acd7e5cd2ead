import { InputError } from "@oleate/core";
import { unzipSync } from "fflate";
import { LARGEST_FILE_BYTES } from "./decode.ts";

/** The files of a zip by their paths, folders left out. Throws InputError for what is no zip or unpacks beyond 2 GB. */
export function unzipFiles(bytes: Uint8Array, name: string): ReadonlyMap<string, Uint8Array> {
  const place = { file: name };
  let total = 0;
  try {
    const found = unzipSync(bytes, {
      filter: ({ name: path, originalSize }) => {
        total += originalSize;
        if (total > MOST_BYTES) throw new RangeError("too large");
        return !path.endsWith("/") && originalSize <= LARGEST_FILE_BYTES;
      },
    });
    return new Map(Object.entries(found));
  } catch (error) {
    throw new InputError(
      error instanceof RangeError
        ? { what: "the zip is too large to unpack", expected: "at most 2 GB unpacked", place }
        : {
            what: "the zip cannot be read",
            found: (error as Error).message,
            remedy: "unpack it and name the folder",
            place,
          },
    );
  }
}

const MOST_BYTES = 2e9;
