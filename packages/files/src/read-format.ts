/** How a file format that is read is named to a user; every registry of formats is made of such entries. */
export interface ReadFormat {
  readonly name: string;
  /** What it is, for messages: "PicoQuant time-tagged records (.ptu)". */
  readonly label: string;
  /** Usual endings of its files, without the dot; a format is told by what a file holds, so another ending is read too. */
  readonly extensions: readonly string[];
  /** What is read of it, in a few words. */
  readonly reads: string;
}
