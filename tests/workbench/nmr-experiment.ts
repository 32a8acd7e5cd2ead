import { bFactors, createRandom } from "@oleate/core";

/** What an experiment of the tests is made of. */
export interface MadeExperiment {
  readonly rows: number;
  /** Complex points a row. */
  readonly points: number;
  readonly diffusionM2PerS: number;
  /** Text of difflist; null leaves it out. */
  readonly difflist: string | null;
}

/** Gradients of the rows, T/m. */
export const gradientsOf = (rows: number): number[] =>
  Array.from({ length: rows }, (_, i) => 0.02 + (0.48 * i) / Math.max(1, rows - 1));

/** Files of a Bruker experiment by name: one line at 6.4 ppm that diffuses, noise, delta 2 ms, Delta 100 ms. */
export function experimentFiles({
  rows,
  points,
  diffusionM2PerS,
  difflist,
}: MadeExperiment): Readonly<Record<string, Buffer>> {
  const random = createRandom(11, "nmr page");
  const timing = { nucleus: "1H", durationS: 0.002, delayS: 0.1, shape: "rectangle" } as const;
  const b = bFactors(gradientsOf(rows), timing);
  const ser = new Int32Array(rows * points * 2);
  for (let row = 0; row < rows; row++) {
    const size = 1e6 * Math.exp(-diffusionM2PerS * b[row]!);
    for (let i = 0; i < points; i++) {
      const height = size * Math.exp(-i / 3000);
      ser[2 * (row * points + i)] = Math.round(height * Math.cos(0.7 * i) + 300 * random.normal());
      ser[2 * (row * points + i) + 1] = Math.round(height * Math.sin(0.7 * i) + 300 * random.normal());
    }
  }
  const text = (lines: readonly string[]): Buffer =>
    Buffer.from(
      [
        "##TITLE= Parameter file",
        "##JCAMPDX= 5.0",
        "##DATATYPE= Parameter Values",
        ...lines,
        "##END=",
        "",
      ].join("\n"),
    );
  const array = (at: number, value: number, other: number): string =>
    `(0..63)\n${Array.from({ length: 64 }, (_, i) => (i === at ? value : other)).join(" ")}`;
  return {
    ser: Buffer.from(ser.buffer),
    acqus: text([
      "##$BF1= 500.13",
      "##$SFO1= 500.13235",
      "##$O1= 2350",
      "##$SW= 16",
      "##$SW_h= 8002.08",
      `##$TD= ${2 * points}`,
      "##$BYTORDA= 0",
      "##$DTYPA= 0",
      "##$GRPDLY= 0",
      "##$DECIM= 1",
      "##$DSPFVS= 0",
      "##$NUC1= <1H>",
      "##$TE= 298.15",
      "##$SOLVENT= <Tol>",
      "##$PULPROG= <stegp1s>",
      "##$AQ_mod= 3",
      "##$PARMODE= 1",
      `##$D= ${array(20, 0.1, 0)}`,
      `##$P= ${array(30, 2000, 10)}`,
      "##$GPNAM= (0..7)\n<RECT.1> <RECT.1> <RECT.1> <RECT.1> <RECT.1> <RECT.1> <RECT.1> <RECT.1>",
    ]),
    acqu2s: text([`##$TD= ${rows}`]),
    ...(difflist === null ? {} : { difflist: Buffer.from(difflist) }),
  };
}
