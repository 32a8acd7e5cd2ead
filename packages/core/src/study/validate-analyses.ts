import { type Complaint, InputError, nearestNames, type Place } from "../errors.ts";
import type { AnalysisContext } from "./analyses/analysis.ts";
import { prepareFit } from "./analyses/fit.ts";
import { checkAnalysisFile } from "./analyses/index.ts";
import type { Check } from "./complaints.ts";
import type { PreparedStudy } from "./prepare.ts";
import { waiting } from "./probe.ts";
import { KINDS_WITHOUT_SURFACE, needsModel } from "./references.ts";
import type { AnalysisFile, StudyFile } from "./schema.ts";
import { titrationDataset } from "./titration-dataset.ts";
import { reactionComplaints } from "./validate-surface.ts";

/** Refuses a name that is not among the study's, with the nearest ones. */
function requireKnown(name: string, known: readonly string[], what: string): void {
  if (known.includes(name)) return;
  throw new InputError({
    what,
    found: name,
    remedy: known.length ? `nearest: ${nearestNames(name, known).join(", ")}` : "the study has none yet",
  });
}

/** Refuses a fit with more unknowns (amplitudes included) than measured numbers. */
function checkUnknowns(
  options: Extract<AnalysisFile, { kind: "fit" }>,
  prepared: PreparedStudy,
  id: string,
): void {
  const { series, parameters } = prepareFit(options, prepared.contextOf(id));
  const datasets = series.map(titrationDataset);
  const data = datasets.reduce((sum, { observed }) => sum + observed.length, 0);
  const amplitudes = datasets.reduce(
    (sum, dataset) => sum + ("basis" in dataset ? dataset.terms * dataset.channels : 0),
    0,
  );
  const unknowns = parameters.length + amplitudes;
  if (unknowns <= data) return;
  throw new InputError({
    what: "there are more unknowns than data",
    found: `${unknowns} unknowns (${[...options.free, ...(amplitudes ? [`${amplitudes} amplitudes`] : [])].join(", ")}) and ${data} measured numbers`,
    expected: `at most ${data} unknowns`,
    remedy: "free fewer parameters, or measure more",
    place: prepared.document.placeOf(["analyses", id, "free"]),
  });
}

/** Refuses an analysis of the surface in a study that says nothing of one. */
function requireSurface(file: StudyFile, analysis: AnalysisFile, place: Place): void {
  const { sites, reactions = [] } = file.surface;
  const changes = "with" in analysis ? analysis.with : undefined;
  if (Object.keys(sites).length > 0 || reactions.length > 0) return;
  if (changes?.sites || changes?.reactions || changes?.replaceReactions) return;
  throw new InputError({
    what: `the study says nothing of the surface, which ${analysis.kind} needs`,
    expected: "`surface:` with `sites` and `reactions`",
    remedy: `write what binds where; kinds that need no surface: ${[...KINDS_WITHOUT_SURFACE].join(", ")}`,
    place,
  });
}

/** What an analysis is given to check itself: it can ask for no outcome, and for a model only where one can be built. */
function checkContext(
  prepared: PreparedStudy,
  id: string,
  settled: boolean,
  hasModel: boolean,
): AnalysisContext {
  const context = prepared.contextOf(id);
  const wait = (): never => {
    throw waiting();
  };
  return {
    ...context,
    evaluator: settled ? prepared.evaluator : prepared.probe,
    modelFor: hasModel ? context.modelFor : wait,
    outcome: wait,
  };
}

/** Checks an analysis as far as it goes without running another one. */
export function checkAnalysis(
  id: string,
  analysis: AnalysisFile,
  prepared: PreparedStudy,
  ready: { readonly surface: boolean; readonly alone: boolean; readonly measured: ReadonlySet<string> },
  check: Check,
): readonly Complaint[] {
  const { study: file, placeOf } = prepared.document;
  const path = ["analyses", id];
  const measurements = Object.keys(file.measurements ?? {});
  const wanted =
    analysis.kind === "fit"
      ? analysis.measurements.map((name, i) => ({ name, path: [...path, "measurements", i] }))
      : analysis.kind === "pointwise"
        ? [{ name: analysis.measurement, path: [...path, "measurement"] }]
        : [];
  for (const { name, path: where } of wanted)
    check(where, () => requireKnown(name, measurements, `no measurement is called ${name}`));
  if (analysis.kind === "next-measurement") {
    const fits = prepared.analysisIds.filter((other) => file.analyses?.[other]?.kind === "fit");
    check([...path, "fit"], () =>
      requireKnown(analysis.fit, fits, `${analysis.fit} is not a fit of this study`),
    );
  }
  const changes = "with" in analysis ? analysis.with : undefined;
  if (changes?.reactions || changes?.replaceReactions) {
    const complaints = reactionComplaints(
      file,
      [
        changes.replaceReactions
          ? { reactions: changes.replaceReactions, path: [...path, "with", "replaceReactions"] }
          : { reactions: file.surface.reactions ?? [], path: ["surface", "reactions"] },
        { reactions: changes.reactions ?? [], path: [...path, "with", "reactions"] },
      ],
      Object.keys({ ...file.sample.ligands, ...changes.ligands }),
      placeOf,
      ready.alone ? prepared.evaluator : null,
    );
    if (complaints.length > 0) return complaints;
  }
  if (needsModel(analysis)) check(path, () => requireSurface(file, analysis, placeOf(path)));
  const context = checkContext(prepared, id, ready.alone, ready.surface && ready.alone);
  checkAnalysisFile(analysis, context, { at: check, settled: ready.alone });
  if (!needsModel(analysis)) return [];
  if (!ready.surface || !ready.alone || wanted.some(({ name }) => !ready.measured.has(name))) return [];
  check(path, () => {
    const model = prepared.modelFor(changes, [...path, "with"]);
    if (analysis.kind === "pointwise") {
      const constants = model.constants.map(({ name }) => name);
      requireKnown(analysis.constant, constants, `no constant is called ${analysis.constant}`);
    }
    if (analysis.kind === "fit") checkUnknowns(analysis, prepared, id);
  });
  return [];
}
