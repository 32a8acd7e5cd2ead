import type { AnalysisFile } from "../schema.ts";
import type { AnalysisContext, AnalysisKind, AnalysisOutcome, ExpectedResults, Report } from "./analysis.ts";
import { composition } from "./composition.ts";
import { decay } from "./decay.ts";
import { dot } from "./dot.ts";
import { fit } from "./fit.ts";
import { interfaceAnalysis } from "./interface.ts";
import { medium } from "./medium.ts";
import { nextMeasurement } from "./next-measurement.ts";
import { nmr } from "./nmr.ts";
import { passivation } from "./passivation.ts";
import { pointwise } from "./pointwise.ts";
import { sizing } from "./sizing.ts";
import { speciation } from "./speciation.ts";
import { spectra } from "./spectra.ts";
import { wash } from "./wash.ts";

type Kind = AnalysisFile["kind"];

/** All kinds of analysis; a new kind is one file and one line here. */
const KINDS: { readonly [Name in Kind]: AnalysisKind<Name> } = {
  fit,
  pointwise,
  speciation,
  wash,
  "next-measurement": nextMeasurement,
  sizing,
  composition,
  dot,
  interface: interfaceAnalysis,
  nmr,
  medium,
  spectra,
  passivation,
  decay,
};

// Each entry is given options of its own kind only.
const kindOf = (options: AnalysisFile): AnalysisKind<Kind> => KINDS[options.kind] as AnalysisKind<Kind>;

/** Runs one analysis of a study by its kind. Throws what the analysis throws. */
export function runAnalysis(options: AnalysisFile, context: AnalysisContext): AnalysisOutcome {
  return kindOf(options).run(options, context);
}

/** Reports what an analysis would refuse, as far as that can be seen without running it. */
export function checkAnalysisFile(options: AnalysisFile, context: AnalysisContext, report: Report): void {
  kindOf(options).check?.(options, context, report);
}

/** Names and units of the results of an analysis before it has run; null where nothing is known of them. */
export function expectedResults(options: AnalysisFile, context: AnalysisContext): ExpectedResults | null {
  return kindOf(options).results?.(options, context) ?? null;
}
