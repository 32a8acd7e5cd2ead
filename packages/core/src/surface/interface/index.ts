export * from "./ensemble.ts";
export * from "./network.ts";
export * from "./observations.ts";
export * from "./parameters.ts";
export * from "./sample.ts";
export * from "./sites.ts";
export * from "./solvent.ts";
export * from "./state.ts";
