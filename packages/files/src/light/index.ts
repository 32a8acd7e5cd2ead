export * from "./decays/index.ts";
export { detectLight, type LightKind } from "./detect-light.ts";
export * from "./spectra/index.ts";
export * from "./tables/index.ts";
