import { InputError, nearestNames, OleateError, type Place } from "../errors.ts";
import type { AnalysisContext, AnalysisOutcome } from "./analyses/analysis.ts";
import { expectedResults, kindOf } from "./analyses/index.ts";
import type { StudyDocument } from "./document.ts";
import { createEvaluator, type Definition, type Evaluator, leafOf } from "./evaluator.ts";
import { readMeasurement } from "./measurement/index.ts";
import { countSelected, sampleCore, structureSelection } from "./model/dot.ts";
import { buildModel, type Model } from "./model/index.ts";
import { createProbe } from "./probe.ts";
import type { ChangesFile } from "./schema/index.ts";
import type { Table } from "./table.ts";

/** What a run of a study needs beside its document. */
export interface RunOptions {
  /** Folder name of the study: its id in every table. */
  readonly id: string;
  /** Data files by the name the study gives them. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Called with a share done (0..1) and what is being worked on; throw from it to stop the run. */
  readonly onProgress?: (share: number, what: string) => void;
}

/** A study ready to be asked: expressions, models and analyses on demand. */
export interface PreparedStudy {
  readonly document: StudyDocument;
  readonly evaluator: Evaluator;
  /** As `evaluator`, with stand-ins for the results of analyses: judges names and units, computes nothing. */
  readonly probe: Evaluator;
  modelFor(changes: ChangesFile | undefined, path: readonly (string | number)[]): Model;
  outcome(id: string, place?: Place): AnalysisOutcome;
  /** Reads a measurement (its table, units and rows). */
  measurement(name: string): ReturnType<typeof readMeasurement>;
  readonly analysisIds: readonly string[];
  /** What an analysis of that id is given. */
  contextOf(id: string): AnalysisContext;
}

/** Names every study has without declaring them. */
export const BUILT_IN: readonly string[] = ["size", "concentration", "temperature"];

/** The entry of a record by a name the user wrote; undefined for names every object has, such as `constructor`. */
function own<Entry>(record: Readonly<Record<string, Entry>> | undefined, name: string): Entry | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Prepares a study: nothing is computed until it is asked for. */
export function prepareStudy(document: StudyDocument, options: RunOptions): PreparedStudy {
  const { study: file, placeOf } = document;
  const outcomes = new Map<string, AnalysisOutcome>();
  const running: string[] = [];
  const analysisIds = Object.keys(file.analyses ?? {});

  const definitionOf = (name: string): Definition | undefined => {
    if (name === "size")
      return { text: file.sample.nanocrystal.size, place: placeOf(["sample", "nanocrystal", "size"]) };
    if (name === "concentration")
      return { text: file.sample.concentration, place: placeOf(["sample", "concentration"]) };
    if (name === "temperature")
      return { text: file.sample.temperature ?? "298.15 K", place: placeOf(["sample", "temperature"]) };
    const constant = own(file.constants, name);
    if (constant !== undefined) {
      return {
        text: typeof constant === "object" ? constant.value : constant,
        place: placeOf(["constants", name]),
      };
    }
    const value = own(file.values, name);
    if (value !== undefined) {
      return { text: typeof value === "object" ? value.value : value, place: placeOf(["values", name]) };
    }
    if (name.startsWith("surface.sites.")) {
      const site = name.slice("surface.sites.".length);
      const text = own(file.surface.sites, site);
      if (text === undefined) return undefined;
      const place = placeOf(["surface", "sites", site]);
      const selection = structureSelection(text);
      if (selection === null) return { text, place };
      const others = Object.entries(file.surface.sites).flatMap(([key, other]) => {
        const words = key === site ? null : structureSelection(other);
        return words === null ? [] : [words];
      });
      return { compute: () => leafOf(countSelected(selection, others, structure().surface), "") };
    }
    if (name.startsWith("ligands.")) {
      const text = own(file.sample.ligands, name.slice("ligands.".length));
      return text === undefined ? undefined : { text, place: placeOf(["sample", "ligands"]) };
    }
    if (name.startsWith("K.")) {
      return { compute: () => constantLeaf(name.slice(2)) };
    }
    const dot = name.indexOf(".");
    if (dot > 0 && analysisIds.includes(name.slice(0, dot))) {
      const leaves = outcome(name.slice(0, dot), placeOf(["analyses", name.slice(0, dot)])).leaves;
      const leaf = leaves.get(name.slice(dot + 1));
      if (!leaf && resultsOf(name.slice(0, dot))?.names.has(name.slice(dot + 1))) {
        throw new InputError({
          what: `what was measured does not fix ${name}`,
          remedy: "measure more, or leave it out",
        });
      }
      if (!leaf) {
        throw new InputError({
          what: `analysis ${name.slice(0, dot)} has no result ${name.slice(dot + 1)}`,
          remedy: `nearest: ${nearestNames(name.slice(dot + 1), [...leaves.keys()]).join(", ")}`,
        });
      }
      return { compute: () => leaf };
    }
    return undefined;
  };
  const names = (): readonly string[] => [
    ...BUILT_IN,
    ...Object.keys(file.constants ?? {}),
    ...Object.keys(file.values ?? {}),
    ...Object.keys(file.surface.sites).map((site) => `surface.sites.${site}`),
    ...analysisIds.flatMap((id) =>
      [...(outcomes.get(id)?.leaves.keys() ?? [])].map((leaf) => `${id}.${leaf}`),
    ),
    ...analysisIds,
  ];
  const evaluator = createEvaluator(definitionOf, names);
  const expected = new Map<string, ReturnType<typeof expectedResults>>();
  function resultsOf(id: string): ReturnType<typeof expectedResults> {
    if (!expected.has(id)) {
      expected.set(id, null);
      try {
        expected.set(id, expectedResults(own(file.analyses, id)!, { ...contextOf(id), evaluator: probe }));
      } catch (error) {
        // What is wrong with the study is reported where it stands; its results then wait.
        if (!(error instanceof OleateError)) throw error;
      }
    }
    return expected.get(id)!;
  }
  const probe = createProbe(definitionOf, names, analysisIds, resultsOf);
  // The core is cut once, when a site count or an analysis first asks for it.
  let cut: ReturnType<typeof sampleCore> | undefined;
  const structure = (): ReturnType<typeof sampleCore> => {
    cut ??= sampleCore(file, evaluator);
    return cut;
  };
  const modelFor = (changes: ChangesFile | undefined, path: readonly (string | number)[]): Model =>
    buildModel(file, evaluator, placeOf, changes, path);
  const constantLeaf = (name: string): ReturnType<typeof leafOf> => {
    const model = modelFor(undefined, []);
    const constant = model.constants.find((entry) => entry.name === name);
    if (!constant || constant.valueMolar === null) {
      throw new InputError({
        what: `${name} has no value in the surface's reactions`,
        remedy: "use the result of an analysis instead",
      });
    }
    return leafOf(constant.valueMolar / constant.molarPerUnit, constant.unit);
  };

  const contextOf = (id: string): AnalysisContext => ({
    id,
    file,
    path: ["analyses", id],
    seed: file.seed ?? 1,
    evaluator,
    placeOf,
    table: (name, place) => {
      const table = options.tables.get(name);
      if (!table) {
        throw new InputError({
          what: `the data file ${name} is not in the study's folder`,
          remedy: "put it beside study.yaml, or mend its name",
          place,
        });
      }
      return table;
    },
    modelFor,
    outcome,
    progress: (share, what) =>
      options.onProgress?.((outcomes.size + share) / Math.max(1, analysisIds.length), what),
  });
  function outcome(id: string, place?: Place): AnalysisOutcome {
    const done = outcomes.get(id);
    if (done) return done;
    const analysis = own(file.analyses, id);
    if (!analysis) {
      throw new InputError({
        what: `no analysis is called ${id}`,
        remedy: `nearest: ${nearestNames(id, analysisIds).join(", ")}`,
        ...(place ? { place } : {}),
      });
    }
    if (running.includes(id)) {
      throw new InputError({
        what: "the study refers to itself",
        found: [...running.slice(running.indexOf(id)), id].join(" -> "),
        remedy: "one of these analyses must not need the others",
        ...(place ? { place } : {}),
      });
    }
    running.push(id);
    try {
      const result = kindOf(analysis).run(analysis, contextOf(id));
      outcomes.set(id, result);
      return result;
    } finally {
      running.pop();
    }
  }
  return {
    document,
    evaluator,
    probe,
    modelFor,
    outcome,
    measurement: (name) => {
      const path = ["measurements", name];
      return readMeasurement(name, { ...contextOf(name), path }, undefined, placeOf(path));
    },
    analysisIds,
    contextOf,
  };
}
