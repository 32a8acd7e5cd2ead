export type { MapSpec, NamedPlace } from "@oleate/core";
export { claimsTable } from "./document/claims-table.ts";
export { type ClaimsTextOptions, claimsText } from "./document/claims-text.ts";
export { numberText } from "./document/number-text.ts";
export {
  analysisSection,
  citationList,
  figureBlock,
  mapBlock,
  renderReport,
  tally,
} from "./document/report.ts";
export { reportStyle } from "./document/style.ts";
export {
  correlationTable,
  figureDataTable,
  IDENTIFIABILITY_WORDS,
  namedTable,
  numberCell,
  parameterTable,
  sampleTable,
  VERDICT_MARKS,
  valueTable,
  verdictMark,
} from "./document/tables.ts";
export { drawFigure, type FigureOptions, figureCsv } from "./figure/figure.ts";
export { drawMap, mapCsv } from "./figure/map.ts";
export { rampBytes, rampColour } from "./figure/ramp.ts";
export { shadeColour } from "./figure/shades.ts";
export type { Theme } from "./figure/style.ts";
export { axisLabel, escapeText, unitLabel } from "./figure/unit-label.ts";
