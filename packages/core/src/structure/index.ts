export * from "./atoms.ts";
export * from "./build-dot.ts";
export * from "./clusters.ts";
export * from "./composition.ts";
export * from "./core.ts";
export * from "./core-counts.ts";
export type { Inner } from "./core-shell.ts";
export { siteOf } from "./core-shell.ts";
export * from "./crystal.ts";
export * from "./dot.ts";
export type { Face } from "./faces.ts";
export type { FacetChoice } from "./families.ts";
export * from "./ligand-molecule.ts";
export * from "./oxidation.ts";
export { formatMiller, parseMiller } from "./planes.ts";
export * from "./presets.ts";
export { findShape, type Shape, type ShapeOptions, shapes } from "./shapes/index.ts";
export {
  type CoreSurface,
  findSites,
  missingBonds,
  type SiteClass,
  type SurfacePlace,
  valenceDeficit,
} from "./site-classes.ts";
export type { SizeRequest } from "./size.ts";
export * from "./summary.ts";
export type { FacetTermination } from "./termination.ts";
export { type VacantSite, vacantSites } from "./vacancies.ts";
export * from "./words.ts";
