export { alignBands, type BandAlignment, type BandPair } from "./align.ts";
export type { BandGroup, VibrationBand, VibrationTable } from "./band.ts";
export {
  type CarboxylateMode,
  readSplitting,
  type SplittingRange,
  type SplittingReading,
  splittingRanges,
} from "./carboxylate.ts";
export { bandsLeft, type RingReading, readRingModes } from "./reading.ts";
export { assignBands, type BandList, type BandShift, bandShifts, type ShiftComparison } from "./shifts.ts";
export { findVibrationTable, picolinateFindings, vibrationTables } from "./tables.ts";
