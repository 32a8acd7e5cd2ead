import { type Complaint, nearestNames, OleateError } from "../errors.ts";
import { expressionNames } from "../quantities/index.ts";
import { parseReactions } from "../surface/reaction.ts";
import { analysisExpressions, kindOf } from "./analyses/index.ts";
import type { StudyDocument } from "./document.ts";
import { isUncertainLiteral } from "./evaluator.ts";
import { structureSelection } from "./model/dot.ts";
import { BUILT_IN } from "./prepare.ts";
import {
  type AnalysisFile,
  type ChangesFile,
  expressionsIn,
  type MeasurementFile,
  measurement as measurementFields,
  type StudyFile,
  type WrittenExpression,
} from "./schema/index.ts";

type Path = readonly (string | number)[];

/** What refers to what in a study, found by reading alone. */
export interface References {
  /** Names that do not exist, expressions that cannot be read, and circles. */
  readonly complaints: readonly Complaint[];
  /** True when a constant, value, site count or analysis can be worked out without running another analysis. */
  standsAlone(node: string): boolean;
}

/** Constants written behind reactions. A reaction that cannot be read is complained of elsewhere. */
function reactionTexts(reactions: readonly string[] | undefined, path: Path): WrittenExpression[] {
  return (reactions ?? []).flatMap((reaction, index) => {
    try {
      return parseReactions(reaction)
        .flatMap(({ attributes }) => attributes)
        .filter(({ name }) => name !== "dH" && name !== "dCp")
        .map(({ text }) => ({ text: text.replace(/^fit(\s+from\s+)?/u, ""), path: [...path, index] }))
        .filter(({ text }) => text !== "");
    } catch (error) {
      if (error instanceof OleateError) return [];
      throw error;
    }
  });
}

function changesTexts(changes: ChangesFile | undefined, path: Path): WrittenExpression[] {
  return [
    ...reactionTexts(changes?.reactions, [...path, "reactions"]),
    ...reactionTexts(changes?.replaceReactions, [...path, "replaceReactions"]),
  ];
}

function measurementTexts(name: string, file: MeasurementFile): WrittenExpression[] {
  const path = ["measurements", name];
  return [...expressionsIn(measurementFields, file, path), ...changesTexts(file.with, [...path, "with"])];
}

function analysisTexts(id: string, analysis: AnalysisFile): WrittenExpression[] {
  const path = ["analyses", id];
  const changes = "with" in analysis ? changesTexts(analysis.with, [...path, "with"]) : [];
  return [...analysisExpressions(analysis, path), ...changes];
}

/** Nodes every model needs: sites, ligands, reaction constants, the dots' concentration and temperature. */
function modelNodes(file: StudyFile): string[] {
  return [
    ...Object.keys(file.surface.sites).map((site) => `surface.sites.${site}`),
    ...Object.keys(file.sample.ligands).map((ligand) => `ligands.${ligand}`),
    "K",
    "concentration",
    "temperature",
  ];
}

/** Every node of the study with the expressions it is made of and the nodes it needs besides. */
function nodesOf(file: StudyFile): Map<string, { texts: WrittenExpression[]; needs: string[] }> {
  const nodes = new Map<string, { texts: WrittenExpression[]; needs: string[] }>();
  const add = (name: string, texts: WrittenExpression[], needs: string[] = []): void =>
    void nodes.set(name, { texts, needs });
  const quantity = (name: string, value: string | number | undefined, path: Path): void =>
    add(name, typeof value === "string" ? [{ text: value, path }] : []);
  quantity("size", file.sample.nanocrystal.size, ["sample", "nanocrystal", "size"]);
  quantity("concentration", file.sample.concentration, ["sample", "concentration"]);
  quantity("temperature", file.sample.temperature, ["sample", "temperature"]);
  for (const kind of ["constants", "values"] as const) {
    for (const [name, entry] of Object.entries(file[kind] ?? {}))
      quantity(name, typeof entry === "object" ? entry.value : entry, [kind, name]);
  }
  for (const [site, text] of Object.entries(file.surface.sites))
    if (structureSelection(text) === null)
      quantity(`surface.sites.${site}`, text, ["surface", "sites", site]);
    else add(`surface.sites.${site}`, [], ["size"]);
  for (const [ligand, text] of Object.entries(file.sample.ligands))
    quantity(`ligands.${ligand}`, text, ["sample", "ligands", ligand]);
  add("K", reactionTexts(file.surface.reactions, ["surface", "reactions"]));
  for (const [name, measurement] of Object.entries(file.measurements ?? {}))
    add(`measurements.${name}`, measurementTexts(name, measurement), modelNodes(file));
  for (const [id, analysis] of Object.entries(file.analyses ?? {})) {
    const kind = kindOf(analysis);
    add(id, analysisTexts(id, analysis), [
      ...(kind.measurements?.(analysis) ?? []).map(({ name }) => `measurements.${name}`),
      ...(kind.fits?.(analysis) ?? []).map(({ name }) => name),
      ...(kind.ofSurface ? modelNodes(file) : ["size"]),
    ]);
  }
  return nodes;
}

/** Reads every expression of a study, without evaluating, for what it refers to. */
export function studyReferences({ study: file, placeOf }: StudyDocument): References {
  const complaints: Complaint[] = [];
  const nodes = nodesOf(file);
  const analyses = new Set(Object.keys(file.analyses ?? {}));
  const known = [
    ...BUILT_IN,
    ...Object.keys(file.constants ?? {}),
    ...Object.keys(file.values ?? {}),
    ...analyses,
  ];
  /** The node behind a name of an expression; null when there is none. */
  const nodeOf = (name: string): string | null => {
    if (nodes.has(name) && !analyses.has(name)) return name;
    const head = name.slice(0, Math.max(0, name.indexOf(".")));
    if (head === "K") return "K";
    return analyses.has(head) ? head : null;
  };
  const referred = ({ text, path }: WrittenExpression): string[] => {
    if (isUncertainLiteral(text)) return [];
    try {
      return expressionNames(text).flatMap((name) => {
        const node = nodeOf(name);
        if (node !== null) return [node];
        const whole = analyses.has(name);
        complaints.push({
          what: whole ? `\`${name}\` is an analysis, not a number` : `nothing is called ${name}`,
          found: `\`${text}\``,
          remedy: whole
            ? `name one of its results: ${name}.RESULT`
            : `nearest: ${nearestNames(name, known).join(", ")}`,
          place: placeOf(path),
        });
        return [];
      });
    } catch (error) {
      if (!(error instanceof OleateError)) throw error;
      complaints.push({ ...error.complaint, place: placeOf(path) });
      return [];
    }
  };
  const edges = new Map(
    [...nodes].map(([name, { texts, needs }]) => [name, [...texts.flatMap(referred), ...needs]]),
  );
  for (const [index, claim] of (file.claims ?? []).entries()) {
    for (const [part, { value }] of claim.parts.entries())
      if (typeof value === "string")
        referred({ text: value, path: ["claims", index, "parts", part, "value"] });
  }

  const done = new Map<string, boolean>();
  const open: string[] = [];
  /** True when no analysis lies behind a node. Circles are complained of once, at the first of their members. */
  const visit = (name: string): boolean => {
    const before = done.get(name);
    if (before !== undefined) return before;
    if (open.includes(name)) {
      const circle = open.slice(open.indexOf(name));
      const first =
        circle.find((member) => file.values?.[member] !== undefined || analyses.has(member)) ?? name;
      complaints.push({
        what: "the study refers to itself",
        found: [...circle, name].join(" -> "),
        expected: "names that can be worked out one after the other",
        remedy: "give one of these a value that does not need the others",
        place: placeOf(nodePath(file, first)),
      });
      return false;
    }
    open.push(name);
    const alone = (edges.get(name) ?? []).map((next) => visit(next) && !analyses.has(next)).every(Boolean);
    open.pop();
    done.set(name, alone);
    return alone;
  };
  for (const name of nodes.keys()) visit(name);
  return { complaints, standsAlone: (node) => done.get(node) ?? true };
}

/** Path of a node in the study file. */
function nodePath(file: StudyFile, node: string): Path {
  if (node === "K") return ["surface", "reactions"];
  if (node === "size") return ["sample", "nanocrystal", "size"];
  if (BUILT_IN.includes(node)) return ["sample", node];
  for (const kind of ["constants", "values", "analyses"] as const)
    if (Object.hasOwn(file[kind] ?? {}, node)) return [kind, node];
  const [head, ...rest] = node.split(".");
  if (head === "surface") return ["surface", "sites", rest.slice(1).join(".")];
  return head === "ligands" ? ["sample", "ligands", rest.join(".")] : [head!, rest.join(".")];
}
