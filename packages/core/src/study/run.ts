import { type Complaint, InputErrors } from "../errors.ts";
import { type BindingClass, type Citation, ligandNamed } from "../matter/index.ts";
import { bindingKind } from "../surface/binding-kind.ts";
import type { AnalysisOutcome } from "./analyses/analysis.ts";
import { evaluateClaim } from "./claims.ts";
import { collect, uniqueComplaints } from "./complaints.ts";
import type { StudyDocument } from "./document.ts";
import { type PreparedStudy, prepareStudy, type RunOptions } from "./prepare.ts";
import type { ClaimResult, NamedValue, ResultDocument, WaitingClaim } from "./result.ts";
import { validateStudy } from "./validate.ts";
import { VERSION } from "./version.ts";

/** Class of a ligand of the table; undefined for a name the table does not know. */
const classOfLigand = (name: string): BindingClass | undefined => ligandNamed(name)?.bindingClass;

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
      const note = ligandNamed(name)?.name;
      return { label: `total ${name}`, value: String(total), ...(note && note !== name ? { note } : {}) };
    }),
    ...Object.entries(surface.sites).map(([site, text]) => ({
      label: `${site} sites per dot`,
      value: model.sitesPerDot[site]!.toFixed(1),
      note: String(text),
    })),
    ...(surface.reactions ?? []).map((reaction, index) => ({
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
  const waiting: WaitingClaim[] = [];
  (file.claims ?? []).forEach((claim, index) => {
    if (claim.waits !== undefined) {
      waiting.push({ study: options.id, id: claim.id, what: claim.what, waits: claim.waits });
      return;
    }
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
    waiting,
    citations: citations.filter(
      (citation, index) => citations.findIndex((other) => other.cite === citation.cite) === index,
    ),
    warnings: [],
  };
}
