import { InputError } from "@oleate/core";
import { findNumberBlock } from "../number-block.ts";
import { namedAxis } from "./axis-unit.ts";
import { buildSpectra } from "./build-spectra.ts";
import { namedQuantity } from "./quantity.ts";
import { type SpectraFormat, stemOf } from "./spectra-file.ts";
import { noNumbers } from "./table.ts";

/** Line, from 0, on which the sample's name stands. */
const SAMPLE_LINE = 8;

/** PerkinElmer's .asc: "PE UV ..." or "PE FL ..." first, units after #GR, numbers after #DATA. */
export const perkinElmerFormat: SpectraFormat = {
  name: "perkin-elmer",
  label: "PerkinElmer text (.asc)",
  extensions: ["asc"],
  reads: "absorption (PE UV) and emission (PE FL), with the units it names",
  detect: ({ text }) =>
    text !== null && /^\s*PE (?:UV|FL|IR)\s+\S+\s+SPECTRUM\s+ASCII/iu.test(text.slice(0, 200)),
  read: ({ text, file }, options) => {
    const lines = (text ?? "").split(/\r\n|\n|\r/u);
    const data = lines.findIndex((line) => line.trim().toUpperCase() === "#DATA");
    if (data < 0) {
      throw new InputError({
        what: "the file has no line #DATA",
        remedy: "export it again: it was cut",
        place: { file },
      });
    }
    const block = findNumberBlock(lines.map((line, i) => (i <= data ? "" : line)).join("\n"), file);
    if (!block) throw noNumbers(lines.slice(data + 1).join("\n"), file);
    const units = lines.findIndex((line) => line.trim().toUpperCase() === "#GR");
    const unitText = units < 0 ? "" : (lines[units + 1] ?? "").trim();
    const axis = namedAxis(unitText);
    if (!axis && !options.axisUnit && unitText !== "") {
      throw new InputError({
        what: "the unit of the axis is not known",
        found: `"${unitText.slice(0, 40)}"`,
        expected: "nm, um, eV or cm-1",
        place: { file, line: units + 2 },
      });
    }
    const y = units < 0 ? "" : (lines[units + 2] ?? "").trim();
    const sample = (lines[SAMPLE_LINE] ?? "").trim();
    const fluorescence = /^\s*PE FL/iu.test(text ?? "");
    const built = buildSpectra(
      "perkin-elmer",
      block.columns.slice(1).map((values, c) => ({
        name: c === 0 && sample !== "" && !/^[\d.:/-]+$/u.test(sample) ? sample : stemOf(file),
        points: {
          x: block.columns[0]!,
          y: values,
          unit: axis?.unit ?? options.axisUnit ?? "nm",
          placeOf: (row: number) => ({ file, line: block.lineOfRow[row]! }),
        },
        quantity: namedQuantity(y),
        meta: { ...(y === "" ? {} : { yUnit: y }), ...(fluorescence ? { instrument: "fluorescence" } : {}) },
      })),
      file,
      options,
    );
    return {
      ...built,
      notes: [
        ...(axis || options.axisUnit ? [] : ["the file names no unit of its axis: it is taken to be in nm"]),
        ...block.notes,
        ...built.notes,
      ],
    };
  },
};
