export { readTitration, TITRATION_FORMATS } from "./read-titration.ts";
export type {
  Injections,
  Signal,
  SignalKind,
  TitrationData,
  TitrationFormat,
  TitrationHints,
} from "./titration-data.ts";
