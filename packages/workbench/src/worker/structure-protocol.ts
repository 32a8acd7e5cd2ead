import type { BindingMode } from "@oleate/core";

/** Ways a size can be given. `monolayers` is a platelet: two edges and a number of layers. */
export type SizeBy = "diameter" | "edge" | "atoms" | "edges" | "monolayers";

/** One ligand as asked for. `family` is empty when it may sit on every facet. */
export interface LigandWish {
  readonly name: string;
  readonly amount: "usual" | "count" | "per nm2" | "share";
  /** Of what neutrality asks for as a share 0..1, else a count or a density in 1/nm2; not read for "usual", which takes as many as such dots usually carry. */
  readonly value: number;
  readonly family: string;
  /** Empty for the first of the ligand's own ways that fits. */
  readonly mode: BindingMode | "";
}

/** A dot as the page's controls ask for it. Lengths in nm. */
export interface DotWish {
  readonly material: string;
  readonly form: string;
  readonly shape: string;
  readonly sizeBy: SizeBy;
  readonly diameterNm: number;
  readonly edgeNm: number;
  readonly atoms: number;
  readonly edgesNm: readonly [number, number, number];
  readonly monolayers: number;
  readonly truncation: number;
  readonly aspect: number;
  /** Surface energies of a Wulff construction, as written: "100=0.16, 111=0.20". */
  readonly energies: string;
  /** By facet family, or for "all"; a family that is not named ends as it usually does. */
  readonly terminations: Readonly<Record<string, string>>;
  /** Material grown around the core and how thick; empty for none. */
  readonly shell: string;
  readonly shellNm: number;
  readonly ligands: readonly LigandWish[];
  /** Name of the ion that makes up the charge ligands leave; "none" leaves it, "usual" is hydroxide on lead chalcogenides. */
  readonly balance: string;
  /** Cation left out of the surface until the core is neutral, or "none". */
  readonly vacancies: string;
  readonly seed: number;
}

/** Facets of one family ("all" on a sphere): what they end on and what they could end on. */
export interface FamilyChoice {
  readonly family: string;
  readonly termination: string;
  readonly possible: readonly string[];
}

/** A site class, without its atoms: `classOf` of the scene says which those are. */
export interface ClassRow {
  readonly name: string;
  readonly element: string;
  readonly coordination: number;
  readonly missing: number;
  readonly count: number;
  readonly neighbours: number;
  readonly demand: number;
}

/** One face as drawn: its family, indices and corners in Angstrom. */
export interface FaceRow {
  readonly family: string;
  readonly hkl: string;
  readonly termination: string;
  readonly areaNm2: number;
  readonly corners: readonly (readonly [number, number, number])[];
}

/** One placed ligand or ion. */
export interface LigandRow {
  readonly name: string;
  readonly first: number;
  readonly count: number;
  readonly mode: BindingMode;
  readonly anchors: readonly number[];
  readonly family: string;
  readonly bondLength: number;
  readonly bound: boolean;
}

/** What is drawn and clicked: atoms, the core first, then each ligand. Arrays over core atoms have `coreCount` entries. */
export interface DotScene {
  readonly symbols: readonly string[];
  readonly element: Uint8Array;
  /** Angstrom from the centre of the core. */
  readonly xyz: Float32Array;
  readonly coreCount: number;
  readonly classes: readonly ClassRow[];
  /** Index into `classes`, -1 for atoms with all their bonds. */
  readonly classOf: Int16Array;
  /** Index into `faces`, -1 inside. */
  readonly faceOf: Int16Array;
  readonly coordination: Uint8Array;
  readonly missing: Uint8Array;
  /** Valence deficit in e. */
  readonly deficit: Float32Array;
  /** Neighbours of core atom n: `neighbours[start[n]]` up to `start[n + 1]`; -1 where one is missing. */
  readonly start: Uint32Array;
  readonly neighbours: Int32Array;
  readonly faces: readonly FaceRow[];
  readonly ligands: readonly LigandRow[];
  /** Over all atoms: index into `ligands`, -1 for the core. */
  readonly ligandOf: Int32Array;
  /** Over all atoms: 1 for donors of ligands and the atoms next to them. */
  readonly head: Uint8Array;
  /** Bonds that touch a ligand, as pairs of atoms. */
  readonly bonds: Uint32Array;
}

/** One line of the numbers: `value` with all its digits, printed as it stands when it is text. */
export interface NumberRow {
  readonly key: string;
  readonly label: string;
  readonly value: number | string;
  readonly unit: string;
  readonly note?: string;
}

/** What was asked of one ligand and what came of it. */
export interface CoverageRow {
  readonly name: string;
  readonly asked: number;
  readonly placed: number;
  readonly bound: number;
  readonly perNm2: number;
}

/** The numbers beside the picture. */
export interface DotNumbers {
  /** Formula of the whole dot, with its ligands. */
  readonly formula: string;
  readonly rows: readonly NumberRow[];
  readonly coverage: readonly CoverageRow[];
  readonly offers: readonly string[];
  readonly notes: readonly string[];
}

/** A rebuilt dot; `stage` says whether its ligands are on. */
export interface Built {
  readonly kind: "built";
  readonly ticket: number;
  readonly stage: "core" | "ligands";
  readonly scene: DotScene;
  readonly numbers: DotNumbers;
  readonly families: readonly FamilyChoice[];
  readonly milliseconds: number;
}

/** How far the placing of ligands has come. */
export interface Progress {
  readonly kind: "progress";
  readonly ticket: number;
  readonly share: number;
  readonly what: string;
}

/** Where on the page a problem belongs. */
export type ControlName =
  | "material"
  | "shape"
  | "size"
  | "termination"
  | "shell"
  | "ligands"
  | "balance"
  | "save";

/** Something cannot be built or written; the page shows it beside its control. */
export interface Refused {
  readonly kind: "refused";
  readonly ticket: number;
  readonly control: ControlName;
  readonly message: string;
}

/** A structure file by its ending; formats made of several files give several. */
export interface Written {
  readonly kind: "written";
  readonly ticket: number;
  readonly files: Readonly<Record<string, string>>;
}

/** A file format the worker writes. */
export interface FormatRow {
  readonly name: string;
  readonly label: string;
}

/** What the worker can write, said once when it starts. */
export interface Formats {
  readonly kind: "formats";
  readonly formats: readonly FormatRow[];
}

/** What the structure worker sends. */
export type StructureAnswer = Built | Progress | Refused | Written | Formats;

/** What the page sends: a core to cut, a dot to cover, a file of the last one to write. */
export type StructureRequest =
  | { readonly kind: "core"; readonly ticket: number; readonly wish: DotWish }
  | { readonly kind: "ligands"; readonly ticket: number; readonly wish: DotWish }
  | { readonly kind: "write"; readonly ticket: number; readonly format: string };

/** Whether a wish puts anything on the core. */
export function isCovered(wish: DotWish): boolean {
  return wish.ligands.length > 0 || !["none", "usual"].includes(wish.balance);
}
