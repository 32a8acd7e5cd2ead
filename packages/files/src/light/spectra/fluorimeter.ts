import { InputError } from "@oleate/core";
import { timeUnitOf } from "../decays/generic-text.ts";
import { hasLabels, readLabelled } from "../decays/labels-text.ts";
import { namedAxis } from "./axis-unit.ts";
import { buildSpectra } from "./build-spectra.ts";
import { namedQuantity } from "./quantity.ts";
import { type SpectraFormat, stemOf } from "./spectra-file.ts";

/** Text of an Edinburgh or Horiba fluorimeter: "Labels,a,b", "Type,Emission Scan", "Xaxis,Wavelength", then numbers. */
export const fluorimeterFormat: SpectraFormat = {
  name: "fluorimeter-text",
  label: "Edinburgh or Horiba fluorimeter text (Labels, Type, Xaxis)",
  extensions: ["csv", "txt"],
  reads: "every spectrum, where the axis is a wavelength or an energy",
  detect: ({ text }) => text !== null && hasLabels(text),
  read: ({ text, file }, options) => {
    const { block, properties, labels } = readLabelled(text ?? "", file);
    const xAxis = properties.get("xaxis")?.[0] ?? "";
    const type = properties.get("type")?.[0] ?? "";
    const unit = namedAxis(xAxis)?.unit ?? options.axisUnit;
    if (unit === undefined) {
      const isTime = timeUnitOf(xAxis) !== undefined || /^time/iu.test(xAxis);
      throw new InputError({
        what: isTime ? "the file is a decay, not a spectrum" : "the axis of the file is not known",
        found: xAxis === "" ? "no line Xaxis" : `the axis ${xAxis}, the type ${type}`,
        expected: "Wavelength, Energy or Wavenumber",
        remedy: isTime ? "read it as a decay" : "say its unit (axisUnit)",
        place: { file },
      });
    }
    const built = buildSpectra(
      "fluorimeter-text",
      block.columns.slice(1).map((values, c) => {
        const meta: Record<string, string> = {};
        for (const [name, cells] of properties) {
          const cell = cells[c] ?? "";
          if (cell !== "" && name !== "labels") meta[name] = cell;
        }
        return {
          name: labels[c] || (block.columns.length === 2 ? stemOf(file) : `column ${c + 2}`),
          points: {
            x: block.columns[0]!,
            y: values,
            unit,
            placeOf: (row: number) => ({ file, line: block.lineOfRow[row]! }),
          },
          quantity:
            namedQuantity(properties.get("type")?.[c] ?? type) ??
            namedQuantity(properties.get("yaxis")?.[c] ?? ""),
          meta,
        };
      }),
      file,
      options,
    );
    return { ...built, notes: [...block.notes, ...built.notes] };
  },
};
