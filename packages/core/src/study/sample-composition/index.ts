export { estimateComposition } from "./estimate.ts";
export type { SampleMeasurement, Technique } from "./input.ts";
export { sampleCompositionTables } from "./tables.ts";
