import { InputError } from "@oleate/core";

/** Start and width of the channels of a time axis, in its own unit. */
export interface TimeAxis {
  /** The earliest time. */
  readonly start: number;
  readonly width: number;
  /** True where the times fall: the rows are to be taken from the last to the first. */
  readonly falling: boolean;
}

/** What is said of a file whose times fall. */
export const FALLING_NOTE = "the times fall from row to row: the rows are read from the last to the first";

/** Values of rows in the order of rising times. */
export function inOrder(values: Float64Array, { falling }: TimeAxis): Float64Array {
  return falling ? values.toReversed() : values;
}

/** Share of a channel by which a time may be off beyond the rounding of its digits. */
const TOLERATED_SHARE = 0.02;

/** A step of fewer last digits than this is uneven by rounding alone; so many uneven steps are no rounding. */
const FEW_LAST_DIGITS = 2.5;
const FEWEST_ROUNDED_STEPS = 2;

/** What the times were written with. */
export interface WrittenTimes {
  readonly decimals: number;
  readonly digits: number;
  readonly lineOfRow: readonly number[];
  /** For messages. */
  readonly unit: string;
  readonly file: string;
}

/** Half a unit of the last digit a time is written with: fixed decimals or fixed significant digits, the coarser. */
function roundingOf(time: number, written: WrittenTimes): number {
  // A zero has no leading digit; only its decimals say how it was rounded.
  const leading = time === 0 ? Number.NEGATIVE_INFINITY : Math.floor(Math.log10(Math.abs(time)));
  return 0.5 * Math.max(10 ** -written.decimals, 10 ** (leading - written.digits + 1));
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/**
 * Start and width of equally wide channels from the times of their rows, which may rise or fall. Times may be off by the rounding of
 * their digits and 2 % of a channel.
 * @throws InputError with the line and both spacings where channels are not equally wide, or times neither rise nor fall
 */
export function uniformAxis(times: Float64Array, written: WrittenTimes): TimeAxis {
  const falling = times.length > 1 && times[times.length - 1]! < times[0]!;
  if (!falling) return { ...risingAxis(times, written), falling };
  const lineOfRow = written.lineOfRow.slice(0, times.length).toReversed();
  return { ...risingAxis(times.toReversed(), { ...written, lineOfRow }), falling };
}

function risingAxis(times: Float64Array, written: WrittenTimes): Omit<TimeAxis, "falling"> {
  const { unit, file, lineOfRow } = written;
  const count = times.length;
  const missing = times.findIndex((time) => !Number.isFinite(time));
  if (missing >= 0) {
    throw new InputError({
      what: "a row has no time",
      expected: "a number in the column of times",
      place: { file, line: lineOfRow[missing] ?? 1 },
    });
  }
  if (count < 2) {
    throw new InputError({
      what: "a decay of one channel has no channel width",
      expected: "two rows or more",
      place: { file, line: lineOfRow[0] ?? 1 },
    });
  }
  const back = times.findIndex((time, i) => i > 0 && time === times[i - 1]!);
  const span = times[count - 1]! - times[0]!;
  if (back > 0 && span >= 0 && span < count * 10 ** -written.decimals * 0.5) {
    throw new InputError({
      what: "the times are written with too few digits to tell channels apart",
      found: `${short(times[back - 1]!)} ${unit}, then ${short(times[back]!)} ${unit}`,
      remedy: "export them with more digits",
      place: { file, line: lineOfRow[back]! },
    });
  }
  const start = times[0]!;
  const width = (times[count - 1]! - start) / (count - 1);
  let worst = -1;
  for (let i = 0; i < count && worst < 0; i++) {
    // The ends are rounded too, so their line is off by as much as they are.
    const rounding =
      roundingOf(times[i]!, written) +
      Math.max(roundingOf(start, written), roundingOf(times[count - 1]!, written));
    if (!(Math.abs(times[i]! - (start + i * width)) <= rounding + TOLERATED_SHARE * width)) worst = i;
  }
  const steps = Array.from({ length: count - 1 }, (_, i) => times[i + 1]! - times[i]!);
  const usual = steps.toSorted((a, b) => a - b)[steps.length >> 1]!;
  // Steps of one or two last digits: rounding makes many of them uneven, a missing or doubled row only one.
  const lastDigit = 2 * roundingOf(times[count - 1]!, written);
  const uneven = steps.filter((step) => Math.abs(step - usual) > lastDigit / 2).length;
  const gap = usual < FEW_LAST_DIGITS * lastDigit && uneven > 0 && uneven <= FEWEST_ROUNDED_STEPS;
  // Twelve digits take off what the division adds to a spacing written with a few.
  if (worst < 0 && width > 0 && !gap) return { start, width: Number(width.toPrecision(12)) };
  let at = 0;
  steps.forEach((step, i) => {
    if (Math.abs(step - usual) > Math.abs(steps[at]! - usual)) at = i;
  });
  throw new InputError({
    what: usual > 0 ? "the channels are not equally wide" : "the times neither rise nor fall throughout",
    found: `a step of ${short(steps[at]!)} ${unit}, mostly ${short(usual)} ${unit}`,
    expected: "one spacing throughout",
    remedy: "take out doubled rows, fill in missing ones, or export the decay with its own channels",
    // Of two rows that of the higher line, whichever way the times run.
    place: { file, line: Math.max(lineOfRow[at]!, lineOfRow[at + 1]!) },
  });
}
