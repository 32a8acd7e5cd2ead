export { columnOf } from "./columns.ts";
export { columnComplaints, measurementFiles, soundRows } from "./complaints.ts";
export type { Measurement } from "./measurement.ts";
export { readMeasurement } from "./read.ts";
export { variesIngredient } from "./variations.ts";
