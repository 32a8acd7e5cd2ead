import { InputError } from "@oleate/core";
import { cutLine } from "../block-header.ts";
import { findNumberBlock, type NumberBlock } from "../number-block.ts";
import { type DecayCurve, type DecayFormat, notesOnCounts } from "./decay-file.ts";
import { curvesOf, timeUnitOf } from "./generic-text.ts";
import { FALLING_NOTE } from "./time-axis.ts";

/** Text of a fluorimeter whose head is one line a property: its name, then one value a curve. */
export interface LabelledBlock {
  readonly block: NumberBlock;
  /** Values of a property by its name in small letters, one a curve. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
  /** Names of the curves. */
  readonly labels: readonly string[];
}

/** True for text that begins with a line of labels. */
export function hasLabels(text: string): boolean {
  return /^\s*"?Labels"?\s*[,;\t]/iu.test(text.slice(0, 200));
}

/**
 * Takes the text export of an Edinburgh or Horiba fluorimeter apart: "Labels,a,b,", "Type,Emission Scan,...",
 * "Xaxis,Wavelength,", further properties, then rows of numbers. @throws InputError without rows of numbers
 */
export function readLabelled(text: string, file: string): LabelledBlock {
  const block = findNumberBlock(text, file);
  if (!block) {
    throw new InputError({
      what: "no rows of numbers follow the labels",
      remedy: "export the measurement again: the file was not written whole",
      place: { file },
    });
  }
  const delimiter = block.delimiter === " " ? "," : block.delimiter;
  const properties = new Map<string, readonly string[]>();
  for (const { text: line } of block.preamble) {
    const [name, ...values] = cutLine(line, delimiter);
    if (name) properties.set(name.toLowerCase().replace(/\s/gu, ""), values);
  }
  return { block: { ...block, headers: [] }, properties, labels: properties.get("labels") ?? [] };
}

/** Text export of an Edinburgh or Horiba fluorimeter with a time axis. */
export const labelsTextFormat: DecayFormat = {
  name: "fluorimeter-text",
  label: "Edinburgh or Horiba fluorimeter text (Labels, Type, Xaxis)",
  extensions: ["csv", "txt"],
  reads: "every column of counts, where the axis is a time",
  detect: ({ text }) => text !== null && hasLabels(text),
  read: ({ text, file }, options) => {
    const { block, properties, labels } = readLabelled(text ?? "", file);
    const axis = properties.get("xaxis")?.[0] ?? "";
    const type = properties.get("type")?.[0] ?? "";
    if (/wavelength|wavenumber|energy/iu.test(axis)) {
      throw new InputError({
        what: "the file is a spectrum, not a decay",
        found: `the axis ${axis}, the type ${type}`,
        remedy: "read it as a spectrum",
        place: { file },
      });
    }
    const unit = timeUnitOf(axis);
    const table = curvesOf(block, unit ? { ...options, timeUnit: unit } : options, file);
    const curves = table.curves.map((curve, i): DecayCurve => {
      const number = (name: string): number => Number.parseFloat(properties.get(name)?.[i] ?? "");
      const [emission, excitation] = [number("emwavelength"), number("exwavelength")];
      return {
        ...curve,
        name: labels[i] || curve.name,
        meta: {
          ...(emission > 0 ? { wavelengthNm: emission } : {}),
          ...(excitation > 0 ? { excitationNm: excitation } : {}),
        },
      };
    });
    return {
      format: "fluorimeter-text",
      curves,
      notes: [
        ...(unit || options.timeUnit ? [] : table.notes.slice(0, 1)),
        ...table.notes.filter((note) => note === FALLING_NOTE),
        ...block.notes,
        ...notesOnCounts(curves),
      ],
    };
  },
};
