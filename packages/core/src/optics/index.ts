export * from "./decay/index.ts";
export * from "./medium/index.ts";
export * from "./passivation/index.ts";
export * from "./quantum-yield/index.ts";
export * from "./spectra/index.ts";
