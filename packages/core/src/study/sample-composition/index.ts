export { checkMeasurement } from "./data.ts";
export { compositionQuantities, estimateComposition } from "./estimate.ts";
export { sampleCompositionFigures } from "./figures.ts";
export type { SampleCompositionInput, SampleMeasurement, Technique } from "./input.ts";
export { readBinaryCore, readXTypeLigand } from "./sample.ts";
export { sampleCompositionTables } from "./tables.ts";
export { TECHNIQUES } from "./techniques.ts";
