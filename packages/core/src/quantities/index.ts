export * from "./amounts.ts";
export * from "./constants.ts";
export * from "./dimension.ts";
export * from "./expression.ts";
export * from "./format.ts";
export * from "./parse.ts";
export * from "./spectroscopy.ts";
export * from "./standard-state.ts";
export { parseUnit, UNIT_PREFIXES, UNITS, type Unit, type UnitEntry } from "./units.ts";
