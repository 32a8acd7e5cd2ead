export { type DilutionSeries, type DilutionTable, readDilutionTable } from "./dilutions.ts";
export { type LifetimeTable, readLifetimeTable } from "./lifetimes.ts";
