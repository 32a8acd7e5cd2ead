import { InputError } from "@oleate/core";
import { findNumberBlock } from "../number-block.ts";
import { type DecayCurve, type DecayFormat, notesOnCounts } from "./decay-file.ts";
import { curvesOf, noWidth, timeUnitOf, widthInRemarks } from "./generic-text.ts";
import { FALLING_NOTE } from "./time-axis.ts";

function remark(lines: readonly string[], label: RegExp): string | undefined {
  return lines
    .map((line) => line.trim().slice(0, 200))
    .map((line) => label.exec(line)?.[1]?.trim())
    .find((found) => found !== undefined && found !== "");
}

/**
 * Decays of Horiba's (IBH's) DataStation as text: "Item name:", "Real time:", "Live time:", then "Chan Data" and one row a
 * channel. The width of a channel stands in "Time calibration: ... ns/ch" where the export holds it.
 */
export const ibhTextFormat: DecayFormat = {
  name: "ibh-text",
  label: "Horiba/IBH DataStation text (Chan Data)",
  extensions: ["asc", "txt"],
  reads: "counts by channel; the width from its time calibration",
  detect: ({ text }) => text !== null && /^\s*Chan\S*[\t ,;]+Data\b/imu.test(text.slice(0, 4000)),
  read: ({ text, file }, options) => {
    const block = findNumberBlock(text ?? "", file);
    if (!block) {
      throw new InputError({
        what: "no channels follow the line Chan Data",
        remedy: "export the decay again: the file was not written whole",
        place: { file },
      });
    }
    if (timeUnitOf(block.headers[0]?.[0] ?? ""))
      return { ...curvesOf(block, options, file), format: "ibh-text" };
    const lines = block.preamble.map((one) => one.text);
    const widthNs = widthInRemarks(block) ?? options.channelWidthNs;
    if (widthNs === undefined) throw noWidth(file, block.lineOfRow[0]! - 1);
    const table = curvesOf(
      { ...block, headers: [["Chan", "Data"]] },
      { ...options, channelWidthNs: widthNs },
      file,
    );
    const live = Number(remark(lines, /^\s*Live time:?\s*([\d.,]+)/iu)?.replace(",", "."));
    const name = remark(lines, /^\s*Item name:?\s*(.+)$/iu);
    const curves = table.curves.map(
      (curve): DecayCurve => ({
        ...curve,
        name: name ?? curve.name,
        meta: Number.isFinite(live) ? { integrationTimeS: live } : {},
      }),
    );
    return {
      format: "ibh-text",
      curves,
      notes: [
        ...table.notes.filter((note) => note === FALLING_NOTE),
        ...block.notes,
        ...notesOnCounts(curves),
      ],
    };
  },
};
