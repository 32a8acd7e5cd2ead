/** How an element is drawn: "#rrggbb", and a radius in Angstrom with which neighbours in a crystal about touch. */
export interface ElementLook {
  readonly colour: string;
  readonly radius: number;
}

/**
 * Metals in cool colours, anions in warm ones, so that the two kinds of ion part for every kind of colour vision; both stand
 * out on white and on near-black. Radii are for the picture only: between ionic and covalent ones, those of van der Waals
 * (Bondi 1964) for the organic elements.
 */
const LOOKS: Readonly<Record<string, readonly [colour: string, radius: number]>> = {
  H: ["#d5dade", 1.1],
  C: ["#6d7680", 1.7],
  N: ["#3f78d8", 1.55],
  O: ["#d1452f", 1.4],
  F: ["#7fbf5a", 1.35],
  P: ["#dd7f2b", 1.5],
  S: ["#ecb92f", 1.3],
  Cl: ["#8ab83a", 1.5],
  As: ["#b5679a", 1.35],
  Se: ["#e8912b", 1.35],
  Br: ["#c25b3d", 1.6],
  Sb: ["#a8628c", 1.5],
  Te: ["#c67a34", 1.5],
  I: ["#a34a78", 1.8],
  Li: ["#8f9fd6", 1.2],
  Na: ["#7c8ed0", 1.4],
  K: ["#6d7fc9", 1.8],
  Rb: ["#7d6fc4", 1.95],
  Cs: ["#7c5fc0", 2.05],
  Mg: ["#77a3a0", 1.2],
  Ca: ["#6a9a97", 1.5],
  Ba: ["#5c8f90", 1.8],
  Ti: ["#8795a5", 1.2],
  Mn: ["#8d7ba8", 1.3],
  Cu: ["#b7794a", 1.35],
  Zn: ["#7f95c0", 1.3],
  Ga: ["#6f9fb5", 1.3],
  Ge: ["#74908f", 1.4],
  Ag: ["#a9b2bd", 1.45],
  Cd: ["#4f8dbd", 1.5],
  In: ["#5f7fc4", 1.5],
  Sn: ["#6b8793", 1.6],
  Ce: ["#79a8b8", 1.55],
  Pt: ["#9aa7b4", 1.4],
  Au: ["#dca924", 1.5],
  Hg: ["#7a97b0", 1.5],
  Tl: ["#66809a", 1.6],
  Pb: ["#587299", 1.7],
  Bi: ["#7468a8", 1.6],
};

/** Colour and radius of an element; a neutral grey ball for those without their own. */
export function elementLook(symbol: string): ElementLook {
  const [colour, radius] = LOOKS[symbol] ?? ["#8a929b", 1.5];
  return { colour, radius };
}

/** "#rrggbb" as three bytes. */
export function bytesOf(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
