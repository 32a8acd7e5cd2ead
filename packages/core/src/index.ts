export * from "./errors.ts";
export * from "./inference/index.ts";
export * from "./matter/index.ts";
export * from "./quantities/index.ts";
export * from "./resonance/index.ts";
export * from "./structure/index.ts";
export * from "./study/index.ts";
export * from "./surface/index.ts";
