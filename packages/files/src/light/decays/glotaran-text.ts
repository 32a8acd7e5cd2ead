import { InputError } from "@oleate/core";
import { type DecayCurve, type DecayFormat, NS_PER_UNIT, notesOnCounts } from "./decay-file.ts";
import { STATED } from "./stated.ts";
import { FALLING_NOTE, inOrder, uniformAxis } from "./time-axis.ts";

const KIND = /^\s*(Time|Wavelength)\s+explicit\s*$/imu;

/** Every number from a line on, with the line it stands on. */
function numbersFrom(
  lines: readonly string[],
  from: number,
  file: string,
): { values: number[]; line: number[] } {
  const values: number[] = [];
  const line: number[] = [];
  for (let i = from; i < lines.length; i++) {
    for (const cell of lines[i]!.trim().split(/[\s,;]+/u)) {
      if (cell === "") continue;
      const value = Number(cell);
      if (!Number.isFinite(value)) {
        throw new InputError({
          what: "a cell among the numbers holds no number",
          found: `"${cell.slice(0, 40)}"`,
          place: { file, line: i + 1 },
        });
      }
      values.push(value);
      line.push(i + 1);
    }
  }
  return { values, line };
}

/**
 * Streak camera and other two-dimensional data as Glotaran keeps them: two lines of remarks, "Time explicit" or
 * "Wavelength explicit", "Intervalnr N", the N values of that axis, then one row a value of the other axis: it, and N
 * intensities. One curve a wavelength. The format names no unit of time.
 */
export const glotaranTextFormat: DecayFormat = {
  name: "glotaran-text",
  label: "Glotaran text (Time explicit, Wavelength explicit)",
  extensions: ["ascii"],
  reads: "one decay a wavelength",
  detect: ({ text }) =>
    text !== null && KIND.test(text.slice(0, 2000)) && /^\s*Intervalnr\b/imu.test(text.slice(0, 2000)),
  read: ({ text, file }, options) => {
    const lines = (text ?? "").split(/\r\n|\n|\r/u);
    const timeRows = KIND.exec(text ?? "")![1]!.toLowerCase() === "time";
    const at = lines.findIndex((line) => /^\s*Intervalnr\b/iu.test(line));
    const count = Number(lines[at]!.trim().split(/\s+/u)[1]);
    const { values, line } = numbersFrom(lines, at + 1, file);
    const others = Number.isInteger(count) && count > 0 ? (values.length - count) / (count + 1) : Number.NaN;
    const whole = Math.floor(others);
    if (!(whole >= 1) || (whole !== others && !(options.acceptIncomplete && timeRows))) {
      throw new InputError({
        what: "the numbers do not fill the table that Intervalnr announces",
        found: `${values.length} numbers for ${count} values of the axis`,
        expected: "the axis, then rows of one number more than it has",
        remedy: timeRows
          ? `copy the file again: it was cut or edited; or ${STATED.incomplete}`
          : "copy the file again: it was cut or edited",
        place: { file, line: at + 1 },
      });
    }
    const listed = Float64Array.from(values.slice(0, count));
    const rowAt = (row: number): number => count + row * (count + 1);
    const leading = Float64Array.from({ length: whole }, (_, row) => values[rowAt(row)]!);
    const times = timeRows ? listed : leading;
    const wavelengths = timeRows ? leading : listed;
    const unit = options.timeUnit ?? "ns";
    const axis = uniformAxis(times, {
      // Single precision, as such files are written: seven digits.
      decimals: 12,
      digits: 7,
      lineOfRow: timeRows ? line.slice(0, count) : Array.from(leading, (_, row) => line[rowAt(row)]!),
      unit,
      file,
    });
    const { start, width } = axis;
    const scale = NS_PER_UNIT[unit];
    const curves = Array.from(wavelengths, (wavelengthNm, w): DecayCurve => {
      const counts = Float64Array.from(times, (_, t) =>
        timeRows ? values[rowAt(w) + 1 + t]! : values[rowAt(t) + 1 + w]!,
      );
      return {
        name: `${wavelengthNm} nm`,
        channelWidthNs: width * scale,
        startNs: start * scale,
        counts: inOrder(counts, axis),
        meta: { wavelengthNm },
      };
    });
    return {
      format: "glotaran-text",
      curves,
      notes: [
        ...(options.timeUnit
          ? []
          : [
              `the format names no unit of time: its times are taken to be in ns; otherwise ${STATED.timeUnit}`,
            ]),
        ...(axis.falling ? [FALLING_NOTE] : []),
        ...(whole === others ? [] : [`the file is truncated: ${whole} whole rows were read`]),
        ...notesOnCounts(curves),
      ],
    };
  },
};
