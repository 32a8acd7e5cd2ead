export { termNames, titrationDataset } from "./dataset.ts";
export { fitTitrations, type TitrationFit } from "./fit.ts";
export type { DecayCounts, Entry, InjectionHeat, OwnEntry, TitrationSeries } from "./series.ts";
export type { DoseAxis } from "./smooth.ts";
export type { TitrationParameter } from "./start.ts";
