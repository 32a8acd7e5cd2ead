export { figuresOf } from "./figures.ts";
export { POINT_NUMBERS } from "./numbers.ts";
export { doseOf, readConditions, readLight, readOthers } from "./options.ts";
export { outcomeOf, type PassivationOutcome } from "./outcome.ts";
export { findingsOf } from "./report.ts";
export { tablesOf } from "./tables.ts";
