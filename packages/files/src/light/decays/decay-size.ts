import { checkFileSize } from "../../decode.ts";
import { hasPqMagic } from "./pq-header.ts";

/** Largest binary file that is read whole, bytes: an image of a million pixels of 256 channels with 32 bits. */
const LARGEST_BINARY_BYTES = 2 ** 30;

/** Whether a file that begins so holds PicoQuant's time-tagged records, which {@link readPtu} streams whatever its size. */
export function isPtuHead(head: Uint8Array): boolean {
  return hasPqMagic(head, "PQTTTR");
}

/**
 * Refuses a file of decays by its size, before it is read whole: text above 64 MB, binary files above 1 GB.
 *
 * @param size bytes
 * @param head its first bytes; a NUL among them says that it is binary
 * @throws InputError with what is to be done about a file of that kind, or for an empty one
 */
export function checkDecaySize(size: number, head: Uint8Array, file: string): void {
  if (!head.includes(0)) {
    checkFileSize(size, file);
    return;
  }
  checkFileSize(size, file, {
    largestFileBytes: LARGEST_BINARY_BYTES,
    remedy:
      "save fewer curves, pixels or photons to a file, or export the histograms from the instrument's program; a .ptu is read whatever its size",
  });
}
