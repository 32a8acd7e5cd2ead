import { type Complaint, InputError, nearestNames, type Place } from "../errors.ts";
import type { AnalysisContext } from "./analyses/analysis.ts";
import { KINDS_WITHOUT_SURFACE, kindOf } from "./analyses/index.ts";
import type { Check } from "./complaints.ts";
import type { PreparedStudy } from "./prepare.ts";
import { waiting } from "./probe.ts";
import type { AnalysisFile, StudyFile } from "./schema/index.ts";
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

/** Refuses an analysis of the surface in a study that says nothing of one. */
function requireSurface(file: StudyFile, analysis: AnalysisFile, place: Place): void {
  const { sites, reactions = [] } = file.surface;
  const changes = "with" in analysis ? analysis.with : undefined;
  if (Object.keys(sites).length > 0 || reactions.length > 0) return;
  if (changes?.sites || changes?.reactions || changes?.replaceReactions) return;
  throw new InputError({
    what: `the study says nothing of the surface, which ${analysis.kind} needs`,
    expected: "`surface:` with `sites` and `reactions`",
    remedy: `write what binds where; kinds that need no surface: ${KINDS_WITHOUT_SURFACE.join(", ")}`,
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
  const kind = kindOf(analysis);
  const wanted = kind.measurements?.(analysis) ?? [];
  for (const { name, path: where } of wanted)
    check([...path, ...where], () => requireKnown(name, measurements, `no measurement is called ${name}`));
  const fits = prepared.analysisIds.filter((other) => file.analyses?.[other]?.kind === "fit");
  for (const { name, path: where } of kind.fits?.(analysis) ?? [])
    check([...path, ...where], () => requireKnown(name, fits, `${name} is not a fit of this study`));
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
  if (kind.ofSurface) check(path, () => requireSurface(file, analysis, placeOf(path)));
  const context = checkContext(prepared, id, ready.alone, ready.surface && ready.alone);
  kind.check?.(analysis, context, { at: check, settled: ready.alone });
  if (!kind.ofSurface) return [];
  if (!ready.surface || !ready.alone || wanted.some(({ name }) => !ready.measured.has(name))) return [];
  check(path, () => {
    const model = prepared.modelFor(changes, [...path, "with"]);
    kind.checkModel?.(analysis, context, model);
  });
  return [];
}
