/** A file as a page hands it to its worker, by its path within what was dropped or chosen. */
export interface GivenFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}
