import { type Complaint, InputError, InputErrors, nearestNames, OleateError, type Place } from "../errors.ts";
import { type BindingClass, type Citation, findLigand, findMaterial, findSolvent } from "../matter/index.ts";
import { bindingKind } from "../surface/binding-kind.ts";
import { parseReactions } from "../surface/reaction.ts";
import type { AnalysisContext, AnalysisOutcome } from "./analyses/analysis.ts";
import { runAnalysis } from "./analyses/index.ts";
import { evaluateClaim } from "./claims.ts";
import type { StudyDocument } from "./document.ts";
import { createEvaluator, type Definition, type Evaluator, leafOf } from "./evaluator.ts";
import { columnComplaints, readMeasurement } from "./measurement.ts";
import { buildModel, concentration, type Model } from "./model.ts";
import type { ClaimResult, NamedValue, ResultDocument } from "./result.ts";
import type { ChangesFile } from "./schema.ts";
import type { Table } from "./table.ts";
import { VERSION } from "./version.ts";

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
  modelFor(changes: ChangesFile | undefined, path: readonly (string | number)[]): Model;
  outcome(id: string, place?: Place): AnalysisOutcome;
  /** Reads a measurement (its table, units and rows). */
  measurement(name: string): ReturnType<typeof readMeasurement>;
  readonly analysisIds: readonly string[];
}

/** Names every study has without declaring them. */
const BUILT_IN = ["size", "concentration", "temperature"] as const;

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
    const constant = file.constants?.[name];
    if (constant !== undefined) {
      return {
        text: typeof constant === "object" ? constant.value : constant,
        place: placeOf(["constants", name]),
      };
    }
    const value = file.values?.[name];
    if (value !== undefined) {
      return { text: typeof value === "object" ? value.value : value, place: placeOf(["values", name]) };
    }
    if (name.startsWith("surface.sites.")) {
      const site = name.slice("surface.sites.".length);
      const text = file.surface.sites[site];
      return text === undefined ? undefined : { text, place: placeOf(["surface", "sites", site]) };
    }
    if (name.startsWith("ligands.")) {
      const text = file.sample.ligands[name.slice("ligands.".length)];
      return text === undefined ? undefined : { text, place: placeOf(["sample", "ligands"]) };
    }
    if (name.startsWith("K.")) {
      return { compute: () => constantLeaf(name.slice(2)) };
    }
    const dot = name.indexOf(".");
    if (dot > 0 && analysisIds.includes(name.slice(0, dot))) {
      const leaves = outcome(name.slice(0, dot), placeOf(["analyses", name.slice(0, dot)])).leaves;
      const leaf = leaves.get(name.slice(dot + 1));
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
    const analysis = file.analyses?.[id];
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
      const result = runAnalysis(analysis, contextOf(id));
      outcomes.set(id, result);
      return result;
    } finally {
      running.pop();
    }
  }
  return {
    document,
    evaluator,
    modelFor,
    outcome,
    measurement: (name) => {
      const path = ["measurements", name];
      return readMeasurement(name, { ...contextOf(name), path }, undefined, placeOf(path));
    },
    analysisIds,
  };
}

/** Complaints of a piece of work: its own error types become entries, anything else is a defect and is thrown on. */
function collect(complaints: Complaint[], place: Place, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof InputErrors) complaints.push(...error.complaints);
    else if (error instanceof OleateError)
      complaints.push({ ...error.complaint, place: error.complaint.place ?? place });
    else throw error;
  }
}

function uniqueComplaints(complaints: readonly Complaint[]): Complaint[] {
  const seen = new Set<string>();
  return complaints.filter((complaint) => {
    const key = JSON.stringify([complaint.what, complaint.place, complaint.found]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * Checks a study without fitting anything: names, units, reactions, columns and references.
 * @returns every problem found, each with file and line; empty when the study is sound
 */
export function validateStudy(document: StudyDocument, options: RunOptions): readonly Complaint[] {
  const { study: file, placeOf } = document;
  const complaints: Complaint[] = [];
  const prepared = prepareStudy(document, options);
  const { evaluator } = prepared;
  const check = (path: (string | number)[], act: () => void): void => collect(complaints, placeOf(path), act);
  check(["sample", "nanocrystal", "material"], () => findMaterial(file.sample.nanocrystal.material));
  check(["sample", "solvent"], () => findSolvent(file.sample.solvent));
  check(["sample", "nanocrystal", "size"], () => {
    const size = evaluator.number(
      file.sample.nanocrystal.size,
      "nm",
      placeOf(["sample", "nanocrystal", "size"]),
    );
    if (!(size > 0))
      throw new InputError({ what: "the size is not positive", found: String(file.sample.nanocrystal.size) });
  });
  check(["sample", "concentration"], () => {
    const dots = evaluator.number(file.sample.concentration, "M", placeOf(["sample", "concentration"]));
    if (!(dots > 0))
      throw new InputError({
        what: "the concentration of dots is not positive",
        found: String(file.sample.concentration),
      });
  });
  check(["sample", "temperature"], () => {
    const temperature = evaluator.number(
      file.sample.temperature ?? "298.15 K",
      "K",
      placeOf(["sample", "temperature"]),
    );
    if (!(temperature > 0))
      throw new InputError({
        what: "the temperature is not above 0 K",
        found: String(file.sample.temperature),
      });
  });
  for (const name of Object.keys(file.constants ?? {}))
    check(["constants", name], () => void evaluator.value(name));
  check(["surface", "reactions"], () => {
    for (const [index, text] of file.surface.reactions.entries()) {
      check(
        ["surface", "reactions", index],
        () => void parseReactions(text, placeOf(["surface", "reactions", index])),
      );
    }
  });
  for (const [site, text] of Object.entries(file.surface.sites)) {
    check(
      ["surface", "sites", site],
      () => void evaluator.number(text, "", placeOf(["surface", "sites", site])),
    );
  }
  for (const [ligand, text] of Object.entries(file.sample.ligands)) {
    const place = placeOf(["sample", "ligands", ligand]);
    check(["sample", "ligands", ligand], () => void concentration(text, evaluator, 1e-6, place));
  }
  for (const [name, measurement] of Object.entries(file.measurements ?? {})) {
    for (const complaint of columnComplaints(measurement, options.tables, (...path) =>
      placeOf(["measurements", name, ...path]),
    )) {
      complaints.push(complaint);
    }
  }
  const sampleSound = complaints.length === 0;
  const before = complaints.length;
  check(["surface"], () => void prepared.modelFor(undefined, []));
  const sound = complaints.length === before && sampleSound;
  if (sound) {
    for (const name of Object.keys(file.measurements ?? {}))
      check(["measurements", name], () => void prepared.measurement(name));
    for (const [id, analysis] of Object.entries(file.analyses ?? {})) {
      check(["analyses", id], () => {
        if ("with" in analysis && analysis.with)
          void prepared.modelFor(analysis.with, ["analyses", id, "with"]);
        const wanted =
          analysis.kind === "fit"
            ? analysis.measurements
            : analysis.kind === "pointwise"
              ? [analysis.measurement]
              : [];
        for (const name of wanted) {
          if (file.measurements?.[name]) continue;
          throw new InputError({
            what: `no measurement is called ${name}`,
            remedy: `nearest: ${nearestNames(name, Object.keys(file.measurements ?? {})).join(", ")}`,
          });
        }
        if (analysis.kind === "next-measurement" && file.analyses?.[analysis.fit]?.kind !== "fit") {
          throw new InputError({
            what: `${analysis.fit} is not a fit of this study`,
            remedy: `nearest: ${nearestNames(analysis.fit, prepared.analysisIds).join(", ")}`,
          });
        }
      });
    }
  }
  const ids = new Set<string>();
  for (const [index, claim] of (file.claims ?? []).entries()) {
    check(["claims", index, "id"], () => {
      if (ids.has(claim.id)) {
        throw new InputError({
          what: `claim ${claim.id} is given twice`,
          remedy: "give each claim its own id",
        });
      }
      ids.add(claim.id);
    });
  }
  return uniqueComplaints(complaints);
}

/** Class of a ligand of the table; undefined for a name the table does not know. */
function classOfLigand(name: string): BindingClass | undefined {
  try {
    return findLigand(name).bindingClass;
  } catch (error) {
    if (error instanceof OleateError) return undefined;
    throw error;
  }
}

function sampleLines(document: StudyDocument, prepared: PreparedStudy): ResultDocument["sample"] {
  const { sample, surface } = document.study;
  const model = prepared.modelFor(undefined, []);
  const { nanocrystal } = sample;
  return [
    {
      label: "nanocrystal",
      value: `${nanocrystal.material}${nanocrystal.shape ? `, ${nanocrystal.shape}` : ""}, ${nanocrystal.size}`,
    },
    { label: "concentration", value: String(sample.concentration) },
    { label: "solvent", value: sample.solvent },
    { label: "temperature", value: String(sample.temperature ?? "298.15 K (assumed)") },
    ...Object.entries(sample.ligands).map(([name, total]) => {
      let note = "";
      try {
        note = findLigand(name).name;
      } catch {
        note = "";
      }
      return { label: `total ${name}`, value: String(total), ...(note && note !== name ? { note } : {}) };
    }),
    ...Object.entries(surface.sites).map(([site, text]) => ({
      label: `${site} sites per dot`,
      value: model.sitesPerDot[site]!.toFixed(1),
      note: String(text),
    })),
    ...surface.reactions.map((reaction, index) => ({
      label: "reaction",
      value: reaction,
      ...(model.network.reactions[index]
        ? {
            note: bindingKind(
              model.network,
              model.network.reactions[index],
              Object.keys(model.sitesPerDot),
              classOfLigand,
            ),
          }
        : {}),
    })),
  ];
}

/**
 * Runs a study: every analysis, every derived value, every claim.
 * @throws InputErrors with all problems of the study at once; nothing is half done
 * The same document and tables give the same result on every machine.
 */
export function runStudy(document: StudyDocument, options: RunOptions): ResultDocument {
  const problems = validateStudy(document, options);
  if (problems.length > 0) throw new InputErrors(problems);
  const { study: file, placeOf } = document;
  const prepared = prepareStudy(document, options);
  const complaints: Complaint[] = [];
  const analyses: AnalysisOutcome[] = [];
  for (const id of prepared.analysisIds) {
    options.onProgress?.(analyses.length / Math.max(1, prepared.analysisIds.length), id);
    collect(complaints, placeOf(["analyses", id]), () => void analyses.push(prepared.outcome(id)));
  }
  const values: NamedValue[] = [];
  for (const [name, entry] of Object.entries(file.values ?? {})) {
    collect(complaints, placeOf(["values", name]), () => {
      const unit = (typeof entry === "object" ? entry.unit : undefined) ?? "";
      const { value, error } = prepared.evaluator.uncertain(name, unit, placeOf(["values", name]));
      values.push({
        name,
        value,
        unit,
        ...(error === null ? {} : { low: value - error, high: value + error }),
        ...(typeof entry === "object" && entry.note ? { note: entry.note } : {}),
      });
    });
  }
  const claims: ClaimResult[] = [];
  (file.claims ?? []).forEach((claim, index) => {
    collect(
      complaints,
      placeOf(["claims", index]),
      () =>
        void claims.push(
          evaluateClaim(options.id, claim, prepared.evaluator, (...path) =>
            placeOf(["claims", index, ...path]),
          ),
        ),
    );
  });
  if (complaints.length > 0) throw new InputErrors(uniqueComplaints(complaints));
  options.onProgress?.(1, "done");
  const citations: Citation[] = [file.source, ...analyses.flatMap((outcome) => outcome.citations ?? [])].map(
    (citation) => ({
      cite: citation.cite,
      ...(citation.doi === undefined ? {} : { doi: citation.doi }),
    }),
  );
  return {
    format: "oleate-result/1",
    oleate: VERSION,
    seed: file.seed ?? 1,
    study: { id: options.id, title: file.title, source: citations[0]! },
    sample: sampleLines(document, prepared),
    values,
    analyses: analyses.map((outcome) => outcome.result),
    claims,
    citations: citations.filter(
      (citation, index) => citations.findIndex((other) => other.cite === citation.cite) === index,
    ),
    warnings: [],
  };
}
