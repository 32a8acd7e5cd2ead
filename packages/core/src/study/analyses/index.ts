import type { AnalysisFile } from "../schema.ts";
import type { AnalysisContext, AnalysisOutcome } from "./analysis.ts";
import { composition } from "./composition.ts";
import { dot } from "./dot.ts";
import { fit } from "./fit.ts";
import { nextMeasurement } from "./next-measurement.ts";
import { pointwise } from "./pointwise.ts";
import { sizing } from "./sizing.ts";
import { speciation } from "./speciation.ts";
import { wash } from "./wash.ts";

/** Runs one analysis of a study by its kind; a new kind is one file and one line here. */
export function runAnalysis(options: AnalysisFile, context: AnalysisContext): AnalysisOutcome {
  switch (options.kind) {
    case "fit":
      return fit.run(options, context);
    case "pointwise":
      return pointwise.run(options, context);
    case "speciation":
      return speciation.run(options, context);
    case "wash":
      return wash.run(options, context);
    case "next-measurement":
      return nextMeasurement.run(options, context);
    case "sizing":
      return sizing.run(options, context);
    case "composition":
      return composition.run(options, context);
    case "dot":
      return dot.run(options, context);
  }
}
