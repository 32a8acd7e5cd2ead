import type { DotScene } from "../../worker/structure-protocol.ts";

/** One line about an atom: a name and what it is. */
export type AtomLine = readonly [name: string, value: string];

/** An atom in words. */
export interface AtomWords {
  readonly title: string;
  readonly lines: readonly AtomLine[];
  /** The class whose next atom can be stepped to; null for ligands. */
  readonly className: string | null;
}

const signed = (value: number): string =>
  `${value > 0 ? "+" : value < 0 ? "−" : ""}${Number(Math.abs(value).toFixed(3))}`;

function symbolAt(scene: DotScene, atom: number): string {
  return scene.symbols[scene.element[atom]!]!;
}

function distance(scene: DotScene, a: number, b: number): number {
  const d = (k: number): number => scene.xyz[3 * a + k]! - scene.xyz[3 * b + k]!;
  return Math.hypot(d(0), d(1), d(2));
}

/** Neighbours by element, with the range of their distances in Angstrom. */
function neighbourWords(scene: DotScene, atom: number): string {
  const found = new Map<string, number[]>();
  for (let at = scene.start[atom]!; at < scene.start[atom + 1]!; at++) {
    const other = scene.neighbours[at]!;
    if (other < 0) continue;
    const symbol = symbolAt(scene, other);
    found.set(symbol, [...(found.get(symbol) ?? []), distance(scene, atom, other)]);
  }
  const words = [...found].map(([symbol, lengths]) => {
    const [low, high] = [Math.min(...lengths).toFixed(2), Math.max(...lengths).toFixed(2)];
    return `${lengths.length} ${symbol} at ${low === high ? low : `${low} to ${high}`} Å`;
  });
  return words.join(", ") || "none";
}

/** What a core atom is called: its class, or the inside. */
function placeWords(scene: DotScene, atom: number): string {
  return scene.classes[scene.classOf[atom]!]?.name ?? `${symbolAt(scene, atom)} inside`;
}

function coreWords(scene: DotScene, atom: number): AtomWords {
  const face = scene.faces[scene.faceOf[atom]!];
  const missing = scene.missing[atom]!;
  const held = scene.ligands.filter(({ anchors }) => anchors.includes(atom));
  const counts = new Map<string, number>();
  for (const { name } of held) counts.set(name, (counts.get(name) ?? 0) + 1);
  const lines: AtomLine[] = [
    ["site class", placeWords(scene, atom)],
    ...(face ? [["facet", `${face.family}, face ${face.hkl}, ${face.termination}`] as const] : []),
    ["coordination", `${scene.coordination[atom]} of ${scene.coordination[atom]! + missing}`],
    ...(missing > 0 ? [["bonds it lacks", String(missing)] as const] : []),
    ...(scene.deficit[atom] === 0 ? [] : [["valence deficit", `${signed(scene.deficit[atom]!)} e`] as const]),
    ["neighbours", neighbourWords(scene, atom)],
    ...(held.length > 0
      ? [["holds", [...counts].map(([name, n]) => `${n} ${name}`).join(", ")] as const]
      : []),
    ["atom", String(atom + 1)],
  ];
  return {
    title: symbolAt(scene, atom),
    lines,
    className: scene.classes[scene.classOf[atom]!]?.name ?? null,
  };
}

/** What the page says of an atom, 0-based; its number is printed from 1 as files count. */
export function wordsOfAtom(scene: DotScene, atom: number): AtomWords {
  if (atom < scene.coreCount) return coreWords(scene, atom);
  const ligand = scene.ligands[scene.ligandOf[atom]!]!;
  return {
    title: `${symbolAt(scene, atom)} of ${ligand.name}`,
    lines: [
      ["binding", `${ligand.mode}, ${ligand.bound ? "bound" : "not bound"}`],
      ["shortest bond", `${ligand.bondLength.toFixed(2)} Å`],
      ["anchors", ligand.anchors.map((anchor) => placeWords(scene, anchor)).join(", ") || "none"],
      ["facet", ligand.family],
      ["atom", String(atom + 1)],
    ],
    className: null,
  };
}

/** The next atom of the same class after `atom`, beginning again after the last; `atom` itself when there is no other. */
export function nextOfClass(scene: DotScene, atom: number): number {
  const wanted = scene.classOf[atom]!;
  for (let step = 1; step < scene.coreCount; step++) {
    const other = (atom + step) % scene.coreCount;
    if (scene.classOf[other] === wanted) return other;
  }
  return atom;
}

/** First atom of a class by its index, or -1. */
export function firstOfClass(scene: DotScene, index: number): number {
  return scene.classOf.indexOf(index);
}
