export * from "./amounts.ts";
export * from "./build.ts";
export * from "./constants.ts";
export * from "./constants-at.ts";
export type * from "./model.ts";
export * from "./names.ts";
export * from "./state-curve.ts";
